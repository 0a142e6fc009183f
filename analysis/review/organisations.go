package review

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// organisations compares the bodies that messages are about: how much came from
// each, and, where there are several, whether one has more or fewer messages with
// a theme than chance explains.
func organisations(s *scope) []finding.Finding {
	d, err := s.dimension("organisation", s.now.messages)
	if err != nil || len(d.names) < 2 {
		return nil
	}
	out := []finding.Finding{s.fromEach(d)}
	if f, ok := s.funnel(d); ok {
		out = append(out, f)
	}
	return out
}

// fromEach counts the messages of each organisation.
func (s *scope) fromEach(d *dimension) finding.Finding {
	f := finding.Finding{
		ID: "organisations", Section: finding.Sources, Selection: s.now.messages,
		Method:  fmt.Sprintf("Counts by %s; shares are of all messages of the year.", d.one),
		Caveats: s.yearCaveats(),
		Table:   &finding.Table{Columns: []finding.Column{{Name: sentence(d.one)}, {Name: "Messages in " + s.now.Name, Number: true}, {Name: "Share", Number: true}}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages by " + d.one, Subtitle: "Number of messages in " + s.now.Name, Source: s.sourceLine(),
		Base: "Base: " + messagesOf(len(s.now.messages)), Y: finding.Axis{Label: "Messages"}, Series: []finding.Series{{Name: s.now.Name}},
	}
	var before mix
	if s.compares() {
		f.Table.Columns = append(f.Table.Columns, finding.Column{Name: "Messages in " + s.before.Name, Number: true}, finding.Column{Name: "Share in " + s.before.Name, Number: true})
		all, err := s.dimension("organisation", s.now.messages.Or(s.before.messages))
		if err == nil {
			before = all.mix(s.before.messages, s.now.messages)
			if before.moved() {
				f.Caveats = append(f.Caveats, before.caveat(s))
			}
		}
	}
	by := split(s.now.messages, d)
	for k, name := range d.names {
		share := float64(len(by[k])) / float64(len(s.now.messages))
		row := finding.Row{Selection: by[k], Cells: []finding.Cell{finding.Label(name), number(len(by[k])), finding.Number(share, percent(share))}}
		if s.compares() && before.dimension != nil {
			at := slices.Index(before.names, name)
			n, was := 0, 0.0
			if at >= 0 {
				n = before.before[at]
				was, _ = before.shares(at)
			}
			row.Cells = append(row.Cells, number(n), finding.Number(was, percent(was)))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: name, Y: float64(len(by[k])), Selection: by[k], Note: percent(share) + " of messages"})
	}
	sortBars(fig, f.Table)
	f.Figure = fig
	first := fig.Series[0].Points[0]
	f.Headline = fmt.Sprintf("%s of messages came from one %s", sentence(percent(first.Y/float64(len(s.now.messages)))), d.one)
	f.Sentence = fmt.Sprintf("In %s, %s were about %s. %s had the most, %s.", s.now.Name, messagesOf(len(s.now.messages)),
		things(len(d.names), d.one, d.many), first.Label, first.Note)
	if bars := fig.Series[0].Points; len(bars) > 1 && bars[1].Y == first.Y {
		f.Sentence = fmt.Sprintf("In %s, %s were about %s, and no %s had more than all others.", s.now.Name, messagesOf(len(s.now.messages)),
			things(len(d.names), d.one, d.many), d.one)
	}
	f.AltText = fmt.Sprintf("Bar chart of messages by %s in %s. %s.", d.one, s.now.Name, f.Headline)
	return f
}

// split sorts messages by stratum.
func split(sel corpus.Selection, d *dimension) []corpus.Selection {
	by := make([]corpus.Selection, len(d.names))
	for _, i := range sel {
		k := d.of(int(i))
		by[k] = append(by[k], i)
	}
	return by
}

const (
	// fewUnits is the number of organisations from which a funnel is drawn.
	fewUnits = 5
	// fewInUnit is the number of messages from which one is compared.
	fewInUnit = 10
	// fewExpected is the number of messages with a theme that chance would give
	// an organisation below which it is not said to stand out.
	fewExpected = 3
)

// funnel shows the theme of which organisations differ most, if any differ more
// than chance over all themes and organisations explains.
func (s *scope) funnel(d *dimension) (finding.Finding, bool) {
	base := s.read(s.now)
	by := split(base, d)
	var units []int
	for k := range by {
		if len(by[k]) >= fewInUnit && d.names[k] != notStated {
			units = append(units, k)
		}
	}
	if len(units) < fewUnits {
		return finding.Finding{}, false
	}
	type drawn struct {
		theme *theme.Theme
		stats.Funnel
		hits []corpus.Selection
	}
	var all []drawn
	var p []float64
	for k := range s.themes.Themes {
		t := &s.themes.Themes[k]
		x := drawn{theme: t}
		counts := make([]stats.Proportion, len(units))
		for j, u := range units {
			hits := by[u].And(t.Messages)
			x.hits = append(x.hits, hits)
			counts[j] = stats.Proportion{Hits: len(hits), Of: len(by[u])}
		}
		f, err := stats.FunnelPlot(counts)
		if err != nil {
			continue
		}
		x.Funnel = f
		all = append(all, x)
		for j := range units {
			p = append(p, 1)
			if f.Units[j].Has && f.Centre*float64(counts[j].Of) >= fewExpected {
				p[len(p)-1] = math.Erfc(math.Abs(f.Units[j].Z) / math.Sqrt2)
			}
		}
	}
	if len(all) == 0 {
		return finding.Finding{}, false
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return finding.Finding{}, false
	}
	best := 0
	for k := range adjusted {
		if adjusted[k] < adjusted[best] {
			best = k
		}
	}
	x := all[best/len(units)]
	out := finding.Finding{
		ID: "organisations-themes", Section: finding.Themes, Verdict: finding.NoClearChange, Selection: base.And(x.theme.Messages),
		Method: fmt.Sprintf("Funnel plot of shares with 95%% (dotted) and 99.8%% (dashed) limits, widened for over-dispersion (Spiegelhalter 2005). The theme shown is the one of which %s differ most; Holm's correction over %s and %d themes. %s", d.many, things(len(units), d.one, d.many), len(all), sentence(x.Note)),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: sentence(d.one)}, {Name: "Messages", Number: true}, {Name: "With the theme", Number: true}, {Name: "Share", Number: true}, {Name: "Distance from all (sigma)", Number: true}, {Name: "Adjusted P", Number: true},
		}},
		Caveats: append(s.yearCaveats(), finding.Caveat{Kind: "not-a-league-table", Text: fmt.Sprintf(
			"This is no league table: %s serve different people, and a difference is a reason to ask, not a judgement.", d.many)}),
	}
	fig := &finding.Figure{
		Kind: finding.FunnelChart, Title: fmt.Sprintf("Messages about %s by %s", quoted(x.theme), d.one), Subtitle: "Share of messages over number of messages, " + s.now.Name,
		Source: s.sourceLine(), Base: fmt.Sprintf("Base: %s with at least %d messages", things(len(units), d.one, d.many), fewInUnit),
		X: finding.Axis{Label: "Messages"}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: sentence(d.many)}},
		Marks: []finding.Mark{{Label: "All: " + percent(x.Centre), Y: x.Centre}},
	}
	var high, low []string
	for j, u := range units {
		unit := x.Units[j]
		q := adjusted[best/len(units)*len(units)+j]
		c := &finding.Control{Mean: x.Centre}
		if unit.Has {
			c.Limits, c.Inner = (*finding.Interval)(&unit.Limits998), (*finding.Interval)(&unit.Limits95)
		}
		switch {
		case q < claimBelow && unit.Z > 0:
			c.Signal = finding.High
			high = append(high, d.names[u])
		case q < claimBelow && unit.Z < 0:
			c.Signal = finding.Low
			low = append(low, d.names[u])
		}
		share := float64(len(x.hits[j])) / float64(len(by[u]))
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: d.names[u], X: float64(len(by[u])), Y: share, Selection: x.hits[j], Control: c,
			Note: fmt.Sprintf("%s of %s", count(len(x.hits[j])), messagesOf(len(by[u]))),
		})
		out.Table.Rows = append(out.Table.Rows, finding.Row{Selection: x.hits[j], Cells: []finding.Cell{
			finding.Label(d.names[u]), number(len(by[u])), number(len(x.hits[j])), finding.Number(share, percent(share)),
			finding.Number(unit.Z, decimals(unit.Z, 1)), finding.Number(q, decimals(q, 3)),
		}})
	}
	slices.SortStableFunc(out.Table.Rows, func(a, b finding.Row) int { return cmp.Compare(b.Cells[3].Value, a.Cells[3].Value) })
	out.Figure = fig
	if len(high)+len(low) == 0 {
		out.Headline = fmt.Sprintf("No %s stands out in what it hears", d.one)
		out.Sentence = fmt.Sprintf("Across %s and %d themes, no %s had clearly more or fewer messages on a theme than its size and chance explain.", things(len(units), d.one, d.many), len(all), d.one)
	} else {
		out.Verdict = finding.StandsOut
		out.Headline = fmt.Sprintf("%s out on %s", sentence(things(len(high)+len(low), d.one+" stands", d.many+" stand")), quoted(x.theme))
		out.Sentence = fmt.Sprintf("%s of all messages in %s were about %s.", sentence(percent(x.Centre)), s.now.Name, quoted(x.theme))
		if len(high) > 0 {
			out.Sentence += fmt.Sprintf(" More than chance explains: %s.", some(high))
		}
		if len(low) > 0 {
			out.Sentence += fmt.Sprintf(" Fewer: %s.", some(low))
		}
	}
	out.AltText = fmt.Sprintf("Funnel plot of the share of messages about %s in each %s. %s.", quoted(x.theme), d.one, out.Headline)
	return out, true
}
