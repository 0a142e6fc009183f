package stats

import "math"

// linear is an estimate near which a hit in a cell counts its weight: the
// estimate moves by weight × (hit − share). Of is the number of observations
// from which the share of the cell was had.
type linear struct {
	weight, share, of []float64
}

func newLinear(cells int) linear {
	return linear{make([]float64, cells), make([]float64, cells), make([]float64, cells)}
}

func (l linear) set(cell int, weight, share, of float64) {
	l.weight[cell], l.share[cell], l.of[cell] = weight, share, of
}

// spread is the variance of an estimate.
type spread struct {
	variance    float64 // allowing for clusters
	independent float64 // if every observation stood for itself
	df          float64 // of the variance
}

// effect is how many times larger the variance is for the clusters, at least 1.
func (s spread) effect() float64 {
	if !(s.independent > 0) || !finite(s.variance/s.independent) {
		return 1
	}
	return max(1, s.variance/s.independent)
}

// plentiful is the number of degrees of freedom beyond which more make no
// difference.
const plentiful = 1e6

// mostPull bounds the part of a cell's observations that one cluster is reckoned
// to hold: where it holds them all, nothing can be said of its pull.
const mostPull = 0.95

// spread sums an estimate's variance up over clusters of either way, and both.
// It has the fewest degrees of freedom of the ways in which observations are seen
// to hang together, or those of the larger variance where they do not.
func (t *tabulated) spread(l linear) spread {
	if t.known != nil {
		return *t.known
	}
	r := spread{df: plentiful}
	for c, n := range t.cellN {
		r.independent += l.weight[c] * l.weight[c] * n * l.share[c] * (1 - l.share[c])
	}
	var sum float64
	fewest := plentiful
	for w := range t.ways {
		v, rho := t.ways[w].variance(l)
		sum += v
		if v <= r.variance && v <= r.independent {
			continue
		}
		df := t.ways[w].degrees(l, rho)
		if v > r.variance {
			r.variance, r.df = v, df
		}
		if v > r.independent {
			fewest = min(fewest, df)
		}
	}
	r.df = min(r.df, fewest)
	both, _ := t.all.variance(l)
	r.variance = max(r.variance, sum-both)
	return r
}

// variance is that of the estimate with every cluster's residuals summed up, and
// how alike the observations of a cluster are. It is 0 with fewer than two
// clusters.
//
// A residual is the distance to the cell's own share, so that a change between the
// groups is no scatter. A cluster that is nearly a whole cell has none. Where it is
// as much of the other group's cell too it is compared with itself, as its stratum
// is, and adds nothing; otherwise nobody can tell its habit from a change, so the
// whole difference of the two cells counts as its residual.
func (b blocks) variance(l linear) (v, rho float64) {
	sums := make([]float64, b.clusters)
	used := make([]bool, b.clusters)
	var lone, pairs float64
	for k, n := range b.n {
		c := b.cell[k]
		w := l.weight[c]
		if w == 0 || n == 0 {
			continue
		}
		pull := n / l.of[c]
		u := (b.h[k] - n*l.share[c]) / (1 - min(pull, mostPull))
		if pull > mostPull {
			other := b.pull(l, k)
			if other > mostPull {
				continue
			}
			u = n * (l.share[c] - l.share[c^1]) * (pull - other)
		}
		sums[b.cluster[k]] += w * u
		used[b.cluster[k]] = true
		one := w * w * l.share[c] * (1 - l.share[c])
		lone += one * n
		pairs += one * n * (n - 1)
	}
	m := 0.0
	for k, u := range sums {
		if used[k] {
			m++
			v += u * u
		}
	}
	if m < 2 {
		return 0, 0
	}
	v *= (m - 1) / m
	return v, correlation(v, lone, pairs)
}

// pull is the part that the cluster of a block holds of the cell of the other group
// in the same stratum.
func (b blocks) pull(l linear, block int) float64 {
	c := b.cell[block] ^ 1
	if l.of[c] == 0 {
		return 0
	}
	for k, n := range b.n {
		if b.cell[k] == c && b.cluster[k] == b.cluster[block] {
			return n / l.of[c]
		}
	}
	return 0
}

// correlation is how alike the observations of a cluster are, from 0 to 1.
func correlation(v, lone, pairs float64) float64 {
	if pairs == 0 {
		return 0
	}
	return clamp01((v - lone) / pairs)
}

// degrees is the number of degrees of freedom of the variance: of clusters of
// equal weight that would be as uncertain, less one for each group, or one in all
// where the same clusters are in both. Clusters that are whole cells of both groups
// do not count.
func (b blocks) degrees(l linear, rho float64) float64 {
	weights := make([][2]float64, b.clusters)
	for k, n := range b.n {
		c := b.cell[k]
		one := l.weight[c] * l.weight[c] * l.share[c] * (1 - l.share[c])
		if !(one*n > 0) || n > mostPull*l.of[c] && b.pull(l, k) > mostPull {
			continue
		}
		weights[b.cluster[k]][c%2] += one * n * (1 + (n-1)*rho)
	}
	var groups [2]float64
	var squares, paired float64
	for _, w := range weights {
		sum := w[0] + w[1]
		groups[0], groups[1] = groups[0]+w[0], groups[1]+w[1]
		squares += sum * sum
		paired += 2 * min(w[0], w[1])
	}
	sum := groups[0] + groups[1]
	if squares == 0 {
		return plentiful
	}
	df := sum*sum/squares - float64(b2i(groups[0] > 0)+b2i(groups[1] > 0)) + paired/sum
	if math.IsNaN(df) {
		return 1
	}
	return min(max(1, df), plentiful)
}
