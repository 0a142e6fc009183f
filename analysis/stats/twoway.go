package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ClusteredCount is what one person said in one session: Hits messages with a
// theme, say, of Of in all. Person and Session are numbers that tell people and
// sessions apart; a person keeps the number in both periods. Later says that
// the session lies in the later period.
type ClusteredCount struct {
	Person, Session int
	Later           bool
	Hits, Of        int
}

// ClusteredDifference is a difference of two shares of messages that allows for
// messages of one person, and of one session, being alike.
type ClusteredDifference struct {
	// Estimate is the share of the later period less that of the earlier.
	Estimate
	// Before and After are the two shares as counted.
	Before, After Proportion
	// Effect is how many times the variance of the difference exceeds that of
	// independent messages; never below 1.
	Effect float64
	// PersonEffect and SessionEffect are the same for one kind of cluster only.
	PersonEffect, SessionEffect float64
	// DF is the degrees of freedom of the t distribution used, or 0 when there
	// is no interval.
	DF float64
	// People and Sessions count those with messages in either period.
	People, Sessions int
}

// ShareDifference compares the share of messages with a theme between an earlier
// and a later period, allowing for messages of one person and messages of one
// session to be alike, at the same time and across both periods. The variance of
// the difference is that of Cameron, Gelbach and Miller (2011): by person plus
// by session less by both, each in the form of Bell and McCaffrey (2002) that
// stays honest with few clusters, but no less than any one of the three nor than
// that of independent messages. Its ratio to the latter divides hits and totals
// (Rao and Scott 1992), and Newcombe's interval and the chi-square P value are
// worked out from these with Student's t in place of the normal distribution, on
// the degrees of freedom of Satterthwaite (1946) from the number of sessions less
// 2 and the number of people, counted by their weight, less 1. With fewer than
// two sessions in a period, or fewer than three people, there is no interval.
// Simulated years without a change are called changed in less than 5 per cent,
// see the tests. The error is for a part that is negative or larger than the
// whole.
func ShareDifference(cells []ClusteredCount) (ClusteredDifference, error) {
	d := ClusteredDifference{Estimate: Estimate{Method: "Newcombe hybrid score interval, variance clustered by person and session, Student's t"}}
	var size [2]float64
	for i, c := range cells {
		p := Proportion{c.Hits, c.Of}
		if err := p.check(fmt.Sprintf("count %d", i+1)); err != nil {
			return ClusteredDifference{}, err
		}
		if c.Later {
			d.After = d.After.plus(p)
		} else {
			d.Before = d.Before.plus(p)
		}
		size[period(c)] += float64(c.Of)
	}
	if size[0] == 0 || size[1] == 0 {
		d.addNote("a period without messages: nothing to compare")
		return d, nil
	}
	sa, sb := d.Before.share(), d.After.share()
	d.setValue(sb - sa)
	pooled := float64(d.Before.Hits+d.After.Hits) / (size[0] + size[1])
	independent := pooled * (1 - pooled) * (1/size[0] + 1/size[1])
	if !(independent > 0) {
		d.addNote("none or all in both periods: nothing to test")
		d.wilson(sa, sb, size[0], size[1], z975)
		return d, nil
	}
	d.effects(cells, size, independent)
	if d.DF = d.degreesOfFreedom(cells); d.DF < 1 {
		d.DF = 0
		d.addNote("too few sessions or people to tell how far they differ: no interval")
		return d, nil
	}
	d.wilson(sa, sb, size[0]/d.Effect, size[1]/d.Effect, tQuantile975(d.DF))
	d.setP(tTwoSided((sb-sa)/math.Sqrt(independent*d.Effect), d.DF))
	return d, nil
}

func period(c ClusteredCount) int {
	if c.Later {
		return 1
	}
	return 0
}

// wilson sets Newcombe's interval from score intervals of na and nb
// observations with the given quantile.
func (d *ClusteredDifference) wilson(sa, sb, na, nb, quantile float64) {
	ca, cb := wilsonAt(sa, na, quantile), wilsonAt(sb, nb, quantile)
	d.setInterval(d.Value-math.Hypot(sb-cb.Low, ca.High-sa), d.Value+math.Hypot(cb.High-sb, sa-ca.Low))
}

// effects fills in the ratios of the clustered variances to that of independent
// messages.
func (d *ClusteredDifference) effects(cells []ClusteredCount, size [2]float64, independent float64) {
	own := [2]float64{d.Before.share(), d.After.share()}
	person := func(a, b ClusteredCount) int { return cmp.Compare(a.Person, b.Person) }
	session := func(a, b ClusteredCount) int {
		return cmp.Or(cmp.Compare(period(a), period(b)), cmp.Compare(a.Session, b.Session))
	}
	both := func(a, b ClusteredCount) int { return cmp.Or(session(a, b), person(a, b)) }
	var byPerson, bySession, byBoth float64
	byPerson, d.People = clusterVariance(cells, person, own, size)
	bySession, d.Sessions = clusterVariance(cells, session, own, size)
	byBoth, _ = clusterVariance(cells, both, own, size)
	d.PersonEffect, d.SessionEffect = max(1, byPerson/independent), max(1, bySession/independent)
	d.Effect = max(1, (byPerson+bySession-byBoth)/independent, d.PersonEffect, d.SessionEffect, byBoth/independent)
}

// clusterVariance is the variance of the difference from the clusters that the
// order tells apart: the sum of their squared deviations, each blown up by what
// the cluster itself pulls its period's share towards it, as if it had been left
// out (CR3 of Bell and McCaffrey 2002, near the jackknife). It returns the number
// of clusters too.
func clusterVariance(cells []ClusteredCount, order func(a, b ClusteredCount) int, own, size [2]float64) (float64, int) {
	sorted := slices.Clone(cells)
	sorted = slices.DeleteFunc(sorted, func(c ClusteredCount) bool { return c.Of == 0 })
	slices.SortStableFunc(sorted, order)
	var squares float64
	n := 0
	for i := 0; i < len(sorted); {
		var hits, of [2]float64 // whole numbers, so that their order does not matter
		j := i
		for ; j < len(sorted) && order(sorted[i], sorted[j]) == 0; j++ {
			c, y := sorted[j], period(sorted[j])
			hits[y], of[y] = hits[y]+float64(c.Hits), of[y]+float64(c.Of)
		}
		var deviation float64
		for y, sign := range [2]float64{-1, 1} {
			if rest := size[y] - of[y]; rest > 0 {
				deviation += sign * (hits[y] - own[y]*of[y]) / rest
			}
		}
		squares += deviation * deviation
		n++
		i = j
	}
	return squares, n
}

// degreesOfFreedom joins those of sessions, their number less 2, and of people,
// less 1, in proportion to the squares of the variances they bring. People count
// as (Σn)²/Σn² of their messages, so that a few who write most count as few
// (Carter, Schnepel and Steigerwald 2017). It is 0 where there are too few.
func (d *ClusteredDifference) degreesOfFreedom(cells []ClusteredCount) float64 {
	of := map[int]float64{}
	inPeriod := [2]map[int]bool{{}, {}}
	for _, c := range cells {
		if c.Of > 0 {
			of[c.Person] += float64(c.Of)
			inPeriod[period(c)][c.Session] = true
		}
	}
	sizes := make([]float64, 0, len(of))
	for _, n := range of {
		sizes = append(sizes, n)
	}
	slices.Sort(sizes) // so that rounding does not depend on the order of a map
	var sum, squares float64
	for _, n := range sizes {
		sum, squares = sum+n, squares+n*n
	}
	if len(inPeriod[0]) < 2 || len(inPeriod[1]) < 2 || len(of) < 3 {
		return 0
	}
	sessions, people := float64(len(inPeriod[0])+len(inPeriod[1])-2), max(1, sum*sum/squares-1)
	p, s := d.PersonEffect, d.SessionEffect
	df := (p + s) * (p + s) / (p*p/people + s*s/sessions)
	if !finite(df) {
		return min(people, sessions)
	}
	return df
}
