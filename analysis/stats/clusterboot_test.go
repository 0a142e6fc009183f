package stats

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// crowd returns the hits and messages of people who post unequally.
func crowd(people int, seed uint64) []Proportion {
	rng := rand.New(rand.NewPCG(seed, 9))
	out := make([]Proportion, people)
	for i := range out {
		of := 1 + int(math.Exp(2.5*rng.Float64()))
		out[i] = Proportion{Of: of}
		for range of {
			if rng.Float64() < 0.2 {
				out[i].Hits++
			}
		}
	}
	return out
}

// The fast bootstrap draws as the general one does, number by number.
func TestBootstrapSumsIsBootstrap(t *testing.T) {
	ctx, people := context.Background(), crowd(80, 1)
	share := func(s [][]int) float64 {
		var hits, of float64
		for _, i := range s[0] {
			hits, of = hits+float64(people[i].Hits), of+float64(people[i].Of)
		}
		return hits / of
	}
	o := BootstrapOptions{Resamples: 500, Seed: 3}
	slow, fast := must(Bootstrap(ctx, []int{len(people)}, share, o)), must(BootstrapShare(ctx, people, o))
	near(t, "value", fast.Value, slow.Value)
	near(t, "low", fast.BCa.Low, slow.BCa.Low)
	near(t, "high", fast.BCa.High, slow.BCa.High)
	near(t, "SE", fast.SE, slow.SE)
	near(t, "acceleration", fast.Acceleration, slow.Acceleration)
}

// Blocks of units leave the acceleration nearly as it was, and the interval
// agrees with that of the linearised variance.
func TestBootstrapOfManyClusters(t *testing.T) {
	ctx, people := context.Background(), crowd(3000, 2)
	r := must(BootstrapShare(ctx, people, BootstrapOptions{Seed: 5, Resamples: 1000}))
	effect := must(DesignEffect(people))
	var all Proportion
	for _, p := range people {
		all = all.plus(p)
	}
	se := math.Sqrt(effect * all.share() * (1 - all.share()) / float64(all.Of))
	nearTo(t, "SE", r.SE, se, 0.08)
	if !r.HasBCa || math.Abs(r.Acceleration) > 0.05 {
		t.Errorf("%+v", r)
	}
	for _, workers := range []int{1, 2, 8} {
		if again := must(BootstrapShare(ctx, people, BootstrapOptions{Seed: 5, Resamples: 1000, Workers: workers})); again != r {
			t.Errorf("%d workers: %+v, want %+v", workers, again, r)
		}
	}
	// The same skewness from single units and from blocks.
	x := make([]float64, 4000)
	for i := range x {
		x[i] = rand.New(rand.NewPCG(8, uint64(i))).ExpFloat64()
	}
	m := must(BootstrapMean(ctx, x, BootstrapOptions{Resamples: 200}))
	// The acceleration of a mean is its skewness, 2 for exponential values, over 6√n.
	nearTo(t, "acceleration", m.Acceleration, 2/(6*math.Sqrt(4000)), 0.35)
}

func TestBootstrapShareChange(t *testing.T) {
	ctx := context.Background()
	var people []Stratum
	a, b := crowd(60, 3), crowd(60, 4)
	for i := range a {
		people = append(people, Stratum{a[i], b[i]})
	}
	r := must(BootstrapShareChange(ctx, people, BootstrapOptions{}))
	var sa, sb Proportion
	for _, p := range people {
		sa, sb = sa.plus(p.A), sb.plus(p.B)
	}
	near(t, "change", r.Value, sb.share()-sa.share())
	if r.BCa.Low > 0 || r.BCa.High < 0 {
		t.Errorf("a change where there is none: %+v", r.BCa)
	}
	// People who wrote in one year only leave resamples without the other.
	few := must(BootstrapShareChange(ctx, []Stratum{{A: Proportion{1, 2}}, {B: Proportion{1, 2}}}, BootstrapOptions{}))
	if few.Note == "" || few.Resamples == 2000 {
		t.Errorf("%+v", few)
	}
	wantFinite(t, few)
	rate := must(BootstrapRateRatio(ctx, y2012, y2013, BootstrapOptions{}))
	near(t, "ratio", rate.Value, 1.37580437580048)
	if rate.BCa.Low < 1 || rate.BCa.Low > 1.15 || rate.BCa.High < 1.6 || rate.BCa.High > 1.9 {
		t.Errorf("interval of the ratio: %+v", rate.BCa)
	}
	if zero := must(BootstrapRateRatio(ctx, []float64{0, 0}, y2013, BootstrapOptions{})); zero.HasValue || zero.Note == "" {
		t.Errorf("%+v", zero)
	}
	if _, err := BootstrapSums(ctx, []ClusterSums{{2, []float64{1, 2, 3}}}, func([][]float64) float64 { return 0 }, BootstrapOptions{}); err == nil {
		t.Error("half a row: no error")
	}
}

func BenchmarkBootstrapShare(b *testing.B) {
	people := crowd(40_000, 6) // about 200,000 messages
	for b.Loop() {
		if _, err := BootstrapShare(context.Background(), people, BootstrapOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
