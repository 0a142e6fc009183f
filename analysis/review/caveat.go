package review

import (
	"fmt"
	"slices"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// edge is the time without messages at either end of a year above which the
// year is called partial, unless sessions are rarer than that anyway.
const edge = 31 * 24 * time.Hour

// comparisonCaveats are what a reader must know before comparing the two
// years.
func (s *scope) comparisonCaveats() []finding.Caveat {
	if !s.compares() {
		return nil
	}
	a, b := len(s.before.sessions), len(s.now.sessions)
	var list []finding.Caveat
	if min(a, b) > 0 && 10*max(a, b) > 11*min(a, b) {
		list = append(list, finding.Caveat{Kind: "unequal-sessions", Text: fmt.Sprintf(
			"There were %s in %s and %d in %s, so totals cannot be compared; averages for each %s can.",
			things(b, s.session(), s.session()+"s"), s.now.Name, a, s.before.Name, s.session())})
	}
	if m := min(a, b); m > 0 && m < stats.FewSessions {
		list = append(list, finding.Caveat{Kind: "few-sessions", Text: fmt.Sprintf(
			"With fewer than %d %ss in a year an average can move a long way by chance.", stats.FewSessions, s.session())})
	}
	return list
}

// heavy is the share of a year's messages from which one person counts as a
// part of the picture that readers should know of.
const heavy = 0.10

// mover is somebody who wrote much in one of the years and nothing in the
// other.
type mover struct {
	person        corpus.PersonID
	with, without year
	share         float64 // of the messages of the year with
}

// movers finds the accounts that started or stopped between the two years.
func (s *scope) movers() []mover {
	if !s.compares() {
		return nil
	}
	a, b := s.likeForLike()
	before, now := s.ByPerson(a.messages), s.ByPerson(b.messages)
	if len(a.messages) == 0 || len(b.messages) == 0 {
		return nil
	}
	var list []mover
	for p := range before {
		m := mover{person: corpus.PersonID(p)}
		switch {
		case now[p] == 0 && before[p] > 0:
			m.with, m.without, m.share = a, b, float64(before[p])/float64(len(a.messages))
		case before[p] == 0 && now[p] > 0:
			m.with, m.without, m.share = b, a, float64(now[p])/float64(len(b.messages))
		}
		if m.share >= heavy {
			list = append(list, m)
		}
	}
	return list
}

// joinedOrStopped names the movers: an account that starts or stops is no
// trend.
func (s *scope) joinedOrStopped() []finding.Caveat {
	var list []finding.Caveat
	for _, m := range s.movers() {
		list = append(list, finding.Caveat{Kind: "joined-or-stopped", Text: fmt.Sprintf(
			"%s wrote %s of the messages of %s and none in the same part of %s. Part of a change may come from that.",
			s.names.Name(m.person), percent(m.share), m.with.Name, m.without.Name)})
	}
	return list
}

// withoutMovers keeps the messages of people who are no movers.
func (s *scope) withoutMovers(movers []mover) func(corpus.Selection) corpus.Selection {
	moved := map[corpus.PersonID]bool{}
	for _, m := range movers {
		moved[m.person] = true
	}
	return func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return !moved[s.Person(i)] })
	}
}

// yearCaveats are what a reader of a comparison must know of the years.
func (s *scope) yearCaveats() []finding.Caveat {
	switch {
	case !s.compares():
		return s.caveatsOfYears("")
	case s.cutsYears():
		return s.caveatsOfYears(" Only the part of the year that both years cover is compared.")
	}
	return s.caveatsOfYears(" Shares of messages are compared as they are, so the seasons may differ.")
}

// totalCaveats are what a reader of figures of whole years must know of them.
func (s *scope) totalCaveats() []finding.Caveat {
	if !s.compares() {
		return s.caveatsOfYears("")
	}
	return s.caveatsOfYears(" The figures here are of all that each year holds; years of unequal length cannot be compared by them.")
}

// cutsYears reports whether comparisons are cut to the part of the year that both
// years cover: where both have sessions.
func (s *scope) cutsYears() bool {
	return s.compares() && len(s.now.sessions) > 0 && len(s.before.sessions) > 0
}

// caveatsOfYears tells which years are not whole, and what that means.
func (s *scope) caveatsOfYears(means string) []finding.Caveat {
	list := s.endWeeks()
	for _, y := range [...]year{s.now, s.before} {
		if c, ok := s.partialYear(y); ok {
			c.Text += means
			list = append(list, c)
		}
	}
	if n := s.undated(); n > 0 {
		list = append(list, finding.Caveat{Kind: "undated", Text: fmt.Sprintf(
			"%s without a date could not be placed in a year and are left out.", messagesOf(n))})
	}
	return list
}

// nameless says of how many messages figures about people are.
func (s *scope) nameless() []finding.Caveat {
	var list []finding.Caveat
	for _, y := range s.shown() {
		if t := s.tally(y.messages); t.hasPeople && t.named < t.messages {
			list = append(list, finding.Caveat{Kind: "nameless", Text: fmt.Sprintf(
				"%s of the %s of %s have no name: what is said of people is about the other %s.",
				sentence(count(t.messages-t.named)), messagesOf(t.messages), y.Name, count(t.named))})
		}
	}
	return list
}

// partialYear says so where messages begin late in a year or end early.
func (s *scope) partialYear(y year) (finding.Caveat, bool) {
	first, last, ok := s.Span(y.messages)
	if !ok {
		return finding.Caveat{}, false
	}
	late, early := s.edges(y)
	if !late && !early {
		return finding.Caveat{}, false
	}
	return finding.Caveat{Kind: "partial-year", Text: fmt.Sprintf(
		"%s is not a whole year in these files: messages run from %s to %s.", y.Name, date(first), date(last))}, true
}

// edges reports whether the messages of a year begin late in it or end early.
func (s *scope) edges(y year) (late, early bool) {
	first, last, ok := s.Span(y.messages)
	if !ok {
		return false, false
	}
	slack := max(edge, 2*s.usualGap())
	return first.Sub(y.Start) > slack, y.End.Sub(last) > slack
}

// likeForLike are the two years cut to the part of the year that both cover,
// so that a year that ends in April is compared with January to April. Whole
// years stay as they are.
func (s *scope) likeForLike() (before, now year) {
	from, to := s.common(s.before, s.now)
	return s.cut(s.before, from, to), s.cut(s.now, from, to)
}

// common is the part of the year that both years cover, as distances from its
// start.
func (s *scope) common(before, now year) (from, to time.Duration) {
	from, to = time.Duration(0), 367*24*time.Hour
	for _, y := range [...]year{before, now} {
		first, last, ok := s.Span(y.messages)
		if !ok {
			continue
		}
		late, early := s.edges(y)
		if late {
			from = max(from, first.Sub(y.Start).Truncate(24*time.Hour))
		}
		if early {
			to = min(to, last.Sub(y.Start).Truncate(24*time.Hour)+24*time.Hour)
		}
	}
	return from, to
}

// cut keeps of a year what lies between two distances from its start.
func (s *scope) cut(y year, from, to time.Duration) year {
	p := corpus.Period{Name: y.Name, Start: y.Start.Add(from), End: y.Start.Add(max(from, to))}
	if p.End.After(y.End) {
		p.End = y.End
	}
	if p.Start.After(p.End) {
		p.Start = p.End
	}
	return year{Period: y.Period, number: y.number, messages: s.In(p), sessions: s.wholeSessions(p)}
}

// usualGap is the median time between the starts of sessions that follow each
// other.
func (s *scope) usualGap() time.Duration {
	var gaps []time.Duration
	all := s.Sessions()
	for i := 1; i < len(all); i++ {
		gaps = append(gaps, all[i].Start.Sub(all[i-1].Start))
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

func (s *scope) undated() int {
	n := 0
	for n < s.Len() && !s.Dated(n) { // they sort before all others
		n++
	}
	return n
}

// mixLimit is the change in a channel's share of messages, in percentage
// points, above which the mix counts as moved.
const mixLimit = 0.10

// mixCaveat says so where channels hold other shares than in the year before.
func (s *scope) mixCaveat() []finding.Caveat {
	if !s.compares() {
		return nil
	}
	for _, ch := range s.Channels() {
		a, b := s.channelShare(s.before, ch), s.channelShare(s.now, ch)
		if b-a > mixLimit || a-b > mixLimit {
			return []finding.Caveat{{Kind: "mix-moved", Text: fmt.Sprintf(
				"The mix of channels moved: %s messages were %s of all in %s and %s in %s. Part of a change may come from that.",
				ch, percent(a), s.before.Name, percent(b), s.now.Name)}}
		}
	}
	return nil
}

func (s *scope) channelShare(y year, ch corpus.Channel) float64 {
	if len(y.messages) == 0 {
		return 0
	}
	return float64(len(s.inChannel(y, ch))) / float64(len(y.messages))
}

func (s *scope) inChannel(y year, ch corpus.Channel) corpus.Selection {
	return y.messages.Filter(func(i int) bool { return s.Channel(i) == ch })
}
