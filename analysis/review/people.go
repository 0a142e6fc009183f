package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
		Headline: fmt.Sprintf("%s joined in %s", sentence(joined(t.newcomers)), s.now.Name),
		Sentence: fmt.Sprintf("Of the %s who wrote in %s, %s wrote for the first time", peopleOf(t.people), s.now.Name, nobodyOr(t.newcomers)),
		Method:   "A newcomer's first message in these files falls in the year; a returning person wrote before it; a lapsed person wrote in the year shown before and not in this one.",
		Caveats:  slices.Concat(s.firstYear(s.now), s.totalCaveats(), s.nameless()),
		Table:    s.comingsTable(),
	}
	if t.people == 1 {
		f.Sentence = fmt.Sprintf("The 1 person who wrote in %s %s", s.now.Name, oneOrMore(t.newcomers, "wrote for the first time", "had written before"))
	}
	if t.lapsing {
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "not-over", Text: fmt.Sprintf(
			"%s is not over in these files: people who have not written yet may still come, so nobody is called lapsed.", s.now.Name)})
	}
	if t.hasHistory {
		if t.people > 1 {
			f.Sentence += fmt.Sprintf(" and %s had written before", nobodyOr(t.returners))
		}
		if t.lapsed > 0 && !t.lapsing {
			f.Sentence += fmt.Sprintf(". %s who wrote in %s did not write in %s", sentence(peopleOf(t.lapsed)), s.years[k-1].Name, s.now.Name)
		}
	}
	f.Sentence += "."
	f.Figure = &finding.Figure{
		Kind: finding.BarChart, Title: "New, returning and lapsed people", Subtitle: "Number of people in " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + peopleOf(t.people), Y: finding.Axis{Label: "People"},
		Series: []finding.Series{{Name: "People", Points: groups}},
	}
	var bars []string
	for _, g := range groups {
		bars = append(bars, count(int(g.Y))+" "+lowerFirst(g.Label))
	}
	f.AltText = fmt.Sprintf("Bar chart of people in %s: %s.", s.now.Name, strings.Join(bars, ", "))
	return []finding.Finding{f}
}

// nobodyOr writes a number of people who did something: "nobody", "12".
func nobodyOr(n int) string {
	if n == 0 {
		return "nobody"
	}
	return count(n)
}

func joined(n int) string {
	if n == 0 {
		return "nobody"
	}
	return peopleOf(n)
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
	if _, early := s.edges(y); k > 0 && !early {
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
		returners, lapsed := finding.Label("[x]"), finding.Label("[x]")
		if n.hasHistory {
			returners = number(n.returners)
			if !n.lapsing {
				lapsed = number(n.lapsed)
			}
		}
		row.Cells = append(row.Cells, returners, lapsed)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// concentration tells how evenly the talking was shared.
func concentration(s *scope) []finding.Finding {
	parts := s.parts()
	this := parts[len(parts)-1]
	now := s.postsOf(this.messages)
	top, err := stats.TopShare(now, 0.10)
	if err != nil || !top.HasShare || len(now) < 2 || s.answersOnly() {
		return nil
	}
	f := finding.Finding{
		ID: "concentration", Section: finding.People, Selection: this.messages,
		Headline: fmt.Sprintf("The busiest 10%% of people wrote %s of messages", percent(top.Share)),
		Sentence: fmt.Sprintf("In %s the busiest %s of %s wrote %s of %s.", this.Name, count(top.Top), peopleOf(top.People), percent(top.Share), s.allNamed(this)),
		Method:   "Lorenz curve and Gini coefficient of messages per person among those who wrote; the busiest 10% are rounded up to whole people.",
		Caveats:  append(s.yearCaveats(), s.nameless()...),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: "People", Number: true}, {Name: "Busiest 10%", Number: true}, {Name: "Share of busiest 10%", Number: true},
			{Name: "Gini", Number: true}, {Name: "Gini, corrected for small numbers", Number: true},
		}},
	}
	if top.People < 10 { // 1 of 4 people is not a tenth of them
		f.Headline = fmt.Sprintf("The busiest of %s wrote %s of messages", peopleOf(top.People), percent(top.Share))
	}
	if len(now) < 20 {
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "few-people", Text: "With fewer than 20 people these shares are rough."})
	}
	fig := &finding.Figure{
		Kind: finding.LorenzCurve, Title: "How evenly messages are shared", Subtitle: "Share of messages by share of people, quietest first",
		Source: s.sourceLine(), Base: "Base: " + peopleOf(len(now)) + " in " + this.Name,
		X: finding.Axis{Label: "Share of people", Unit: finding.Percent}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent},
	}
	for _, y := range parts {
		posts := s.postsOf(y.messages)
		if len(posts) == 0 {
			continue
		}
		fig.Series = append(fig.Series, finding.Series{Name: sentence(y.Name), Points: s.lorenz(y)})
		g, _ := stats.Gini(posts)
		t, _ := stats.TopShare(posts, 0.10)
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: y.messages, Cells: []finding.Cell{
			finding.Label(sentence(y.Name)), number(len(posts)), number(t.Top), finding.Number(t.Share, percent(t.Share)),
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

// parts are the years that a comparison shows, cut to what both cover where they
// can be and named so: "the same part of 2012".
func (s *scope) parts() []year {
	if !s.cutsYears() {
		return s.shown()
	}
	a, b := s.likeForLike()
	if len(b.messages) < len(s.now.messages) {
		b.Name = "the part of " + b.Name + " that both years cover"
	}
	if len(a.messages) < len(s.before.messages) {
		a.Name = "the same part of " + a.Name
	}
	return []year{a, b}
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
