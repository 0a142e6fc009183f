package theme

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Numbers of the word space. The agreement with human labels hardly depends on
// them; see docs/methods.md.
const (
	dimensions = 64
	window     = 4    // words to each side that count as near
	smoothing  = 0.75 // power of the frequency of neighbours
	learnFrom  = 200_000
)

// space gives every word of the vocabulary a place: words that people use in
// the same surroundings lie near one another.
type space struct {
	dim int
	at  []float64 // dim numbers of unit length for each word
}

func (s *space) of(w int32) []float64 { return s.at[int(w)*s.dim : (int(w)+1)*s.dim] }

// learn places the words by what stands near them: positive pointwise mutual
// information of words at most window apart, cut to the strongest dimensions.
func learn(n *notes, v *vocabulary) *space {
	p := information(countNear(n), len(v.words))
	return &space{dimensions, place(p, v.words)}
}

// near counts how often two words stand near each other: four times at one
// word's distance, once at four.
type near struct {
	key   uint64 // the first word and the second
	count uint32
}

func countNear(n *notes) []near {
	counts := map[uint64]uint32{}
	messages := len(n.words.from) - 1
	step := max(1, (messages+learnFrom-1)/learnFrom)
	var words []int32
	for k := 0; k < messages; k += step {
		words = words[:0]
		for _, w := range n.words.of(k) {
			if w != sentenceEnd {
				words = append(words, w)
			}
		}
		for i, a := range words {
			for j := i + 1; j < len(words) && j <= i+window; j++ {
				if b := words[j]; a != b {
					counts[uint64(a)<<32|uint64(b)] += uint32(window + 1 - j + i)
					counts[uint64(b)<<32|uint64(a)] += uint32(window + 1 - j + i)
				}
			}
		}
	}
	list := make([]near, 0, len(counts))
	for k, c := range counts {
		list = append(list, near{k, c})
	}
	slices.SortFunc(list, func(a, b near) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	return list
}

// sparse is a square matrix by rows.
type sparse struct {
	from  []int32
	col   []int32
	value []float64
}

// information is the positive pointwise mutual information of words.
func information(list []near, words int) *sparse {
	sum, total := make([]float64, words), 0.0
	for _, x := range list {
		sum[x.key>>32] += float64(x.count)
	}
	smooth := make([]float64, words)
	for w, s := range sum {
		smooth[w] = math.Pow(s, smoothing)
		total += smooth[w]
	}
	m := &sparse{from: make([]int32, words+1)}
	for _, x := range list {
		a, b := x.key>>32, x.key&math.MaxUint32
		if pmi := math.Log(float64(x.count) * total / (sum[a] * smooth[b])); pmi > 0 {
			m.col, m.value = append(m.col, int32(b)), append(m.value, pmi)
			m.from[a+1]++
		}
	}
	for w := range words {
		m.from[w+1] += m.from[w]
	}
	return m
}

// transposed swaps rows and columns.
func (m *sparse) transposed() *sparse {
	rows := len(m.from) - 1
	t := &sparse{from: make([]int32, rows+1), col: make([]int32, len(m.col)), value: make([]float64, len(m.value))}
	for _, c := range m.col {
		t.from[c+1]++
	}
	for c := range rows {
		t.from[c+1] += t.from[c]
	}
	next := slices.Clone(t.from)
	for r := range rows {
		for k := m.from[r]; k < m.from[r+1]; k++ {
			at := next[m.col[k]]
			t.col[at], t.value[at] = int32(r), m.value[k]
			next[m.col[k]]++
		}
	}
	return t
}

// times multiplies the matrix with a dense one.
func (m *sparse) times(x *mat.Dense) *mat.Dense {
	rows, cols := x.Dims()
	y := mat.NewDense(rows, cols, nil)
	for r := range rows {
		row := y.RawRowView(r)
		for k := m.from[r]; k < m.from[r+1]; k++ {
			v := m.value[k]
			for j, xj := range x.RawRowView(int(m.col[k])) {
				row[j] += v * xj
			}
		}
	}
	return y
}

// rounds of the power method; oversampled dimensions make it exact enough.
const (
	powerRounds = 4
	oversample  = 16
)

// place gives each word its row of the left singular vectors times the singular
// values, in unit length. Randomised range finder of N. Halko, P.-G. Martinsson
// and J. Tropp, SIAM Review 53 (2011), 217-288, from a fixed start. A word
// without neighbours gets a place of its own.
func place(p *sparse, vocab []string) []float64 {
	words := len(vocab)
	at := make([]float64, words*dimensions)
	if words == 0 {
		return at
	}
	k := min(dimensions+oversample, words)
	r := rand.New(rand.NewPCG(20, 13))
	x := mat.NewDense(words, k, nil)
	for i := range words {
		for j := range k {
			x.Set(i, j, r.NormFloat64())
		}
	}
	t := p.transposed()
	q := orthonormal(p.times(x))
	for range powerRounds {
		q = orthonormal(p.times(orthonormal(t.times(q))))
	}
	b := t.times(q) // (QᵀP)ᵀ
	var gram mat.Dense
	gram.Mul(b.T(), b)
	sym := mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			sym.SetSym(i, j, (gram.At(i, j)+gram.At(j, i))/2)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(sym, true) {
		return own(at, vocab)
	}
	var u, vectors mat.Dense
	eigen.VectorsTo(&vectors)
	values := eigen.Values(nil) // ascending
	u.Mul(q, &vectors)
	for w := range words {
		for d := range min(dimensions, k) {
			j := k - 1 - d
			at[w*dimensions+d] = u.At(w, j) * math.Sqrt(max(0, values[j]))
		}
	}
	return own(at, vocab)
}

// own brings places to unit length and gives words without one a place of
// their own, drawn from their letters.
func own(at []float64, words []string) []float64 {
	for w, word := range words {
		v := at[w*dimensions : (w+1)*dimensions]
		if !unit(v) {
			r := rand.New(rand.NewPCG(hash(word), 7))
			for d := range v {
				v[d] = r.NormFloat64()
			}
			unit(v)
		}
	}
	return at
}

// orthonormal is an orthonormal base of the columns, by Gram and Schmidt's
// method done twice. Columns that depend on others become nought.
func orthonormal(x *mat.Dense) *mat.Dense {
	rows, cols := x.Dims()
	t := mat.DenseCopyOf(x.T())
	for j := range cols {
		v := t.RawRowView(j)
		for range 2 {
			for i := range j {
				u := t.RawRowView(i)
				s := dot(u, v)
				for k := range v {
					v[k] -= s * u[k]
				}
			}
			if !unit(v) {
				clear(v)
			}
		}
	}
	q := mat.NewDense(rows, cols, nil)
	q.Copy(t.T())
	return q
}

// unit brings v to length one and reports whether it has a direction.
func unit(v []float64) bool {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	if sum < 1e-18 {
		return false
	}
	s := 1 / math.Sqrt(sum)
	for k := range v {
		v[k] *= s
	}
	return true
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for k, x := range a {
		sum += x * b[k]
	}
	return sum
}

// hash is a number that depends on nothing but the text.
func hash(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}
