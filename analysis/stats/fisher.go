package stats

import (
	"fmt"
	"math"
)

// FisherTest is Fisher's exact test of a two by two table.
type FisherTest struct {
	// P is two-sided; Less and Greater are one-sided: the chance of a first
	// cell no larger, or no smaller, than seen when the margins are given.
	P, Less, Greater float64
	// OddsRatio is the sample odds ratio ad/bc; it is 0 unless HasOddsRatio.
	OddsRatio    float64
	HasOddsRatio bool
	// Note says what could not be computed.
	Note string
}

// FisherExact tests the table of counts a, b in the first row and c, d in the
// second, by Fisher's exact test: fisher.test in R, whose two-sided P value
// adds up all tables no more likely than the one seen. Its OddsRatio is the
// sample ratio, not R's conditional estimate. The error is for negative counts
// and for counts above a million, for which [ChiSquare] serves.
func FisherExact(a, b, c, d int) (FisherTest, error) {
	for _, v := range []int{a, b, c, d} {
		if v < 0 || v > 1_000_000 {
			return FisherTest{}, fmt.Errorf("a cell with %d: counts must be zero or more, and above a million use the chi-square test", v)
		}
	}
	t := FisherTest{P: 1, Less: 1, Greater: 1}
	if b > 0 && c > 0 {
		t.OddsRatio, t.HasOddsRatio = float64(a)/float64(b)*(float64(d)/float64(c)), true
	} else {
		t.Note = "a cell of nought: the odds ratio has no value"
	}
	low, high := max(0, a-d), min(a+b, a+c)
	if low == high {
		t.Note = "the margins leave only one table: nothing to test"
		return t, nil
	}
	logProb := func(x int) float64 {
		return logChoose(a+b, x) + logChoose(c+d, a+c-x) - logChoose(a+b+c+d, a+c)
	}
	// Tables as likely as the one seen but for rounding count as such.
	limit := logProb(a) + math.Log1p(1e-7)
	t.P, t.Less, t.Greater = 0, 0, 0
	for x := low; x <= high; x++ {
		l := logProb(x)
		p := math.Exp(l)
		if x <= a {
			t.Less += p
		}
		if x >= a {
			t.Greater += p
		}
		if l <= limit {
			t.P += p
		}
	}
	t.P, t.Less, t.Greater = clamp01(t.P), clamp01(t.Less), clamp01(t.Greater)
	return t, nil
}
