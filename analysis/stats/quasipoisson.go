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
	// where sessions differ more than by chance. It is reckoned with the weights
	// of R's last step but one, to agree with R's printed figure.
	Dispersion float64
	// PearsonX2 is Pearson's X² around the two means.
	PearsonX2 float64
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
	q.PearsonX2 = pearsonX2(a, q.MeanA) + pearsonX2(b, q.MeanB)
	w := glmTwoMeans(a, b, q.MeanA, q.MeanB)
	q.Dispersion = w.x2 / q.DF
	phi := max(q.Dispersion, leastDispersion)
	q.SE = math.Sqrt(phi * (1/w.a + 1/w.b))
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

// twoMeans holds what summary.glm makes its figures from: the weights of two
// groups, which are their sums of fitted means one step before the last, and
// Pearson's X² with those weights.
type twoMeans struct {
	a, b, x2 float64
}

// glmTwoMeans takes the steps of R's glm(y ~ group, family = poisson), each of
// which has a closed form here, and stops where glm stops, so that dispersion
// and standard errors agree with R in all digits. They differ from the limit of
// the steps, the sums of the counts and their X², in the sixth digit. Where the
// steps go astray, as for numbers of extreme size, the limit is returned.
func glmTwoMeans(a, b []float64, meanA, meanB float64) twoMeans {
	limit := twoMeans{floats.Sum(a), floats.Sum(b), pearsonX2(a, meanA) + pearsonX2(b, meanB)}
	etaA, etaB := firstStep(a), firstStep(b)
	deviance := func() float64 { return poissonDeviance(a, math.Exp(etaA)) + poissonDeviance(b, math.Exp(etaB)) }
	last := deviance()
	for range glmSteps {
		muA, muB := math.Exp(etaA), math.Exp(etaB)
		etaA, etaB = etaA+(meanA-muA)/muA, etaB+(meanB-muB)/muB
		d := deviance()
		if !finite(d) {
			break
		}
		if math.Abs(d-last)/(math.Abs(d)+0.1) < glmTolerance {
			w := twoMeans{a: muA * float64(len(a)), b: muB * float64(len(b))}
			w.x2 = pearsonX2(a, math.Exp(etaA))*(muA/math.Exp(etaA)) + pearsonX2(b, math.Exp(etaB))*(muB/math.Exp(etaB))
			if finite(w.a) && finite(w.b) && finite(w.x2) {
				return w
			}
			break
		}
		last = d
	}
	return limit
}

// firstStep is the logarithm of a group's mean after the first step of glm,
// which starts from every count plus 0.1.
func firstStep(y []float64) float64 {
	var sum, weight float64
	for _, v := range y {
		mu := v + 0.1
		sum, weight = sum+mu*(math.Log(mu)+(v-mu)/mu), weight+mu
	}
	return sum / weight
}

func poissonDeviance(y []float64, mu float64) float64 {
	var d float64
	for _, v := range y {
		d += 2 * (xLogRatio(v, mu) - (v - mu))
	}
	return d
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
