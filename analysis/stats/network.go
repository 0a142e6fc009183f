package stats

import (
	"context"
	"fmt"
	"math"
)

const (
	// damping is the usual chance of PageRank to follow a tie.
	damping = 0.85
	// maxBetweenness is the largest product of people and ties for which chains
	// from everybody are followed for betweenness: a third of a second of work.
	maxBetweenness = 25_000_000
)

// Tie is a directed tie between two people, given by their indices, such as a
// number of replies. Weight is from one millionth to a thousand million.
type Tie struct {
	From, To int
	Weight   float64
}

// Network describes who addresses whom.
type Network struct {
	// People has one entry per person, in their order.
	People []NetworkPerson
	// Ties is the number of ordered pairs with a tie, without ties of people
	// with themselves.
	Ties int
	// Reciprocity is the share of ties that go both ways; it is 0 without ties.
	Reciprocity float64
	// Components holds the sizes of the groups of people who hang together by
	// ties in either direction, largest first.
	Components []int
	// Communities holds the sizes of the communities found, largest first.
	Communities []int
	// Modularity tells how much more the communities keep to themselves than
	// chance would make them; above about 0.3 they are worth naming.
	Modularity float64
	// HasBetweenness is false where there are no ties.
	HasBetweenness bool
	// BetweennessFrom is the number of people whose chains were followed for
	// betweenness: all, or in a large network some, evenly spaced.
	BetweennessFrom int
	Note            string
}

// NetworkPerson describes one person's place in a network.
type NetworkPerson struct {
	// InDegree and OutDegree count the people with a tie to and from the
	// person; InWeight and OutWeight add up the weights.
	InDegree, OutDegree int
	InWeight, OutWeight float64
	// PageRank is the share of attention, by weight; all add up to 1.
	PageRank float64
	// Betweenness is the number of pairs of others whose shortest chain of
	// ties leads through the person, shared where several chains tie.
	Betweenness float64
	// Component and Community number the groups in Network from 0.
	Component, Community int
}

// AnalyseNetwork describes the network of n people with the given ties; several ties
// between two people add up, and ties of people with themselves are left out.
// It gives degrees, PageRank with damping 0.85 (Brin and Page 1998; people who
// address nobody pass their rank to all alike), betweenness on unweighted ties
// (Freeman 1977; Brandes 2001; in large networks estimated from some people, evenly
// spaced, Brandes and Pich 2007), reciprocity, components, and communities by the
// Louvain method on undirected weights (Blondel and others 2008). The methods
// are those of gonum/graph, and tested against it, but take people in their
// order: gonum's PageRank starts from unseeded random numbers, its betweenness
// adds up in the random order of maps, so that last digits change from run to run,
// and its communities depend on a seed. The error is for ties to people who are
// not there and for impossible weights, and ctx's when it is cancelled.
func AnalyseNetwork(ctx context.Context, n int, ties []Tie) (Network, error) {
	if err := checkTies(n, ties); err != nil {
		return Network{}, err
	}
	w := Network{People: make([]NetworkPerson, n)}
	directed := newTieGraph(n, ties)
	both := directed.bothWays()
	w.degrees(directed)
	for i, r := range pageRank(directed) {
		w.People[i].PageRank = r
	}
	w.groups(both, louvain(ctx, both))
	switch {
	case n == 0:
		w.Note = "no people: no network"
	case w.Ties == 0:
		w.Note = "no ties: nobody addresses anybody"
	default:
		w.between(ctx, directed)
	}
	if err := ctx.Err(); err != nil {
		return Network{}, err
	}
	return w, nil
}

// between fills in betweenness: from everybody, or in a large network from
// people so far apart in their order that the work stays the same.
func (w *Network) between(ctx context.Context, g tieGraph) {
	step := 1 + len(g)*w.Ties/maxBetweenness
	var sources int
	for i, b := range betweenness(ctx, g, step) {
		w.People[i].Betweenness = b
		if i%step == 0 {
			sources++
		}
	}
	w.HasBetweenness, w.BetweennessFrom = true, sources
	if step > 1 {
		w.Note = fmt.Sprintf("a large network: betweenness is estimated from %d of the %d people", sources, len(g))
	}
}

// degrees fills in degrees, weights, the number of ties and the reciprocity.
func (w *Network) degrees(g tieGraph) {
	w.Ties = g.arcs()
	returned := 0
	for from, arcs := range g {
		for _, a := range arcs {
			w.People[from].OutDegree++
			w.People[from].OutWeight += a.weight
			w.People[a.to].InDegree++
			w.People[a.to].InWeight += a.weight
			if g.has(a.to, from) {
				returned++
			}
		}
	}
	w.Reciprocity, _ = ratio(float64(returned), float64(w.Ties))
}

// groups fills in the components and communities.
func (w *Network) groups(both tieGraph, communities []int) {
	w.Modularity = modularity(both, communities)
	components, sizes := orderGroups(both.components())
	w.Components = sizes
	communities, w.Communities = orderGroups(communities)
	for i := range w.People {
		w.People[i].Component, w.People[i].Community = components[i], communities[i]
	}
}

func checkTies(n int, ties []Tie) error {
	if n < 0 {
		return fmt.Errorf("%d people: give zero or more", n)
	}
	for i, t := range ties {
		if t.From < 0 || t.From >= n || t.To < 0 || t.To >= n {
			return fmt.Errorf("tie %d from %d to %d: there are only people 0 to %d", i+1, t.From, t.To, n-1)
		}
		if !(t.Weight >= 1e-6 && t.Weight <= 1e9) {
			return fmt.Errorf("tie %d weighs %v: give the number of replies, above zero", i+1, t.Weight)
		}
	}
	return nil
}

// pageRank iterates from equal ranks until they stand still.
func pageRank(g tieGraph) []float64 {
	n := len(g)
	rank, next := make([]float64, n), make([]float64, n)
	total := make([]float64, n)
	for i, arcs := range g {
		rank[i] = 1 / float64(n)
		for _, a := range arcs {
			total[i] += a.weight
		}
	}
	for range 1000 {
		var loose, moved float64
		for i, r := range rank {
			if total[i] == 0 {
				loose += r
			}
		}
		for i := range next {
			next[i] = (1 - damping + damping*loose) / float64(n)
		}
		for i, arcs := range g {
			for _, a := range arcs {
				next[a.to] += damping * rank[i] * (a.weight / total[i])
			}
		}
		for i := range rank {
			moved += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if moved < 1e-14 {
			break
		}
	}
	return rank
}
