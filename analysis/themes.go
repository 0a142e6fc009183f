package analysis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

// foundThemes are the themes of a reading, once they were looked for.
type foundThemes struct {
	base   *theme.Result // as they were found
	edited *theme.Result // as the analyst wants them
	unmet  []theme.Unmet
}

// FindThemes gives the themes that messages themselves give, as the analyst
// wants them. They are found once and kept.
func (r *Reading) FindThemes(ctx context.Context, watch Watch) (*theme.Result, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f := r.found.Load(); f != nil && f.edited != nil {
		return f.edited, nil
	}
	f := &foundThemes{}
	if have := r.found.Load(); have != nil {
		f.base = have.base
	} else {
		var err error
		if f.base, err = r.find(ctx, theme.Options{}, watch); err != nil {
			return nil, err
		}
	}
	f.edited, f.unmet = theme.Apply(r.Corpus, f.base, r.edits)
	r.found.Store(f)
	return f.edited, nil
}

// ThemesNow are the themes that [Reading.FindThemes] found, nil before that. It
// never waits.
func (r *Reading) ThemesNow() *theme.Result {
	if f := r.found.Load(); f != nil {
		return f.edited
	}
	return nil
}

// Edits are what the analyst decided about themes.
func (r *Reading) Edits() theme.Edits { return r.edits }

// Unmet lists the edits that had no effect, once themes were found.
func (r *Reading) Unmet() []theme.Unmet {
	if f := r.found.Load(); f != nil {
		return f.unmet
	}
	return nil
}

// Inherit takes over the themes that were found in another reading, if it is of
// the same messages and the same words are stopped, so that renaming a theme does
// not have all messages read again. It is called before anything else is asked.
func (r *Reading) Inherit(from *Reading) {
	if from == nil || r.Corpus == nil || from.Corpus == nil {
		return
	}
	if f := from.found.Load(); f != nil && slices.Equal(r.edits.Stopped, from.edits.Stopped) && sameMessages(r.Corpus, from.Corpus) {
		r.found.Store(&foundThemes{base: f.base})
	}
}

// sameMessages reports whether two corpora hold the same messages of the same
// people in the same order.
func sameMessages(a, b *corpus.Corpus) bool {
	if a.Len() != b.Len() || !slices.EqualFunc(a.People(), b.People(), func(x, y corpus.Person) bool { return x.Key == y.Key && x.Name == y.Name }) {
		return false
	}
	for i := range a.Len() {
		if a.Person(i) != b.Person(i) || a.Marks(i) != b.Marks(i) || !a.Time(i).Equal(b.Time(i)) || a.Text(i) != b.Text(i) {
			return false
		}
	}
	return true
}

// changed says what the analyst changed about the themes of a question.
func (r *Reading) changed(q Question) string {
	if q.Codebook != nil || r.edits.Empty() {
		return ""
	}
	e := &r.edits
	var parts []string
	say := func(n int, one, many string) {
		if n == 1 {
			parts = append(parts, one)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf(many, n))
		}
	}
	say(len(e.Renames), "one theme was renamed", "%d themes were renamed")
	say(len(e.Merges), "one was merged into another", "%d were merged into others")
	say(len(e.Splits), "one was split off", "%d were split off")
	say(len(e.Hidden), "one is hidden", "%d are hidden")
	say(len(e.Stopped), "one word never makes a theme", "%d words never make a theme")
	return "The analyst changed them: " + strings.Join(parts, ", ") + "."
}

// ThemeChange is one thing that the analyst decided about themes, in words.
type ThemeChange struct {
	Kind  theme.Kind
	Key   string // id of the theme, of the part for a split, or the word
	Text  string // "‘parking’ is called ‘Getting here’"
	Unmet bool   // it has no effect now, because no theme found is like it
}

// ThemeChanges lists what the analyst decided about the themes of a reading: by
// kind, in the order in which it is done.
func (r *Reading) ThemeChanges() []ThemeChange {
	var list []ThemeChange
	unmet := r.Unmet()
	add := func(kind theme.Kind, key, text string, args ...any) {
		list = append(list, ThemeChange{kind, key, fmt.Sprintf(text, args...), slices.Contains(unmet, theme.Unmet{Kind: kind, ID: key})})
	}
	e := r.Edits()
	for _, m := range e.Merges {
		add(theme.Merged, m.Theme.ID, "‘%s’ counts as ‘%s’", m.Theme.Label, m.Into.Label)
	}
	for _, s := range e.Splits {
		add(theme.Parted, theme.PartID(s.Theme.ID, s.Phrase), "‘%s’ is split off ‘%s’", s.Label, s.Theme.Label)
	}
	for _, n := range e.Renames {
		add(theme.Renamed, n.Theme.ID, "‘%s’ is called ‘%s’", n.Theme.Label, n.Label)
	}
	for _, h := range e.Hidden {
		add(theme.Concealed, h.ID, "‘%s’ is hidden", h.Label)
	}
	for _, w := range e.Stopped {
		add(theme.Stopped, w, "‘%s’ never makes a theme", w)
	}
	return list
}
