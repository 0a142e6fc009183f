package theme

import (
	"cmp"
	"slices"
	"strings"
)

// Ref names a theme in a decision of the analyst: by its id and, should a later
// import give no theme that id, by its phrases; see [Apply].
type Ref struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`             // what it was called when this was decided
	Phrases []string `json:"phrases,omitempty"` // lemmas, sorted
}

// Ref is how a decision names the theme.
func (t *Theme) Ref() Ref {
	r := Ref{ID: t.ID, Label: t.Label}
	for _, p := range t.Phrases {
		r.Phrases = append(r.Phrases, p.Lemma)
	}
	slices.Sort(r.Phrases)
	r.Phrases = slices.Compact(r.Phrases)
	return r
}

// Edits are what the analyst decided about themes. The zero value changes
// nothing. An edit that fits no theme is kept: it may fit again after the next
// import.
type Edits struct {
	Merges  []Merge
	Splits  []Split
	Renames []Rename
	Hidden  []Ref
	Stopped []string // words and phrases that never make a theme; see Options.Stop
}

// Merge makes the messages and phrases of one theme those of another.
type Merge struct {
	Turn  int `json:"turn"` // merges and splits are made in this order
	Theme Ref `json:"theme"`
	Into  Ref `json:"into"`
}

// Split makes one phrase of a theme a theme of its own, whose id is that of
// [PartID]. Its messages leave the theme that it was part of.
type Split struct {
	Turn   int    `json:"turn"`
	Theme  Ref    `json:"theme"`
	Phrase string `json:"phrase"` // lemma
	Label  string `json:"label"`  // the phrase as it is written
}

// Rename calls a theme by another name.
type Rename struct {
	Theme Ref    `json:"theme"`
	Label string `json:"label"`
}

// partMark stands between the id of a theme and the phrase that was split off.
// No theme that was found has it in its id.
const partMark = "--"

// PartID is the id of the theme that splitting a phrase off makes.
func PartID(theme, phrase string) string { return theme + partMark + slug(phrase) }

// steps lists merges and splits in the order in which they are made: by turn,
// and by id where two have one turn.
func (e *Edits) steps() []step {
	var list []step
	for k := range e.Merges {
		list = append(list, step{e.Merges[k].Turn, e.Merges[k].Theme.ID, &e.Merges[k], nil})
	}
	for k := range e.Splits {
		s := &e.Splits[k]
		list = append(list, step{s.Turn, PartID(s.Theme.ID, s.Phrase), nil, s})
	}
	slices.SortStableFunc(list, func(a, b step) int { return cmp.Or(cmp.Compare(a.turn, b.turn), strings.Compare(a.key, b.key)) })
	return list
}

type step struct {
	turn  int
	key   string
	merge *Merge
	split *Split
}

// refs lists every theme that the edits name.
func (e *Edits) refs() []Ref {
	var list []Ref
	for _, m := range e.Merges {
		list = append(list, m.Theme, m.Into)
	}
	for _, s := range e.Splits {
		list = append(list, s.Theme)
	}
	for _, r := range e.Renames {
		list = append(list, r.Theme)
	}
	return append(list, e.Hidden...)
}

// Empty reports whether nothing was decided.
func (e *Edits) Empty() bool {
	return len(e.Merges)+len(e.Splits)+len(e.Renames)+len(e.Hidden)+len(e.Stopped) == 0
}

// Kind says what an edit does.
type Kind string

// The kinds of edits.
const (
	Renamed   Kind = "rename"
	Merged    Kind = "merge"
	Parted    Kind = "split"
	Concealed Kind = "hide"
	Stopped   Kind = "stop" // a word; it needs no theme to fit
)

// Unmet is an edit that had no effect.
type Unmet struct {
	Kind Kind
	ID   string // of the theme; of the part, for a split
}

// PartsOffered lists the phrases that a theme is split into where the analyst
// chooses none: the most telling two or three, each in several messages and in
// one of fifty at least, none a part of another or what the theme is called by.
func (t *Theme) PartsOffered() []Phrase {
	const most, share = 3, 50
	var list []Phrase
	for _, p := range t.Phrases {
		within := func(q Phrase) bool {
			return strings.Contains(" "+p.Lemma+" ", " "+q.Lemma+" ") || strings.Contains(" "+q.Lemma+" ", " "+p.Lemma+" ")
		}
		named := strings.EqualFold(p.Display, t.Label) || PartID("", p.Lemma) == PartID("", t.ID)
		if p.Messages >= max(leastMessages, len(t.Messages)/share) && len(list) < most && !named && !slices.ContainsFunc(list, within) {
			list = append(list, p)
		}
	}
	return list
}
