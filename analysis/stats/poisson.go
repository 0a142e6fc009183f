package stats

import (
	"fmt"
	"math"
)

// Count is a number of events seen during some exposure, such as 1410 messages
// in 23 sessions.
type Count struct {
	Events   int
	Exposure float64
}

// rate is the number of events per unit of exposure.
func (c Count) rate() float64 { return float64(c.Events) / c.Exposure }

func (c Count) check(what string) error {
	if c.Events < 0 || c.Events > maxEvents {
		return fmt.Errorf("%s: %d events: a count must be between zero and a thousand million", what, c.Events)
	}
	if !(c.Exposure >= 1/maxSize && c.Exposure <= maxSize) {
		return fmt.Errorf("%s: an exposure of %v: give the number of sessions, days or people, above zero", what, c.Exposure)
	}
	return nil
}

// PoissonExact returns the rate of one count, in events per unit of exposure,
// with its exact interval (Garwood 1936; poisson.test(x, T)$conf.int in R). It
// has no P value: see [PoissonTest]. The error is for a negative count or an
// exposure that is not above zero.
func PoissonExact(c Count) (Estimate, error) {
	e := Estimate{Method: "exact Poisson interval (Garwood)"}
	if err := c.check("count"); err != nil {
		return Estimate{}, err
	}
	e.setValue(c.rate())
	low := 0.0
	if c.Events > 0 {
		low = gammaQuantile(float64(c.Events), tail)
	}
	high := gammaQuantile(float64(c.Events)+1, 1-tail)
	e.setInterval(low/c.Exposure, high/c.Exposure)
	return e, nil
}

// PoissonTest is [PoissonExact] with the exact two-sided P value of the
// hypothesis that the true rate is rate0 events per unit of exposure
// (poisson.test(x, T, r) in R). The error is for a negative count, or an
// exposure or rate0 that is not above zero.
func PoissonTest(c Count, rate0 float64) (Estimate, error) {
	e, err := PoissonExact(c)
	if err != nil {
		return Estimate{}, err
	}
	mu := rate0 * c.Exposure
	if !(rate0 > 0) || !(mu > 0 && mu <= maxEvents) {
		return Estimate{}, fmt.Errorf("a rate of %v to test against: give a rate above zero", rate0)
	}
	d := discrete{
		mean:    mu,
		max:     int(math.Ceil(mu+50*math.Sqrt(mu))) + 1000,
		logProb: func(k int) float64 { return float64(k)*math.Log(mu) - mu - logFactorial(k) },
		atMost:  func(k int) float64 { return poissonAtMost(k, mu) },
		atLeast: func(k int) float64 { return poissonAtLeast(k, mu) },
	}
	e.Null, e.Method = rate0, "exact Poisson test"
	e.setP(d.twoSided(c.Events))
	return e, nil
}

// RateRatioExact returns the ratio of the rate of b to the rate of a, with the
// exact interval and P value that follow from the share of b among all events,
// which is binomial once the total is given (Przyborowski and Wilenski 1940;
// poisson.test with two counts in R, which puts the numerator first). It takes
// events to be independent: for messages per session, which come in bursts, the
// interval is too narrow, so use [CompareRates]. The error is for a negative
// count or an exposure that is not above zero.
func RateRatioExact(a, b Count) (Estimate, error) {
	e := Estimate{Null: 1, Method: "exact conditional rate ratio"}
	if err := checkCountPair(a, b); err != nil {
		return Estimate{}, err
	}
	n := a.Events + b.Events
	if n == 0 {
		e.addNote("no events in either group: nothing to compare")
		return e, nil
	}
	if a.Events > 0 {
		e.setValue(b.rate() / a.rate())
	} else {
		e.addNote("no events in the first group: the ratio has no upper limit")
	}
	share, _ := clopperPearson(b.Events, n)
	odds := a.Exposure / b.Exposure
	low := share.Low / (1 - share.Low) * odds
	if a.Events > 0 {
		e.setInterval(low, share.High/(1-share.High)*odds)
	} else {
		e.setLowerBound(low)
	}
	e.setP(binomialTest(b.Events, n, b.Exposure/(a.Exposure+b.Exposure)))
	return e, nil
}

// RateRatioWald returns the ratio of the rate of b to the rate of a with the
// large-sample interval and P value on the log scale: standard error
// sqrt(1/a + 1/b). Use it where there are many events in both groups. It takes
// events to be independent, like [RateRatioExact]. The error is for a negative
// count or an exposure that is not above zero.
func RateRatioWald(a, b Count) (Estimate, error) {
	e := Estimate{Null: 1, Method: "Wald rate ratio on the log scale"}
	if err := checkCountPair(a, b); err != nil {
		return Estimate{}, err
	}
	if a.Events > 0 {
		e.setValue(b.rate() / a.rate())
	}
	if a.Events == 0 || b.Events == 0 {
		e.addNote("a group without events: use the exact interval instead")
		return e, nil
	}
	se := math.Sqrt(1/float64(a.Events) + 1/float64(b.Events))
	e.setLogScale(se, z975)
	e.setP(normalTwoSided(math.Log(e.Value) / se))
	return e, nil
}

// setLogScale sets the interval of a ratio that is symmetric on the log scale:
// q standard errors to either side.
func (e *Estimate) setLogScale(se, q float64) {
	if !e.HasValue || e.Value <= 0 {
		return
	}
	e.setInterval(e.Value*math.Exp(-q*se), e.Value*math.Exp(q*se))
}

func checkCountPair(a, b Count) error {
	if err := a.check("first group"); err != nil {
		return err
	}
	return b.check("second group")
}

// maxExactBinomial is the number of trials beyond which the incomplete beta
// function loses digits and the score interval with its correction for
// continuity, which is the same by then, is used.
const maxExactBinomial = 100_000_000

// clopperPearson is the exact interval of a binomial share, k of n with n > 0.
func clopperPearson(k, n int) (Interval, bool) {
	if n <= 0 {
		return Interval{}, false
	}
	ci := Interval{0, 1}
	if n > maxExactBinomial {
		half := 0.5 / float64(n)
		share := float64(k) / float64(n)
		return Interval{wilsonShare(max(0, share-half), float64(n)).Low, wilsonShare(min(1, share+half), float64(n)).High}, true
	}
	if k > 0 {
		ci.Low = betaQuantile(float64(k), float64(n-k)+1, tail)
	}
	if k < n {
		ci.High = betaQuantile(float64(k)+1, float64(n-k), 1-tail)
	}
	return ci, true
}

// binomialTest is the exact two-sided P value of k successes in n trials when
// the chance is p: binom.test(k, n, p)$p.value in R.
func binomialTest(k, n int, p float64) float64 {
	if p <= 0 || p >= 1 {
		return 1
	}
	if n > maxExactBinomial {
		distance := max(0, math.Abs(float64(k)-float64(n)*p)-0.5)
		return normalTwoSided(distance / math.Sqrt(float64(n)*p*(1-p)))
	}
	d := discrete{
		mean: float64(n) * p,
		max:  n,
		logProb: func(i int) float64 {
			return logChoose(n, i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p)
		},
		atMost:  func(i int) float64 { return binomialAtMost(i, n, p) },
		atLeast: func(i int) float64 { return binomialAtLeast(i, n, p) },
	}
	return d.twoSided(k)
}
