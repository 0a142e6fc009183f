package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearbook/analysis/finding"
	"yearbook/gui/viewmodel"
)

// TestThemesThroughTheWindow changes themes of a real project and takes that
// back.
func TestThemesThroughTheWindow(t *testing.T) {
	dir := t.TempDir()
	about := []string{"the car park and its charges", "the campaign toolkit and its posters", "the flu jab for nurses"}
	var chat strings.Builder
	for k := range 120 {
		fmt.Fprintf(&chat, "%02d/%02d/%d, 20:%02d - Member %c: We talked of %s.\n", 1+k%5, 1+k%12, 2012+k/60, k%60, 'A'+k%9, about[k%3])
	}
	path := filepath.Join(dir, "chat.txt")
	if err := os.WriteFile(path, []byte(chat.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	a := newModel()
	a.Open([]string{path})
	a.Use()
	a.Saving.Begin()
	a.Saving.SetFolder(dir)
	a.Saving.SetName("Board")
	a.Saving.Start()
	a.GoTo(finding.Themes)
	labels := func() string {
		t.Helper()
		if tr := a.Trouble(); tr != nil {
			t.Fatalf("%+v", *tr)
		}
		var list []string
		for _, f := range a.Review().In(finding.Themes) {
			if f.ID == "themes" {
				for _, r := range f.Table.Rows {
					list = append(list, r.Cells[0].Text)
				}
			}
		}
		return strings.Join(list, ", ")
	}
	first := labels()
	choose := func(row int) *viewmodel.Themes {
		t.Helper()
		x := a.Themes()
		if x == nil || x.Len() < 3 {
			t.Fatalf("themes %s: %s", labels(), a.WhyNotThemes())
		}
		x.Choose(row)
		return x
	}
	choose(0).Rename("What the board asked")
	if !strings.Contains(labels(), "What the board asked") {
		t.Fatalf("themes %s", labels())
	}
	renamed := labels()
	choose(1).Hide()
	if labels() == renamed {
		t.Errorf("themes %s", labels())
	}
	d := a.Decisions()
	if d.Len() != 2 {
		t.Fatalf("%d decisions", d.Len())
	}
	d.Choose(1)
	d.TakeBack()
	if labels() != renamed {
		t.Errorf("after taking back: %s, want %s", labels(), renamed)
	}
	choose(0).AddToCodebook()
	a.ChooseThemes("project")
	if got := labels(); got != "What the board asked" {
		t.Errorf("codes are %s", got)
	}
	a.ChooseThemes("nhs-communications")
	labels()
	a.ChooseThemes("")
	for a.Undo(); a.Trouble() == nil; a.Undo() {
	}
	a.Dismiss()
	if labels() != first {
		t.Errorf("after undoing all: %s, want %s", labels(), first)
	}
	a.ChooseThemes(filepath.Join(dir, "none.csv"))
	if tr := a.Trouble(); tr == nil || !strings.Contains(tr.Advice, "check the name") {
		t.Errorf("%+v", tr)
	}
	a.Leave(func() {})
}
