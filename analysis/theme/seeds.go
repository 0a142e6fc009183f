package theme

// seeding chooses directions one after the other, each time the one that brings
// the messages nearest to the directions chosen so far: greedy facility location
// (G. Nemhauser, L. Wolsey and M. Fisher 1978). Candidates are the mean
// directions of the messages that hold a frequent word. The choice is then
// improved by exchanges, so that a near tie on the way hardly tells in the end.
type seeding struct {
	candidates *points
	alike      [][]float32 // of each candidate with each message
	nearest    []float32   // how near each message is to what was chosen
	chosen     []int       // candidates, in the order of choice
	gains      []float64   // what each choice brought
}

const (
	mostCandidates = 200  // frequent words that may start a theme
	seedFrom       = 5000 // messages looked at
)

// newSeeding prepares the choice; words are those of each point.
func newSeeding(p *points, words func(i int) []int32, vocab int) *seeding {
	n, dim := min(mostCandidates, vocab), p.dim
	s := &seeding{candidates: &points{dim, make([]float64, n*dim)}}
	seen := map[int32]bool{}
	for i := range p.len() {
		clear(seen)
		for _, w := range words(i) {
			if w == sentenceEnd || int(w) >= n || seen[w] {
				continue
			}
			seen[w] = true
			v := s.candidates.of(int(w))
			for d, x := range p.of(i) {
				v[d] += x
			}
		}
	}
	looked := min(p.len(), seedFrom)
	s.alike, s.nearest = make([][]float32, n), make([]float32, looked)
	for c := range n {
		unit(s.candidates.of(c))
		s.alike[c] = make([]float32, looked)
		for i := range looked {
			s.alike[c][i] = float32(dot(s.candidates.of(c), p.of(i)))
		}
	}
	return s
}

// next chooses one more direction, and reports whether there is one that brings
// anything.
func (s *seeding) next() bool {
	best, most := -1, 1e-6*float64(len(s.nearest))
	for c, alike := range s.alike {
		gain := 0.0
		for i, x := range alike {
			if d := x - s.nearest[i]; d > 0 {
				gain += float64(d)
			}
		}
		if gain > most {
			best, most = c, gain
		}
	}
	if best < 0 {
		return false
	}
	s.chosen = append(s.chosen, best)
	s.gains = append(s.gains, most)
	for i, x := range s.alike[best] {
		s.nearest[i] = max(s.nearest[i], x)
	}
	return true
}

// first are k directions, fewer where there are not so many.
func (s *seeding) first(k int) *points {
	for len(s.chosen) < k && s.next() {
	}
	chosen := s.improved(s.chosen[:min(k, len(s.chosen))])
	p := newPoints(s.candidates.dim, len(chosen))
	for _, c := range chosen {
		p.add(s.candidates.of(c))
	}
	return p
}

// The number of themes where the analyst gives none.
const (
	mostNumber = 30
	worthGain  = 1.0 / 750
)

// number is how many directions are worth having: as long as one more brings
// the messages nearer by a 750th on average, measured by the cosine.
func (s *seeding) number() int {
	for k := range mostNumber {
		if len(s.chosen) <= k && !s.next() || s.gains[k] < worthGain*float64(len(s.nearest)) {
			return max(1, k)
		}
	}
	return mostNumber
}
