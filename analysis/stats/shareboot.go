package stats

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// BootstrapChange bootstraps how far the shares of several things counted in the
// sample changed, group b less group a: whole clusters of one way, such as
// people, are drawn with replacement with all that they hold of both groups (see
// [BootstrapShareChange], which gives the same for one stratum). With several
// strata it is the difference for the same mix of strata in both groups (see
// [DirectStandardisation]). Each thing is given by the positions of its
// observations, without repeats. All things are counted in the same draws, so
// that a further one costs little. The errors are those of [Bootstrap], and for a
// way or positions that are not there.
func (s *ShareSample) BootstrapChange(ctx context.Context, things [][]int, way int, o BootstrapOptions) ([]BootstrapResult, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if way < 0 || way >= Ways {
		return nil, fmt.Errorf("way %d: there is none", way)
	}
	b := shareBootstrap{clusters: s.ways[way].clusters, of: s.clusterSums(way, s.ways[way].n)}
	for _, hits := range things {
		h := make([]float64, len(s.ways[way].n))
		for _, i := range hits {
			if i < 0 || i >= len(s.atom) {
				return nil, fmt.Errorf("observation %d of %d: there is none", i, len(s.atom))
			}
			h[s.ways[way].block[s.atom[i]]]++
		}
		b.hits = append(b.hits, s.clusterSums(way, h))
	}
	return b.run(ctx, o)
}

// shareBootstrap is what is drawn and added up.
type shareBootstrap struct {
	clusters int
	of       clusterSums   // observations
	hits     []clusterSums // of each thing
}

// clusterSums holds what clusters add to the sums of cells, cell by cell.
type clusterSums struct {
	cluster, n []int32
	end        []int // of each cell
}

// clusterSums puts counts of the blocks of one way in order of their cells.
func (s *ShareSample) clusterSums(way int, counts []float64) clusterSums {
	c := &s.ways[way]
	byCell := make([][]int, len(s.cells))
	for b, n := range counts {
		if n > 0 {
			byCell[c.cell[b]] = append(byCell[c.cell[b]], b)
		}
	}
	var r clusterSums
	for _, blocks := range byCell {
		for _, b := range blocks {
			r.cluster, r.n = append(r.cluster, c.cluster[b]), append(r.n, int32(counts[b]))
		}
		r.end = append(r.end, len(r.n))
	}
	return r
}

// add sums up into cells, each cluster as many times as it was drawn.
func (r *clusterSums) add(cells []float64, times []uint16) {
	from := 0
	for c, end := range r.end {
		sum := 0
		n := r.n[from:end]
		for k, cluster := range r.cluster[from:end] {
			sum += int(n[k]) * int(times[cluster])
		}
		cells[c], from = float64(sum), end
	}
}

// run draws, and leaves out every part of the clusters in turn.
func (b *shareBootstrap) run(ctx context.Context, o BootstrapOptions) ([]BootstrapResult, error) {
	results := make([]BootstrapResult, len(b.hits))
	if len(results) == 0 {
		return nil, ctx.Err()
	}
	if b.clusters == 0 {
		for k := range results {
			results[k].Note = nothingToDraw([]int{0})
		}
		return results, nil
	}
	all := make([]uint16, b.clusters)
	whole := b.perThing(1)
	once(all, func(int) bool { return true })
	b.changes(all, whole, 0)
	draws, left := b.perThing(o.Resamples), b.perThing(len(partsOf([]int{b.clusters})))
	err := errors.Join(
		inTurn(ctx, o.Resamples, o.Workers, func() func(int) {
			times := make([]uint16, b.clusters)
			return func(i int) {
				drawClusters(times, o.Seed, uint64(i))
				b.changes(times, draws, i)
			}
		}),
		inTurn(ctx, len(partsOf([]int{b.clusters})), o.Workers, func() func(int) {
			times, parts := make([]uint16, b.clusters), partsOf([]int{b.clusters})
			return func(i int) {
				once(times, func(c int) bool { return c%parts[i].of != parts[i].block })
				b.changes(times, left, i)
			}
		}))
	if err != nil {
		return nil, err
	}
	for k := range results {
		if !usable(whole[k][0]) {
			results[k].Note = "the statistic has no value for the data"
			continue
		}
		results[k].Value, results[k].HasValue = whole[k][0], true
		results[k].summarise(draws[k], left[k], o)
	}
	return results, nil
}

// perThing makes n values for each thing.
func (b *shareBootstrap) perThing(n int) [][]float64 {
	values := make([][]float64, len(b.hits))
	for k := range values {
		values[k] = make([]float64, n)
	}
	return values
}

// changes puts the change of every thing, with clusters as often as they were
// drawn, in place i of its values.
func (b *shareBootstrap) changes(times []uint16, values [][]float64, i int) {
	cells := len(b.of.end)
	of, hits := make([]float64, cells), make([]float64, cells)
	b.of.add(of, times)
	for k := range b.hits {
		b.hits[k].add(hits, times)
		values[k][i] = standardChange(hits, of)
	}
}

// standardChange is the difference of shares, b less a, with every stratum of the
// size that it has in both groups together; NaN where none is in both.
func standardChange(hits, of []float64) float64 {
	var change, total float64
	for a := 0; a < len(of); a += 2 {
		if b := a + 1; of[a] > 0 && of[b] > 0 {
			n := of[a] + of[b]
			change += n * (hits[b]/of[b] - hits[a]/of[a])
			total += n
		}
	}
	if total == 0 {
		return math.NaN()
	}
	return change / total
}

// drawClusters fills in how often each cluster is drawn in one resample: no more
// often than there are clusters, and 65,536 times not in the life of the universe.
func drawClusters(times []uint16, seed, number uint64) {
	source := rand.NewPCG(seed, number)
	clear(times)
	for range times {
		times[drawn(source, len(times))]++
	}
}

// once draws every cluster that is kept a single time.
func once(times []uint16, keep func(cluster int) bool) {
	for c := range times {
		times[c] = uint16(b2i(keep(c)))
	}
}
