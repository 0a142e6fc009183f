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
	r := StratifiedRate{Estimate: Estimate{Null: 1, Method: "Mantel-Haenszel ratio of means per session, over what both years cover"}}
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
		r.MeanA, r.MeanB = r.MeanA+sides[0].mean(k), r.MeanB+sides[1].mean(k)
	}
	if r.Strata == 0 {
		r.addNote("too few to say: no part that both periods cover")
		return r, nil
	}
	if sides[0].sum == 0 || sides[1].sum == 0 {
		r.addNote("one period has only zeros: no interval could be made")
		return r, nil
	}
	r.setValue(sides[1].sum / sides[0].sum)
	va, dfA, okA := sides[0].variance()
	vb, dfB, okB := sides[1].variance()
	if !okA || !okB {
		r.addNote(fmt.Sprintf("too few to say: an interval needs at least %d sessions in each period", MinSessions))
		return r, nil
	}
	if !(va+vb > 0) || !finite(va*va/dfA+vb*vb/dfB) {
		r.addNote(tooExtreme)
		return r, nil
	}
	// In shares of the larger variance, so that small ones do not vanish.
	ra, rb := va/max(va, vb), vb/max(va, vb)
	r.DF = max(1, (ra+rb)*(ra+rb)/(ra*ra/dfA+rb*rb/dfB))
	se := math.Sqrt(va + vb)
	r.setLogScale(se, tQuantile975(r.DF))
	r.setP(tTwoSided(math.Log(r.Value)/se, r.DF))
	return r, nil
}

// rateSide is one group of StratifiedRates.
type rateSide struct {
	counts   [][]float64
	sessions []float64 // covered, of each stratum
	totals   []float64
	pull     []float64 // of each session, on the weighted sum
	used     []bool
	sum      float64 // of weighted means
	poisson  float64 // variance of sum if counts were Poisson's
}

func (s *rateSide) read(counts [][]float64) error {
	s.counts = counts
	s.sessions, s.totals = make([]float64, len(counts)), make([]float64, len(counts))
	for k, row := range counts {
		if len(row) > len(s.pull) {
			s.pull, s.used = make([]float64, len(row)), make([]bool, len(row))
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
	mean, each := s.mean(k), w/s.sessions[k]
	s.sum += w * mean
	s.poisson += w * each * mean
	for i, x := range s.counts[k] {
		if x != NotHeld {
			s.pull[i] += each * (x - mean)
			s.used[i] = true
		}
	}
}

// variance is that of the logarithm of the weighted sum.
func (s *rateSide) variance() (v, df float64, ok bool) {
	m := 0.0
	for i, u := range s.pull {
		if s.used[i] {
			m++
			v += u * u
		}
	}
	if m < MinSessions {
		return 0, 0, false
	}
	return max(v*m/(m-1), s.poisson) / (s.sum * s.sum), m - 1, true
}
