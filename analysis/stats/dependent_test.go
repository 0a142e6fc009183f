package stats

import (
	"math"
	"testing"
)

// regulars are people of whom each comes to some of the sessions of both periods.
func regulars(people int, a, b float64) []Turnout {
	who := make([]Turnout, people)
	for p := range who {
		x, y := math.Round(a/float64(people)), math.Round(b/float64(people))
		who[p] = Turnout{A: x, B: y, SquaresA: x, SquaresB: y}
	}
	return who
}

// The monthly chat of 26 regulars in which the number of people rose by half.
var (
	people2012 = []float64{11, 10, 7, 7, 8, 5, 7, 8, 8, 10, 7, 7}
	people2013 = []float64{12, 14, 11, 14, 12, 11, 13, 13, 12, 10, 12, 14}
)

// TestEvenSessionsOfRegulars: sessions that scatter less than chance are reckoned
// as chance would make them, once: regulars who come as before do not widen that,
// and people who take others' place do.
func TestEvenSessionsOfRegulars(t *testing.T) {
	a, b := sumOf(people2012), sumOf(people2013)
	d := must(CompareDependentRates(people2012, people2013, regulars(26, a, b)))
	poisson := math.Sqrt(1/a + 1/b)
	near(t, "standard error", math.Log(d.High/d.Low)/2/tQuantile975(d.DF), poisson)
	if d.OfPeople != 1 || d.P > 0.01 || d.Direction() != 1 {
		t.Errorf("same people: %+v", d)
	}
	who := regulars(26, a, b)
	for p := range who {
		if p%2 == 0 {
			who[p].A, who[p].SquaresA = 2*who[p].A, 2*who[p].SquaresA
			who[p].B, who[p].SquaresB = 0, 0
		} else {
			who[p].A, who[p].SquaresA = 0, 0
			who[p].B, who[p].SquaresB = 2*who[p].B, 2*who[p].SquaresB
		}
	}
	if d = must(CompareDependentRates(people2012, people2013, who)); d.OfPeople < 4 || d.Direction() != 0 {
		t.Errorf("other people: %+v", d)
	}
}

// TestVarianceByHand: by session plus by person less by visit.
func TestVarianceByHand(t *testing.T) {
	who := []Turnout{{A: 300, B: 100, SquaresA: 900, SquaresB: 150}, {A: 477, B: 969, SquaresA: 3000, SquaresB: 8000}}
	d := must(CompareDependentRates(y2012, y2013, who))
	u := 100/1069.0 - 300/777.0
	sessions := squaredSE(y2012)/(64.75*64.75) + squaredSE(y2013)/(89.08333333333333*89.08333333333333)
	visits := 3900/(777.0*777) + 8150/(1069.0*1069)
	near(t, "standard error", math.Log(d.High/d.Low)/2/tQuantile975(d.DF), math.Sqrt(sessions+2*u*u-visits))
	near(t, "of people", d.OfPeople, (sessions+2*u*u-visits)/sessions)
}

// TestStepIsNoMemory: a step in the level of a year makes neighbours alike, and is
// not taken for memory; memory without a step is.
func TestStepIsNoMemory(t *testing.T) {
	var level, step, waves []float64
	for i := range 46 {
		noise := float64(i * 7 % 11)
		level = append(level, 10+noise)
		step = append(step, 10+noise+24*float64(b2i(i >= 20)))
		waves = append(waves, math.Round(24+16*math.Sin(float64(i)/3)+noise))
	}
	for name, x := range map[string]struct {
		later []float64
		wider bool
	}{"level": {level, false}, "step": {step, false}, "waves": {waves, true}} {
		d := must(CompareDependentRates(level, x.later, nil))
		if d.InTime > 1 != x.wider {
			t.Errorf("%s: in time %v", name, d.InTime)
		}
	}
	if d := must(CompareDependentRates(level, step, nil)); d.Direction() != 1 {
		t.Errorf("a step in mid-year is no rise: %+v", d)
	}
}
