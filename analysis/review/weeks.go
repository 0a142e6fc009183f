package review

import (
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// missing is the share of messages that usually come on the days of a week that
// the files do not cover, above which the week is not whole.
const missing = 0.05

// brokenWeeks are the first and the last week of talk that goes on all week, where
// the files begin or end in the middle of it: a week of 2 days is no quiet week.
// Days on which hardly anybody writes, such as those of the weekend in an office,
// need not be there.
func (s *scope) brokenWeeks() []corpus.SessionID {
	all := s.Sessions()
	if s.Unit() != corpus.Week || len(all) < stats.MinSessions+2 {
		return nil
	}
	var by [7]int
	n := 0
	for _, w := range all {
		for _, i := range w.Messages {
			by[weekday(s.Time(int(i)))]++
			n++
		}
	}
	usual := func(from, to int) bool {
		sum := 0
		for _, k := range by[from:to] {
			sum += k
		}
		return float64(sum) > missing*float64(n)
	}
	var out []corpus.SessionID
	last := len(all) - 1
	if usual(0, weekday(all[0].Start)) {
		out = append(out, 0)
	}
	if usual(weekday(all[last].End)+1, 7) {
		out = append(out, corpus.SessionID(last))
	}
	return out
}

// wholeSessions are the sessions that began in a period, without broken weeks.
func (s *scope) wholeSessions(p corpus.Period) []corpus.SessionID {
	return slices.DeleteFunc(s.SessionsIn(p), func(id corpus.SessionID) bool { return slices.Contains(s.broken, id) })
}

// endWeeks says which weeks of the years shown are left out because they are not
// whole.
func (s *scope) endWeeks() []finding.Caveat {
	var names []string
	for _, id := range s.broken {
		w := s.Sessions()[id]
		if slices.ContainsFunc(s.years, func(y year) bool { return y.Contains(w.Start) }) {
			names = append(names, "the "+w.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []finding.Caveat{{Kind: "part-week", Text: fmt.Sprintf(
		"The files begin or end in the middle of %s. What is said of each week leaves %s out.", list(names), oneOrMore(len(names), "it", "them"))}}
}

// oneOrMore chooses a word by number.
func oneOrMore(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
