package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// rereadingView is the dialog that asks how a file is to be read instead.
type rereadingView struct {
	window  *Window
	columns *fyne.Container
	list    *widget.List // of the columns, nil until they are known
	keep    *widget.Check
	status  *fyne.Container
	read    *widgets.Button
	said    string
}

// showRereading asks how the i-th file is to be read.
func (w *Window) showRereading(i int) {
	r := w.Model.Rereading
	if w.busy() || !r.Begin(i) {
		return
	}
	v := &rereadingView{window: w, columns: widgets.Column(4), status: widgets.Column(4)}
	order := widget.NewSelect(viewmodel.DateOrders(), nil)
	order.Selected = r.Order()
	order.OnChanged = r.SetOrder
	day := widgets.NewEntry("such as 2020-12-31")
	day.SetText(r.Day())
	day.OnChanged = r.SetDay
	day.OnSubmitted = func(string) { v.start() }
	v.keep = widget.NewCheck("Read other tables with these headings alike", nil)
	v.keep.OnChanged = r.SetKeep
	v.read = widgets.NewPrimary("Read again", v.start)
	dates := container.NewGridWithColumns(2,
		widgets.Column(2, widgets.Strong("Dates written as numbers"), order),
		widgets.Column(2, widgets.Strong("Day, where the file has only clock times"), day))
	content := widgets.Column(8, widgets.Body(r.Name()), dates, v.columns, v.status)
	m := w.showModal("Read differently", rereadingWidth, content, widgets.NewButton("Cancel", w.closeModal), v.read)
	m.refresh, m.closed = v.refresh, r.Cancel
	v.refresh()
	w.focus(order)
	w.Log.Info("rereading shown")
}

const (
	rereadingWidth = 720
	columnsHeight  = 230
	pickWidth      = 220
)

func (v *rereadingView) start() {
	r := v.window.Model.Rereading
	if r.Missing() == "" {
		v.window.closeModal()
		r.Start()
	}
}

// refresh shows the columns once they are known, and what is missing.
func (v *rereadingView) refresh() {
	r := v.window.Model.Rereading
	if columns := r.Columns(); len(columns) > 0 && v.list == nil {
		v.build(columns)
	} else if v.list != nil {
		v.list.Refresh()
	}
	enable(v.read, r.Missing() == "")
	if missing := r.Missing(); missing != v.said {
		v.said = missing
		v.status.Objects = nil
		if missing != "" {
			v.status.Objects = []fyne.CanvasObject{widgets.Note(missing)}
		}
		v.status.Refresh()
	}
}

// build lists the columns, each with an example and what it is used for. Only
// the rows that are seen are made: surveys may have hundreds of columns.
func (v *rereadingView) build(columns []viewmodel.ColumnUse) {
	r := v.window.Model.Rereading
	v.list = widget.NewList(
		func() int { return len(r.Columns()) },
		func() fyne.CanvasObject {
			pick := container.NewCenter(widgets.Wide(pickWidth, widget.NewSelect(viewmodel.Uses(), nil)))
			head := widgets.Column(-12, widgets.OneLine(widgets.Strong("")), widgets.OneLine(widgets.Note("")))
			return container.NewBorder(nil, nil, nil, pick, head)
		},
		func(i int, o fyne.CanvasObject) { showColumn(o.(*fyne.Container), r, i) })
	v.list.HideSeparators = true
	rows := container.NewGridWrap(fyne.NewSize(rereadingWidth-10, columnsHeight), v.list)
	v.columns.Objects = []fyne.CanvasObject{widgets.Strong("Columns, each with an example"), rows, v.keep}
	v.columns.Refresh()
	v.window.Log.Info("columns shown", "columns", len(columns))
}

// showColumn puts the i-th column into a row of the list.
func showColumn(row *fyne.Container, r *viewmodel.Rereading, i int) {
	columns := r.Columns()
	if i >= len(columns) {
		return
	}
	c := columns[i]
	labels := labelsIn(row)
	labels[0].SetText(c.Header)
	labels[1].SetText(c.Sample)
	pick := selectIn(row)
	pick.OnChanged = nil
	pick.SetSelected(c.Use)
	pick.OnChanged = func(words string) { r.SetUse(i, words) }
}

// labelsIn lists the labels of a row, from the top.
func labelsIn(o fyne.CanvasObject) []*widget.Label {
	switch o := o.(type) {
	case *widget.Label:
		return []*widget.Label{o}
	case *fyne.Container:
		var list []*widget.Label
		for _, inner := range o.Objects {
			list = append(list, labelsIn(inner)...)
		}
		return list
	}
	return nil
}

// selectIn is the choice of a row.
func selectIn(o fyne.CanvasObject) *widget.Select {
	switch o := o.(type) {
	case *widget.Select:
		return o
	case *fyne.Container:
		for _, inner := range o.Objects {
			if s := selectIn(inner); s != nil {
				return s
			}
		}
	}
	return nil
}
