package main

import (
	"context"
	"slices"

	"yearbook/analysis/stats"
)

func networkTests() []statTest {
	return []statTest{{
		name: "network", answers: "Who addresses whom, and who holds the conversation together?",
		columns: "from,to,weight: who answers or mentions whom, and how often (1 when left out)",
		example: "from,to,weight\nAnn,Ben,3\nBen,Ann,1\nCat,Ann,2\n",
		run:     network,
	}}
}

func network(t table) (result, error) {
	if len(t.rows) > 0 {
		if err := t.wide(2); err != nil {
			return nil, err
		}
	}
	wanted := []string{"from", "to", "weight"}[:min(3, max(2, t.width()))]
	from, to := t.text(t.find(wanted, 0)), t.text(t.find(wanted, 1))
	names := slices.Concat(from, to)
	slices.Sort(names)
	names = slices.Compact(names)
	weights := slices.Repeat([]float64{1}, len(t.rows))
	if len(wanted) == 3 {
		var err error
		if weights, err = t.full1(t.find(wanted, 2)); err != nil {
			return nil, err
		}
	}
	ties := make([]stats.Tie, len(t.rows))
	for i := range ties {
		a, _ := slices.BinarySearch(names, from[i])
		b, _ := slices.BinarySearch(names, to[i])
		ties[i] = stats.Tie{From: a, To: b, Weight: weights[i]}
	}
	w, err := stats.AnalyseNetwork(context.Background(), len(names), ties)
	people := []result{}
	for i, p := range w.People {
		people = append(people, result{
			{"name", names[i]}, {"in_degree", p.InDegree}, {"out_degree", p.OutDegree}, {"in_weight", p.InWeight}, {"out_weight", p.OutWeight},
			{"pagerank", p.PageRank}, {"betweenness", when(w.HasBetweenness, p.Betweenness)}, {"component", p.Component}, {"community", p.Community},
		})
	}
	return result{
		{"ties", w.Ties}, {"reciprocity", w.Reciprocity}, {"modularity", w.Modularity},
		{"betweenness_from", w.BetweennessFrom},
		{"components", append([]int{}, w.Components...)}, {"communities", append([]int{}, w.Communities...)},
		{"people", people}, {"method", "PageRank, betweenness (Brandes), Louvain communities"}, {"notes", notes(w.Note)},
	}, err
}
