package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// MeanDifference is a difference of two means with Welch's interval.
type MeanDifference struct {
	Estimate
	// MeanA and MeanB are the two means.
	MeanA, MeanB float64
	// T is the test statistic and DF Welch's degrees of freedom, a fraction.
	T, DF float64
	// SE is the standard error of the difference.
	SE float64
}

// Welch returns the mean of b minus the mean of a with the interval and P value
// of Welch's t test, which does not take the two variances to be equal
// (Welch 1947; t.test(b, a) in R). With fewer than two values in a group, or no
// scatter in either, there is no interval and the note says why. The error is
// for values that are not numbers.
func Welch(a, b []float64) (MeanDifference, error) {
	w := MeanDifference{Estimate: Estimate{Method: "Welch t interval for a difference of means"}}
	if err := checkSamples(a, b); err != nil {
		return MeanDifference{}, err
	}
	if len(a) == 0 || len(b) == 0 {
		w.addNote("a group without values: nothing to compare")
		return w, nil
	}
	w.MeanA, w.MeanB = stat.Mean(a, nil), stat.Mean(b, nil)
	w.setValue(w.MeanB - w.MeanA)
	if len(a) < 2 || len(b) < 2 {
		w.addNote("too few values: an interval needs at least two in each group")
		return w, nil
	}
	va, vb := squaredSE(a), squaredSE(b)
	w.SE = math.Sqrt(va + vb)
	if w.SE <= 1e-14*max(math.Abs(w.MeanA), math.Abs(w.MeanB)) {
		w.SE = 0
		w.addNote("the values of each group are all alike: no scatter to make an interval from")
		return w, nil
	}
	w.DF = welchDF(va, vb, len(a), len(b))
	q := tQuantile975(w.DF) * w.SE
	w.setInterval(w.Value-q, w.Value+q)
	w.T = w.Value / w.SE
	w.setP(tTwoSided(w.T, w.DF))
	return w, nil
}

// squaredSE is the squared standard error of the mean of x.
func squaredSE(x []float64) float64 {
	return stat.Variance(x, nil) / float64(len(x))
}

// welchDF is the Welch-Satterthwaite formula, scaled so that it can neither
// overflow nor underflow.
func welchDF(va, vb float64, na, nb int) float64 {
	sum := va + vb
	sa, sb := va/sum, vb/sum
	return 1 / (sa*sa/float64(na-1) + sb*sb/float64(nb-1))
}
