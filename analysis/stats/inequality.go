package stats

import (
	"fmt"
	"math"
	"slices"
)

// Inequality tells how unevenly counts are spread over people.
type Inequality struct {
	// People is the number of counts, and Total their sum.
	People int
	Total  float64
	// Gini is 0 when all counts are equal and nears 1 when one person has
	// everything; its largest value is (n-1)/n.
	Gini float64
	// GiniCorrected is Gini times n/(n-1), so that one person having
	// everything gives 1 whatever n is (Deltas 2003). Use it to compare groups
	// of different size.
	GiniCorrected float64
	// HasGini says that the two above have a value: there must be a count
	// above zero, and for GiniCorrected two people.
	HasGini bool
	// Note says what could not be computed or what to be careful about.
	Note string
}

// fewPeople is the number of people below which a Gini is called rough.
const fewPeople = 10

// Gini returns how unevenly counts, one per person in any order, are spread:
// the mean absolute difference between two people divided by twice the mean
// (Gini 1912), and the same corrected for small groups. Leave in the people
// with a count of zero if they belong to the group. The error is for negative
// counts and counts that are not numbers.
func Gini(counts []float64) (Inequality, error) {
	if err := checkCounts("counts", counts); err != nil {
		return Inequality{}, err
	}
	s := slices.Sorted(slices.Values(counts))
	q := Inequality{People: len(s)}
	var weighted float64
	for i, v := range s {
		q.Total += v
		weighted += float64(2*i-len(s)+1) * v
	}
	switch {
	case len(s) == 0:
		q.Note = "no people: nothing to share out"
		return q, nil
	case q.Total == 0:
		q.Note = "all counts are zero: nothing to share out"
		return q, nil
	}
	n := float64(len(s))
	q.Gini, q.HasGini = clamp01(weighted/q.Total/n), true
	if len(s) == 1 {
		q.Note = "one person: no inequality to speak of"
		return q, nil
	}
	q.GiniCorrected = clamp01(q.Gini * (n / (n - 1)))
	if len(s) < fewPeople {
		q.Note = fmt.Sprintf("only %d people: the figure is rough", len(s))
	}
	return q, nil
}

// LorenzPoint is one point of a Lorenz curve: the People share of people with
// the least has the Total share of everything.
type LorenzPoint struct {
	People, Total float64
}

// Lorenz returns the Lorenz curve of counts, one per person in any order: n+1
// points from (0, 0) to (1, 1), from the person with the least to the person
// with the most (Lorenz 1905). With no people, or only zeros, it returns the
// two ends, the line of equality. The error is for negative counts and counts
// that are not numbers.
func Lorenz(counts []float64) ([]LorenzPoint, error) {
	if err := checkCounts("counts", counts); err != nil {
		return nil, err
	}
	s := slices.Sorted(slices.Values(counts))
	var total float64
	for _, v := range s {
		total += v
	}
	if total == 0 {
		return []LorenzPoint{{0, 0}, {1, 1}}, nil
	}
	points := make([]LorenzPoint, 1, len(s)+1)
	var sum float64
	for i, v := range s {
		sum += v
		points = append(points, LorenzPoint{float64(i+1) / float64(len(s)), sum / total})
	}
	return points, nil
}

// TopShareResult is the part of everything that the most active people have.
type TopShareResult struct {
	// Share is the part of the total, from 0 to 1; it is 0 unless HasShare.
	Share    float64
	HasShare bool
	// Top is the number of people counted as the top, of People in all.
	Top, People int
	// Note says what could not be computed.
	Note string
}

// TopShare returns the share of the total that belongs to the top fraction of
// people, such as 0.10 for the top tenth. The top is the ceil(fraction × n)
// people with the largest counts, so it is never nobody: of 25 people the top
// tenth is 3. The error is for a fraction that is not above 0 and at most 1,
// and for negative counts and counts that are not numbers.
func TopShare(counts []float64, fraction float64) (TopShareResult, error) {
	if !(fraction > 0 && fraction <= 1) {
		return TopShareResult{}, fmt.Errorf("a top fraction of %v: give one above 0 and at most 1, such as 0.1", fraction)
	}
	if err := checkCounts("counts", counts); err != nil {
		return TopShareResult{}, err
	}
	t := TopShareResult{People: len(counts), Top: ceilShare(fraction, len(counts))}
	s := slices.Sorted(slices.Values(counts))
	var top, rest float64
	for i, v := range s {
		if i >= len(s)-t.Top {
			top += v
		} else {
			rest += v
		}
	}
	switch {
	case len(s) == 0:
		t.Note = "no people: nothing to share out"
		return t, nil
	case top == 0:
		t.Note = "all counts are zero: nothing to share out"
		return t, nil
	}
	t.Share, t.HasShare = top/(top+rest), true
	return t, nil
}

// ceilShare is ceil(fraction × n), not led astray by a product that rounding
// has lifted just above a whole number, as 0.07 × 100.
func ceilShare(fraction float64, n int) int {
	x := fraction * float64(n)
	return min(n, int(math.Ceil(x-1e-9*x)))
}
