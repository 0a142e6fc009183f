package stats

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// spatialA is the spatial test data of Efron and Tibshirani (1993), table 14.1,
// test A.
var spatialA = []float64{
	48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
}

func pick(x []float64, at []int) []float64 {
	out := make([]float64, len(at))
	for i, j := range at {
		out[i] = x[j]
	}
	return out
}

// The book gives, for the variance with divisor n, 171.5; a percentile interval
// of 90 per cent from 100.8 to 233.9 and a BCa interval from 115.8 to 259.6,
// with acceleration 0.061 and bias correction 0.146, from 2000 draws. The
// acceleration is exact; the ends of the book's intervals are a draw with a
// standard deviation of 2 and more.
func TestBootstrapSpatial(t *testing.T) {
	variance := func(s [][]int) float64 {
		_, v := stat.PopMeanVariance(pick(spatialA, s[0]), nil)
		return v
	}
	r := must(Bootstrap(context.Background(), []int{26}, variance, BootstrapOptions{Resamples: 20000, Seed: 1, Level: 0.90}))
	nearTo(t, "variance", r.Value, 171.5, 5e-4)
	nearTo(t, "acceleration", r.Acceleration, 0.061, 0.01)
	for _, c := range []struct {
		name            string
		got, want, slop float64
	}{
		{"percentile low", r.Percentile.Low, 100.8, 5}, {"percentile high", r.Percentile.High, 233.9, 5},
		{"BCa low", r.BCa.Low, 115.8, 5}, {"BCa high", r.BCa.High, 259.6, 7}, {"z0", r.Z0, 0.146, 0.04},
	} {
		if math.Abs(c.got-c.want) > c.slop {
			t.Errorf("%s = %v, want %v within %v", c.name, c.got, c.want, c.slop)
		}
	}
}

func TestBootstrapWorkersDoNotMatter(t *testing.T) {
	mean := func(s [][]int) float64 { return stat.Mean(pick(y2013, s[1]), nil) / stat.Mean(pick(y2012, s[0]), nil) }
	var first BootstrapResult
	for i, workers := range []int{1, 2, 3, 16} {
		r := must(Bootstrap(context.Background(), []int{12, 12}, mean, BootstrapOptions{Seed: 42, Workers: workers}))
		if i == 0 {
			first = r
		}
		if r != first {
			t.Errorf("%d workers: %+v, with one %+v", workers, r, first)
		}
	}
	if first.BCa.Low > first.Value || first.BCa.High < first.Value || !first.HasBCa {
		t.Errorf("%+v", first)
	}
	other := must(Bootstrap(context.Background(), []int{12, 12}, mean, BootstrapOptions{Seed: 43}))
	if other.BCa == first.BCa {
		t.Error("another seed gives the same draws")
	}
}

func TestBootstrapEdges(t *testing.T) {
	ctx := context.Background()
	constant := func([][]int) float64 { return 1 }
	never := func([][]int) float64 { return math.NaN() }
	sometimes := func(s [][]int) float64 {
		if s[0][0] == 0 {
			return math.Inf(1)
		}
		return float64(s[0][0])
	}
	for name, c := range map[string]struct {
		sizes []int
		f     func([][]int) float64
	}{
		"no groups": {nil, constant}, "empty group": {[]int{3, 0}, constant}, "constant": {[]int{4}, constant},
		"no value": {[]int{4}, never}, "one unit": {[]int{1}, constant}, "infinite": {[]int{4}, sometimes},
	} {
		r := must(Bootstrap(ctx, c.sizes, c.f, BootstrapOptions{Resamples: 200}))
		if r.Note == "" {
			t.Errorf("%s: no note: %+v", name, r)
		}
		wantFinite(t, r)
	}
	for _, o := range []BootstrapOptions{{Resamples: 1}, {Workers: -1}, {Level: 1}, {Level: math.NaN()}} {
		if _, err := Bootstrap(ctx, []int{3}, constant, o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Bootstrap(stopped, []int{3}, constant, BootstrapOptions{}); err == nil {
		t.Error("cancelled: no error")
	}
}

func FuzzBootstrap(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		x := floats8(data, 12)
		sum := func(s [][]int) float64 {
			var v float64
			for _, i := range s[0] {
				v += x[i]
			}
			return v
		}
		r, err := Bootstrap(context.Background(), []int{len(x)}, sum, BootstrapOptions{Resamples: 100, Seed: uint64(k), Workers: 2})
		if err == nil {
			wantFinite(t, r)
		}
	})
}

func BenchmarkBootstrap(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, 1000)
	for i := range x {
		x[i] = rng.ExpFloat64()
	}
	mean := func(s [][]int) float64 {
		var v float64
		for _, i := range s[0] {
			v += x[i]
		}
		return v / float64(len(s[0]))
	}
	for b.Loop() {
		if _, err := Bootstrap(context.Background(), []int{len(x)}, mean, BootstrapOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
