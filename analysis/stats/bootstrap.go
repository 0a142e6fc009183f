package stats

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// BootstrapOptions sets how a bootstrap is run. The zero value is 2000
// resamples, seed 0, a worker per processor, and an interval of 95 per cent.
type BootstrapOptions struct {
	// Resamples is the number of resamples, from 100 to a million; 0 means
	// 2000.
	Resamples int
	// Seed picks the random draws; the same seed gives the same result.
	Seed uint64
	// Workers is the number of goroutines; 0 means one per processor. It has no
	// influence on the result.
	Workers int
	// Level is the coverage of the intervals, above 0 and below 1; 0 means
	// Level, 0.95.
	Level float64
}

// BootstrapResult is a statistic with its bootstrap intervals.
type BootstrapResult struct {
	// Value is the statistic of the data; it is 0 unless HasValue.
	Value    float64
	HasValue bool
	// Percentile and BCa are the two intervals; BCa corrects for bias and for
	// skewness, and is the one to show when HasBCa.
	Percentile            Interval
	BCa                   Interval
	HasPercentile, HasBCa bool
	// SE is the standard deviation of the statistic over the resamples, and
	// Bias the mean over them less Value.
	SE, Bias float64
	// Z0 and Acceleration are the corrections that BCa makes.
	Z0, Acceleration float64
	// Resamples is the number of resamples that had a value.
	Resamples int
	Note      string
}

// Interval is the interval to show, and whether there is one.
func (r BootstrapResult) Interval() (Interval, bool) {
	if r.HasBCa {
		return r.BCa, true
	}
	return r.Percentile, r.HasPercentile
}

// Bootstrap estimates how far a statistic may lie from its true value, by
// drawing the data again and again with replacement (Efron 1979; percentile and
// BCa intervals of Efron and Tibshirani 1993, chapters 13 and 14, with type 7
// quantiles). The data are groups of independent units, such as the people of
// each of two years: sizes holds the number of units of each group, and the
// statistic is given, for each group, the indices of the units drawn. It is
// called from several goroutines at once, must not keep or change the indices,
// and returns NaN where it has no value. Draw the units that are independent:
// people, not messages. With more than 1,000 units the acceleration of BCa comes
// from leaving out about 500 blocks of units in turn instead of every single
// one, which changes it by little and keeps the work in proportion to the number
// of units. The result does not depend on the number of workers. For statistics
// made from sums, [BootstrapSums] is many times faster.
// The error is for impossible options, and ctx's when it is cancelled.
func Bootstrap(ctx context.Context, sizes []int, statistic func(sample [][]int) float64, o BootstrapOptions) (BootstrapResult, error) {
	o, err := o.withDefaults()
	if err != nil {
		return BootstrapResult{}, err
	}
	if statistic == nil {
		return BootstrapResult{}, errors.New("no statistic to bootstrap: give a function")
	}
	for _, n := range sizes {
		if n < 0 {
			return BootstrapResult{}, fmt.Errorf("a group of %d units: give zero or more", n)
		}
	}
	if note := nothingToDraw(sizes); note != "" {
		return BootstrapResult{Note: note}, nil
	}
	return BootstrapResult{}.run(ctx, o, statistic(identity(sizes)), func() func(int) float64 {
		sample := identity(sizes)
		return func(i int) float64 {
			resample(sample, o.Seed, uint64(i))
			return statistic(sample)
		}
	}, leftOut(sizes, statistic))
}

// run computes the statistic of the resamples and of the data without each part
// in turn, and fills in the result. The value is that of the data; draw makes
// a function for one worker that returns the statistic of resample i.
func (r BootstrapResult) run(ctx context.Context, o BootstrapOptions, value float64, draw func() func(i int) float64, left leavingOut) (BootstrapResult, error) {
	if !usable(value) {
		r.Note = "the statistic has no value for the data"
		return r, nil
	}
	r.Value, r.HasValue = value, true
	draws, err := evaluate(ctx, o.Resamples, o.Workers, draw)
	if err != nil {
		return BootstrapResult{}, err
	}
	without, err := evaluate(ctx, left.parts, o.Workers, left.without)
	if err != nil {
		return BootstrapResult{}, err
	}
	r.summarise(draws, without, o)
	return r, nil
}

// leavingOut is the jackknife: without makes a function for one worker that
// returns the statistic of the data without the i-th of some parts.
type leavingOut struct {
	parts   int
	without func() func(i int) float64
}

// summarise fills in the intervals from the values of the resamples and of the
// data with one unit left out.
func (r *BootstrapResult) summarise(draws, left []float64, o BootstrapOptions) {
	good := slices.DeleteFunc(draws, func(v float64) bool { return !usable(v) })
	r.Resamples = len(good)
	if missing := o.Resamples - len(good); missing > 0 {
		r.Note = fmt.Sprintf("the statistic had no value in %d of %d resamples", missing, o.Resamples)
	}
	if len(good) < o.Resamples/2 {
		r.Note = joinNotes(r.Note, "too many to give an interval")
		return
	}
	slices.Sort(good)
	if good[0] == good[len(good)-1] {
		r.Note = joinNotes(r.Note, "all resamples agree: no scatter to make an interval from")
		return
	}
	r.SE, r.Bias = stat.StdDev(good, nil), stat.Mean(good, nil)-r.Value
	alpha := (1 - o.Level) / 2
	r.Percentile, r.HasPercentile = Interval{quantile7(good, alpha), quantile7(good, 1-alpha)}, true
	if !r.bca(good, left, alpha) {
		r.Note = joinNotes(r.Note, "no BCa interval: the data lie too unevenly; the percentile interval is rough")
	}
}

// bca fills in the BCa interval from the sorted values of the resamples, and
// reports whether there is one.
func (r *BootstrapResult) bca(sorted, left []float64, alpha float64) bool {
	below := 0.0
	for _, v := range sorted {
		switch {
		case v < r.Value:
			below++
		case v == r.Value:
			below += 0.5
		}
	}
	share := below / float64(len(sorted))
	a, ok := acceleration(left)
	if share <= 0 || share >= 1 || !ok {
		return false
	}
	z0 := distuv.UnitNormal.Quantile(share)
	end := func(p float64) (float64, bool) {
		z := z0 + distuv.UnitNormal.Quantile(p)
		if 1-a*z <= 0 {
			return 0, false
		}
		return quantile7(sorted, distuv.UnitNormal.CDF(z0+z/(1-a*z))), true
	}
	low, okLow := end(alpha)
	high, okHigh := end(1 - alpha)
	if !okLow || !okHigh {
		return false
	}
	r.Z0, r.Acceleration = z0, a
	r.BCa, r.HasBCa = Interval{low, high}, true
	return true
}

// acceleration is the skewness correction from the values of the statistic with
// one unit left out; it reports false when one of them has no value.
func acceleration(left []float64) (float64, bool) {
	for _, v := range left {
		if !usable(v) {
			return 0, false
		}
	}
	mean := stat.Mean(left, nil)
	var squares, cubes float64
	for _, v := range left {
		d := mean - v
		squares += d * d
		cubes += d * d * d
	}
	a := cubes / (6 * math.Pow(squares, 1.5))
	return a, finite(a)
}

const (
	// maxSingles is the number of units up to which each is left out on its
	// own; beyond it, about jackknifeBlocks blocks of units are.
	maxSingles      = 1000
	jackknifeBlocks = 500
)

// blocksOf returns the number of blocks of each group that the jackknife leaves
// out: the units of a group whose number leaves the same rest when divided by
// it make one block.
func blocksOf(sizes []int) []int {
	total := 0
	for _, n := range sizes {
		total += n
	}
	blocks := make([]int, len(sizes))
	for g, n := range sizes {
		blocks[g] = n
		if total > maxSingles {
			blocks[g] = min(n, max(2, jackknifeBlocks*n/total))
		}
	}
	return blocks
}

// part is a block of units of one group, one of a number of blocks.
type part struct {
	group, block, of int
}

func partsOf(sizes []int) []part {
	var parts []part
	for g, of := range blocksOf(sizes) {
		for b := range of {
			parts = append(parts, part{g, b, of})
		}
	}
	return parts
}

// leftOut leaves out every part of the units in turn.
func leftOut(sizes []int, statistic func([][]int) float64) leavingOut {
	parts := partsOf(sizes)
	return leavingOut{len(parts), func() func(int) float64 {
		whole := identity(sizes)
		var kept []int
		return func(i int) float64 {
			p := parts[i]
			kept = kept[:0]
			for u := range sizes[p.group] {
				if u%p.of != p.block {
					kept = append(kept, u)
				}
			}
			if len(kept) == 0 {
				return math.NaN() // a group of one unit cannot do without it
			}
			sample := slices.Clone(whole)
			sample[p.group] = kept
			return statistic(sample)
		}
	}}
}

// evaluate calls, on several goroutines, the functions that f makes for each of
// them for 0 to n-1, and returns the values in order.
func evaluate(ctx context.Context, n, workers int, f func() func(i int) float64) ([]float64, error) {
	out := make([]float64, n)
	return out, inTurn(ctx, n, workers, func() func(int) {
		value := f()
		return func(i int) { out[i] = value(i) }
	})
}

// inTurn calls, on several goroutines, the functions that f makes for each of
// them for 0 to n-1. The error is ctx's when it is cancelled.
func inTurn(ctx context.Context, n, workers int, f func() func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			do := f()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// resample draws each group's units with replacement into sample. Every
// resample has its own random source, made from the seed and its number, so
// that it does not matter which worker draws it.
func resample(sample [][]int, seed, number uint64) {
	source := rand.NewPCG(seed, number)
	for _, units := range sample {
		for i := range units {
			units[i] = drawn(source, len(units))
		}
	}
}

// drawn is a random whole number below n: the upper half of a product, without
// the rejection that would even out differences of one part in 2⁶⁴/n.
func drawn(source *rand.PCG, n int) int {
	high, _ := bits.Mul64(source.Uint64(), uint64(n))
	return int(high)
}

// identity is the sample that holds every unit once.
func identity(sizes []int) [][]int {
	whole := make([][]int, len(sizes))
	for g, n := range sizes {
		whole[g] = make([]int, n)
		for i := range whole[g] {
			whole[g][i] = i
		}
	}
	return whole
}

// usable tells whether v can be reckoned with.
func usable(v float64) bool { return math.Abs(v) <= maxSize }

func (o BootstrapOptions) withDefaults() (BootstrapOptions, error) {
	if o.Resamples == 0 {
		o.Resamples = 2000
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Level == 0 {
		o.Level = Level
	}
	switch {
	case o.Resamples < 100 || o.Resamples > 1_000_000:
		return o, fmt.Errorf("%d resamples: use 100 to a million, or 0 for 2000", o.Resamples)
	case o.Workers < 0:
		return o, fmt.Errorf("%d workers: use 0 for one per processor", o.Workers)
	case !(o.Level > 0 && o.Level < 1):
		return o, fmt.Errorf("a level of %v: use one between 0 and 1, such as 0.95", o.Level)
	}
	return o, nil
}
