package review

import (
	"fmt"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// rate is something counted in every session.
type rate struct {
	id    string
	noun  string // plural: "messages"
	one   string // singular: "message"
	count func(corpus.Selection) int
}

// of writes so many of it: "1 person", "2.5 people".
func (r rate) of(mean float64) string {
	if text := average(mean); text != "1" {
		return text + " " + r.noun
	}
	return "1 " + r.one
}

// The ids of the rates.
const (
	messagesRate = "messages-per-session"
	peopleRate   = "people-per-session"
)

// rates are what is counted in every session.
func (s *scope) rates() [2]rate {
	return [2]rate{{messagesRate, "messages", "message", countMessages}, {peopleRate, "people", "person", s.countPeople}}
}

func messagesPerSession(s *scope) []finding.Finding { return s.rate(s.rates()[0]) }

func peoplePerSession(s *scope) []finding.Finding { return s.rate(s.rates()[1]) }

// rate makes the finding about something counted in every session, compared
// between the two years. Without sessions there is none.
func (s *scope) rate(r rate) []finding.Finding {
	if len(s.now.sessions) == 0 {
		return nil
	}
	now := s.perSession(s.now.sessions, r.count)
	f := finding.Finding{
		ID: r.id, Section: finding.Overview,
		Figure: s.rateFigure(r), Table: s.rateTable(r), Selection: s.now.messages,
	}
	mean, _ := stats.Mean(now)
	if !s.compares() || len(s.before.sessions) == 0 {
		f.Headline = fmt.Sprintf("%s in each %s on average", r.of(mean), s.session())
		f.Sentence = fmt.Sprintf("Each %s in %s had %s on average, over %s.",
			s.session(), s.now.Name, r.of(mean), things(len(now), s.session(), s.session()+"s"))
		f.Method = "Arithmetic mean per " + s.session() + "."
		f.Caveats = s.yearCaveats()
	} else {
		a, b := s.likeForLike()
		split, _ := s.splitBy("", a.messages, b.messages)
		c := s.changeOfRate(r, a, b, split)
		s.wordRate(&f, r, &c)
		s.checkMovers(&f, r, a, b, &c.pooled.Comparison)
	}
	f.AltText = fmt.Sprintf("Line chart of %s in each %s by date, with the mean of each year. %s", r.noun, s.session(), f.Headline+".")
	return []finding.Finding{f}
}

// checkMovers takes a claim back that does not hold without the accounts that
// started or stopped between the years.
func (s *scope) checkMovers(f *finding.Finding, r rate, a, b year, all *stats.Comparison) {
	movers := s.movers()
	if len(movers) == 0 || f.Verdict != finding.Rose && f.Verdict != finding.Fell {
		return
	}
	keep := s.withoutMovers(movers)
	others := func(sel corpus.Selection) int { return r.count(keep(sel)) }
	c, err := stats.CompareRates(s.perSession(a.sessions, others), s.perSession(b.sessions, others))
	if err == nil && (c.Direction() > 0) == (f.Verdict == finding.Rose) && c.Direction() != 0 {
		return
	}
	f.Verdict = finding.NoClearChange
	f.Headline = "No clear change without accounts that started or stopped"
	f.Sentence = fmt.Sprintf("%s But %s started or stopped between the years. Without them it was %s, compared with %s, so no change of the others can be claimed. This is based on %s in %s and %s in %s.",
		s.eachHad(r, all), things(len(movers), "account", "accounts"), average(c.MeanB), average(c.MeanA),
		things(len(b.sessions), s.session(), s.session()+"s"), s.now.Name, count(len(a.sessions)), s.before.Name)
}

// pValue is the P value for the method line.
func pValue(e stats.Estimate) string {
	switch {
	case !e.HasP:
		return ""
	case e.P < 0.001:
		return " P is less than 0.001."
	}
	return " P = " + decimals(e.P, 3) + "."
}

// rateFigure draws one point per session of the years shown, with the mean of
// each year.
func (s *scope) rateFigure(r rate) *finding.Figure {
	fig := &finding.Figure{
		Kind:     finding.LineChart,
		Title:    fmt.Sprintf("%s in each %s", sentence(r.noun), s.session()),
		Subtitle: fmt.Sprintf("Number of %s, %s to %s", r.noun, s.years[0].Name, s.years[len(s.years)-1].Name),
		Source:   s.sourceLine(),
		X:        finding.Axis{Label: "Date", Unit: finding.Time},
		Y:        finding.Axis{Label: sentence(r.noun)},
		Zone:     s.Location().String(),
		Series:   []finding.Series{{Name: sentence(r.noun)}},
	}
	n := 0
	for _, y := range s.years {
		if len(y.sessions) == 0 {
			continue
		}
		values := s.perSession(y.sessions, r.count)
		for i, id := range y.sessions {
			session := s.Sessions()[id]
			fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
				Label: session.Name, X: float64(session.Start.Unix()), Y: values[i], Selection: session.Messages,
			})
		}
		mean, _ := stats.Mean(values)
		fig.Marks = append(fig.Marks, finding.Mark{
			Label: fmt.Sprintf("%s mean: %s", y.Name, average(mean)), Y: mean,
			X0: float64(s.Sessions()[y.sessions[0]].Start.Unix()),
			X1: float64(s.Sessions()[y.sessions[len(y.sessions)-1]].Start.Unix()),
		})
		n += len(y.sessions)
	}
	fig.Base = "Base: " + things(n, s.session(), s.session()+"s")
	return fig
}

// rateTable gives one row per year: how many sessions, and how they spread.
func (s *scope) rateTable(r rate) *finding.Table {
	t := &finding.Table{Columns: []finding.Column{
		{Name: "Year"}, {Name: sentence(s.session()) + "s", Number: true}, {Name: "Mean", Number: true},
		{Name: "Median", Number: true}, {Name: "Lowest", Number: true}, {Name: "Highest", Number: true},
	}}
	for _, y := range s.years {
		values := s.perSession(y.sessions, r.count)
		row := finding.Row{Cells: []finding.Cell{finding.Label(y.Name), number(len(values))}, Selection: y.messages}
		mean, ok := stats.Mean(values)
		median, _ := stats.Median(values)
		low, _ := stats.Quantile(values, 0)
		high, _ := stats.Quantile(values, 1)
		for _, v := range [...]float64{mean, median, low, high} {
			if ok {
				row.Cells = append(row.Cells, finding.Number(v, average(v)))
			} else {
				row.Cells = append(row.Cells, finding.Label("[x]"))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func number(n int) finding.Cell { return finding.Number(float64(n), count(n)) }

// sourceLine says what a figure was made from.
func (s *scope) sourceLine() string {
	return fmt.Sprintf("Source: %s, %s", things(len(s.Sources()), "file", "files"), messagesOf(s.Len()))
}
