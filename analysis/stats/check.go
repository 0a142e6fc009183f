package stats

import (
	"fmt"
	"math"
)

// maxSize is the largest number, in absolute size, that is accepted as data.
const maxSize = 1e50

// maxEvents is the largest number of events accepted by the exact methods: far
// more than any review holds, and no more than the incomplete beta and gamma
// functions can tell apart.
const maxEvents = 1_000_000_000

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func clamp01(p float64) float64 { return min(max(p, 0), 1) }

// checkNumbers returns an error naming the first entry of x that is not an
// ordinary number.
func checkNumbers(what string, x []float64) error {
	for i, v := range x {
		if !(math.Abs(v) <= maxSize) {
			return fmt.Errorf("%s: value %d is %v: leave out missing and impossible values first", what, i+1, v)
		}
	}
	return nil
}

// checkCounts returns an error naming the first entry of x that is negative or
// not an ordinary number.
func checkCounts(what string, x []float64) error {
	if err := checkNumbers(what, x); err != nil {
		return err
	}
	for i, v := range x {
		if v < 0 {
			return fmt.Errorf("%s: count %d is %v: counts must be zero or more", what, i+1, v)
		}
	}
	return nil
}

// checkGroups checks two groups of counts.
func checkGroups(a, b []float64) error {
	if err := checkCounts("first group", a); err != nil {
		return err
	}
	return checkCounts("second group", b)
}

// checkSamples checks two groups of numbers of either sign.
func checkSamples(a, b []float64) error {
	if err := checkNumbers("first group", a); err != nil {
		return err
	}
	return checkNumbers("second group", b)
}
