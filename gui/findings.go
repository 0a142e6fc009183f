package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"yearbook/analysis/finding"
	"yearbook/gui/widgets"
)

// findingsView shows the findings of one section, below each other.
type findingsView struct {
	window *Window
	of     *finding.Review // the review shown
	scroll *container.Scroll
	cards  map[string]fyne.CanvasObject // by id of the finding
	from   *widget.Select               // where themes come from, nil but in Themes
	turn   int                          // how often cards were made so far
}

// readable is the width to which findings grow.
const readable = 980

// settle is how long Fyne takes to lay out new cards before one of them can
// be scrolled to: a few frames.
const settle = 120 * time.Millisecond

func newFindingsView(w *Window) *findingsView {
	return &findingsView{window: w, scroll: container.NewVScroll(widgets.Column(0))}
}

func (v *findingsView) object() fyne.CanvasObject { return v.scroll }

// refresh builds the section anew.
func (v *findingsView) refresh() {
	m := v.window.Model
	v.of = m.Review()
	v.turn++
	v.cards, v.from = map[string]fyne.CanvasObject{}, nil
	column := widgets.Column(14)
	if v.of != nil {
		v.fill(column, m.Section())
	}
	v.scroll.Content = widgets.Margins(16, 20, widgets.Readable(readable, column))
	v.scroll.Offset = fyne.NewPos(0, 0)
	v.scroll.Refresh()
	if id := m.Focus(); id != "" {
		v.window.After(settle, func() { v.bringUp(id) })
	}
}

func (v *findingsView) fill(column *fyne.Container, section finding.Section) {
	if v.window.Model.Question().Names {
		column.Add(widgets.Notice("Names are shown. Hide them before others look, or before you export for others."))
	}
	if n := v.window.Model.News(); n != "" {
		column.Add(widgets.News(n))
	}
	if section == finding.Overview {
		column.Add(v.summary())
	} else if section == finding.Themes {
		column.Add(v.themesHeading(string(section)))
	} else {
		column.Add(widgets.Title(string(section)))
	}
	list := v.of.In(section)
	for _, f := range list {
		card := v.card(f)
		v.cards[f.ID] = card
		column.Add(card)
	}
	if len(list) == 0 && section != finding.Overview {
		column.Add(widgets.Card(widgets.Column(-4,
			widgets.Strong("Nothing to say here"),
			widgets.Body("These messages give no finding in this section. What was read, and what was left out, is in Sources."))))
	}
}

// summary is the list of the most important sentences, each a way to the
// finding it comes from.
func (v *findingsView) summary() fyne.CanvasObject {
	box := widgets.Column(2, widgets.Title(v.of.Title))
	for _, line := range v.of.Summary {
		mark := widgets.Unwrapped(widgets.Body("→"))
		row := container.NewBorder(nil, nil, container.NewVBox(mark), nil, widgets.Body(line.Text))
		press := widgets.NewPress(row, func() { v.window.Model.GoToFinding(line.Finding) })
		press.OnFocus = v.reveal
		box.Add(press)
	}
	if len(v.of.Summary) == 0 {
		box.Add(widgets.Body("There is too little here to sum up. The sections on the left show what there is."))
	}
	return widgets.Card(box)
}

// bringUp scrolls to the card of a finding.
func (v *findingsView) bringUp(id string) {
	card, ok := v.cards[id]
	if !ok {
		return
	}
	const above = 12
	v.scrollTo(v.top(card) - above)
}

// top is how far below the top of the content an object is.
func (v *findingsView) top(o fyne.CanvasObject) float32 {
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(v.scroll.Content).Y
}

// reveal scrolls just so far that an object that has got the focus is seen.
func (v *findingsView) reveal(o fyne.CanvasObject) {
	const around = 10
	top, seen := v.top(o), v.scroll.Size().Height
	bottom := top + o.Size().Height
	switch {
	case top < v.scroll.Offset.Y:
		v.scrollTo(top - around)
	case bottom > v.scroll.Offset.Y+seen:
		v.scrollTo(min(top, bottom-seen) + around)
	}
}

func (v *findingsView) scrollTo(y float32) {
	most := v.scroll.Content.Size().Height - v.scroll.Size().Height
	v.scroll.Offset.Y = max(0, min(y, most))
	v.scroll.Refresh()
}

// scrollBy scrolls with a key.
func (v *findingsView) scrollBy(key fyne.KeyName) {
	const line = 60
	page := v.scroll.Size().Height - line
	y := v.scroll.Offset.Y
	switch key {
	case fyne.KeyDown:
		y += line
	case fyne.KeyUp:
		y -= line
	case fyne.KeyPageDown, fyne.KeySpace:
		y += page
	case fyne.KeyPageUp:
		y -= page
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = v.scroll.Content.Size().Height
	default:
		return
	}
	v.scrollTo(y)
}

// view is the part of the canvas in which findings are seen.
func (v *findingsView) view() (fyne.Position, fyne.Size) {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(v.scroll), v.scroll.Size()
}
