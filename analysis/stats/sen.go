package stats

import (
	"math"
	"slices"
)

// TheilSen returns Sen's slope of a series per step, and the line with that
// slope through the median value at the median position (Theil 1950; Sen 1968;
// sens_slope of pymannkendall), which single odd values cannot bend. Positions
// count from 0, and NaN stands for a missing value. The interval of the slope
// is that of Gilbert (1987, section 16.5) from Kendall's variance. The errors
// are those of [MannKendall].
func TheilSen(y []float64) (slope Estimate, intercept float64, err error) {
	t, err := MannKendall(y)
	if err != nil {
		return Estimate{}, 0, err
	}
	return t.Slope, t.Intercept, nil
}

// slopes returns the slopes of all pairs of values that are not missing.
func slopes(y []float64) []float64 {
	var d []float64
	for i, v := range y {
		if math.IsNaN(v) {
			continue
		}
		for j := i + 1; j < len(y); j++ {
			if !math.IsNaN(y[j]) {
				d = append(d, (y[j]-v)/float64(j-i))
			}
		}
	}
	return d
}

// senSlope is the median of all slopes, with Gilbert's interval if the variance
// of Kendall's score is above zero. It sorts d.
func senSlope(d []float64, variance float64) Estimate {
	e := Estimate{Method: "Sen slope, Gilbert interval"}
	if len(d) == 0 {
		e.addNote("too few values for a slope")
		return e
	}
	slices.Sort(d)
	e.setValue(quantile7(d, 0.5))
	if !(variance > 0) {
		e.addNote("no interval for the slope")
		return e
	}
	n, c := float64(len(d)), z975*math.Sqrt(variance)
	low, high := int(math.Round((n-c)/2)), int(math.Round((n+c)/2+1))
	if low < 1 || high > len(d) {
		e.addNote("too few points for a 95 per cent interval of the slope: it covers less")
	}
	e.setInterval(d[max(low, 1)-1], d[min(high, len(d))-1])
	return e
}
