package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/widgets"
)

// otherFile is the choice that asks for a codebook file.
const otherFile = "A codebook file…"

// themesHeading is the title of the section Themes, with where the themes come
// from and the way to change them.
func (v *findingsView) themesHeading(title string) fyne.CanvasObject {
	w := v.window
	var names []string
	for _, s := range w.Model.ThemeSources() {
		names = append(names, s.Name)
	}
	from := widget.NewSelect(append(names, otherFile), nil)
	from.Selected = w.Model.ThemeSource().Name
	from.OnChanged = func(name string) {
		if name == otherFile {
			from.Selected = w.Model.ThemeSource().Name // until a file is read
			from.Refresh()
			w.pickCodebook()
			return
		}
		for _, s := range w.Model.ThemeSources() {
			if s.Name == name {
				w.Model.ChooseThemes(s.Key)
			}
		}
	}
	v.from = from
	change := widgets.NewButton("Change themes…", w.showThemes)
	change.OnFocus = v.reveal
	row := container.NewHBox(widgets.Unwrapped(widgets.Title(title)), layout.NewSpacer(),
		center(widgets.Unwrapped(widgets.Body("Themes from"))), center(widgets.Framed("This project’s codebook", from)), gap(6), center(change))
	return row
}

// pickCodebook asks for a codebook file and takes the themes from it.
func (w *Window) pickCodebook() {
	if w.busy() {
		return
	}
	w.picker.Files(w.Model.Settings().OpenFolder, func(paths []string, err error) {
		switch {
		case err != nil:
			w.alert("The codebook could not be picked", "Use one that comes with the program, or the command line.", err.Error())
		case len(paths) > 0:
			w.Model.ChooseThemes(paths[0])
		}
	})
}

// themesMenu holds what can be done with themes. What needs a theme asks for
// one, unless the messages of one are listed.
func (w *Window) themesMenu() *fyne.Menu {
	from := fyne.NewMenuItem("Themes from", nil)
	from.ChildMenu = fyne.NewMenu("")
	for _, s := range w.Model.ThemeSources() {
		choice := fyne.NewMenuItem(s.Name, func() { w.chooseThemes(s.Key) })
		choice.Checked = s.Key == w.Model.ThemeSource().Key
		from.ChildMenu.Items = append(from.ChildMenu.Items, choice)
	}
	from.ChildMenu.Items = append(from.ChildMenu.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(otherFile, w.pickCodebook))
	return fyne.NewMenu("Themes",
		item("Change themes…", fyne.KeyT, w.showThemes),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Rename…", func() { w.changeTheme((*themesView).rename) }),
		fyne.NewMenuItem("Merge with…", func() { w.changeTheme((*themesView).merge) }),
		fyne.NewMenuItem("Split…", func() { w.changeTheme((*themesView).split) }),
		fyne.NewMenuItem("Hide", func() { w.changeTheme((*themesView).hide) }),
		fyne.NewMenuItem("Never show a word…", func() { w.changeTheme((*themesView).stop) }),
		fyne.NewMenuItem("Add to codebook", func() { w.changeTheme((*themesView).promote) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("What you changed…", w.showDecisions),
		fyne.NewMenuItemSeparator(),
		from,
	)
}

func (w *Window) chooseThemes(key string) {
	if !w.busy() {
		w.Model.ChooseThemes(key)
	}
}

// refreshSource shows where the themes come from once that is settled: what was
// chosen may have turned out not to be usable.
func (w *Window) refreshSource() {
	now := w.Model.ThemeSource().Name
	if from := w.review.findings.from; from != nil && from.Selected != now {
		from.Selected = now
		from.Refresh()
	}
	if w.menuSource != now {
		w.menuSource = now
		w.window.SetMainMenu(w.menu())
	}
}
