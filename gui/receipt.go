package gui

import (
	"image/color"

	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// receiptScreen shows what was read before it is used.
type receiptScreen struct {
	window  *Window
	content fyne.CanvasObject

	title    *widget.Label
	summary  *fyne.Container
	notes    *fyne.Container // about the project and what was done to it
	problems *fyne.Container
	list     *widgets.List
	details  *fyne.Container
	use      *widgets.Button
	add      *widgets.Button
	remove   *widgets.Button
	reread   *widgets.Button
	undo     *widgets.Button

	files  []viewmodel.File
	chosen int
}

// receiptColumns are the columns of the list of files.
func receiptColumns() []widgets.ColumnSpec {
	return []widgets.ColumnSpec{
		{Name: "File", Width: 110, Weight: 3},
		{Name: "Read as", Width: 100, Weight: 2},
		{Name: "Messages", Width: 70, Right: true},
		{Name: "People", Width: 50, Right: true},
		{Name: "Left out", Width: 56, Right: true},
		{Name: "Dates", Width: 300},
		{Name: "To check", Width: 90, Weight: 4},
	}
}

func newReceiptScreen(w *Window) *receiptScreen {
	s := &receiptScreen{window: w, title: widgets.Title(""), summary: container.NewStack(), notes: widgets.Column(6), problems: widgets.Column(6), details: container.NewStack()}
	columns := receiptColumns()
	s.list = widgets.NewList(
		func() int { return len(s.files) },
		func() fyne.CanvasObject { return widgets.NewCells(columns, false) },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Cells).Set(cellsOf(s.files[i])) },
	)
	s.list.OnSelected = s.choose
	s.use = widgets.NewPrimary("Use these files", w.Model.Use)
	s.add = widgets.NewButton("Add files…", w.addFiles)
	s.remove = widgets.NewButton("Remove", s.removeChosen)
	s.reread = widgets.NewButton("Read differently…", func() { w.showRereading(s.chosen) })
	s.undo = widgets.NewQuiet("Undo", theme.ContentUndoIcon(), w.undo)
	head := widgets.Column(-8, s.title, s.summary)
	table := widgets.Card(container.NewBorder(widgets.Column(0, widgets.Head(columns), widgets.Line()), nil, nil, nil, s.list))
	split := container.NewVSplit(table, container.NewVScroll(s.details))
	split.SetOffset(0.42)
	page := widgets.Margins(14, 24, container.NewBorder(widgets.Column(6, head, s.notes, s.problems), nil, nil, nil, split))
	foot := widgets.Foot(widgets.Margins(10, 24, container.NewBorder(nil, nil,
		widgets.Beside(10, s.add, s.remove, s.reread, s.undo), s.use)))
	s.content = container.NewBorder(nil, foot, nil, nil, page)
	return s
}

func (s *receiptScreen) object() fyne.CanvasObject { return s.content }

// shown lets Enter use the files and the arrow keys look at each.
func (s *receiptScreen) shown() {
	s.refreshProject()
	s.window.focus(s.list)
	s.window.Log.Info("receipt shown", "files", len(s.files), "problems", len(s.window.Model.Problems()))
}

// refresh shows what was read last.
func (s *receiptScreen) refresh() {
	m := s.window.Model
	s.files = m.Files()
	s.chosen = 0
	s.summary.Objects = []fyne.CanvasObject{widgets.Lead(m.ReceiptSummary() + ".")}
	s.summary.Refresh()
	s.problems.Objects = alarms(m.Problems())
	s.problems.Refresh()
	s.refreshProject()
	s.undo.Hidden = !m.CanUndo()
	s.undo.Refresh()
	s.list.UnselectAll()
	s.list.Refresh()
	if len(s.files) > 0 {
		s.list.Choose(0)
		s.choose(0)
		return
	}
	s.remove.SetText("Remove")
	s.details.Objects = nil
	s.details.Refresh()
}

// alarms says what could not be used. Many scroll, so that they leave room for
// the files that can be.
func alarms(problems []viewmodel.Problem) []fyne.CanvasObject {
	const few, height = 3, 132
	var list []fyne.CanvasObject
	for _, p := range problems {
		list = append(list, widgets.Alarm(p.Name+": "+p.Text))
	}
	if len(list) <= few {
		return list
	}
	scroll := container.NewVScroll(widgets.Column(6, list...))
	scroll.SetMinSize(fyne.NewSize(0, height))
	return []fyne.CanvasObject{widgets.Strong(plural(len(list), "file", "files") + " could not be used"), scroll}
}

// refreshProject says what project this is, and what was done to it last.
func (s *receiptScreen) refreshProject() {
	m := s.window.Model
	s.title.SetText("Check what was read")
	s.notes.Objects = nil
	if m.InProject() {
		s.title.SetText("Project “" + m.ProjectName() + "”: check what it holds")
		s.notes.Add(widgets.OneLine(widgets.Note(m.ProjectPath() + ". Changes are kept in this file as you make them.")))
	}
	if n := m.ProjectNotice(); n != "" {
		s.notes.Objects = []fyne.CanvasObject{widgets.Notice(n)}
	}
	if n := m.News(); n != "" {
		s.notes.Add(widgets.News(n))
	}
	s.notes.Refresh()
	enable(s.add, m.CanChange())
	enable(s.remove, m.CanChange() && len(s.files) > 0)
	enable(s.reread, m.CanChange() && len(s.files) > 0)
	enable(s.use, len(s.files) > 0)
}

// enable lets a button be pressed, or not.
func enable(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (s *receiptScreen) choose(i int) {
	if i >= len(s.files) {
		return
	}
	s.chosen = i
	s.remove.SetText("Remove " + shorten(s.files[i].Name))
	s.details.Objects = []fyne.CanvasObject{widgets.Card(fileDetails(s.files[i]))}
	s.details.Refresh()
}

func (s *receiptScreen) removeChosen() {
	if !s.window.busy() && s.chosen < len(s.files) {
		s.window.Model.Remove(s.chosen)
	}
}

// shorten keeps a button from growing with a long file name.
func shorten(name string) string {
	const most = 28
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

func cellsOf(f viewmodel.File) []string {
	notes := f.Notes
	if notes == "" {
		notes = "nothing"
	}
	return []string{f.Name, f.Format, f.Messages, f.People, f.LeftOut, f.Dates, notes}
}

// fileDetails says all there is to say about one file: on the left how it was
// read, on the right what was left out.
func fileDetails(f viewmodel.File) fyne.CanvasObject {
	const names = 104
	rows := widgets.Column(-8)
	for _, fact := range f.Facts {
		name := container.NewVBox(widgets.Wide(names, widgets.Unwrapped(widgets.Strong(fact.Name))))
		rows.Add(container.NewBorder(nil, nil, name, nil, widgets.Body(fact.Value)))
	}
	box := widgets.Column(4, widgets.Headline(f.Name))
	for _, text := range f.Warnings {
		box.Add(widgets.Notice(text))
	}
	box.Add(widgets.Halves(16, rows, leftOut(f)))
	return box
}

func leftOut(f viewmodel.File) fyne.CanvasObject {
	if len(f.Omissions) == 0 {
		return widgets.Column(-4, widgets.Strong("Left out"), widgets.Body("Nothing: every row is a message."))
	}
	box := widgets.Column(-6, widgets.Strong("Left out"))
	for _, o := range f.Omissions {
		box.Add(widgets.Body(fmt.Sprintf("%s: %s", o.Count, o.Reason)))
		for _, e := range o.Examples {
			box.Add(widgets.OneLine(widgets.Note("    " + e)))
		}
	}
	return box
}

// gap is an empty piece of the given width.
func gap(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, 0))
	return r
}
