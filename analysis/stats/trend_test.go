package stats

import (
	"math"
	"testing"
)

var (
	noisyTen  = []float64{12, 15, 11, 18, 17, 21, 19, 25, 24, 30}
	tiedEight = []float64{3, 3, 5, 5, 5, 8, 8, 9}
	// Annual flow of the Nile at Aswan, 1871 to 1970: datasets::Nile in R.
	nile = []float64{
		1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
		1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
		831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
		781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
		744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
	}
)

func checkTrendNumbers(t *testing.T, name string, got Trend, s int, variance, z, p float64) {
	t.Helper()
	if got.S != s {
		t.Errorf("%s: S = %d, want %d", name, got.S, s)
	}
	if variance > 0 {
		near(t, name+" variance", got.Variance, variance)
	}
	near(t, name+" z", got.Z, z)
	nearP(t, name+" P", got.P, p)
}

func TestMannKendall(t *testing.T) {
	ten := must(MannKendall(noisyTen))
	checkTrendNumbers(t, "ten", ten, 35, 125, 3.04105244939971, 0.00235752759579549)
	near(t, "tau", ten.Tau, 0.777777777777778)
	near(t, "slope", ten.Slope.Value, 1.85714285714286)
	checkTrendNumbers(t, "ties", must(MannKendall(tiedEight)), 23, 59.6666666666667, 2.84811022321388, 0.00439796896152427)
	births := must(MannKendall(referenceColumn(t, "daily-total-female-births.csv")))
	checkTrendNumbers(t, "births", births, 12336, 5412244, 5.302131199455321, 1.144585319856617e-07)
}

func TestMannKendallMissing(t *testing.T) {
	// Missing values leave their place on the time axis empty: by hand, the
	// slopes of 1, -, 5, 7 at 0, 1, 2, 3 are 2, 2 and 2.
	m := must(MannKendall([]float64{1, math.NaN(), 5, 7}))
	if m.N != 3 || m.S != 3 || m.Slope.Value != 2 || m.Intercept != 1 {
		t.Errorf("%+v", m)
	}
}

func TestHamedRao(t *testing.T) {
	// hamed_rao_modification_test of pymannkendall on its example data
	shampoo := must(HamedRao(referenceColumn(t, "shampoo.csv"), 0))
	near(t, "z", shampoo.Z, 5.130377554630905)
	near(t, "slope", shampoo.Slope.Value, 11.509375)
}

func TestSeasonalMannKendall(t *testing.T) {
	air := must(SeasonalMannKendall(referenceColumn(t, "AirPassengers.csv"), 12))
	if air.S != 784 || air.Variance != 2550 {
		t.Errorf("S %d, variance %v; want 784, 2550", air.S, air.Variance)
	}
	near(t, "slope", air.Slope.Value, 30.2361111)
}

func TestTheilSen(t *testing.T) {
	// By hand: pairs of 1, 2, 9, 4 have slopes 1, 4, 1, 7, 1, -5; median 1.
	slope, intercept, err := TheilSen([]float64{1, 2, 9, 4})
	if err != nil || slope.Value != 1 || intercept != 1.5 {
		t.Errorf("slope %v, intercept %v, error %v", slope.Value, intercept, err)
	}
	// Gilbert's interval by hand: 45 slopes, C = 1.96 * sqrt(125) = 21.91,
	// ranks round(11.54) = 12 and round(34.46) = 34.
	d := slopes(noisyTen)
	e := senSlope(d, 125) // sorts d
	if e.Low != d[11] || e.High != d[33] {
		t.Errorf("interval %v to %v, want %v to %v", e.Low, e.High, d[11], d[33])
	}
}

func TestTrendReverses(t *testing.T) {
	falling := make([]float64, len(noisyTen))
	for i, v := range noisyTen {
		falling[len(falling)-1-i] = v
	}
	up, down := must(MannKendall(noisyTen)), must(MannKendall(falling))
	if up.S != -down.S || up.P != down.P || up.Slope.Value != -down.Slope.Value || up.Slope.Low != -down.Slope.High {
		t.Errorf("%+v and %+v", up, down)
	}
}

func TestTrendEdges(t *testing.T) {
	for name, y := range map[string][]float64{
		"nothing": nil, "one": {1}, "two": {1, 2}, "constant": {4, 4, 4, 4, 4, 4, 4, 4, 4, 4},
		"missing": {math.NaN(), math.NaN(), math.NaN()}, "short": {1, 2, 3, 4},
	} {
		for _, got := range []Trend{must(MannKendall(y)), must(HamedRao(y, 0)), must(SeasonalMannKendall(y, 12))} {
			if got.Note == "" {
				t.Errorf("%s: no note", name)
			}
			wantFinite(t, got)
		}
	}
	if _, err := MannKendall([]float64{math.Inf(-1)}); err == nil {
		t.Error("infinity: no error")
	}
	if _, err := SeasonalMannKendall(noisyTen, 1); err == nil {
		t.Error("a cycle of one: no error")
	}
}

func TestChangePoint(t *testing.T) {
	c := must(LeastSquaresChange(nile))
	if c.After != 28 {
		t.Errorf("change after %d, want 28 (1898)", c.After)
	}
	near(t, "before", c.MeanBefore, 1097.75)
	near(t, "after", c.MeanAfter, 849.972222222222)
	near(t, "SSE", c.Statistic, 1597457.19444444)
	near(t, "total", c.Total, 2835156.75)
	p := must(Pettitt(nile))
	if p.After != 28 || p.Statistic != 1617 {
		t.Errorf("Pettitt: K %v after %d, want 1617 after 28", p.Statistic, p.After)
	}
	nearP(t, "P", p.P, 3.59102217693629e-07)
}

func TestChangePointEdges(t *testing.T) {
	for _, y := range [][]float64{nil, {1}, {1, 2, 3}, {5, 5, 5, 5, 5}} {
		for _, c := range []ChangePoint{must(Pettitt(y)), must(LeastSquaresChange(y))} {
			if c.Note == "" || c.HasP || c.After != 0 {
				t.Errorf("%v: %+v", y, c)
			}
		}
	}
}

func FuzzTrend(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		y := floats8(data, 40)
		check := func(v any, err error) {
			if err == nil {
				wantFinite(t, v)
			}
		}
		r1, err := MannKendall(y)
		check(r1, err)
		r2, err := HamedRao(y, int(k)%5)
		check(r2, err)
		r3, err := SeasonalMannKendall(y, int(k)%6)
		check(r3, err)
		r4, err := Pettitt(y)
		check(r4, err)
		r5, err := LeastSquaresChange(y)
		check(r5, err)
	})
}
