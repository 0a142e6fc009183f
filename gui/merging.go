package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// mergingView is the dialog that asks who a person is the same as.
type mergingView struct {
	window *Window
	asked  *viewmodel.Merging
	list   *widgets.List
	effect *fyne.Container
	merge  *widgets.Button
}

// showMerging asks who said the message that is open, or says why that cannot
// be asked now.
func (w *Window) showMerging() {
	if w.busy() {
		return
	}
	if why := w.Model.WhyNotMerge(); why != "" {
		w.alert("This is the same person as…", why, "")
		return
	}
	asked := w.Model.Merging()
	if asked == nil {
		w.alert("This is the same person as…", "This message has no name. Choose one that has.", "")
		return
	}
	v := &mergingView{window: w, asked: asked, effect: container.NewStack()}
	search := widgets.NewEntry("Search people")
	search.OnChanged = func(words string) {
		asked.Search(words)
		v.refresh()
	}
	search.OnSubmitted = func(string) { v.start() }
	columns := []widgets.ColumnSpec{{Name: "Person", Width: 200, Weight: 3}, {Name: "Messages", Width: 130, Right: true}}
	v.list = widgets.NewList(asked.Len,
		func() fyne.CanvasObject { return widgets.NewCells(columns, false) },
		func(i int, o fyne.CanvasObject) {
			name, messages := asked.Row(i)
			o.(*widgets.Cells).Set([]string{name, messages})
		})
	v.list.OnSelected = func(i int) {
		asked.Choose(i)
		v.say()
	}
	v.merge = widgets.NewPrimary("Merge", v.start)
	const width = 460
	rows := container.NewGridWrap(fyne.NewSize(width, 240), v.list)
	effect := container.NewGridWrap(fyne.NewSize(width, 56), v.effect) // room for two lines, so that nothing jumps
	content := widgets.Column(6, widgets.Strong(asked.Person()+" is the same person as"), search, rows, effect)
	w.showModal("Merge two names", width, content, widgets.NewButton("Cancel", w.closeModal), v.merge)
	v.refresh()
	w.focus(search)
	w.Log.Info("merging shown", "people", asked.Len())
}

// refresh lists the people searched for.
func (v *mergingView) refresh() {
	v.list.UnselectAll()
	v.list.Refresh()
	v.list.ScrollToTop()
	if i := v.asked.Chosen(); i >= 0 {
		v.list.Choose(i)
	}
	v.say()
}

func (v *mergingView) say() {
	v.effect.Objects = []fyne.CanvasObject{widgets.Body(v.asked.Effect())}
	v.effect.Refresh()
	enable(v.merge, v.asked.Chosen() >= 0)
}

func (v *mergingView) start() {
	if v.asked.Chosen() >= 0 {
		v.window.closeModal()
		v.asked.Start()
	}
}
