package stats

import (
	"fmt"
	"math"
	"slices"
)

// RobustLine is a straight line through a cloud of points that single odd
// points cannot bend.
type RobustLine struct {
	// Slope is the median slope of all pairs of points, with its interval.
	Slope Estimate
	// Intercept is the height at x = 0 of the line with that slope through the
	// point of medians (CentreX, CentreY). All are 0 unless Slope.HasValue.
	Intercept        float64
	CentreX, CentreY float64
	// Pairs is the number of pairs with different x, and N the number of points.
	Pairs, N int
	Note     string
}

// At returns the height of the line at x, and the range within which it lies as
// the slope turns about the point of medians between the ends of its interval.
// It reports false where there is no slope, or x is too large to be reckoned
// with. Without an interval of the slope the range is the height itself.
func (l RobustLine) At(x float64) (height float64, reach Interval, ok bool) {
	at := func(slope float64) float64 { return l.CentreY + slope*(x-l.CentreX) }
	height = at(l.Slope.Value)
	if !l.Slope.HasValue || !finite(height) {
		return 0, Interval{}, false
	}
	if !l.Slope.HasInterval {
		return height, Interval{height, height}, true
	}
	low, high := at(l.Slope.Low), at(l.Slope.High)
	reach = Interval{min(low, high, height), max(low, high, height)}
	return height, reach, finite(reach.Low) && finite(reach.High)
}

// TheilSenLine fits a line to points by the median of the slopes of all pairs
// with different x (Theil 1950; Sen 1968; scipy.stats.theilslopes), with the
// interval of Sen, equation 2.6, from Kendall's variance with ties in x and y.
// For a series in time order with equal steps see [TheilSen]. Fewer than two
// different x leave no line and the note says so. The error is for slices of
// unequal length, values that are not numbers, and more than 5000 points.
func TheilSenLine(x, y []float64) (RobustLine, error) {
	if len(x) != len(y) {
		return RobustLine{}, fmt.Errorf("%d values of x and %d of y: give one y for every x", len(x), len(y))
	}
	if len(x) > maxTrend {
		return RobustLine{}, fmt.Errorf("%d points: at most %d can be compared pair by pair; take a sample", len(x), maxTrend)
	}
	if err := checkSamples(x, y); err != nil {
		return RobustLine{}, err
	}
	l := RobustLine{N: len(x), Slope: Estimate{Method: "Theil-Sen slope, Sen interval"}}
	var d []float64
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			if s := (y[j] - y[i]) / (x[j] - x[i]); x[j] != x[i] && finite(s) {
				d = append(d, s)
			}
		}
	}
	l.Pairs = len(d)
	if len(d) == 0 {
		l.Note = "too few different x: no line"
		l.Slope.addNote(l.Note)
		return l, nil
	}
	slices.Sort(d)
	l.Slope.setValue(quantile7(d, 0.5))
	l.CentreX, _ = Median(x)
	l.CentreY, _ = Median(y)
	l.Intercept = l.CentreY - l.Slope.Value*l.CentreX
	if !finite(l.Intercept) {
		return RobustLine{N: len(x), Slope: Estimate{Method: l.Slope.Method, Note: tooExtreme}, Note: tooExtreme}, nil
	}
	l.interval(d, kendallSlopeVariance(len(x), tieSizes(x), tieSizes(y)))
	l.Note = joinNotes(l.Note, l.Slope.Note)
	return l, nil
}

// interval sets the interval of the slope from the sorted slopes.
func (l *RobustLine) interval(sorted []float64, variance float64) {
	if !(variance > 0) || l.N < 3 {
		l.Slope.addNote("no scatter, or too few points: no interval for the slope")
		return
	}
	n, reach := float64(len(sorted)), z975*math.Sqrt(variance)
	low := int(math.RoundToEven((n-reach)/2)) - 1
	high := int(math.RoundToEven((n + reach) / 2))
	if low < 0 || high > len(sorted)-1 {
		l.Slope.addNote("too few points for a 95 per cent interval of the slope: it covers less")
	}
	l.Slope.setInterval(sorted[max(low, 0)], sorted[min(high, len(sorted)-1)])
}

// kendallSlopeVariance is the variance of Kendall's score, less the terms of
// ties in both columns.
func kendallSlopeVariance(n int, tx, ty []int) float64 {
	term := func(k int) float64 { f := float64(k); return f * (f - 1) * (2*f + 5) }
	v := term(n)
	for _, sizes := range [][]int{tx, ty} {
		for _, t := range sizes {
			v -= term(t)
		}
	}
	return v / 18
}
