package stats

import "math"

// Standardised compares two groups as if both had the same mix of strata.
type Standardised struct {
	// Estimate is the difference of the standardised proportions, b minus a.
	Estimate
	// A and B are the standardised proportions, CrudeA and CrudeB the pooled
	// ones, which mix the change within strata with the change of mix.
	A, B           float64
	CrudeA, CrudeB float64
	// LeftOut is the number of strata left out because a group has nobody in
	// them.
	LeftOut int
}

// DirectStandardisation compares a proportion in two groups after giving both
// the mix of strata of the two groups together (direct standardisation;
// Breslow and Day 1987, chapter 2), with the large-sample interval and P value
// of the difference. Strata in which a group has nobody cannot be compared and
// are left out. Where all are left out there is no value and the note says so.
// The error is for a part that is negative or larger than the whole.
func DirectStandardisation(strata []Stratum) (Standardised, error) {
	s := Standardised{Estimate: Estimate{Method: "direct standardisation to the mix of both groups"}}
	var a, b Proportion
	var kept []Stratum
	total := 0
	for _, x := range strata {
		if err := checkProportions([]Proportion{x.A, x.B}); err != nil {
			return Standardised{}, err
		}
		a, b = a.plus(x.A), b.plus(x.B)
		if x.A.Of == 0 || x.B.Of == 0 {
			s.LeftOut++
			continue
		}
		kept = append(kept, x)
		total += x.A.Of + x.B.Of
	}
	if len(kept) == 0 {
		s.addNote("no stratum has both groups in it: nothing to compare")
		return s, nil
	}
	if s.LeftOut > 0 {
		s.addNote("strata in which one group has nobody are left out")
	}
	s.CrudeA, s.CrudeB = a.share(), b.share()
	var variance float64
	for _, x := range kept {
		w := float64(x.A.Of+x.B.Of) / float64(total)
		pa, pb := x.A.share(), x.B.share()
		s.A, s.B = s.A+w*pa, s.B+w*pb
		variance += w * w * (pa*(1-pa)/float64(x.A.Of) + pb*(1-pb)/float64(x.B.Of))
	}
	s.setValue(s.B - s.A)
	if !(variance > 0) {
		s.addNote("no scatter in any stratum: no interval")
		return s, nil
	}
	se := math.Sqrt(variance)
	s.setInterval(max(-1, s.Value-z975*se), min(1, s.Value+z975*se))
	s.setP(normalTwoSided(s.Value / se))
	return s, nil
}

func (p Proportion) plus(q Proportion) Proportion {
	return Proportion{p.Hits + q.Hits, p.Of + q.Of}
}
