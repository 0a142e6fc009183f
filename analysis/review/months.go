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
	// onEachSide is how far, in sigma, a month must lie above or below the others of a
	// year, the 3 months before it and the 3 after it, for that year to speak for it:
	// 1 chance in 4 for each.
	onEachSide = 0.67
)

// calendarMonth is one month of the calendar over the years shown.
type calendarMonth struct {
	name     string
	values   []float64 // messages of every session of it
	ofYear   []float64 // the same in units of the median session of its year
	years    []float64 // z of each year that has sessions in it and in others: see sideways
	behind   corpus.Selection
	z        float64 // over all years
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
		Method: fmt.Sprintf("Messages of each %s of a month by Wilcoxon's ranks, in each year of %s against all other months, the 3 before and the 3 after; the weakest z of each year, added up by Stouffer's method, Benjamini–Hochberg over the months. A month is named if 2 years at least speak for it and none against.",
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
		of := make([][]float64, len(months)) // this year's
		for i, id := range y.sessions {
			session := s.Sessions()[id]
			k := (int(session.Start.Month()) - first + 12) % 12
			m := &months[k]
			m.values = append(m.values, values[i])
			m.ofYear = append(m.ofYear, values[i]/max(1, usual))
			m.behind = m.behind.Or(session.Messages)
			of[k] = append(of[k], values[i])
			total++
		}
		for k := range months {
			if n := len(of[k]); n > 0 && n < len(values) {
				months[k].years = append(months[k].years, sideways(of, k))
			}
		}
	}
	return months, total
}

// sideways compares a month of one year with all others of it, with the 3 months
// before it and with the 3 after it, and gives the z that is nearest nought, 0 where
// they have not the same sign: the first months after a step stand out from those
// before, and not from those after. At either end of a year there is one side.
func sideways(of [][]float64, k int) float64 {
	near := math.Inf(1)
	for _, side := range [...][2]int{{0, len(of)}, {max(0, k-3), k}, {k + 1, min(len(of), k+4)}} {
		var others []float64
		for j := side[0]; j < side[1]; j++ {
			if j != k {
				others = append(others, of[j]...)
			}
		}
		z, ok := rankZ(others, of[k])
		switch {
		case !ok:
		case !math.IsInf(near, 1) && z*near <= 0:
			return 0
		case math.Abs(z) < math.Abs(near):
			near = z
		}
	}
	if math.IsInf(near, 1) {
		return 0
	}
	return near
}

// rankZ is how far b lies above a, in sigma, by Wilcoxon's test.
func rankZ(a, b []float64) (float64, bool) {
	r, err := stats.Wilcoxon(a, b)
	if err != nil || !r.HasP {
		return 0, false
	}
	z := math.Sqrt2 * math.Erfcinv(math.Max(r.P, 1e-300))
	if 2*r.W < float64(len(a)*len(b)) {
		z = -z
	}
	return z, true
}

// testMonths compares each month with the others and corrects for their number.
func testMonths(months []calendarMonth) {
	p := make([]float64, len(months))
	for k := range months {
		p[k] = 1
		m := &months[k]
		for _, z := range m.years {
			m.z += z
		}
		if n := len(m.years); n > 0 {
			m.z /= math.Sqrt(float64(n))
			p[k] = math.Erfc(math.Abs(m.z) / math.Sqrt2)
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
	if len(m.years) < 2 || len(m.values) < stats.MinSessions {
		return finding.TooFew
	}
	up, down := 0, 0
	for _, z := range m.years {
		switch {
		case z >= onEachSide:
			up++
		case z <= -onEachSide:
			down++
		}
	}
	switch {
	case m.adjusted >= claimBelow:
	case m.z > 0 && up >= 2 && down == 0:
		return finding.Rose
	case m.z < 0 && down >= 2 && up == 0:
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
