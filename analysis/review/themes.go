package review

import (
	"cmp"
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// read are the messages of a year in which themes were looked for.
func (s *scope) read(y year) corpus.Selection { return y.messages.And(s.themes.Read) }

// quoted is a theme's label as it stands in a sentence.
func quoted(t *theme.Theme) string { return "‘" + t.Label + "’" }

// foundThemes is how themes are found where no codebook is given.
const foundThemes = "Noun phrases ranked by C-value, grouped by head noun and by co-occurrence; a message carries a theme if it holds one of its phrases, and may carry several. Reposts and non-answers are left out."

// topThemes ranks the themes of the year.
func topThemes(s *scope) []finding.Finding {
	base := s.read(s.now)
	if len(s.themes.Themes) == 0 || len(base) == 0 {
		return nil
	}
	f := finding.Finding{
		ID: "themes", Section: finding.Themes,
		Method:  s.method,
		Caveats: s.repostCaveat(),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Theme"}, {Name: "Messages", Number: true}, {Name: "Share of messages", Number: true}, {Name: "People", Number: true}, {Name: "Phrases"},
		}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "What people talked about", Subtitle: "Share of messages with each theme, " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + messagesOf(len(base)) + " in people's own words",
		Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: s.now.Name}},
	}
	for k := range s.themes.Themes {
		t := &s.themes.Themes[k]
		sel := base.And(t.Messages)
		share := float64(len(sel)) / float64(len(base))
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: sentence(t.Label), Y: share, Selection: sel, Note: messagesOf(len(sel)),
		})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: sel, Cells: []finding.Cell{
			finding.Label(sentence(t.Label)), number(len(sel)), finding.Number(share, percent(share)), number(s.countPeople(sel)), finding.Label(phrases(t)),
		}})
		f.Selection = f.Selection.Or(sel)
	}
	sortBars(fig, f.Table)
	f.Figure = fig
	first := fig.Series[0].Points[0]
	f.Headline = fmt.Sprintf("%s was the most common theme", first.Label)
	if !shortEnough(f.Headline) {
		f.Headline = "What people talked about"
	}
	f.Sentence = fmt.Sprintf("In %s, %s of %s were about ‘%s’. %s carried at least one of the %d themes.", s.now.Name,
		percent(first.Y), messagesOf(len(base)), lowerLabel(s, first.Label), percent(float64(len(f.Selection))/float64(len(base))), len(s.themes.Themes))
	f.AltText = fmt.Sprintf("Bar chart of the share of messages with each theme in %s. %s.", s.now.Name, f.Headline)
	return []finding.Finding{f}
}

// lowerLabel is the label as the theme has it, without the capital of a bar.
func lowerLabel(s *scope, capital string) string {
	for k := range s.themes.Themes {
		if l := s.themes.Themes[k].Label; sentence(l) == capital {
			return l
		}
	}
	return capital
}

// phrases lists the words of a theme, at most six.
func phrases(t *theme.Theme) string {
	var words []string
	for _, p := range t.Phrases[:min(6, len(t.Phrases))] {
		words = append(words, p.Display)
	}
	s := ""
	for i, w := range words {
		if i > 0 {
			s += ", "
		}
		s += w
	}
	return s
}

func (s *scope) repostCaveat() []finding.Caveat {
	n := len(s.now.messages.Filter(func(i int) bool { return s.Marks(i).Has(corpus.Repost) }))
	if n == 0 {
		return nil
	}
	return []finding.Caveat{{Kind: "reposts", Text: fmt.Sprintf(
		"%s of the %s of %s pass on somebody else's words. They count as messages but not towards themes.",
		count(n), messagesOf(len(s.now.messages)), s.now.Name)}}
}

// change is one theme in both years.
type change struct {
	theme       *theme.Theme
	before, now corpus.Selection
	a, b        stats.Proportion
	estimate    stats.Estimate
	adjusted    float64
	verdict     finding.Verdict
}

// fewMessages is the number of messages of a theme, in both years together,
// below which nothing is said about its change.
const fewMessages = 10

// themeChanges compares every theme's share of messages with the year before,
// and tells of each theme that rose or fell in a finding of its own.
func themeChanges(s *scope) []finding.Finding {
	if !s.compares() || len(s.themes.Themes) == 0 {
		return nil
	}
	a, b := s.likeForLike()
	baseA, baseB := s.read(a), s.read(b)
	if len(baseA) == 0 || len(baseB) == 0 {
		return nil
	}
	changes := s.compareThemes(baseA, baseB)
	s.checkThemeMovers(changes, baseA, baseB)
	f := finding.Finding{
		ID: "theme-changes", Section: finding.Themes, Selection: baseA.Or(baseB),
		Figure: s.dumbbell(changes, len(baseA), len(baseB)), Table: s.changesTable(changes),
		Method: fmt.Sprintf("Difference of shares with Newcombe's interval, widened by the design effect of people and sessions (Rao and Scott); Benjamini–Hochberg over all %d themes at 5%%.", len(changes)),
		Caveats: append(append(s.comparisonCaveats(), s.yearCaveats()...), append(append(s.mixCaveat(), s.joinedOrStopped()...), finding.Caveat{Kind: "many-themes", Text: fmt.Sprintf(
			"%d themes were compared. The test allows for that, so about 1 in 20 of the changes claimed may still be chance.", len(changes))})...),
	}
	f.Headline, f.Sentence, f.Verdict = s.wordChanges(changes)
	f.AltText = fmt.Sprintf("Dumbbell chart of each theme's share of messages in %s and %s. %s.", s.before.Name, s.now.Name, f.Headline)
	out := []finding.Finding{f}
	for _, c := range changes {
		if c.verdict == finding.Rose || c.verdict == finding.Fell {
			out = append(out, s.themeFinding(c))
		}
	}
	return out
}

// compareThemes tests every theme and corrects for their number.
func (s *scope) compareThemes(baseA, baseB corpus.Selection) []change {
	changes := make([]change, len(s.themes.Themes))
	p := make([]float64, len(changes))
	for k := range changes {
		t := &s.themes.Themes[k]
		c := change{theme: t, before: baseA.And(t.Messages), now: baseB.And(t.Messages)}
		c.a = stats.Proportion{Hits: len(c.before), Of: len(baseA)}
		c.b = stats.Proportion{Hits: len(c.now), Of: len(baseB)}
		p[k] = 1
		e, err := stats.NewcombeDesign(c.a, c.b, s.designEffect(baseA, t), s.designEffect(baseB, t))
		if err == nil {
			c.estimate = e
			if e.HasP {
				p[k] = e.P
			}
		}
		changes[k] = c
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		adjusted = p
	}
	for k := range changes {
		changes[k].adjusted = adjusted[k]
		changes[k].judge()
	}
	slices.SortStableFunc(changes, func(a, b change) int {
		return cmp.Compare(float64(len(b.now))/float64(b.b.Of), float64(len(a.now))/float64(a.b.Of))
	})
	return changes
}

// checkThemeMovers takes claims back that do not hold without the accounts that
// started or stopped between the years: they bring their own subjects.
func (s *scope) checkThemeMovers(changes []change, baseA, baseB corpus.Selection) {
	movers := s.movers()
	if len(movers) == 0 {
		return
	}
	keep := s.withoutMovers(movers)
	without := map[string]finding.Verdict{}
	if a, b := keep(baseA), keep(baseB); len(a) > 0 && len(b) > 0 {
		for _, c := range s.compareThemes(a, b) {
			without[c.theme.ID] = c.verdict
		}
	}
	for k := range changes {
		if c := &changes[k]; (c.verdict == finding.Rose || c.verdict == finding.Fell) && without[c.theme.ID] != c.verdict {
			c.verdict = finding.NoClearChange
		}
	}
}

// judge says what may be claimed of the change.
func (c *change) judge() {
	switch dir := c.estimate.Direction(); {
	case c.a.Hits+c.b.Hits < fewMessages || !c.estimate.HasInterval:
		c.verdict = finding.TooFew
	case c.adjusted >= claimBelow || dir == 0:
		c.verdict = finding.NoClearChange
	case dir > 0:
		c.verdict = finding.Rose
	default:
		c.verdict = finding.Fell
	}
}

// designEffect is how many times more a theme's share scatters than if every
// message stood for itself: the larger of the effects of people, who have
// their favourite subjects, and of sessions, which may be about one.
func (s *scope) designEffect(base corpus.Selection, t *theme.Theme) float64 {
	people := make([]stats.Proportion, len(s.People()))
	sessions := make([]stats.Proportion, len(s.Sessions()))
	next := 0
	for _, i := range base {
		for next < len(t.Messages) && t.Messages[next] < i {
			next++
		}
		hit := 0
		if next < len(t.Messages) && t.Messages[next] == i {
			hit = 1
		}
		if p := s.Person(int(i)); p != corpus.NoPerson {
			people[p].Hits += hit
			people[p].Of++
		}
		if id := s.Session(int(i)); id != corpus.NoSession {
			sessions[id].Hits += hit
			sessions[id].Of++
		}
	}
	byPeople, err1 := stats.DesignEffect(people)
	bySessions, err2 := stats.DesignEffect(sessions)
	if err1 != nil || err2 != nil {
		return 1
	}
	return max(byPeople, bySessions)
}

// wordChanges says what rose and what fell.
func (s *scope) wordChanges(changes []change) (headline, text string, v finding.Verdict) {
	var rose, fell []string
	for _, c := range changes {
		switch c.verdict {
		case finding.Rose:
			rose = append(rose, quoted(c.theme))
		case finding.Fell:
			fell = append(fell, quoted(c.theme))
		}
	}
	switch {
	case len(rose)+len(fell) == 0:
		return "No theme clearly rose or fell", fmt.Sprintf(
			"Of %s compared with %s, none changed its share of messages by more than chance could explain.",
			things(len(changes), "theme", "themes"), s.before.Name), finding.NoClearChange
	case len(fell) == 0:
		headline = things(len(rose), "theme rose", "themes rose")
	case len(rose) == 0:
		headline = things(len(fell), "theme fell", "themes fell")
	default:
		headline = fmt.Sprintf("%s and %s fell", things(len(rose), "theme rose", "themes rose"), count(len(fell)))
	}
	text = fmt.Sprintf("Of %s compared with %s, ", things(len(changes), "theme", "themes"), s.before.Name)
	if len(rose) > 0 {
		text += list(rose) + " took up a larger share of messages"
	}
	if len(fell) > 0 {
		if len(rose) > 0 {
			text += ", and "
		}
		text += list(fell) + " a smaller one"
		if len(rose) == 0 {
			text = fmt.Sprintf("Of %s compared with %s, %s took up a smaller share of messages",
				things(len(changes), "theme", "themes"), s.before.Name, list(fell))
		}
	}
	return headline + " since " + s.before.Name, text + ".", finding.NoVerdict
}

// dumbbell draws the shares of both years.
func (s *scope) dumbbell(changes []change, baseA, baseB int) *finding.Figure {
	fig := &finding.Figure{
		Kind: finding.DumbbellChart, Title: "Themes this year and before",
		Subtitle: fmt.Sprintf("Share of messages with each theme, %s and %s", s.before.Name, s.now.Name), Source: s.sourceLine(),
		Base: fmt.Sprintf("Base: %s in %s, %s in %s, in people's own words", messagesOf(baseA), s.before.Name, messagesOf(baseB), s.now.Name),
		Y:    finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: s.before.Name}, {Name: s.now.Name}},
	}
	for _, c := range changes {
		for k, x := range [...]struct {
			p   stats.Proportion
			sel corpus.Selection
		}{{c.a, c.before}, {c.b, c.now}} {
			fig.Series[k].Points = append(fig.Series[k].Points, finding.Point{
				Label: sentence(c.theme.Label), Y: float64(x.p.Hits) / float64(x.p.Of), Selection: x.sel,
				Note: fmt.Sprintf("%s, %s", messagesOf(x.p.Hits), c.verdict),
			})
		}
	}
	return fig
}

func (s *scope) changesTable(changes []change) *finding.Table {
	t := &finding.Table{Columns: []finding.Column{
		{Name: "Theme"}, {Name: "Messages in " + s.before.Name, Number: true}, {Name: "Share in " + s.before.Name, Number: true},
		{Name: "Messages in " + s.now.Name, Number: true}, {Name: "Share in " + s.now.Name, Number: true},
		{Name: "Difference (percentage points)", Number: true}, {Name: "From", Number: true}, {Name: "To", Number: true},
		{Name: "Adjusted P", Number: true}, {Name: "Verdict"},
	}}
	for _, c := range changes {
		shareA, shareB := float64(c.a.Hits)/float64(c.a.Of), float64(c.b.Hits)/float64(c.b.Of)
		t.Rows = append(t.Rows, finding.Row{Selection: c.before.Or(c.now), Cells: []finding.Cell{
			finding.Label(sentence(c.theme.Label)), number(c.a.Hits), finding.Number(shareA, percent(shareA)),
			number(c.b.Hits), finding.Number(shareB, percent(shareB)),
			finding.Number(100*c.estimate.Value, decimals(100*c.estimate.Value, 1)),
			finding.Number(100*c.estimate.Low, decimals(100*c.estimate.Low, 1)), finding.Number(100*c.estimate.High, decimals(100*c.estimate.High, 1)),
			finding.Number(c.adjusted, decimals(c.adjusted, 3)), finding.Label(string(c.verdict)),
		}})
	}
	return t
}

// themeFinding tells of one theme that rose or fell, with its share in every
// year shown.
func (s *scope) themeFinding(c change) finding.Finding {
	verb := "rose"
	if c.verdict == finding.Fell {
		verb = "fell"
	}
	shareA, shareB := float64(c.a.Hits)/float64(c.a.Of), float64(c.b.Hits)/float64(c.b.Of)
	f := finding.Finding{
		ID: "theme-" + c.theme.ID, Section: finding.Themes, Verdict: c.verdict, Selection: c.now,
		Headline: fmt.Sprintf("%s %s since %s", sentence(c.theme.Label), verb, s.before.Name),
		Sentence: fmt.Sprintf("%s %s from %s of messages in %s to %s in %s, a difference of %s. This is based on %s and %s.",
			"‘"+sentence(c.theme.Label)+"’", verb, percent(shareA), s.before.Name, percent(shareB), s.now.Name, points(c.estimate),
			messagesOf(c.a.Hits), count(c.b.Hits)),
		Method: fmt.Sprintf("%s; adjusted for the number of themes, P = %s. Whiskers are Wilson intervals. Phrases: %s.", c.estimate.Method, decimals(c.adjusted, 3), phrases(c.theme)),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: "Messages with the theme", Number: true}, {Name: "Messages", Number: true}, {Name: "Share", Number: true},
		}},
		Caveats: append(s.comparisonCaveats(), s.mixCaveat()...),
	}
	if !shortEnough(f.Headline) {
		f.Headline = sentence(c.theme.Label) + " " + verb
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages about " + quoted(c.theme), Subtitle: "Share of messages in each year", Source: s.sourceLine(),
		Base: "Base: messages in people's own words", X: finding.Axis{Label: "Year"},
		Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: c.theme.Label}},
	}
	for _, y := range s.years {
		base := s.read(y)
		sel := base.And(c.theme.Messages)
		pt := finding.Point{Label: y.Name, Selection: sel, Note: messagesOf(len(sel))}
		if w, err := stats.Wilson(stats.Proportion{Hits: len(sel), Of: len(base)}); err == nil && w.HasInterval {
			pt.Y, pt.Interval = w.Value, &finding.Interval{Low: w.Low, High: w.High}
		}
		fig.Series[0].Points = append(fig.Series[0].Points, pt)
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: sel, Cells: []finding.Cell{
			finding.Label(y.Name), number(len(sel)), number(len(base)), finding.Number(pt.Y, percent(pt.Y)),
		}})
	}
	f.Figure = fig
	f.AltText = fmt.Sprintf("Bar chart of the share of messages about %s in each year. It %s from %s to %s.", quoted(c.theme), verb, percent(shareA), percent(shareB))
	return f
}
