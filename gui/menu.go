package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yearbook/analysis/finding"
	"yearbook/gui/viewmodel"
)

// menu is the main menu.
func (w *Window) menu() *fyne.MainMenu {
	quit := item("Quit", fyne.KeyQ, w.close)
	quit.IsQuit = true
	file := fyne.NewMenu("File",
		item("Open files…", fyne.KeyO, w.openFiles),
		fyne.NewMenuItem("Open folder…", w.openFolder),
		w.recentMenu(),
		fyne.NewMenuItem("Try the sample", w.trySample),
		fyne.NewMenuItemSeparator(),
		item("Save as project…", fyne.KeyS, w.showSaving),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("What was read", w.Model.ShowReceipt),
		fyne.NewMenuItem("Undo the last change", w.undo),
		fyne.NewMenuItem("Redo", w.redo),
		fyne.NewMenuItemSeparator(),
		item("Export…", fyne.KeyE, w.showExport),
		fyne.NewMenuItemSeparator(),
		quit,
	)
	view := fyne.NewMenu("View")
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5}
	for i, s := range finding.Order {
		view.Items = append(view.Items, item(string(s), keys[i], func() { w.goTo(s) }))
	}
	help := fyne.NewMenu("Help",
		fyne.NewMenuItem("Keyboard shortcuts", w.showShortcuts),
		fyne.NewMenuItem("About Yearbook", w.showAbout),
	)
	return fyne.NewMainMenu(file, view, w.themesMenu(), help)
}

// recentMenu lists the projects that were open lately.
func (w *Window) recentMenu() *fyne.MenuItem {
	m := fyne.NewMenuItem("Recent projects", nil)
	recent := w.Model.Recent()
	if len(recent) == 0 {
		m.Disabled = true
		return m
	}
	m.ChildMenu = fyne.NewMenu("")
	for _, p := range recent {
		m.ChildMenu.Items = append(m.ChildMenu.Items, fyne.NewMenuItem(p.Name, func() { w.openRecent(p.Path) }))
	}
	return m
}

func item(name string, key fyne.KeyName, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(name, do)
	m.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	return m
}

func (w *Window) trySample() {
	if !w.busy() {
		w.Model.Sample()
	}
}

func (w *Window) goTo(s finding.Section) {
	if w.modal == nil && w.Model.Screen() == viewmodel.Reviewed {
		w.Model.GoTo(s)
	}
}
