package stats

import (
	"fmt"
	"math"
	"testing"
)

// The mix shift of NHS.md 6.4: timeliness comments of two trusts, 2021 to 2022.
var timeliness = []Stratum{
	{A: Proportion{240, 841}, B: Proportion{757, 2811}},
	{A: Proportion{47, 1188}, B: Proportion{60, 902}},
}

// datasets::UCBAdmissions in R: women as a, men as b.
var berkeley = []Stratum{
	{A: Proportion{89, 108}, B: Proportion{512, 825}},
	{A: Proportion{17, 25}, B: Proportion{353, 560}},
	{A: Proportion{202, 593}, B: Proportion{120, 325}},
	{A: Proportion{131, 375}, B: Proportion{138, 417}},
	{A: Proportion{94, 393}, B: Proportion{53, 191}},
	{A: Proportion{24, 341}, B: Proportion{22, 373}},
}

func TestMantelHaenszelMixShift(t *testing.T) {
	// NHS.md gives the ratio of 2021 to 2022, 0.978 (0.836 to 1.145), p 0.783;
	// this package gives the later year to the earlier.
	m := must(CochranMantelHaenszel(timeliness, false))
	for _, c := range []struct {
		name string
		got  float64
		want string
	}{
		{"odds ratio", 1 / m.Value, "0.978"}, {"low", 1 / m.High, "0.836"}, {"high", 1 / m.Low, "1.145"}, {"P", m.P, "0.783"},
	} {
		if got := fmt.Sprintf("%.3f", c.got); got != c.want {
			t.Errorf("%s = %s, want %s", c.name, got, c.want)
		}
	}
	if m.Direction() != 0 || m.Strata != 2 {
		t.Errorf("direction %d, strata %d", m.Direction(), m.Strata)
	}
	if !m.HasHomogeneity || m.HomogeneityP > 0.05 || m.Note == "" {
		t.Errorf("the trusts differ, but homogeneity P is %v, note %q", m.HomogeneityP, m.Note)
	}
}

func TestMantelHaenszelBerkeley(t *testing.T) {
	// mantelhaen.test(UCBAdmissions), as printed in R
	m := must(CochranMantelHaenszel(berkeley, true))
	nearTo(t, "odds ratio", m.Value, 0.9046968, 5e-8)
	nearTo(t, "low", m.Low, 0.7719074, 5e-8)
	nearTo(t, "high", m.High, 1.0603298, 5e-8)
	nearTo(t, "X²", m.X2, 1.4269, 5e-5)
	nearTo(t, "P", m.P, 0.2323, 5e-4)
	// DescTools::BreslowDayTest(UCBAdmissions); SAS PROC FREQ prints the same.
	nearTo(t, "Breslow-Day", m.HomogeneityX2, 18.8255, 5e-6)
}

// TestMantelHaenszelNearNull: R corrects only a difference of half a case or more.
func TestMantelHaenszelNearNull(t *testing.T) {
	// mantelhaen.test(array(c(5,6,10,11, 3,4,9,12), c(2,2,2))) in R 4.2.2
	m := must(CochranMantelHaenszel([]Stratum{
		{B: Proportion{5, 15}, A: Proportion{6, 17}}, {B: Proportion{3, 12}, A: Proportion{4, 16}},
	}, true))
	nearTo(t, "X²", m.X2, 0.00765580804172662, 1e-14)
	nearTo(t, "P", m.P, 0.930276092800876, 1e-12)
}

func TestMantelHaenszelEdges(t *testing.T) {
	for name, strata := range map[string][]Stratum{
		"nothing": nil, "empty stratum": {{}},
		"no hits":       {{A: Proportion{0, 5}, B: Proportion{0, 5}}},
		"all hits in b": {{A: Proportion{0, 5}, B: Proportion{5, 5}}},
	} {
		m := must(CochranMantelHaenszel(strata, true))
		if m.HasInterval || m.Note == "" {
			t.Errorf("%s: %+v", name, m)
		}
		wantFinite(t, m)
		wantFinite(t, must(DirectStandardisation(strata)))
	}
}

func TestDirectStandardisation(t *testing.T) {
	s := must(DirectStandardisation(timeliness))
	near(t, "crude 2021", s.CrudeA, 287.0/2029)
	near(t, "crude 2022", s.CrudeB, 817.0/3713)
	// By hand: weights 3652 and 2090 of 5742.
	near(t, "2021", s.A, (3652*240.0/841+2090*47.0/1188)/5742)
	near(t, "2022", s.B, (3652*757.0/2811+2090*60.0/902)/5742)
	if s.Direction() != 0 || math.Abs(s.Value) > 0.01 {
		t.Errorf("standardised difference %v from %v to %v", s.Value, s.Low, s.High)
	}
	s = must(DirectStandardisation(append([]Stratum{{A: Proportion{1, 2}}}, timeliness...)))
	if s.LeftOut != 1 || s.Note == "" {
		t.Errorf("a stratum with one group: %+v", s)
	}
}

func FuzzStrata(f *testing.F) {
	f.Add(240, 841, 757, 2811, 47, 1188, 60, 902)
	f.Add(0, 5, 5, 5, 1, 1, 0, 1)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i int) {
		strata := []Stratum{{Proportion{a, b}, Proportion{c, d}}, {Proportion{e, g}, Proportion{h, i}}}
		for _, correct := range []bool{true, false} {
			if m, err := CochranMantelHaenszel(strata, correct); err == nil {
				wantFinite(t, m)
			}
		}
		if s, err := DirectStandardisation(strata); err == nil {
			wantFinite(t, s)
		}
		if p, err := FunnelPlot([]Proportion{{a, b}, {c, d}, {e, g}, {h, i}}); err == nil {
			wantFinite(t, p)
		}
		if s, err := PrecisionRecall([]Confusion{{a, b, c}, {d, e, g}}); err == nil {
			wantFinite(t, s)
		}
	})
}
