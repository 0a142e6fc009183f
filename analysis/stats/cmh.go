package stats

import (
	"math"
)

// Stratum holds the two proportions to compare within one stratum, such as one
// source: the earlier group A and the later group B.
type Stratum struct {
	A, B Proportion
}

// MantelHaenszel is a comparison of two groups that allows for strata.
type MantelHaenszel struct {
	// Estimate is the common odds ratio of b to a.
	Estimate
	// X2 is the test statistic, on one degree of freedom; of [ShareSample.Compare]
	// the square of the logarithm of the ratio over its standard error.
	X2 float64
	// Strata is the number of strata that say anything: both groups have
	// someone in it, and there are hits and misses.
	Strata int
	// HomogeneityX2 and HomogeneityP are the Breslow-Day test of whether the
	// odds ratio is the same in all strata, on Strata-1 degrees of freedom; a
	// small P says that the common ratio hides differences. They are 0 unless
	// HasHomogeneity.
	HomogeneityX2, HomogeneityP float64
	HasHomogeneity              bool
}

// CochranMantelHaenszel compares a proportion in two groups stratum by stratum
// and returns the common odds ratio of b to a (Mantel and Haenszel 1959) with
// the interval of Robins, Breslow and Greenland (1986), the test of Cochran,
// Mantel and Haenszel, and the test of Breslow and Day (1980) for a ratio that
// differs between strata. With correct the test has the continuity correction
// that mantelhaen.test has by default in R; without it is mantelhaen.test(
// correct = FALSE). Where no stratum says anything there is no value and the
// note says so. The error is for a part that is negative or larger than the
// whole.
func CochranMantelHaenszel(strata []Stratum, correct bool) (MantelHaenszel, error) {
	m := MantelHaenszel{Estimate: Estimate{Null: 1, Method: "Mantel-Haenszel common odds ratio, Robins-Breslow-Greenland interval"}}
	useful, err := usefulStrata(strata)
	if err != nil {
		return MantelHaenszel{}, err
	}
	m.Strata = len(useful)
	if len(useful) == 0 {
		m.addNote("no stratum has both groups with hits and misses: nothing to compare")
		return m, nil
	}
	m.test(useful, correct)
	m.commonOdds(useful)
	m.homogeneity(useful)
	return m, nil
}

// fourfold is a two by two table: hits and misses of the later group b in the
// first row, of the earlier group a in the second.
type fourfold struct {
	bHit, bMiss, aHit, aMiss float64
}

func (f fourfold) n() float64      { return f.bHit + f.bMiss + f.aHit + f.aMiss }
func (f fourfold) bAll() float64   { return f.bHit + f.bMiss }
func (f fourfold) aAll() float64   { return f.aHit + f.aMiss }
func (f fourfold) hits() float64   { return f.bHit + f.aHit }
func (f fourfold) misses() float64 { return f.bMiss + f.aMiss }

// usefulStrata returns the tables of the strata that have no empty margin.
func usefulStrata(strata []Stratum) ([]fourfold, error) {
	var out []fourfold
	for _, s := range strata {
		if err := checkProportions([]Proportion{s.A, s.B}); err != nil {
			return nil, err
		}
		f := fourfold{
			bHit: float64(s.B.Hits), bMiss: float64(s.B.Of - s.B.Hits),
			aHit: float64(s.A.Hits), aMiss: float64(s.A.Of - s.A.Hits),
		}
		if f.bAll() > 0 && f.aAll() > 0 && f.hits() > 0 && f.misses() > 0 {
			out = append(out, f)
		}
	}
	return out, nil
}

// test fills in X2 and P.
func (m *MantelHaenszel) test(strata []fourfold, correct bool) {
	var delta, variance float64
	for _, f := range strata {
		n := f.n()
		delta += f.bHit - f.bAll()*f.hits()/n
		variance += f.bAll() * f.aAll() / n * f.hits() * f.misses() / n / (n - 1)
	}
	distance := math.Abs(delta)
	if correct && distance >= 0.5 { // as in R
		distance -= 0.5
	}
	m.X2 = distance * distance / variance
	m.setP(chiSquareUpper(m.X2, 1))
}

// commonOdds fills in the odds ratio and its interval.
func (m *MantelHaenszel) commonOdds(strata []fourfold) {
	var r, s, pr, psqr, qs float64
	for _, f := range strata {
		n := f.n()
		ri, si := f.bHit*f.aMiss/n, f.bMiss*f.aHit/n
		p, q := (f.bHit+f.aMiss)/n, (f.bMiss+f.aHit)/n
		r, s = r+ri, s+si
		pr, psqr, qs = pr+p*ri, psqr+p*si+q*ri, qs+q*si
	}
	if s > 0 {
		m.setValue(r / s)
	}
	if r == 0 || s == 0 {
		m.addNote("one group has all the hits or all the misses: no interval for the odds ratio")
		return
	}
	m.setLogScale(math.Sqrt(pr/(2*r*r)+psqr/(2*r*s)+qs/(2*s*s)), z975)
}

// homogeneity fills in the Breslow-Day test.
func (m *MantelHaenszel) homogeneity(strata []fourfold) {
	if len(strata) < 2 || !m.HasInterval {
		return
	}
	for _, f := range strata {
		hit := expectedHits(f, m.Value)
		variance := 1 / (1/hit + 1/(f.bAll()-hit) + 1/(f.hits()-hit) + 1/(f.aAll()-f.hits()+hit))
		d := f.bHit - hit
		m.HomogeneityX2 += d * d / variance
	}
	if !finite(m.HomogeneityX2) {
		m.HomogeneityX2 = 0
		return
	}
	m.HomogeneityP, m.HasHomogeneity = chiSquareUpper(m.HomogeneityX2, float64(len(strata)-1)), true
	if m.HomogeneityP < 2*tail {
		m.addNote("the change differs between the strata: show them apart")
	}
}

// expectedHits is the number of hits of b that gives a table with the margins
// of f the odds ratio or.
func expectedHits(f fourfold, or float64) float64 {
	low, high := max(0, f.hits()-f.aAll()), min(f.hits(), f.bAll())
	return bisect(func(x float64) float64 {
		return x*(f.aAll()-f.hits()+x) - or*(f.bAll()-x)*(f.hits()-x)
	}, low, high)
}
