package stats

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// QuasiPoisson is a ratio of two means of counts with an interval that allows
// for counts that scatter more than Poisson counts do. Its Low, High and P
// come from Student's t.
type QuasiPoisson struct {
	Estimate
	// Normal is the interval from the normal distribution instead of t.
	Normal Interval
	// MeanA and MeanB are the mean counts per session of the two groups.
	MeanA, MeanB float64
	// Dispersion is Pearson's X² divided by DF: 1 for Poisson counts, more
	// where sessions differ more than by chance.
	Dispersion float64
	// T is the test statistic, and DF = sessions - 2 its degrees of freedom.
	T, DF float64
	// SE is the standard error of the logarithm of the ratio.
	SE float64
}

// RateRatioQuasiPoisson compares counts per session of an earlier group a and a
// later group b: the ratio of the means, b to a, with the interval and P value
// of glm(y ~ group, family = quasipoisson) in R (McCullagh and Nelder 1989,
// section 6.2). The dispersion is taken as it falls, even below 1; for a board
// use [CompareRates], which does not let it make the interval narrower than
// Poisson's. With fewer than three sessions in all, an empty group, a group of
// zeros, or no scatter at all, there is no interval and the note says why. The
// error is for negative counts and counts that are not numbers.
func RateRatioQuasiPoisson(a, b []float64) (QuasiPoisson, error) {
	return quasiPoisson(a, b, 0)
}

// quasiPoisson is RateRatioQuasiPoisson with a least dispersion to reckon with.
func quasiPoisson(a, b []float64, leastDispersion float64) (QuasiPoisson, error) {
	q := QuasiPoisson{Estimate: Estimate{Null: 1, Method: "quasi-Poisson rate ratio, t interval"}}
	if err := checkGroups(a, b); err != nil {
		return QuasiPoisson{}, err
	}
	if len(a) == 0 || len(b) == 0 {
		q.addNote("a group without sessions: nothing to compare")
		return q, nil
	}
	q.MeanA, q.MeanB = stat.Mean(a, nil), stat.Mean(b, nil)
	sumA, sumB := floats.Sum(a), floats.Sum(b)
	if sumA > 0 {
		q.setValue(q.MeanB / q.MeanA)
	}
	q.DF = float64(len(a) + len(b) - 2)
	switch {
	case sumA == 0 || sumB == 0:
		q.addNote("a group with nothing but zeros: no interval on the ratio scale")
		return q, nil
	case q.DF < 1:
		q.addNote("too few sessions to judge the scatter: at least three are needed")
		return q, nil
	}
	q.Dispersion = (pearsonX2(a, q.MeanA) + pearsonX2(b, q.MeanB)) / q.DF
	phi := max(q.Dispersion, leastDispersion)
	q.SE = math.Sqrt(phi * (1/sumA + 1/sumB))
	if !(q.SE > 0) || !finite(q.SE) || q.Value <= 0 {
		q.SE = 0
		q.addNote("the sessions of each group are all alike: no scatter to make an interval from")
		return q, nil
	}
	q.setLogScale(q.SE, tQuantile975(q.DF))
	if low, high := q.Value*math.Exp(-z975*q.SE), q.Value*math.Exp(z975*q.SE); finite(high) {
		q.Normal = Interval{low, high}
	}
	q.T = math.Log(q.Value) / q.SE
	if !finite(q.T) {
		q.T = 0
		q.addNote(tooExtreme)
		return q, nil
	}
	q.setP(tTwoSided(q.T, q.DF))
	return q, nil
}

// pearsonX2 is the sum of squared Pearson residuals of counts around their
// Poisson mean mu > 0.
func pearsonX2(y []float64, mu float64) float64 {
	var x2 float64
	for _, v := range y {
		d := v - mu
		x2 += d * (d / mu)
	}
	return x2
}
