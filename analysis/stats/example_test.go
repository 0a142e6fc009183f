package stats_test

import (
	"fmt"

	"yearbook/analysis/stats"
)

// Messages per chat in two years, the later compared with the earlier.
func ExampleCompareRates() {
	before := []float64{61, 45, 88, 52, 40, 97, 63, 58, 71, 33, 49, 120}
	after := []float64{75, 92, 66, 110, 84, 59, 140, 73, 98, 87, 121, 64}
	c, err := stats.CompareRates(before, after)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f to %.1f a chat: %.2f times as many (%.2f to %.2f)\n", c.MeanA, c.MeanB, c.Value, c.Low, c.High)
	fmt.Println(c.Note)
	// Output:
	// 64.8 to 89.1 a chat: 1.38 times as many (1.04 to 1.83)
	// sessions scatter 8.4 times as much as Poisson counts; the interval allows for it
}

// Two chats a year are too few for an interval.
func ExampleCompareRates_few() {
	c, err := stats.CompareRates([]float64{12, 30}, []float64{25, 41})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.HasInterval, c.Note)
	// Output:
	// false too few to say: 2 and 2 sessions, and an interval needs at least 3 in each period
}

// A control chart of weekly counts, in which the last point calls for an
// explanation.
func ExampleXmR() {
	c, err := stats.XmR([]float64{10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 11, 40}, stats.XmROptions{Improvement: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	g := c.Groups[0]
	fmt.Printf("mean %.1f, limits %.1f to %.1f\n", g.Mean, g.Lower, g.Upper)
	last := c.Points[len(c.Points)-1]
	fmt.Println(last.Cause, last.Kind)
	// Output:
	// mean 13.5, limits 8.4 to 18.6
	// Above UCL special_cause_improvement
}
