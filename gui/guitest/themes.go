package guitest

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// Themes are four, each with its messages; the second has one phrase only.
func (e *Engine) Themes(r *analysis.Reading) *theme.Result {
	found := &theme.Result{Read: r.Corpus.All()}
	for _, phrases := range [][]string{{"campaign toolkit", "toolkit", "poster"}, {"waiting time"}, {"flu jab", "last winter"}, {"car parking", "new charge"}} {
		t := theme.Theme{ID: strings.ReplaceAll(phrases[0], " ", "-"), Label: phrases[0]}
		for k, p := range phrases {
			held := r.Corpus.All().Filter(func(i int) bool { return strings.Contains(strings.ToLower(r.Corpus.Text(i)), p) })
			t.Phrases = append(t.Phrases, theme.Phrase{Lemma: p, Display: p + "s", Messages: held.Len(), People: 1, Weight: 1 / float64(k+1)})
			t.Messages = t.Messages.Or(held)
		}
		found.Themes = append(found.Themes, t)
	}
	return found
}

// Codebook has one code, whatever the name, but no file that ends in ".docx".
func (e *Engine) Codebook(ctx context.Context, name string) (*codebook.Book, error) {
	if err := e.wait(ctx); err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".docx") {
		return nil, errors.New("this is no codebook: save it as CSV")
	}
	return &codebook.Book{Name: name, Codes: []codebook.Code{{ID: "waits", Name: "Waits", Rules: []string{"wait"}}}}, nil
}

// Code has a rule for each phrase.
func (e *Engine) Code(t *theme.Theme) (codebook.Code, error) { return codebook.FromTheme(t) }

func (p *Project) decide(what, decision string) error {
	p.push(what)
	p.Decided = append(slices.Clone(p.Decided), decision)
	return nil
}

// RenameTheme remembers the name.
func (p *Project) RenameTheme(_ context.Context, t theme.Ref, label string) error {
	return p.decide("renamed the theme ‘"+t.Label+"’ to ‘"+label+"’", "rename "+t.ID+" "+label)
}

// MergeThemes remembers what was merged.
func (p *Project) MergeThemes(_ context.Context, into theme.Ref, others []theme.Ref, _ string) error {
	return p.decide("merged the theme ‘"+others[0].Label+"’ into ‘"+into.Label+"’", "merge "+others[0].ID+" into "+into.ID)
}

// SplitTheme remembers the phrases.
func (p *Project) SplitTheme(_ context.Context, t theme.Ref, phrases []theme.Phrase) error {
	decision := "split " + t.ID
	for _, ph := range phrases {
		decision += " " + ph.Lemma
	}
	return p.decide("split ‘"+phrases[0].Display+"’ off the theme ‘"+t.Label+"’", decision)
}

// HideTheme remembers the theme.
func (p *Project) HideTheme(_ context.Context, t theme.Ref) error {
	return p.decide("hid the theme ‘"+t.Label+"’", "hide "+t.ID)
}

// StopWord remembers the word.
func (p *Project) StopWord(_ context.Context, word string) error {
	return p.decide("stopped ‘"+word+"’ from making themes", "stop "+word)
}

// AddCode remembers the code.
func (p *Project) AddCode(_ context.Context, c codebook.Code) error {
	return p.decide("added the theme ‘"+c.Name+"’ to the codebook", "code "+c.ID)
}

// TakeBackTheme forgets a decision that begins so.
func (p *Project) TakeBackTheme(_ context.Context, what string, kind theme.Kind, key string) error {
	p.push("took back: " + what)
	p.Decided = slices.DeleteFunc(slices.Clone(p.Decided), func(d string) bool { return strings.HasPrefix(d, string(kind)+" "+key) })
	return nil
}

// Codes are those that were added.
func (p *Project) Codes(context.Context) (*codebook.Book, error) {
	b := &codebook.Book{Name: "This project’s codebook"}
	for _, d := range p.Decided {
		if id, ok := strings.CutPrefix(d, "code "); ok {
			b.Codes = append(b.Codes, codebook.Code{ID: id, Name: id, Rules: []string{id}})
		}
	}
	return b, nil
}
