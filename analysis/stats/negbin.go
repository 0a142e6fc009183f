package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
)

// NegativeBinomial is a ratio of two means of counts under the negative
// binomial distribution, whose variance is mu + mu²/Theta.
type NegativeBinomial struct {
	Estimate
	// MeanA and MeanB are the mean counts per session of the two groups.
	MeanA, MeanB float64
	// Theta is the shape, the same for both groups: the smaller, the more the
	// sessions differ. It is 0 when it could not be found.
	Theta float64
	// ThetaSE is the standard error of Theta from the observed information.
	ThetaSE float64
	// Z is the test statistic, and SE the standard error of the logarithm of
	// the ratio.
	Z, SE float64
	// LogLikelihood2 is twice the logarithm of the likelihood at its maximum,
	// as glm.nb prints it.
	LogLikelihood2 float64
}

// RateRatioNegBin compares counts per session of an earlier group a and a later
// group b by maximum likelihood under the negative binomial distribution with
// one Theta, as MASS::glm.nb(y ~ group) does in R (Venables and Ripley 2002,
// section 7.4): ratio of the means b to a, with the normal interval and P value
// on the log scale. Where the counts scatter no more than Poisson counts, Theta
// has no maximum; then there is no interval and the note says so. The error is
// for negative counts and counts that are not numbers.
func RateRatioNegBin(a, b []float64) (NegativeBinomial, error) {
	nb := NegativeBinomial{Estimate: Estimate{Null: 1, Method: "negative binomial rate ratio"}}
	if err := checkGroups(a, b); err != nil {
		return NegativeBinomial{}, err
	}
	if len(a) == 0 || len(b) == 0 {
		nb.addNote("a group without sessions: nothing to compare")
		return nb, nil
	}
	nb.MeanA, nb.MeanB = stat.Mean(a, nil), stat.Mean(b, nil)
	if nb.MeanA > 0 {
		nb.setValue(nb.MeanB / nb.MeanA)
	}
	if !(nb.MeanA > 0) || !(nb.MeanB > 0) {
		nb.addNote("a group with nothing but zeros: no interval on the ratio scale")
		return nb, nil
	}
	// With a mean for each group, the means of the data are the fitted means
	// whatever theta is.
	fit := thetaFit{y: slices.Concat(a, b), mu: slices.Concat(repeated(nb.MeanA, len(a)), repeated(nb.MeanB, len(b)))}
	theta, ok := fit.maximum()
	if !ok {
		nb.addNote("the counts scatter no more than Poisson counts: use the Poisson or quasi-Poisson interval")
		return nb, nil
	}
	nb.Theta, nb.ThetaSE, nb.LogLikelihood2 = theta, fit.standardError(theta), 2*fit.logLikelihood(theta)
	nb.SE = math.Sqrt((1/nb.MeanA+1/theta)/float64(len(a)) + (1/nb.MeanB+1/theta)/float64(len(b)))
	if !finite(nb.SE) || !(nb.SE > 0) || !finite(nb.LogLikelihood2) || !(nb.Value > 0) {
		nb.SE, nb.LogLikelihood2 = 0, 0
		nb.addNote(tooExtreme)
		return nb, nil
	}
	nb.Z = math.Log(nb.Value) / nb.SE
	nb.setLogScale(nb.SE, z975)
	nb.setP(normalTwoSided(nb.Z))
	return nb, nil
}

// thetaFit holds counts and their fitted means for the likelihood of theta.
type thetaFit struct {
	y, mu []float64
}

// each calls f with every count and its fitted mean.
func (t thetaFit) each(f func(y, mu float64)) {
	for i, y := range t.y {
		f(y, t.mu[i])
	}
}

func repeated(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// maximum returns the theta of greatest likelihood, and whether there is one.
func (t thetaFit) maximum() (float64, bool) {
	var excess float64
	t.each(func(y, mu float64) { excess += (y-mu)*(y-mu) - y })
	const low, high = -30, 18 // log theta: from e-13 to 6.6e7
	if excess <= 0 || t.score(math.Exp(low)) <= 0 || t.score(math.Exp(high)) >= 0 {
		return 0, false
	}
	return math.Exp(bisect(func(u float64) float64 { return t.score(math.Exp(u)) }, low, high)), true
}

// score is the derivative of the log-likelihood by theta.
func (t thetaFit) score(theta float64) float64 {
	var s float64
	psi := mathext.Digamma(theta)
	t.each(func(y, mu float64) {
		s += mathext.Digamma(theta+y) - psi - math.Log1p(mu/theta) + (mu-y)/(mu+theta)
	})
	return s
}

// standardError is that of theta, from the observed information as in
// MASS::theta.ml, or 0 when the information is not positive.
func (t thetaFit) standardError(theta float64) float64 {
	var info float64
	t.each(func(y, mu float64) {
		info += trigamma(theta) - trigamma(theta+y) - 1/theta + 2/(mu+theta) - (y+theta)/(mu+theta)/(mu+theta)
	})
	se := math.Sqrt(1 / info)
	if !finite(se) {
		return 0
	}
	return se
}

func (t thetaFit) logLikelihood(theta float64) float64 {
	var l float64
	t.each(func(y, mu float64) {
		l += lgamma(theta+y) - lgamma(theta) - lgamma(y+1) - theta*math.Log1p(mu/theta) + y*(math.Log(mu)-math.Log(mu+theta))
	})
	return l
}

// trigamma is the derivative of digamma, for x > 0.
func trigamma(x float64) float64 { return mathext.Zeta(2, x) }

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
