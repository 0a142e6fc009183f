package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestStratifiedRatesOfOneStratum(t *testing.T) {
	r := must(StratifiedRates([][]float64{y2012}, [][]float64{y2013}))
	near(t, "ratio", r.Value, 1.375804375804376)
	w := must(RateRatioQuasiPoisson(y2012, y2013))
	nearTo(t, "low", r.Low, w.Low, 0.03)
	nearTo(t, "high", r.High, w.High, 0.03)
	near(t, "mean", r.MeanB, 89.08333333333333)
}

// TestStratifiedRatesLikeWithLike: a source that joins is left out, and one that
// begins in mid-year is compared over what both years cover.
func TestStratifiedRatesLikeWithLike(t *testing.T) {
	a := [][]float64{{10, 12, 11, 9, 10, 8}, {NotHeld, NotHeld, NotHeld, NotHeld, NotHeld, NotHeld}, {NotHeld, NotHeld, NotHeld, 20, 22, 18}}
	b := [][]float64{{11, 9, 10, 10, 12, 8}, {50, 60, 55, 58, 61, 49}, {NotHeld, NotHeld, NotHeld, 19, 21, 20}}
	r := must(StratifiedRates(a, b))
	near(t, "ratio", r.Value, 1)
	if r.Strata != 2 || r.Direction() != 0 || !r.HasInterval {
		t.Errorf("%+v", r)
	}
}

func TestStratifiedRatesOddities(t *testing.T) {
	for name, x := range map[string][2][][]float64{
		"nothing":     {{}, {}},
		"no sessions": {{{}}, {{}}},
		"zeros":       {{{0, 0, 0}}, {{0, 0, 0}}},
		"one session": {{{5}}, {{7}}},
		"not covered": {{{NotHeld, NotHeld}}, {{3, 4}}},
	} {
		r := must(StratifiedRates(x[0], x[1]))
		if r.HasInterval || r.Note == "" || !finite(r.Value) {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if _, err := StratifiedRates([][]float64{{1}}, nil); err == nil {
		t.Error("unequal strata were taken")
	}
	if _, err := StratifiedRates([][]float64{{-2}}, [][]float64{{1}}); err == nil {
		t.Error("a negative count was taken")
	}
}

// TestRatesOverTime: series without memory are left as they are, mostly; series
// with memory get wider intervals that hold what they promise more often.
func TestRatesOverTime(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(memory float64) []float64 {
		y := make([]float64, 50)
		state := 0.0
		for i := range y {
			state = memory*state + math.Sqrt(1-memory*memory)*r.NormFloat64()
			y[i] = math.Round(60 * math.Exp(0.3*state))
		}
		return y
	}
	const runs = 300
	for _, x := range []struct {
		memory              float64
		mostWidened         int
		leastWidened, wrong int
	}{{0, 30, 0, 24}, {0.7, runs, 280, 36}} {
		widened, plain, claimed := 0, 0, 0
		for range runs {
			a, b := draw(x.memory), draw(x.memory)
			c, err := CompareDependentRates(a, b, nil)
			if err != nil {
				t.Fatal(err)
			}
			widened += b2i(c.InTime > 1)
			claimed += b2i(c.Direction() != 0)
			plain += b2i(must(CompareRates(a, b)).Direction() != 0)
		}
		t.Logf("memory %v: widened %d, claimed %d of %d, without widening %d", x.memory, widened, claimed, runs, plain)
		if widened > x.mostWidened || widened < x.leastWidened || claimed > x.wrong {
			t.Errorf("memory %v: widened %d, claimed %d of %d", x.memory, widened, claimed, runs)
		}
	}
	if c, err := CompareDependentRates([]float64{5}, []float64{7}, nil); err != nil || c.InTime != 1 || c.HasInterval {
		t.Errorf("one session: %+v %v", c, err)
	}
}
