package viewmodel

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis"
	"yearbook/analysis/finding"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// ThemeEngine is what the window needs of the analysis of themes.
type ThemeEngine interface {
	// Themes are those found in the messages, as the review shows them; nil
	// where none were looked for. It answers at once.
	Themes(r *analysis.Reading) *theme.Result
	// Codebook reads one that comes with the program, by its name, or a file.
	Codebook(ctx context.Context, name string) (*codebook.Book, error)
	// Code makes a code of a theme. It answers at once.
	Code(t *theme.Theme) (codebook.Code, error)
}

// ThemeProject keeps what was decided about themes. See [Project].
type ThemeProject interface {
	RenameTheme(ctx context.Context, t theme.Ref, label string) error
	MergeThemes(ctx context.Context, into theme.Ref, others []theme.Ref, label string) error
	SplitTheme(ctx context.Context, t theme.Ref, phrases []theme.Phrase) error
	HideTheme(ctx context.Context, t theme.Ref) error
	StopWord(ctx context.Context, word string) error
	AddCode(ctx context.Context, c codebook.Code) error
	// TakeBackTheme forgets one decision, which What describes.
	TakeBackTheme(ctx context.Context, what string, kind theme.Kind, key string) error
	// Codes is the project's own codebook.
	Codes(ctx context.Context) (*codebook.Book, error)
}

// aboutThemes reports whether a change of a project is about themes, and so
// tells of no person.
func aboutThemes(what string) bool {
	what = strings.TrimPrefix(what, "took back: ")
	return slices.ContainsFunc([]string{"renamed the theme ", "merged the theme ", "split ‘", "hid the theme ", "showed the theme ",
		"stopped ‘", "let ‘", "added the theme ", "‘"}, func(p string) bool { return strings.HasPrefix(what, p) })
}

// take remembers which theme the messages listed now are about.
func (a *App) take(f *finding.Finding, label string) {
	a.hand = ""
	if f.Section == finding.Themes && a.question.Codebook == nil && a.reviewOf != nil {
		for _, t := range a.found() {
			if strings.EqualFold(t.Label, label) {
				a.hand = t.Label
			}
		}
	}
	a.tell(MessagesChanged)
}

// ThemeAtHand is the name of the theme whose messages are listed, "" where they
// are not those of one theme.
func (a *App) ThemeAtHand() string {
	if !a.Messages.IsOpen() {
		return ""
	}
	return a.hand
}

func (a *App) found() []theme.Theme {
	if a.reviewOf == nil {
		return nil
	}
	if r := a.engine.Themes(a.reviewOf); r != nil {
		return r.Themes
	}
	return nil
}

// WhyNotThemes says why themes cannot be changed now, "" where they can.
func (a *App) WhyNotThemes() string {
	switch {
	case a.review == nil || a.Screen() != Reviewed:
		return "There are no themes yet. Open files and press “Use these files” first."
	case a.question.Codebook != nil:
		return "These themes are codes of a codebook, which are changed in the codebook itself. To change themes here, choose “" + foundHere + "” as where they come from."
	case a.project == nil:
		return "Changing a theme is a decision to keep, and a project keeps it: choose “Save as project…” (Ctrl+S) first."
	case !a.CanChange():
		return a.ProjectNotice()
	case len(a.found()) == 0:
		return "No themes were found in these messages, so there are none to change."
	}
	return ""
}

// Themes lists the themes of the review, to choose one and change it.
type Themes struct {
	app    *App
	all    []theme.Theme // the largest first
	list   []int         // those of all that are searched for
	chosen int           // position in list, -1 for none
}

// Themes begins to change themes. The one at hand is chosen. It is nil where
// WhyNotThemes gives a reason.
func (a *App) Themes() *Themes {
	if a.WhyNotThemes() != "" {
		return nil
	}
	t := &Themes{app: a, all: a.found()}
	t.Search("")
	hand := a.ThemeAtHand()
	t.chosen = slices.IndexFunc(t.list, func(k int) bool { return t.all[k].Label == hand })
	return t
}

// Search lists the themes whose name or phrases contain the words. One alone is
// chosen.
func (t *Themes) Search(query string) {
	query = strings.ToLower(strings.TrimSpace(query))
	t.list, t.chosen = nil, -1
	for k := range t.all {
		holds := func(p theme.Phrase) bool { return strings.Contains(strings.ToLower(p.Display), query) }
		if strings.Contains(strings.ToLower(t.all[k].Label), query) || slices.ContainsFunc(t.all[k].Phrases, holds) {
			t.list = append(t.list, k)
		}
	}
	if len(t.list) == 1 {
		t.chosen = 0
	}
}

// Len is the number of themes listed.
func (t *Themes) Len() int { return len(t.list) }

// Row is one of the themes listed: the name, and "52 messages".
func (t *Themes) Row(i int) (name, messages string) {
	if i < 0 || i >= len(t.list) {
		return "", ""
	}
	x := &t.all[t.list[i]]
	return capital(x.Label), Counted(x.Messages.Len(), "message", "messages")
}

// capital begins a name as a headline does.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Choose takes one of the themes listed.
func (t *Themes) Choose(i int) {
	if i >= 0 && i < len(t.list) {
		t.chosen = i
	}
}

// Chosen is the one taken, -1 for none.
func (t *Themes) Chosen() int { return t.chosen }

func (t *Themes) theme() *theme.Theme {
	if t.chosen < 0 {
		return nil
	}
	return &t.all[t.list[t.chosen]]
}

// Name is the name of the theme that is taken, "" for none.
func (t *Themes) Name() string {
	if x := t.theme(); x != nil {
		return x.Label
	}
	return ""
}

// About lists phrases of the theme that is taken, as many as two lines hold, or
// says what to do.
func (t *Themes) About() string {
	x := t.theme()
	if x == nil {
		return "Choose a theme to change."
	}
	const most, letters = 6, 110
	said := "Found by: "
	for k, p := range x.Phrases[:min(most, len(x.Phrases))] {
		if k > 0 && utf8.RuneCountInString(said+p.Display) > letters {
			break
		}
		if k > 0 {
			said += ", "
		}
		said += p.Display
	}
	return said + "."
}

// change makes a change to the theme that is taken and works out the review
// again.
func (t *Themes) change(title, news string, do func(ctx context.Context, p Project, ref theme.Ref) error) {
	x := t.theme()
	if x == nil || t.app.work != nil {
		return
	}
	ref := x.Ref()
	t.app.changeProject(title, t.app.Screen(), func(ctx context.Context, p Project, _ analysis.Watch) (outcome, error) {
		return outcome{news: news + " Ctrl+Z undoes this."}, do(ctx, p, ref)
	})
}

// quote writes a name of a theme within a sentence that it begins.
func quote(label string) string { return "‘" + capital(label) + "’" }

// CanRename reports whether a name is one to give.
func (t *Themes) CanRename(label string) bool {
	label = strings.TrimSpace(label)
	return t.chosen >= 0 && label != "" && label != t.Name()
}

// Rename gives the theme another name.
func (t *Themes) Rename(label string) {
	if label = strings.TrimSpace(label); t.CanRename(label) {
		t.change("Renaming a theme", quote(t.Name())+" is called "+quote(label)+" now.", func(ctx context.Context, p Project, ref theme.Ref) error {
			return p.RenameTheme(ctx, ref, label)
		})
	}
}

// Hide leaves the theme out.
func (t *Themes) Hide() {
	t.change("Hiding a theme", quote(t.Name())+" is hidden now.", func(ctx context.Context, p Project, ref theme.Ref) error {
		return p.HideTheme(ctx, ref)
	})
}

// Others begins to ask which theme to merge with.
func (t *Themes) Others() *Themes {
	o := &Themes{app: t.app}
	for k := range t.all {
		if t.chosen < 0 || k != t.list[t.chosen] {
			o.all = append(o.all, t.all[k])
		}
	}
	o.Search("")
	o.chosen = -1
	return o
}

// MergeEffect says what merging will do, or what must be chosen first.
func (t *Themes) MergeEffect(other *Themes) string {
	if other.chosen < 0 {
		return "Choose the theme to merge with."
	}
	return "All messages of " + quote(other.Name()) + " will count as those of " + quote(t.Name()) + "."
}

// Merge makes the theme taken of others a part of this one.
func (t *Themes) Merge(other *Themes) {
	x := other.theme()
	if x == nil {
		return
	}
	t.change("Merging two themes", quote(x.Label)+" counts as "+quote(t.Name())+" now.", func(ctx context.Context, p Project, ref theme.Ref) error {
		return p.MergeThemes(ctx, ref, []theme.Ref{x.Ref()}, "")
	})
}

// Part is a phrase that can be made a theme of its own.
type Part struct {
	Name     string // "car parks"
	Messages string // "52 messages"
	Offered  bool   // chosen at first
}

// Parts are the phrases of the theme.
func (t *Themes) Parts() []Part {
	x := t.theme()
	if x == nil {
		return nil
	}
	offered := x.PartsOffered()
	var list []Part
	for _, p := range x.Phrases {
		is := func(q theme.Phrase) bool { return q.Lemma == p.Lemma }
		list = append(list, Part{p.Display, Counted(p.Messages, "message", "messages"), slices.ContainsFunc(offered, is) && len(offered) < len(x.Phrases)})
	}
	return list
}

// SplitEffect says what making some parts themes will do, and whether it can be
// done.
func (t *Themes) SplitEffect(parts []int) (words string, can bool) {
	x := t.theme()
	switch {
	case x == nil:
		return "", false
	case len(x.Phrases) < 2:
		return "This theme has one phrase only, so it cannot be split.", false
	case len(parts) == 0:
		return "Tick the phrases that become themes of their own.", false
	case len(parts) == len(x.Phrases):
		return "Leave at least one phrase for " + quote(x.Label) + ".", false
	}
	return quote(x.Label) + " keeps the messages without " + t.phrases(parts, "or") + ".", true
}

func (t *Themes) phrases(parts []int, and string) string {
	var names []string
	for _, k := range parts {
		names = append(names, "‘"+t.theme().Phrases[k].Display+"’")
	}
	list := List(names)
	if k := strings.LastIndex(list, " and "); k >= 0 {
		list = list[:k] + " " + and + list[k+len(" and"):]
	}
	return list
}

// Split makes parts themes of their own.
func (t *Themes) Split(parts []int) {
	if _, can := t.SplitEffect(parts); !can {
		return
	}
	var chosen []theme.Phrase
	for _, k := range parts {
		chosen = append(chosen, t.theme().Phrases[k])
	}
	verb := " are themes of their own now."
	if len(parts) == 1 {
		verb = " is a theme of its own now."
	}
	t.change("Splitting a theme", t.phrases(parts, "and")+verb, func(ctx context.Context, p Project, ref theme.Ref) error {
		return p.SplitTheme(ctx, ref, chosen)
	})
}

// Words are those of the theme that can be kept from making themes: single
// words first, then whole phrases.
func (t *Themes) Words() []string {
	x := t.theme()
	if x == nil {
		return nil
	}
	const most = 12
	var list []string
	add := func(s string) {
		if !slices.Contains(list, s) && len(list) < most {
			list = append(list, s)
		}
	}
	for _, p := range x.Phrases {
		for w := range strings.FieldsSeq(p.Lemma) {
			add(w)
		}
	}
	for _, p := range x.Phrases {
		add(p.Lemma)
	}
	return list
}

// Stop keeps a word from making themes.
func (t *Themes) Stop(word string) {
	if word = strings.TrimSpace(word); word == "" {
		return
	}
	t.change("Stopping a word", "‘"+word+"’ never makes a theme now.", func(ctx context.Context, p Project, _ theme.Ref) error {
		return p.StopWord(ctx, word)
	})
}

// AddToCodebook makes a code of the theme.
func (t *Themes) AddToCodebook() {
	x := t.theme()
	if x == nil {
		return
	}
	code, err := t.app.engine.Code(x)
	if err != nil {
		t.app.complain(explain("The theme was not added to the codebook", err))
		return
	}
	news := quote(x.Label) + " is in the codebook of this project now, with " + Counted(len(code.Rules), "rule", "rules") + "."
	t.change("Adding to the codebook", news, func(ctx context.Context, p Project, _ theme.Ref) error {
		return p.AddCode(ctx, code)
	})
}

// Decisions lists what was decided about themes, to take it back.
type Decisions struct {
	app    *App
	list   []analysis.ThemeChange
	chosen int
}

// Decisions are those in the open project; none where there is no review of it.
func (a *App) Decisions() *Decisions {
	d := &Decisions{app: a, chosen: -1}
	if a.project != nil && a.reviewOf != nil {
		d.list = a.reviewOf.ThemeChanges()
	}
	return d
}

// Len is the number of decisions.
func (d *Decisions) Len() int { return len(d.list) }

// Row is one decision: what it is, and "no effect now" where it fits no theme.
func (d *Decisions) Row(i int) (text, effect string) {
	if i < 0 || i >= len(d.list) {
		return "", ""
	}
	if d.list[i].Unmet {
		effect = "no effect now"
	}
	return d.list[i].Text, effect
}

// Choose takes one.
func (d *Decisions) Choose(i int) {
	if i >= 0 && i < len(d.list) {
		d.chosen = i
	}
}

// Chosen is the one taken, -1 for none.
func (d *Decisions) Chosen() int { return d.chosen }

// TakeBack forgets the decision that is taken.
func (d *Decisions) TakeBack() {
	if d.chosen < 0 || d.app.work != nil {
		return
	}
	c := d.list[d.chosen]
	d.app.changeProject("Taking a change back", d.app.Screen(), func(ctx context.Context, p Project, _ analysis.Watch) (outcome, error) {
		return outcome{news: "Taken back: " + c.Text + ". Ctrl+Z undoes this."}, p.TakeBackTheme(ctx, c.Text, c.Kind, c.Key)
	})
}
