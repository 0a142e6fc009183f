package review

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// overTime tells how messages and people went from session to session: a control
// chart each, what stands out in it, and whether there is a trend.
func overTime(s *scope) []finding.Finding {
	ids := s.allSessions()
	if len(ids) < stats.FewSessions {
		return nil
	}
	comers := s.comers()
	stay := func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return !comers[s.Person(i)] })
	}
	all := func(sel corpus.Selection) corpus.Selection { return sel }
	rates := s.rates()
	p := make([]float64, len(rates))
	whole, kept := make([]series, len(rates)), make([]series, len(rates))
	for k, r := range rates {
		whole[k] = s.counted(r, all)
		kept[k] = s.counted(r, stay)
		_, p[k], _ = trendOf(whole[k].values)
		if len(comers) > 0 {
			_, without, _ := trendOf(kept[k].values)
			p[k] = math.Max(p[k], without)
		}
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return nil
	}
	var out []finding.Finding
	for k, r := range rates {
		f, ok := s.trendFinding("trend-"+r.noun, whole[k], adjusted[k], comers)
		if !ok {
			continue
		}
		if (f.Verdict == finding.Rose || f.Verdict == finding.Fell) && !s.trendHolds(r, f.Verdict, whole[k], kept[k], comers) {
			s.withdrawTrend(&f, whole[k])
		}
		out = append(out, f)
	}
	return out
}

// trendHolds reports whether a trend stands, at half its steepness or more, without
// the accounts that came or went, and whether the years compared do not speak against it. Of two years only,
// a trend is no more than their difference, which must then be claimed too.
func (s *scope) trendHolds(r rate, v finding.Verdict, whole, kept series, comers map[corpus.PersonID]bool) bool {
	if len(comers) > 0 {
		all, _, ok := trendOf(whole.values)
		others, _, ok2 := trendOf(kept.values)
		if !ok || !ok2 || steepness(kept.values, others)/steepness(whole.values, all) < 0.5 {
			return false
		}
	}
	if !s.compares() || len(s.before.sessions) == 0 {
		return true
	}
	a, b := s.likeForLike()
	split, _ := s.splitBy("", a.messages, b.messages)
	c := s.changeOfRate(r, a, b, split)
	switch got := c.verdict(); {
	case got == v:
		return true
	case got == finding.Rose || got == finding.Fell:
		return false
	default:
		return len(s.years) > 2 && split == nil
	}
}

// steepness is a slope in units of the mean, 1e-9 where it is level.
func steepness(values []float64, t stats.Trend) float64 {
	mean, _ := stats.Mean(values)
	if mean == 0 || t.Slope.Value == 0 {
		return 1e-9
	}
	return t.Slope.Value / mean
}

func (s *scope) withdrawTrend(f *finding.Finding, x series) {
	f.Verdict = finding.NoClearChange
	f.Headline = fmt.Sprintf("No trend over the %ss can be claimed", s.session())
	f.Sentence = fmt.Sprintf("%s, no trend in %s of each %s can be claimed.", s.over(x), x.subject(), s.session())
	f.AltText = fmt.Sprintf("Control chart of %s in each %s with mean and limits. %s.", x.noun, s.session(), f.Headline)
	f.Caveats = append(f.Caveats, finding.Caveat{Kind: "trend-not-claimed", Text: fmt.Sprintf(
		"The %ss seem to go one way, but accounts that joined or stopped, the mix, or chance from year to year could explain it.", s.session())})
}

// trendFinding charts one series and says what stands out in it. The P value is
// that of the trend, corrected.
func (s *scope) trendFinding(id string, x series, p float64, comers map[corpus.PersonID]bool) (finding.Finding, bool) {
	c, err := controlOf(x)
	if err != nil || len(x.sessions) == 0 {
		return finding.Finding{}, false
	}
	trusted := len(comers) == 0
	f := finding.Finding{
		ID: id, Section: finding.Trends, Verdict: finding.NoClearChange, Figure: s.controlFigure(x, c, trusted),
		Table: s.controlTable(x, c, trusted), Caveats: s.trendCaveats(x, c, comers),
	}
	f.Selection = slices.Concat(x.behind...) // sessions share no message
	slices.Sort(f.Selection)
	out := outstanding(f.Figure)
	t, _, ok := trendOf(x.values)
	f.Method = trendMethod(c, t, p)
	claimed := ok && p < claimBelow && t.Slope.Direction() != 0 && len(x.values) >= enoughForTrend
	over := s.over(x)
	outside, runs := 0, 0
	for _, q := range out {
		if q.Note == causeWords(stats.AboveLimit) || q.Note == causeWords(stats.BelowLimit) {
			outside++
		} else {
			runs++
		}
	}
	switch {
	case len(x.values) < stats.FewSessions:
		f.Verdict, f.Headline = finding.TooFew, fmt.Sprintf("Too few %ss to see a trend", s.session())
		f.Sentence = fmt.Sprintf("%s there are too few values to say whether %s rose or fell.", over, x.subject())
	case claimed:
		f.Verdict = directionVerdict(t.Slope.Direction())
		f.Headline = fmt.Sprintf("%s in each %s %s over time", sentence(x.subject()), s.session(), f.Verdict)
		f.Sentence = fmt.Sprintf("%s, %s in each %s %s by around %s a year (%s).", over, x.subject(), s.session(), f.Verdict, yearly(x, t.Slope.Value*s.perYear(x)), yearlyRange(x, t.Slope, s.perYear(x)))
	case outside > 0:
		f.Headline = fmt.Sprintf("%s unusually many or few %s", things(outside, s.session()+" had", s.session()+"s had"), x.noun)
		f.Sentence = fmt.Sprintf("%s, %s in each %s showed no clear trend.", over, x.subject(), s.session())
	case runs > 0:
		f.Headline = fmt.Sprintf("Runs of high or low %ss in %s", s.session(), x.noun)
		f.Sentence = fmt.Sprintf("%s, %s in each %s showed no clear trend.", over, x.subject(), s.session())
	case !hasLimits(c.Points) && trusted:
		f.Headline = "No limits of usual variation could be drawn"
		f.Sentence = fmt.Sprintf("%s, %s in each %s showed no clear trend. They do not differ enough from one %s to the next to say what is unusual.", over, x.subject(), s.session(), s.session())
	case !trusted:
		f.Headline = "Accounts came and went, so no trend is claimed"
		f.Sentence = fmt.Sprintf("%s, %s joined or stopped, so a rise or fall of %s would say nothing of the others.", over, things(len(comers), "account that wrote much", "accounts that wrote much"), x.subject())
	default:
		f.Headline = fmt.Sprintf("%s in each %s kept within usual variation", sentence(x.subject()), s.session())
		f.Sentence = fmt.Sprintf("%s, %s in each %s showed no clear trend, and no %s was unusually high or low.", over, x.subject(), s.session(), s.session())
	}
	f.Sentence += s.outstandingWords(out, c, len(x.values))
	if n := c.unmarked; n > 0 && trusted {
		f.Sentence += fmt.Sprintf(" Runs of %s %s no more than chance gives among %s, so they are not marked.", things(n, s.session(), s.session()+"s"), oneOrMore(n, "is", "are"), count(len(x.values)))
	}
	if !shortEnough(f.Headline) {
		f.Headline = f.Figure.Title
		if claimed {
			f.Headline = fmt.Sprintf("%s %s over time", sentence(x.subject()), f.Verdict)
		}
	}
	f.AltText = fmt.Sprintf("Control chart of %s in each %s with mean and limits. %s.", x.noun, s.session(), f.Headline)
	return f, true
}

// over says what a series spans.
func (s *scope) over(x series) string {
	from, to := s.span(x)
	return fmt.Sprintf("Over %s from %s to %s", things(len(x.sessions), s.session(), s.session()+"s"), date(from), date(to))
}

func trendMethod(c control, t stats.Trend, p float64) string {
	m := c.Method + ". "
	if c.chance > 0 {
		m += fmt.Sprintf("Runs are marked only if more than %d points lie in them, the most that 19 of 20 stable series of this length have. ", c.chance)
	}
	m += t.Method + ", the weaker of corrected and plain"
	if t.HasP {
		m += pValue(stats.Estimate{P: p, HasP: true})
		return strings.Replace(m, " P ", "; adjusted P ", 1)
	}
	return m + "."
}

// outstanding are the points of a control chart that call for an explanation.
func outstanding(fig *finding.Figure) []finding.Point {
	var out []finding.Point
	for _, p := range fig.Series[0].Points {
		if p.Control.Signal != finding.Usual {
			out = append(out, p)
		}
	}
	return out
}

// hasLimits reports whether a chart has limits anywhere.
func hasLimits(points []stats.ControlPoint) bool {
	return slices.ContainsFunc(points, func(p stats.ControlPoint) bool { return p.HasLimits })
}

// outstandingWords names the sessions outside the limits, and counts the others,
// with what is known of how often chance gives as many among n.
func (s *scope) outstandingWords(out []finding.Point, c control, n int) string {
	var high, low []string
	others := 0
	for _, p := range out {
		switch p.Note {
		case causeWords(stats.AboveLimit):
			high = append(high, p.Label)
		case causeWords(stats.BelowLimit):
			low = append(low, p.Label)
		default:
			others++
		}
	}
	text := ""
	for _, x := range [...]struct {
		names []string
		word  string
	}{{high, "high"}, {low, "low"}} {
		if len(x.names) > 0 {
			text += fmt.Sprintf(" Unusually %s: %s.", x.word, some(x.names))
		}
	}
	if others > 0 {
		text += fmt.Sprintf(" %s in runs", sentence(things(others, s.session()+" lies", s.session()+"s lie")))
		if c.chance > 0 {
			text += fmt.Sprintf(", where a steady chat, whose %ss do not depend on each other, would seldom have more than %d of %d", s.session(), c.chance, n)
		}
		text += ": ask what changed then."
	}
	return text
}

// some lists at most three names and counts the rest.
func some(names []string) string {
	if len(names) <= 3 {
		return list(names)
	}
	return list(append(slices.Clone(names[:3]), count(len(names)-3)+" more"))
}

// yearly writes a change in a year: "9 messages", "2 percentage points".
func yearly(x series, v float64) string {
	if x.unit == finding.Percent {
		return pointsOf(v)
	}
	return average(math.Abs(v))
}

// subject is what rises or falls: the noun, or the share of messages it is of.
func (x series) subject() string {
	if x.unit == finding.Percent {
		return "the share of " + x.noun
	}
	return x.noun
}

func yearlyRange(x series, e stats.Estimate, perYear float64) string {
	low, high := math.Abs(e.Low*perYear), math.Abs(e.High*perYear)
	if low > high {
		low, high = high, low
	}
	if x.unit == finding.Percent {
		return "between " + wholePoints(low) + " and " + pointsOf(high)
	}
	if low < 9.95 && high >= 9.95 { // all with a decimal, or none
		return "between " + decimals(low, 1) + " and " + decimals(high, 1)
	}
	return "between " + average(low) + " and " + average(high)
}

func (s *scope) trendCaveats(x series, c control, comers map[corpus.PersonID]bool) []finding.Caveat {
	var out []finding.Caveat
	if len(comers) > 0 {
		var names []string
		for p := range s.People() {
			if comers[corpus.PersonID(p)] {
				names = append(names, s.names.Name(corpus.PersonID(p)))
			}
		}
		out = append(out, finding.Caveat{Kind: "joined-or-stopped", Text: fmt.Sprintf(
			"%s wrote much but not over the whole time. A step where an account joins or stops is no trend, so no %s is marked as unusual.", some(names), s.session())})
	}
	if slices.ContainsFunc(c.Groups, func(g stats.ControlGroup) bool { return g.Trial }) {
		out = append(out, finding.Caveat{Kind: "trial-limits", Text: fmt.Sprintf(
			"With fewer than %d %ss the limits are trial limits. They become more reliable with more.", stats.TrialPoints, s.session())})
	}
	if r, ok := stats.Autocorrelation(x.values, 1); ok && r > 2/math.Sqrt(float64(len(x.values))) {
		out = append(out, finding.Caveat{Kind: "autocorrelation", Text: fmt.Sprintf(
			"A high %s tends to follow a high one. The test for a trend allows for it; runs on the chart are then less surprising.", s.session())})
	}
	if len(x.values) >= 50 && len(comers) == 0 {
		out = append(out, finding.Caveat{Kind: "chance-signals", Text: fmt.Sprintf(
			"Among %d %ss a few may stand out by chance alone. Look for a reason before acting.", len(x.values), s.session())})
	}
	return append(append(out, s.quietHolidays()...), s.totalCaveats()...)
}

// controlTable lists every value with its limits and the rule it breaks.
func (s *scope) controlTable(x series, c control, signals bool) *finding.Table {
	t := &finding.Table{Columns: []finding.Column{
		{Name: sentence(s.session())}, {Name: sentence(x.noun), Number: true}, {Name: "Mean", Number: true},
		{Name: "Lower limit", Number: true}, {Name: "Upper limit", Number: true}, {Name: "Unusual"},
	}}
	write := func(v float64) finding.Cell {
		if x.unit == finding.Percent {
			return finding.Number(v, percent(v))
		}
		return finding.Number(v, average(v))
	}
	for k, id := range x.sessions {
		p := c.Points[k]
		row := finding.Row{Selection: x.behind[k], Cells: []finding.Cell{finding.Label(s.Sessions()[id].Name)}}
		if !p.HasValue {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"), finding.Label("[x]"), finding.Label("[x]"), finding.Label(""))
			t.Rows = append(t.Rows, row)
			continue
		}
		row.Cells = append(row.Cells, write(p.Value), write(p.Mean))
		if p.HasLimits {
			row.Cells = append(row.Cells, write(lowest(p.Lower)), write(p.Upper))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"))
		}
		words := ""
		if signals && p.HasLimits {
			words = causeWords(p.Cause)
		}
		row.Cells = append(row.Cells, finding.Label(words))
		t.Rows = append(t.Rows, row)
	}
	return t
}
