package stats

import (
	"cmp"
	"slices"
)

// arc is a tie as seen from the person it comes from.
type arc struct {
	to     int
	weight float64
}

// tieGraph lists the arcs that go out from each person, in the order of the
// people they go to.
type tieGraph [][]arc

// newTieGraph adds up the ties of each ordered pair and leaves out ties of
// people with themselves.
func newTieGraph(n int, ties []Tie) tieGraph {
	// Adding up in the order of size makes the sum independent of the order in
	// which the ties came.
	sorted := slices.Clone(ties)
	slices.SortFunc(sorted, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Weight, b.Weight))
	})
	g := make(tieGraph, n)
	for _, t := range sorted {
		if t.From == t.To {
			continue
		}
		arcs := g[t.From]
		if k := len(arcs); k > 0 && arcs[k-1].to == t.To {
			arcs[k-1].weight += t.Weight
			continue
		}
		g[t.From] = append(arcs, arc{t.To, t.Weight})
	}
	return g
}

// bothWays returns the graph that has every tie in both directions, with the
// weights of the two directions added.
func (g tieGraph) bothWays() tieGraph {
	var ties []Tie
	for from, arcs := range g {
		for _, a := range arcs {
			ties = append(ties, Tie{from, a.to, a.weight}, Tie{a.to, from, a.weight})
		}
	}
	return newTieGraph(len(g), ties)
}

// has tells whether there is an arc from u to v.
func (g tieGraph) has(u, v int) bool {
	_, ok := slices.BinarySearchFunc(g[u], v, func(a arc, to int) int { return cmp.Compare(a.to, to) })
	return ok
}

// arcs is the number of arcs.
func (g tieGraph) arcs() int {
	n := 0
	for _, a := range g {
		n += len(a)
	}
	return n
}

// components returns the number of the component of each person in a graph with
// every tie in both directions, numbered by their earliest person.
func (g tieGraph) components() []int {
	of := make([]int, len(g))
	for i := range of {
		of[i] = -1
	}
	number := 0
	for start := range g {
		if of[start] >= 0 {
			continue
		}
		of[start] = number
		for queue := []int{start}; len(queue) > 0; {
			v := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, a := range g[v] {
				if of[a.to] < 0 {
					of[a.to] = number
					queue = append(queue, a.to)
				}
			}
		}
		number++
	}
	return of
}
