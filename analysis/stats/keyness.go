package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
)

// KeyTerm tells how much more, or less, one group uses a word than another.
type KeyTerm struct {
	// LogOdds is the difference of the log odds of the word, b minus a.
	LogOdds float64
	// Variance is that of LogOdds, and Z their standardised ratio. Use Z to
	// rank words; a cut at 1.96 is not corrected for testing many words.
	Variance, Z float64
	// Has is false for a word whose odds have no value, for which all is 0.
	Has bool
}

// LogOdds compares how often an earlier group a and a later group b use each
// word: the difference of log odds, b minus a, under an informative Dirichlet
// prior, with its variance and z (Monroe, Colaresi and Quinn 2008, equations
// 16 and 20 to 22). The counts a and b and the prior have one entry per word;
// [PooledPrior] makes a prior. A word that fills a whole group has no odds. The
// error is for slices of unequal length, for entries that are not counts, and
// for a prior of zero where both counts are zero too.
func LogOdds(a, b, prior []float64) ([]KeyTerm, error) {
	if len(a) != len(b) || len(a) != len(prior) {
		return nil, fmt.Errorf("%d, %d and %d words: give both groups and the prior the same words", len(a), len(b), len(prior))
	}
	if err := checkGroups(a, b); err != nil {
		return nil, err
	}
	if err := checkCounts("prior", prior); err != nil {
		return nil, err
	}
	all := floats.Sum(prior)
	na, nb := floats.Sum(a)+all, floats.Sum(b)+all
	terms := make([]KeyTerm, len(a))
	for i := range a {
		ya, yb := a[i]+prior[i], b[i]+prior[i]
		terms[i] = keyTerm(yb, nb, ya, na)
	}
	return terms, nil
}

// PooledPrior is the prior of [LogOdds] that gives each word its share of both
// groups together, with the weight of the given number of words in all; 10 to
// 1000 is usual, and more pulls harder towards no difference. The error is for
// slices of unequal length, for entries that are not counts, and for a weight
// that is not above zero.
func PooledPrior(a, b []float64, weight float64) ([]float64, error) {
	if len(a) != len(b) {
		return nil, fmt.Errorf("%d and %d words: give both groups the same words", len(a), len(b))
	}
	if err := checkGroups(a, b); err != nil {
		return nil, err
	}
	if !(weight > 0 && weight <= maxSize) {
		return nil, fmt.Errorf("a prior weight of %v: give a number of words above zero, such as 500", weight)
	}
	total := floats.Sum(a) + floats.Sum(b)
	prior := make([]float64, len(a))
	for i := range prior {
		if total > 0 {
			prior[i] = weight * ((a[i] + b[i]) / total)
		}
	}
	return prior, nil
}

// SetLogOdds compares how often each of several sets, such as years, uses each
// word with how often all sets together do. Rows of counts are sets and columns
// are words; the result has the same shape. It is tidylo::bind_log_odds in R:
// the prior is the count of each word in all sets, or 1 when uninformative, and
// the variance is 1/y of the set plus 1/y of all, the set's own words in both,
// unlike the two-group variance of [LogOdds]. As there, a count of zero is a
// word that the set does not have: it gets no value and no prior. The error is
// for rows of unequal length and for entries that are not counts.
func SetLogOdds(counts [][]float64, uninformative bool) ([][]KeyTerm, error) {
	if err := checkTable(counts); err != nil {
		return nil, err
	}
	words := marginsOf(counts).cols
	smoothed := shapeOf(counts)
	for i, row := range counts {
		for j, y := range row {
			switch {
			case y == 0:
			case uninformative:
				smoothed[i][j] = y + 1
			default:
				smoothed[i][j] = y + words[j]
			}
		}
	}
	m := marginsOf(smoothed)
	terms := make([][]KeyTerm, len(counts))
	for i, row := range smoothed {
		terms[i] = make([]KeyTerm, len(row))
		for j, y := range row {
			terms[i][j] = keyTerm(y, m.rows[i], m.cols[j], m.total)
		}
	}
	return terms, nil
}

// keyTerm compares y of n words with the reference ry of rn.
func keyTerm(y, n, ry, rn float64) KeyTerm {
	if !(y > 0 && ry > 0 && n > y && rn > ry) {
		return KeyTerm{}
	}
	k := KeyTerm{
		LogOdds:  math.Log(y/(n-y)) - math.Log(ry/(rn-ry)),
		Variance: 1/y + 1/ry,
		Has:      true,
	}
	k.Z = k.LogOdds / math.Sqrt(k.Variance)
	if !finite(k.LogOdds) || !finite(k.Variance) || !finite(k.Z) {
		return KeyTerm{}
	}
	return k
}

// LikelihoodRatio is the log-likelihood test of one word.
type LikelihoodRatio struct {
	// G2 is the statistic, on one degree of freedom, and P its P value.
	G2, P float64
	// Direction is +1 when b uses the word more, -1 when a does, else 0.
	Direction int
	// Has is false when there is nothing to test; then P is 1.
	Has bool
}

// LogLikelihood tests for each word whether an earlier group a and a later
// group b use it equally often (Dunning 1993; the two-cell form of Rayson and
// Garside 2000), given their total numbers of words. A word that neither uses,
// or a group without words, has nothing to test. The error is for slices of
// unequal length, for entries that are not counts, and for a total below the
// sum of its counts.
func LogLikelihood(a, b []float64, totalA, totalB float64) ([]LikelihoodRatio, error) {
	if len(a) != len(b) {
		return nil, fmt.Errorf("%d and %d words: give both groups the same words", len(a), len(b))
	}
	if err := checkGroups(a, b); err != nil {
		return nil, err
	}
	if err := checkCounts("totals", []float64{totalA, totalB}); err != nil {
		return nil, err
	}
	if slack := 1 + 1e-9; floats.Sum(a) > totalA*slack || floats.Sum(b) > totalB*slack {
		return nil, fmt.Errorf("totals of %v and %v words: less than the words counted; count all words", totalA, totalB)
	}
	out := make([]LikelihoodRatio, len(a))
	for i := range a {
		out[i] = likelihoodRatio(a[i], b[i], totalA, totalB)
	}
	return out, nil
}

func likelihoodRatio(a, b, na, nb float64) LikelihoodRatio {
	if !(na > 0 && nb > 0 && a+b > 0) {
		return LikelihoodRatio{P: 1}
	}
	ea, eb := (a+b)*(na/(na+nb)), (a+b)*(nb/(na+nb))
	g := 2 * (xLogRatio(a, ea) + xLogRatio(b, eb))
	if !finite(g) {
		return LikelihoodRatio{P: 1}
	}
	g = max(g, 0)
	return LikelihoodRatio{G2: g, P: chiSquareUpper(g, 1), Direction: sign(b/nb - a/na), Has: true}
}

// xLogRatio is x log(x/e), which is 0 at x = 0.
func xLogRatio(x, e float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x/e)
}
