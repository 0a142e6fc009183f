package review

import (
	"cmp"
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// holds reports whether a claim stands without some of the evidence.
func (c *shareChange) holds(without shareChange, direction int) bool {
	return !without.tooFew() && without.direction() == direction
}

// leadShare is the part of a theme's messages in one year that one person, or
// one text sent by many, must have written for readers to be told of it.
const leadShare = 0.2

// fewFromOne is the number of messages below which one person is not said to
// have driven anything.
const fewFromOne = 3

// doubts are what speaks against a change that would be claimed.
type doubts struct {
	told     []finding.Caveat
	repeated bool // it does not stand without one person, or one repeated text
	few      bool // it may be none among other people like those who wrote
}

func (d doubts) stands() bool { return !d.repeated && !d.few }

// drivers looks for what may alone have made a change that would be claimed: one
// person, one text sent in by several accounts, and a few people of those that
// were drawn again (see overPeople).
func (x *sample) drivers(hits corpus.Selection, c *shareChange) (r doubts) {
	d := c.direction()
	if d == 0 {
		if caveat, found, _ := x.onePerson(hits, c, 0); found && !c.tooFew() {
			r.told = append(r.told, caveat)
		}
		return r
	}
	for _, look := range [...]func(corpus.Selection, *shareChange, int) (finding.Caveat, bool, bool){x.onePerson, x.campaign} {
		if caveat, found, holds := look(hits, c, d); found {
			r.told = append(r.told, caveat)
			r.repeated = r.repeated || !holds
		}
	}
	if caveat, few := x.fewPeople(hits, c, d); few {
		r.told, r.few = append(r.told, caveat), true
	}
	return r
}

// onePerson compares again without the person who did most for the change. Where
// none is claimed, direction 0, it tells of one who made much of what is seen.
func (x *sample) onePerson(hits corpus.Selection, c *shareChange, direction int) (finding.Caveat, bool, bool) {
	s, claimed := x.scope, direction != 0
	l := x.leader(hits, c, direction)
	if l.person == corpus.NoPerson || l.n < fewFromOne || float64(l.n) < leadShare/2*float64(l.of) {
		return finding.Caveat{}, false, true
	}
	position := slices.IndexFunc(x.base, func(i int32) bool { return s.Person(int(i)) == l.person })
	r, err := x.Without(x.at(hits), byPerson, position)
	if err != nil {
		return finding.Caveat{}, false, true
	}
	if !claimed && min(r.A.Of, r.B.Of) == 0 {
		return finding.Caveat{}, false, true
	}
	without := shareChange{ShareComparison: r, split: c.split}
	holds, stands := claimed && c.holds(without, direction), ""
	if claimed {
		stands = standing(holds)
	}
	if (holds || !claimed) && float64(l.n) < leadShare*float64(l.of) {
		return finding.Caveat{}, false, true
	}
	return finding.Caveat{Kind: "one-person", Text: fmt.Sprintf("%s wrote %s of the %s that count here in %s. Without them the share is %s in %s and %s in %s%s.",
		s.names.Name(l.person), count(l.n), messagesOf(l.of), l.year.Name, percent(ratioOf(r.A)), s.before.Name, percent(ratioOf(r.B)), s.now.Name,
		stands)}, true, holds
}

// leader is the person who did most for a change: n of the messages that count in
// the year of which it made more.
type leader struct {
	person corpus.PersonID
	n, of  int
	year   year
}

// leader finds the person who did most for a change of that direction; 0 is that of
// the difference as it is seen. There may be none.
func (x *sample) leader(hits corpus.Selection, c *shareChange, direction int) leader {
	s := x.scope
	if direction == 0 {
		direction = cmp.Compare(c.estimate().Value, 0)
	}
	hitsA, hitsB := x.before.And(hits), x.now.And(hits)
	before, now := s.ByPerson(hitsA), s.ByPerson(hitsB)
	l, most := leader{person: corpus.NoPerson}, 0.0
	for p := range now {
		pull := float64(direction) * (float64(now[p])/float64(c.B.Of) - float64(before[p])/float64(c.A.Of))
		if pull > most {
			l.person, most = corpus.PersonID(p), pull
		}
	}
	switch {
	case l.person == corpus.NoPerson:
	case direction < 0:
		l.n, l.of, l.year = before[l.person], len(hitsA), s.before
	default:
		l.n, l.of, l.year = now[l.person], len(hitsB), s.now
	}
	return l
}

// standing says whether a claim stands.
func standing(holds bool) string {
	if holds {
		return ", and the change is still clear"
	}
	return ", and no change is clear"
}

func ratioOf(p stats.Proportion) float64 {
	if p.Of == 0 {
		return 0
	}
	return float64(p.Hits) / float64(p.Of)
}

// campaign compares again with each text that several accounts sent in nearly
// the same words counted once.
func (x *sample) campaign(hits corpus.Selection, c *shareChange, direction int) (finding.Caveat, bool, bool) {
	s := x.scope
	repeats, biggest := s.repeated(hits)
	if len(repeats) == 0 || float64(len(repeats)) < leadShare/2*float64(len(hits)) {
		return finding.Caveat{}, false, true
	}
	r, err := x.WithoutThese(x.at(hits.Filter(func(i int) bool { return !repeats.Has(i) })), x.at(repeats))
	if err != nil {
		return finding.Caveat{}, false, true
	}
	without := shareChange{ShareComparison: r, split: c.split}
	holds := c.holds(without, direction)
	return finding.Caveat{Kind: "campaign", Text: fmt.Sprintf(
		"%s in nearly the same words came from several accounts, the largest group from %s: this looks like a campaign or a form letter. With each text counted once the share is %s in %s and %s in %s%s.",
		sentence(messagesOf(len(repeats)+biggest.texts)), peopleOf(biggest.people), percent(ratioOf(without.A)), s.before.Name, percent(ratioOf(without.B)), s.now.Name,
		standing(holds))}, true, holds
}
