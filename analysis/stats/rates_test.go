package stats

import (
	"math"
	"strings"
	"testing"
)

// Messages per chat in two years, from shared/reference/r_reference_values.txt.
var (
	y2012 = []float64{61, 45, 88, 52, 40, 97, 63, 58, 71, 33, 49, 120}
	y2013 = []float64{75, 92, 66, 110, 84, 59, 140, 73, 98, 87, 121, 64}
)

func TestPoissonExact(t *testing.T) {
	for _, c := range []struct {
		name      string
		count     Count
		low, high float64
	}{
		{"poisson.test(10)", Count{10, 1}, 4.79538869613243, 18.39035604201778},
		{"poisson.test(0)", Count{0, 1}, 0, 3.68887945411394},
		{"poisson.test(137, 24.19893)", Count{137, 24.19893}, 4.75312480484875, 6.69270933417607},
	} {
		nearInterval(t, c.name, must(PoissonExact(c.count)), c.low, c.high)
	}
}

func TestPoissonTest(t *testing.T) {
	// poisson.test(137, 24.19893)
	e := must(PoissonTest(Count{137, 24.19893}, 1))
	near(t, "rate", e.Value, 5.66140734321724)
	nearP(t, "P", e.P, 2.84522726411445e-56)
}

func TestRateRatioExact(t *testing.T) {
	for _, c := range []struct {
		name               string
		a, b               Count
		rr, low, high, p   float64
		waldLow, waldHigh_ float64
	}{
		// poisson.test(c(11, 21), c(800, 3011))
		{"breast cancer", Count{21, 3011}, Count{11, 800}, 1.9714880952380953, 0.8584264033916392, 4.2772659436540712, 0.0796686330333295, 0, 0},
		// poisson.test(c(3050, 1410), c(48, 23)); exp(log(rr) + c(-1, 1) * qnorm(.975) * sqrt(1/3050 + 1/1410))
		{"chats", Count{1410, 23}, Count{3050, 48}, 1.036495271867612, 0.972771228077811, 1.104806007617142, 0.269657618042109, 0.97309524081499, 1.10402600233061},
	} {
		e := must(RateRatioExact(c.a, c.b))
		near(t, c.name+" ratio", e.Value, c.rr)
		nearInterval(t, c.name, e, c.low, c.high)
		nearP(t, c.name+" P", e.P, c.p)
		if c.waldLow > 0 {
			nearInterval(t, c.name+" Wald", must(RateRatioWald(c.a, c.b)), c.waldLow, c.waldHigh_)
		}
	}
}

func TestQuasiPoisson(t *testing.T) {
	// summary(glm(y ~ yr, family = quasipoisson)), exp(b + c(-1, 1) * qt(.975, 22) * se)
	q := must(RateRatioQuasiPoisson(y2012, y2013))
	near(t, "mean 2012", q.MeanA, 64.75)
	near(t, "mean 2013", q.MeanB, 89.0833333333333)
	near(t, "ratio", q.Value, 1.37580437580048)
	// sum(residuals(fit, "pearson")^2)
	nearTo(t, "Pearson X²", q.PearsonX2, 185.629748149545, 1e-10)
	nearTo(t, "dispersion", q.Dispersion, 8.43772834201854, 1e-12)
	near(t, "standard error", q.SE, 0.136939564233132)
	near(t, "t", q.T, 2.32977636843814)
	nearP(t, "P", q.P, 2.93935799078409e-02)
	nearInterval(t, "t interval", q.Estimate, 1.03566453808196, 1.82765520192211)
	near(t, "normal low", q.Normal.Low, 1.05194617304455)
	near(t, "normal high", q.Normal.High, 1.79936742865225)
	if q.DF != 22 {
		t.Errorf("df = %v, want 22", q.DF)
	}
	// summary(glm(y ~ yr, family = poisson)): the interval that is too narrow.
	w := must(RateRatioWald(Count{777, 12}, Count{1069, 12}))
	nearInterval(t, "Poisson", w, 1.2543784621315, 1.50898451911822)
	// As above R's standard error is 7e-7 off the limit that glm converges to,
	// which moves so small a P value in its fifth digit.
	nearTo(t, "log10 of Poisson P", math.Log10(w.P), math.Log10(1.31044416253294e-11), 1e-5)
}

func TestNegBin(t *testing.T) {
	// MASS::glm.nb(y ~ yr)
	nb := must(RateRatioNegBin(y2012, y2013))
	near(t, "theta", nb.Theta, 11.9079207507639)
	near(t, "SE of theta", nb.ThetaSE, 3.95287661223405)
	near(t, "2 log L", nb.LogLikelihood2, -218.611408095953)
	near(t, "standard error", nb.SE, 0.1273528215807452)
	near(t, "z", nb.Z, 2.50515502285215)
	nearP(t, "P", nb.P, 0.0122397733826527)
	nearInterval(t, "interval", nb.Estimate, 1.07189875907736, 1.76587356264106)
}

func TestWelch(t *testing.T) {
	// t.test(y2013, y2012)
	w := must(Welch(y2012, y2013))
	near(t, "t", w.T, 2.37579033516615)
	near(t, "df", w.DF, 21.9751835874553)
	nearP(t, "P", w.P, 0.0266559912816776)
	nearInterval(t, "interval", w.Estimate, 3.09090790278761, 45.5757588)
}

func TestWilcoxon(t *testing.T) {
	// wilcox.test(y2013, y2012, conf.int = TRUE)
	w := must(Wilcoxon(y2012, y2013))
	if w.W != 114 || !w.Exact || w.Value != 24 || w.Low != 4 || w.High != 46 {
		t.Errorf("W %v, exact %v, shift %v from %v to %v; want 114, true, 24 from 4 to 46", w.W, w.Exact, w.Value, w.Low, w.High)
	}
	nearP(t, "P", w.P, 0.0144925070890881)
}

func TestWilcoxonSmallExact(t *testing.T) {
	// By hand: of the 20 ways to choose 3 of 6, one has W = 9.
	w := must(Wilcoxon([]float64{1, 2, 3}, []float64{4, 5, 6}))
	near(t, "P", w.P, 0.1)
	if w.Value != 3 || w.Low != 1 || w.High != 5 {
		t.Errorf("shift %v from %v to %v, want 3 from 1 to 5", w.Value, w.Low, w.High)
	}
	if w.Note == "" {
		t.Error("an interval that cannot cover 95 per cent has no note")
	}
}

func TestWilcoxonTies(t *testing.T) {
	// By hand: values 1 1 2 | 2 3 3, W = 8.5, mean 4.5, ties of 2, 2 and 2:
	// variance 9/12 * (7 - 18/30) = 4.8, z = (8.5-4.5-0.5)/sqrt(4.8).
	w := must(Wilcoxon([]float64{1, 1, 2}, []float64{2, 3, 3}))
	if w.W != 8.5 || w.Exact {
		t.Errorf("W %v, exact %v; want 8.5, false", w.W, w.Exact)
	}
	near(t, "P", w.P, normalTwoSided(3.5/2.1908902300206645))
}

func TestWilcoxonTiesAsInR(t *testing.T) {
	// wilcox.test(b, a, conf.int = TRUE), whose shift is a root near 2, -4 and 7
	w := must(Wilcoxon([]float64{1, 1, 2, 5, 7, 7}, []float64{2, 3, 3, 7, 9, 12}))
	nearP(t, "P", w.P, 0.256429204688)
	if w.W != 25.5 || w.Value != 2 || w.Low > -4 || w.High < 7 {
		t.Errorf("W %v, shift %v from %v to %v", w.W, w.Value, w.Low, w.High)
	}
}

func TestCompareRates(t *testing.T) {
	c := must(CompareRates(y2012, y2013))
	nearInterval(t, "quasi-Poisson", c.Estimate, 1.03566453808196, 1.82765520192211)
	if !c.Enough || c.Direction() != 1 || !strings.Contains(c.Note, "8.4 times") {
		t.Errorf("enough %v, direction %d, note %q", c.Enough, c.Direction(), c.Note)
	}
	// Counts that scatter less than Poisson's must not narrow the interval.
	even := []float64{100, 101, 100, 99, 100, 100, 101, 99}
	c = must(CompareRates(even, even))
	w := must(RateRatioWald(Count{800, 8}, Count{800, 8}))
	if c.Low > w.Low || c.High < w.High {
		t.Errorf("interval %v to %v is narrower than Poisson's %v to %v", c.Low, c.High, w.Low, w.High)
	}
}

func TestCompareRatesTooFew(t *testing.T) {
	some := []float64{5, 7, 9, 4, 6}
	for _, c := range []struct {
		name     string
		a, b     []float64
		interval bool
		note     string
	}{
		{"empty", nil, nil, false, "too few to say"},
		{"one empty", some, nil, false, "too few to say"},
		{"two sessions", some, some[:2], false, "too few to say"},
		{"five sessions", some, some, true, "caution"},
		{"all zero", []float64{0, 0, 0}, []float64{0, 0, 0}, false, "nothing to compare"},
		{"zero before", []float64{0, 0, 0, 0}, some, true, "only zeros"},
		{"zero now", some, []float64{0, 0, 0, 0}, true, "only zeros"},
		{"constant", []float64{4, 4, 4}, []float64{4, 4, 4}, true, "caution"},
	} {
		got := must(CompareRates(c.a, c.b))
		if got.HasInterval != c.interval || !strings.Contains(got.Note, c.note) {
			t.Errorf("%s: interval %v, note %q; want %v, %q", c.name, got.HasInterval, got.Note, c.interval, c.note)
		}
		wantFinite(t, got)
	}
	if got := must(CompareRates([]float64{0, 0, 0, 0}, some)); !got.Unbounded || got.HasValue {
		t.Errorf("a rise from zero: unbounded %v, value %v", got.Unbounded, got.Value)
	}
}

func TestRatesRefuseNonsense(t *testing.T) {
	if _, err := CompareRates([]float64{1, -1, 2}, y2013); err == nil || !strings.Contains(err.Error(), "zero or more") {
		t.Errorf("negative count: %v", err)
	}
	if _, err := RateRatioExact(Count{1, 0}, Count{1, 1}); err == nil {
		t.Error("no exposure: no error")
	}
	if _, err := PoissonExact(Count{-1, 1}); err == nil {
		t.Error("negative count: no error")
	}
}

// A ratio must turn upside down when the groups swap, and a difference change
// sign.
func TestSwappingGroups(t *testing.T) {
	inverts := func(name string, ab, ba Estimate) {
		t.Helper()
		near(t, name+" value", ba.Value, 1/ab.Value)
		near(t, name+" low", ba.Low, 1/ab.High)
		near(t, name+" high", ba.High, 1/ab.Low)
		near(t, name+" P", ba.P, ab.P)
	}
	negates := func(name string, ab, ba Estimate) {
		t.Helper()
		near(t, name+" value", ba.Value, -ab.Value)
		near(t, name+" low", ba.Low, -ab.High)
		near(t, name+" high", ba.High, -ab.Low)
		near(t, name+" P", ba.P, ab.P)
	}
	a, b := Count{21, 3011}, Count{11, 800}
	inverts("exact", must(RateRatioExact(a, b)), must(RateRatioExact(b, a)))
	inverts("Wald", must(RateRatioWald(a, b)), must(RateRatioWald(b, a)))
	inverts("quasi", must(RateRatioQuasiPoisson(y2012, y2013)).Estimate, must(RateRatioQuasiPoisson(y2013, y2012)).Estimate)
	inverts("negbin", must(RateRatioNegBin(y2012, y2013)).Estimate, must(RateRatioNegBin(y2013, y2012)).Estimate)
	inverts("chosen", must(CompareRates(y2012, y2013)).Estimate, must(CompareRates(y2013, y2012)).Estimate)
	negates("Welch", must(Welch(y2012, y2013)).Estimate, must(Welch(y2013, y2012)).Estimate)
	negates("Wilcoxon", must(Wilcoxon(y2012, y2013)).Estimate, must(Wilcoxon(y2013, y2012)).Estimate)
	p, q := Proportion{48, 80}, Proportion{56, 70}
	negates("Newcombe", must(Newcombe(p, q)), must(Newcombe(q, p)))
}

func FuzzGroups(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		a, b := split(floats8(data, 40), k)
		check := func(v any, err error) {
			if err == nil {
				wantFinite(t, v)
			}
		}
		r1, err := RateRatioQuasiPoisson(a, b)
		check(r1, err)
		r2, err := RateRatioNegBin(a, b)
		check(r2, err)
		r3, err := Welch(a, b)
		check(r3, err)
		r4, err := Wilcoxon(a, b)
		check(r4, err)
		r5, err := CompareRates(a, b)
		check(r5, err)
	})
}

func FuzzCounts(f *testing.F) {
	f.Add(10, 1.0, 0, 2.0)
	f.Add(1410, 23.0, 3050, 48.0)
	f.Add(1<<52, 1e-50, 1<<52, 1e50)
	f.Fuzz(func(t *testing.T, x int, tx float64, y int, ty float64) {
		a, b := Count{x, tx}, Count{y, ty}
		if e, err := PoissonTest(a, ty); err == nil {
			wantFinite(t, e)
		}
		if e, err := RateRatioExact(a, b); err == nil {
			wantFinite(t, e)
		}
		if e, err := RateRatioWald(a, b); err == nil {
			wantFinite(t, e)
		}
		p, q := Proportion{min(x, y), max(x, y)}, Proportion{x, y}
		if e, err := Wilson(p); err == nil {
			wantFinite(t, e)
		}
		if e, err := Newcombe(p, q); err == nil {
			wantFinite(t, e)
		}
		if e, err := FisherExact(x%1000, y%1000, min(x, y)%1000, max(x, y)%1000); err == nil {
			wantFinite(t, e)
		}
	})
}
