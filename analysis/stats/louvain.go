package stats

import (
	"cmp"
	"context"
	"slices"
)

// leastGain is the gain in modularity below which the Louvain method moves
// nobody: above rounding error, so that it always ends.
const leastGain = 1e-10

// louvain returns the community of each person in a graph with every tie in
// both directions, by the Louvain method (Blondel and others 2008) with people
// always taken in their order, so that the answer never changes. It stops early
// when ctx is cancelled.
func louvain(ctx context.Context, g tieGraph) []int {
	member := make([]int, len(g))
	for i := range member {
		member[i] = i
	}
	l := newLouvainLevel(g, make([]float64, len(g)))
	for ctx.Err() == nil && l.total > 0 && l.moveAll(ctx) {
		number := l.compact()
		for i, m := range member {
			member[i] = l.community[m]
		}
		l = l.merge(number)
	}
	return member
}

// louvainLevel is a graph of communities found so far, each of them one node.
type louvainLevel struct {
	g tieGraph
	// inside is the weight within each node, degree all its weight, each tie
	// counted from both of its ends; total is the sum of degrees.
	inside, degree []float64
	total          float64
	// community is where each node is put, and weight the sum of degrees there.
	community []int
	weight    []float64
}

func newLouvainLevel(g tieGraph, inside []float64) *louvainLevel {
	l := &louvainLevel{
		g: g, inside: inside, degree: slices.Clone(inside), community: make([]int, len(g)),
	}
	for i, arcs := range g {
		l.community[i] = i
		for _, a := range arcs {
			l.degree[i] += a.weight
		}
		l.total += l.degree[i]
	}
	l.weight = slices.Clone(l.degree)
	return l
}

// moveAll moves nodes to better communities until none is better off, and
// reports whether any moved.
func (l *louvainLevel) moveAll(ctx context.Context) bool {
	towards := make([]float64, len(l.g)) // weight from a node to each community
	any := false
	for moved := true; moved && ctx.Err() == nil; any = any || moved {
		moved = false
		for i := range l.g {
			if l.move(i, towards) {
				moved = true
			}
		}
	}
	return any
}

// move puts node i where modularity gains most, and reports whether that is
// elsewhere. towards must be all zeros and is left so.
func (l *louvainLevel) move(i int, towards []float64) bool {
	for _, a := range l.g[i] {
		towards[l.community[a.to]] += a.weight
	}
	home := l.community[i]
	l.weight[home] -= l.degree[i]
	gain := func(c int) float64 { return towards[c] - l.degree[i]*(l.weight[c]/l.total) }
	best, most := home, gain(home)+leastGain*l.total
	for _, a := range l.g[i] {
		if c := l.community[a.to]; gain(c) > most {
			best, most = c, gain(c)
		}
	}
	for _, a := range l.g[i] {
		towards[l.community[a.to]] = 0
	}
	l.community[i] = best
	l.weight[best] += l.degree[i]
	return best != home
}

// compact numbers the communities from 0 in the order of their first node, and
// returns how many there are.
func (l *louvainLevel) compact() int {
	number := make(map[int]int)
	for i, c := range l.community {
		if _, ok := number[c]; !ok {
			number[c] = len(number)
		}
		l.community[i] = number[c]
	}
	return len(number)
}

// merge makes every community one node of a new level.
func (l *louvainLevel) merge(communities int) *louvainLevel {
	inside := make([]float64, communities)
	var ties []Tie
	for i, arcs := range l.g {
		c := l.community[i]
		inside[c] += l.inside[i]
		for _, a := range arcs {
			if d := l.community[a.to]; d == c {
				inside[c] += a.weight
			} else {
				ties = append(ties, Tie{c, d, a.weight})
			}
		}
	}
	return newLouvainLevel(newTieGraph(communities, ties), inside)
}

// modularity tells how much more of the weight of a graph with every tie in
// both directions lies within communities than chance would put there (Newman
// and Girvan 2004). It is 0 without ties.
func modularity(g tieGraph, community []int) float64 {
	inside, degree := make([]float64, len(g)), make([]float64, len(g))
	var total float64
	for i, arcs := range g {
		for _, a := range arcs {
			degree[community[i]] += a.weight
			total += a.weight
			if community[a.to] == community[i] {
				inside[community[i]] += a.weight
			}
		}
	}
	if total == 0 {
		return 0
	}
	var q float64
	for c := range inside {
		share := degree[c] / total
		q += inside[c]/total - share*share
	}
	return q
}

// orderGroups renumbers groups so that the largest comes first, and of groups
// of one size the one with the earliest person. It returns the new number of
// each person's group and the sizes.
func orderGroups(of []int) (number, sizes []int) {
	size, first := make(map[int]int), make(map[int]int)
	var groups []int
	for i, g := range of {
		if size[g] == 0 {
			first[g] = i
			groups = append(groups, g)
		}
		size[g]++
	}
	slices.SortFunc(groups, func(a, b int) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(first[a], first[b]))
	})
	rank := make(map[int]int)
	for r, g := range groups {
		rank[g] = r
		sizes = append(sizes, size[g])
	}
	number = make([]int, len(of))
	for i, g := range of {
		number[i] = rank[g]
	}
	return number, sizes
}
