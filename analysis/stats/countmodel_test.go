package stats

import (
	"math"
	"testing"
)

// Twelve evenings: messages, the year, a guest, and hours held.
var (
	eveningCounts = []float64{61, 45, 88, 52, 40, 97, 75, 92, 66, 110, 84, 59}
	eveningRows   = [][]float64{{0, 1}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 1}, {1, 0}, {1, 1}, {1, 0}, {1, 0}}
	eveningHours  = []float64{1, 1, 2, 1, 1, 2, 1, 2, 1, 2, 1, 1}
)

func checkCoefficients(t *testing.T, m CountModel, want [][4]float64) {
	t.Helper()
	if len(m.Coefficients) != len(want) {
		t.Fatalf("%d coefficients: %s", len(m.Coefficients), m.Note)
	}
	for j, c := range m.Coefficients {
		near(t, "estimate", c.Value, want[j][0])
		near(t, "SE", c.SE, want[j][1])
		near(t, "statistic", c.Statistic, want[j][2])
		nearP(t, "P", c.P, want[j][3])
	}
}

func TestCountRegressionExposure(t *testing.T) {
	// summary(glm(y ~ year + guest + offset(log(hours)), family = quasipoisson))
	m := must(CountRegression(eveningCounts, eveningRows, eveningHours, QuasiPoissonCounts))
	checkCoefficients(t, m, [][4]float64{
		{3.9285183503048686, 0.110088648273700, 35.685044842569816, 5.27207399346490e-11},
		{0.2381736347198480, 0.114043551973961, 2.088444551202941, 6.63505049679711e-02},
		{-0.0976829347587925, 0.115664307757537, -0.844538273324228, 4.20250926038429e-01},
	})
	near(t, "dispersion", m.Dispersion, 2.78584365538367)
	p := must(CountRegression(eveningCounts, eveningRows, eveningHours, PoissonCounts))
	near(t, "2 log L", p.LogLikelihood2, -97.3132771396337)
	near(t, "deviance", p.Deviance, 24.3809761904633)
	// MASS::glm.nb with the same offset, iterated to the end
	nb := must(CountRegression(eveningCounts, eveningRows, eveningHours, NegativeBinomialCounts))
	nearTo(t, "theta", nb.Theta, 68.5057780275547, 1e-5)
	nearTo(t, "SE of theta", nb.ThetaSE, 53.9220326851757, 1e-5)
	near(t, "year", nb.Coefficients[1].Value, 0.2615175665200886)
	near(t, "2 log L", nb.LogLikelihood2, -93.3565360071848)
}

// A regression on the year alone is the comparison of two groups.
func TestCountRegressionOfTwoGroups(t *testing.T) {
	y := append(append([]float64{}, y2012...), y2013...)
	x := make([][]float64, len(y))
	for i := range x {
		x[i] = []float64{float64(i / 12)}
	}
	m, q := must(CountRegression(y, x, nil, QuasiPoissonCounts)), must(RateRatioQuasiPoisson(y2012, y2013))
	nearTo(t, "ratio", math.Exp(m.Coefficients[1].Value), q.Value, 1e-9)
	nearTo(t, "low", math.Exp(m.Coefficients[1].Low), q.Low, 1e-9)
	nearTo(t, "dispersion", m.Dispersion, q.Dispersion, 1e-9)
}

func TestCountRegressionEdges(t *testing.T) {
	column := func(v ...float64) [][]float64 { return columnOf(v) }
	for name, c := range map[string]struct {
		y []float64
		x [][]float64
	}{
		"nothing": {nil, nil}, "all zero": {[]float64{0, 0, 0, 0}, column(1, 2, 3, 4)},
		"too few": {[]float64{3, 4}, column(0, 1)}, "a constant column": {[]float64{3, 4, 5, 6}, column(1, 1, 1, 1)},
		"a group of zeros": {[]float64{0, 0, 0, 5, 6, 7}, column(0, 0, 0, 1, 1, 1)},
		"a column twice":   {[]float64{3, 4, 5, 7}, [][]float64{{1, 1}, {2, 2}, {3, 3}, {5, 5}}},
	} {
		for family := PoissonCounts; family <= NegativeBinomialCounts; family++ {
			m := must(CountRegression(c.y, c.x, nil, family))
			if len(m.Coefficients) != 0 || m.Note == "" {
				t.Errorf("%s: %+v", name, m)
			}
			wantFinite(t, m)
		}
	}
	even := must(CountRegression([]float64{10, 10, 10, 11, 11, 11}, column(0, 0, 0, 1, 1, 1), nil, NegativeBinomialCounts))
	if even.Note == "" || len(even.Coefficients) != 0 {
		t.Errorf("counts without scatter have a theta: %+v", even)
	}
	for name, f := range map[string]func() error{
		"negative count": func() error { _, err := CountRegression([]float64{-1}, column(1), nil, PoissonCounts); return err },
		"ragged rows": func() error {
			_, err := CountRegression([]float64{1, 2}, [][]float64{{1}, {}}, nil, PoissonCounts)
			return err
		},
		"no exposure": func() error {
			_, err := CountRegression([]float64{1}, column(1), []float64{0}, PoissonCounts)
			return err
		},
		"family": func() error { _, err := CountRegression(nil, nil, nil, 7); return err },
	} {
		if f() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
