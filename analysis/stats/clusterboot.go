package stats

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// ClusterSums holds one row of sums for every cluster, such as the hits and the
// messages of each person, row after row.
type ClusterSums struct {
	// Columns is the number of sums in a row, one or more.
	Columns int
	// Sums holds the rows one after the other.
	Sums []float64
}

// rows is the number of clusters.
func (c ClusterSums) rows() int { return len(c.Sums) / c.Columns }

func (c ClusterSums) row(i int) []float64 { return c.Sums[i*c.Columns : (i+1)*c.Columns] }

// BootstrapSums is [Bootstrap] for statistics that are made from sums over
// clusters, such as shares, means, ratios and their differences: whole clusters
// (people, sessions) are drawn with replacement within each group, their rows
// added up, and the statistic is given the totals of each group. A resample
// costs one addition per cluster and column, however many messages the clusters
// hold, so 2,000 resamples of 200,000 messages by 20,000 people take a fraction
// of a second. The statistic is called from several goroutines at once, must not
// keep or change the totals, and returns NaN where it has no value. The errors
// are those of Bootstrap, and for rows that do not fit the columns or hold
// values that are not numbers.
func BootstrapSums(ctx context.Context, groups []ClusterSums, statistic func(totals [][]float64) float64, o BootstrapOptions) (BootstrapResult, error) {
	o, err := o.withDefaults()
	if err != nil {
		return BootstrapResult{}, err
	}
	if statistic == nil {
		return BootstrapResult{}, errors.New("no statistic to bootstrap: give a function")
	}
	sizes, err := clusterSizes(groups)
	if err != nil {
		return BootstrapResult{}, err
	}
	if note := nothingToDraw(sizes); note != "" {
		return BootstrapResult{Note: note}, nil
	}
	whole := totalsOf(groups)
	for g, c := range groups {
		for i := range c.rows() {
			addRow(whole[g], c.row(i), 1)
		}
	}
	value := statistic(whole)
	draw := func() func(int) float64 {
		totals := totalsOf(groups)
		return func(i int) float64 {
			drawSums(totals, groups, o.Seed, uint64(i))
			return statistic(totals)
		}
	}
	return BootstrapResult{}.run(ctx, o, value, draw, sumsLeftOut(groups, sizes, whole, statistic))
}

// drawSums fills totals with the sums of one resample.
func drawSums(totals [][]float64, groups []ClusterSums, seed, number uint64) {
	source := rand.NewPCG(seed, number)
	for g, c := range groups {
		clear(totals[g])
		n := c.rows()
		if c.Columns == 2 { // the usual case, a share, without a loop
			var a, b float64
			for range n {
				k := 2 * drawn(source, n)
				a, b = a+c.Sums[k], b+c.Sums[k+1]
			}
			totals[g][0], totals[g][1] = a, b
			continue
		}
		for range n {
			addRow(totals[g], c.row(drawn(source, n)), 1)
		}
	}
}

// sumsLeftOut leaves out every part of the clusters in turn.
func sumsLeftOut(groups []ClusterSums, sizes []int, whole [][]float64, statistic func([][]float64) float64) leavingOut {
	parts := partsOf(sizes)
	return leavingOut{len(parts), func() func(int) float64 {
		totals := totalsOf(groups)
		return func(i int) float64 {
			for g := range totals {
				copy(totals[g], whole[g])
			}
			p := parts[i]
			for u := p.block; u < sizes[p.group]; u += p.of {
				addRow(totals[p.group], groups[p.group].row(u), -1)
			}
			return statistic(totals)
		}
	}}
}

func addRow(totals, row []float64, sign float64) {
	for j, v := range row {
		totals[j] += sign * v
	}
}

// totalsOf returns a zero total for every column of every group.
func totalsOf(groups []ClusterSums) [][]float64 {
	totals := make([][]float64, len(groups))
	for g, c := range groups {
		totals[g] = make([]float64, c.Columns)
	}
	return totals
}

func clusterSizes(groups []ClusterSums) ([]int, error) {
	sizes := make([]int, len(groups))
	for g, c := range groups {
		if c.Columns < 1 || len(c.Sums)%c.Columns != 0 {
			return nil, fmt.Errorf("group %d has %d sums for rows of %d columns: give whole rows", g+1, len(c.Sums), c.Columns)
		}
		if err := checkNumbers(fmt.Sprintf("group %d", g+1), c.Sums); err != nil {
			return nil, err
		}
		sizes[g] = c.rows()
	}
	return sizes, nil
}

// nothingToDraw says why nothing can be drawn from groups of these sizes, or
// nothing when something can.
func nothingToDraw(sizes []int) string {
	for _, n := range sizes {
		if n == 0 {
			return "a group without units: nothing to draw from"
		}
	}
	if len(sizes) == 0 {
		return "no groups: nothing to draw from"
	}
	return ""
}

// BootstrapMean bootstraps the mean of one value per person or session.
func BootstrapMean(ctx context.Context, x []float64, o BootstrapOptions) (BootstrapResult, error) {
	return BootstrapSums(ctx, []ClusterSums{counted(x)}, func(t [][]float64) float64 { return t[0][0] / t[0][1] }, o)
}

// BootstrapRateRatio bootstraps the ratio of the mean of b to the mean of a,
// drawing within each: messages per session of two years, say. With nothing but
// zeros in a there is no value.
func BootstrapRateRatio(ctx context.Context, a, b []float64, o BootstrapOptions) (BootstrapResult, error) {
	return BootstrapSums(ctx, []ClusterSums{counted(a), counted(b)}, func(t [][]float64) float64 {
		return t[1][0] / t[1][1] / (t[0][0] / t[0][1])
	}, o)
}

// counted puts a one beside every value, so that the number of values drawn is
// among the totals.
func counted(x []float64) ClusterSums {
	c := ClusterSums{Columns: 2, Sums: make([]float64, 0, 2*len(x))}
	for _, v := range x {
		c.Sums = append(c.Sums, v, 1)
	}
	return c
}

// BootstrapShare bootstraps a share whose hits come in clusters, drawing
// clusters: the messages with a theme among all messages, by person or by
// session. The error is also for a part that is negative or larger than the
// whole.
func BootstrapShare(ctx context.Context, clusters []Proportion, o BootstrapOptions) (BootstrapResult, error) {
	if err := checkProportions(clusters); err != nil {
		return BootstrapResult{}, err
	}
	c := ClusterSums{Columns: 2}
	for _, p := range clusters {
		c.Sums = append(c.Sums, float64(p.Hits), float64(p.Of))
	}
	return BootstrapSums(ctx, []ClusterSums{c}, func(t [][]float64) float64 { return t[0][0] / t[0][1] }, o)
}

// BootstrapShareChange bootstraps the difference of a share between an earlier
// and a later period, later less earlier, drawing clusters that carry what they
// hold of both: people who wrote in both years stay one person. A session lies
// in one period and has nothing in the other. The error is also for a part that
// is negative or larger than the whole.
func BootstrapShareChange(ctx context.Context, clusters []Stratum, o BootstrapOptions) (BootstrapResult, error) {
	c := ClusterSums{Columns: 4}
	for _, s := range clusters {
		if err := checkProportions([]Proportion{s.A, s.B}); err != nil {
			return BootstrapResult{}, err
		}
		c.Sums = append(c.Sums, float64(s.A.Hits), float64(s.A.Of), float64(s.B.Hits), float64(s.B.Of))
	}
	return BootstrapSums(ctx, []ClusterSums{c}, func(t [][]float64) float64 {
		if t[0][1] == 0 || t[0][3] == 0 {
			return math.NaN()
		}
		return t[0][2]/t[0][3] - t[0][0]/t[0][1]
	}, o)
}
