package review

import (
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// Ask says what [Compare] compares between two years: the share of messages with
// a theme or with a label, or, with neither, messages and people per session.
type Ask struct {
	Calendar      corpus.Calendar
	Year, Against int // as in Question

	// By is the way to split messages into strata that are compared like with
	// like: "organisation", "source", "channel" or a column that was kept.
	// Without it the data decide: the first of these three in which the mix
	// moved between the years.
	By    string
	Theme string // the label of a theme, or one of its phrases
	Label string // a column of hand-given labels that was kept: any content means yes
}

// Comparison is one measure in two years. Of shares, estimates are differences
// in percentage points where Unit says so.
type Comparison struct {
	Measure    string          `json:"measure"`
	Year       Part            `json:"year"`
	Against    Part            `json:"against"`
	Pooled     Contrast        `json:"pooled"`
	OverPeople *Contrast       `json:"over_people,omitempty"` // the same with whole people drawn again, of shares
	Stratified Stratified      `json:"stratified"`
	Verdict    finding.Verdict `json:"verdict"`
	Headline   string          `json:"headline"`
	Sentence   string          `json:"sentence"`
	Caveats    []Remark        `json:"caveats"`
	Also       []*Comparison   `json:"also,omitempty"` // further measures of the same question
}

// Part is N of Of: messages with something of all messages, or things counted of
// sessions.
type Part struct {
	Name string `json:"name,omitempty"`
	N    int    `json:"n"`
	Of   int    `json:"of"`
}

// Contrast is an estimate; what is not known is absent.
type Contrast struct {
	Unit     string   `json:"unit"`
	Method   string   `json:"method"`
	Estimate *float64 `json:"estimate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	P        *float64 `json:"p"`
}

// Stratified is an estimate that compares like with like.
type Stratified struct {
	Contrast
	By string `json:"by,omitempty"`
	// Same is the difference with the same mix of strata in both years, and
	// Independent is the estimate as if every message stood for itself.
	Same        *SameMix  `json:"same_mix,omitempty"`
	Independent *Contrast `json:"independent,omitempty"`
	// DifferP is the P value of the test whether strata changed differently.
	DifferP *float64        `json:"differ_p,omitempty"`
	Strata  []StratumResult `json:"strata"`
}

// SameMix holds the shares that both years would have with the same mix.
type SameMix struct {
	Year    float64 `json:"year"`
	Against float64 `json:"against"`
	Contrast
}

// StratumResult is the comparison within one stratum.
type StratumResult struct {
	Name    string          `json:"name"`
	Year    Part            `json:"year"`
	Against Part            `json:"against"`
	Change  Contrast        `json:"change"`
	Verdict finding.Verdict `json:"verdict"`
}

// Remark is a caveat.
type Remark struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Compare answers one question about two years. The error is an
// [AskError] in a plain sentence.
func Compare(sub Subject, ask Ask) (*Comparison, error) {
	c, err := compareAsked(sub, ask)
	if err != nil {
		return nil, &AskError{err}
	}
	return c, nil
}

// AskError is a question that has no answer: no such theme, column or year, or
// nothing in the years to compare.
type AskError struct{ Err error }

func (e *AskError) Error() string { return e.Err.Error() }

// Unwrap returns what was wrong.
func (e *AskError) Unwrap() error { return e.Err }

func compareAsked(sub Subject, ask Ask) (*Comparison, error) {
	s, err := newScope(sub, Question{Calendar: ask.Calendar, Year: ask.Year, Against: ask.Against})
	if err != nil {
		return nil, err
	}
	if !s.compares() {
		return nil, fmt.Errorf("there are no messages before %s to compare with: name another year with --year and --against", s.now.Name)
	}
	if ask.Theme == "" && ask.Label == "" {
		return s.compareCounts(ask)
	}
	m, err := s.measured(ask)
	if err != nil {
		return nil, err
	}
	return s.compareShare(ask, m)
}

// measured is something that messages have or have not.
type measured struct {
	name   string // "Timeliness of care"
	having string // "share of messages labelled ‘Timeliness of care’"
	of     string // the base in words: ownWords
	hits   corpus.Selection
	base   func(corpus.Selection) corpus.Selection // messages that could have it
	left   func(corpus.Selection) []finding.Caveat // what was left out of the base
}

func (s *scope) measured(ask Ask) (measured, error) {
	if ask.Theme != "" && ask.Label != "" {
		return measured{}, fmt.Errorf("a theme and a label cannot be compared at once: choose --theme or --label")
	}
	if ask.Theme != "" {
		t, err := s.theme(ask.Theme)
		if err != nil {
			return measured{}, err
		}
		return measured{
			name: t.Label, having: "share of messages about " + quoted(t), hits: t.Messages, of: ownWords,
			base: func(sel corpus.Selection) corpus.Selection { return sel.And(s.themes.Read) },
			left: func(sel corpus.Selection) []finding.Caveat { return s.leftOut(sel, sel.And(s.themes.Read), "") },
		}, nil
	}
	value, err := s.column(ask.Label)
	if err != nil {
		return measured{}, err
	}
	unlabelled := func(int) bool { return false }
	mark := s.notLabelled()
	if mark != "" && !strings.EqualFold(mark, ask.Label) {
		unlabelled = func(i int) bool { return s.Attribute(mark, i) != "" }
	}
	keep := func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return s.answers(i) && !unlabelled(i) })
	}
	return measured{
		name: ask.Label, having: "share of messages labelled ‘" + ask.Label + "’", of: ownWords,
		hits: s.All().Filter(func(i int) bool { return strings.TrimSpace(value(i)) != "" }), base: keep,
		left: func(sel corpus.Selection) []finding.Caveat { return s.leftOut(sel, keep(sel), mark) },
	}, nil
}

// answers reports whether a message says something in its writer's own words.
func (s *scope) answers(i int) bool {
	return s.Marks(i)&(corpus.Repost|corpus.Placeholder|corpus.NonAnswer) == 0 && strings.TrimSpace(s.Text(i)) != ""
}

// NotLabelled are the headers of columns that mark a message to which no label
// could be given; such messages are no base for a share. They are used where they
// were kept.
var NotLabelled = [...]string{"Labelling not possible"}

func (s *scope) notLabelled() string {
	for _, name := range NotLabelled {
		for _, kept := range s.Attributes() {
			if strings.EqualFold(kept, name) {
				return kept
			}
		}
	}
	return ""
}

// column is the values of a column that was kept.
func (s *scope) column(name string) (func(i int) string, error) {
	has := func(i int) bool { return s.Attribute(name, i) != "" }
	if slices.ContainsFunc(s.All(), func(i int32) bool { return has(int(i)) }) {
		return func(i int) string { return s.Attribute(name, i) }, nil
	}
	if slices.ContainsFunc(s.Attributes(), func(a string) bool { return strings.EqualFold(a, strings.TrimSpace(name)) }) {
		return func(int) string { return "" }, nil
	}
	return nil, fmt.Errorf("no file has a column %q: look at its columns with 'columns FILE', and write the name as its header does", name)
}

// theme finds a theme by its label, its id or one of its phrases.
func (s *scope) theme(name string) (*theme.Theme, error) {
	is := func(x string) bool { return strings.EqualFold(strings.TrimSpace(name), x) }
	for k := range s.themes.Themes {
		if t := &s.themes.Themes[k]; is(t.Label) || is(t.ID) {
			return t, nil
		}
	}
	var labels []string
	for k := range s.themes.Themes {
		t := &s.themes.Themes[k]
		for _, p := range t.Phrases {
			if is(p.Lemma) || is(p.Display) {
				return t, nil
			}
		}
		labels = append(labels, quoted(t))
	}
	if len(labels) == 0 {
		return nil, fmt.Errorf("no themes were found in these files, so none can be compared")
	}
	return nil, fmt.Errorf("there is no theme %q: the themes are %s", name, list(labels))
}

// leftOut says which messages are no base for a share.
func (s *scope) leftOut(all, base corpus.Selection, mark string) []finding.Caveat {
	n := len(all) - len(base)
	if n == 0 {
		return nil
	}
	text := fmt.Sprintf("%s that say nothing in people's own words, such as ‘n/a’ or a message passed on,", messagesOf(n))
	if mark != "" {
		text = fmt.Sprintf("%s that say nothing, such as ‘n/a’, or are marked ‘%s’", messagesOf(n), mark)
	}
	return []finding.Caveat{{Kind: "left-out", Text: fmt.Sprintf("%s are not counted: the shares are of the other %s.", strings.TrimSuffix(text, ","), messagesOf(len(base)))}}
}

// shareYears are the messages of the two years of which shares are compared.
// Where there are sessions they are cut to the part of the year that both cover;
// answers to a survey, which come when it is sent out, are compared as they are.
func (s *scope) shareYears() (before, now corpus.Selection) {
	if len(s.before.sessions) == 0 || len(s.now.sessions) == 0 {
		return s.before.messages, s.now.messages
	}
	a, b := s.likeForLike()
	return a.messages, b.messages
}

// The bases of figures of how a mix moved: ownWords that of themes and labels,
// comparedMessages that of other comparisons, which leave out what only one year covers.
const (
	ownWords         = "messages in people's own words"
	comparedMessages = "the messages compared"
)

// splitBy is the mix that a question asks for, or that the data call for.
func (s *scope) splitBy(by string, before, now corpus.Selection) (*mix, error) {
	if by == "" {
		if m, moved := s.movedMix(before, now); moved {
			m.base = comparedMessages
			return &m, nil
		}
		return nil, nil
	}
	d, err := s.dimension(by, before.Or(now))
	if err != nil {
		return nil, err
	}
	m := d.mix(before, now)
	m.base = comparedMessages
	return &m, nil
}

func (s *scope) compareShare(ask Ask, m measured) (*Comparison, error) {
	allA, allB := s.shareYears()
	before, now := m.base(allA), m.base(allB)
	if len(before) == 0 || len(now) == 0 {
		return nil, fmt.Errorf("there is nothing in people's own words in %s or %s, so no share can be compared: choose other years", s.before.Name, s.now.Name)
	}
	x, c, apart, err := s.likeWithLike(ask.By, m, before, now)
	if err != nil {
		return nil, err
	}
	hits := m.hits.And(x.base)
	c.people = x.overPeople(hits)[0]
	d := x.drivers(hits, &c)
	w := shareWords{scope: s, change: &c, name: m.name, doubts: d}
	r := &Comparison{
		Measure: m.having,
		Year:    Part{s.now.Name, c.B.Hits, c.B.Of}, Against: Part{s.before.Name, c.A.Hits, c.A.Of},
		Pooled:     contrast(c.Pooled, pointsUnit, 100),
		OverPeople: overPeopleContrast(&c),
		Stratified: stratified(&c),
	}
	r.Verdict, r.Headline, r.Sentence = w.say()
	caveats := append(append(d.told, s.shareCaveats(&c)...), apart...)
	caveats = append(caveats, s.yearCaveats()...)
	caveats = append(caveats, m.left(allA.Or(allB))...)
	caveats = append(caveats, s.dateCaveats()...)
	r.Caveats = remarks(caveats)
	return r, nil
}

// likeWithLike compares a share in the strata that are asked for, or in which the
// mix moved, or which went different ways; it tells of others that changed unlike.
func (s *scope) likeWithLike(by string, m measured, before, now corpus.Selection) (*sample, shareChange, []finding.Caveat, error) {
	split, err := s.splitBy(by, before, now)
	if err != nil {
		return nil, shareChange{}, nil, err
	}
	if split != nil {
		split.base = m.of
	}
	x, err := s.sample(before, now, split)
	if err != nil {
		return nil, shareChange{}, nil, err
	}
	hits := m.hits.And(x.base)
	c, err := x.share(hits)
	if err != nil || by != "" || c.tooFew() || split != nil && c.torn() {
		return x, c, nil, err
	}
	torn, other, told := x.apart(hits, x.splits(), 1)
	if torn != nil {
		torn.split.base = m.of
		return torn, other, nil, nil
	}
	return x, c, told, nil
}

// shareCaveats are what a reader must know of a share compared: how the mix
// moved, whether strata differ, and which interval was used.
func (s *scope) shareCaveats(c *shareChange) []finding.Caveat {
	var list []finding.Caveat
	if c.split != nil {
		if c.split.moved() {
			list = append(list, c.split.caveat(s))
		}
		if n := c.Standard.LeftOut; n > 0 {
			list = append(list, finding.Caveat{Kind: "not-in-both-years", Text: fmt.Sprintf(
				"%s only in one of the years: like can be compared with like only in the others.%s", things(n, "of the "+c.split.many+" has messages", "of the "+c.split.many+" have messages"), s.onlyInOne(c))})
		}
		if caveat, ok := c.differs(); ok {
			list = append(list, caveat)
		}
	}
	effect := c.Effect
	if c.split != nil {
		effect = c.WithMix
	}
	if effect >= 1.1 {
		list = append(list, finding.Caveat{Kind: "over-dispersion", Text: fmt.Sprintf(
			"Messages of one person or one session are alike, so %s carry as much information as %s that stand for themselves. The interval allows for it.",
			messagesOf(c.A.Of+c.B.Of), count(int(float64(c.A.Of+c.B.Of)/effect)))})
	}
	if c.A.Hits+c.B.Hits < fewMessages || min(c.A.Of, c.B.Of) < fewBase {
		list = append(list, finding.Caveat{Kind: "small-base", Text: fmt.Sprintf(
			"Shares are compared from %d messages in each year and %d that count in both together.", fewBase, fewMessages)})
	}
	return list
}

// onlyInOne says what strata that only one year has hold of what is counted: the
// three with most messages.
func (s *scope) onlyInOne(c *shareChange) string {
	var only []int
	for k, st := range c.Strata {
		if min(st.A.Of, st.B.Of) == 0 && max(st.A.Of, st.B.Of) >= fewBase {
			only = append(only, k)
		}
	}
	slices.SortStableFunc(only, func(a, b int) int {
		return c.Strata[b].A.Of + c.Strata[b].B.Of - c.Strata[a].A.Of - c.Strata[a].B.Of
	})
	told := ""
	for _, k := range only[:min(3, len(only))] {
		y, p := s.now, c.Strata[k].B
		if p.Of == 0 {
			y, p = s.before, c.Strata[k].A
		}
		told += fmt.Sprintf(" %s has %s, only in %s; %s of them count here.", c.split.names[k], messagesOf(p.Of), y.Name, percent(ratioOf(p)))
	}
	return told
}

func remarks(list []finding.Caveat) []Remark {
	out := []Remark{}
	for _, c := range list {
		if r := (Remark{c.Kind, c.Text}); !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

const (
	pointsUnit = "percentage points"
	oddsUnit   = "odds ratio"
	ratioUnit  = "ratio of means"
)

// contrast writes an estimate, multiplied by scale.
func contrast(e stats.Estimate, unit string, scale float64) Contrast {
	c := Contrast{Unit: unit, Method: e.Method}
	at := func(v float64) *float64 { v = tidy(v); return &v }
	if e.HasValue {
		c.Estimate = at(scale * e.Value)
	}
	if e.HasInterval {
		c.Low = at(scale * e.Low)
		if !e.Unbounded {
			c.High = at(scale * e.High)
		}
	}
	if e.HasP {
		c.P = at(e.P)
	}
	return c
}

func stratified(c *shareChange) Stratified {
	if c.split == nil {
		return Stratified{Contrast: Contrast{Unit: oddsUnit, Method: "none: the mix of organisations, sources and channels did not move, or cannot be compared"}, Strata: []StratumResult{}}
	}
	r := Stratified{
		Contrast: contrast(c.Common.Estimate, oddsUnit, 1), By: c.split.one,
		Strata: make([]StratumResult, len(c.split.names)),
	}
	if c.Common.HasHomogeneity {
		p := tidy(c.Common.HomogeneityP)
		r.DifferP = &p
	}
	if c.Standard.HasValue {
		r.Same = &SameMix{Year: tidy(100 * c.Standard.B), Against: tidy(100 * c.Standard.A), Contrast: contrast(c.Standard.Estimate, pointsUnit, 100)}
	}
	plain := contrast(c.Plain.Estimate, oddsUnit, 1)
	r.Independent = &plain
	rose, fell := c.within()
	for k, st := range c.Strata {
		v := finding.NoClearChange
		switch {
		case slices.Contains(rose, k):
			v = finding.Rose
		case slices.Contains(fell, k):
			v = finding.Fell
		case st.A.Hits+st.B.Hits < fewMessages || min(st.A.Of, st.B.Of) < fewBase:
			v = finding.TooFew
		}
		r.Strata[k] = StratumResult{
			Name: c.split.names[k], Year: Part{N: st.B.Hits, Of: st.B.Of}, Against: Part{N: st.A.Hits, Of: st.A.Of},
			Change: contrast(c.Within[k], pointsUnit, 100), Verdict: v,
		}
	}
	return r
}
