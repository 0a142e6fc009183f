package stats

import (
	"fmt"
	"math"
)

// Proportion is a number of cases among all: Hits of Of.
type Proportion struct {
	Hits, Of int
}

func (p Proportion) share() float64 { return float64(p.Hits) / float64(p.Of) }

func (p Proportion) check(what string) error {
	if p.Hits < 0 || p.Of < p.Hits || p.Of > maxEvents {
		return fmt.Errorf("%s: %d of %d: the part must be between zero and the whole", what, p.Hits, p.Of)
	}
	return nil
}

// Wilson returns a proportion with its score interval (Wilson 1927;
// prop.test(x, n, correct = FALSE)$conf.int in R), which stays between 0 and 1
// and holds for small numbers. With nothing in all there is no value. The error
// is for a part that is negative or larger than the whole.
func Wilson(p Proportion) (Estimate, error) {
	e := Estimate{Method: "Wilson score interval"}
	if err := p.check("proportion"); err != nil {
		return Estimate{}, err
	}
	if p.Of == 0 {
		e.addNote("none in all: no share to speak of")
		return e, nil
	}
	e.setValue(p.share())
	ci := wilson(p)
	e.setInterval(ci.Low, ci.High)
	return e, nil
}

// wilson is the score interval of a proportion with Of > 0.
func wilson(p Proportion) Interval { return wilsonShare(p.share(), float64(p.Of)) }

// wilsonShare is the score interval of a share s of n observations, which may
// be a fraction.
func wilsonShare(s, n float64) Interval { return wilsonAt(s, n, z975) }

// wilsonAt is wilsonShare with another quantile than the normal one.
func wilsonAt(s, n, z float64) Interval {
	centre := s + z*z/(2*n)
	half := z * math.Sqrt(s*(1-s)/n+z*z/(4*n*n))
	ci := Interval{(centre - half) / (1 + z*z/n), (centre + half) / (1 + z*z/n)}
	if s == 0 {
		ci.Low = 0
	}
	if s == 1 {
		ci.High = 1
	}
	return ci
}

// Newcombe returns the difference of two independent proportions, b minus a,
// with the hybrid score interval without continuity correction (Newcombe 1998,
// method 10) and the P value of the chi-square test without continuity
// correction. With nothing in all in a group there is no value. The error is
// for a part that is negative or larger than the whole.
func Newcombe(a, b Proportion) (Estimate, error) {
	e := Estimate{Method: "Newcombe hybrid score interval"}
	if err := checkProportions([]Proportion{a, b}); err != nil {
		return Estimate{}, err
	}
	if a.Of == 0 || b.Of == 0 {
		e.addNote("a group with none in all: nothing to compare")
		return e, nil
	}
	sa, sb := a.share(), b.share()
	ca, cb := wilson(a), wilson(b)
	e.setValue(sb - sa)
	e.setInterval(
		e.Value-math.Hypot(sb-cb.Low, ca.High-sa),
		e.Value+math.Hypot(cb.High-sb, sa-ca.Low),
	)
	test, err := PropTest([]Proportion{a, b})
	if err != nil {
		return Estimate{}, err
	}
	if test.HasP {
		e.setP(test.P)
	} else {
		e.addNote(test.Note)
	}
	return e, nil
}

// PropTest tests whether k proportions are equal, by Pearson's chi-square
// without continuity correction on k-1 degrees of freedom (prop.test(x, n,
// correct = FALSE) in R). Groups with none in all are left out. The error is
// for a part that is negative or larger than the whole.
func PropTest(groups []Proportion) (ChiSquareTest, error) {
	if err := checkProportions(groups); err != nil {
		return ChiSquareTest{}, err
	}
	table := make([][]float64, len(groups))
	for i, g := range groups {
		table[i] = []float64{float64(g.Hits), float64(g.Of - g.Hits)}
	}
	return ChiSquare(table)
}

// WaldDifference returns the difference of two independent proportions, b minus
// a, with the large-sample interval that prop.test(correct = FALSE) prints in
// R. Prefer [Newcombe], which holds for small numbers. The error is for a part
// that is negative or larger than the whole.
func WaldDifference(a, b Proportion) (Estimate, error) {
	e, err := Newcombe(a, b)
	if err != nil || !e.HasValue {
		return e, err
	}
	sa, sb := a.share(), b.share()
	half := z975 * math.Sqrt(sa*(1-sa)/float64(a.Of)+sb*(1-sb)/float64(b.Of))
	e.Method = "Wald interval for a difference of proportions"
	e.setInterval(max(-1, e.Value-half), min(1, e.Value+half))
	return e, nil
}

// CorrectedDifference is [WaldDifference] with Yates's continuity correction in
// the interval and in the P value: what prop.test prints for two groups by
// default in R. It is wider than need be; it is here to check others' figures.
// The error is for a part that is negative or larger than the whole.
func CorrectedDifference(a, b Proportion) (Estimate, error) {
	e, err := WaldDifference(a, b)
	if err != nil || !e.HasP {
		return e, err
	}
	sa, sb, na, nb := a.share(), b.share(), float64(a.Of), float64(b.Of)
	yates := min(0.5, math.Abs(sb-sa)/(1/na+1/nb))
	shift := yates * (1/na + 1/nb)
	pooled := (float64(a.Hits) + float64(b.Hits)) / (na + nb)
	z := (math.Abs(sb-sa) - shift) / math.Sqrt(pooled*(1-pooled)*(1/na+1/nb))
	half := z975*math.Sqrt(sa*(1-sa)/na+sb*(1-sb)/nb) + shift
	e.Method = "Wald interval for a difference of proportions with Yates's correction"
	e.setInterval(max(-1, e.Value-half), min(1, e.Value+half))
	e.setP(normalTwoSided(z))
	return e, nil
}

func checkProportions(groups []Proportion) error {
	for i, g := range groups {
		if err := g.check(fmt.Sprintf("group %d", i+1)); err != nil {
			return err
		}
	}
	return nil
}
