package theme

import "slices"

// mostSwaps bounds the exchanges.
const mostSwaps = 100

// improved exchanges chosen candidates for others for as long as that brings the
// messages nearer, the exchange that brings most first: partitioning around
// medoids (L. Kaufman and P. Rousseeuw 1990), all exchanges of one candidate
// weighed in one pass (E. Schubert and P. Rousseeuw 2019).
func (s *seeding) improved(chosen []int) []int {
	chosen = slices.Clone(chosen)
	if len(chosen) == 0 {
		return chosen
	}
	for range mostSwaps {
		out, in := s.swap(chosen)
		if in < 0 {
			break
		}
		chosen[out] = in
	}
	return chosen
}

// swap is the best exchange: the position in chosen and the candidate to stand
// there; -1 where none brings anything.
func (s *seeding) swap(chosen []int) (out, in int) {
	n := len(s.nearest)
	first, second, of := make([]float32, n), make([]float32, n), make([]int, n)
	lost := make([]float64, len(chosen)) // by leaving each out
	for i := range n {
		for x, c := range chosen {
			switch a := s.alike[c][i]; {
			case a > first[i]:
				first[i], second[i], of[i] = a, first[i], x
			case a > second[i]:
				second[i] = a
			}
		}
		lost[of[i]] -= float64(first[i] - second[i])
	}
	in = -1
	most := 1e-6 * float64(n)
	gain := make([]float64, len(chosen))
	for c, alike := range s.alike {
		copy(gain, lost)
		always := 0.0 // whichever is left out
		for i, a := range alike {
			if a > first[i] {
				always += float64(a - first[i])
				gain[of[i]] += float64(first[i] - second[i])
			} else if a > second[i] {
				gain[of[i]] += float64(a - second[i])
			}
		}
		for x, g := range gain {
			if always+g > most {
				out, in, most = x, c, always+g
			}
		}
	}
	return out, in
}
