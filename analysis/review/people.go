package review

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// firstYear is the caveat of findings about newcomers in the first year there
// is: nobody can have been there before.
func (s *scope) firstYear(y year) []finding.Caveat {
	if first, _, ok := s.Span(s.All()); ok && y.Contains(first) {
		return []finding.Caveat{{Kind: "first-year", Text: fmt.Sprintf(
			"The files begin in %s, so everyone counts as new that year.", y.Name)}}
	}
	return nil
}

// answersOnly reports whether people are known by a number that one form gave
// them: there are no sessions and nobody of one year is found in another. Then
// nobody can be new or come back.
func (s *scope) answersOnly() bool {
	if len(s.now.sessions) > 0 || len(s.years) < 2 {
		return false
	}
	seen := make([]bool, len(s.People()))
	for _, y := range s.years {
		for p, n := range s.ByPerson(y.messages) {
			if n > 0 && seen[p] {
				return false
			}
			seen[p] = seen[p] || n > 0
		}
	}
	return true
}

// newcomers tells who came, who stayed and who left.
func newcomers(s *scope) []finding.Finding {
	k := slices.IndexFunc(s.years, func(y year) bool { return y.number == s.now.number })
	t := s.yearTally(k)
	if t.people == 0 || s.answersOnly() {
		return nil
	}
	groups := s.comings(k)
	f := finding.Finding{
		ID: "newcomers", Section: finding.People, Selection: s.now.messages,
		Headline: fmt.Sprintf("%s joined in %s", peopleOf(t.newcomers), s.now.Name),
		Sentence: fmt.Sprintf("Of the %s who wrote in %s, %s wrote for the first time", peopleOf(t.people), s.now.Name, count(t.newcomers)),
		Method:   "A newcomer's first message in these files falls in the year; a returning person wrote before it; a lapsed person wrote in the year shown before and not in this one.",
		Caveats:  slices.Concat(s.firstYear(s.now), s.yearCaveats(), s.nameless()),
		Table:    s.comingsTable(),
	}
	if t.hasHistory {
		f.Sentence += fmt.Sprintf(" and %s had written before", count(t.returners))
		if t.lapsed > 0 {
			f.Sentence += fmt.Sprintf(". %s who wrote in %s did not write in %s", sentence(peopleOf(t.lapsed)), s.years[k-1].Name, s.now.Name)
		}
	}
	f.Sentence += "."
	f.Figure = &finding.Figure{
		Kind: finding.BarChart, Title: "New, returning and lapsed people", Subtitle: "Number of people in " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + peopleOf(t.people), Y: finding.Axis{Label: "People"},
		Series: []finding.Series{{Name: "People", Points: groups}},
	}
	f.AltText = fmt.Sprintf("Bar chart of people in %s: %s new, %s returning, %s lapsed.",
		s.now.Name, count(t.newcomers), count(t.returners), count(t.lapsed))
	return []finding.Finding{f}
}

// comings are the people of year k by whether they are new, back or gone, with
// their messages: a lapsed person's are those of the year before.
func (s *scope) comings(k int) []finding.Point {
	y := s.years[k]
	fresh := y.messages.Filter(func(i int) bool {
		p := s.Person(i)
		return p != corpus.NoPerson && s.isNew(p, y.Period)
	})
	back := y.messages.Filter(func(i int) bool {
		p := s.Person(i)
		return p != corpus.NoPerson && !s.isNew(p, y.Period)
	})
	points := []finding.Point{
		{Label: "New", Y: float64(s.countPeople(fresh)), Selection: fresh},
		{Label: "Returning", Y: float64(s.countPeople(back)), Selection: back},
	}
	if k > 0 {
		present := s.ByPerson(y.messages)
		gone := s.years[k-1].messages.Filter(func(i int) bool {
			p := s.Person(i)
			return p != corpus.NoPerson && present[p] == 0
		})
		points = append(points, finding.Point{
			Label: "Lapsed", Y: float64(s.countPeople(gone)), Selection: gone, Note: "wrote in " + s.years[k-1].Name,
		})
	}
	return points
}

func (s *scope) comingsTable() *finding.Table {
	t := &finding.Table{Columns: []finding.Column{
		{Name: "Year"}, {Name: "People", Number: true}, {Name: "New", Number: true},
		{Name: "Returning", Number: true}, {Name: "Lapsed", Number: true},
	}}
	for k, y := range s.years {
		n := s.yearTally(k)
		row := finding.Row{Cells: []finding.Cell{finding.Label(y.Name), number(n.people), number(n.newcomers)}, Selection: y.messages}
		if n.hasHistory {
			row.Cells = append(row.Cells, number(n.returners), number(n.lapsed))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// newcomersByMonth shows when in the year people joined, and names the month
// that stands out where one does.
func newcomersByMonth(s *scope) []finding.Finding {
	firsts, total := s.firstMessages(s.now)
	if total == 0 || s.answersOnly() || len(s.dateCaveats()) > 0 {
		return nil
	}
	f := finding.Finding{
		ID: "newcomers-by-month", Section: finding.People, Caveats: s.firstYear(s.now),
		Headline: "No month stands out for newcomers",
		Sentence: fmt.Sprintf("The %s of %s joined over the year without one month standing out.", things(total, "newcomer", "newcomers"), s.now.Name),
		Verdict:  finding.NoClearChange,
		Method:   s.spreadMethod(),
		Table:    &finding.Table{Columns: []finding.Column{{Name: "Month"}, {Name: "New people", Number: true}, {Name: "Adjusted P", Number: true}}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "New people in each month", Subtitle: "Number of people who wrote for the first time, " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + things(total, "newcomer", "newcomers"),
		X: finding.Axis{Label: "Month"}, Y: finding.Axis{Label: "New people"}, Series: []finding.Series{{Name: "New people"}},
	}
	months := s.months(s.now)
	adjusted := monthTests(firsts, total, s.exposure(s.now))
	few := len(s.now.sessions) > 0 && len(s.now.sessions) < enoughSessions
	if few {
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
			Cells:     []finding.Cell{finding.Label(m.Format("January 2006")), number(n), finding.Number(adjusted[k], decimals(adjusted[k], 3))},
			Selection: sel,
		})
		f.Selection = f.Selection.Or(sel)
		if 12*n > total && adjusted[k] < claimBelow && (peak < 0 || n > len(firsts[peak])) {
			peak = k
		}
	}
	if peak >= 0 && !few && len(f.Caveats) == 0 {
		f.Verdict = finding.StandsOut
		f.Headline = fmt.Sprintf("%s brought the most newcomers", months[peak].Format("January"))
		f.Sentence = fmt.Sprintf("%s of the %s of %s joined in %s, more than its share of the year would give.",
			count(len(firsts[peak])), things(total, "newcomer", "newcomers"), s.now.Name, months[peak].Format("January"))
	}
	f.Figure = fig
	f.AltText = fmt.Sprintf("Bar chart of new people in each month of %s. %s.", s.now.Name, f.Headline)
	return []finding.Finding{f}
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

// exposure is each month's part of the chances to join: of the sessions, or of
// the days where there are no sessions.
func (s *scope) exposure(y year) []float64 {
	parts := make([]float64, 12)
	for k, m := range s.months(y) {
		if len(y.sessions) == 0 {
			parts[k] = m.AddDate(0, 1, 0).Sub(m).Hours() / y.End.Sub(y.Start).Hours()
			continue
		}
		for _, id := range y.sessions {
			if start := s.Sessions()[id].Start; !start.Before(m) && start.Before(m.AddDate(0, 1, 0)) {
				parts[k] += 1 / float64(len(y.sessions))
			}
		}
	}
	return parts
}

func (s *scope) spreadMethod() string {
	unit := "days"
	if len(s.now.sessions) > 0 {
		unit = s.session() + "s"
	}
	return fmt.Sprintf("Each month's newcomers against an even spread over the year's %s, exact Poisson test, Holm's correction over the months.", unit)
}

// monthTests are the corrected P values of each month's number of newcomers,
// given each month's part of the chances to join.
func monthTests(firsts [12][]corpus.PersonID, total int, exposure []float64) []float64 {
	p := make([]float64, len(firsts))
	for k, people := range firsts {
		p[k] = 1
		if exposure[k] == 0 {
			continue // nothing was held, so nothing can be said
		}
		if e, err := stats.PoissonTest(stats.Count{Events: len(people), Exposure: exposure[k]}, float64(total)); err == nil && e.HasP {
			p[k] = e.P
		}
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return p
	}
	return adjusted
}

// concentration tells how evenly the talking was shared.
func concentration(s *scope) []finding.Finding {
	now := s.postsOf(s.now.messages)
	top, err := stats.TopShare(now, 0.10)
	if err != nil || !top.HasShare || len(now) < 2 || s.answersOnly() {
		return nil
	}
	f := finding.Finding{
		ID: "concentration", Section: finding.People, Selection: s.now.messages,
		Headline: fmt.Sprintf("The busiest 10%% of people wrote %s of messages", percent(top.Share)),
		Sentence: fmt.Sprintf("In %s the busiest %s of %s wrote %s of %s.", s.now.Name, count(top.Top), peopleOf(top.People), percent(top.Share), s.allNamed(s.now)),
		Method:   "Lorenz curve and Gini coefficient of messages per person among those who wrote; the busiest 10% are rounded up to whole people.",
		Caveats:  append(s.yearCaveats(), s.nameless()...),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: "People", Number: true}, {Name: "Busiest 10%", Number: true}, {Name: "Share of busiest 10%", Number: true},
			{Name: "Gini", Number: true}, {Name: "Gini, corrected for small numbers", Number: true},
		}},
	}
	if len(now) < 20 {
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "few-people", Text: "With fewer than 20 people these shares are rough."})
	}
	fig := &finding.Figure{
		Kind: finding.LorenzCurve, Title: "How evenly messages are shared", Subtitle: "Share of messages by share of people, quietest first",
		Source: s.sourceLine(), Base: "Base: " + peopleOf(len(now)) + " in " + s.now.Name,
		X: finding.Axis{Label: "Share of people", Unit: finding.Percent}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent},
	}
	for _, y := range s.shown() {
		posts := s.postsOf(y.messages)
		if len(posts) == 0 {
			continue
		}
		fig.Series = append(fig.Series, finding.Series{Name: y.Name, Points: s.lorenz(y)})
		g, _ := stats.Gini(posts)
		t, _ := stats.TopShare(posts, 0.10)
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: y.messages, Cells: []finding.Cell{
			finding.Label(y.Name), number(len(posts)), number(t.Top), finding.Number(t.Share, percent(t.Share)),
			finding.Number(g.Gini, decimals(g.Gini, 2)), finding.Number(g.GiniCorrected, decimals(g.GiniCorrected, 2)),
		}})
		if y.number == s.before.number && s.compares() {
			f.Sentence += fmt.Sprintf(" In %s the busiest %s of %s wrote %s.", y.Name, count(t.Top), peopleOf(t.People), percent(t.Share))
		}
	}
	f.Figure = fig
	f.AltText = fmt.Sprintf("Lorenz curve of messages over people. %s in %s.", f.Headline, s.now.Name)
	return []finding.Finding{f}
}

// allNamed are the messages of a year that figures about people are of.
func (s *scope) allNamed(y year) string {
	if t := s.tally(y.messages); t.named < t.messages {
		return "the " + messagesOf(t.named) + " with a name"
	}
	return "all messages"
}

// shown are the years that a comparison shows: before, then now.
func (s *scope) shown() []year {
	if s.compares() {
		return []year{s.before, s.now}
	}
	return []year{s.now}
}

// mostLorenz bounds the points of a curve.
const mostLorenz = 200

// lorenz is the curve of a year. Each point stands for the people between the
// point before and it, with their messages.
func (s *scope) lorenz(y year) []finding.Point {
	posts := s.ByPerson(y.messages)
	people := s.Who(y.messages)
	slices.SortStableFunc(people, func(a, b corpus.PersonID) int { return cmp.Compare(posts[a], posts[b]) })
	counts := make([]float64, len(people))
	rank := make(map[corpus.PersonID]int, len(people))
	for k, p := range people {
		counts[k], rank[p] = float64(posts[p]), k
	}
	curve, err := stats.Lorenz(counts)
	if err != nil {
		return nil
	}
	step := max(1, (len(people)+mostLorenz-1)/mostLorenz)
	points := []finding.Point{{Label: "Nobody"}}
	members := make([]corpus.Selection, len(people)/step+1)
	for _, i := range y.messages {
		if p := s.Person(int(i)); p != corpus.NoPerson {
			members[rank[p]/step] = append(members[rank[p]/step], i)
		}
	}
	for from := 0; from < len(people); from += step {
		c := curve[min(from+step, len(people))]
		points = append(points, finding.Point{
			Label: fmt.Sprintf("The quietest %s of people", percent(c.People)),
			X:     c.People, Y: c.Total, Selection: members[from/step],
			Note: fmt.Sprintf("wrote %s of messages", percent(c.Total)),
		})
	}
	return points
}

// mostPosters is the number of people the ranking shows.
const mostPosters = 10

// heavyPosters ranks the people who wrote most.
func heavyPosters(s *scope) []finding.Finding {
	people := s.Who(s.now.messages)
	if len(people) <= handful || s.answersOnly() {
		return nil
	}
	posts := s.ByPerson(s.now.messages)
	earlier := s.ByPerson(s.before.messages)
	slices.SortStableFunc(people, func(a, b corpus.PersonID) int { return cmp.Compare(posts[b], posts[a]) })
	people = people[:min(mostPosters, len(people))]
	f := finding.Finding{
		ID: "heavy-posters", Section: finding.People,
		Method: "Messages per person in the year, all channels together.",
		Table:  &finding.Table{Columns: []finding.Column{{Name: "Person"}, {Name: "Messages in " + s.now.Name, Number: true}, {Name: "Share", Number: true}}},
	}
	if s.compares() {
		f.Table.Columns = append(f.Table.Columns, finding.Column{Name: "Messages in " + s.before.Name, Number: true})
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "People who wrote most", Subtitle: "Number of messages in " + s.now.Name, Source: s.sourceLine(),
		Base: "Base: " + messagesOf(len(s.now.messages)), Y: finding.Axis{Label: "Messages"}, Series: []finding.Series{{Name: "Messages"}},
	}
	top := 0
	for k, p := range people {
		sel := s.now.messages.Filter(func(i int) bool { return s.Person(i) == p })
		share := float64(len(sel)) / float64(len(s.now.messages))
		name := s.names.Name(p)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: name, Y: float64(len(sel)), Selection: sel, Note: percent(share) + " of messages"})
		row := finding.Row{Selection: sel, Cells: []finding.Cell{finding.Label(name), number(len(sel)), finding.Number(share, percent(share))}}
		if s.compares() {
			row.Cells = append(row.Cells, number(earlier[p]))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		f.Selection = f.Selection.Or(sel)
		if k < handful {
			top += len(sel)
		}
	}
	n := min(handful, len(people))
	share := float64(top) / float64(len(s.now.messages))
	f.Headline = fmt.Sprintf("%s wrote %s of all messages", sentence(peopleOf(n)), percent(share))
	f.Sentence = fmt.Sprintf("The %s who wrote most in %s wrote %s of its %s.", peopleOf(n), s.now.Name, percent(share), messagesOf(len(s.now.messages)))
	f.Sentence += s.withoutBusiest(people[:n])
	f.Figure = fig
	f.AltText = fmt.Sprintf("Bar chart of the %d people who wrote most in %s. %s.", len(people), s.now.Name, f.Headline)
	return []finding.Finding{f}
}

// withoutBusiest says what each session would have held without the people who
// wrote most this year, in both years.
func (s *scope) withoutBusiest(people []corpus.PersonID) string {
	if !s.compares() || len(s.now.sessions) == 0 || len(s.before.sessions) == 0 || s.countPeople(s.now.messages) < 2*handful {
		return ""
	}
	busiest := map[corpus.PersonID]bool{}
	for _, p := range people {
		busiest[p] = true
	}
	a, b := s.likeForLike()
	others := func(sel corpus.Selection) int {
		return len(sel.Filter(func(i int) bool { return !busiest[s.Person(i)] }))
	}
	before, ok1 := stats.Mean(s.perSession(a.sessions, others))
	now, ok2 := stats.Mean(s.perSession(b.sessions, others))
	if !ok1 || !ok2 {
		return ""
	}
	return fmt.Sprintf(" Without them each %s had %s messages on average, compared with %s in %s.", s.session(), average(now), average(before), s.before.Name)
}

// handful is the number of heavy posters the headline speaks of.
const handful = 5
