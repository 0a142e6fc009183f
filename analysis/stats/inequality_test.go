package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestGini(t *testing.T) {
	ninety := []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 91}
	for _, c := range []struct {
		name            string
		counts          []float64
		gini, corrected float64
	}{
		{"all equal", []float64{1, 1, 1, 1}, 0, 0},
		{"one has all", []float64{0, 0, 0, 1}, 0.75, 1},
		{"steps", []float64{4, 2, 1, 3}, 0.25, 1.0 / 3},
		{"nine 1s and 91", ninety, 0.81, 0.9},
	} {
		g := must(Gini(c.counts))
		nearTo(t, c.name, g.Gini, c.gini, 1e-12)
		nearTo(t, c.name+" corrected", g.GiniCorrected, c.corrected, 1e-12)
	}
	near(t, "AirPassengers", must(Gini(referenceColumn(t, "AirPassengers.csv"))).Gini, 0.240756282569019)
}

func TestGiniEdges(t *testing.T) {
	for _, x := range [][]float64{nil, {0}, {0, 0, 0}, {7}} {
		g := must(Gini(x))
		if g.Gini != 0 || g.Note == "" {
			t.Errorf("Gini of %v: %+v", x, g)
		}
	}
	if _, err := Gini([]float64{1, -1}); err == nil {
		t.Error("negative count: no error")
	}
}

func TestLorenz(t *testing.T) {
	got := must(Lorenz([]float64{3, 1}))
	want := []LorenzPoint{{0, 0}, {0.5, 0.25}, {1, 1}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("point %d is %v, want %v", i, got[i], want[i])
		}
	}
	if got := must(Lorenz(nil)); len(got) != 2 {
		t.Errorf("curve of nobody: %v", got)
	}
}

// The Gini coefficient is twice the area between the Lorenz curve and the line
// of equality.
func TestGiniIsLorenzArea(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		x := make([]float64, 1+rng.IntN(40))
		for i := range x {
			x[i] = math.Floor(math.Exp(4 * rng.Float64()))
		}
		var area float64
		curve := must(Lorenz(x))
		for i := 1; i < len(curve); i++ {
			area += (curve[i].People - curve[i-1].People) * (curve[i].Total + curve[i-1].Total) / 2
		}
		g := must(Gini(x))
		nearTo(t, "Gini", g.Gini, 1-2*area, 1e-9)
		rng.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
		if again := must(Gini(x)); again != g {
			t.Errorf("order matters: %v and %v", g, again)
		}
	}
}

func TestTopShare(t *testing.T) {
	ninety := []float64{1, 1, 91, 1, 1, 1, 1, 1, 1, 1}
	for _, c := range []struct {
		name     string
		counts   []float64
		fraction float64
		share    float64
		top      int
	}{
		{"top tenth of ten", ninety, 0.10, 0.91, 1},
		{"top hundredth of ten is one person", ninety, 0.01, 0.91, 1},
		{"all", ninety, 1, 1, 10},
		{"top tenth of eleven is two", append([]float64{9}, ninety...), 0.10, 100.0 / 109, 2},
		{"nobody", nil, 0.1, 0, 0},
		{"zeros", []float64{0, 0}, 0.1, 0, 1},
	} {
		got := must(TopShare(c.counts, c.fraction))
		if got.Top != c.top || got.HasShare == (got.Note != "") {
			t.Errorf("%s: %+v", c.name, got)
		}
		near(t, c.name, got.Share, c.share)
	}
	if got := must(TopShare(make([]float64, 100), 0.07)); got.Top != 7 {
		t.Errorf("7 per cent of 100 people is %d", got.Top)
	}
	if _, err := TopShare(ninety, 0); err == nil {
		t.Error("a fraction of zero: no error")
	}
}

func TestSummarise(t *testing.T) {
	// quantile(c(1, 2, 4, 8)), R's default, type 7
	s := must(Summarise([]float64{8, 1, 4, 2}))
	near(t, "mean", s.Mean, 3.75)
	near(t, "median", s.Median, 3)
	near(t, "first quartile", s.Quartile1, 1.75)
	near(t, "third quartile", s.Quartile3, 5)
	near(t, "sd", s.SD, 3.095695936834452)
	if s.Smallest != 1 || s.Largest != 8 || s.Sum != 15 || s.N != 4 {
		t.Errorf("%+v", s)
	}
	if _, ok := Median(nil); ok {
		t.Error("nothing has a median")
	}
	if _, ok := Quantile([]float64{1}, 1.5); ok {
		t.Error("quantile beyond 1")
	}
	if s := must(Summarise(nil)); s.Note == "" {
		t.Error("summary of nothing has no note")
	}
}

func FuzzInequality(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		x := floats8(data, 60)
		if g, err := Gini(x); err == nil {
			wantFinite(t, g)
			if g.Gini < 0 || g.Gini > 1 || g.GiniCorrected < g.Gini && len(x) > 1 || g.GiniCorrected > 1 {
				t.Errorf("Gini %v, corrected %v", g.Gini, g.GiniCorrected)
			}
		}
		if l, err := Lorenz(x); err == nil {
			wantFinite(t, l)
		}
		if s, err := TopShare(x, float64(k)/200); err == nil {
			wantFinite(t, s)
		}
		if s, err := Summarise(x); err == nil {
			wantFinite(t, s)
		}
		if q, ok := Quantile(x, float64(k)/255); ok {
			wantFinite(t, q)
		}
	})
}

func BenchmarkGini(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, 20000)
	for i := range x {
		x[i] = math.Floor(math.Exp(6 * rng.Float64()))
	}
	for b.Loop() {
		if _, err := Gini(x); err != nil {
			b.Fatal(err)
		}
	}
}
