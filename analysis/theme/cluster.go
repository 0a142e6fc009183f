package theme

import "math"

// points are directions: vectors of unit length, one after the other.
type points struct {
	dim int
	at  []float64
}

func (p *points) len() int            { return len(p.at) / p.dim }
func (p *points) of(i int) []float64  { return p.at[i*p.dim : (i+1)*p.dim] }
func (p *points) add(v []float64)     { p.at = append(p.at, v...) }
func newPoints(dim, room int) *points { return &points{dim, make([]float64, 0, dim*room)} }

// centres are the directions of the means of clusters.
func centres(p *points, member []int, k int) *points {
	c := &points{p.dim, make([]float64, p.dim*k)}
	for i, m := range member {
		v := c.of(m)
		for d, x := range p.of(i) {
			v[d] += x
		}
	}
	for m := range k {
		unit(c.of(m))
	}
	return c
}

// mostRounds bounds the rounds of k-means: after a few the agreement with human
// labels hardly grows, but clusters drift with a few messages more or less.
const mostRounds = 5

// kmeans moves the centres to where the points are, and returns the cluster of
// each point: spherical k-means (I. Dhillon and D. Modha, Machine Learning 42
// (2001), 143-175). An empty cluster keeps its centre.
func kmeans(p, c *points) []int {
	k := c.len()
	member := make([]int, p.len())
	for i := range member {
		member[i] = -1
	}
	for range mostRounds {
		moved := false
		for i := range member {
			if m, _ := nearest(c, p.of(i)); m != member[i] {
				member[i], moved = m, true
			}
		}
		if !moved {
			break
		}
		next := centres(p, member, k)
		for m := range k {
			if v := next.of(m); dot(v, v) > 0 {
				copy(c.of(m), v)
			}
		}
	}
	return member
}

// nearest is the centre most like v, and the cosine; the first where several
// are.
func nearest(c *points, v []float64) (int, float64) {
	best, most := 0, math.Inf(-1)
	for m := range c.len() {
		if s := dot(c.of(m), v); s > most {
			best, most = m, s
		}
	}
	return best, most
}
