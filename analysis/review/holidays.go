package review

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// holiday reports whether a day is a time when many people in England are away:
// from 20 December to 3 January, from Good Friday to the Sunday after Easter, and
// August.
func holiday(t time.Time) bool {
	switch t.Month() {
	case time.December:
		return t.Day() >= 20
	case time.January:
		return t.Day() <= 3
	case time.August:
		return true
	case time.March, time.April:
		easter := easterSunday(t.Year(), t.Location())
		return !t.Before(easter.AddDate(0, 0, -2)) && t.Before(easter.AddDate(0, 0, 8))
	}
	return false
}

// easterSunday is by the rule of the Gregorian calendar (Meeus, Jones and
// Butcher).
func easterSunday(year int, loc *time.Location) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month, day := (h+l-7*m+114)/31, (h+l-7*m+114)%31+1
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, loc)
}

// quietHolidays says so where sessions in holidays are quieter than the others
// of the years shown.
func (s *scope) quietHolidays() []finding.Caveat {
	var away, others []float64
	for _, y := range s.years {
		for _, id := range y.sessions {
			session := s.Sessions()[id]
			n := float64(len(session.Messages))
			if holiday(session.Start) {
				away = append(away, n)
			} else {
				others = append(others, n)
			}
		}
	}
	if min(len(away), len(others)) < stats.FewSessions {
		return nil
	}
	c, err := stats.CompareRates(others, away)
	if err != nil || claims(c.Estimate) >= 0 {
		return nil
	}
	return []finding.Caveat{{Kind: "quiet-holidays", Text: fmt.Sprintf(
		"The %d %ss in holidays (August, Easter, Christmas and New Year) had %s messages on average, the others %s. A quiet %s there is the holiday, not a trend.",
		len(away), s.session(), average(c.MeanB), average(c.MeanA), s.session())}}
}

// manyReposts is the share of messages passed on from which readers are told what
// the picture is without them.
const manyReposts = 0.05

// repostsCounted says what the means are without messages passed on.
func (s *scope) repostsCounted(r rate) []finding.Caveat {
	if r.id != messagesRate {
		return nil
	}
	a, b := s.likeForLike()
	own := func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return !s.Marks(i).Has(corpus.Repost) })
	}
	passed := func(y year) float64 { return 1 - float64(len(own(y.messages)))/float64(max(1, len(y.messages))) }
	if len(a.messages) == 0 || len(b.messages) == 0 || max(passed(a), passed(b)) < manyReposts {
		return nil
	}
	without := func(sel corpus.Selection) int { return len(own(sel)) }
	before, _ := stats.Mean(s.perSession(a.sessions, without))
	now, _ := stats.Mean(s.perSession(b.sessions, without))
	return []finding.Caveat{{Kind: "reposts", Text: fmt.Sprintf(
		"%s of the messages of %s and %s of those of %s pass on somebody else's words. They are counted here. Without them each %s had %s in %s and %s in %s.",
		percent(passed(b)), b.Name, percent(passed(a)), a.Name, s.session(), average(now), b.Name, average(before), a.Name)}}
}
