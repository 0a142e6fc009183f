package stats

import "fmt"

// SeasonalMannKendall tests a series in time order for a rise or fall that is
// common to the seasons of a cycle, such as 12 months: every season is compared
// only with itself in other cycles (Hirsch, Slack and Smith 1982; seasonal_test
// of pymannkendall). NaN stands for a missing value. Slope is per cycle, the
// median of all slopes within seasons, and Intercept the height at position 0
// of the line through the median value at the median position. The errors are
// those of [MannKendall], and for a period below 2.
func SeasonalMannKendall(y []float64, period int) (Trend, error) {
	if err := checkTrend(y); err != nil {
		return Trend{}, err
	}
	if period < 2 {
		return Trend{}, fmt.Errorf("a cycle of %d steps: use at least 2, such as 12 for months", period)
	}
	t := Trend{Method: fmt.Sprintf("seasonal Mann-Kendall test, cycle of %d, Sen slope per cycle", period), N: len(present(y))}
	var all []float64
	var pairs float64
	for start := range min(period, len(y)) {
		season := everyNth(y, start, period)
		x := present(season)
		t.S += risesLessFalls(x)
		t.Variance += scoreVariance(x)
		pairs += pairsOf(len(x))
		all = append(all, slopes(season)...)
	}
	if pairs > 0 {
		t.Tau = float64(t.S) / pairs
	}
	if t.test(); pairs == 0 && t.N >= 3 {
		t.Note = fmt.Sprintf("no test is possible: no season has two values, which takes more than one cycle of %d", period)
	}
	t.Slope = senSlope(all, t.Variance)
	t.Note = joinNotes(t.Note, t.Slope.Note)
	if t.Slope.HasValue {
		at, _ := Median(positions(y))
		middle, _ := Median(present(y))
		t.Intercept = middle - at/float64(period)*t.Slope.Value
	}
	return t, nil
}

// everyNth returns the values from start on in steps of period.
func everyNth(y []float64, start, period int) []float64 {
	var x []float64
	for i := start; i < len(y); i += period {
		x = append(x, y[i])
	}
	return x
}
