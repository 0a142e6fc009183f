package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

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

const (
	chanceDraws  = 1000 // series drawn
	chancePoints = 400  // longest series drawn; longer ones are taken in proportion
)

// ChanceRunSignals is how many points of n a stable process has marked for runs
// ([ControlChart.RunSignals]) no more often than in 1 series of 20: the 95th
// percentile over 1,000 series of independent normal values, drawn from a fixed
// seed and charted with the rules of o. The rules of a control chart are made for
// some two dozen points; of 100 points of a process that does not change, 7 in a
// row lie on one side of the mean about every other time. Beyond 400 points the
// number grows in proportion. The error is that of [XmR].
func ChanceRunSignals(n int, o XmROptions) (int, error) {
	if n < o.run() {
		return 0, nil
	}
	size := min(n, chancePoints)
	o = XmROptions{Run: o.Run, TwoOfThree: o.TwoOfThree, NoScreening: o.NoScreening}
	source := rand.New(rand.NewPCG(uint64(size), 1))
	found := make([]int, chanceDraws)
	y := make([]float64, size)
	for k := range found {
		for i := range y {
			y[i] = source.NormFloat64()
		}
		c, err := XmR(y, o)
		if err != nil {
			return 0, fmt.Errorf("signals of a stable process: %w", err)
		}
		found[k] = c.RunSignals()
	}
	slices.Sort(found)
	limit := found[chanceDraws*95/100]
	return int(math.Ceil(float64(limit) * float64(n) / float64(size))), nil
}
