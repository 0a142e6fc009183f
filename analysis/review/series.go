package review

import (
	"fmt"
	"math"
	"slices"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// series is something measured in every session, in order of time.
type series struct {
	noun     string // plural: "messages", "people", "messages about ‘press release’"
	unit     finding.Unit
	sessions []corpus.SessionID
	values   []float64
	parts    []stats.Subgroup   // of shares and rates: what of how much
	behind   []corpus.Selection // messages behind each value
}

// allSessions are the sessions of the years shown, in order of time.
func (s *scope) allSessions() []corpus.SessionID {
	var ids []corpus.SessionID
	for _, y := range s.years {
		ids = append(ids, y.sessions...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// counted is the series of a rate over all sessions shown; keep may take
// messages out.
func (s *scope) counted(r rate, keep func(corpus.Selection) corpus.Selection) series {
	x := series{noun: r.noun, sessions: s.allSessions()}
	for _, id := range x.sessions {
		sel := keep(s.Sessions()[id].Messages)
		x.values = append(x.values, float64(r.count(sel)))
		x.behind = append(x.behind, sel)
	}
	return x
}

// span is the time from the first session of a series to the last.
func (s *scope) span(x series) (from, to time.Time) {
	return s.Sessions()[x.sessions[0]].Start, s.Sessions()[x.sessions[len(x.sessions)-1]].Start
}

// perYear is how many steps of a series there are in a year.
func (s *scope) perYear(x series) float64 {
	from, to := s.span(x)
	years := to.Sub(from).Hours() / (24 * 365.25)
	if years < 1.0/52 {
		return float64(len(x.sessions))
	}
	return float64(len(x.sessions)-1) / years
}

// comers are the accounts that wrote a heavy part of the messages of some year
// shown and did not write over the whole time: what they bring and take with them
// is no trend.
func (s *scope) comers() map[corpus.PersonID]bool {
	first, last, ok := s.Span(s.All())
	if !ok {
		return nil
	}
	if len(s.years) > 0 {
		first, last = later(first, s.years[0].Start), earlier(last, s.years[len(s.years)-1].End)
	}
	slack := max(edge, 2*s.usualGap())
	found := map[corpus.PersonID]bool{}
	for _, y := range s.years {
		for p, n := range s.ByPerson(y.messages) {
			if n > 0 && float64(n) >= heavy*float64(len(y.messages)) {
				found[corpus.PersonID(p)] = true
			}
		}
	}
	from, to := map[corpus.PersonID]time.Time{}, map[corpus.PersonID]time.Time{}
	for _, y := range s.years {
		for _, i := range y.messages {
			p := s.Person(int(i))
			if !found[p] {
				continue
			}
			at := s.Time(int(i))
			if from[p].IsZero() || at.Before(from[p]) {
				from[p] = at
			}
			if at.After(to[p]) {
				to[p] = at
			}
		}
	}
	for p := range found {
		if from[p].Sub(first) <= slack && last.Sub(to[p]) <= slack {
			delete(found, p)
		}
	}
	return found
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// enoughForTrend is the number of sessions below which no trend is claimed.
const enoughForTrend = 10

// trendOf tests a series for a steady rise or fall, by Mann and Kendall's test
// with and without Hamed and Rao's correction: the weaker counts.
func trendOf(values []float64) (t stats.Trend, p float64, ok bool) {
	plain, err := stats.MannKendall(values)
	if err != nil || !plain.HasP {
		return plain, 1, false
	}
	t, err = stats.HamedRao(values, 0)
	if err != nil || !t.HasP || t.P < plain.P {
		return plain, plain.P, true
	}
	return t, t.P, true
}

// control is the control chart of a series and what may be said of its runs.
type control struct {
	stats.ControlChart
	chance   int // run signals that a stable series of the length may have
	unmarked int // run signals taken off, because they are no more than that
}

// controlOf draws up the control chart of a series: XmR of counts, P′ of shares
// and U′ of rates. Runs are marked where they are there without the points outside
// the limits too, because one spike lifts the mean over all others; and, of more
// than fewForRuns points, where there are more of them than chance gives.
func controlOf(x series) (control, error) {
	full, err := chartOf(x)
	if err != nil {
		return control{}, err
	}
	c := control{ControlChart: full}
	inner := x
	inner.values, inner.parts = nil, nil
	var at []int
	for k, p := range full.Points {
		if p.Outside {
			continue
		}
		at = append(at, k)
		inner.values = append(inner.values, x.values[k])
		if x.parts != nil {
			inner.parts = append(inner.parts, x.parts[k])
		}
	}
	without, err := chartOf(inner)
	if err != nil {
		return control{}, err
	}
	for j, k := range at {
		if p := &c.Points[k]; without.Points[j].Cause.Direction() != p.Cause.Direction() {
			p.Cause = stats.CommonCause
		}
	}
	if len(x.values) <= fewForRuns {
		return c, nil
	}
	c.chance = stats.ChanceRunSignals(len(x.values))
	if n := c.RunSignals(); n <= c.chance {
		c.unmarked = n
		for k := range c.Points {
			if p := &c.Points[k]; !p.Outside {
				p.Cause = stats.CommonCause
			}
		}
	}
	return c, nil
}

// fewForRuns is the number of points, about those of a chart as the NHS draws them,
// up to which the rules for runs are taken as they are.
const fewForRuns = 25

// chartOf draws up the chart of a series by the rules alone.
func chartOf(x series) (stats.ControlChart, error) {
	switch {
	case x.parts == nil:
		return stats.XmR(x.values, stats.XmROptions{})
	case x.unit == finding.Percent:
		return stats.PPrime(x.parts, stats.XmROptions{})
	}
	return stats.UPrime(x.parts, stats.XmROptions{})
}

// controlFigure draws a series with its limits. Where signals are not to be
// trusted none is marked.
func (s *scope) controlFigure(x series, c control, signals bool) *finding.Figure {
	fig := &finding.Figure{
		Kind: finding.ControlChart, Title: fmt.Sprintf("%s in each %s, with usual variation", sentence(x.noun), s.session()),
		Source: s.sourceLine(), Base: "Base: " + things(len(x.sessions), s.session(), s.session()+"s") + ". " + chartNote(c),
		X: finding.Axis{Label: "Date", Unit: finding.Time}, Y: finding.Axis{Label: sentence(x.noun), Unit: x.unit},
		Zone: s.Location().String(), Series: []finding.Series{{Name: sentence(x.noun)}},
	}
	from, to := s.span(x)
	fig.Subtitle = fmt.Sprintf("%s, %s to %s", measureWords(x), date(from), date(to))
	for k, id := range x.sessions {
		if k >= len(c.Points) || !c.Points[k].HasValue {
			continue
		}
		p := c.Points[k]
		pt := finding.Point{
			Label: s.Sessions()[id].Name, X: float64(s.Sessions()[id].Start.Unix()), Y: p.Value, Selection: x.behind[k],
			Control: &finding.Control{Mean: p.Mean, Group: p.Group},
		}
		if p.HasLimits {
			pt.Control.Limits = &finding.Interval{Low: lowest(p.Lower), High: p.Upper}
		}
		if signals && p.HasLimits {
			pt.Control.Signal, pt.Note = signalOf(p), causeWords(p.Cause)
		}
		fig.Series[0].Points = append(fig.Series[0].Points, pt)
	}
	return fig
}

// lowest keeps a limit of counts from going below nought, where no count can.
func lowest(x float64) float64 { return math.Max(0, x) }

func measureWords(x series) string {
	switch {
	case x.parts == nil:
		return "Number of " + x.noun
	case x.unit == finding.Percent:
		return "Share of messages"
	}
	return "Number for each person"
}

// chartNote names the rules of a chart, and says where limits are trial limits.
func chartNote(c control) string {
	note := "Making Data Count rules of November 2023"
	if slices.ContainsFunc(c.Groups, func(g stats.ControlGroup) bool { return g.Trial }) {
		note += fmt.Sprintf("; trial limits, as there are fewer than %d points", stats.TrialPoints)
	}
	return note
}

// signalOf has no good or bad direction: that is for the board to say.
func signalOf(p stats.ControlPoint) finding.Signal {
	switch d := p.Cause.Direction(); {
	case d > 0:
		return finding.High
	case d < 0:
		return finding.Low
	}
	return finding.Usual
}

// causeWords say in words which rule a point breaks.
func causeWords(c stats.Cause) string {
	switch c {
	case stats.AboveLimit:
		return "above the upper limit"
	case stats.BelowLimit:
		return "below the lower limit"
	case stats.TrendUp:
		return "part of 7 rising in a row"
	case stats.TrendDown:
		return "part of 7 falling in a row"
	case stats.TwoOfThreeAbove:
		return "2 of 3 near the upper limit"
	case stats.TwoOfThreeBelow:
		return "2 of 3 near the lower limit"
	case stats.ShiftAbove:
		return "part of 7 in a row above the mean"
	case stats.ShiftBelow:
		return "part of 7 in a row below the mean"
	}
	return ""
}
