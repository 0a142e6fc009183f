package review

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

const (
	// cohortSpan is the time within which people begin who count as having joined
	// together, and cohortLate how long after the start of the year that is at
	// least: many who are new begin at the start of any year.
	cohortSpan = 42 * 24 * time.Hour
	cohortLate = 42 * 24 * time.Hour
	// cohortPeople is how many of them there are at least.
	cohortPeople = 5
)

// cohort is a group of people who wrote for the first time within a short span of
// a year.
type cohort struct {
	people     int
	share      float64 // of the messages of the year
	from, last time.Time
}

// joinedTogether is the span of a year, not at its start, in which most newcomers
// began, where that is at least half of the year's newcomers and they wrote at
// least a tenth of its messages. Years before which there are no messages have
// none: there everybody is new.
func (s *scope) joinedTogether(y year) (cohort, bool) {
	first, _, ok := s.Span(y.messages)
	if !ok || len(s.In(corpus.Period{Start: time.Unix(0, 0), End: first})) == 0 {
		return cohort{}, false
	}
	began := s.newcomersOf(y)
	wrote := s.ByPerson(y.messages)
	best, most, to := cohort{}, 0, 0
	for from, b := range began {
		for to < len(began) && began[to].at.Sub(b.at) <= cohortSpan {
			to++
		}
		if n := to - from; n > most && b.at.Sub(first) >= cohortLate {
			most, best = n, cohort{people: n, from: b.at, last: began[to-1].at}
			for _, x := range began[from:to] {
				best.share += float64(wrote[x.person]) / float64(len(y.messages))
			}
		}
	}
	return best, most >= cohortPeople && 2*most >= len(began) && best.share >= heavy
}

// beginning is when somebody wrote for the first time.
type beginning struct {
	person corpus.PersonID
	at     time.Time
}

// newcomersOf are the people who wrote for the first time in a year, in order.
func (s *scope) newcomersOf(y year) []beginning {
	seen := make([]bool, len(s.People()))
	var list []beginning
	for _, i := range s.All() {
		p := s.Person(int(i))
		if p == corpus.NoPerson || seen[p] {
			continue
		}
		seen[p] = true
		if at := s.Time(int(i)); s.Dated(int(i)) && !at.Before(y.Start) && at.Before(y.End) {
			list = append(list, beginning{p, at})
		}
	}
	return list
}

// joinedMidPeriod says where a group joined in the middle of the later year: a
// change between the years then comes largely from them.
func (s *scope) joinedMidPeriod() []finding.Caveat {
	if !s.compares() {
		return nil
	}
	_, now := s.likeForLike()
	c, ok := s.joinedTogether(now)
	if !ok {
		return nil
	}
	return []finding.Caveat{{Kind: "joined-mid-period", Text: fmt.Sprintf(
		"%s wrote for the first time between %s and %s, and wrote %s of the messages of %s. Much of a change may come from them, and the average of the year mixes the time before and after.",
		sentence(peopleOf(c.people)), date(c.from), date(c.last), percent(c.share), now.Name)}}
}
