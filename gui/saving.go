package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yearbook/gui/widgets"
)

// savingView is the dialog that asks for the name of a new project.
type savingView struct {
	window *Window
	folder *widgets.Entry
	status *fyne.Container
	save   *widgets.Button
	said   string
}

// showSaving opens the dialog, or says why there is nothing to save.
func (w *Window) showSaving() {
	if w.busy() {
		return
	}
	s := w.Model.Saving
	if why := s.Refusal(); why != "" {
		w.alert("Save as project", why, "")
		return
	}
	s.Begin()
	v := &savingView{window: w, status: widgets.Column(4), folder: widgets.NewEntry("Folder to save it in")}
	name := widgets.NewEntry("Name of the project")
	name.SetText(s.Name())
	name.OnChanged = s.SetName
	name.OnSubmitted = func(string) { s.Start() }
	v.folder.SetText(s.Folder())
	v.folder.OnChanged = s.SetFolder
	v.folder.OnSubmitted = func(string) { s.Start() }
	v.save = widgets.NewPrimary("Save", s.Start)
	content := widgets.Column(6,
		widgets.Body("A project is one file that holds the messages of these files and what you decide about them, so that you can go on with it another day."),
		widgets.Strong("Name"), name,
		widgets.Strong("Folder"),
		container.NewBorder(nil, nil, nil, widgets.NewButton("Choose…", v.choose), v.folder),
		v.status,
	)
	m := w.showModal("Save as project", 560, content, widgets.NewButton("Cancel", w.closeModal), v.save)
	m.refresh, m.closed = v.refresh, s.Cancel
	v.refresh()
	w.focus(name)
	name.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Log.Info("saving shown")
}

func (v *savingView) choose() {
	v.window.picker.Folder("Folder to save the project in", v.window.Model.Saving.Folder(), func(path string, err error) {
		if err == nil && path != "" {
			v.folder.SetText(path)
		}
	})
}

// refresh closes the dialog once the project is there, and says until then
// what is missing or wrong.
func (v *savingView) refresh() {
	s := v.window.Model.Saving
	if s.Created() {
		v.window.closeModal()
		return
	}
	enable(v.save, !s.Creating() && s.Missing() == "")
	key := s.Missing() + "|" + s.Trouble()
	if v.said == key {
		return
	}
	v.said = key
	switch {
	case s.Trouble() != "":
		v.status.Objects = []fyne.CanvasObject{widgets.Alarm(s.Trouble())}
	case s.Missing() != "":
		v.status.Objects = []fyne.CanvasObject{widgets.Note(s.Missing())}
	default:
		v.status.Objects = []fyne.CanvasObject{widgets.Note("It will hold people's names and every message, so keep it where the chats themselves may be kept.")}
	}
	v.status.Refresh()
}
