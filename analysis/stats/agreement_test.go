package stats

import "testing"

func TestCohenKappa(t *testing.T) {
	k := must(CohenKappa([][]float64{{20, 5}, {10, 15}}))
	nearTo(t, "kappa", k.Value, 0.4, 1e-12)
	near(t, "observed", k.Observed, 0.7)
	near(t, "expected", k.Expected, 0.5)
	// By hand: off the diagonal and on it as in Fleiss, Cohen and Everitt.
	// p = .4 .1 .2 .3, rows .5 .5, columns .6 .4.
	v := 0.4*(1-1.1*0.6)*(1-1.1*0.6) + 0.3*(1-0.9*0.6)*(1-0.9*0.6) +
		0.36*(0.1*(0.6+0.5)*(0.6+0.5)+0.2*(0.4+0.5)*(0.4+0.5)) - 0.1*0.1
	near(t, "variance", k.SE*k.SE, v/50/0.25)
}

func TestCohenKappaEdges(t *testing.T) {
	for name, table := range map[string][][]float64{
		"nothing": nil, "no cases": {{0, 0}, {0, 0}}, "one code": {{9, 0}, {0, 0}},
	} {
		if k := must(CohenKappa(table)); k.HasValue || k.Note == "" {
			t.Errorf("%s: %+v", name, k)
		}
	}
	if k := must(CohenKappa([][]float64{{9, 0}, {0, 4}})); k.Value != 1 || k.High != 1 {
		t.Errorf("full agreement: %+v", k)
	}
	if _, err := CohenKappa([][]float64{{1, 2, 3}, {4, 5, 6}}); err == nil {
		t.Error("a table that is not square: no error")
	}
}

func TestPrecisionRecall(t *testing.T) {
	s := must(PrecisionRecall([]Confusion{{8, 2, 4}, {1, 3, 1}, {0, 0, 0}, {0, 2, 0}}))
	near(t, "precision", s.PerTheme[0].Precision, 0.8)
	near(t, "recall", s.PerTheme[0].Recall, 8.0/12)
	near(t, "F1", s.PerTheme[0].F1, 16.0/22)
	near(t, "micro precision", s.Micro.Precision, 9.0/16)
	near(t, "micro recall", s.Micro.Recall, 9.0/14)
	near(t, "micro F1", s.Micro.F1, 18.0/30)
	near(t, "macro F1", s.Macro.F1, (16.0/22+2.0/6+0)/3)
	near(t, "macro recall", s.Macro.Recall, (8.0/12+0.5)/2)
	if s.PerTheme[2].HasF1 || s.PerTheme[3].HasRecall || !s.PerTheme[3].HasF1 {
		t.Errorf("%+v", s.PerTheme)
	}
	if s := must(PrecisionRecall(nil)); s.Note == "" || s.Micro.HasF1 {
		t.Errorf("no themes: %+v", s)
	}
}

func TestExpectedPeople(t *testing.T) {
	// By hand: of 4 sessions, three people came to 1, 2 and 4. Two sessions
	// miss them with chance 3/6, 1/6 and 0.
	people := []int{1, 2, 4, 0}
	near(t, "two sessions", must(ExpectedPeople(people, 4, 2)), 0.5+5.0/6+1)
	curve := must(RarefactionCurve(people, 4))
	near(t, "none", curve[0], 0)
	near(t, "one", curve[1], 7.0/4)
	near(t, "all", curve[4], 3)
	for m := 1; m < len(curve); m++ {
		if curve[m] < curve[m-1] {
			t.Errorf("fewer people in %d sessions than in %d", m, m-1)
		}
	}
	if _, err := ExpectedPeople(people, 3, 1); err == nil {
		t.Error("more sessions than held: no error")
	}
	if got := must(ExpectedPeople(nil, 0, 0)); got != 0 {
		t.Errorf("nobody: %v", got)
	}
}

// The numbers of StRD, https://www.itl.nist.gov/div898/strd: Norris, linear
// least squares.
var norris = [][2]float64{ // y, x
	{0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
	{668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
	{0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
	{557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
	{0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
	{10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5},
}

func TestLeastSquaresNorris(t *testing.T) {
	var x, y []float64
	for _, p := range norris {
		y, x = append(y, p[0]), append(x, p[1])
	}
	l := must(LeastSquares(x, y))
	nearTo(t, "slope", l.Slope.Value, 1.00211681802045, 1e-12)
	nearTo(t, "intercept", l.Intercept.Value, -0.262323073774029, 1e-10)
	nearTo(t, "SE of slope", l.SlopeSE, 0.429796848199937e-03, 1e-10)
	nearTo(t, "SE of intercept", l.InterceptSE, 0.232818234301152, 1e-10)
	nearTo(t, "R²", l.R2, 0.999993745883712, 1e-12)
	nearTo(t, "residual SD", l.ResidualSD, 0.884796396144373, 1e-10)
}

func TestLeastSquaresAnscombe(t *testing.T) {
	// lm(y1 ~ x1, anscombe)
	x := []float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}
	y := []float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}
	l := must(LeastSquares(x, y))
	near(t, "slope", l.Slope.Value, 0.500090909090909)
	near(t, "intercept", l.Intercept.Value, 3.000090909090909)
	near(t, "SE of slope", l.SlopeSE, 0.117905500595634)
	near(t, "SE of intercept", l.InterceptSE, 1.124746790808644)
	nearP(t, "P of slope", l.Slope.P, 0.00216962887307879)
	nearP(t, "P of intercept", l.Intercept.P, 0.02573405139916249)
}

func TestLeastSquaresEdges(t *testing.T) {
	for _, c := range [][2][]float64{
		{nil, nil}, {{1}, {1}}, {{1, 2}, {3, 4}}, {{5, 5, 5}, {1, 2, 3}}, {{1, 2, 3}, {1, 2, 3}}, {{1, 2, 3}, {2, 2, 2}},
	} {
		l := must(LeastSquares(c[0], c[1]))
		if l.Note == "" || l.Slope.HasInterval {
			t.Errorf("%v: %+v", c, l)
		}
		wantFinite(t, l)
	}
}

// NumAcc3 and NumAcc4 of StRD: means and deviations of large numbers that
// differ in their last digits. 1001 values: x.2, then x.1 and x.3 in turn.
func TestNumericalAccuracy(t *testing.T) {
	for _, base := range []float64{1000000, 10000000} {
		x := []float64{base + 0.2}
		for range 500 {
			x = append(x, base+0.1, base+0.3)
		}
		s := must(Summarise(x))
		nearTo(t, "mean", s.Mean, base+0.2, 1e-14)
		nearTo(t, "sd", s.SD, 0.1, 1e-7)
		r, _ := Autocorrelation(x, 1)
		nearTo(t, "lag 1", r, -0.999, 1e-7)
	}
}
