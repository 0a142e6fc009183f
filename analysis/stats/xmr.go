package stats

import (
	"fmt"
	"math"
	"slices"
)

// Constants of the individuals chart as the NHS "Making Data Count" tools and
// NHSRplotthedots use them.
const (
	limitFactor     = 2.66  // mean moving range to the distance of the limits
	screeningFactor = 3.267 // moving ranges beyond this many means are left out
	defaultRun      = 7     // points in a trend or shift
	leastBaseline   = 12    // fewest points that limits may be fixed to
)

// TrialPoints is the number of points below which limits are called trial
// limits.
const TrialPoints = 13

// TwoOfThree says which points count for the rule "two of three near a limit".
type TwoOfThree int

const (
	// BeyondTwoSigma counts every point beyond two sigma, also beyond the
	// limit: the Making Data Count tools since November 2023.
	BeyondTwoSigma TwoOfThree = iota
	// BetweenTwoAndThreeSigma counts only points between two sigma and the
	// limit: NHSRplotthedots 0.2.2.
	BetweenTwoAndThreeSigma
)

// XmROptions sets how a control chart is drawn up. The zero value is the usual
// chart with no good direction.
type XmROptions struct {
	// Improvement is +1 when higher is better, -1 when lower is better, and 0
	// when neither is.
	Improvement int
	// Rebase lists the indices of the points at which new limits begin, each
	// from 1 to n-1. There must be a known reason for every one.
	Rebase []int
	// Reasons holds the reason for each entry of Rebase, in the same order; it
	// may be shorter. A rebase without a reason is done, with a note that asks
	// for one.
	Reasons []string
	// NoScreening keeps outlying moving ranges in, as the Excel tools do.
	NoScreening bool
	// FixAfter fixes limits to the first FixAfter points of each group, at
	// least 12; 0 uses all points.
	FixAfter int
	// Run is the number of points in a trend or shift, from 6 to 9; 0 means 7.
	Run int
	// TwoOfThree chooses between the two readings of that rule.
	TwoOfThree TwoOfThree
	// Target is compared with the last limits if HasTarget and Improvement is
	// not 0.
	Target    float64
	HasTarget bool
}

// ControlLimits are the centre and limits that hold for a point.
type ControlLimits struct {
	Mean float64
	// Lower and Upper are the process limits, three sigma from the mean;
	// NearLower and NearUpper are two sigma from it. All are 0 unless HasLimits.
	Lower, Upper         float64
	NearLower, NearUpper float64
	HasMean, HasLimits   bool
}

// ControlPoint is one point of a control chart.
type ControlPoint struct {
	// Value is 0 unless HasValue.
	Value    float64
	HasValue bool
	// Group is the number, from 0, of the stretch between rebases.
	Group int
	ControlLimits
	// Outside says that the value is beyond a limit, and Near that it is
	// between two sigma and the limit.
	Outside, Near bool
	// Side is +1 above the mean, -1 below, and 0 on it.
	Side int
	// Cause is the first rule that the point breaks, and Kind what that means.
	Cause Cause
	Kind  PointKind
}

// ControlGroup is a stretch of points that share limits.
type ControlGroup struct {
	// From and To bound the indices of the points; To is not included.
	From, To int
	// Points is the number of values that the limits rest on.
	Points int
	ControlLimits
	// Reason tells why new limits begin with this group; it is empty for the
	// first.
	Reason string
	// MovingRange is the mean moving range after screening.
	MovingRange float64
	// Trial says that the limits rest on fewer than TrialPoints points.
	Trial bool
	Note  string
}

// ControlChart is a chart of values in time order with its limits and the
// points that call for an explanation.
type ControlChart struct {
	Points []ControlPoint
	Groups []ControlGroup
	// Variation is the kind of the last point, which picks the NHS icon.
	Variation PointKind
	// Assurance tells whether the process will meet the target.
	Assurance Assurance
	Method    string
	Note      string
}

// XmR draws up an individuals chart of y, values in time order in which NaN
// stands for a missing value, exactly as NHSRplotthedots 0.2.2 does (R/
// ptd_spc_standard.R and ptd_calculate_point_type.R; Wheeler 2000): limits at
// mean ± 2.66 mean moving ranges, moving ranges of 3.267 means and more left
// out first, not clipped at 0; outlying points stay in the mean. Where screening
// would leave nothing but ranges of nought, all ranges count, and a note says so:
// the R package then calls every point special or has no limits. See
// [XmROptions] for what may be varied. A stretch with fewer than two neighbouring
// values, or with all values equal, has a mean but no limits, and its note says
// so. The error is for infinite values and impossible options.
func XmR(y []float64, o XmROptions) (ControlChart, error) {
	if err := checkSeries(y); err != nil {
		return ControlChart{}, err
	}
	if err := o.check(len(y)); err != nil {
		return ControlChart{}, err
	}
	c := ControlChart{Points: make([]ControlPoint, len(y)), Method: o.method()}
	for i, v := range y {
		if !math.IsNaN(v) {
			c.Points[i].Value, c.Points[i].HasValue = v, true
		}
	}
	if len(y) == 0 {
		c.Note = "no points: nothing to chart"
		return c, nil
	}
	for g, s := range o.stretches(len(y)) {
		group := xmrLimits(y, s.from, s.to, o)
		group.setReason(s, g)
		for i := group.From; i < group.To; i++ {
			c.Points[i].Group, c.Points[i].ControlLimits = g, group.ControlLimits
		}
		c.Groups = append(c.Groups, group)
		c.Note = joinNotes(c.Note, group.Note)
	}
	c.judge(o)
	c.noteTarget(o)
	return c, nil
}

// noteTarget says why a target could not be judged.
func (c *ControlChart) noteTarget(o XmROptions) {
	switch {
	case !o.HasTarget || c.Assurance != NoAssurance:
	case o.Improvement == 0:
		c.Note = joinNotes(c.Note, "the target is not judged: say whether higher or lower is better")
	default:
		c.Note = joinNotes(c.Note, "the target is not judged: the last stretch has no limits")
	}
}

// stretch is a run of points, from one rebase to the next.
type stretch struct {
	from, to int
	reason   string
}

// stretches cuts n points where new limits begin.
func (o XmROptions) stretches(n int) []stretch {
	reasons := map[int]string{}
	for k, at := range o.Rebase {
		if k < len(o.Reasons) {
			reasons[at] = joinNotes(reasons[at], o.Reasons[k])
		}
	}
	starts := append([]int{0}, slices.Sorted(slices.Values(o.Rebase))...)
	starts = append(slices.Compact(starts), n)
	out := make([]stretch, len(starts)-1)
	for g := range out {
		out[g] = stretch{starts[g], starts[g+1], reasons[starts[g]]}
	}
	return out
}

// setReason records why the group begins, or asks for a reason.
func (g *ControlGroup) setReason(s stretch, number int) {
	g.Reason = s.reason
	if number > 0 && s.reason == "" {
		g.Note = joinNotes(g.Note, fmt.Sprintf("new limits from point %d without a reason: say what changed then", s.from+1))
	}
}

// xmrLimits works out the limits of the points from index from up to to.
func xmrLimits(y []float64, from, to int, o XmROptions) ControlGroup {
	g := ControlGroup{From: from, To: to}
	base := y[from:to]
	if o.FixAfter > 0 && o.FixAfter < len(base) {
		base = base[:o.FixAfter]
	}
	var sum float64
	for _, v := range base {
		if !math.IsNaN(v) {
			sum += v
			g.Points++
		}
	}
	if g.Points == 0 {
		g.Note = "no values: no mean and no limits"
		return g
	}
	g.Mean, g.HasMean = sum/float64(g.Points), true
	amr, ok := meanMovingRange(base, !o.NoScreening)
	if ok && amr == 0 { // all ranges but the screened ones are nought
		if amr, ok = meanMovingRange(base, false); amr > 0 {
			g.Note = "moving ranges not screened, because most values are equal to the one before"
		}
	}
	if !ok {
		g.Note = "too few points: limits need two values in a row"
		return g
	}
	if amr == 0 {
		g.Note = "no limits: the values do not differ from one to the next"
		return g
	}
	g.MovingRange = amr
	g.setWidth(limitFactor * amr)
	if g.Trial = g.Points < TrialPoints; g.Trial {
		g.Note = joinNotes(g.Note, fmt.Sprintf("trial limits: they rest on fewer than %d points and will become more reliable as more are added", TrialPoints))
	}
	return g
}

// setWidth puts the limits three sigma, or w, to either side of the mean.
func (l *ControlLimits) setWidth(w float64) {
	l.Lower, l.Upper = l.Mean-w, l.Mean+w
	l.NearLower, l.NearUpper = l.Mean-2*w/3, l.Mean+2*w/3
	l.HasLimits = true
}

// meanMovingRange is the mean absolute difference between neighbouring values,
// without the screened-out ones; it reports false when there are no neighbours.
func meanMovingRange(y []float64, screen bool) (float64, bool) {
	var ranges []float64
	for i := 1; i < len(y); i++ {
		if mr := math.Abs(y[i] - y[i-1]); !math.IsNaN(mr) {
			ranges = append(ranges, mr)
		}
	}
	amr, ok := Mean(ranges)
	if !ok || !screen || amr == 0 {
		return amr, ok
	}
	return Mean(slices.DeleteFunc(ranges, func(mr float64) bool { return mr >= screeningFactor*amr }))
}

// checkSeries returns an error for a value that is too large or infinite; NaN
// stands for a missing value.
func checkSeries(y []float64) error {
	for i, v := range y {
		if math.Abs(v) > maxSize {
			return fmt.Errorf("series: value %d is %v: leave out impossible values first", i+1, v)
		}
	}
	return nil
}

func (o XmROptions) check(n int) error {
	for _, i := range o.Rebase {
		if i < 1 || i >= n {
			return fmt.Errorf("new limits from point %d of %d: limits can begin anew at the second point or later", i+1, n)
		}
	}
	switch {
	case o.FixAfter != 0 && o.FixAfter < leastBaseline:
		return fmt.Errorf("limits fixed to %d points: use at least %d, or 0 for all", o.FixAfter, leastBaseline)
	case o.Run != 0 && (o.Run < 6 || o.Run > 9):
		return fmt.Errorf("a run of %d points: use 6 to 9, or 0 for %d", o.Run, defaultRun)
	case o.Improvement < -1 || o.Improvement > 1:
		return fmt.Errorf("direction of improvement %d: use 1 for higher, -1 for lower, or 0 for neither", o.Improvement)
	case o.HasTarget && !finite(o.Target):
		return fmt.Errorf("a target of %v: give a number", o.Target)
	}
	return nil
}

// run is the number of points in a trend or shift.
func (o XmROptions) run() int {
	if o.Run == 0 {
		return defaultRun
	}
	return o.Run
}

// method names the variant of the rules, for the footnote of a chart.
func (o XmROptions) method() string {
	screening := "outlying moving ranges screened"
	if o.NoScreening {
		screening = "moving ranges not screened"
	}
	return fmt.Sprintf("XmR chart; %s; runs of %d; %s", screening, o.run(), o.ruleName())
}

func (o XmROptions) ruleName() string {
	if o.TwoOfThree == BetweenTwoAndThreeSigma {
		return "2 of 3 points between 2 and 3 sigma (NHSRplotthedots 0.2.2)"
	}
	return "2 of 3 points beyond 2 sigma (Making Data Count 2023)"
}
