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
	for n, least := range map[int]int{5: 0, 24: 1, 92: 7, 1000: 40} {
		limit := must(ChanceRunSignals(n, XmROptions{}))
		if limit < least || limit > n/2 {
			t.Errorf("%d points: %d", n, limit)
		}
		if again := must(ChanceRunSignals(n, XmROptions{})); again != limit {
			t.Errorf("%d and %d from the same draws", limit, again)
		}
	}
	source := rand.New(rand.NewPCG(7, 7))
	limit := must(ChanceRunSignals(92, XmROptions{}))
	some, above := 0, 0
	for range 1000 {
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
	if some < 400 || above > 80 {
		t.Errorf("of 1000 stable series %d have signals and %d more than %d", some, above, limit)
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
