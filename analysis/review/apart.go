package review

import (
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// mostStrata is the number of strata above which a split that nobody asked for is
// not looked into.
const mostStrata = 100

// splits are the samples of the two years in each way to split them that the corpus
// offers and both years cover, but for one that is known already.
func (x *sample) splits() []*sample {
	var list []*sample
	for _, d := range x.scope.dimensions(x.base) {
		m := d.mix(x.before, x.now)
		if len(d.names) > mostStrata || !m.covers() || x.split != nil && x.split.one == d.one {
			continue
		}
		if y, err := x.scope.sample(x.before, x.now, &m); err == nil {
			list = append(list, y)
		}
	}
	return list
}

// apart looks for a split in which the share clearly rose in some strata and fell
// in others, which the years as they are would hide. Asked is the number of shares
// that are compared in this way. Without one it tells of a split in which the change
// differs.
func (x *sample) apart(hits corpus.Selection, splits []*sample, asked int) (torn *sample, c shareChange, told []finding.Caveat) {
	for _, y := range splits {
		c, err := y.share(hits)
		c.asked = asked * len(splits)
		if err != nil {
			continue
		}
		if c.torn() {
			return y, c, nil
		}
		if caveat, ok := c.differs(); ok {
			told = append(told, caveat)
		}
	}
	return nil, shareChange{}, told
}

// differs tells of strata in which the share did not change alike.
func (c *shareChange) differs() (finding.Caveat, bool) {
	if !c.Common.HasHomogeneity || c.Common.HomogeneityP*float64(max(1, c.asked)) >= claimBelow {
		return finding.Caveat{}, false
	}
	said := "" // where the split was chosen the sentence names them
	if c.asked > 0 {
		if said = c.moves(); said == "" {
			return finding.Caveat{}, false
		}
	}
	return finding.Caveat{Kind: "strata-differ", Text: fmt.Sprintf(
		"The change is not the same in all %s, so read them one by one.%s", c.split.many, said)}, true
}

// moves names the strata in which the share clearly rose or fell.
func (c *shareChange) moves() string {
	rose, fell := c.within()
	told := ""
	for _, x := range [...]struct {
		verb string
		in   []int
	}{{"rose", rose}, {"fell", fell}} {
		if len(x.in) == 0 {
			continue
		}
		var names []string
		for _, k := range x.in[:min(3, len(x.in))] {
			st := c.Strata[k]
			names = append(names, fmt.Sprintf("%s (from %s to %s)", c.split.names[k], percent(ratioOf(st.A)), percent(ratioOf(st.B))))
		}
		if more := len(x.in) - len(names); more > 0 {
			names = append(names, fmt.Sprintf("%d more", more))
		}
		told += fmt.Sprintf(" It %s in %s.", x.verb, list(names))
	}
	return told
}

// tellApart marks the themes that clearly rose in some strata and fell in others, of
// which nothing can be claimed over all.
func (x *sample) tellApart(changes []change) {
	splits := x.splits()
	inParallel(len(changes), func(k int) {
		c := &changes[k]
		if c.verdict == finding.TooFew {
			return
		}
		found := c.shareChange
		found.asked = len(changes)
		if c.split == nil || !found.torn() {
			var torn *sample
			var told []finding.Caveat
			torn, found, told = x.apart(c.before.Or(c.now), splits, len(changes))
			if torn == nil {
				c.caveats = append(c.caveats, told...)
				return
			}
		}
		c.apart, c.verdict = &found, finding.NoClearChange
	})
}

// arrival is a stratum that has messages only in the later year and brings a theme.
type arrival struct {
	name, theme  string
	with, others stats.Proportion // messages with the theme among its own and others'
}

// brought finds what strata that are new speak of much more than the others: at
// least a quarter of a theme's messages, by more than one person, in twice the share.
func (x *sample) brought(changes []change) []arrival {
	for _, d := range x.scope.dimensions(x.base) {
		m := d.mix(x.before, x.now)
		if !m.carriedOn() {
			continue // as where each year, or each session, is a file of its own
		}
		in := split(x.now, d)
		var list []arrival
		for k, name := range d.names {
			if m.before[k] > 0 || m.now[k] < fewBase || name == notStated {
				continue
			}
			for j := range changes {
				hits := in[k].And(changes[j].now)
				n := arrival{name: name, theme: quoted(changes[j].theme), with: stats.Proportion{Hits: len(hits), Of: m.now[k]},
					others: stats.Proportion{Hits: len(changes[j].now) - len(hits), Of: m.b - m.now[k]}}
				if len(hits) >= fewMessages && 4*len(hits) >= len(changes[j].now) && n.others.Of >= fewBase &&
					ratioOf(n.with) >= 2*ratioOf(n.others) && x.scope.halfBy(hits) > 1 {
					list = append(list, n)
				}
			}
		}
		if len(list) > 0 {
			slices.SortStableFunc(list, func(a, b arrival) int { return b.with.Hits - a.with.Hits })
			return list[:min(3, len(list))]
		}
	}
	return nil
}

// carriedOn reports whether a stratum has messages in both years.
func (m mix) carriedOn() bool {
	for k := range m.names {
		if m.before[k] > 0 && m.now[k] > 0 {
			return true
		}
	}
	return false
}

// sayBrought words what new strata brought: one sentence for each.
func (s *scope) sayBrought(list []arrival) string {
	told := ""
	for len(list) > 0 {
		n := list[0]
		var themes []string
		for j := range list {
			if o := list[j]; o.name == n.name {
				themes = append(themes, fmt.Sprintf("%s (%s of its messages and %s of the others')", o.theme, percent(ratioOf(o.with)), percent(ratioOf(o.others))))
			}
		}
		told += fmt.Sprintf(" %s, which is new in %s with %s, brought %s.", n.name, s.now.Name, messagesOf(n.with.Of), some(themes))
		list = slices.DeleteFunc(list, func(o arrival) bool { return o.name == n.name })
	}
	return told
}
