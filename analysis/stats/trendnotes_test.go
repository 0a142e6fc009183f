package stats

import "testing"

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
