package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Summary describes one group of numbers. All fields but N are 0 when N is 0.
type Summary struct {
	N                 int
	Sum               float64
	Mean, Median      float64
	Quartile1         float64
	Quartile3         float64
	Smallest, Largest float64
	// SD is the standard deviation with n-1; it is 0 when N is below 2.
	SD float64
	// Note says what could not be computed.
	Note string
}

// Summarise describes x, which may be in any order. Quartiles are of type 7
// (see [Quantile]). The error is for values that are not numbers.
func Summarise(x []float64) (Summary, error) {
	if err := checkNumbers("values", x); err != nil {
		return Summary{}, err
	}
	s := Summary{N: len(x)}
	if len(x) == 0 {
		s.Note = "no values"
		return s, nil
	}
	sorted := slices.Sorted(slices.Values(x))
	for _, v := range sorted {
		s.Sum += v
	}
	s.Mean = stat.Mean(sorted, nil)
	s.Median, s.Quartile1, s.Quartile3 = quantile7(sorted, 0.5), quantile7(sorted, 0.25), quantile7(sorted, 0.75)
	s.Smallest, s.Largest = sorted[0], sorted[len(sorted)-1]
	if len(x) < 2 {
		s.Note = "one value: no standard deviation"
		return s, nil
	}
	s.SD = stat.StdDev(sorted, nil)
	return s, nil
}

// Mean returns the arithmetic mean; it reports false when x is empty or holds a
// value that is not a number.
func Mean(x []float64) (float64, bool) {
	if len(x) == 0 || checkNumbers("", x) != nil {
		return 0, false
	}
	return stat.Mean(x, nil), true
}

// Median returns the middle value, or the mean of the middle two; it reports
// false when x is empty or holds a value that is not a number.
func Median(x []float64) (float64, bool) {
	return Quantile(x, 0.5)
}

// Quantile returns the value below which the share p of x lies, by definition
// 7 of Hyndman and Fan (1996), the default of R and of Excel's PERCENTILE.INC:
// with x sorted and h = (n-1)p, it lies between the values number floor(h)+1
// and floor(h)+2, in proportion to the fraction of h. It reports false when x
// is empty, p is not between 0 and 1, or a value is not a number.
func Quantile(x []float64, p float64) (float64, bool) {
	if len(x) == 0 || !(p >= 0 && p <= 1) || checkNumbers("", x) != nil {
		return 0, false
	}
	return quantile7(slices.Sorted(slices.Values(x)), p), true
}

// quantile7 is Quantile of values that are sorted already.
func quantile7(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	i := int(math.Floor(h))
	if i >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}
