package stats

import (
	"fmt"
	"math"
)

// mostDependence bounds the correlation of sessions that follow each other that
// is reckoned with: near 1 nothing could be said at all.
const mostDependence = 0.9

// CompareRatesOverTime is [CompareRates] for counts in order of time. Where
// sessions that follow each other are more alike than chance would make them,
// the interval is widened as if there were fewer sessions: by the factor
// (1 + r)/(1 − r), where r is the correlation of a session with the one before
// in the same period (Bartlett 1946; von Storch and Zwiers 1999, section 6.6),
// for an r that is above chance at 5 per cent, one-sided. Dependence is the
// factor, 1 where nothing was widened. The error is that of CompareRates.
func CompareRatesOverTime(a, b []float64) (c Comparison, dependence float64, err error) {
	c, err = CompareRates(a, b)
	if err != nil || !c.HasInterval || c.Unbounded || !(c.DF > 0) || !(c.Low > 0) || !c.HasP {
		return c, 1, err
	}
	r, n := serial(a, b)
	if n < 2*MinSessions || r <= 1.645/math.Sqrt(n) {
		return c, 1, nil
	}
	r = min(r, mostDependence)
	dependence = (1 + r) / (1 - r)
	se := math.Log(c.High/c.Low) / (2 * tQuantile975(c.DF)) * math.Sqrt(dependence)
	if !(se > 0) {
		return c, 1, nil
	}
	c.DF = max(1, c.DF/dependence)
	c.HasInterval, c.HasP = false, false
	c.setLogScale(se, tQuantile975(c.DF))
	c.setP(tTwoSided(math.Log(c.Value)/se, c.DF))
	c.addNote(fmt.Sprintf("sessions that follow each other are alike (correlation %.2f); the interval allows for it", r))
	return c, dependence, nil
}

// serial is the correlation of each value with the one before it in the same
// series, around each series' own mean, with the bias of that mean put right
// (Kendall 1954); n is the number of values.
func serial(series ...[]float64) (r, n float64) {
	var product, square float64
	for _, y := range series {
		mean, ok := Mean(y)
		if !ok {
			continue
		}
		for i, v := range y {
			square += (v - mean) * (v - mean)
			if i > 0 {
				product += (v - mean) * (y[i-1] - mean)
			}
		}
		n += float64(len(y))
	}
	if square == 0 || n == 0 {
		return 0, n
	}
	return product/square + float64(len(series))/n, n
}
