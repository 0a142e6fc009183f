package stats

import (
	"math"
	"testing"
)

func TestWithinStrata(t *testing.T) {
	// One stratum is Wilcoxon's test without continuity correction:
	// wilcox.test(c(7,9,8), 1:6, exact = FALSE, correct = FALSE) has W = 18, P = 0.02014.
	one := must(WithinStrata([]Contrast{{[]float64{7, 9, 8}, []float64{1, 2, 3, 4, 5, 6}}}))
	near(t, "z", one.Z, 9/math.Sqrt(15))
	near(t, "z of the stratum", one.Each[0], one.Z)
	// The level of a stratum does not matter: high values of a quiet year and low
	// ones of a busy year cancel.
	r := must(WithinStrata([]Contrast{
		{[]float64{12, 13}, []float64{1, 2, 3, 4}}, {[]float64{101, 102}, []float64{120, 130, 140, 150}},
	}))
	near(t, "z of opposite years", r.Z, 0)
	if r.Each[0] <= 0 || r.Each[1] >= 0 || !r.HasP {
		t.Errorf("%+v", r)
	}
	for name, s := range map[string][]Contrast{
		"nothing": nil, "no group": {{nil, []float64{1}}}, "all equal": {{[]float64{2}, []float64{2, 2}}},
	} {
		if r := must(WithinStrata(s)); r.HasP || r.P != 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if _, err := WithinStrata([]Contrast{{[]float64{math.NaN()}, []float64{1}}}); err == nil {
		t.Error("NaN: no error")
	}
}

// One cycle of seasons cannot show a trend within them, and the note says why.
func TestSeasonalOneCycle(t *testing.T) {
	y := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	if got := must(SeasonalMannKendall(y, 12)); got.HasP || got.Note == "" || got.Note[:20] != "no test is possible:" {
		t.Errorf("%q", got.Note)
	}
	if got := must(SeasonalMannKendall(append(y, y...), 12)); got.HasP {
		t.Errorf("equal cycles: %+v", got)
	}
}

// One unit has a share though no limits.
func TestFunnelOneUnit(t *testing.T) {
	f := must(FunnelPlot([]Proportion{{5, 10}, {0, 0}}))
	if u := f.Units[0]; !u.HasShare || u.Share != 0.5 || u.Has {
		t.Errorf("%+v", u)
	}
	if f.Units[1].HasShare {
		t.Error("a unit with nobody has a share")
	}
}
