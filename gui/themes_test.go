package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yearbook/analysis/finding"
	"yearbook/gui/guitest"
	"yearbook/gui/widgets"
)

// themesWindow is a window on the themes of a project.
func themesWindow(t *testing.T) (*Window, *guitest.Project, func() string) {
	e := &guitest.Engine{Projects: map[string]*guitest.Project{"/p/Board.yearbook": {Sources: []string{"/a/chat.txt"}}}}
	w, log := newWindow(t, e, &picker{files: []string{"/p/Board.yearbook"}})
	w.openFiles()
	w.Model.Use()
	w.goTo(finding.Themes)
	return w, e.Projects["/p/Board.yearbook"], log.String
}

// inModal lists the objects of a type in the dialog that is open.
func inModal[T fyne.CanvasObject](w *Window) []T {
	var list []T
	for _, o := range w.Canvas().Overlays().List() {
		for _, x := range test.LaidOutObjects(o) {
			if x, ok := x.(T); ok {
				list = append(list, x)
			}
		}
	}
	return list
}

func modalButton(t *testing.T, w *Window, text string) *widgets.Button {
	t.Helper()
	for _, b := range inModal[*widgets.Button](w) {
		if b.Text == text {
			return b
		}
	}
	t.Fatalf("the dialog has no button %q", text)
	return nil
}

// TestThemesDialogs makes each change through its dialogs.
func TestThemesDialogs(t *testing.T) {
	w, p, log := themesWindow(t)
	open := func(action string) {
		t.Helper()
		test.Tap(button(t, w, "Change themes…"))
		w.Canvas().Focused().(*widgets.Entry).SetText("toolkit")
		test.Tap(modalButton(t, w, action))
	}
	want := func(decided string) {
		t.Helper()
		if n := len(p.Decided); w.modal != nil || n == 0 || p.Decided[n-1] != decided {
			t.Fatalf("decided %q, dialog open: %v", p.Decided, w.modal != nil)
		}
	}
	open("Rename…")
	w.Canvas().Focused().(*widgets.Entry).SetText("Our toolkit")
	w.press(fyne.KeyReturn)
	want("rename campaign-toolkit Our toolkit")
	open("Merge with…")
	if b := modalButton(t, w, "Merge"); !b.Disabled() {
		t.Error("a theme can be merged with none")
	}
	w.Canvas().Focused().(*widgets.Entry).SetText("jab")
	w.press(fyne.KeyReturn)
	want("merge flu-jab into campaign-toolkit")
	open("Split…")
	w.press(fyne.KeyEscape) // from the first phrase, which has the focus
	if w.modal != nil {
		t.Fatal("Escape does not close the dialog")
	}
	open("Split…")
	for _, c := range inModal[*widgets.Check](w) {
		c.SetChecked(c.Text == "posters")
	}
	test.Tap(modalButton(t, w, "Split"))
	want("split campaign-toolkit poster")
	open("Hide")
	want("hide campaign-toolkit")
	open("Never show a word…")
	w.Canvas().Focused().(*widgets.Entry).SetText("poster")
	w.press(fyne.KeyReturn)
	want("stop poster")
	open("Add to codebook")
	want("code campaign-toolkit")
	w.Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	want("stop poster")
	w.showDecisions() // the made-up reading has none
	if w.modal == nil {
		t.Error("nobody says that nothing was changed")
	}
	w.press(fyne.KeyEscape)
	for _, secret := range []string{"toolkit", "poster"} {
		if strings.Contains(log(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

// TestThemesMenu acts at once on the theme whose messages are listed, and asks
// for one otherwise.
func TestThemesMenu(t *testing.T) {
	w, p, _ := themesWindow(t)
	do := func(label string) {
		for _, m := range w.menu().Items {
			for _, i := range m.Items {
				if m.Label == "Themes" && i.Label == label {
					i.Action()
				}
			}
		}
	}
	do("Hide")
	if w.modal == nil || len(p.Decided) > 0 {
		t.Fatalf("nobody asks what to hide; decided %q", p.Decided)
	}
	w.press(fyne.KeyEscape)
	if w.modal != nil {
		w.closeModal()
	}
	if w.review.messages.change.Visible() {
		t.Error("there is a theme to change before one was opened")
	}
	w.Model.OpenPoint(w.Model.Review().In(finding.Themes)[0], 0, 3)
	if !w.review.messages.change.Visible() {
		t.Error("the theme at hand cannot be changed")
	}
	do("Hide")
	if !slices.Equal(p.Decided, []string{"hide car-parking"}) {
		t.Errorf("decided %q", p.Decided)
	}
}

func TestThemesFrom(t *testing.T) {
	w, _, _ := themesWindow(t)
	from := w.review.findings.from
	from.SetSelected("NHS communications")
	if w.Model.Question().Codebook == nil || w.review.findings.from.Selected != "NHS communications" || w.menuSource != "NHS communications" {
		t.Fatalf("source %+v", w.Model.ThemeSource())
	}
	w.showThemes()
	if w.modal == nil || len(inModal[*widgets.List](w)) > 0 {
		t.Error("nobody says that codes are not changed here")
	}
	w.closeModal()
	w.picker.(*picker).files = []string{"/b/ours.docx"}
	w.review.findings.from.SetSelected(otherFile)
	if w.Model.Trouble() == nil || w.review.findings.from.Selected != "NHS communications" {
		t.Errorf("trouble %+v, %q is chosen", w.Model.Trouble(), w.review.findings.from.Selected)
	}
	w.closeModal()
	w.review.findings.from.SetSelected("Found in the messages")
	if w.Model.Question().Codebook != nil {
		t.Error("the themes still come from a codebook")
	}
}
