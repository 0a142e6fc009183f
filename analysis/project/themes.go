package project

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// Kinds of decisions about themes. The key is the id of the theme, of the part
// for a split, the word itself for a stop word, and the id of the code.
const (
	kindThemeRename = "theme rename" // theme.Rename
	kindThemeMerge  = "theme merge"  // theme.Merge
	kindThemeSplit  = "theme split"  // theme.Split
	kindThemeHide   = "theme hide"   // theme.Ref
	kindThemeStop   = "theme stop"   // true
	kindThemeCode   = "theme code"   // promoted
)

// promoted is a code that was made of a theme.
type promoted struct {
	Turn int           `json:"turn"` // codes are listed in this order
	Code codebook.Code `json:"code"`
}

// ThemeEdits are what the analyst decided about themes, in order of keys.
func (p *Project) ThemeEdits(ctx context.Context) (theme.Edits, error) {
	var e theme.Edits
	err := p.read(ctx, func(tx *sql.Tx) (err error) {
		e, err = themeEdits(tx)
		return err
	})
	return e, err
}

func themeEdits(tx *sql.Tx) (e theme.Edits, err error) {
	if e.Renames, err = byKey[theme.Rename](tx, kindThemeRename); err != nil {
		return e, err
	}
	if e.Merges, err = byKey[theme.Merge](tx, kindThemeMerge); err != nil {
		return e, err
	}
	if e.Splits, err = byKey[theme.Split](tx, kindThemeSplit); err != nil {
		return e, err
	}
	if e.Hidden, err = byKey[theme.Ref](tx, kindThemeHide); err != nil {
		return e, err
	}
	stopped, err := decisions[bool](tx, kindThemeStop)
	for word := range stopped {
		e.Stopped = append(e.Stopped, word)
	}
	slices.Sort(e.Stopped)
	return e, err
}

// byKey reads all decisions of a kind in order of their keys.
func byKey[T any](tx *sql.Tx, kind string) ([]T, error) {
	all, err := decisions[T](tx, kind)
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var list []T
	for _, key := range keys {
		list = append(list, all[key])
	}
	return list, nil
}

// nextTurn is the turn of a merge or split made now.
func nextTurn(e theme.Edits) int {
	turn := 0
	for _, m := range e.Merges {
		turn = max(turn, m.Turn)
	}
	for _, s := range e.Splits {
		turn = max(turn, s.Turn)
	}
	return turn + 1
}

// RenameTheme calls a theme by another name. It can be undone.
func (p *Project) RenameTheme(ctx context.Context, t theme.Ref, label string) error {
	if label = oneLine(label); label == "" {
		return fmt.Errorf("a theme needs a name: write one")
	}
	e, err := decided(kindThemeRename, t.ID, theme.Rename{Theme: t, Label: label})
	if err != nil {
		return err
	}
	return p.change(ctx, func(tx *sql.Tx) error {
		return p.apply(tx, fmt.Sprintf("renamed the theme ‘%s’ to ‘%s’", t.Label, label), e)
	})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// MergeThemes makes other themes part of one, which is called label from then
// on, or keeps its name where label is "". All of it is one change, which can be
// undone.
func (p *Project) MergeThemes(ctx context.Context, into theme.Ref, others []theme.Ref, label string) error {
	label = oneLine(label)
	return p.change(ctx, func(tx *sql.Tx) error {
		now, err := themeEdits(tx)
		if err != nil {
			return err
		}
		var edits []edit
		var names []string
		for k, t := range others {
			if t.ID == into.ID {
				return fmt.Errorf("‘%s’ cannot be merged with itself: choose two themes", t.Label)
			}
			e, err := decided(kindThemeMerge, t.ID, theme.Merge{Turn: nextTurn(now) + k, Theme: t, Into: into})
			if err != nil {
				return err
			}
			edits, names = append(edits, e), append(names, "‘"+t.Label+"’")
		}
		what := fmt.Sprintf("merged the theme %s into ‘%s’", strings.Join(names, ", "), into.Label)
		if label != "" && label != into.Label {
			e, err := decided(kindThemeRename, into.ID, theme.Rename{Theme: into, Label: label})
			if err != nil {
				return err
			}
			edits, what = append(edits, e), what+fmt.Sprintf(", called ‘%s’ now", label)
		}
		return p.apply(tx, what, edits...)
	})
}

// SplitTheme makes phrases of a theme themes of their own. All of it is one
// change, which can be undone.
func (p *Project) SplitTheme(ctx context.Context, t theme.Ref, phrases []theme.Phrase) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		now, err := themeEdits(tx)
		if err != nil {
			return err
		}
		var edits []edit
		var names []string
		for k, ph := range phrases {
			s := theme.Split{Turn: nextTurn(now) + k, Theme: t, Phrase: ph.Lemma, Label: cmp.Or(ph.Display, ph.Lemma)}
			e, err := decided(kindThemeSplit, theme.PartID(t.ID, ph.Lemma), s)
			if err != nil {
				return err
			}
			edits, names = append(edits, e), append(names, "‘"+s.Label+"’")
		}
		if len(edits) == 0 {
			return fmt.Errorf("‘%s’ was not split: choose at least one of its phrases", t.Label)
		}
		return p.apply(tx, fmt.Sprintf("split %s off the theme ‘%s’", strings.Join(names, ", "), t.Label), edits...)
	})
}

// HideTheme leaves a theme out of reviews. It can be undone.
func (p *Project) HideTheme(ctx context.Context, t theme.Ref) error {
	return p.Decide(ctx, fmt.Sprintf("hid the theme ‘%s’", t.Label), kindThemeHide, t.ID, t)
}

// ShowTheme shows a hidden theme again, by its id or what it was called. It can
// be undone.
func (p *Project) ShowTheme(ctx context.Context, name string) error {
	e, err := p.ThemeEdits(ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, r := range e.Hidden {
		if r.ID == name || strings.EqualFold(r.Label, name) {
			return p.Decide(ctx, fmt.Sprintf("showed the theme ‘%s’ again", r.Label), kindThemeHide, r.ID, nil)
		}
		names = append(names, r.Label)
	}
	if len(names) == 0 {
		return fmt.Errorf("no theme is hidden in this project, so there is nothing to show again")
	}
	return fmt.Errorf("no theme called %q is hidden: the hidden ones are %s", name, strings.Join(names, ", "))
}

// StopWord keeps a word or phrase from ever making a theme. It can be undone.
func (p *Project) StopWord(ctx context.Context, word string) error {
	if word = strings.ToLower(oneLine(word)); word == "" {
		return fmt.Errorf("there is no word to stop: write one")
	}
	return p.Decide(ctx, fmt.Sprintf("stopped ‘%s’ from making themes", word), kindThemeStop, word, true)
}

// AllowWord takes a word off the stop list. It can be undone.
func (p *Project) AllowWord(ctx context.Context, word string) error {
	word = strings.ToLower(oneLine(word))
	e, err := p.ThemeEdits(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(e.Stopped, word) {
		if len(e.Stopped) == 0 {
			return fmt.Errorf("no word is stopped in this project, so %q makes themes already", word)
		}
		return fmt.Errorf("%q is not stopped: the stopped words are %s", word, strings.Join(e.Stopped, ", "))
	}
	return p.Decide(ctx, fmt.Sprintf("let ‘%s’ make themes again", word), kindThemeStop, word, nil)
}

// AddCode puts a code that was made of a theme into the project's codebook, in
// place of one with its id. It can be undone.
func (p *Project) AddCode(ctx context.Context, c codebook.Code) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		all, err := decisions[promoted](tx, kindThemeCode)
		if err != nil {
			return err
		}
		turn := 1
		for _, x := range all {
			turn = max(turn, x.Turn+1)
		}
		if old, ok := all[c.ID]; ok {
			turn = old.Turn
		}
		e, err := decided(kindThemeCode, c.ID, promoted{turn, c})
		if err != nil {
			return err
		}
		return p.apply(tx, fmt.Sprintf("added the theme ‘%s’ to the codebook", c.Name), e)
	})
}

// Codes is the project's codebook: the codes that were made of themes, in that
// order. It has none at first.
func (p *Project) Codes(ctx context.Context) (*codebook.Book, error) {
	b := &codebook.Book{Name: "This project’s codebook", Language: "en-GB"}
	err := p.read(ctx, func(tx *sql.Tx) error {
		all, err := byKey[promoted](tx, kindThemeCode)
		slices.SortStableFunc(all, func(x, y promoted) int { return cmp.Compare(x.Turn, y.Turn) })
		for _, x := range all {
			b.Codes = append(b.Codes, x.Code)
		}
		return err
	})
	return b, err
}

// TakeBackTheme forgets one decision about themes, by its kind and the id that
// [theme.Unmet] names it by, or the stopped word. What says in plain words what
// it was. It can be undone.
func (p *Project) TakeBackTheme(ctx context.Context, what string, kind theme.Kind, key string) error {
	return p.Decide(ctx, "took back: "+what, "theme "+string(kind), key, nil)
}
