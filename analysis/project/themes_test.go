package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

func TestThemeEdits(t *testing.T) {
	p := create(t)
	parking := theme.Ref{ID: "parking", Label: "parking", Phrases: []string{"car park", "charge"}}
	waits, jabs := theme.Ref{ID: "waits", Label: "waits"}, theme.Ref{ID: "jabs", Label: "jabs"}
	part := theme.Phrase{Lemma: "charge", Display: "charges"}
	states := []theme.Edits{{}}
	step := func(err error) {
		t.Helper()
		must(t, err)
		e, err := p.ThemeEdits(ctx)
		must(t, err)
		states = append(states, e)
	}
	step(p.RenameTheme(ctx, parking, "  Getting\nhere "))
	step(p.MergeThemes(ctx, parking, []theme.Ref{waits, jabs}, "Access"))
	step(p.SplitTheme(ctx, parking, []theme.Phrase{part}))
	step(p.HideTheme(ctx, jabs))
	step(p.StopWord(ctx, " Good  Evening"))
	step(p.ShowTheme(ctx, "JABS"))
	step(p.AllowWord(ctx, "good evening"))
	want := theme.Edits{
		Renames: []theme.Rename{{Theme: parking, Label: "Access"}},
		Merges:  []theme.Merge{{Turn: 2, Theme: jabs, Into: parking}, {Turn: 1, Theme: waits, Into: parking}},
		Splits:  []theme.Split{{Turn: 3, Theme: parking, Phrase: "charge", Label: "charges"}},
	}
	p = reopen(t, p)
	got, err := p.ThemeEdits(ctx)
	must(t, err)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"created the project", "renamed the theme ‘parking’ to ‘Getting here’",
		"merged the theme ‘waits’, ‘jabs’ into ‘parking’, called ‘Access’ now", "split ‘charges’ off the theme ‘parking’",
		"hid the theme ‘jabs’", "stopped ‘good evening’ from making themes", "showed the theme ‘jabs’ again",
		"let ‘good evening’ make themes again"}, whats(t, p)); d != "" {
		t.Error(d)
	}
	for k := len(states) - 2; k >= 0; k-- {
		if _, err := p.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		got, err := p.ThemeEdits(ctx)
		must(t, err)
		if d := cmp.Diff(states[k], got); d != "" {
			t.Fatalf("after undoing change %d: %s", k+1, d)
		}
	}
	for range states[1:] {
		if _, err := p.Redo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := p.ThemeEdits(ctx); err != nil || !cmp.Equal(want, got) {
		t.Errorf("after redoing all: %+v %v", got, err)
	}
	refused(t, p.RenameTheme(ctx, parking, " "), "needs a name")
	refused(t, p.MergeThemes(ctx, parking, []theme.Ref{parking}, ""), "merged with itself")
	refused(t, p.SplitTheme(ctx, parking, nil), "at least one")
	refused(t, p.ShowTheme(ctx, "x"), "no theme is hidden")
	refused(t, p.AllowWord(ctx, "x"), "no word is stopped")
	refused(t, p.StopWord(ctx, ""), "no word")
}

func TestCodes(t *testing.T) {
	p := create(t)
	must(t, p.AddCode(ctx, codebook.Code{ID: "waits", Name: "Waits", Rules: []string{"wait"}}))
	must(t, p.AddCode(ctx, codebook.Code{ID: "parking", Name: "Parking", Rules: []string{"park"}}))
	must(t, p.AddCode(ctx, codebook.Code{ID: "waits", Name: "Waiting", Rules: []string{"wait", "queue"}}))
	b, err := p.Codes(ctx)
	must(t, err)
	if len(b.Codes) != 2 || b.Codes[0].Name != "Waiting" || b.Codes[1].ID != "parking" {
		t.Errorf("%+v", b.Codes)
	}
}
