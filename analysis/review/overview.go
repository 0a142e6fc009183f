package review

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/floats"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// tally is what is counted of a period or a session.
type tally struct {
	messages, people               int
	named                          int     // messages with a name
	mean, median                   float64 // messages per person
	newcomers, returners, lapsed   int
	gini, top                      float64
	hasPeople, hasGini, hasHistory bool
	lapsing                        bool // who stayed away cannot be known yet
}

// tally counts messages and people; who is new, back or gone the callers know.
func (s *scope) tally(sel corpus.Selection) tally {
	counts := s.postsOf(sel)
	t := tally{messages: len(sel), people: len(counts), named: int(floats.Sum(counts))}
	t.mean, t.hasPeople = stats.Mean(counts)
	t.median, _ = stats.Median(counts)
	if g, err := stats.Gini(counts); err == nil && g.HasGini {
		t.gini, t.hasGini = g.Gini, true
	}
	if top, err := stats.TopShare(counts, 0.10); err == nil {
		t.top = top.Share
	}
	return t
}

// postsOf are the messages of each person who wrote any.
func (s *scope) postsOf(sel corpus.Selection) []float64 {
	var counts []float64
	for _, n := range s.ByPerson(sel) {
		if n > 0 {
			counts = append(counts, float64(n))
		}
	}
	return counts
}

// tallyColumns heads the cells that tally.cells gives.
var tallyColumns = []finding.Column{
	{Name: "Messages", Number: true}, {Name: "People", Number: true},
	{Name: "Messages per person (mean)", Number: true}, {Name: "Messages per person (median)", Number: true},
	{Name: "New", Number: true}, {Name: "Returning", Number: true}, {Name: "Lapsed", Number: true},
	{Name: "Gini", Number: true}, {Name: "Share of busiest 10%", Number: true},
}

// cells writes the tally; what is not known is "[x]", not available.
func (t tally) cells() []finding.Cell {
	known := func(ok bool, v float64, text string) finding.Cell {
		if !ok {
			return finding.Label("[x]")
		}
		return finding.Number(v, text)
	}
	return []finding.Cell{
		number(t.messages), number(t.people),
		known(t.hasPeople, t.mean, decimals(t.mean, 1)), known(t.hasPeople, t.median, average(t.median)),
		known(t.hasPeople, float64(t.newcomers), count(t.newcomers)),
		known(t.hasPeople && t.hasHistory, float64(t.returners), count(t.returners)),
		known(t.hasPeople && t.hasHistory && !t.lapsing, float64(t.lapsed), count(t.lapsed)),
		known(t.hasGini, t.gini, decimals(t.gini, 2)), known(t.hasGini, t.top, percent(t.top)),
	}
}

// years shows the messages of every year, and the table of what was counted.
func years(s *scope) []finding.Finding {
	now := s.tally(s.now.messages)
	f := finding.Finding{
		ID: "years", Section: finding.Overview, Selection: s.now.messages,
		Headline: now.headline(s.now),
		Table:    &finding.Table{},
		Method:   "Counts. A person counts once a year, under one name. Gini and the share of the busiest 10% are over the people who wrote that year.",
		Caveats:  slices.Concat(s.comparisonCaveats(), s.totalCaveats(), s.nameless()),
	}
	f.Sentence = now.wrote(s)
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages in each year", Subtitle: "Number of messages", Source: s.sourceLine(),
		Base: "Base: all messages with a date", Y: finding.Axis{Label: "Messages"}, X: finding.Axis{Label: "Year"},
		Series: []finding.Series{{Name: "Messages"}},
	}
	f.Table.Columns = append([]finding.Column{{Name: "Year"}, {Name: sentence(s.session()) + "s", Number: true}}, tallyColumns...)
	for k, y := range s.years {
		t := s.yearTally(k)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: y.Name, Y: float64(t.messages), Selection: y.messages,
			Note: fmt.Sprintf("%s, %s", things(len(y.sessions), s.session(), s.session()+"s"), peopleOf(t.people)),
		})
		f.Table.Rows = append(f.Table.Rows, finding.Row{
			Cells:     append([]finding.Cell{finding.Label(y.Name), number(len(y.sessions))}, t.cells()...),
			Selection: y.messages,
		})
	}
	f.Figure = fig
	f.AltText = fmt.Sprintf("Bar chart of messages in each year from %s to %s. %s.", s.years[0].Name, s.years[len(s.years)-1].Name, f.Headline)
	return []finding.Finding{f}
}

// headline counts the messages of a year and, where all have a name, the people.
func (t tally) headline(y year) string {
	if t.named < t.messages {
		return fmt.Sprintf("%s in %s, %s of them with a name", messagesOf(t.messages), y.Name, count(t.named))
	}
	return fmt.Sprintf("%s from %s in %s", messagesOf(t.messages), peopleOf(t.people), y.Name)
}

// wrote says who wrote how much in the year of a tally. Messages without a name
// are nobody's.
func (t tally) wrote(s *scope) string {
	where := ""
	if n := len(s.now.sessions); n > 0 {
		where = " in " + things(n, s.session(), s.session()+"s")
		if slices.ContainsFunc(s.now.messages, func(i int32) bool { return s.Session(int(i)) == corpus.NoSession }) {
			where += " and elsewhere"
		}
	}
	if !t.hasPeople {
		return fmt.Sprintf("In %s there were %s%s, none of them with a name.", s.now.Name, messagesOf(t.messages), where)
	}
	each := fmt.Sprintf("%s each on average, and half of them wrote %s or fewer.", average(t.mean), average(t.median))
	if t.median <= 1 {
		each = fmt.Sprintf("%s each on average, and at least half of them wrote just 1.", average(t.mean))
	}
	if t.people == 1 {
		each = "the only person with a name."
	}
	if t.named == t.messages {
		return fmt.Sprintf("In %s, %s wrote %s%s: %s", s.now.Name, peopleOf(t.people), messagesOf(t.messages), where, each)
	}
	return fmt.Sprintf("In %s there were %s%s. %s wrote %s of them: %s The other %s have no name.", s.now.Name, messagesOf(t.messages), where,
		sentence(peopleOf(t.people)), count(t.named), each, count(t.messages-t.named))
}

// yearTally is the tally of the year at position k of s.years, with who was
// new, who came back and who of the year shown before it stayed away. Of a year
// that the files end early in nobody can be said to have stayed away.
func (s *scope) yearTally(k int) tally {
	y := s.years[k]
	t := s.tally(y.messages)
	present := s.ByPerson(y.messages)
	for p, n := range present {
		if n == 0 {
			continue
		}
		if s.isNew(corpus.PersonID(p), y.Period) {
			t.newcomers++
		} else {
			t.returners++
		}
	}
	if k > 0 {
		t.hasHistory = true
		_, t.lapsing = s.edges(y)
		for p, n := range s.ByPerson(s.years[k-1].messages) {
			if n > 0 && present[p] == 0 {
				t.lapsed++
			}
		}
	}
	return t
}

// isNew reports whether a person's first message of all falls in the period.
func (s *scope) isNew(p corpus.PersonID, period corpus.Period) bool {
	first := s.People()[p].First
	return first >= period.Start.UnixMilli() && first < period.End.UnixMilli()
}

// channels shows where people wrote, where there is more than one place.
func channels(s *scope) []finding.Finding {
	if len(s.Channels()) < 2 {
		return nil
	}
	f := finding.Finding{
		ID: "channels", Section: finding.Overview, Selection: s.now.messages,
		Table:   &finding.Table{Columns: []finding.Column{{Name: "Channel"}}},
		Method:  "Counts by channel; shares are of all messages of the year.",
		Caveats: s.mixCaveat(),
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages by channel", Subtitle: "Number of messages in " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + messagesOf(len(s.now.messages)),
		X: finding.Axis{Label: "Channel"}, Y: finding.Axis{Label: "Messages"}, Series: []finding.Series{{Name: s.now.Name}},
	}
	shown := []year{s.now}
	if s.compares() {
		shown = append(shown, s.before)
	}
	for _, y := range shown {
		f.Table.Columns = append(f.Table.Columns,
			finding.Column{Name: "Messages in " + y.Name, Number: true}, finding.Column{Name: "Share in " + y.Name, Number: true})
	}
	top, most := corpus.Channel(""), -1
	for _, ch := range s.Channels() {
		row := finding.Row{Cells: []finding.Cell{finding.Label(sentence(string(ch)))}, Selection: s.inChannel(s.now, ch)}
		for _, y := range shown {
			share := s.channelShare(y, ch)
			row.Cells = append(row.Cells, number(len(s.inChannel(y, ch))), finding.Number(share, percent(share)))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: sentence(string(ch)), Y: float64(row.Selection.Len()), Selection: row.Selection,
			Note: percent(s.channelShare(s.now, ch)) + " of messages",
		})
		if n := row.Selection.Len(); n > most {
			top, most = ch, n
		}
	}
	sortBars(fig, f.Table)
	f.Figure = fig
	f.Headline = fmt.Sprintf("Most messages came as %s", plural(top))
	f.Sentence = fmt.Sprintf("In %s, %s of messages were %s.", s.now.Name, percent(s.channelShare(s.now, top)), plural(top))
	f.AltText = fmt.Sprintf("Bar chart of messages by channel in %s. %s.", s.now.Name, f.Headline)
	return []finding.Finding{f}
}

func plural(ch corpus.Channel) string {
	if ch == corpus.Chat {
		return "chat messages"
	}
	return string(ch) + "s"
}
