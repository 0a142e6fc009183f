package stats

import "math"

// RunSignals counts the points that a control chart marks for a run, a trend or
// two of three near a limit, and not for lying outside.
func (c ControlChart) RunSignals() int {
	n := 0
	for _, p := range c.Points {
		if p.Cause.Direction() != 0 && !p.Outside {
			n++
		}
	}
	return n
}

// chanceRuns are numbers of points with the 95th percentile of [ControlChart.RunSignals]
// over 4,000 XmR charts (1,500 beyond 300 points) of independent normal values.
var chanceRuns = [...]struct{ points, signals int }{
	{13, 0}, {20, 7}, {26, 7}, {30, 8}, {40, 9}, {50, 10}, {75, 15}, {100, 17}, {150, 24},
	{200, 31}, {300, 40}, {400, 51}, {600, 70}, {1000, 101},
}

// ChanceRunSignals is how many points of n a stable process has marked for runs
// ([ControlChart.RunSignals], the usual options) no more often than in 1 series of
// 20. The rules of a control chart are made for some two dozen points; of 100 points
// of a process that does not change, 7 in a row lie on one side of the mean about
// every other time. Simulated; in between the number is interpolated and rounded up,
// and beyond 1,000 points it grows in proportion.
func ChanceRunSignals(n int) int {
	before := chanceRuns[0]
	if n <= before.points {
		return before.signals
	}
	for _, at := range chanceRuns[1:] {
		if n <= at.points {
			part := float64(n-before.points) / float64(at.points-before.points)
			return int(math.Ceil(float64(before.signals) + part*float64(at.signals-before.signals)))
		}
		before = at
	}
	return int(math.Ceil(float64(before.signals) * float64(n) / float64(before.points)))
}
