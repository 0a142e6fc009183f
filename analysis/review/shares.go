package review

import (
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// The ways in which messages of a sample hang together.
const (
	byPerson = iota
	bySession
)

// sample is the messages of two years, to compare the share of them that have
// something, and how they are split into strata where the mix of these moved.
type sample struct {
	*stats.ShareSample
	before, now, base corpus.Selection // base is both years
	split             *mix             // nil where years are compared as they are
	scope             *scope
}

// sample puts the messages of two years together; split may be nil.
func (s *scope) sample(before, now corpus.Selection, split *mix) (*sample, error) {
	x := &sample{before: before, now: now, base: before.Or(now), split: split, scope: s}
	strata := 1
	if split != nil {
		strata = len(split.names)
	}
	obs := make([]stats.Observation, len(x.base))
	next := 0
	for k, i := range x.base {
		for next < len(now) && now[next] < i {
			next++
		}
		o := stats.Observation{Later: next < len(now) && now[next] == i}
		o.Clusters[byPerson], o.Clusters[bySession] = int(s.Person(int(i))), int(s.Session(int(i)))
		if split != nil {
			o.Stratum = split.of(int(i))
		}
		obs[k] = o
	}
	var err error
	x.ShareSample, err = stats.NewShareSample(obs, strata)
	return x, err
}

// at are the positions of messages among those of the sample.
func (x *sample) at(sel corpus.Selection) []int {
	hits := make([]int, 0, len(sel))
	for k, j := 0, 0; k < len(x.base) && j < len(sel); {
		switch {
		case x.base[k] < sel[j]:
			k++
		case x.base[k] > sel[j]:
			j++
		default:
			hits = append(hits, k)
			k, j = k+1, j+1
		}
	}
	return hits
}

// share compares the share of the messages that are hits.
func (x *sample) share(hits corpus.Selection) (shareChange, error) {
	c, err := x.Compare(x.at(hits))
	r := shareChange{ShareComparison: c, split: x.split}
	r.cut()
	return r, err
}

// shareChange is a share of messages in two years.
type shareChange struct {
	stats.ShareComparison
	split  *mix
	people stats.BootstrapResult // over people; empty where they were not drawn
	asked  int                   // comparisons like this one that were made; 0 is 1
}

// cut keeps the intervals of differences to what is possible: a share that was 2%
// cannot fall by more than 2 percentage points.
func (c *shareChange) cut() {
	possible(&c.Pooled, ratioOf(c.A))
	possible(&c.Standard.Estimate, c.Standard.A)
	for k := range c.Within {
		possible(&c.Within[k], ratioOf(c.Strata[k].A))
	}
}

// possible cuts the interval of a difference from a share.
func possible(e *stats.Estimate, from float64) {
	if e.HasInterval {
		e.Low, e.High = max(e.Low, 0-from), min(e.High, 1-from)
	}
}

// overPeople is the interval of the difference over people drawn again, cut to what
// is possible.
func (c *shareChange) overPeople() (stats.Interval, bool) {
	r, ok := c.people.Interval()
	from := ratioOf(c.A)
	if c.split != nil {
		from = c.Standard.A
	}
	return stats.Interval{Low: max(r.Low, 0-from), High: min(r.High, 1-from)}, ok
}

// p is the P value on which a claim rests, 1 where there is none.
func (c *shareChange) p() float64 {
	e := c.Pooled
	if c.split != nil {
		e = c.Common.Estimate
	}
	if !e.HasP {
		return 1
	}
	return e.P
}

// claims says which way an estimate changed by more than chance can explain, 0
// where nothing can be claimed.
func claims(e stats.Estimate) int {
	if !e.HasP || e.P >= claimBelow {
		return 0
	}
	return e.Direction()
}

// direction is the way of which a change may be claimed. In strata it is that of
// the odds ratio which they have in common, where the standardised difference
// agrees; where the share clearly rose in some strata and fell in others there is
// none.
func (c *shareChange) direction() int {
	if c.split == nil {
		return claims(c.Pooled)
	}
	common := claims(c.Common.Estimate)
	if !c.Common.HasInterval && c.p() < claimBelow { // one year has none: there is no ratio
		common = claims(c.Standard.Estimate)
	}
	if common != claims(c.Standard.Estimate) || c.torn() {
		return 0
	}
	return common
}

// torn reports whether the share clearly rose in some strata and fell in others.
func (c *shareChange) torn() bool {
	rose, fell := c.within()
	return len(rose) > 0 && len(fell) > 0
}

// within are the strata in which the share rose, and fell, by more than chance
// can explain, corrected for their number, and for that of comparisons.
func (c *shareChange) within() (rose, fell []int) {
	p := make([]float64, len(c.Within))
	for k, e := range c.Within {
		p[k] = 1
		if st := c.Strata[k]; e.HasP && st.A.Hits+st.B.Hits >= fewMessages && min(st.A.Of, st.B.Of) >= fewBase {
			p[k] = e.P
		}
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return nil, nil
	}
	for k, e := range c.Within {
		switch {
		case adjusted[k]*float64(max(1, c.asked)) >= claimBelow:
		case e.Direction() > 0:
			rose = append(rose, k)
		case e.Direction() < 0:
			fell = append(fell, k)
		}
	}
	return rose, fell
}

// everywhere reports whether the share moved that way in every stratum that both
// years cover, whether or not each alone would bear a claim.
func (c *shareChange) everywhere(direction int) bool {
	found := false
	for k, e := range c.Within {
		if st := c.Strata[k]; min(st.A.Of, st.B.Of) < fewBase || !e.HasValue {
			continue
		}
		if float64(direction)*e.Value <= 0 {
			return false
		}
		found = true
	}
	return found
}

// fewBase is the number of messages in each year below which a share is not
// compared.
const fewBase = 20

// tooFew reports whether there is too little to compare.
func (c *shareChange) tooFew() bool {
	return min(c.A.Of, c.B.Of) < fewBase || c.A.Hits+c.B.Hits < fewMessages || !c.Pooled.HasInterval
}

// verdict is what may be claimed.
func (c *shareChange) verdict() finding.Verdict {
	if c.tooFew() {
		return finding.TooFew
	}
	switch d := c.direction(); {
	case d > 0:
		return finding.Rose
	case d < 0:
		return finding.Fell
	}
	return finding.NoClearChange
}
