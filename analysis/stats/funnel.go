package stats

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Funnel is a funnel plot of proportions or rates against the size of their units.
type Funnel struct {
	// Centre is the pooled proportion or rate.
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
	// Share is the unit's proportion or rate; it is 0 unless HasShare, which is false
	// for a unit with nobody in it.
	Share    float64
	HasShare bool
	// Has says that the unit has limits and a distance from the centre.
	Has bool
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
	shares, sizes := make([]float64, len(units)), make([]float64, len(units))
	var all Proportion
	for i, u := range units {
		all = all.plus(u)
		if sizes[i] = float64(u.Of); u.Of > 0 {
			shares[i] = u.share()
		}
	}
	if all.Of == 0 {
		return funnel(shares, sizes, 0, 0, 1), nil
	}
	centre := all.share()
	return funnel(shares, sizes, centre, centre*(1-centre), 1), nil
}

// FunnelRates is [FunnelPlot] for rates, such as messages per session of several
// services: Share is then the rate, and sigma is Poisson's, the square root of
// centre over exposure. Units without exposure are left out. The error is for
// negative counts and exposures, and for events without exposure.
func FunnelRates(units []Count) (Funnel, error) {
	rates, sizes := make([]float64, len(units)), make([]float64, len(units))
	var events, exposure float64
	for i, u := range units {
		if u.Exposure == 0 && u.Events == 0 {
			continue
		}
		if err := u.check(fmt.Sprintf("unit %d", i+1)); err != nil {
			return Funnel{}, err
		}
		rates[i], sizes[i] = u.rate(), u.Exposure
		events, exposure = events+float64(u.Events), exposure+u.Exposure
	}
	centre := 0.0
	if exposure > 0 {
		centre = events / exposure
	}
	return funnel(rates, sizes, centre, centre, math.MaxFloat64), nil
}

// funnel places units of the given values and sizes around a centre, where a
// unit of size 1 has the given variance by chance and limits end at 0 and top.
func funnel(values, sizes []float64, centre, variance, top float64) Funnel {
	f := Funnel{Centre: centre, Units: make([]FunnelUnit, len(values)), Dispersion: 1}
	sigma := func(i int) float64 { return math.Sqrt(variance / sizes[i]) }
	var z []float64
	for i, v := range values {
		if sizes[i] > 0 && finite(v) {
			f.Units[i].Share, f.Units[i].HasShare = v, true
		}
		if s := sigma(i); sizes[i] > 0 && s > 0 && finite((v-centre)/s) {
			z = append(z, (v-centre)/s)
		}
	}
	dispersion := 0.0
	if len(z) >= 3 {
		dispersion = winsorisedDispersion(z)
	}
	if len(z) < 3 || !finite(centre) || !finite(dispersion) {
		f.Centre = 0
		if finite(centre) {
			f.Centre = centre
		}
		f.Note = "too few units, or all alike: no limits"
		return f
	}
	f.Dispersion = max(1, dispersion)
	for i, v := range values {
		if s := sigma(i) * math.Sqrt(f.Dispersion); sizes[i] > 0 && s > 0 && finite((v-centre)/s) {
			f.Units[i] = funnelUnit(v, centre, s, top)
		}
	}
	if f.Dispersion > 1 {
		f.Note = fmt.Sprintf("units scatter %.2g times as much as chance; the limits allow for it", f.Dispersion)
	}
	return f
}

// funnelUnit places a value against the limits for its sigma.
func funnelUnit(value, centre, sigma, top float64) FunnelUnit {
	limits := func(q float64) Interval {
		return Interval{max(0, centre-q*sigma), min(top, centre+q*sigma)}
	}
	return FunnelUnit{
		Share: value, HasShare: true, Has: true, Z: (value - centre) / sigma,
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
