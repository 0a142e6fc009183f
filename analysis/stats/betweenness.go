package stats

import "context"

// betweenness returns, for each person, the number of ordered pairs of others
// whose shortest chain of arcs leads through the person, each chain counting
// its share of the chains that tie (Freeman 1977), by the algorithm of Brandes
// (2001). With a step above 1 only the chains from every so many people are
// followed, and the numbers raised in proportion (Brandes and Pich 2007). It
// stops early when ctx is cancelled.
func betweenness(ctx context.Context, g tieGraph, step int) []float64 {
	b := newBrandes(g)
	sources := 0
	for source := 0; source < len(g) && ctx.Err() == nil; source += step {
		b.from(source)
		sources++
	}
	if step > 1 && sources > 0 {
		raise := float64(len(g)) / float64(sources)
		for i := range b.score {
			b.score[i] *= raise
		}
	}
	return b.score
}

// brandes holds the working space of the algorithm.
type brandes struct {
	g        tieGraph
	score    []float64
	distance []int
	chains   []float64 // number of shortest chains from the source
	depends  []float64 // share of the source's chains that lead through here
	order    []int     // people in order of distance from the source
}

func newBrandes(g tieGraph) *brandes {
	n := len(g)
	return &brandes{
		g: g, score: make([]float64, n), distance: make([]int, n),
		chains: make([]float64, n), depends: make([]float64, n), order: make([]int, 0, n),
	}
}

// from adds what the chains from one source contribute.
func (b *brandes) from(source int) {
	for i := range b.g {
		b.distance[i], b.chains[i], b.depends[i] = -1, 0, 0
	}
	b.distance[source], b.chains[source] = 0, 1
	b.order = append(b.order[:0], source)
	for at := 0; at < len(b.order); at++ {
		v := b.order[at]
		for _, a := range b.g[v] {
			if b.distance[a.to] < 0 {
				b.distance[a.to] = b.distance[v] + 1
				b.order = append(b.order, a.to)
			}
			if b.distance[a.to] == b.distance[v]+1 {
				b.chains[a.to] += b.chains[v]
			}
		}
	}
	for i := len(b.order) - 1; i > 0; i-- {
		v := b.order[i]
		for _, a := range b.g[v] {
			if b.distance[a.to] == b.distance[v]+1 {
				b.depends[v] += b.chains[v] / b.chains[a.to] * (1 + b.depends[a.to])
			}
		}
		b.score[v] += b.depends[v]
	}
}
