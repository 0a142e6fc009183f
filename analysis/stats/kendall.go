package stats

import (
	"fmt"
	"math"
)

// maxExactKendall is the number of pairs below which Kendall's P value is
// exact, as in R.
const maxExactKendall = 50

// RankCorrelation is Kendall's tau of two columns.
type RankCorrelation struct {
	// Estimate holds tau-b, from -1 to 1. It has no interval.
	Estimate
	// S is the number of pairs of rows that agree in their order less the
	// number that disagree.
	S int
	// Z is the test statistic of the normal approximation; it is 0 when Exact.
	Z float64
	// Exact tells whether P comes from the exact distribution.
	Exact bool
	N     int
}

// Kendall tells how far two columns rise and fall together by ranks: tau-b with
// the P value of cor.test(x, y, method = "kendall") in R (Kendall 1938; 1975,
// chapters 3 to 5), exact below 50 rows without ties and otherwise from the
// normal approximation with the tie correction. Against the numbers 1, 2, 3 …
// it is the exact form of [MannKendall]. The error is for columns of unequal
// length, values that are not numbers, and more than 5000 rows.
func Kendall(x, y []float64) (RankCorrelation, error) {
	k := RankCorrelation{Estimate: Estimate{Method: "Kendall's tau-b"}, N: len(x)}
	if len(x) != len(y) {
		return RankCorrelation{}, fmt.Errorf("%d and %d values: give one y for every x", len(x), len(y))
	}
	if len(x) > maxTrend {
		return RankCorrelation{}, fmt.Errorf("%d rows: at most %d can be compared pair by pair", len(x), maxTrend)
	}
	if err := checkSamples(x, y); err != nil {
		return RankCorrelation{}, err
	}
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			k.S += sign(x[j]-x[i]) * sign(y[j]-y[i])
		}
	}
	tx, ty := tieSizes(x), tieSizes(y)
	pairs := pairsOf(len(x))
	free := (pairs - tiedPairs(tx)) * (pairs - tiedPairs(ty))
	if !(free > 0) {
		k.addNote("too few rows, or a column is the same throughout: nothing to correlate")
		return k, nil
	}
	k.setValue(min(1, max(-1, float64(k.S)/math.Sqrt(free))))
	k.addNote("the value has no interval")
	if k.Exact = len(tx) == 0 && len(ty) == 0 && len(x) < maxExactKendall; k.Exact {
		k.setP(exactKendall(k.S, len(x)))
		return k, nil
	}
	if v := kendallVariance(len(x), tx, ty); v > 0 {
		k.Z = float64(k.S) / math.Sqrt(v)
		k.setP(normalTwoSided(k.Z))
	}
	return k, nil
}

func tiedPairs(sizes []int) float64 {
	var n float64
	for _, t := range sizes {
		n += pairsOf(t)
	}
	return n
}

// kendallVariance is the variance of S when the columns are independent, with
// ties in both.
func kendallVariance(n int, tx, ty []int) float64 {
	f := float64(n)
	if n < 3 {
		return 0
	}
	sum := func(sizes []int, g func(t float64) float64) float64 {
		var s float64
		for _, t := range sizes {
			s += g(float64(t))
		}
		return s
	}
	main := func(t float64) float64 { return t * (t - 1) * (2*t + 5) }
	two := func(t float64) float64 { return t * (t - 1) }
	three := func(t float64) float64 { return t * (t - 1) * (t - 2) }
	return (main(f)-sum(tx, main)-sum(ty, main))/18 +
		sum(tx, two)*sum(ty, two)/(2*two(f)) +
		sum(tx, three)*sum(ty, three)/(9*three(f))
}

// exactKendall is the two-sided P value of the score s of n rows without ties,
// from the number of orders with each number of pairs in order.
func exactKendall(s, n int) float64 {
	pairs := n * (n - 1) / 2
	chance := make([]float64, pairs+1)
	chance[0] = 1
	reach := 0
	for m := 2; m <= n; m++ { // the m-th row is in order with 0 to m-1 others
		next := make([]float64, pairs+1)
		for q := 0; q <= reach; q++ {
			for r := range m {
				next[q+r] += chance[q] / float64(m)
			}
		}
		chance, reach = next, reach+m-1
	}
	inOrder := (s + pairs) / 2
	var below, above float64
	for q, p := range chance {
		if q <= inOrder {
			below += p
		}
		if q >= inOrder {
			above += p
		}
	}
	return min(1, 2*min(below, above))
}
