package stats

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spcCase is one series of shared/reference/spc_cases.json, made with the R
// functions of NHSRplotthedots 0.2.2.
type spcCase struct {
	Name        string     `json:"name"`
	Y           []*float64 `json:"y"`
	RebaseAt    []int      `json:"rebase_at"`
	Improvement int        `json:"improvement_direction"`
	Screen      bool       `json:"screen_outliers"`
	FixAfter    *int       `json:"fix_after_n_points"`
	Target      *float64   `json:"target"`
	Mean        []*float64 `json:"mean"`
	Lower       []*float64 `json:"lpl"`
	Upper       []*float64 `json:"upl"`
	Outside     []*bool    `json:"outside_limits"`
	Near        []*bool    `json:"close_to_limits"`
	Side        []*int     `json:"relative_to_mean"`
	Cause       []string   `json:"special_cause_type"`
	Kind        []string   `json:"point_type"`
	Cause2023   []string   `json:"special_cause_type_mdc2023"`
	Kind2023    []string   `json:"point_type_mdc2023"`
	Assurance   *string    `json:"assurance"`
}

func (c spcCase) options(rule TwoOfThree) XmROptions {
	o := XmROptions{Improvement: c.Improvement, Rebase: c.RebaseAt, NoScreening: !c.Screen, TwoOfThree: rule}
	if c.FixAfter != nil {
		o.FixAfter = *c.FixAfter
	}
	if c.Target != nil {
		o.Target, o.HasTarget = *c.Target, true
	}
	return o
}

func (c spcCase) values() []float64 {
	y := make([]float64, len(c.Y))
	for i, v := range c.Y {
		if y[i] = math.NaN(); v != nil {
			y[i] = *v
		}
	}
	return y
}

func TestXmRReferenceCases(t *testing.T) {
	var cases []spcCase
	if err := json.Unmarshal(reference(t, "spc_cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 27 {
		t.Fatalf("%d cases, want 27", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			chart := must(XmR(c.values(), c.options(BetweenTwoAndThreeSigma)))
			checkLimits(t, c, chart)
			checkCauses(t, chart, c.Cause, c.Kind)
			checkCauses(t, must(XmR(c.values(), c.options(BeyondTwoSigma))), c.Cause2023, c.Kind2023)
			want := ""
			if c.Assurance != nil {
				want = *c.Assurance
			}
			if got := chart.Assurance.String(); got != want {
				t.Errorf("assurance %q, want %q", got, want)
			}
			wantFinite(t, chart)
		})
	}
}

func checkLimits(t *testing.T, c spcCase, chart ControlChart) {
	t.Helper()
	for i, p := range chart.Points {
		if p.HasLimits != (c.Lower[i] != nil) || p.HasMean != (c.Mean[i] != nil) {
			t.Fatalf("point %d: limits %v, mean %v", i, p.HasLimits, p.HasMean)
		}
		near(t, "mean", p.Mean, *c.Mean[i])
		if p.HasLimits {
			nearTo(t, "lower", p.Lower, *c.Lower[i], 1e-12)
			nearTo(t, "upper", p.Upper, *c.Upper[i], 1e-12)
		}
		if want := c.Outside[i]; want != nil && p.Outside != *want {
			t.Errorf("point %d: outside %v", i, p.Outside)
		}
		if want := c.Near[i]; want != nil && p.Near != *want {
			t.Errorf("point %d: near %v", i, p.Near)
		}
		if want := c.Side[i]; want != nil && p.Side != *want {
			t.Errorf("point %d: side %d, want %d", i, p.Side, *want)
		}
	}
}

func checkCauses(t *testing.T, chart ControlChart, causes, kinds []string) {
	t.Helper()
	var gotCauses, gotKinds []string
	for _, p := range chart.Points {
		gotCauses = append(gotCauses, p.Cause.String())
		gotKinds = append(gotKinds, p.Kind.String())
	}
	if diff := cmp.Diff(causes, gotCauses); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(kinds, gotKinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}

// The unit tests of the R package (tests/testthat), as listed in NHS.md 2.7.
func TestRunRules(t *testing.T) {
	onSides := func(sides ...int) []ControlPoint {
		points := make([]ControlPoint, len(sides))
		for i, s := range sides {
			points[i] = ControlPoint{HasValue: true, Side: s}
		}
		return points
	}
	values := func(y ...float64) []ControlPoint {
		points := make([]ControlPoint, len(y))
		for i, v := range y {
			points[i] = ControlPoint{HasValue: true, Value: v}
		}
		return points
	}
	for _, c := range []struct {
		name      string
		got, want []int
	}{
		{"shift", shiftEnds(onSides(1, 1, 1, 1, 1, 1, 1, 1, -1), 7), []int{0, 0, 0, 0, 0, 0, 1, 1, 0}},
		{"part of a run", partOfRun([]int{0, 0, 0, 0, 0, 0, 1, 0}, 7), []int{1, 1, 1, 1, 1, 1, 1, 0}},
		{"trend", trendEnds(values(2, 1, 2, 3, 4, 5, 6, 7, 3), 7), []int{0, 0, 0, 0, 0, 0, 0, 1, 0}},
		{"a tie breaks a trend", trendEnds(values(1, 2, 3, 3, 4, 5, 6), 7), []int{0, 0, 0, 0, 0, 0, 0}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	three := onSides(1, 1, 1, 1, 1, 1, 1)
	three[2].Near, three[4].Near = true, true
	if diff := cmp.Diff([]bool{false, false, true, false, true, false, false}, nearLimit(three, BeyondTwoSigma)); diff != "" {
		t.Errorf("two of three (-want +got):\n%s", diff)
	}
	three[3].Side = -1
	if diff := cmp.Diff(make([]bool, 7), nearLimit(three, BeyondTwoSigma)); diff != "" {
		t.Errorf("opposite sides (-want +got):\n%s", diff)
	}
}

func TestXmREdges(t *testing.T) {
	for name, y := range map[string][]float64{
		"nothing": nil, "one": {5}, "constant": {3, 3, 3, 3}, "all missing": {math.NaN(), math.NaN()},
		"no neighbours": {1, math.NaN(), 2},
	} {
		c := must(XmR(y, XmROptions{}))
		if c.Note == "" {
			t.Errorf("%s: no note", name)
		}
		wantFinite(t, c)
	}
	if c := must(XmR([]float64{5, 7}, XmROptions{})); !c.Groups[0].Trial || c.Note == "" {
		t.Error("two points do not make trial limits")
	}
	for name, o := range map[string]XmROptions{
		"rebase at the start": {Rebase: []int{0}}, "rebase past the end": {Rebase: []int{3}},
		"short baseline": {FixAfter: 5}, "run": {Run: 2}, "direction": {Improvement: 2},
		"target": {HasTarget: true, Target: math.NaN()},
	} {
		if _, err := XmR([]float64{1, 2, 3}, o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := XmR([]float64{1, math.Inf(1)}, XmROptions{}); err == nil {
		t.Error("infinity: no error")
	}
}

// A target is judged against the last limits, or the note says why not.
func TestXmRTarget(t *testing.T) {
	y := []float64{10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 11, 12}
	for _, c := range []struct {
		y           []float64
		improvement int
		target      float64
		want        Assurance
		note        bool
	}{
		{y, 1, 40, ConsistentFail, false}, {y, -1, 40, ConsistentPass, false}, {y, 1, 1, ConsistentPass, false},
		{y, -1, 1, ConsistentFail, false}, {y, 1, 12, Inconsistent, false}, {y, 0, 12, NoAssurance, true},
		{[]float64{5, 5, 5}, 1, 4, NoAssurance, true},
	} {
		chart := must(XmR(c.y, XmROptions{Improvement: c.improvement, Target: c.target, HasTarget: true}))
		if chart.Assurance != c.want || strings.Contains(chart.Note, "target is not judged") != c.note {
			t.Errorf("target %v, improvement %d: %v, note %q", c.target, c.improvement, chart.Assurance, chart.Note)
		}
	}
}

func TestXmRRunOfSix(t *testing.T) {
	y := []float64{3, 1, 2, 3, 4, 5, 6, 2, 4, 1, 5, 2, 3}
	if c := must(XmR(y, XmROptions{Run: 6})); c.Points[2].Cause.Label(6) != "6 Point Trend (Increasing)" {
		t.Errorf("cause %v", c.Points[2].Cause)
	}
	if c := must(XmR(y, XmROptions{})); c.Points[2].Cause != CommonCause {
		t.Errorf("cause %v", c.Points[2].Cause)
	}
}

func FuzzXmR(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		o := XmROptions{
			Improvement: int(k)%3 - 1, Rebase: []int{int(k) % 7}, NoScreening: k&1 == 1,
			TwoOfThree: TwoOfThree(k & 2 >> 1), HasTarget: k&4 == 4, Target: float64(k),
		}
		if k&8 == 8 {
			o.Rebase = nil
		}
		if c, err := XmR(floats8(data, 60), o); err == nil {
			wantFinite(t, c)
		}
	})
}
