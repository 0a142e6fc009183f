package theme

import (
	"math"
	"slices"
)

// coherenceWords is the number of a theme's words whose going together is
// measured.
const coherenceWords = 10

// cohere gives each theme the mean normalised pointwise mutual information of
// its most telling words in messages (G. Bouma 2009): 1 where they only stand
// together, 0 where by chance, -1 where never.
func (f *finder) cohere(r *Result, list []described) {
	number := map[int32]int{} // of the words that are counted
	for _, d := range list {
		for _, w := range d.words {
			if _, ok := number[w]; !ok {
				number[w] = len(number)
			}
		}
	}
	n := len(number)
	both := make([]int32, n*n)
	var held []int
	for k := range f.sel {
		held = held[:0]
		for _, w := range f.notes.words.of(k) {
			if x, ok := number[w]; ok && !slices.Contains(held, x) {
				held = append(held, x)
			}
		}
		for _, a := range held {
			for _, b := range held {
				both[a*n+b]++
			}
		}
	}
	for x, d := range list {
		sum, pairs := 0.0, 0
		for i, a := range d.words {
			for _, b := range d.words[:i] {
				a, b := number[a], number[b]
				sum += npmi(both[a*n+b], both[a*n+a], both[b*n+b], len(f.sel))
				pairs++
			}
		}
		if pairs > 0 {
			r.Themes[x].Coherence = sum / float64(pairs)
		}
	}
}

// npmi is the normalised pointwise mutual information of two words that stand
// in a and b messages of n, together in both.
func npmi(both, a, b int32, n int) float64 {
	if both == 0 || a == 0 || b == 0 {
		return -1
	}
	p := float64(both) / float64(n)
	if p == 1 {
		return 1
	}
	return math.Log(p*float64(n)*float64(n)/(float64(a)*float64(b))) / -math.Log(p)
}
