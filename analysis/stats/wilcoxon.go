package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// RankSum is Wilcoxon's rank sum test with the Hodges-Lehmann shift.
type RankSum struct {
	// Estimate holds the Hodges-Lehmann estimate: the median of all
	// differences between a value of b and a value of a.
	Estimate
	// W is the number of pairs in which the value of b is the larger, ties
	// counting half: the statistic that wilcox.test(b, a) prints in R.
	W float64
	// Exact tells whether P and the interval come from the exact distribution
	// of W rather than from the normal approximation.
	Exact bool
}

// Wilcoxon compares two groups by ranks, so that one extreme session cannot
// decide the result (Wilcoxon 1945; Mann and Whitney 1947). As wilcox.test(b, a,
// conf.int = TRUE) in R, it is exact when both groups have fewer than 50 values
// and no two values are equal, and otherwise uses the normal approximation with
// the tie and continuity corrections. The shift is that of Hodges and Lehmann
// (1963) with the interval of Hollander and Wolfe (1999, section 4.3) from the
// ordered differences; where there are ties R searches for a root instead,
// which differs by no more than one step between differences. The error is for
// values that are not numbers.
func Wilcoxon(a, b []float64) (RankSum, error) {
	r := RankSum{Estimate: Estimate{Method: "Wilcoxon rank sum test, Hodges-Lehmann shift"}}
	if err := checkSamples(a, b); err != nil {
		return RankSum{}, err
	}
	if len(a) == 0 || len(b) == 0 {
		r.addNote("a group without values: nothing to compare")
		return r, nil
	}
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	diffs := pairDifferences{a: a, b: b}
	pairs := len(a) * len(b)
	r.setValue((diffs.smallest((pairs+1)/2) + diffs.smallest(pairs/2+1)) / 2)
	ties := tieSizes(append(slices.Clone(a), b...))
	r.W = rankSumW(a, b)
	if r.Exact = len(ties) == 0 && len(a) < 50 && len(b) < 50; r.Exact {
		r.exact(diffs)
	} else {
		r.approximate(diffs, ties)
	}
	return r, nil
}

// exact fills in P and the interval from the exact distribution of W.
func (r *RankSum) exact(d pairDifferences) {
	m, n := len(d.b), len(d.a)
	below := rankSumDistribution(m, n)
	w, pairs := int(r.W), m*n
	if 2*w > pairs {
		w = pairs - w // the distribution is symmetric
	}
	r.setP(2 * below[w])
	k := 0
	for k < len(below)-1 && below[k] < tail {
		k++
	}
	if k == 0 {
		k = 1
		r.addNote("too few values for a 95 per cent interval: it covers less")
	}
	r.setInterval(d.smallest(k), d.smallest(pairs-k+1))
}

// approximate fills in P and the interval from the normal approximation, with
// the sizes of the groups of equal values.
func (r *RankSum) approximate(d pairDifferences, ties []int) {
	m, n := float64(len(d.b)), float64(len(d.a))
	total := m + n
	variance := m * n / 12 * (total + 1 - tieSum(ties)/(total*(total-1)))
	if !(variance > 0) {
		r.addNote("all values are equal: no test is possible")
		return
	}
	sigma := math.Sqrt(variance)
	z := r.W - m*n/2
	z -= math.Copysign(min(0.5, math.Abs(z)), z)
	r.setP(normalTwoSided(z / sigma))
	pairs := len(d.a) * len(d.b)
	k := max(1, int(math.Floor(m*n/2-distuv.UnitNormal.Quantile(1-tail)*sigma)))
	r.setInterval(d.smallest(k), d.smallest(pairs-k+1))
}

// rankSumW counts the pairs in which the value of b exceeds that of a, ties
// counting half. Both must be sorted.
func rankSumW(a, b []float64) float64 {
	var w float64
	var less, upTo int
	for _, v := range b {
		for less < len(a) && a[less] < v {
			less++
		}
		for upTo < len(a) && a[upTo] <= v {
			upTo++
		}
		w += float64(less) + float64(upTo-less)/2
	}
	return w
}

// rankSumDistribution returns, for each w from 0 to m*n, the chance that W is
// at most w when the two groups do not differ: pwilcox in R. It counts by
// adding one value at a time, so that nothing cancels.
func rankSumDistribution(m, n int) []float64 {
	// chance[j] is the distribution of the statistic among the values seen so
	// far with j of them in the first group; adding the largest value so far
	// to that group beats every value of the other.
	chance := make([][]float64, m+1)
	for j := range chance {
		chance[j] = make([]float64, m*n+1)
	}
	chance[0][0] = 1
	for seen := range m + n {
		for j := min(seen+1, m); j >= 1; j-- {
			others := seen + 1 - j
			left := float64(others) / float64(seen+1)
			if others > n {
				continue
			}
			for w := m * n; w >= 0; w-- {
				v := left * chance[j][w]
				if w >= others {
					v += (1 - left) * chance[j-1][w-others]
				}
				chance[j][w] = v
			}
		}
	}
	for w := 1; w <= m*n; w++ {
		chance[m][w] += chance[m][w-1]
	}
	return chance[m]
}

// pairDifferences stands for all differences between a value of b and a value
// of a, both sorted, without holding them.
type pairDifferences struct {
	a, b []float64
}

// smallest returns the k-th smallest difference, k from 1 to the number of
// pairs. It halves the range of float64 values, at most 64 times.
func (d pairDifferences) smallest(k int) float64 {
	lo := orderedBits(d.b[0] - d.a[len(d.a)-1])
	hi := orderedBits(d.b[len(d.b)-1] - d.a[0])
	for lo < hi {
		mid := lo + int64(uint64(hi-lo)/2)
		if d.atMost(fromOrderedBits(mid)) >= k {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return fromOrderedBits(lo)
}

// atMost counts the differences that are no larger than v.
func (d pairDifferences) atMost(v float64) int {
	count, from := 0, 0
	for _, y := range d.b {
		for from < len(d.a) && y-d.a[from] > v {
			from++
		}
		count += len(d.a) - from
	}
	return count
}

// orderedBits maps finite numbers to integers of the same order, so that a
// search can halve the number of float64 values between two ends.
func orderedBits(x float64) int64 {
	b := int64(math.Float64bits(x + 0)) // + 0 turns -0 into 0
	if b < 0 {
		return math.MinInt64 - b
	}
	return b
}

func fromOrderedBits(b int64) float64 {
	if b < 0 {
		b = math.MinInt64 - b
	}
	return math.Float64frombits(uint64(b))
}

// tieSizes returns the sizes of the groups of equal values that have more than
// one member, in the order of the values.
func tieSizes(x []float64) []int {
	s := slices.Sorted(slices.Values(x))
	var sizes []int
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		if j-i > 1 {
			sizes = append(sizes, j-i)
		}
		i = j
	}
	return sizes
}

// tieSum is the sum of t³ - t over groups of t equal values.
func tieSum(sizes []int) float64 {
	var sum float64
	for _, t := range sizes {
		f := float64(t)
		sum += f * (f*f - 1)
	}
	return sum
}
