package stats

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// voices is a sample of two groups in some strata, by people who lean to one thing
// and less to another, with the positions of both things.
func voices(people, strata int, seed uint64) (obs []Observation, things [][]int) {
	rng := rand.New(rand.NewPCG(seed, 21))
	things = make([][]int, 2)
	for p := range people {
		lean := rng.Float64()
		for range 1 + rng.IntN(9) {
			for k, rate := range [...]float64{0.5 * lean, 0.1} {
				if rng.Float64() < rate {
					things[k] = append(things[k], len(obs))
				}
			}
			obs = append(obs, Observation{Later: rng.IntN(2) == 0, Stratum: rng.IntN(strata), Clusters: [Ways]int{p, rng.IntN(30)}})
		}
	}
	return obs, things
}

// Without strata the draws are those of BootstrapShareChange.
func TestBootstrapChangeIsShareChange(t *testing.T) {
	const people = 60
	ctx, o := context.Background(), BootstrapOptions{Resamples: 400, Seed: 8}
	obs, things := voices(people, 1, 1)
	got := must(must(NewShareSample(obs, 1)).BootstrapChange(ctx, things, 0, o))
	for k, hits := range things {
		clusters := make([]Stratum, people)
		has := map[int]bool{}
		for _, i := range hits {
			has[i] = true
		}
		for i, ob := range obs {
			p := &clusters[ob.Clusters[0]].A
			if ob.Later {
				p = &clusters[ob.Clusters[0]].B
			}
			*p = p.plus(Proportion{b2i(has[i]), 1})
		}
		want := must(BootstrapShareChange(ctx, clusters, o))
		for _, x := range [...][2]float64{
			{got[k].Value, want.Value}, {got[k].SE, want.SE}, {got[k].Percentile.Low, want.Percentile.Low}, {got[k].Percentile.High, want.Percentile.High},
			{got[k].BCa.Low, want.BCa.Low}, {got[k].BCa.High, want.BCa.High}, {got[k].Acceleration, want.Acceleration},
		} {
			near(t, "share change", x[0], x[1])
		}
	}
}

// With strata the value is the standardised difference, and the interval agrees
// with the one that linearises the variance.
func TestBootstrapChangeInStrata(t *testing.T) {
	ctx := context.Background()
	obs, things := voices(1500, 3, 2)
	for i := range obs { // who is in both groups makes the linearised variance smaller than it may become
		obs[i].Later = obs[i].Clusters[0]%2 == 0
	}
	s := must(NewShareSample(obs, 3))
	got := must(s.BootstrapChange(ctx, things, 0, BootstrapOptions{Seed: 1}))
	for k, hits := range things {
		c := must(s.Compare(hits)).Standard
		near(t, "value", got[k].Value, c.Value)
		shown, ok := got[k].Interval()
		if !ok || !got[k].HasBCa || shown != got[k].BCa {
			t.Errorf("%+v", got[k])
		}
		nearTo(t, "width", (shown.High-shown.Low)/(c.High-c.Low), 1, 0.1)
	}
	for _, workers := range []int{1, 3} {
		again := must(s.BootstrapChange(ctx, things, 0, BootstrapOptions{Seed: 1, Workers: workers}))
		if !reflect.DeepEqual(got, again) {
			t.Errorf("%d workers: %+v", workers, again)
		}
	}
}

// Where nothing can be drawn there is a note and no interval; what is not there is
// an error.
func TestBootstrapChangeEdges(t *testing.T) {
	ctx, o := context.Background(), BootstrapOptions{Resamples: 100}
	empty := must(must(NewShareSample(nil, 1)).BootstrapChange(ctx, [][]int{nil}, 0, o))
	one := must(must(NewShareSample([]Observation{{}, {Later: true}}, 1)).BootstrapChange(ctx, [][]int{{1}}, 0, o))
	early := must(must(NewShareSample([]Observation{{}, {Clusters: [Ways]int{1, 1}}}, 1)).BootstrapChange(ctx, [][]int{{1}}, 0, o))
	for name, r := range map[string]BootstrapResult{"empty": empty[0], "one person": one[0], "one group": early[0]} {
		if _, ok := r.Interval(); ok || r.Note == "" || math.IsNaN(r.Value) {
			t.Errorf("%s: %+v", name, r)
		}
	}
	s := must(NewShareSample([]Observation{{}, {Later: true}}, 1))
	if r := must(s.BootstrapChange(ctx, nil, 0, o)); len(r) > 0 {
		t.Errorf("no things: %+v", r)
	}
	for name, err := range map[string]error{
		"position":  second(s.BootstrapChange(ctx, [][]int{{2}}, 0, o)),
		"way":       second(s.BootstrapChange(ctx, [][]int{{0}}, Ways, o)),
		"resamples": second(s.BootstrapChange(ctx, [][]int{{0}}, 0, BootstrapOptions{Resamples: 3})),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.BootstrapChange(stopped, [][]int{{0}}, 0, o); err == nil {
		t.Error("a stopped bootstrap gave a result")
	}
}

func second(_ []BootstrapResult, err error) error { return err }

// WithoutThese is a comparison of what is left.
func TestWithoutThese(t *testing.T) {
	obs, things := voices(200, 3, 5)
	drop := map[int]bool{}
	var out, hits, leftHits []int
	for i := range obs {
		if i%7 == 0 {
			drop[i], out = true, append(out, i)
		}
	}
	for _, i := range things[0] {
		if !drop[i] {
			hits, leftHits = append(hits, i), append(leftHits, i-i/7-1)
		}
	}
	var left []Observation
	for i, o := range obs {
		if !drop[i] {
			left = append(left, o)
		}
	}
	got, want := must(must(NewShareSample(obs, 3)).WithoutThese(hits, out)), must(must(NewShareSample(left, 3)).Compare(leftHits))
	if got.A != want.A || got.B != want.B {
		t.Errorf("%v and %v, want %v and %v", got.A, got.B, want.A, want.B)
	}
	for _, x := range [...][2]float64{
		{got.Pooled.Low, want.Pooled.Low}, {got.Pooled.P, want.Pooled.P}, {got.Common.Low, want.Common.Low}, {got.Common.P, want.Common.P},
		{got.Standard.High, want.Standard.High}, {got.Effect, want.Effect},
	} {
		near(t, "what is left", x[0], x[1])
	}
	if _, err := must(NewShareSample(obs, 3)).WithoutThese(nil, []int{-1}); err == nil {
		t.Error("position -1 was left out")
	}
}
