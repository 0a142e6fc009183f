package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestCycleProfile(t *testing.T) {
	// chisq.test(c(20, 10, 15, 15, 30, 5, 10)) in R; residuals $stdres
	p := must(CycleProfile([]float64{20, 10, 15, 15, 30, 5, 10}, nil, 1))
	near(t, "X²", p.X2, 26.666666666666668)
	nearP(t, "P", p.P, 0.000167178380006)
	near(t, "residual", p.Cells[4].Residual, 15/math.Sqrt(15*6.0/7))
	near(t, "rate", p.Cells[4].Rate, 2)
	if p.DF != 6 || !p.HasP {
		t.Errorf("%+v", p)
	}
	// A design effect of 4 divides the statistic.
	q := must(CycleProfile([]float64{20, 10, 15, 15, 30, 5, 10}, nil, 4))
	near(t, "X² with an effect", q.X2, p.X2/4)
	// chisq.test(c(30, 20, 10), p = c(3, 2, 1), rescale.p = TRUE)
	if even := must(CycleProfile([]float64{30, 20, 10}, []float64{3, 2, 1}, 1)); even.X2 != 0 || even.P != 1 || even.HasDirection {
		t.Errorf("even for the time open: %+v", even)
	}
}

// All counts at one hour point there; two opposite hours point nowhere.
func TestProfileDirection(t *testing.T) {
	hours := make([]float64, 24)
	hours[20] = 50
	p := must(CycleProfile(hours, nil, 1))
	near(t, "direction", p.Direction, 20.5)
	near(t, "concentration", p.Concentration, 1)
	if p.RayleighP > 1e-15 {
		t.Errorf("P of Rayleigh %v", p.RayleighP)
	}
	hours[8] = 50
	p = must(CycleProfile(hours, nil, 1))
	if p.HasDirection || p.RayleighP < 0.99 || p.P > 1e-9 {
		t.Errorf("two opposite peaks: %+v", p)
	}
	// By hand: 6 at 0.5 and 2 at 6.5 of 24 make a right angle.
	hours = make([]float64, 24)
	hours[0], hours[6] = 6, 2
	p = must(CycleProfile(hours, nil, 1))
	near(t, "length", p.Concentration, math.Sqrt(40)/8)
	near(t, "angle", p.Direction, 0.5+math.Atan2(2, 6)*24/(2*math.Pi))
	near(t, "P", p.RayleighP, math.Exp(math.Sqrt(1+32+4*(64-40))-17))
}

// Messages that come in bursts are called uneven by the naive test and not by
// the one that knows the days.
func TestProfileEffectHoldsTheLevel(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	var naive, honest int
	const sets = 200
	for range sets {
		rows := make([][]float64, 40)
		counts := make([]float64, 7)
		for i := range rows {
			rows[i] = make([]float64, 7)
			for range 3 { // bursts of 1 to 12 messages
				j, n := rng.IntN(7), float64(1+rng.IntN(12))
				rows[i][j] += n
				counts[j] += n
			}
		}
		if must(CycleProfile(counts, nil, 1)).P < 0.05 {
			naive++
		}
		if must(CycleProfile(counts, nil, must(ProfileEffect(rows)))).P < 0.05 {
			honest++
		}
	}
	if honest > sets/10 || naive < sets/2 {
		t.Errorf("of %d even weeks the naive test calls %d uneven, the honest one %d", sets, naive, honest)
	}
}

func TestProfileEdges(t *testing.T) {
	for name, c := range map[string]struct{ counts, exposure []float64 }{
		"nothing": {nil, nil}, "zeros": {make([]float64, 7), nil}, "one cell": {[]float64{5}, nil},
		"one open": {[]float64{5, 0}, []float64{1, 0}}, "never open": {[]float64{0, 0}, []float64{0, 0}},
	} {
		p := must(CycleProfile(c.counts, c.exposure, 1))
		if p.Note == "" || p.HasP {
			t.Errorf("%s: %+v", name, p)
		}
		wantFinite(t, p)
	}
	if _, err := CycleProfile([]float64{1, 2}, []float64{1, 0}, 1); err == nil {
		t.Error("a count in a closed cell: no error")
	}
	if e := must(ProfileEffect(nil)); e != 1 {
		t.Errorf("effect of nothing: %v", e)
	}
	if e := must(ProfileEffect([][]float64{{1, 2}, {2, 4}})); e != 1 {
		t.Errorf("effect of days that are alike: %v", e)
	}
}
