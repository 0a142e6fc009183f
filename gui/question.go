package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"yearbook/analysis/corpus"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// questionBar is the bar above a review: which year, compared with which, in
// which calendar, with names or without.
type questionBar struct {
	window        *Window
	content       fyne.CanvasObject
	year, against *widget.Select
	calendar      *widget.Select
	names         *widget.Check
	export        *widgets.Button
}

// The calendars, in the order of corpus.Calendar.
var calendars = []string{"January to December", "April to March"}

// nothing stands where there is no earlier year.
const nothing = "no earlier year"

func newQuestionBar(w *Window) *questionBar {
	q := &questionBar{window: w}
	q.year = widget.NewSelect(nil, func(name string) {
		choosePeriod(w.Model.Periods(), name, w.Model.ChooseYear)
	})
	q.against = widget.NewSelect(nil, func(name string) {
		choosePeriod(w.Model.Earlier(), name, w.Model.ChooseAgainst)
	})
	q.calendar = widget.NewSelect(calendars, func(name string) {
		w.Model.ChooseCalendar(corpus.Calendar(slices.Index(calendars, name)))
	})
	q.names = widget.NewCheck("Show names", w.Model.ShowNames)
	q.export = widgets.NewPrimary("Export…", w.showExport)
	of, with := widgets.Unwrapped(widgets.Headline("Review of")), widgets.Unwrapped(widgets.Body("compared with"))
	row := container.NewHBox(of, center(widgets.Framed("2013/14", q.year)), center(with), center(widgets.Framed(nothing, q.against)), gap(8),
		center(widgets.Framed(calendars[0], q.calendar)), gap(4), center(q.names),
		layout.NewSpacer(), center(q.export))
	q.content = widgets.Bar(widgets.Margins(8, 14, row))
	return q
}

// center keeps an object as high as it wants to be.
func center(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

func choosePeriod(list []viewmodel.Period, name string, choose func(int)) {
	for _, p := range list {
		if p.Name == name {
			choose(p.Year)
		}
	}
}

func (q *questionBar) object() fyne.CanvasObject { return q.content }

// refresh shows the question as it stands. Fields are set, not chosen, so that
// nothing is asked again.
func (q *questionBar) refresh() {
	m := q.window.Model
	ask := m.Question()
	set(q.year, m.Periods(), ask.Year, "…")
	set(q.against, m.Earlier(), ask.Against, nothing)
	q.calendar.Selected = calendars[ask.Calendar]
	q.calendar.Refresh()
	q.names.Checked = ask.Names
	q.names.Refresh()
}

// set shows the years to choose from and the one chosen.
func set(s *widget.Select, list []viewmodel.Period, year int, none string) {
	s.Options, s.Selected, s.PlaceHolder = nil, "", none
	for _, p := range list {
		s.Options = append(s.Options, p.Name)
		if p.Year == year {
			s.Selected = p.Name
		}
	}
	if len(list) == 0 {
		s.Disable()
	} else {
		s.Enable()
	}
	s.Refresh()
}
