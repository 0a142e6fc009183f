package coder

import (
	"cmp"
	"slices"
)

// deal gives each row a fold from 0 to k-1. Rows of one group share a fold. Rare
// labels are dealt first, so that the folds have about as many of each.
func (s *study) deal(rows []int32, k int) []int {
	support := make([]int, len(s.yes))
	for l, yes := range s.yes {
		for _, i := range rows {
			if yes[i] {
				support[l]++
			}
		}
	}
	type unit struct{ rare, first int }
	var units []unit
	at := make([]int, len(rows)) // unit of each row
	known := map[string]int{}
	for r, i := range rows {
		u, ok := known[s.group[i]]
		if !ok || s.group[i] == "" {
			u = len(units)
			known[s.group[i]] = u
			units = append(units, unit{len(s.yes), r})
		}
		at[r] = u
		for l, yes := range s.yes {
			if x := units[u].rare; yes[i] && (x == len(s.yes) || support[l] < support[x]) {
				units[u].rare = l
			}
		}
	}
	order := make([]int, len(units))
	for u := range order {
		order[u] = u
	}
	rarity := func(u int) int {
		if l := units[u].rare; l < len(support) {
			return support[l]
		}
		return len(rows) + 1
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rarity(a), rarity(b)), cmp.Compare(units[a].rare, units[b].rare), cmp.Compare(a, b))
	})
	fold := make([]int, len(units))
	for n, u := range order {
		fold[u] = n % k
	}
	out := make([]int, len(rows))
	for r, u := range at {
		out[r] = fold[u]
	}
	return out
}
