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
func (t *tabulated) spread(l linear) spread {
	if t.known != nil {
		return *t.known
	}
	r := spread{df: plentiful}
	for c, n := range t.cellN {
		r.independent += l.weight[c] * l.weight[c] * n * l.share[c] * (1 - l.share[c])
	}
	var sum float64
	larger := -1
	var alike float64 // of the larger way
	for w := range t.ways {
		v, rho := t.ways[w].variance(l)
		sum += v
		if v > r.variance {
			r.variance, larger, alike = v, w, rho
		}
	}
	if larger >= 0 {
		r.df = t.ways[larger].degrees(l, alike)
	}
	both, _ := t.all.variance(l)
	r.variance = max(r.variance, sum-both)
	return r
}

// variance is that of the estimate with every cluster's residuals summed up, and
// how alike the observations of a cluster are. It is 0 with fewer than two
// clusters.
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
		pull := min(n/l.of[c], mostPull)
		sums[b.cluster[k]] += w * (b.h[k] - n*l.share[c]) / (1 - pull)
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

// correlation is how alike the observations of a cluster are, from 0 to 1.
func correlation(v, lone, pairs float64) float64 {
	if pairs == 0 {
		return 0
	}
	return clamp01((v - lone) / pairs)
}

// degrees is the number of degrees of freedom of the variance: of clusters of
// equal weight that would be as uncertain, less one for each group.
func (b blocks) degrees(l linear, rho float64) float64 {
	weights := make([]float64, b.clusters)
	var groups [2]bool
	for k, n := range b.n {
		c := b.cell[k]
		one := l.weight[c] * l.weight[c] * l.share[c] * (1 - l.share[c])
		if one*n > 0 {
			weights[b.cluster[k]] += one * n * (1 + (n-1)*rho)
			groups[c%2] = true
		}
	}
	var sum, squares float64
	for _, w := range weights {
		sum += w
		squares += w * w
	}
	if squares == 0 {
		return plentiful
	}
	df := sum*sum/squares - float64(b2i(groups[0])+b2i(groups[1]))
	if math.IsNaN(df) {
		return 1
	}
	return min(max(1, df), plentiful)
}
