package stats

import (
	"fmt"
	"math"
)

// NotHeld stands in [StratifiedRates] for the count of a stratum in a session
// that it does not cover.
const NotHeld = -1

// StratifiedRate is a ratio of rates per session that allows for strata.
type StratifiedRate struct {
	// Estimate is the ratio of the rates, b to a, with the same mix in both.
	Estimate
	// MeanA and MeanB are the mean counts per session, strata added up, each
	// reckoned over the sessions that it covers.
	MeanA, MeanB float64
	// Difference is MeanB less MeanA. Strata weigh by what is counted in them, so
	// that it need not agree with the ratio where they changed differently.
	Difference Estimate
	// Strata is the number of strata that both groups cover.
	Strata int
	// DF is the degrees of freedom of the interval.
	DF float64
}

// StratifiedRates compares counts per session of an earlier group a and a later
// group b stratum by stratum: a[k][i] is the count of stratum k in session i
// of a, or [NotHeld]. Strata that one of the groups does not cover are left out.
// The ratio is that of Mantel and Haenszel for rates (Rothman, Greenland and
// Lash 2008, chapter 15): strata weigh by T_a·T_b/(T_a+T_b), where T is the
// number of sessions covered. Its variance is linearised and summed over
// sessions, whose strata may rise and fall together, and never below Poisson's;
// the interval is from Student's t on the logarithm (Welch and Satterthwaite).
// The error is for groups that have not as many strata, and for counts below 0.
func StratifiedRates(a, b [][]float64) (StratifiedRate, error) {
	r := StratifiedRate{
		Estimate:   Estimate{Null: 1, Method: "Mantel-Haenszel ratio of means per session, over what both years cover"},
		Difference: noDifference(),
	}
	if len(a) != len(b) {
		return StratifiedRate{}, fmt.Errorf("%d and %d strata: give both groups the same", len(a), len(b))
	}
	var sides [2]rateSide
	for g, side := range [...][][]float64{a, b} {
		if err := sides[g].read(side); err != nil {
			return StratifiedRate{}, err
		}
	}
	for k := range a {
		ta, tb := sides[0].sessions[k], sides[1].sessions[k]
		if ta == 0 || tb == 0 {
			continue
		}
		r.Strata++
		w := ta * tb / (ta + tb)
		for g := range sides {
			sides[g].add(k, w)
		}
	}
	r.MeanA, r.MeanB = sides[0].plain.sum, sides[1].plain.sum
	if r.Strata == 0 {
		r.addNote("too few to say: no part that both periods cover")
		return r, nil
	}
	a0, b0 := &sides[0], &sides[1]
	if r.MeanA == 0 || r.MeanB == 0 {
		r.addNote("one period has only zeros: no interval could be made")
		return r, nil
	}
	r.setValue(b0.weighted.sum / a0.weighted.sum)
	if min(a0.covered(), b0.covered()) < MinSessions {
		r.addNote(fmt.Sprintf("too few to say: an interval needs at least %d sessions in each period", MinSessions))
		return r, nil
	}
	df := []float64{a0.covered() - 1, b0.covered() - 1}
	va, vb := a0.variance(&a0.weighted), b0.variance(&b0.weighted)
	r.DF = joinedDF([]float64{va, vb}, df)
	if !(va+vb > 0) || !finite(r.DF) || !finite(va+vb) {
		r.DF = 0
		r.addNote(tooExtreme)
		return r, nil
	}
	se := math.Sqrt(va + vb)
	r.setLogScale(se, tQuantile975(r.DF))
	r.setP(tTwoSided(math.Log(r.Value)/se, r.DF))
	va, vb = a0.variance(&a0.plain), b0.variance(&b0.plain)
	r.Difference = differenceOfMeans(r.MeanA, r.MeanB, va, vb, tQuantile975(r.DF))
	return r, nil
}

// rateSide is one group of StratifiedRates.
type rateSide struct {
	counts   [][]float64
	sessions []float64 // covered, of each stratum
	totals   []float64
	used     []bool  // sessions
	weighted meanSum // for the ratio
	plain    meanSum // for the difference
}

// meanSum is a sum of weighted means of strata.
type meanSum struct {
	sum     float64
	pull    []float64 // of each session, on the sum
	poisson float64   // variance of the sum if counts were Poisson's
}

func (s *rateSide) read(counts [][]float64) error {
	s.counts = counts
	s.sessions, s.totals = make([]float64, len(counts)), make([]float64, len(counts))
	for k, row := range counts {
		if len(row) > len(s.used) {
			s.used = make([]bool, len(row))
			s.weighted.pull, s.plain.pull = make([]float64, len(row)), make([]float64, len(row))
		}
		for i, x := range row {
			if x == NotHeld {
				continue
			}
			if !(x >= 0 && x <= maxSize) {
				return fmt.Errorf("stratum %d, session %d: %v is not a count", k+1, i+1, x)
			}
			s.sessions[k]++
			s.totals[k] += x
		}
	}
	return nil
}

func (s *rateSide) mean(k int) float64 { return s.totals[k] / s.sessions[k] }

func (s *rateSide) add(k int, w float64) {
	for i, x := range s.counts[k] {
		s.used[i] = s.used[i] || x != NotHeld
	}
	s.weighted.add(s.counts[k], s.mean(k), w/s.sessions[k])
	s.plain.add(s.counts[k], s.mean(k), 1/s.sessions[k])
}

// add adds the mean of a stratum to which every session adds each.
func (t *meanSum) add(counts []float64, mean, each float64) {
	for i, x := range counts {
		if x != NotHeld {
			t.sum += each * x
			t.poisson += each * each * mean
			t.pull[i] += each * (x - mean)
		}
	}
}

// covered is the number of sessions that count.
func (s *rateSide) covered() float64 {
	m := 0.0
	for _, used := range s.used {
		if used {
			m++
		}
	}
	return m
}

// variance is that of the logarithm of a sum.
func (s *rateSide) variance(t *meanSum) float64 {
	m, v := s.covered(), 0.0
	for i, u := range t.pull {
		if s.used[i] {
			v += u * u
		}
	}
	return max(v*m/(m-1), t.poisson) / (t.sum * t.sum)
}
