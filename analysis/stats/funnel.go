package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Funnel is a funnel plot of proportions against the size of their units.
type Funnel struct {
	// Centre is the pooled proportion.
	Centre float64
	// Dispersion is how many times more the units scatter than chance allows,
	// never reckoned below 1.
	Dispersion float64
	// Units has one entry per unit, in the order given.
	Units []FunnelUnit
	Note  string
}

// FunnelUnit is one unit of a funnel plot.
type FunnelUnit struct {
	// Share is the unit's proportion; it is 0 unless Has, which is false for a
	// unit with nobody in it and where there are no limits.
	Share float64
	Has   bool
	// Z is the distance from the centre in sigma, dispersion allowed for.
	Z float64
	// Limits95 and Limits998 are the ranges that hold 95 and 99.8 per cent of
	// units of this size when all have the same true proportion.
	Limits95, Limits998 Interval
}

// winsorised is the share of units at each end whose z is drawn in before the
// dispersion is worked out, so that the outlying units do not widen the limits
// that should show them.
const winsorised = 0.1

// FunnelPlot compares the proportions of many units, such as sources, with the
// pooled one: 95 and 99.8 per cent limits that narrow as units grow, widened by
// the square root of the over-dispersion, which is the mean squared z after a
// tenth of the units at each end is winsorised (Spiegelhalter 2005, sections 3.1
// and 3.2: normal limits, multiplicative model). With fewer than three units, or
// with all or no hits, there are no limits and the note says so. The error is
// for a part that is negative or larger than the whole.
func FunnelPlot(units []Proportion) (Funnel, error) {
	if err := checkProportions(units); err != nil {
		return Funnel{}, err
	}
	f := Funnel{Units: make([]FunnelUnit, len(units)), Dispersion: 1}
	var all Proportion
	var z []float64
	for _, u := range units {
		all = all.plus(u)
	}
	if all.Of > 0 {
		f.Centre = all.share()
	}
	sigma := func(u Proportion) float64 { return math.Sqrt(f.Centre * (1 - f.Centre) / float64(u.Of)) }
	for _, u := range units {
		if u.Of > 0 && all.Hits > 0 && all.Hits < all.Of {
			z = append(z, (u.share()-f.Centre)/sigma(u))
		}
	}
	if len(z) < 3 {
		f.Note = "too few units, or all alike: no limits"
		return f, nil
	}
	f.Dispersion = max(1, winsorisedDispersion(z))
	for i, u := range units {
		if u.Of > 0 {
			f.Units[i] = funnelUnit(u.share(), f.Centre, sigma(u)*math.Sqrt(f.Dispersion))
		}
	}
	if f.Dispersion > 1 {
		f.Note = fmt.Sprintf("units scatter %.2g times as much as chance; the limits allow for it", f.Dispersion)
	}
	return f, nil
}

// funnelUnit places a share against the limits for its sigma.
func funnelUnit(share, centre, sigma float64) FunnelUnit {
	limits := func(q float64) Interval {
		return Interval{clamp01(centre - q*sigma), clamp01(centre + q*sigma)}
	}
	return FunnelUnit{
		Share: share, Has: true, Z: (share - centre) / sigma,
		Limits95: limits(z975), Limits998: limits(distuv.UnitNormal.Quantile(0.999)),
	}
}

// winsorisedDispersion is the mean square of z after its ends are drawn in.
func winsorisedDispersion(z []float64) float64 {
	sorted := slices.Sorted(slices.Values(z))
	low, high := quantile7(sorted, winsorised), quantile7(sorted, 1-winsorised)
	squares := make([]float64, len(z))
	for i, v := range z {
		v = min(max(v, low), high)
		squares[i] = v * v
	}
	return stat.Mean(squares, nil)
}
