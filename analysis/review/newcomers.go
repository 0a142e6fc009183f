package review

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/floats"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// enoughNewcomers is the number of newcomers below which months are not compared.
const enoughNewcomers = 20

// newcomersByMonth shows when in the year people joined, and names the month
// that stands out where one does.
func newcomersByMonth(s *scope) []finding.Finding {
	firsts, total := s.firstMessages(s.now)
	if total == 0 || s.answersOnly() || len(s.dateCaveats()) > 0 {
		return nil
	}
	f := finding.Finding{
		ID: "newcomers-by-month", Section: finding.People, Caveats: append(s.firstYear(s.now), s.endWeeks()...),
		Headline: "No month stands out for newcomers",
		Sentence: fmt.Sprintf("The %s of %s joined over the year without one month standing out.", things(total, "newcomer", "newcomers"), s.now.Name),
		Verdict:  finding.NoClearChange,
		Method:   s.spreadMethod(),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Month"}, {Name: "New people", Number: true}, {Name: "To be expected at most", Number: true}, {Name: "Adjusted P", Number: true},
		}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "New people in each month", Subtitle: "Number of people who wrote for the first time, " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + things(total, "newcomer", "newcomers"),
		X: finding.Axis{Label: "Month"}, Y: finding.Axis{Label: "New people"}, Series: []finding.Series{{Name: "New people"}},
	}
	months := s.months(s.now)
	expected := s.expected(firsts, total)
	adjusted := monthTests(firsts, expected)
	few := len(s.now.sessions) > 0 && len(s.now.sessions) < enoughSessions
	switch {
	case total < enoughNewcomers:
		few = true
		f.Verdict = finding.TooFew
		f.Headline = "Too few newcomers to compare months"
		f.Sentence = fmt.Sprintf("%s had %s, too few to say whether one month stands out.", s.now.Name, things(total, "newcomer", "newcomers"))
	case few:
		f.Verdict = finding.TooFew
		f.Headline = fmt.Sprintf("Too few %ss to compare months", s.session())
		f.Sentence = fmt.Sprintf("The %s of %s came to %s, too few to say whether one month stands out.",
			things(total, "newcomer", "newcomers"), s.now.Name, things(len(s.now.sessions), s.session(), s.session()+"s"))
	}
	peak := -1
	written := s.writtenBy(firsts)
	for k, m := range months {
		n, sel := len(firsts[k]), written[k]
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: m.Format("Jan"), X: float64(m.Unix()), Y: float64(n), Selection: sel})
		f.Table.Rows = append(f.Table.Rows, finding.Row{
			Cells:     []finding.Cell{finding.Label(m.Format("January 2006")), number(n), finding.Number(expected[k], decimals(expected[k], 1)), finding.Number(adjusted[k], decimals(adjusted[k], 3))},
			Selection: sel,
		})
		f.Selection = f.Selection.Or(sel)
		if float64(n) > expected[k] && adjusted[k] < claimBelow && (peak < 0 || n > len(firsts[peak])) {
			peak = k
		}
	}
	if peak >= 0 && !few && len(s.firstYear(s.now)) == 0 {
		f.Verdict = finding.StandsOut
		f.Headline = fmt.Sprintf("%s brought the most newcomers", months[peak].Format("January"))
		f.Sentence = fmt.Sprintf("%s of the %s of %s joined in %s, more than an even spread, or the rush of the first %ss, would give.",
			count(len(firsts[peak])), things(total, "newcomer", "newcomers"), s.now.Name, months[peak].Format("January"), s.session())
	}
	if most := largest(firsts); f.Verdict == finding.NoClearChange && peak < 0 && 6*len(firsts[most]) >= total {
		f.Sentence = fmt.Sprintf("Of the %s of %s, %s joined in %s, which is not clearly more than could be expected.",
			things(total, "newcomer", "newcomers"), s.now.Name, count(len(firsts[most])), months[most].Format("January"))
		if most == floats.MaxIdx(expected) && len(s.now.sessions) > 0 {
			f.Sentence += fmt.Sprintf(" Those who come often are seen first in the first %ss.", s.session())
		}
	}
	f.Figure = fig
	f.AltText = fmt.Sprintf("Bar chart of new people in each month of %s. %s.", s.now.Name, f.Headline)
	return []finding.Finding{f}
}

// largest is the month in which most people joined.
func largest(firsts [12][]corpus.PersonID) int {
	joined := make([]float64, len(firsts))
	for k := range firsts {
		joined[k] = float64(len(firsts[k]))
	}
	return floats.MaxIdx(joined)
}

// claimBelow is the corrected P value below which a change is claimed.
const claimBelow = 0.05

// months are the first days of the months of a year.
func (s *scope) months(y year) []time.Time {
	months := make([]time.Time, 12)
	for k := range months {
		months[k] = y.Start.AddDate(0, k, 0)
	}
	return months
}

// firstMessages lists, for each month of the year, the people whose first
// message of all falls in it.
func (s *scope) firstMessages(y year) (byMonth [12][]corpus.PersonID, total int) {
	months := s.months(y)
	for p, person := range s.People() {
		if !s.isNew(corpus.PersonID(p), y.Period) {
			continue
		}
		k := 11
		for k > 0 && person.First < months[k].UnixMilli() {
			k--
		}
		byMonth[k] = append(byMonth[k], corpus.PersonID(p))
		total++
	}
	return byMonth, total
}

// writtenBy selects the year's messages of each month's newcomers.
func (s *scope) writtenBy(firsts [12][]corpus.PersonID) (byMonth [12]corpus.Selection) {
	month := make([]int, len(s.People())) // 1 + month, 0 for others
	for k, people := range firsts {
		for _, p := range people {
			month[p] = k + 1
		}
	}
	for _, i := range s.now.messages {
		if p := s.Person(int(i)); p != corpus.NoPerson && month[p] > 0 {
			byMonth[month[p]-1] = append(byMonth[month[p]-1], i)
		}
	}
	return byMonth
}

// expected is how many newcomers of a year each month would have at most, were
// nothing special about it: the larger of two numbers. One is an even spread over
// the year's chances to join, which are its sessions, or its days where there are
// none. The other is that of a pool that empties: those who come often are seen for
// the first time in the first sessions, so had each newcomer come to as many
// sessions as they did, drawn at random, the early months would have most of them.
func (s *scope) expected(firsts [12][]corpus.PersonID, total int) []float64 {
	month, came := s.chances(firsts)
	n := len(month)
	even, pool := make([]float64, 12), make([]float64, 12)
	byTimes := map[int]int{}
	for _, times := range came {
		byTimes[min(max(times, 1), max(n, 1))]++
	}
	for _, k := range month {
		even[k] += float64(total) / float64(n)
	}
	for times := 1; times <= n; times++ {
		if byTimes[times] == 0 {
			continue
		}
		// left is the chance of not having come to any of the first at sessions.
		left := 1.0
		for at, k := range month {
			next := left * math.Max(0, float64(n-times-at)) / float64(n-at)
			pool[k] += float64(byTimes[times]) * (left - next)
			left = next
		}
	}
	for k := range even {
		even[k] = math.Max(even[k], pool[k])
	}
	return even
}

// chances are the month, from 0, of each of a year's chances to join, in order of
// time, and how many of them each newcomer took.
func (s *scope) chances(firsts [12][]corpus.PersonID) (month []int, came map[corpus.PersonID]int) {
	came = map[corpus.PersonID]int{}
	for _, people := range firsts {
		for _, p := range people {
			came[p] = 0
		}
	}
	take := func(sel corpus.Selection) {
		for _, p := range s.Who(sel) {
			if _, ok := came[p]; ok {
				came[p]++
			}
		}
	}
	months := s.months(s.now)
	of := func(t time.Time) int {
		k := 11
		for k > 0 && t.Before(months[k]) {
			k--
		}
		return k
	}
	if len(s.now.sessions) > 0 {
		for _, id := range s.now.sessions {
			month = append(month, of(s.Sessions()[id].Start))
			take(s.Sessions()[id].Messages)
		}
		return month, came
	}
	from := 0
	for day := s.now.Start; day.Before(s.now.End); day = day.AddDate(0, 0, 1) {
		month = append(month, of(day))
		to := from
		for to < len(s.now.messages) && s.Time(int(s.now.messages[to])).Before(day.AddDate(0, 0, 1)) {
			to++
		}
		take(s.now.messages[from:to])
		from = to
	}
	return month, came
}

func (s *scope) spreadMethod() string {
	unit := "days"
	if len(s.now.sessions) > 0 {
		unit = s.session() + "s"
	}
	return fmt.Sprintf("Each month's newcomers against the larger of two numbers: an even spread over the year's %s, and what there would be had each newcomer come as often at random, in which case most are first seen early. Exact Poisson test, Holm's correction over the months.", unit)
}

// monthTests are the corrected P values of each month's number of newcomers, given
// the number to be expected.
func monthTests(firsts [12][]corpus.PersonID, expected []float64) []float64 {
	p := make([]float64, len(firsts))
	for k, people := range firsts {
		p[k] = 1
		if expected[k] == 0 {
			continue // nothing was held, so nothing can be said
		}
		if e, err := stats.PoissonTest(stats.Count{Events: len(people), Exposure: expected[k]}, 1); err == nil && e.HasP {
			p[k] = e.P
		}
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return p
	}
	return adjusted
}
