package stats

import (
	stdcmp "cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

// twoCliques is two groups of four who all address each other, joined by one
// tie from 3 to 4, and one person, 8, who addresses nobody.
func twoCliques() []Tie {
	var ties []Tie
	for _, start := range []int{0, 4} {
		for i := range 4 {
			for j := range 4 {
				if i != j {
					ties = append(ties, Tie{start + i, start + j, 1})
				}
			}
		}
	}
	return append(ties, Tie{3, 4, 1})
}

func TestAnalyse(t *testing.T) {
	w := must(AnalyseNetwork(context.Background(), 9, twoCliques()))
	if w.Ties != 25 {
		t.Errorf("%d ties, want 25", w.Ties)
	}
	near(t, "reciprocity", w.Reciprocity, 24.0/25)
	if diff := cmp.Diff([]int{8, 1}, w.Components); diff != "" {
		t.Errorf("components (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{4, 4, 1}, w.Communities); diff != "" {
		t.Errorf("communities (-want +got):\n%s", diff)
	}
	// Of 3 and 4: the pairs of each of 0, 1, 2 with each of 4 to 7, and of each
	// of 0 to 3 with each of 5, 6, 7.
	if w.People[3].Betweenness != 12 || w.People[4].Betweenness != 12 || w.People[0].Betweenness != 0 {
		t.Errorf("betweenness %v, %v and %v", w.People[3].Betweenness, w.People[4].Betweenness, w.People[0].Betweenness)
	}
	if p := w.People[3]; p.OutDegree != 4 || p.InDegree != 3 || p.OutWeight != 4 {
		t.Errorf("person 3: %+v", p)
	}
	// Modularity by hand: 12 + 12 of weight 25 inside; sums of degrees 25, 25.
	near(t, "modularity", w.Modularity, 24.0/25-2*0.25)
	var sum float64
	for _, p := range w.People {
		sum += p.PageRank
	}
	near(t, "sum of PageRank", sum, 1)
}

func TestAnalyseAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	n := 40
	var ties []Tie
	g := simple.NewWeightedDirectedGraph(0, 0)
	for i := range n {
		g.AddNode(simple.Node(i))
	}
	for range 120 {
		tie := Tie{rng.IntN(n), rng.IntN(n), float64(1 + rng.IntN(9))}
		if tie.From == tie.To || g.HasEdgeFromTo(int64(tie.From), int64(tie.To)) {
			continue
		}
		ties = append(ties, tie)
		g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(tie.From), simple.Node(tie.To), tie.Weight))
	}
	w := must(AnalyseNetwork(context.Background(), n, ties))
	rank, between := network.PageRank(g, damping, 1e-12), network.Betweenness(g)
	for i, p := range w.People {
		nearTo(t, "PageRank", p.PageRank, rank[int64(i)], 1e-8)
		nearTo(t, "betweenness", p.Betweenness, between[int64(i)], 1e-9)
	}
	for range 20 {
		rng.Shuffle(len(ties), func(i, j int) { ties[i], ties[j] = ties[j], ties[i] })
		if diff := cmp.Diff(w, must(AnalyseNetwork(context.Background(), n, ties))); diff != "" {
			t.Fatalf("the order of the ties matters:\n%s", diff)
		}
	}
}

func TestCommunitiesAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	n := 120
	var ties []Tie
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for range 700 { // six groups of twenty, four ties in five inside a group
		from := rng.IntN(n)
		to := from/20*20 + rng.IntN(20)
		if rng.IntN(5) == 0 {
			to = rng.IntN(n)
		}
		if from == to || g.HasEdgeBetween(int64(from), int64(to)) {
			continue
		}
		tie := Tie{from, to, 0.1 * float64(1+rng.IntN(9))}
		ties = append(ties, tie)
		g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(from), simple.Node(to), tie.Weight))
	}
	w := must(AnalyseNetwork(context.Background(), n, ties))
	found := make([][]graph.Node, len(w.Communities))
	for i, p := range w.People {
		found[p.Community] = append(found[p.Community], simple.Node(i))
	}
	near(t, "modularity", w.Modularity, community.Q(g, found, 1))
	best := community.Q(g, community.Modularize(g, 1, rand.NewPCG(1, 2)).Communities(), 1)
	if w.Modularity < best-0.01 {
		t.Errorf("modularity %v, gonum finds %v", w.Modularity, best)
	}
}

// In a large network betweenness comes from some people only, and puts the same
// people first.
func TestBetweennessFromSome(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	n := 600
	var ties []Tie
	for range 4000 {
		ties = append(ties, Tie{int(float64(n) * rng.Float64() * rng.Float64()), rng.IntN(n), 1})
	}
	g := newTieGraph(n, ties)
	all, some := betweenness(context.Background(), g, 1), betweenness(context.Background(), g, 4)
	top := func(score []float64) map[int]bool {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(i, j int) int { return stdcmp.Compare(score[j], score[i]) })
		first := map[int]bool{}
		for _, i := range order[:20] {
			first[i] = true
		}
		return first
	}
	want, same := top(all), 0
	for i := range top(some) {
		if want[i] {
			same++
		}
	}
	if same < 14 {
		t.Errorf("only %d of the 20 people between most others are found", same)
	}
	var sumAll, sumSome float64
	for i := range all {
		sumAll, sumSome = sumAll+all[i], sumSome+some[i]
	}
	nearTo(t, "sum", sumSome, sumAll, 0.1)
	w := must(AnalyseNetwork(context.Background(), 60_000, ties))
	if !w.HasBetweenness || w.BetweennessFrom > 7000 || w.Note == "" {
		t.Errorf("from %d people, note %q", w.BetweennessFrom, w.Note)
	}
	wantFinite(t, w)
}

func TestAnalyseEdges(t *testing.T) {
	for name, c := range map[string]struct {
		n    int
		ties []Tie
	}{
		"nobody": {0, nil}, "no ties": {3, nil}, "only to oneself": {2, []Tie{{0, 0, 1}}},
	} {
		w := must(AnalyseNetwork(context.Background(), c.n, c.ties))
		if w.Note == "" || w.Ties != 0 {
			t.Errorf("%s: %+v", name, w)
		}
		wantFinite(t, w)
	}
	if w := must(AnalyseNetwork(context.Background(), 2, []Tie{{0, 1, 1}, {0, 1, 2}})); w.Ties != 1 || w.People[1].InWeight != 3 || w.Reciprocity != 0 {
		t.Errorf("two ties of one pair: %+v", w)
	}
	for name, ties := range map[string][]Tie{"nobody there": {{0, 5, 1}}, "no weight": {{0, 1, 0}}} {
		if _, err := AnalyseNetwork(context.Background(), 2, ties); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	f.Add([]byte{0, 1, 5, 1, 0, 2, 2, 3, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var ties []Tie
		for len(data) >= 3 && len(ties) < 60 {
			ties = append(ties, Tie{int(data[0]) % 20, int(data[1]) % 20, 1e-6 + float64(data[2])})
			data = data[3:]
		}
		wantFinite(t, must(AnalyseNetwork(context.Background(), 20, ties)))
	})
}
