package analysis

import (
	"fmt"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

// talk is a reading of n messages about three things.
func talk(t *testing.T, n int, edits theme.Edits) *Reading {
	t.Helper()
	about := []string{"the car park and its charges", "the campaign toolkit and its posters", "the flu jab for nurses"}
	var records []corpus.Record
	for k := range n {
		at := time.Date(2013, 1, 1+k, 20, 0, 0, 0, time.UTC)
		records = append(records, corpus.Record{Row: k + 1, Time: corpus.Millis(at), Author: fmt.Sprint("member", k%9), Channel: corpus.Chat, Text: "We talked of " + about[k%3] + "."})
	}
	var b corpus.Builder
	b.Add(corpus.Source{Path: "chat.txt"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &Reading{Corpus: c, edits: edits}
}

// TestInherit: themes are found anew only where messages or stopped words
// changed.
func TestInherit(t *testing.T) {
	first := talk(t, 60, theme.Edits{})
	if first.ThemesNow() != nil {
		t.Error("there are themes before any were looked for")
	}
	found, err := first.FindThemes(t.Context(), nil)
	if err != nil || len(found.Themes) == 0 || first.ThemesNow() != found {
		t.Fatalf("%v %v", found, err)
	}
	ref := found.Themes[0].Ref()
	renamed := talk(t, 60, theme.Edits{Renames: []theme.Rename{{Theme: ref, Label: "Renamed"}, {Theme: theme.Ref{ID: "none", Label: "none"}, Label: "x"}}})
	renamed.Inherit(first)
	if f := renamed.found.Load(); f == nil || f.base != first.found.Load().base || renamed.ThemesNow() != nil {
		t.Fatal("the themes found were not taken over")
	}
	got, err := renamed.FindThemes(t.Context(), nil)
	if err != nil || got.Themes[0].Label != "Renamed" {
		t.Errorf("%+v %v", got, err)
	}
	changes := renamed.ThemeChanges()
	if len(changes) != 2 || changes[0].Unmet || !changes[1].Unmet || changes[1].Text != "‘none’ is called ‘x’" {
		t.Errorf("%+v", changes)
	}
	for name, other := range map[string]*Reading{
		"more messages": talk(t, 61, theme.Edits{}), "a stopped word": talk(t, 60, theme.Edits{Stopped: []string{"park"}}),
	} {
		if other.Inherit(first); other.found.Load() != nil {
			t.Errorf("%s: the themes found were taken over", name)
		}
	}
	stopped, err := talk(t, 60, theme.Edits{Stopped: []string{"park"}}).Themes(t.Context(), theme.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, th := range stopped.Themes {
		if th.ID == "car-park" {
			t.Errorf("a stopped word names %q", th.Label)
		}
	}
}
