package stats

import "math"

// DesignEffect tells how many times more a share scatters than it would if
// every observation stood for itself, given the observations in clusters, such
// as the messages of each person or of each session: the cluster (linearised)
// variance of the share divided by its binomial variance, never below 1
// (Rao and Scott, "A simple method for the analysis of clustered binary data",
// Biometrics 48, 1992, 577-585). Clusters without observations do not count.
// It is 1 with fewer than two clusters or a share of 0 or 1. The error is for
// a part that is negative or larger than the whole.
func DesignEffect(clusters []Proportion) (float64, error) {
	if err := checkProportions(clusters); err != nil {
		return 0, err
	}
	var hits, of, m float64
	for _, c := range clusters {
		if c.Of > 0 {
			hits, of, m = hits+float64(c.Hits), of+float64(c.Of), m+1
		}
	}
	if m < 2 || hits == 0 || hits == of {
		return 1, nil
	}
	p := hits / of
	var squares float64
	for _, c := range clusters {
		d := float64(c.Hits) - p*float64(c.Of)
		squares += d * d
	}
	clustered := m / (m - 1) * squares / (of * of)
	return max(1, clustered/(p*(1-p)/of)), nil
}

// NewcombeDesign is [Newcombe] for shares that scatter more than binomial ones
// do: hits and totals are divided by each group's design effect before the
// interval and the P value are computed (Rao and Scott 1992, see
// [DesignEffect]). Effects below 1 count as 1. The value is the plain
// difference, b minus a.
func NewcombeDesign(a, b Proportion, effectA, effectB float64) (Estimate, error) {
	e := Estimate{Method: "Newcombe hybrid score interval, allowing for several messages of one person or session"}
	if err := checkProportions([]Proportion{a, b}); err != nil {
		return Estimate{}, err
	}
	if a.Of == 0 || b.Of == 0 {
		e.addNote("a group with none in all: nothing to compare")
		return e, nil
	}
	sa, sb := a.share(), b.share()
	na, nb := float64(a.Of)/max(1, effectA), float64(b.Of)/max(1, effectB)
	if !finite(na) || !finite(nb) {
		e.addNote(tooExtreme)
		return e, nil
	}
	ca, cb := wilsonShare(sa, na), wilsonShare(sb, nb)
	e.setValue(sb - sa)
	e.setInterval(e.Value-math.Hypot(sb-cb.Low, ca.High-sa), e.Value+math.Hypot(cb.High-sb, sa-ca.Low))
	pooled := (sa*na + sb*nb) / (na + nb)
	if v := pooled * (1 - pooled) * (1/na + 1/nb); v > 0 {
		e.setP(math.Erfc(math.Abs(sb-sa) / math.Sqrt(2*v)))
	} else {
		e.addNote("none or all in both groups: nothing to test")
	}
	return e, nil
}
