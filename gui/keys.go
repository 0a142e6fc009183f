package gui

import (
	"fyne.io/fyne/v2"

	"yearbook/gui/viewmodel"
)

// key takes the keys that nothing else on the window has a use for.
func (w *Window) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		w.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !w.busy() && w.Model.Stage() == viewmodel.Receipt {
			w.Model.Use()
		}
	default:
		if !w.busy() && w.Model.Stage() == viewmodel.Reviewed {
			w.review.scrollBy(e.Name)
		}
	}
}

// escape leaves whatever was entered last: a dialog, the work under way, the
// list of messages.
func (w *Window) escape() {
	switch {
	case w.modal != nil:
		w.modal.hide()
	case w.Model.Work() != nil:
		w.Model.Cancel()
	case w.Model.Messages.IsOpen():
		w.Model.Messages.Close()
	}
}

// addShortcuts adds the shortcuts that a line to write in may want for itself,
// Ctrl+Z and Ctrl+Y. The driver knows them by these names, not by their keys.
func (w *Window) addShortcuts() {
	w.window.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.undo() })
	w.window.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.redo() })
}

func (w *Window) undo() {
	if !w.busy() {
		w.Model.Undo()
	}
}

func (w *Window) redo() {
	if !w.busy() {
		w.Model.Redo()
	}
}
