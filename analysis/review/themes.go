package review

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
const foundThemes = "Messages gathered by the words they share or that stand in the same surroundings; a message carries the themes that it, or one of its sentences, is most alike, and may carry several. Reposts and non-answers are left out."

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
	f.Sentence = fmt.Sprintf("In %s, %s of %s were about ‘%s’.", s.now.Name, percent(first.Y), messagesOf(len(base)), lowerLabel(s, first.Label))
	if n := len(s.themes.Themes); n > 1 {
		f.Sentence += fmt.Sprintf(" %s carried at least one of the %d themes.", sentence(percent(float64(len(f.Selection))/float64(len(base)))), n)
	}
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
	shareChange
	theme       *theme.Theme
	before, now corpus.Selection
	adjusted    float64 // P value, corrected for the number of themes
	verdict     finding.Verdict
	caveats     []finding.Caveat
	apart       *shareChange // in strata of which some rose and some fell; nil where none did
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
	yearA, yearB := s.shareYears()
	baseA, baseB := yearA.And(s.themes.Read), yearB.And(s.themes.Read)
	if len(baseA) == 0 || len(baseB) == 0 {
		return nil
	}
	split, _ := s.splitBy("", baseA, baseB)
	if split != nil {
		split.base = ownWords
	}
	x, err := s.sample(baseA, baseB, split)
	if err != nil {
		return nil
	}
	changes := s.compareThemes(x)
	x.tellApart(changes)
	retracted := append(s.checkThemes(changes, x), x.loudest(changes)...)
	f := finding.Finding{
		ID: "theme-changes", Section: finding.Themes, Selection: baseA.Or(baseB),
		Figure: s.dumbbell(changes, len(baseA), len(baseB)), Table: s.changesTable(changes, split),
		Method:  changesMethod(len(changes), split),
		Caveats: append(append(s.comparisonCaveats(), s.yearCaveats()...), append(s.joinedOrStopped(), retracted...)...),
	}
	if split != nil {
		f.Caveats = append(f.Caveats, split.caveat(s))
	}
	f.Caveats = append(f.Caveats, finding.Caveat{Kind: "many-themes", Text: fmt.Sprintf(
		"%d themes were compared. The test allows for that, so about 1 in 20 of the changes claimed may still be chance.", len(changes))})
	f.Headline, f.Sentence, f.Verdict = s.wordChanges(changes, split)
	f.Sentence += s.sayBrought(x.brought(changes))
	f.AltText = fmt.Sprintf("Dumbbell chart of each theme's share of messages in %s and %s. %s.", s.before.Name, s.now.Name, f.Headline)
	out := []finding.Finding{f}
	for _, c := range changes {
		if c.verdict == finding.Rose || c.verdict == finding.Fell {
			out = append(out, s.themeFinding(c))
		}
	}
	return out
}

func changesMethod(themes int, split *mix) string {
	method := "Difference of shares with Newcombe's interval, widened by the design effect of people and sessions (Rao and Scott), Student's t"
	if split != nil {
		method = fmt.Sprintf("Within %s: Mantel–Haenszel common odds ratio and directly standardised difference, which must agree, widened by the design effect of people and sessions", split.many)
	}
	return fmt.Sprintf("%s; Benjamini–Hochberg over all %d themes at 5%%. A change must hold when whole people are drawn again.", method, themes)
}

// compareThemes tests every theme and corrects for their number.
func (s *scope) compareThemes(x *sample) []change {
	changes := make([]change, len(s.themes.Themes))
	p := make([]float64, len(changes))
	inParallel(len(changes), func(k int) {
		t := &s.themes.Themes[k]
		c := &changes[k]
		c.theme, c.before, c.now = t, x.before.And(t.Messages), x.now.And(t.Messages)
		p[k] = 1
		if share, err := x.share(t.Messages); err == nil {
			c.shareChange = share
			p[k] = c.p()
		}
	})
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		adjusted = p
	}
	for k := range changes {
		c := &changes[k]
		c.adjusted, c.verdict = adjusted[k], c.shareChange.verdict()
		if c.adjusted >= claimBelow && c.verdict != finding.TooFew {
			c.verdict = finding.NoClearChange
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(ratioOf(b.B), ratioOf(a.B)) })
	return changes
}

// inParallel does n pieces of work that have nothing to do with each other on all
// processors.
func inParallel(n int, work func(k int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for k := int(next.Add(1)) - 1; k < n; k = int(next.Add(1)) - 1 {
				work(k)
			}
		})
	}
	wg.Wait()
}

// checkThemes takes claims back that do not hold without the accounts that
// started or stopped between the years, which bring their own subjects, or
// without the one person or the repeated text that did most for them, or that may
// be none among other people. It tells of the claims that these would have made.
func (s *scope) checkThemes(changes []change, x *sample) []finding.Caveat {
	s.checkThemeMovers(changes, x)
	var claimed []*change
	var hits []corpus.Selection
	for k := range changes {
		if c := &changes[k]; c.verdict == finding.Rose || c.verdict == finding.Fell {
			claimed, hits = append(claimed, c), append(hits, c.before.Or(c.now))
		}
	}
	people := x.overPeople(hits...)
	found := make([]doubts, len(claimed))
	inParallel(len(claimed), func(k int) {
		claimed[k].people = people[k]
		found[k] = x.drivers(hits[k], &claimed[k].shareChange)
	})
	var told []finding.Caveat
	for k, d := range found {
		c := claimed[k]
		c.caveats = append(c.caveats, d.told...)
		if !d.stands() {
			c.verdict = finding.NoClearChange
			for _, t := range d.told {
				told = append(told, onTheme(c.theme, t))
			}
		}
	}
	return told
}

func (s *scope) checkThemeMovers(changes []change, x *sample) {
	movers := s.movers()
	if len(movers) == 0 {
		return
	}
	keep := s.withoutMovers(movers)
	without := map[string]finding.Verdict{}
	if a, b := keep(x.before), keep(x.now); len(a) > 0 && len(b) > 0 {
		y, err := s.sample(a, b, x.split)
		if err != nil {
			return
		}
		for _, c := range s.compareThemes(y) {
			without[c.theme.ID] = c.verdict
		}
	}
	for k := range changes {
		if c := &changes[k]; (c.verdict == finding.Rose || c.verdict == finding.Fell) && without[c.theme.ID] != c.verdict {
			c.verdict = finding.NoClearChange
		}
	}
}

// wordChanges says what rose and what fell.
func (s *scope) wordChanges(changes []change, split *mix) (headline, text string, v finding.Verdict) {
	var rose, fell []string
	seeming := 0 // changes that are the mix's
	var torn []*change
	for k, c := range changes {
		switch {
		case c.apart != nil:
			torn = append(torn, &changes[k])
		case c.verdict == finding.Rose:
			rose = append(rose, quoted(c.theme))
		case c.verdict == finding.Fell:
			fell = append(fell, quoted(c.theme))
		case split != nil && c.verdict == finding.NoClearChange && claims(c.Pooled) != 0:
			seeming++
		}
	}
	of := fmt.Sprintf("Of %s compared with %s, ", things(len(changes), "theme", "themes"), s.before.Name)
	mixed := ""
	if seeming > 0 {
		mixed = fmt.Sprintf(" %s would seem to have changed, but not once the mix of %s is taken into account.",
			sentence(things(seeming, "other theme", "other themes")), split.many)
	}
	mixed += apartWords(torn)
	up, down := "took up a larger share of messages", "a smaller one"
	switch {
	case len(rose)+len(fell) == 0 && len(torn) > 0:
		return fmt.Sprintf("%s in some %s and fell in others", things(len(torn), "theme rose", "themes rose"), parts(torn)),
			of + "none changed over all by more than chance could explain." + mixed, finding.NoClearChange
	case len(rose)+len(fell) == 0 && seeming > 0:
		return fmt.Sprintf("No theme changed once the mix of %s is counted", split.many), of + fmt.Sprintf(
			"%s would seem to have changed, but none did once the mix of %s is taken into account.", count(seeming), split.many), finding.NoClearChange
	case len(rose)+len(fell) == 0:
		return "No theme clearly rose or fell", of + "none changed its share of messages by more than chance could explain.", finding.NoClearChange
	case len(fell) == 0:
		headline, text = things(len(rose), "theme rose", "themes rose"), list(rose)+" "+up
	case len(rose) == 0:
		headline, text = things(len(fell), "theme fell", "themes fell"), list(fell)+" took up a smaller share of messages"
	default:
		headline = fmt.Sprintf("%s and %s fell", things(len(rose), "theme rose", "themes rose"), count(len(fell)))
		text = list(rose) + " " + up + ", and " + list(fell) + " " + down
	}
	return headline + " since " + s.before.Name, of + text + "." + mixed, finding.NoVerdict
}

// apartWords says which themes rose in some strata and fell in others.
func apartWords(torn []*change) string {
	told := ""
	for _, c := range torn[:min(3, len(torn))] {
		told += fmt.Sprintf(" %s rose in some %s and fell in others.%s", "‘"+sentence(c.theme.Label)+"’", c.apart.split.many, c.apart.moves())
	}
	if more := len(torn) - 3; more > 0 {
		told += fmt.Sprintf(" So did %s.", things(more, "other theme", "other themes"))
	}
	return told
}

// parts is what the strata are called in which themes went different ways.
func parts(torn []*change) string {
	many := torn[0].apart.split.many
	for _, c := range torn {
		if c.apart.split.many != many {
			return "parts"
		}
	}
	return many
}

// loudest tells of themes without a clear change of which one person wrote half or
// more in a year: the three with most messages.
func (x *sample) loudest(changes []change) []finding.Caveat {
	var told []finding.Caveat
	for k := range changes {
		c := &changes[k]
		if c.verdict != finding.NoClearChange || len(told) == 3 {
			continue
		}
		l := x.leader(c.before.Or(c.now), &c.shareChange, 0)
		if l.of < fewMessages || 2*l.n < l.of {
			continue
		}
		if t, found, _ := x.onePerson(c.before.Or(c.now), &c.shareChange, 0); found {
			told = append(told, onTheme(c.theme, t))
		}
	}
	return told
}

// onTheme makes a caveat one about a theme among others.
func onTheme(t *theme.Theme, c finding.Caveat) finding.Caveat {
	if c.Kind != "one-person" { // which begins with a name
		c.Text = lowerFirst(c.Text)
	}
	c.Text = fmt.Sprintf("On %s: %s", quoted(t), c.Text)
	return c
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
		}{{c.A, c.before}, {c.B, c.now}} {
			fig.Series[k].Points = append(fig.Series[k].Points, finding.Point{
				Label: sentence(c.theme.Label), Y: ratioOf(x.p), Selection: x.sel,
				Note: fmt.Sprintf("%s, %s", messagesOf(x.p.Hits), c.verdict),
			})
		}
	}
	return fig
}

func (s *scope) changesTable(changes []change, split *mix) *finding.Table {
	t := &finding.Table{Columns: []finding.Column{
		{Name: "Theme"}, {Name: "Messages in " + s.before.Name, Number: true}, {Name: "Share in " + s.before.Name, Number: true},
		{Name: "Messages in " + s.now.Name, Number: true}, {Name: "Share in " + s.now.Name, Number: true},
	}}
	if split != nil {
		t.Columns = append(t.Columns, finding.Column{Name: "Same mix, " + s.before.Name, Number: true}, finding.Column{Name: "Same mix, " + s.now.Name, Number: true})
	}
	t.Columns = append(t.Columns, finding.Column{Name: "Difference (percentage points)", Number: true}, finding.Column{Name: "From", Number: true},
		finding.Column{Name: "To", Number: true}, finding.Column{Name: "Adjusted P", Number: true}, finding.Column{Name: "Verdict"})
	share := func(x float64) finding.Cell { return finding.Number(x, percent(x)) }
	hundredths := func(x float64) finding.Cell { return finding.Number(100*x, decimals(100*x, 1)) }
	for _, c := range changes {
		cells := []finding.Cell{
			finding.Label(sentence(c.theme.Label)), number(c.A.Hits), share(ratioOf(c.A)), number(c.B.Hits), share(ratioOf(c.B)),
		}
		if split != nil {
			cells = append(cells, share(c.Standard.A), share(c.Standard.B))
		}
		e := c.estimate()
		cells = append(cells, hundredths(e.Value), hundredths(e.Low), hundredths(e.High),
			finding.Number(c.adjusted, decimals(c.adjusted, 3)), finding.Label(string(c.verdict)))
		t.Rows = append(t.Rows, finding.Row{Selection: c.before.Or(c.now), Cells: cells})
	}
	return t
}

// estimate is the difference of shares to show: with the same mix in both years
// where that moved.
func (c *shareChange) estimate() stats.Estimate {
	if c.split != nil {
		return c.Standard.Estimate
	}
	return c.Pooled
}

// themeFinding tells of one theme that rose or fell, with its share in every
// year shown.
func (s *scope) themeFinding(c change) finding.Finding {
	verb := string(c.verdict)
	shareA, shareB := ratioOf(c.A), ratioOf(c.B)
	told := fmt.Sprintf("‘%s’ %s from %s of messages in %s to %s in %s", sentence(c.theme.Label), verb, percent(shareA), s.before.Name, percent(shareB), s.now.Name)
	if c.split != nil {
		told = fmt.Sprintf("‘%s’ went from %s of messages in %s to %s in %s. With the same mix of %s in both years it %s from %s to %s",
			sentence(c.theme.Label), percent(shareA), s.before.Name, percent(shareB), s.now.Name, c.split.many, verb, percent(c.Standard.A), percent(c.Standard.B))
	}
	f := finding.Finding{
		ID: "theme-" + c.theme.ID, Section: finding.Themes, Verdict: c.verdict, Selection: c.now,
		Headline: fmt.Sprintf("%s %s since %s", sentence(c.theme.Label), verb, s.before.Name),
		Sentence: fmt.Sprintf("%s, a difference of %s. This is based on %s in %s and %s in %s.", told, points(c.estimate()),
			messagesOf(c.B.Hits), s.now.Name, count(c.A.Hits), s.before.Name),
		Method: fmt.Sprintf("%s; adjusted for the number of themes, P = %s. Whiskers are Wilson intervals.%s Phrases: %s.", sentence(c.estimate().Method), decimals(c.adjusted, 3), overPeopleMethod(&c.shareChange), phrases(c.theme)),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: "Messages with the theme", Number: true}, {Name: "Messages", Number: true}, {Name: "Share", Number: true},
		}},
		Caveats: append(append(s.comparisonCaveats(), s.shareCaveats(&c.shareChange)...), c.caveats...),
	}
	switch {
	case c.A.Hits == 0:
		f.Headline = fmt.Sprintf("%s appeared in %s", sentence(c.theme.Label), s.now.Name)
	case c.B.Hits == 0:
		f.Headline = fmt.Sprintf("%s was not mentioned any more", sentence(c.theme.Label))
	}
	if c.split != nil && claims(c.Pooled) != c.direction() {
		f.Headline = fmt.Sprintf("%s %s for the same mix of %s", sentence(c.theme.Label), verb, c.split.many)
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
