package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A long stable series has more signals of runs than the limit in about 1 of 20,
// although most of them have some.
func TestChanceRunSignals(t *testing.T) {
	for n, want := range map[int]int{0: 0, 5: 0, 13: 0, 25: 7, 26: 7, 88: 17, 100: 17, 2000: 202} {
		if got := ChanceRunSignals(n); got != want {
			t.Errorf("%d points: %d, want %d", n, got, want)
		}
	}
	source := rand.New(rand.NewPCG(7, 7))
	limit := ChanceRunSignals(92)
	some, above := 0, 0
	for range 500 {
		y := make([]float64, 92)
		for i := range y {
			y[i] = math.Round(30 + 6*source.NormFloat64())
		}
		n := must(XmR(y, XmROptions{})).RunSignals()
		if n > 0 {
			some++
		}
		if n > limit {
			above++
		}
	}
	if some < 200 || above > 45 {
		t.Errorf("of 500 stable series %d have signals and %d more than %d", some, above, limit)
	}
	y := make([]float64, 92)
	for i := range y {
		if y[i] = float64(20 + i*7%5); i >= 46 {
			y[i] += 4
		}
	}
	if n := must(XmR(y, XmROptions{})).RunSignals(); n <= limit {
		t.Errorf("a step gave %d signals of more than %d", n, limit)
	}
}

// A spike among equal values is no common cause, and equal values have no limits.
func TestXmRSpikeAmongEqual(t *testing.T) {
	y := slices.Repeat([]float64{5}, 24)
	y[12] = 50
	c := must(XmR(y, XmROptions{}))
	if c.Points[12].Cause != AboveLimit || !c.Points[0].HasLimits || c.Points[0].Outside || !strings.Contains(c.Note, "not screened") {
		t.Errorf("%v, limits %v to %v, %q", c.Points[12].Cause, c.Points[0].Lower, c.Points[0].Upper, c.Note)
	}
	if flat := must(XmR(slices.Repeat([]float64{5}, 24), XmROptions{})); flat.Points[0].HasLimits || !strings.Contains(flat.Note, "no limits") {
		t.Errorf("equal values: %+v", flat.Groups)
	}
	y[5], y[6], y[7] = 4, 6, 5
	if c := must(XmR(y, XmROptions{})); strings.Contains(c.Note, "not screened") {
		t.Error("ranges are left to screen by, yet the note says none were")
	}
}
