package stats

import (
	"fmt"
	"math"
)

// movingRangeSigma turns a mean moving range into a standard deviation: d2 for
// two values.
const movingRangeSigma = 1.128

// Subgroup is the count and the size of one subgroup of a P' or U' chart, such
// as the messages with a theme among all messages of a session.
type Subgroup struct {
	Count, Size float64
}

// PPrime draws up a P' chart of proportions with subgroups of unequal size, in
// time order (Laney 2002): the limits of a P chart, three binomial sigma from
// the pooled proportion, times the sigma of the standardised proportions, which
// is their mean moving range over 1.128 and takes in what varies between
// sessions beyond chance. Limits are clipped at 0 and 1. Subgroups of size 0
// are gaps. The rules for points and the options are those of [XmR], save that
// moving ranges are never screened, as Laney does not. Where all or none are hits, or there are no neighbours, there are no
// limits and the note says so. The error is for counts larger than their size
// and for impossible options.
func PPrime(subgroups []Subgroup, o XmROptions) (ControlChart, error) {
	for i, s := range subgroups {
		if s.Count > s.Size {
			return ControlChart{}, fmt.Errorf("subgroup %d: %v of %v: the part must not exceed the whole", i+1, s.Count, s.Size)
		}
	}
	return primeChart(subgroups, o, "P' chart (Laney)", func(centre, size float64) float64 {
		return math.Sqrt(max(0, centre*(1-centre)) / size)
	}, 1)
}

// UPrime draws up a U' chart of rates with subgroups of unequal size, such as
// messages per participant, in time order (Laney 2002). It is [PPrime] with
// Poisson in place of binomial sigma, clipped at 0 only.
func UPrime(subgroups []Subgroup, o XmROptions) (ControlChart, error) {
	return primeChart(subgroups, o, "U' chart (Laney)", func(centre, size float64) float64 {
		return math.Sqrt(centre / size)
	}, math.MaxFloat64)
}

// primeChart draws up a chart whose sigma for a subgroup of the given size is
// that of chance times that of the standardised values.
func primeChart(subgroups []Subgroup, o XmROptions, method string, sigma func(centre, size float64) float64, top float64) (ControlChart, error) {
	if err := checkSubgroups(subgroups); err != nil {
		return ControlChart{}, err
	}
	if err := o.check(len(subgroups)); err != nil {
		return ControlChart{}, err
	}
	c := ControlChart{Points: make([]ControlPoint, len(subgroups)), Method: fmt.Sprintf("%s; runs of %d; %s", method, o.run(), o.ruleName())}
	for i, s := range subgroups {
		if s.Size > 0 {
			c.Points[i].Value, c.Points[i].HasValue = s.Count/s.Size, true
		}
	}
	if len(subgroups) == 0 {
		c.Note = "no subgroups: nothing to chart"
		return c, nil
	}
	for number, s := range o.stretches(len(subgroups)) {
		g := primeLimits(c.Points, subgroups, s, o.FixAfter, sigma, top)
		g.setReason(s, number)
		for i := g.From; i < g.To; i++ {
			c.Points[i].Group = number
		}
		c.Groups = append(c.Groups, g)
		c.Note = joinNotes(c.Note, g.Note)
	}
	c.judge(o)
	c.Assurance = assure(c.Points[len(c.Points)-1].ControlLimits, o)
	c.noteTarget(o)
	return c, nil
}

// primeLimits works out the limits of one stretch and gives them to its points.
func primeLimits(points []ControlPoint, subgroups []Subgroup, s stretch, fixAfter int, sigma func(centre, size float64) float64, top float64) ControlGroup {
	g := ControlGroup{From: s.from, To: s.to}
	base := subgroups[s.from:s.to]
	if fixAfter > 0 && fixAfter < len(base) {
		base = base[:fixAfter]
	}
	var count, size float64
	for _, b := range base {
		if b.Size > 0 {
			count, size = count+b.Count, size+b.Size
			g.Points++
		}
	}
	if g.Points == 0 {
		g.Note = "no subgroups with a size: no mean and no limits"
		return g
	}
	g.Mean, g.HasMean = count/size, true
	spread, ok := standardisedSpread(base, g.Mean, sigma)
	switch g.Trial = ok && g.Points < TrialPoints; {
	case !ok:
		g.Note = "no scatter between neighbouring points: no limits"
	case g.Trial:
		g.Note = fmt.Sprintf("trial limits: they rest on fewer than %d points and will become more reliable as more are added", TrialPoints)
	}
	for i := s.from; i < s.to; i++ {
		l := &points[i].ControlLimits
		l.Mean, l.HasMean = g.Mean, true
		if width := 3 * spread * sigma(g.Mean, subgroups[i].Size); ok && subgroups[i].Size > 0 && finite(width) {
			l.setWidth(width)
			l.clip(top)
		}
	}
	return g
}

// standardisedSpread is the sigma, from the mean moving range, of the values in
// units of their chance sigma; it reports false when there is none.
func standardisedSpread(subgroups []Subgroup, centre float64, sigma func(centre, size float64) float64) (float64, bool) {
	z := make([]float64, len(subgroups))
	for i, s := range subgroups {
		z[i] = math.NaN()
		if s.Size <= 0 {
			continue
		}
		chance := sigma(centre, s.Size)
		if chance == 0 {
			return 0, false
		}
		z[i] = (s.Count/s.Size - centre) / chance
	}
	amr, ok := meanMovingRange(z, false)
	return amr / movingRangeSigma, ok && amr > 0 && finite(amr)
}

// clip keeps limits between 0 and top.
func (l *ControlLimits) clip(top float64) {
	for _, v := range []*float64{&l.Lower, &l.Upper, &l.NearLower, &l.NearUpper} {
		*v = min(max(*v, 0), top)
	}
}

func checkSubgroups(subgroups []Subgroup) error {
	for i, s := range subgroups {
		if err := checkCounts(fmt.Sprintf("subgroup %d", i+1), []float64{s.Count, s.Size}); err != nil {
			return err
		}
		if s.Size > 0 && s.Size < 1e-9 {
			return fmt.Errorf("subgroup %d has a size of %v: give the size in smaller units", i+1, s.Size)
		}
	}
	return nil
}
