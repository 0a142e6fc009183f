package stats

import (
	"fmt"
	"math"
)

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
	// InTime is how many times larger the variance by session is because sessions
	// that follow each other are alike, and OfPeople how many times larger the
	// variance is because the same people come again and again. Both are at least 1.
	InTime, OfPeople float64
}

// CompareDependentRates is [CompareRates] for counts in order of time that depend
// on each other in two ways. The variance of the logarithm of the ratio is that by
// session plus that by person less that by visit, which both hold (Cameron, Gelbach
// and Miller 2011), each linearised. It is never below that by person, nor below
// that by session, which is not reckoned below Poisson's.
//
// By session: each period has its own scatter. Sessions that follow each other may
// be more alike than chance would make them; then it grows by the factor
// (1 + r)/(1 − r), where r is the correlation of a session with the one before in
// the same period (Bartlett 1946; von Storch and Zwiers 1999, section 6.6), around
// the levels before and after a clear step, where r is above chance at 5 per cent.
//
// By person: the same people come to many sessions, so that one who joins or
// leaves changes all of them. A person counts by how much more, or less, of the
// later period's mean they make up than of the earlier's. Without who nothing is
// known of people.
//
// The interval is from Student's t on the logarithm of the ratio, with degrees of
// freedom joined in proportion to the squares of the variances (Welch and
// Satterthwaite). The error is that of CompareRates.
func CompareDependentRates(a, b []float64, who []Turnout) (Dependent, error) {
	c, err := CompareRates(a, b)
	d := Dependent{Comparison: c, InTime: 1, OfPeople: 1}
	if err != nil || !c.HasInterval || c.Unbounded || !(c.DF > 0) || !(c.Low > 0) || !c.HasP {
		return d, err
	}
	r := memory(a, b)
	d.InTime = (1 + r) / (1 - r)
	totalA, totalB := sumOf(a), sumOf(b)
	scatterA, scatterB := d.InTime*relativeVariance(a, c.MeanA), d.InTime*relativeVariance(b, c.MeanB)
	sideA, sideB := max(scatterA, 1/totalA), max(scatterB, 1/totalB)
	sessions := sideA + sideB
	people, peopleDF, visits := turnover(who, totalA, totalB)
	variance := max(sessions, people, scatterA+scatterB+people-visits)
	if !(sessions > 0) || !finite(variance/sessions) {
		return d, nil
	}
	d.OfPeople = variance / sessions
	d.DF = joinedDF([]float64{sideA, sideB, people},
		[]float64{float64(len(a)-1) / d.InTime, float64(len(b)-1) / d.InTime, peopleDF})
	d.Estimate = Estimate{Value: c.Value, HasValue: true, Null: 1, Method: "ratio of means, variance by session, person and visit, t interval"}
	se := math.Sqrt(variance)
	d.setLogScale(se, tQuantile975(d.DF))
	d.setP(tTwoSided(math.Log(d.Value)/se, d.DF))
	d.Difference = differenceOfMeans(c.MeanA, c.MeanB, d.OfPeople*sideA, d.OfPeople*sideB, tQuantile975(d.DF))
	d.notes()
	return d, nil
}

// notes say what the interval allows for.
func (d *Dependent) notes() {
	d.addNote(scatterNote(d.Dispersion, "reckoned as no less than 1"))
	if r := (d.InTime - 1) / (d.InTime + 1); r > 0 {
		d.addNote(fmt.Sprintf("sessions that follow each other are alike (correlation %.2f); the interval allows for it", r))
	}
	if wider := 100 * (math.Sqrt(d.OfPeople) - 1); wider >= 0.5 {
		d.addNote(fmt.Sprintf("the same people come again and again; the interval is %.0f%% wider for it", wider))
	}
	if !d.Enough {
		d.addNote(caution(d.SessionsA, d.SessionsB))
	}
}

// relativeVariance is the variance of a mean, by the scatter of the values, in
// units of the mean.
func relativeVariance(y []float64, mean float64) float64 {
	if len(y) < 2 {
		return 0
	}
	return squaredSE(y) / (mean * mean)
}

// joinedDF is the degrees of freedom of a sum of variances, at least 1
// (Satterthwaite 1946). Variances are taken in shares of their sum, so that small
// ones do not vanish.
func joinedDF(variances, df []float64) float64 {
	sum, squares := sumOf(variances), 0.0
	for k, v := range variances {
		squares += v / sum * v / sum / df[k]
	}
	return max(1, 1/squares)
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
