package stats

import (
	"math/rand/v2"
	"testing"
)

// observe lays a table of strata out as observations, each of a person of its
// own, every one repeated so many times by that person.
func observe(strata []Stratum, repeats int) (obs []Observation, hits []int) {
	person := 0
	for k, s := range strata {
		for g, p := range [...]Proportion{s.A, s.B} {
			for i := range p.Of {
				for range repeats {
					if i < p.Hits {
						hits = append(hits, len(obs))
					}
					obs = append(obs, Observation{Later: g == 1, Stratum: k, Clusters: [Ways]int{person, -1}})
				}
				person++
			}
		}
	}
	return obs, hits
}

// TestSharesOfIndependentObservations: where everybody says one thing once, the
// numbers are those of the methods for independent observations.
func TestSharesOfIndependentObservations(t *testing.T) {
	obs, hits := observe(timeliness, 1)
	c := must(must(NewShareSample(obs, 2)).Compare(hits))
	m := must(CochranMantelHaenszel(timeliness, false))
	d := must(DirectStandardisation(timeliness))
	n := must(Newcombe(Proportion{287, 2029}, Proportion{817, 3713}))
	nearTo(t, "odds ratio", c.Common.Value, m.Value, 1e-12)
	nearTo(t, "low", c.Common.Low, m.Low, 2e-3)
	nearTo(t, "high", c.Common.High, m.High, 2e-3)
	nearTo(t, "P", c.Common.P, m.P, 5e-3)
	near(t, "plain odds ratio", c.Plain.P, m.P)
	nearTo(t, "standardised low", c.Standard.Low, d.Low, 2e-2)
	nearTo(t, "pooled low", c.Pooled.Low, n.Low, 2e-3)
	nearTo(t, "pooled high", c.Pooled.High, n.High, 2e-3)
	if c.A != (Proportion{287, 2029}) || c.B != (Proportion{817, 3713}) {
		t.Errorf("pooled counts %v and %v", c.A, c.B)
	}
	if c.Effect > 1.01 {
		t.Errorf("design effect %v", c.Effect)
	}
}

// TestSharesOfRepeatedObservations: where everybody says the same thing four
// times, there are four times as many observations and nothing more is known.
func TestSharesOfRepeatedObservations(t *testing.T) {
	once, hitsOnce := observe(timeliness, 1)
	often, hitsOften := observe(timeliness, 4)
	a := must(must(NewShareSample(once, 2)).Compare(hitsOnce))
	b := must(must(NewShareSample(often, 2)).Compare(hitsOften))
	for _, x := range []struct {
		what      string
		got, want float64
	}{
		{"pooled low", b.Pooled.Low, a.Pooled.Low}, {"pooled P", b.Pooled.P, a.Pooled.P},
		{"common low", b.Common.Low, a.Common.Low}, {"common high", b.Common.High, a.Common.High}, {"common P", b.Common.P, a.Common.P},
		{"standardised low", b.Standard.Low, a.Standard.Low}, {"homogeneity", b.Common.HomogeneityP, a.Common.HomogeneityP},
	} {
		nearTo(t, x.what, x.got, x.want, 2e-2)
	}
	if b.Plain.High/b.Plain.Low >= a.Plain.High/a.Plain.Low {
		t.Error("observations that stand for themselves should seem to say more")
	}
	nearTo(t, "design effect", b.Effect, 4, 0.01)
	nearTo(t, "design effect with the same mix", b.WithMix, 4, 0.01)
}

// TestSharesWithout: without a cluster the comparison is that of the others.
func TestSharesWithout(t *testing.T) {
	obs, hits := observe([]Stratum{{Proportion{10, 50}, Proportion{30, 60}}}, 1)
	for i := range 20 { // one more person, all of whose messages hit
		hits = append(hits, len(obs))
		obs = append(obs, Observation{Later: true, Clusters: [Ways]int{1000, i}})
	}
	s := must(NewShareSample(obs, 1))
	if c := must(s.Compare(hits)); c.B != (Proportion{50, 80}) || c.Effect < 2 {
		t.Errorf("with them: %v, effect %v", c.B, c.Effect)
	}
	if c := must(s.Without(hits, 0, len(obs)-1)); c.B != (Proportion{30, 60}) || c.A != (Proportion{10, 50}) || c.Effect > 1.05 {
		t.Errorf("without them: %v, effect %v", c.B, c.Effect)
	}
	if _, err := s.Without(hits, 2, 0); err == nil {
		t.Error("a way that is not there was taken")
	}
	if _, err := s.Compare([]int{len(obs)}); err == nil {
		t.Error("an observation that is not there was taken")
	}
	if _, err := NewShareSample([]Observation{{Stratum: 1}}, 1); err == nil {
		t.Error("a stratum that is not there was taken")
	}
}

// TestSharesOfOddSamples: nothing, one group, one person, all hits.
func TestSharesOfOddSamples(t *testing.T) {
	for name, obs := range map[string][]Observation{
		"nothing":    {},
		"one group":  {{}, {}},
		"one person": {{}, {Later: true}, {Later: true}},
		"alone":      {{Clusters: [Ways]int{-1, -1}}, {Later: true, Clusters: [Ways]int{-1, -1}}},
	} {
		all := make([]int, len(obs))
		for i := range all {
			all[i] = i
		}
		for _, hits := range [][]int{nil, all, all[:min(1, len(all))]} {
			c := must(must(NewShareSample(obs, 1)).Compare(hits))
			for _, e := range []Estimate{c.Pooled, c.Common.Estimate, c.Standard.Estimate} {
				if !finite(e.Value) || !finite(e.Low) || !finite(e.High) || !finite(e.P) || e.HasP && e.P < 0.01 {
					t.Errorf("%s: %+v", name, e)
				}
			}
		}
	}
}

// TestSharesCalibrated: over 400 samples of people who keep to their subjects in
// sessions that have theirs, the tests claim a change in about 5 in 100.
func TestSharesCalibrated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	var pooled, common, plain int
	const runs = 400
	for range runs {
		var obs []Observation
		var hits []int
		tilt := [2]float64{0.1, 0.4}
		people := make([]float64, 60)
		for p := range people {
			people[p] = 0.1 * r.NormFloat64()
		}
		for session := range 40 {
			mood := 0.05 * r.NormFloat64()
			for range 5 + r.IntN(20) {
				p := int(float64(len(people)) * r.Float64() * r.Float64())
				k := b2i(r.Float64() < 0.5)
				if r.Float64() < tilt[k]+people[p]+mood {
					hits = append(hits, len(obs))
				}
				obs = append(obs, Observation{Later: session >= 20, Stratum: k, Clusters: [Ways]int{p, session}})
			}
		}
		c := must(must(NewShareSample(obs, 2)).Compare(hits))
		pooled += b2i(c.Pooled.P < 0.05)
		common += b2i(c.Common.P < 0.05)
		plain += b2i(c.Plain.P < 0.05)
	}
	t.Logf("of %d: pooled %d, common %d, as if independent %d", runs, pooled, common, plain)
	if pooled > 32 || common > 32 { // 20 expected; 32 is 2.75 standard deviations more
		t.Errorf("claimed %d pooled and %d common of %d", pooled, common, runs)
	}
}
