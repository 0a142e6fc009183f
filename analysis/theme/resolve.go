package theme

import (
	"cmp"
	"slices"
	"strings"
)

// leastOverlap is how much the phrases of a theme found must be those of one
// decided on before, for it to be taken for that one.
const leastOverlap = 0.5

// resolve says, for positions of themes found, by which id the edits call them
// where it is another than their own; see Apply.
func resolve(found *Result, refs []Ref) map[int]string {
	own := map[string]bool{}
	for k := range found.Themes {
		own[found.Themes[k].ID] = true
	}
	named := map[string]bool{}
	type pair struct {
		id   string
		at   int
		like float64
	}
	best := map[string]map[int]float64{}
	for _, r := range refs {
		if own[r.ID] {
			named[r.ID] = true
			continue
		}
		if best[r.ID] == nil {
			best[r.ID] = map[int]float64{}
		}
		for k := range found.Themes {
			best[r.ID][k] = max(best[r.ID][k], overlap(found.Themes[k].Phrases, r.Phrases))
		}
	}
	var pairs []pair
	for id, likes := range best {
		if strings.Contains(id, partMark) {
			continue // it comes of a split
		}
		for k, like := range likes {
			if like >= leastOverlap && !named[found.Themes[k].ID] {
				pairs = append(pairs, pair{id, k, like})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.at, b.at), strings.Compare(a.id, b.id))
	})
	called, taken := map[int]string{}, map[string]bool{}
	for _, p := range pairs {
		if _, ok := called[p.at]; !ok && !taken[p.id] {
			called[p.at], taken[p.id] = p.id, true
		}
	}
	return called
}

// overlap is the Jaccard index of the phrases of a theme and some lemmas, which
// are sorted and without repeats.
func overlap(phrases []Phrase, lemmas []string) float64 {
	both, all := 0, len(lemmas)
	seen := map[string]bool{}
	for _, p := range phrases {
		if seen[p.Lemma] {
			continue
		}
		seen[p.Lemma] = true
		if slices.Contains(lemmas, p.Lemma) {
			both++
		} else {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}
