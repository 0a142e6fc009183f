package review

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// enoughSessions is the number of sessions below which months are not compared.
const enoughSessions = 24

// quietMonths compares each month of the calendar with the other months, over
// all years shown, and names those that are quieter or busier.
func quietMonths(s *scope) []finding.Finding {
	byMonth, selections, total := s.sessionsByMonth()
	if total < enoughSessions || len(s.dateCaveats()) > 0 {
		return nil
	}
	f := finding.Finding{
		ID: "months", Section: finding.Trends, Verdict: finding.NoClearChange,
		Method: fmt.Sprintf("Messages per %s of each month against the other months, over %s to %s: quasi-Poisson ratio of means, Benjamini–Hochberg over the months.",
			s.session(), s.years[0].Name, s.years[len(s.years)-1].Name),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Month"}, {Name: sentence(s.session()) + "s", Number: true}, {Name: "Messages in each " + s.session(), Number: true},
			{Name: "Compared with other months", Number: true}, {Name: "Adjusted P", Number: true}, {Name: "Verdict"},
		}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: fmt.Sprintf("Messages in each %s by month", s.session()),
		Subtitle: fmt.Sprintf("Mean number of messages, %s to %s", s.years[0].Name, s.years[len(s.years)-1].Name), Source: s.sourceLine(),
		Base: "Base: " + things(total, s.session(), s.session()+"s"), X: finding.Axis{Label: "Month"},
		Y: finding.Axis{Label: "Messages in each " + s.session(), Unit: finding.Count}, Series: []finding.Series{{Name: "Mean"}},
	}
	var quiet, busy []string
	ratios, adjusted := monthRatios(byMonth)
	for k := range byMonth {
		month := time.Month((int(s.now.Start.Month())-1+k)%12 + 1)
		mean, ok := stats.Mean(byMonth[k])
		v := monthVerdict(ratios[k], adjusted[k], len(byMonth[k]))
		switch v {
		case finding.Fell:
			quiet = append(quiet, month.String())
		case finding.Rose:
			busy = append(busy, month.String())
		}
		row := finding.Row{Selection: selections[k], Cells: []finding.Cell{finding.Label(month.String()), number(len(byMonth[k]))}}
		if ok {
			fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
				Label: month.String()[:3], Y: mean, Selection: selections[k], Note: things(len(byMonth[k]), s.session(), s.session()+"s"),
			})
			row.Cells = append(row.Cells, finding.Number(mean, average(mean)), finding.Number(ratios[k].Value, decimals(ratios[k].Value, 2)),
				finding.Number(adjusted[k], decimals(adjusted[k], 3)), finding.Label(string(v)))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"), finding.Label("[x]"), finding.Label("no "+s.session()+"s"))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		f.Selection = f.Selection.Or(selections[k])
	}
	f.Figure = fig
	s.wordMonths(&f, quiet, busy)
	f.AltText = fmt.Sprintf("Bar chart of the mean number of messages in each %s by month. %s.", s.session(), f.Headline)
	return []finding.Finding{f}
}

// sessionsByMonth counts the messages of every session of the years shown, by
// month, from the first month of the year under review's calendar.
func (s *scope) sessionsByMonth() (counts [12][]float64, selections [12]corpus.Selection, total int) {
	first := int(s.now.Start.Month())
	for _, y := range s.years {
		for _, id := range y.sessions {
			session := s.Sessions()[id]
			k := (int(session.Start.Month()) - first + 12) % 12
			counts[k] = append(counts[k], float64(len(session.Messages)))
			selections[k] = selections[k].Or(session.Messages)
			total++
		}
	}
	return counts, selections, total
}

// monthRatios compares each month with all others.
func monthRatios(byMonth [12][]float64) (ratios []stats.Comparison, adjusted []float64) {
	ratios, adjusted = make([]stats.Comparison, len(byMonth)), make([]float64, len(byMonth))
	p := make([]float64, len(byMonth))
	for k := range byMonth {
		var others []float64
		for j := range byMonth {
			if j != k {
				others = append(others, byMonth[j]...)
			}
		}
		p[k] = 1
		if c, err := stats.CompareRates(others, byMonth[k]); err == nil {
			ratios[k] = c
			if c.HasP {
				p[k] = c.P
			}
		}
	}
	if a, err := stats.BenjaminiHochberg(p); err == nil {
		adjusted = a
	}
	return ratios, adjusted
}

func monthVerdict(c stats.Comparison, adjusted float64, sessions int) finding.Verdict {
	switch {
	case sessions < stats.MinSessions || !c.HasInterval:
		return finding.TooFew
	case adjusted >= claimBelow || c.Direction() == 0:
		return finding.NoClearChange
	case c.Direction() > 0:
		return finding.Rose
	}
	return finding.Fell
}

func (s *scope) wordMonths(f *finding.Finding, quiet, busy []string) {
	switch {
	case len(quiet) > 0 && len(quiet) <= 3:
		f.Headline, f.Verdict = fmt.Sprintf("%s %s quieter than other months", list(quiet), isAre(quiet)), finding.StandsOut
	case len(busy) > 0 && len(busy) <= 3:
		f.Headline, f.Verdict = fmt.Sprintf("%s %s busier than other months", list(busy), isAre(busy)), finding.StandsOut
	case len(quiet)+len(busy) > 0:
		f.Headline, f.Verdict = "Some months are quieter than others", finding.StandsOut
	default:
		f.Headline = "No month stands out as quiet or busy"
		f.Sentence = fmt.Sprintf("Over %s to %s no month had clearly more or fewer messages in each %s than the others.",
			s.years[0].Name, s.years[len(s.years)-1].Name, s.session())
		return
	}
	var parts []string
	if len(quiet) > 0 {
		parts = append(parts, fmt.Sprintf("%ss in %s had fewer messages than in other months", s.session(), list(quiet)))
	}
	if len(busy) > 0 {
		parts = append(parts, fmt.Sprintf("%ss in %s had more", s.session(), list(busy)))
	}
	f.Sentence = sentence(fmt.Sprintf("%s, over %s to %s.", list(parts), s.years[0].Name, s.years[len(s.years)-1].Name))
}

func isAre(words []string) string {
	if len(words) == 1 {
		return "is"
	}
	return "are"
}

// sessions lists every session of the years compared, with what was counted.
func sessions(s *scope) []finding.Finding {
	if len(s.now.sessions) == 0 {
		return nil
	}
	f := finding.Finding{
		ID: "sessions", Section: finding.Trends, Selection: s.now.messages,
		Method: fmt.Sprintf("Counts. New: first message in these files. Returning: wrote in an earlier %s. Lapsed: wrote in the %s before and not in this one.", s.session(), s.session()),
		Table:  &finding.Table{Columns: append([]finding.Column{{Name: sentence(s.session())}}, tallyColumns...)},
	}
	rows, returning := s.sessionRows()
	f.Table.Rows = rows
	f.Headline = fmt.Sprintf("%s in %s", sentence(things(len(s.now.sessions), s.session(), s.session()+"s")), s.now.Name)
	f.Sentence = fmt.Sprintf("%s had %s.", s.now.Name, things(len(s.now.sessions), s.session(), s.session()+"s"))
	fig := &finding.Figure{
		Kind: finding.LineChart, Title: fmt.Sprintf("People who came back, for each %s", s.session()), Subtitle: "Share of people who had taken part before, " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + things(len(s.now.sessions), s.session(), s.session()+"s"),
		X: finding.Axis{Label: "Date", Unit: finding.Time}, Y: finding.Axis{Label: "Share of people", Unit: finding.Percent},
		Zone: s.Location().String(), Series: []finding.Series{{Name: "Returning"}},
	}
	var shares []float64
	for _, id := range s.now.sessions {
		session := s.Sessions()[id]
		n := s.countPeople(session.Messages)
		if n == 0 {
			continue
		}
		share := float64(returning[id]) / float64(n)
		shares = append(shares, share)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: session.Name, X: float64(session.Start.Unix()), Y: share, Selection: session.Messages,
			Note: fmt.Sprintf("%s of %s", count(returning[id]), peopleOf(n)),
		})
	}
	if mean, ok := stats.Mean(shares); ok {
		f.Sentence += fmt.Sprintf(" On average %s of the people in a %s had taken part before.", percent(mean), s.session())
		f.Figure = fig
	}
	f.AltText = fmt.Sprintf("Line chart of the share of people in each %s who had taken part before. %s.", s.session(), f.Headline)
	f.Caveats = s.firstYear(s.now)
	return []finding.Finding{f}
}

// sessionRows tallies the sessions of the years compared, and counts for every
// session of the corpus the people who had been in one before.
func (s *scope) sessionRows() ([]finding.Row, []int) {
	wanted := map[corpus.SessionID]bool{}
	for _, y := range s.shown() {
		for _, id := range y.sessions {
			wanted[id] = true
		}
	}
	returning := make([]int, len(s.Sessions()))
	last := make([]int, len(s.People())) // 1 + the last session each person was in
	previous := 0
	var rows []finding.Row
	for id, session := range s.Sessions() {
		t := tally{}
		who := s.Who(session.Messages)
		if wanted[corpus.SessionID(id)] {
			t = s.tally(session.Messages)
		}
		t.hasHistory = id > 0
		stayed := 0
		for _, p := range who {
			if last[p] > 0 {
				returning[id]++
			}
			if last[p] == id && id > 0 {
				stayed++
			}
			if first := s.People()[p].First; first >= session.Start.UnixMilli() && first <= session.End.UnixMilli() {
				t.newcomers++
			}
			last[p] = id + 1
		}
		t.returners, t.lapsed = returning[id], previous-stayed
		previous = len(who)
		if wanted[corpus.SessionID(id)] {
			rows = append(rows, finding.Row{Cells: append([]finding.Cell{finding.Label(session.Name)}, t.cells()...), Selection: session.Messages})
		}
	}
	return rows, returning
}
