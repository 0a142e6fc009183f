package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
)

const (
	// FewSessions is the number of sessions in each group below which
	// CompareRates still gives an interval but calls for caution.
	FewSessions = 8
	// MinSessions is the number of sessions in each group below which
	// CompareRates gives no interval: too few to say.
	MinSessions = 3
)

// Comparison is a year-on-year comparison of counts per session, as a board
// may be shown it.
type Comparison struct {
	// Estimate is the ratio of the means, b to a.
	Estimate
	// MeanA and MeanB are the mean counts per session.
	MeanA, MeanB float64
	// Difference is MeanB less MeanA, with an interval made of the same variances as
	// that of the ratio. It has none where a period has only zeros.
	Difference Estimate
	// SessionsA and SessionsB are the numbers of sessions.
	SessionsA, SessionsB int
	// Dispersion is how many times more the sessions scatter than Poisson
	// counts, as found; the interval never reckons with less than 1. It is 0
	// when unknown.
	Dispersion float64
	// DF is the degrees of freedom of the t interval, or 0 when another
	// interval was used.
	DF float64
	// Enough says that there were at least FewSessions sessions in each group.
	Enough bool
}

// CompareRates compares the counts per session of an earlier period a and a
// later period b, and chooses the interval to show. It is the quasi-Poisson
// ratio of the means with its t interval (see [RateRatioQuasiPoisson]), with
// the dispersion not let below 1, so that it is never narrower than the Poisson
// interval. Where one period has only zeros it is the exact interval of the
// totals, widened for the dispersion seen. Below [FewSessions] sessions in
// either period the note calls for caution; below [MinSessions] there is no
// interval and the note says "too few to say". The note always tells what was
// used. The error is for negative counts and counts that are not numbers.
func CompareRates(a, b []float64) (Comparison, error) {
	q, err := quasiPoisson(a, b, 1)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{
		Estimate: Estimate{
			Value: q.Value, HasValue: q.HasValue, Null: 1,
			Method: "ratio of means per session",
		},
		MeanA: q.MeanA, MeanB: q.MeanB, Difference: noDifference(),
		SessionsA: len(a), SessionsB: len(b),
		Dispersion: q.Dispersion,
		Enough:     len(a) >= FewSessions && len(b) >= FewSessions,
	}
	sumA, sumB := floats.Sum(a), floats.Sum(b)
	switch {
	case len(a) == 0 || len(b) == 0:
		c.addNote("too few to say: a period without sessions")
	case sumA == 0 && sumB == 0:
		c.addNote("nothing to compare: no counts above zero in either period")
	case len(a) < MinSessions || len(b) < MinSessions:
		c.addNote(fmt.Sprintf("too few to say: %d and %d sessions, and an interval needs at least %d in each period", len(a), len(b), MinSessions))
	case sumA == 0 || sumB == 0:
		c.useExact(a, b)
	case !q.HasInterval:
		c.addNote(q.Note)
	default:
		c.useQuasiPoisson(q)
		phi := max(q.Dispersion, 1)
		c.Difference = differenceOfMeans(c.MeanA, c.MeanB, phi/sumA, phi/sumB, tQuantile975(q.DF))
	}
	if c.HasInterval && !c.Enough {
		c.addNote(caution(len(a), len(b)))
	}
	return c, nil
}

func caution(a, b int) string {
	return fmt.Sprintf("caution: only %d and %d sessions, so the interval is rough", a, b)
}

// scatterNote says how far sessions scatter, and how they are reckoned where they
// scatter less than chance would make them.
func scatterNote(dispersion float64, even string) string {
	told := fmt.Sprintf("sessions scatter %.2g times as much as Poisson counts; ", dispersion)
	if dispersion < 1 {
		return told + even
	}
	return told + "the interval allows for it"
}

func (c *Comparison) useQuasiPoisson(q QuasiPoisson) {
	c.Low, c.High, c.HasInterval = q.Low, q.High, true
	c.P, c.HasP, c.DF = q.P, q.HasP, q.DF
	c.Method = q.Method
	c.addNote(scatterNote(q.Dispersion, "reckoned as 1, the Poisson interval"))
}

// useExact fills in the exact interval of the totals for a period of zeros. The
// totals are divided by the dispersion of the other period first, as if that
// many messages made one independent event, so that bursts do not count as
// evidence.
func (c *Comparison) useExact(a, b []float64) {
	c.Difference.setValue(c.MeanB - c.MeanA)
	phi, spread := 1.0, a
	if c.MeanA == 0 {
		spread = b
	}
	if mean := max(c.MeanA, c.MeanB); len(spread) > 1 {
		c.Dispersion = pearsonX2(spread, mean) / float64(len(spread)-1)
		phi = max(phi, c.Dispersion)
	}
	total := math.Floor((floats.Sum(a) + floats.Sum(b)) / phi)
	if !(total >= 1 && total <= maxEvents) {
		c.addNote("one period has only zeros: no interval could be made")
		return
	}
	x, y := Count{0, float64(len(a))}, Count{0, float64(len(b))}
	if c.MeanA > 0 {
		x.Events = int(total)
	} else {
		y.Events = int(total)
	}
	e, err := RateRatioExact(x, y)
	if err != nil {
		c.addNote("one period has only zeros: no interval could be made")
		return
	}
	e.Value, e.HasValue = c.Value, c.HasValue
	c.Estimate = e
	c.addNote("one period has only zeros: exact interval of the totals, allowing for the scatter between sessions")
}
