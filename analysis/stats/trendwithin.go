package stats

import (
	"fmt"
	"math"
)

// Contrast is a group of values and the values that it is held against, of one
// stratum, such as the sessions of one July and those of the rest of that year.
type Contrast struct {
	Group, Others []float64
}

// RankContrast tells whether groups lie above or below what they are held against.
type RankContrast struct {
	// Z is above 0 where the groups lie higher, over all strata, and P two-sided;
	// both are 0 unless HasP.
	Z, P float64
	HasP bool
	// Each has the z of every stratum, 0 where there is nothing to compare.
	Each []float64
}

// WithinStrata compares groups with others of the same stratum by ranks, so that
// neither the level of a stratum nor one extreme value decides: van Elteren's
// test (1960), the sum of Wilcoxon's statistics weighted by 1/(N + 1), with the
// normal approximation and the correction for ties. The error is for values that
// are not numbers.
func WithinStrata(strata []Contrast) (RankContrast, error) {
	r := RankContrast{Each: make([]float64, len(strata))}
	var sum, variance float64
	for k, s := range strata {
		if err := checkSamples(s.Group, s.Others); err != nil {
			return RankContrast{}, fmt.Errorf("stratum %d: %w", k+1, err)
		}
		m, n := float64(len(s.Group)), float64(len(s.Others))
		if m == 0 || n == 0 {
			continue
		}
		both := append(append([]float64{}, s.Group...), s.Others...)
		var w float64
		for _, rank := range ranks(both)[:len(s.Group)] {
			w += rank
		}
		total := m + n
		off := w - m*(total+1)/2
		v := m * n / 12 * (total + 1 - tieSum(tieSizes(both))/(total*(total-1)))
		if !(v > 0) {
			continue
		}
		r.Each[k] = off / math.Sqrt(v)
		sum += off / (total + 1)
		variance += v / ((total + 1) * (total + 1))
	}
	if variance > 0 {
		r.Z = sum / math.Sqrt(variance)
		r.P, r.HasP = normalTwoSided(r.Z), true
	}
	return r, nil
}
