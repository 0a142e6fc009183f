package stats

import (
	"math"
	"testing"
)

// With subgroups of one size a P' chart is an XmR chart of the proportions,
// but for 2.66 in place of 3/1.128.
func TestPPrimeOfEqualSizesIsXmR(t *testing.T) {
	var groups []Subgroup
	var shares []float64
	for _, count := range []float64{30, 42, 35, 28, 51, 33, 39, 44, 30, 36, 41, 29, 38, 47} {
		groups = append(groups, Subgroup{count, 100})
		shares = append(shares, count/100)
	}
	p := must(PPrime(groups, XmROptions{}))
	x := must(XmR(shares, XmROptions{NoScreening: true}))
	scale := 3 / movingRangeSigma / limitFactor
	for i := range shares {
		nearTo(t, "mean", p.Points[i].Mean, x.Points[i].Mean, 1e-12)
		nearTo(t, "width", p.Points[i].Upper-p.Points[i].Mean, scale*(x.Points[i].Upper-x.Points[i].Mean), 1e-12)
		if p.Points[i].Cause != x.Points[i].Cause {
			t.Errorf("point %d: %v, want %v", i, p.Points[i].Cause, x.Points[i].Cause)
		}
	}
}

func TestUPrime(t *testing.T) {
	// By hand: rates 2, 3, 2 of 10, 20, 10 give a mean of 100/40, standardised
	// values -1, sqrt(2), -1 in units of sqrt(2.5/n), and a mean moving range of
	// 1 + sqrt(2).
	u := must(UPrime([]Subgroup{{20, 10}, {60, 20}, {20, 10}}, XmROptions{}))
	near(t, "mean", u.Groups[0].Mean, 2.5)
	z1, z2 := (2-2.5)/math.Sqrt(2.5/10), (3-2.5)/math.Sqrt(2.5/20)
	spread := (z2 - z1) / 1.128
	near(t, "upper", u.Points[0].Upper, 2.5+3*spread*math.Sqrt(0.25))
	near(t, "lower", u.Points[1].Lower, math.Max(0, 2.5-3*spread*math.Sqrt(0.125)))
	if !u.Groups[0].Trial {
		t.Error("three points do not make trial limits")
	}
}

func TestPrimeEdges(t *testing.T) {
	for name, groups := range map[string][]Subgroup{
		"nothing": nil, "no sizes": {{0, 0}, {0, 0}}, "no hits": {{0, 5}, {0, 9}}, "all hits": {{5, 5}, {9, 9}},
		"one": {{3, 5}}, "constant": {{1, 2}, {1, 2}, {1, 2}},
	} {
		for _, c := range []ControlChart{must(PPrime(groups, XmROptions{})), must(UPrime(groups, XmROptions{}))} {
			if c.Note == "" {
				t.Errorf("%s: no note", name)
			}
			wantFinite(t, c)
		}
	}
	if _, err := PPrime([]Subgroup{{3, 2}}, XmROptions{}); err == nil {
		t.Error("more than all: no error")
	}
}

func TestFunnel(t *testing.T) {
	units := []Proportion{{50, 100}, {55, 100}, {45, 100}, {48, 100}, {52, 100}, {500, 1000}, {0, 0}}
	f := must(FunnelPlot(units))
	near(t, "centre", f.Centre, 0.5)
	if f.Dispersion != 1 {
		t.Errorf("units scatter less than chance, but the dispersion is %v", f.Dispersion)
	}
	near(t, "95 low", f.Units[0].Limits95.Low, 0.5-z975*0.05)
	near(t, "95 high of a large unit", f.Units[5].Limits95.High, 0.5+z975*math.Sqrt(0.25/1000))
	near(t, "99.8 high", f.Units[0].Limits998.High, 0.5+3.090232306167813*0.05)
	near(t, "z", f.Units[1].Z, 1)
	if f.Units[6].Has {
		t.Error("a unit with nobody has a share")
	}
	wide := must(FunnelPlot([]Proportion{{20, 100}, {80, 100}, {30, 100}, {70, 100}, {50, 100}}))
	if wide.Dispersion < 10 || wide.Note == "" {
		t.Errorf("dispersion %v, note %q", wide.Dispersion, wide.Note)
	}
	for _, u := range [][]Proportion{nil, {{1, 2}}, {{0, 5}, {0, 5}, {0, 5}}} {
		if f := must(FunnelPlot(u)); f.Note == "" {
			t.Errorf("%v: no note", u)
		}
	}
}

func TestFunnelRates(t *testing.T) {
	f := must(FunnelRates([]Count{{40, 10}, {46, 10}, {34, 10}, {400, 100}, {0, 0}}))
	near(t, "centre", f.Centre, 4)
	near(t, "z", f.Units[1].Z, 0.6/math.Sqrt(0.4))
	near(t, "95 high", f.Units[0].Limits95.High, 4+z975*math.Sqrt(0.4))
	near(t, "95 low of a large unit", f.Units[3].Limits95.Low, 4-z975*math.Sqrt(0.04))
	if f.Units[4].Has || f.Dispersion != 1 {
		t.Errorf("%+v", f)
	}
	// Two services that differ widely widen the limits of all.
	wide := must(FunnelRates([]Count{{10, 10}, {90, 10}, {20, 10}, {80, 10}, {50, 10}}))
	if wide.Dispersion < 10 || wide.Note == "" || wide.Units[0].Limits95.Low != 0 {
		t.Errorf("%+v", wide)
	}
	if _, err := FunnelRates([]Count{{3, 0}}); err == nil {
		t.Error("events without exposure: no error")
	}
}

// New limits in a P' chart: each stretch is the chart of its own points.
func TestPPrimeRebase(t *testing.T) {
	var groups []Subgroup
	for i, count := range []float64{30, 42, 35, 28, 51, 33, 39, 44, 30, 36, 41, 29, 38, 47} {
		groups = append(groups, Subgroup{count, float64(90 + i)})
	}
	for i, count := range []float64{60, 72, 65, 58, 81, 63, 69, 74, 60, 66, 71, 59, 68, 77} {
		groups = append(groups, Subgroup{count, float64(110 - i)})
	}
	c := must(PPrime(groups, XmROptions{Rebase: []int{14}, Reasons: []string{"moved to Wednesdays"}}))
	first, second := must(PPrime(groups[:14], XmROptions{})), must(PPrime(groups[14:], XmROptions{}))
	for i, p := range c.Points {
		want := append(first.Points, second.Points...)[i]
		want.Group = p.Group
		if p != want {
			t.Errorf("point %d: %+v, want %+v", i, p, want)
		}
	}
	if c.Groups[1].Reason != "moved to Wednesdays" || c.Note != "" {
		t.Errorf("reason %q, note %q", c.Groups[1].Reason, c.Note)
	}
	if c := must(PPrime(groups, XmROptions{Rebase: []int{14}})); c.Note == "" {
		t.Error("a rebase without a reason has no note")
	}
	fixed := must(PPrime(groups, XmROptions{FixAfter: 14}))
	if fixed.Groups[0].Mean != first.Groups[0].Mean || fixed.Groups[0].Points != 14 {
		t.Errorf("limits fixed to 14 points: %+v", fixed.Groups[0])
	}
}
