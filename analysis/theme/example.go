package theme

import (
	"cmp"
	"math"
	"slices"

	"yearbook/analysis/corpus"
)

// Examples stand for a theme: they are near its centre, unlike one another, and
// of a length that can be read at a glance.
const (
	mostExamples = 5
	mostWeighed  = 200
	relevance    = 0.7 // against being unlike those chosen before
	fewWords     = 4   // words that say something
	manyWords    = 30
)

// examples chooses messages by maximal marginal relevance (J. Carbonell and J.
// Goldstein, SIGIR 1998).
func (f *finder) examples(messages corpus.Selection, centre []float64) corpus.Selection {
	type candidate struct {
		at   int32
		near float64
		v    []float64
	}
	var list []candidate
	counts := map[int32]int{}
	for _, i := range messages {
		k, ok := position(f.sel, int(i))
		if !ok {
			continue
		}
		v := make([]float64, f.space.dim)
		words := f.notes.words.of(k)
		if !f.vector(v, words, counts) {
			continue
		}
		near := dot(v, centre)
		if n := len(words); n < fewWords {
			near -= 0.1 * float64(fewWords-n)
		} else if n > manyWords {
			near -= 0.01 * float64(n-manyWords)
		}
		list = append(list, candidate{i, near, v})
		if len(list) >= 2*mostWeighed {
			slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.near, a.near), cmp.Compare(a.at, b.at)) })
			list = list[:mostWeighed]
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.near, a.near), cmp.Compare(a.at, b.at)) })
	list = list[:min(len(list), mostWeighed)]
	var chosen corpus.Selection
	like := make([]float64, len(list)) // the nearest of those chosen
	used := make([]bool, len(list))
	for len(chosen) < min(mostExamples, len(list)) {
		best, most := -1, math.Inf(-1)
		for x, c := range list {
			if s := relevance*c.near - (1-relevance)*like[x]; !used[x] && s > most {
				best, most = x, s
			}
		}
		if like[best] > 0.999 { // only repetitions are left
			break
		}
		used[best] = true
		chosen = append(chosen, list[best].at)
		for x := range list {
			like[x] = max(like[x], dot(list[x].v, list[best].v))
		}
	}
	return chosen
}
