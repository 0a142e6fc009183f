package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// ChangePoint is the place where a series most looks as if its level changed.
// It is a prompt to look for a reason, not proof of one.
type ChangePoint struct {
	// After is the number of points before the change; it is 0 when there is
	// no change to speak of.
	After int
	// MeanBefore and MeanAfter are the means of the two parts.
	MeanBefore, MeanAfter float64
	// Statistic is Pettitt's K, or the sum of squares around the two means.
	Statistic float64
	// Total is the sum of squares around one mean.
	Total float64
	// Cusum is the largest sum, in size, of deviations from the mean up to a
	// point, and CusumAfter the number of points up to there.
	Cusum      float64
	CusumAfter int
	// P is the approximate P value of Pettitt's test; it is 0 unless HasP.
	P    float64
	HasP bool
	Note string
}

// Pettitt looks by ranks for the one place where the level of a series, in time
// order, changed (Pettitt 1979; trend::pettitt.test in R): the place where the
// mean rank before differs most, with the approximate P value 2 exp(-6K²/(n³ +
// n²)). Of places that tie the first is taken. It takes values to be
// independent. The error is for values that are not numbers.
func Pettitt(y []float64) (ChangePoint, error) {
	if err := checkNumbers("series", y); err != nil {
		return ChangePoint{}, err
	}
	c := ChangePoint{Total: sumOfSquares(y)}
	n := len(y)
	if n < 4 {
		c.Note = "too few to say: a change needs at least four points"
		return c, nil
	}
	var u, best float64
	for i, rank := range ranks(y)[:n-1] {
		u += 2*rank - float64(n+1)
		if math.Abs(u) > best {
			best, c.After = math.Abs(u), i+1
		}
	}
	c.Statistic = best
	if c.After == 0 {
		c.Note = "all values are equal: no change"
		return c, nil
	}
	f := float64(n)
	c.Note = changeNote
	c.P, c.HasP = clamp01(2*math.Exp(-6*best*best/(f*f*f+f*f))), true
	c.means(y)
	return c, nil
}

// LeastSquaresChange finds the one place that splits a series, in time order,
// into two parts with the least sum of squares around their means (Hinkley
// 1970). Each part has at least two points; of places that tie the first is
// taken. The largest cumulative sum of deviations comes with it (Taylor 2000).
// It has no P value: see [Pettitt]. The error is for values that are not
// numbers.
func LeastSquaresChange(y []float64) (ChangePoint, error) {
	if err := checkNumbers("series", y); err != nil {
		return ChangePoint{}, err
	}
	c := ChangePoint{Total: sumOfSquares(y)}
	n := len(y)
	switch {
	case n < 4:
		c.Note = "too few to say: a change needs at least four points"
		return c, nil
	case c.Total == 0:
		c.Note = "all values are equal: no change"
		return c, nil
	}
	// The squares that a split takes away are proportional to the square of
	// the sum of deviations before it.
	mean := stat.Mean(y, nil)
	var sum, best float64
	c.After = 2
	for i, v := range y {
		sum += v - mean
		k := i + 1
		if math.Abs(sum) > c.Cusum && k < n {
			c.Cusum, c.CusumAfter = math.Abs(sum), k
		}
		if k < 2 || k > n-2 {
			continue
		}
		if gain := sum * (sum / float64(k) / float64(n-k)); gain > best*(1+1e-12) {
			best, c.After = gain, k
		}
	}
	c.Note = changeNote + "; no P value, see Pettitt's test"
	c.means(y)
	c.Statistic = sumOfSquares(y[:c.After]) + sumOfSquares(y[c.After:])
	return c, nil
}

// changeNote goes with every change point that is found: there always is a place
// that splits a series best.
const changeNote = "a question, not an answer: look for what happened then"

func (c *ChangePoint) means(y []float64) {
	c.MeanBefore, c.MeanAfter = stat.Mean(y[:c.After], nil), stat.Mean(y[c.After:], nil)
}

// sumOfSquares is that of y around its mean.
func sumOfSquares(y []float64) float64 {
	if len(y) == 0 {
		return 0
	}
	mean := stat.Mean(y, nil)
	var ss float64
	for _, v := range y {
		ss += (v - mean) * (v - mean)
	}
	return ss
}
