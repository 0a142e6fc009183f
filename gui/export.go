package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// exportView is the dialog that writes the review to files.
type exportView struct {
	window  *Window
	folder  *widgets.Entry
	checks  map[string]*widget.Check
	bar     *widget.ProgressBar
	status  *fyne.Container
	write   *widgets.Button
	dismiss *widgets.Button
	said    string // what status says, so that it is made anew only when it changes
}

// showExport opens the dialog.
func (w *Window) showExport() {
	if w.busy() || w.Model.Review() == nil || w.Model.Screen() != viewmodel.Reviewed {
		return
	}
	v := &exportView{window: w, checks: map[string]*widget.Check{}, bar: widget.NewProgressBar(), status: widgets.Column(4)}
	w.Model.Export.Forget()
	v.folder = widgets.NewEntry("Folder to write to")
	v.folder.SetText(w.Model.Export.Folder())
	v.folder.OnChanged = w.Model.Export.SetFolder
	v.folder.OnSubmitted = func(string) { w.Model.Export.Start() }
	choose := widgets.NewButton("Choose…", v.choose)
	kinds := widgets.Column(-2)
	for _, f := range viewmodel.Formats {
		kinds.Add(v.kind(f))
	}
	v.write = widgets.NewPrimary("Export", w.Model.Export.Start)
	v.dismiss = widgets.NewButton("Cancel", v.cancel)
	content := widgets.Column(6,
		widgets.Strong("Folder"),
		container.NewBorder(nil, nil, nil, choose, v.folder),
		widgets.Strong("Kinds of file"),
		kinds,
		widgets.Note("Files of the same name in the folder are replaced."),
		v.bar, v.status,
	)
	m := w.showModal("Export the review", 620, content, v.dismiss, v.write)
	m.refresh, m.closed = v.refresh, w.Model.Export.Cancel
	v.refresh()
	w.focus(v.folder)
	w.Log.Info("export shown", "folder", w.Model.Export.Folder())
}

func (v *exportView) kind(f viewmodel.Format) fyne.CanvasObject {
	e := v.window.Model.Export
	c := widget.NewCheck(f.Name+": "+f.Use, nil)
	c.Checked = e.Wants(f.Key)
	c.OnChanged = func(on bool) { e.Tick(f.Key, on) }
	v.checks[f.Key] = c
	return c
}

func (v *exportView) choose() {
	v.window.picker.Folder("Folder to write the review to", v.window.Model.Export.Folder(), func(path string, err error) {
		if err == nil && path != "" {
			v.folder.SetText(path)
		}
	})
}

// cancel stops writing, or closes the dialog where nothing is being written.
func (v *exportView) cancel() {
	if v.window.Model.Export.Work() != nil {
		v.window.Model.Export.Cancel()
		return
	}
	v.window.closeModal()
}

// refresh shows how far writing has come and what came of it.
func (v *exportView) refresh() {
	e := v.window.Model.Export
	work := e.Work()
	v.bar.Hide()
	if work != nil {
		fraction, _ := work.Fraction()
		v.bar.SetValue(fraction)
		v.bar.Show()
	}
	if work != nil || e.Missing() != "" {
		v.write.Disable()
	} else {
		v.write.Enable()
	}
	v.dismiss.SetText("Cancel")
	switch {
	case work != nil:
		v.say("writing", nil)
	case e.Trouble() != nil:
		t := e.Trouble()
		v.say("trouble "+t.Detail, widgets.Alarm(t.Title+". "+t.Advice))
	case len(e.Written()) > 0:
		v.dismiss.SetText("Close")
		v.written()
	case e.Missing() != "":
		v.say(e.Missing(), widgets.Note(e.Missing()))
	case v.window.Model.Question().Names:
		v.say("names", widgets.Notice("Names are shown in this review, so the files will hold them. Hide names first if the files go to others."))
	default:
		v.say("", nil)
	}
}

// written says where the files are.
func (v *exportView) written() {
	e := v.window.Model.Export
	key := "written " + e.Folder()
	if v.said == key {
		return
	}
	path := widgets.Body(e.Folder())
	path.Selectable = true
	copyPath := widgets.NewButton("Copy the path", func() { v.window.copyText(e.Folder()) })
	v.say(key, container.NewBorder(nil, nil, widget.NewIcon(theme.NewSuccessThemedResource(theme.ConfirmIcon())), center(copyPath),
		widgets.Column(-10, widgets.Strong("Wrote "+plural(len(e.Written()), "file", "files")+" to"), path)))
	v.window.Log.Info("exported", "path", e.Folder(), "files", len(e.Written()))
}

func (v *exportView) say(key string, o fyne.CanvasObject) {
	if v.said == key {
		return
	}
	v.said = key
	v.status.Objects = nil
	if o != nil {
		v.status.Objects = []fyne.CanvasObject{o}
	}
	v.status.Refresh()
}
