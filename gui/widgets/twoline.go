package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TwoLine is a row of a list of messages: who and when above, what below.
type TwoLine struct {
	widget.BaseWidget
	who, when, what string
}

// NewTwoLine returns an empty row.
func NewTwoLine() *TwoLine {
	t := &TwoLine{}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the words of the row.
func (t *TwoLine) Set(who, when, what string) {
	t.who, t.when, t.what = who, when, what
	t.Refresh()
}

// CreateRenderer draws three texts.
func (t *TwoLine) CreateRenderer() fyne.WidgetRenderer {
	return &twoLineRenderer{
		row:  t,
		who:  ink(theme.ColorNameForeground, SizeSmall, fyne.TextStyle{Bold: true}),
		when: ink(ColorMuted, SizeSmall, fyne.TextStyle{}),
		what: ink(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
	}
}

type twoLineRenderer struct {
	row             *TwoLine
	who, when, what *canvas.Text
}

func (r *twoLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.who, r.when, r.what}
}

func (r *twoLineRenderer) Layout(size fyne.Size) {
	const side, top = 10, 6
	width := size.Width - 2*side
	r.when.Text = line(r.row.when)
	when := r.when.MinSize()
	r.who.Text = fit(r.row.who, width-when.Width-12, r.who.TextSize, r.who.TextStyle)
	r.what.Text = fit(r.row.what, width, r.what.TextSize, r.what.TextStyle)
	r.who.Move(fyne.NewPos(side, top))
	r.when.Move(snap(fyne.NewPos(size.Width-side-when.Width, top)))
	r.what.Move(snap(fyne.NewPos(side, top+r.who.MinSize().Height+2)))
	for _, t := range []*canvas.Text{r.who, r.when, r.what} {
		t.Resize(t.MinSize())
	}
}

func (r *twoLineRenderer) MinSize() fyne.Size {
	small := fyne.MeasureText("X", r.who.TextSize, r.who.TextStyle).Height
	text := fyne.MeasureText("X", r.what.TextSize, r.what.TextStyle).Height
	return fyne.NewSize(160, small+text+14)
}

func (r *twoLineRenderer) Refresh() {
	r.Layout(r.row.Size())
	canvas.Refresh(r.row)
}

func (r *twoLineRenderer) Destroy() {}
