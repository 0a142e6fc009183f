package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

const (
	// maxTrend is the longest series accepted by the trend functions, which
	// look at all pairs.
	maxTrend = 5000
	// fewPoints is the number of points below which a trend is called rough.
	fewPoints = 8
)

// Trend is a Mann-Kendall test of a steady rise or fall with Sen's slope.
type Trend struct {
	// N is the number of values, without missing ones.
	N int
	// S is the number of pairs that rise less the number that fall, Variance
	// its variance if there is no trend, and Z the test statistic.
	S           int
	Variance, Z float64
	// P is two-sided; it is 0 unless HasP.
	P    float64
	HasP bool
	// Tau is S as a share of all pairs, from -1 to 1, with no correction for
	// ties.
	Tau float64
	// Slope is Sen's: the median slope of all pairs, per step of the series, or
	// per cycle for a seasonal trend.
	Slope Estimate
	// Intercept is the height at the first position of the line with this
	// slope through the median value at the median position.
	Intercept float64
	Method    string
	Note      string
}

// MannKendall tests a series in time order, in which NaN stands for a missing
// value, for a steady rise or fall (Mann 1945; Kendall 1975), with the normal
// approximation, the continuity correction and the correction for ties
// (original_test of pymannkendall). Values must be independent of each other:
// where a high session tends to follow a high one, use [HamedRao]. Below 8
// points the note calls for caution. The error is for infinite values and for
// more than 5000 points.
func MannKendall(y []float64) (Trend, error) {
	if err := checkTrend(y); err != nil {
		return Trend{}, err
	}
	t := Trend{Method: "Mann-Kendall test, Sen slope"}
	t.score(y)
	t.test()
	t.line(y)
	return t, nil
}

// HamedRao is [MannKendall] with the variance corrected for autocorrelation of
// the ranks after Sen's slope is taken out (Hamed and Rao 1998;
// hamed_rao_modification_test of pymannkendall): only autocorrelations that are
// significant at 5 per cent count. It looks at lags from 1 to maxLag, or at all
// when maxLag is 0. Where the corrected variance is not above zero there is no
// P value. The errors are those of MannKendall, and for a negative maxLag.
func HamedRao(y []float64, maxLag int) (Trend, error) {
	if err := checkTrend(y); err != nil {
		return Trend{}, err
	}
	if maxLag < 0 {
		return Trend{}, fmt.Errorf("a longest lag of %d: use 0 for all lags", maxLag)
	}
	t := Trend{Method: "Mann-Kendall test with the Hamed-Rao correction, Sen slope"}
	t.score(y)
	t.Variance *= hamedRaoFactor(present(y), maxLag)
	t.test()
	t.line(y)
	return t, nil
}

// score fills in N, S, Tau and the uncorrected variance.
func (t *Trend) score(y []float64) {
	x := present(y)
	t.N = len(x)
	t.S = risesLessFalls(x)
	t.Variance = scoreVariance(x)
	if pairs := pairsOf(len(x)); pairs > 0 {
		t.Tau = float64(t.S) / pairs
	}
}

// test fills in Z and P from S and Variance.
func (t *Trend) test() {
	switch {
	case t.N < 3:
		t.Note = joinNotes(t.Note, "too few to say: a trend needs at least three points")
		t.Variance = 0
		return
	case !(t.Variance > 0):
		t.Note = joinNotes(t.Note, "all values are equal, or too alike from one to the next: no test is possible")
		t.Variance = 0
		return
	case t.N < fewPoints:
		t.Note = joinNotes(t.Note, fmt.Sprintf("caution: only %d points, so the P value is rough", t.N))
	}
	t.Z = float64(t.S-sign(float64(t.S))) / math.Sqrt(t.Variance)
	t.P, t.HasP = normalTwoSided(t.Z), true
}

// line fills in the slope and the intercept.
func (t *Trend) line(y []float64) {
	t.Slope = senSlope(slopes(y), t.Variance)
	t.Note = joinNotes(t.Note, t.Slope.Note)
	if !t.Slope.HasValue {
		return
	}
	at, _ := Median(positions(y))
	middle, _ := Median(present(y))
	t.Intercept = middle - at*t.Slope.Value
}

// risesLessFalls is Kendall's score of x against time.
func risesLessFalls(x []float64) int {
	s := 0
	for i := range x {
		for _, later := range x[i+1:] {
			s += sign(later - x[i])
		}
	}
	return s
}

// scoreVariance is the variance of the score when there is no trend, with the
// correction for ties.
func scoreVariance(x []float64) float64 {
	term := func(n int) float64 {
		f := float64(n)
		return f * (f - 1) * (2*f + 5)
	}
	v := term(len(x))
	for _, size := range tieSizes(x) {
		v -= term(size)
	}
	return v / 18
}

// hamedRaoFactor is the factor by which autocorrelation raises or lowers the
// variance of the score.
func hamedRaoFactor(x []float64, maxLag int) float64 {
	n := len(x)
	if n < 3 {
		return 1
	}
	if maxLag == 0 || maxLag > n-1 {
		maxLag = n - 1
	}
	slope := senSlope(slopes(x), 0).Value
	detrended := make([]float64, n)
	for i, v := range x {
		detrended[i] = v - float64(i+1)*slope
	}
	rank := ranks(detrended)
	bound := z975 / math.Sqrt(float64(n))
	var sum float64
	for lag := 1; lag <= maxLag; lag++ {
		if r := autocorrelation(rank, lag); math.Abs(r) > bound {
			left := float64(n - lag)
			sum += left * (left - 1) * (left - 2) * r
		}
	}
	f := float64(n)
	return 1 + 2/(f*(f-1)*(f-2))*sum
}

// autocorrelation is that of x with itself lag steps later, with the divisor n
// of R's acf; it is 0 for a constant x.
func autocorrelation(x []float64, lag int) float64 {
	mean := stat.Mean(x, nil)
	var top, bottom float64
	for i, v := range x {
		bottom += (v - mean) * (v - mean)
		if i+lag < len(x) {
			top += (v - mean) * (x[i+lag] - mean)
		}
	}
	if bottom == 0 {
		return 0
	}
	return top / bottom
}

// ranks returns the rank of each value from 1, equal values sharing the mean of
// their ranks.
func ranks(x []float64) []float64 {
	order := ascending(x)
	r := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			r[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return r
}

// present returns the values that are not missing.
func present(y []float64) []float64 {
	x := make([]float64, 0, len(y))
	for _, v := range y {
		if !math.IsNaN(v) {
			x = append(x, v)
		}
	}
	return x
}

// positions returns the positions, from 0, of the values that are not missing.
func positions(y []float64) []float64 {
	var at []float64
	for i, v := range y {
		if !math.IsNaN(v) {
			at = append(at, float64(i))
		}
	}
	return at
}

// pairsOf is the number of pairs among n.
func pairsOf(n int) float64 { return float64(n) * float64(n-1) / 2 }

func checkTrend(y []float64) error {
	if len(y) > maxTrend {
		return fmt.Errorf("a series of %d points: at most %d can be compared pair by pair; take weeks or months instead", len(y), maxTrend)
	}
	return checkSeries(y)
}
