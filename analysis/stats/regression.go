package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Line is a straight line fitted by least squares.
type Line struct {
	// Slope and Intercept each have their interval and P value, from Student's
	// t on DF degrees of freedom.
	Slope, Intercept     Estimate
	SlopeSE, InterceptSE float64
	// R2 is the share of the scatter of y that the line accounts for.
	R2 float64
	// ResidualSD is the standard deviation around the line.
	ResidualSD float64
	DF         int
	Note       string
}

// LeastSquares fits y = intercept + slope × x by ordinary least squares (lm(y ~
// x) in R), with x and y of the same length. It works on deviations from the
// means, to keep the digits of large numbers. Fewer than two points, or equal x
// throughout, leave no line; fewer than three leave no intervals; the note says
// so. The error is for slices of unequal length and values that are not
// numbers.
func LeastSquares(x, y []float64) (Line, error) {
	if len(x) != len(y) {
		return Line{}, fmt.Errorf("%d values of x and %d of y: give one y for every x", len(x), len(y))
	}
	if err := checkSamples(x, y); err != nil {
		return Line{}, err
	}
	l := Line{
		Slope:     Estimate{Method: "least squares slope"},
		Intercept: Estimate{Method: "least squares intercept"},
	}
	sxx := sumOfSquares(x)
	if len(x) < 2 || !(sxx > 0) {
		l.addNote("too few different x: no line")
		return l, nil
	}
	mx, my := stat.Mean(x, nil), stat.Mean(y, nil)
	var sxy float64
	for i := range x {
		sxy += (x[i] - mx) * (y[i] - my)
	}
	slope := sxy / sxx
	l.Slope.setValue(slope)
	l.Intercept.setValue(my - slope*mx)
	var rss float64
	for i := range x {
		r := (y[i] - my) - slope*(x[i]-mx)
		rss += r * r
	}
	syy := sumOfSquares(y)
	if r2 := 1 - rss/syy; syy > 0 && finite(r2) {
		l.R2 = clamp01(r2)
	}
	l.errors(len(x), mx, sxx, rss)
	return l, nil
}

// errors fills in the standard errors and all that rests on them.
func (l *Line) errors(n int, mx, sxx, rss float64) {
	l.DF = n - 2
	if l.DF < 1 {
		l.addNote("two points: no scatter to make intervals from")
		return
	}
	df := float64(l.DF)
	l.ResidualSD = math.Sqrt(rss / df)
	l.SlopeSE = l.ResidualSD / math.Sqrt(sxx)
	l.InterceptSE = l.ResidualSD * math.Sqrt(1/float64(n)+mx*(mx/sxx))
	if !finite(l.SlopeSE) || !finite(l.InterceptSE) {
		l.ResidualSD, l.SlopeSE, l.InterceptSE = 0, 0, 0
		l.addNote(tooExtreme)
		return
	}
	if !(l.SlopeSE > 0) || !(l.InterceptSE > 0) {
		l.addNote("the points lie on a line: no scatter to make intervals from")
		return
	}
	q := tQuantile975(df)
	for _, c := range []struct {
		e  *Estimate
		se float64
	}{{&l.Slope, l.SlopeSE}, {&l.Intercept, l.InterceptSE}} {
		c.e.setInterval(c.e.Value-q*c.se, c.e.Value+q*c.se)
		c.e.setP(tTwoSided(c.e.Value/c.se, df))
	}
}

func (l *Line) addNote(note string) {
	l.Note = joinNotes(l.Note, note)
	l.Slope.addNote(note)
	l.Intercept.addNote(note)
}

// Autocorrelation returns the correlation of a series with itself lag steps
// later, with the divisor n of acf in R and of NIST; it reports false for a
// constant series, one no longer than lag, a lag below 1, or values that are not
// numbers.
func Autocorrelation(y []float64, lag int) (float64, bool) {
	if lag < 1 || lag >= len(y) || checkNumbers("", y) != nil || sumOfSquares(y) == 0 {
		return 0, false
	}
	r := autocorrelation(y, lag)
	return r, finite(r)
}
