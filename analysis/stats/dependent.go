package stats

import (
	"fmt"
	"math"
)

// mostDependence bounds the correlation of sessions that follow each other that
// is reckoned with: near 1 nothing could be said at all.
const mostDependence = 0.9

// Turnout is what one person did in all sessions of two periods: counts A and B
// added up over sessions, and their squares added up.
type Turnout struct {
	A, B               float64
	SquaresA, SquaresB float64
}

// Dependent is a comparison of counts per session that do not come from sessions
// that stand for themselves.
type Dependent struct {
	Comparison
	// InTime is how many times larger the variance is because sessions that
	// follow each other are alike, and OfPeople because the same people come
	// again and again. Both are at least 1.
	InTime, OfPeople float64
}

// CompareDependentRates is [CompareRates] for counts in order of time, with the
// interval widened for two kinds of dependence.
//
// Sessions that follow each other may be more alike than chance would make
// them. The variance grows by the factor (1 + r)/(1 − r), where r is the
// correlation of a session with the one before in the same period (Bartlett 1946;
// von Storch and Zwiers 1999, section 6.6), where r is above chance at 5 per
// cent, one-sided.
//
// The same people come to many sessions, so that one who joins or leaves changes
// all of them. The variance of the logarithm of the ratio is that of sessions plus
// that of people less that of visits (Cameron, Gelbach and Miller 2011), each
// linearised: a person counts by how much more, or less, of the later period's
// mean they make up than of the earlier's. Without who nothing is known of people.
//
// The interval is from Student's t on the logarithm of the ratio, with degrees of
// freedom joined in proportion to the squares of the variances (Satterthwaite).
// The error is that of CompareRates.
func CompareDependentRates(a, b []float64, who []Turnout) (Dependent, error) {
	c, err := CompareRates(a, b)
	d := Dependent{Comparison: c, InTime: 1, OfPeople: 1}
	if err != nil || !c.HasInterval || c.Unbounded || !(c.DF > 0) || !(c.Low > 0) || !c.HasP {
		return d, err
	}
	if r, n := serial(a, b); n >= 2*MinSessions && r > 1.645/math.Sqrt(n) {
		r = min(r, mostDependence)
		d.InTime = (1 + r) / (1 - r)
		d.addNote(fmt.Sprintf("sessions that follow each other are alike (correlation %.2f); the interval allows for it", r))
	}
	sessions := d.InTime * (relativeVariance(a, c.MeanA) + relativeVariance(b, c.MeanB))
	people, df, visits := turnover(who, float64(len(a))*c.MeanA, float64(len(b))*c.MeanB)
	if more := max(people-visits, people-sessions); sessions > 0 && more > 0 {
		d.OfPeople = (sessions + more) / sessions
		d.addNote(fmt.Sprintf("the same people come again and again; the interval is %.2g times as wide for it", math.Sqrt(d.OfPeople)))
	}
	if d.InTime == 1 && d.OfPeople == 1 {
		return d, nil
	}
	se := math.Log(c.High/c.Low) / (2 * tQuantile975(c.DF)) * math.Sqrt(d.InTime*d.OfPeople)
	if !(se > 0) || !finite(se) {
		return d, nil
	}
	d.DF = max(1, c.DF/d.InTime)
	if people > 0 {
		d.DF = max(1, (sessions+people)*(sessions+people)/(sessions*sessions/d.DF+people*people/df))
	}
	d.HasInterval, d.HasP = false, false
	d.setLogScale(se, tQuantile975(d.DF))
	d.setP(tTwoSided(math.Log(d.Value)/se, d.DF))
	return d, nil
}

// relativeVariance is the variance of a mean, by the scatter of the values, in
// units of the mean.
func relativeVariance(y []float64, mean float64) float64 {
	if len(y) < 2 {
		return 0
	}
	var squares float64
	for _, v := range y {
		squares += (v - mean) * (v - mean)
	}
	n := float64(len(y))
	return squares / (n - 1) / n / (mean * mean)
}

// turnover is the variance of the logarithm of a ratio of totals that comes from
// who took part, with the number of people of equal weight, and that of visits,
// which sessions and people both hold.
func turnover(who []Turnout, totalA, totalB float64) (people, df, visits float64) {
	var fourth float64
	for _, w := range who {
		u := w.B/totalB - w.A/totalA
		people += u * u
		fourth += u * u * u * u
		visits += w.SquaresA/(totalA*totalA) + w.SquaresB/(totalB*totalB)
	}
	if !(people > 0) || !finite(people*people/fourth) {
		return 0, 1, 0
	}
	return people, max(1, people*people/fourth), visits
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
