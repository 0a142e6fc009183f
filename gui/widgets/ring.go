package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// ring shows where the focus is: a yellow frame with a dark edge, which is
// seen on white, grey and blue alike.
type ring struct {
	yellow, edge *canvas.Rectangle
}

const ringWidth = 3

func newRing() *ring {
	frame := func(name fyne.ThemeColorName, width float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Transparent)
		r.StrokeColor, r.StrokeWidth = theme.Color(name), width
		r.CornerRadius = theme.Size(theme.SizeNameInputRadius)
		r.Hide()
		return r
	}
	return &ring{yellow: frame(ColorFocusRing, ringWidth), edge: frame(ColorFocusEdge, 1)}
}

func (r *ring) objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.yellow, r.edge} }

// layout puts the ring just inside a widget of the size, the dark edge inside
// the yellow one.
func (r *ring) layout(size fyne.Size) {
	r.yellow.Move(fyne.NewPos(0, 0))
	r.yellow.Resize(size)
	r.edge.Move(fyne.NewPos(ringWidth, ringWidth))
	r.edge.Resize(size.SubtractWidthHeight(2*ringWidth, 2*ringWidth))
}

func (r *ring) show(on bool) {
	for _, o := range []*canvas.Rectangle{r.yellow, r.edge} {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
}
