package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// modal is a dialog over the window; Escape closes it.
type modal struct {
	window  *Window
	dialog  dialog.Dialog
	refresh func() // brings it up to date with the view-model, may be nil
	closed  func() // may be nil
}

// showModal opens a dialog with a row of buttons at its foot.
func (w *Window) showModal(title string, width float32, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *modal {
	foot := container.NewBorder(nil, nil, nil, widgets.Beside(10, buttons...))
	box := widgets.Wide(width, widgets.Column(10, content, widgets.Line(), foot))
	w.modal = &modal{window: w, dialog: dialog.NewCustomWithoutButtons(title, widgets.Margins(4, 4, box), w.window)}
	w.modal.dialog.Show()
	return w.modal
}

func (m *modal) hide() {
	m.dialog.Hide()
	m.window.modal = nil
	if m.closed != nil {
		m.closed()
	}
}

// closeModal closes the dialog that is open.
func (w *Window) closeModal() {
	if w.modal != nil {
		w.modal.hide()
	}
}

// showTrouble says what went wrong.
func (w *Window) showTrouble() {
	t := w.Model.Trouble()
	if t == nil {
		return
	}
	w.Log.Warn("trouble shown", "title", t.Title)
	w.alert(t.Title, t.Advice, t.Detail)
	if w.modal != nil {
		w.modal.closed = w.Model.Dismiss
	}
}

// alert says what went wrong, what to do, and, for whoever helps, the error.
func (w *Window) alert(title, advice, detail string) {
	w.closeModal()
	box := widgets.Column(4, widgets.Body(advice))
	if detail != "" {
		text := widgets.Note(detail)
		text.Selectable = true
		box.Add(low(text, detail))
	}
	ok := widgets.NewPrimary("Close", w.closeModal)
	w.showModal(title, 480, box, ok)
	w.focus(ok)
}

// low keeps many lines from making a dialog higher than the window.
func low(text fyne.CanvasObject, words string) fyne.CanvasObject {
	const few, height = 5, 180
	if strings.Count(words, "\n") < few {
		return text
	}
	scroll := container.NewVScroll(text)
	scroll.SetMinSize(fyne.NewSize(0, height))
	return scroll
}

// showAbout says what this is and what it is not.
func (w *Window) showAbout() {
	if w.busy() {
		return
	}
	box := widgets.Column(-2,
		widgets.Strong(Name+" "+w.Version),
		widgets.Body("The end-of-year review of chats and comments for communications teams."),
		widgets.Body("Yearbook is not an NHS product. It follows the NHS service manual and the Government Analysis Function's advice on charts."),
		widgets.Body("It never goes online, sends nothing and looks for no updates."),
	)
	ok := widgets.NewPrimary("Close", w.closeModal)
	w.showModal("About Yearbook", 460, box, ok)
	w.focus(ok)
}

// showShortcuts lists what can be done with the keyboard.
func (w *Window) showShortcuts() {
	if w.busy() {
		return
	}
	rows := container.New(layout.NewFormLayout())
	for _, r := range [][2]string{
		{"Ctrl+O", "Open files"},
		{"Ctrl+S", "Save the files as a project"},
		{"Ctrl+E", "Export the review"},
		{"Ctrl+1 to Ctrl+5", "Overview, People, Themes, Trends, Sources"},
		{"Ctrl+T", "Change themes"},
		{"Tab, Shift+Tab", "Go to the next or last thing that can be used"},
		{"Arrow keys", "In a chart or a list: step through it; elsewhere: scroll"},
		{"Enter", "Press a button; in a chart or table: read the messages"},
		{"Escape", "Close the messages or a dialog; cancel work"},
		{"Ctrl+Z, Ctrl+Y", "Undo and redo the last change"},
		{"Ctrl+Q", "Quit"},
	} {
		rows.Add(widgets.Unwrapped(widgets.Strong(r[0])))
		rows.Add(widgets.Unwrapped(widgets.Body(r[1])))
	}
	ok := widgets.NewPrimary("Close", w.closeModal)
	w.showModal("Keyboard shortcuts", 460, rows, ok)
	w.focus(ok)
}

// copyText puts words on the clipboard.
func (w *Window) copyText(s string) { w.app.Clipboard().SetContent(s) }

// plural is viewmodel.Counted, which views use often.
func plural(n int, one, many string) string { return viewmodel.Counted(n, one, many) }
