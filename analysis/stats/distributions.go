package stats

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// z975 is the quantile of the standard normal distribution that bounds a
// two-sided interval of coverage Level: qnorm(0.975) in R.
var z975 = distuv.UnitNormal.Quantile(1 - tail)

// normalTwoSided is the chance that a standard normal variate lies at least as
// far from 0 as z.
func normalTwoSided(z float64) float64 {
	return clamp01(math.Erfc(math.Abs(z) / math.Sqrt2))
}

// tTwoSided is the chance that Student's t with df > 0 degrees of freedom lies
// at least as far from 0 as t.
func tTwoSided(t, df float64) float64 {
	x := df / (df + t*t)
	return clamp01(mathext.RegIncBeta(df/2, 0.5, clamp01(x)))
}

// tQuantile975 is qt(0.975, df) in R for df of at least 0.1. It inverts tTwoSided by
// bisection on the logarithm of t, to more digits than gonum's own inverse.
func tQuantile975(df float64) float64 {
	logT := bisect(func(u float64) float64 {
		return tTwoSided(math.Exp(u), df) - 2*tail
	}, 0, 50)
	return math.Exp(logT)
}

// chiSquareUpper is pchisq(x, df, lower.tail = FALSE) in R.
func chiSquareUpper(x, df float64) float64 {
	if x <= 0 || df <= 0 {
		return 1
	}
	return clamp01(mathext.GammaIncRegComp(df/2, x/2))
}

// poissonAtMost and poissonAtLeast are the two tails of a Poisson distribution
// with mean mu > 0, each including k.
func poissonAtMost(k int, mu float64) float64 {
	if k < 0 {
		return 0
	}
	return mathext.GammaIncRegComp(float64(k)+1, mu)
}

func poissonAtLeast(k int, mu float64) float64 {
	if k <= 0 {
		return 1
	}
	return mathext.GammaIncReg(float64(k), mu)
}

// binomialAtMost and binomialAtLeast are the two tails of a binomial
// distribution of n trials with chance p, each including k.
func binomialAtMost(k, n int, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n:
		return 1
	}
	return mathext.RegIncBeta(float64(n-k), float64(k)+1, 1-p)
}

func binomialAtLeast(k, n int, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n:
		return 0
	}
	return mathext.RegIncBeta(float64(k), float64(n-k)+1, p)
}

// gammaQuantile is the quantile of a gamma distribution with the given shape
// and scale 1, with probability p below it.
func gammaQuantile(shape, p float64) float64 {
	return bisect(func(x float64) float64 {
		return mathext.GammaIncReg(shape, x) - p
	}, 0, shape+40*math.Sqrt(shape)+40)
}

// betaQuantile is the quantile of a beta distribution with probability p below
// it.
func betaQuantile(a, b, p float64) float64 {
	return bisect(func(x float64) float64 {
		return mathext.RegIncBeta(a, b, x) - p
	}, 0, 1)
}

// logFactorial is the natural logarithm of k!.
func logFactorial(k int) float64 {
	v, _ := math.Lgamma(float64(k) + 1)
	return v
}

// logChoose is the natural logarithm of the number of ways to choose k of n.
func logChoose(n, k int) float64 {
	return logFactorial(n) - logFactorial(k) - logFactorial(n-k)
}

// bisect finds where f changes sign between lo and hi, to the last bit or as
// near as 200 halvings bring it. It returns the end nearer a change of sign
// when there is none between.
func bisect(f func(float64) float64, lo, hi float64) float64 {
	atLow := f(lo) > 0
	for range 200 {
		mid := lo + (hi-lo)/2
		if mid == lo || mid == hi {
			break
		}
		if (f(mid) > 0) == atLow {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}

// discrete is a unimodal distribution on the whole numbers 0..max, with what a
// two-sided exact test needs of it.
type discrete struct {
	mean    float64
	max     int
	logProb func(k int) float64
	atMost  func(k int) float64
	atLeast func(k int) float64
}

// twoSided is the exact two-sided P value of the observation x by the method
// of small P values, as binom.test and poisson.test compute it in R: the sum
// of the probabilities of all outcomes no more likely than x, with a relative
// tolerance of 1e-7 for equality.
func (d discrete) twoSided(x int) float64 {
	if float64(x) == d.mean {
		return 1
	}
	limit := d.logProb(x) + math.Log1p(1e-7)
	if float64(x) < d.mean {
		from := int(math.Ceil(d.mean))
		k := from + sort.Search(d.max-from+1, func(i int) bool { return d.logProb(from+i) <= limit })
		return clamp01(d.atMost(x) + d.atLeast(k))
	}
	to := int(math.Floor(d.mean))
	k := sort.Search(to+1, func(i int) bool { return d.logProb(i) > limit })
	return clamp01(d.atMost(k-1) + d.atLeast(x))
}
