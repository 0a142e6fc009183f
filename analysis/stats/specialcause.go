package stats

import "fmt"

// Cause is the rule by which a point of a control chart calls for an
// explanation.
type Cause int

// The causes in their order of precedence, upward before downward.
const (
	CommonCause Cause = iota
	AboveLimit
	BelowLimit
	TrendUp
	TrendDown
	TwoOfThreeAbove
	TwoOfThreeBelow
	ShiftAbove
	ShiftBelow
)

// Label is the name that NHSRplotthedots gives the cause, where trends and
// shifts are runs of the given number of points.
func (c Cause) Label(run int) string {
	switch c {
	case AboveLimit:
		return "Above UCL"
	case BelowLimit:
		return "Below LCL"
	case TrendUp:
		return fmt.Sprintf("%d Point Trend (Increasing)", run)
	case TrendDown:
		return fmt.Sprintf("%d Point Trend (Decreasing)", run)
	case TwoOfThreeAbove:
		return "2 in 3 Above CL"
	case TwoOfThreeBelow:
		return "2 in 3 Below CL"
	case ShiftAbove:
		return fmt.Sprintf("%d Points Above CL", run)
	case ShiftBelow:
		return fmt.Sprintf("%d Points Below CL", run)
	}
	return "Common Cause"
}

// String is the label for runs of seven points.
func (c Cause) String() string { return c.Label(defaultRun) }

// Direction is +1 for a cause that lies above or goes up, -1 for the opposite,
// and 0 for common cause.
func (c Cause) Direction() int {
	switch c {
	case AboveLimit, TrendUp, TwoOfThreeAbove, ShiftAbove:
		return 1
	case BelowLimit, TrendDown, TwoOfThreeBelow, ShiftBelow:
		return -1
	}
	return 0
}

// PointKind tells what a point of a control chart means, given the direction
// of improvement.
type PointKind int

// The kinds of point.
const (
	KindCommon PointKind = iota
	KindImprovement
	KindConcern
	KindNeutralHigh
	KindNeutralLow
)

// String is the point_type of NHSRplotthedots.
func (k PointKind) String() string {
	switch k {
	case KindImprovement:
		return "special_cause_improvement"
	case KindConcern:
		return "special_cause_concern"
	case KindNeutralHigh:
		return "special_cause_neutral_high"
	case KindNeutralLow:
		return "special_cause_neutral_low"
	}
	return "common_cause"
}

// Assurance tells whether a process will meet its target if nothing changes.
type Assurance int

// The kinds of assurance.
const (
	// NoAssurance is for a chart without target, direction or limits.
	NoAssurance Assurance = iota
	ConsistentPass
	ConsistentFail
	Inconsistent
)

// String is the assurance_type of NHSRplotthedots.
func (a Assurance) String() string {
	switch a {
	case ConsistentPass:
		return "consistent_pass"
	case ConsistentFail:
		return "consistent_fail"
	case Inconsistent:
		return "inconsistent"
	}
	return ""
}

// judge places every point against its limits and applies the rules, group by
// group.
func (c *ControlChart) judge(o XmROptions) {
	for i := range c.Points {
		c.Points[i].place()
	}
	for _, g := range c.Groups {
		markCauses(c.Points[g.From:g.To], o)
	}
	for i := range c.Points {
		c.Points[i].Kind = kindOf(c.Points[i].Cause, o.Improvement)
	}
	c.Variation = c.Points[len(c.Points)-1].Kind
	c.Assurance = assure(c.Groups[len(c.Groups)-1].ControlLimits, o)
}

// place compares a point with its limits.
func (p *ControlPoint) place() {
	if !p.HasValue || !p.HasMean {
		return
	}
	p.Side = sign(p.Value - p.Mean)
	if p.HasLimits {
		p.Outside = p.Value > p.Upper || p.Value < p.Lower
		p.Near = !p.Outside && (p.Value > p.NearUpper || p.Value < p.NearLower)
	}
}

// markCauses gives each point of one group the first rule it breaks: outside a
// limit, trend, two of three near a limit, shift.
func markCauses(points []ControlPoint, o XmROptions) {
	trend := partOfRun(trendEnds(points, o.run()), o.run())
	shift := partOfRun(shiftEnds(points, o.run()), o.run())
	near := nearLimit(points, o.TwoOfThree)
	for i := range points {
		p := &points[i]
		switch {
		case p.Outside:
			p.Cause = updown(p.Side, AboveLimit, BelowLimit)
		case trend[i] != 0:
			p.Cause = updown(trend[i], TrendUp, TrendDown)
		case near[i]:
			p.Cause = updown(p.Side, TwoOfThreeAbove, TwoOfThreeBelow)
		case shift[i] != 0:
			p.Cause = updown(shift[i], ShiftAbove, ShiftBelow)
		}
	}
}

// trendEnds marks each point that ends run points which all rise (+1) or all
// fall (-1); equal neighbours and gaps break a trend.
func trendEnds(points []ControlPoint, run int) []int {
	ends := make([]int, len(points))
	length, way := 0, 0
	for i := 1; i < len(points); i++ {
		step := 0
		if points[i].HasValue && points[i-1].HasValue {
			step = sign(points[i].Value - points[i-1].Value)
		}
		if step != way {
			length, way = 0, step
		}
		length++
		if way != 0 && length >= run-1 {
			ends[i] = way
		}
	}
	return ends
}

// shiftEnds marks each point that ends run points on one side of the mean.
func shiftEnds(points []ControlPoint, run int) []int {
	ends := make([]int, len(points))
	length, side := 0, 0
	for i, p := range points {
		if p.Side != side {
			length, side = 0, p.Side
		}
		length++
		if side != 0 && length >= run {
			ends[i] = side
		}
	}
	return ends
}

// partOfRun carries the marks of points that end a run back to all points of
// the run. Where a point is part of two runs the right-hand one decides.
func partOfRun(ends []int, run int) []int {
	part := make([]int, len(ends))
	for i, way := range ends {
		if way == 0 {
			continue
		}
		for j := i - run + 1; j <= i; j++ {
			part[j] = way
		}
	}
	return part
}

// nearLimit marks the points that are beyond two sigma and belong to three
// neighbours on one side of the mean of which at least two are.
func nearLimit(points []ControlPoint, rule TwoOfThree) []bool {
	beyond := make([]bool, len(points))
	for i, p := range points {
		beyond[i] = p.Near || p.Outside && rule == BeyondTwoSigma
	}
	marked := make([]bool, len(points))
	for i := 0; i+3 <= len(points); i++ {
		sides, count := 0, 0
		for j := i; j < i+3; j++ {
			sides += points[j].Side
			if beyond[j] {
				count++
			}
		}
		if count < 2 || sides != 3 && sides != -3 {
			continue
		}
		for j := i; j < i+3; j++ {
			marked[j] = marked[j] || beyond[j]
		}
	}
	return marked
}

// kindOf says what a cause means when the given direction is an improvement.
func kindOf(c Cause, improvement int) PointKind {
	switch way := c.Direction(); {
	case way == 0:
		return KindCommon
	case improvement == 0:
		if way > 0 {
			return KindNeutralHigh
		}
		return KindNeutralLow
	case way == improvement:
		return KindImprovement
	}
	return KindConcern
}

// assure compares the target with the last limits.
func assure(l ControlLimits, o XmROptions) Assurance {
	if !o.HasTarget || o.Improvement == 0 || !l.HasLimits {
		return NoAssurance
	}
	switch {
	case o.Target > l.Upper && o.Improvement > 0, o.Target < l.Lower && o.Improvement < 0:
		return ConsistentFail
	case o.Target > l.Upper, o.Target < l.Lower:
		return ConsistentPass
	}
	return Inconsistent
}

func updown(way int, up, down Cause) Cause {
	if way > 0 {
		return up
	}
	return down
}

// sign is -1, 0 or 1.
func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}
