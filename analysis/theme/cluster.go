package theme

import (
	"cmp"
	"math"
	"slices"
)

// points are directions: vectors of unit length, one after the other.
type points struct {
	dim int
	at  []float64
}

func (p *points) len() int            { return len(p.at) / p.dim }
func (p *points) of(i int) []float64  { return p.at[i*p.dim : (i+1)*p.dim] }
func (p *points) add(v []float64)     { p.at = append(p.at, v...) }
func newPoints(dim, room int) *points { return &points{dim, make([]float64, 0, dim*room)} }
func (p *points) pick(ids []int) *points {
	q := newPoints(p.dim, len(ids))
	for _, i := range ids {
		q.add(p.of(i))
	}
	return q
}

// merge is one step of a hierarchy: two clusters, named by one of their points
// each, and how far apart they were.
type merge struct {
	a, b   int32
	height float64
}

// ward joins points into a hierarchy with Ward's method, by chains of nearest
// neighbours (F. Murtagh 1983). The joins are returned in order of height.
func ward(p *points) []merge {
	n := p.len()
	d := make([]float32, n*(n-1)/2)
	at := func(i, j int) *float32 {
		if i < j {
			i, j = j, i
		}
		return &d[i*(i-1)/2+j]
	}
	for i := range n {
		for j := range i {
			*at(i, j) = float32(max(0, 2-2*dot(p.of(i), p.of(j))))
		}
	}
	size := make([]float64, n)
	for i := range size {
		size[i] = 1
	}
	var list []merge
	var chain []int
	first := 0
	for len(list) < n-1 {
		if len(chain) == 0 {
			for size[first] == 0 {
				first++
			}
			chain = append(chain, first)
		}
		for {
			top := chain[len(chain)-1]
			best, nearest := -1, float32(math.Inf(1))
			if len(chain) > 1 {
				best = chain[len(chain)-2]
				nearest = *at(top, best)
			}
			for j := range n {
				if j != top && size[j] > 0 && *at(top, j) < nearest {
					best, nearest = j, *at(top, j)
				}
			}
			if len(chain) > 1 && best == chain[len(chain)-2] {
				chain = chain[:len(chain)-2]
				a, b := min(top, best), max(top, best)
				list = append(list, merge{int32(a), int32(b), float64(nearest)})
				for j := range n {
					if size[j] > 0 && j != a && j != b {
						na, nb, nj := size[a], size[b], size[j]
						*at(a, j) = float32(((na+nj)*float64(*at(a, j)) + (nb+nj)*float64(*at(b, j)) - nj*float64(nearest)) / (na + nb + nj))
					}
				}
				size[a] += size[b]
				size[b] = 0
				break
			}
			chain = append(chain, best)
		}
	}
	slices.SortStableFunc(list, func(x, y merge) int { return cmp.Compare(x.height, y.height) })
	return list
}

// cut gives each of n points the number of its cluster where the hierarchy has
// k clusters. Numbers go by the first point.
func cut(list []merge, n, k int) []int {
	parent := make([]int, n)
	for i := range parent {
		parent[i] = i
	}
	var root func(i int) int
	root = func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, m := range list[:max(0, n-k)] {
		a, b := root(int(m.a)), root(int(m.b))
		parent[max(a, b)] = min(a, b)
	}
	number := map[int]int{}
	out := make([]int, n)
	for i := range out {
		r := root(i)
		c, ok := number[r]
		if !ok {
			c = len(number)
			number[r] = c
		}
		out[i] = c
	}
	return out
}

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

// mostRounds bounds the rounds of k-means.
const mostRounds = 40

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

// mostJoined is the number of points that are joined one by one; of more, so
// many stand for all.
const mostJoined = 2000

// growFrom finds k clusters of points, which are in an order that does not depend
// on what they say: a hierarchy of the first of them gives the start. There are
// fewer clusters where there are fewer points.
func growFrom(p *points, tree []merge, k int) (c *points, member []int) {
	n := len(tree) + 1
	k = min(k, n)
	first := &points{p.dim, p.at[:n*p.dim]}
	c = centres(first, cut(tree, n, k), k)
	return c, kmeans(p, c)
}
