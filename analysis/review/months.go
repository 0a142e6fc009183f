package review

import (
	"fmt"
	"math"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// enoughSessions is the number of sessions below which months are not compared.
const enoughSessions = 24

const (
	// inOneYear is how far, in sigma, a month must lie above or below the other
	// months of a year for that year to speak for it: 1 chance in 10.
	inOneYear = 1.28
	// onEachSide is how far it must lie so from the 3 months before it, and from the
	// 3 after it, as well: 1 chance in 4. After a step it does not.
	onEachSide = 0.67
)

// calendarMonth is one month of the calendar over the years shown.
type calendarMonth struct {
	name     string
	values   []float64        // messages of every session of it
	ofYear   []float64        // the same in units of the median session of its year
	years    []stats.Contrast // with the other months of each year shown
	sides    []float64        // z of each year: that against the 3 months before or after, whichever is nearer nought
	behind   corpus.Selection
	test     stats.RankContrast
	adjusted float64 // P, corrected over the months
}

// quietMonths compares each month of the calendar with the other months of the
// same year, over all years shown, and names those that are quieter or busier.
func quietMonths(s *scope) []finding.Finding {
	months, total := s.byMonth()
	if total < enoughSessions || len(s.dateCaveats()) > 0 {
		return nil
	}
	testMonths(months)
	f := finding.Finding{
		ID: "months", Section: finding.Trends, Verdict: finding.NoClearChange, Caveats: s.endWeeks(),
		Method: fmt.Sprintf("Messages of each %s of a month against those of the other months of the same year, by ranks, over %s: van Elteren's test, Benjamini–Hochberg over the months. A month is named if it stands out in 2 years at least, also from the 3 months before it and the 3 after it, and in none the other way.",
			s.session(), s.yearsShown()),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Month"}, {Name: sentence(s.session()) + "s", Number: true}, {Name: "Messages in each " + s.session() + " (median)", Number: true},
			{Name: "Of the year's median", Number: true}, {Name: "Adjusted P", Number: true}, {Name: "Verdict"},
		}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: fmt.Sprintf("Messages in each %s by month", s.session()),
		Subtitle: "Median number of messages, " + s.yearsShown(), Source: s.sourceLine(),
		Base: "Base: " + things(total, s.session(), s.session()+"s"), X: finding.Axis{Label: "Month"},
		Y: finding.Axis{Label: "Messages in each " + s.session(), Unit: finding.Count}, Series: []finding.Series{{Name: "Median"}},
	}
	var quiet, busy []string
	for k := range months {
		m := &months[k]
		v := m.verdict()
		switch v {
		case finding.Fell:
			quiet = append(quiet, m.name)
		case finding.Rose:
			busy = append(busy, m.name)
		}
		row := finding.Row{Selection: m.behind, Cells: []finding.Cell{finding.Label(m.name), number(len(m.values))}}
		if median, ok := stats.Median(m.values); ok {
			fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
				Label: m.name[:3], Y: median, Selection: m.behind, Note: things(len(m.values), s.session(), s.session()+"s"),
			})
			of, _ := stats.Median(m.ofYear)
			row.Cells = append(row.Cells, finding.Number(median, average(median)), finding.Number(of, decimals(of, 2)),
				finding.Number(m.adjusted, decimals(m.adjusted, 3)), finding.Label(string(v)))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"), finding.Label("[x]"), finding.Label("no "+s.session()+"s"))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		f.Selection = f.Selection.Or(m.behind)
	}
	f.Figure = fig
	s.wordMonths(&f, quiet, busy)
	f.AltText = fmt.Sprintf("Bar chart of the median number of messages in each %s by month. %s.", s.session(), f.Headline)
	return []finding.Finding{f}
}

// yearsShown names the years: "2012", "2011 to 2013".
func (s *scope) yearsShown() string {
	first, last := s.years[0].Name, s.years[len(s.years)-1].Name
	if first == last {
		return first
	}
	return first + " to " + last
}

// byMonth sorts the sessions of the years shown into the 12 months, from the first
// month of the calendar of the year under review.
func (s *scope) byMonth() (months []calendarMonth, total int) {
	months = make([]calendarMonth, 12)
	first := int(s.now.Start.Month())
	for k := range months {
		months[k].name = time.Month((first-1+k)%12 + 1).String()
	}
	for _, y := range s.years {
		values := s.perSession(y.sessions, countMessages)
		usual, _ := stats.Median(values)
		contrasts := make([]stats.Contrast, len(months))
		for i, id := range y.sessions {
			session := s.Sessions()[id]
			at := (int(session.Start.Month()) - first + 12) % 12
			m := &months[at]
			m.values = append(m.values, values[i])
			m.ofYear = append(m.ofYear, values[i]/max(1, usual))
			m.behind = m.behind.Or(session.Messages)
			for k := range contrasts {
				if k == at {
					contrasts[k].Group = append(contrasts[k].Group, values[i])
				} else {
					contrasts[k].Others = append(contrasts[k].Others, values[i])
				}
			}
			total++
		}
		for k := range months {
			months[k].years = append(months[k].years, contrasts[k])
			months[k].sides = append(months[k].sides, sideways(contrasts, k))
		}
	}
	return months, total
}

// sideways compares a month of one year with the 3 months before it and with the 3
// after it, and gives the z that is nearer nought, 0 where they have not the same
// sign. At either end of a year there is one side.
func sideways(of []stats.Contrast, k int) float64 {
	near := math.Inf(1)
	sign := 0.0
	for _, side := range [...][2]int{{max(0, k-3), k}, {k + 1, min(len(of), k+4)}} {
		c := stats.Contrast{Group: of[k].Group}
		for _, m := range of[side[0]:side[1]] {
			c.Others = append(c.Others, m.Group...)
		}
		r, err := stats.WithinStrata([]stats.Contrast{c})
		if err != nil || !r.HasP {
			continue
		}
		if sign*r.Z < 0 {
			return 0
		}
		sign = r.Z
		if math.Abs(r.Z) < math.Abs(near) {
			near = r.Z
		}
	}
	if math.IsInf(near, 1) {
		return 0
	}
	return near
}

// testMonths compares each month with the others and corrects for their number.
func testMonths(months []calendarMonth) {
	p := make([]float64, len(months))
	for k := range months {
		p[k] = 1
		if r, err := stats.WithinStrata(months[k].years); err == nil {
			months[k].test = r
			if r.HasP {
				p[k] = r.P
			}
		}
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		adjusted = p
	}
	for k := range months {
		months[k].adjusted = adjusted[k]
	}
}

// verdict says whether the month is quieter or busier than others. One year cannot
// show a season: a step, or a few odd weeks, would look the same.
func (m *calendarMonth) verdict() finding.Verdict {
	held := 0
	for _, y := range m.years {
		if len(y.Group) > 0 && len(y.Others) > 0 {
			held++
		}
	}
	if held < 2 || len(m.values) < stats.MinSessions {
		return finding.TooFew
	}
	up, down := 0, 0
	for k, z := range m.test.Each {
		switch {
		case z >= inOneYear && m.sides[k] >= onEachSide:
			up++
		case z <= -inOneYear && m.sides[k] <= -onEachSide:
			down++
		}
	}
	switch {
	case m.adjusted >= claimBelow:
	case m.test.Z > 0 && up >= 2 && down == 0:
		return finding.Rose
	case m.test.Z < 0 && down >= 2 && up == 0:
		return finding.Fell
	}
	return finding.NoClearChange
}

func (s *scope) wordMonths(f *finding.Finding, quiet, busy []string) {
	switch {
	case len(s.years) < 2:
		f.Headline, f.Verdict = "One year cannot show a quiet or busy season", finding.TooFew
		f.Sentence = fmt.Sprintf("Months are shown for %s only. Whether one is quiet or busy every year takes 2 years at least.", s.now.Name)
		return
	case len(quiet) > 0 && len(quiet) <= 3:
		f.Headline, f.Verdict = fmt.Sprintf("%s %s quieter than other months", list(quiet), isAre(quiet)), finding.StandsOut
	case len(busy) > 0 && len(busy) <= 3:
		f.Headline, f.Verdict = fmt.Sprintf("%s %s busier than other months", list(busy), isAre(busy)), finding.StandsOut
	case len(quiet)+len(busy) > 0:
		f.Headline, f.Verdict = "Some months are quieter than others", finding.StandsOut
	default:
		f.Headline = "No month stands out as quiet or busy"
		f.Sentence = fmt.Sprintf("Over %s no month had clearly more or fewer messages in each %s than the others, year after year.", s.yearsShown(), s.session())
		return
	}
	many, few := "", ""
	if len(quiet) > 0 {
		few = fmt.Sprintf("%ss in %s had fewer messages than those in other months of the same year", s.session(), list(quiet))
	}
	if len(busy) > 0 {
		many = fmt.Sprintf("%ss in %s had more messages than those in other months of the same year", s.session(), list(busy))
	}
	if few != "" && many != "" {
		many = fmt.Sprintf("%ss in %s had more messages", s.session(), list(busy))
	}
	f.Sentence = fmt.Sprintf("Over %s, %s.", s.yearsShown(), both(few, many))
}

// both joins two clauses of which one may be empty.
func both(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", and " + b
}

func isAre(words []string) string {
	if len(words) == 1 {
		return "is"
	}
	return "are"
}
