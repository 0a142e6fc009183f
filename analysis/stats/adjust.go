package stats

import (
	"cmp"
	"fmt"
	"slices"
)

// Bonferroni multiplies every P value by their number, at most to 1
// (p.adjust(p, "bonferroni") in R). The result has the order of p; an empty p
// gives an empty result. The error is for a value outside 0 to 1.
func Bonferroni(p []float64) ([]float64, error) {
	if err := checkPValues(p); err != nil {
		return nil, err
	}
	out := make([]float64, len(p))
	for i, v := range p {
		out[i] = clamp01(v * float64(len(p)))
	}
	return out, nil
}

// Holm adjusts P values for many tests so that the chance of one or more false
// claims stays in bounds, whatever the dependence between the tests (Holm 1979;
// p.adjust(p, "holm") in R). The result has the order of p; an empty p gives an
// empty result. The error is for a value outside 0 to 1.
func Holm(p []float64) ([]float64, error) {
	if err := checkPValues(p); err != nil {
		return nil, err
	}
	out := make([]float64, len(p))
	running := 0.0
	for rank, i := range ascending(p) {
		running = max(running, p[i]*float64(len(p)-rank))
		out[i] = clamp01(running)
	}
	return out, nil
}

// BenjaminiHochberg adjusts P values so that the expected share of false claims
// among all claims stays in bounds, for tests that are independent or
// positively dependent (Benjamini and Hochberg 1995; p.adjust(p, "BH") in R).
// The result has the order of p; an empty p gives an empty result. The error is
// for a value outside 0 to 1.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	return stepUp(p, func(rank, n int) float64 { return float64(n) / float64(rank) })
}

// Hochberg adjusts P values as [Holm] does, but going up from the largest, which
// gains a little power and needs tests that are independent or positively
// dependent (Hochberg 1988; p.adjust(p, "hochberg") in R). The result has the
// order of p; an empty p gives an empty result. The error is for a value
// outside 0 to 1.
func Hochberg(p []float64) ([]float64, error) {
	return stepUp(p, func(rank, n int) float64 { return float64(n - rank + 1) })
}

// BenjaminiYekutieli is [BenjaminiHochberg] for tests that may depend on each
// other in any way, at the cost of power (Benjamini and Yekutieli 2001;
// p.adjust(p, "BY") in R). The result has the order of p; an empty p gives an
// empty result. The error is for a value outside 0 to 1.
func BenjaminiYekutieli(p []float64) ([]float64, error) {
	var harmonic float64
	for i := range p {
		harmonic += 1 / float64(i+1)
	}
	return stepUp(p, func(rank, n int) float64 { return harmonic * float64(n) / float64(rank) })
}

// stepUp adjusts P values from the largest down, each by the factor of its rank
// from the smallest, and never above one that is larger.
func stepUp(p []float64, factor func(rank, n int) float64) ([]float64, error) {
	if err := checkPValues(p); err != nil {
		return nil, err
	}
	out := make([]float64, len(p))
	order := ascending(p)
	running := 1.0
	for rank := len(p); rank >= 1; rank-- {
		i := order[rank-1]
		running = min(running, p[i]*factor(rank, len(p)))
		out[i] = running
	}
	return out, nil
}

// ascending returns the indices of p in the order of its values, equal values
// in the order they came.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	return order
}

func checkPValues(p []float64) error {
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return fmt.Errorf("P value %d is %v: leave out tests that gave none", i+1, v)
		}
	}
	return nil
}
