package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer draws the picture and, over it, the marker and the tip.
func (c *ChartView) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{
		view:   c,
		ground: canvas.NewRectangle(theme.Color(ColorCard)),
		image:  &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth},
		note:   ink(ColorMuted, SizeSmall, fyne.TextStyle{}),
		marker: canvas.NewCircle(color.Transparent),
		tip:    newTip(),
		ring:   newRing(),
	}
	r.marker.StrokeColor, r.marker.StrokeWidth = theme.Color(theme.ColorNameForeground), 2.5
	r.marker.Hide()
	r.note.Text = "Drawing the chart…"
	return r
}

type chartRenderer struct {
	view   *ChartView
	ground *canvas.Rectangle
	image  *canvas.Image
	note   *canvas.Text
	marker *canvas.Circle
	tip    *tip
	ring   *ring
}

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.image, r.note, r.marker}
	list = append(list, r.ring.objects()...)
	return append(list, r.tip.objects()...)
}

// Layout asks for a drawing of the new size; until it is there the old one is
// shown in its own proportions.
func (r *chartRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.layout(size)
	note := r.note.MinSize()
	r.note.Move(fyne.NewPos((size.Width-note.Width)/2, (size.Height-note.Height)/2))
	r.note.Resize(note)
	r.request(size)
	r.place(size)
}

func (r *chartRenderer) request(size fyne.Size) {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.view); c != nil {
		scale = c.Scale()
	}
	r.view.artist.ask(order{r.view.fig, size, scale}, r.view.delivered)
}

func (r *chartRenderer) MinSize() fyne.Size { return fyne.NewSize(400, r.view.height) }

// Refresh shows what is drawn, where the focus is and what is pointed at.
func (r *chartRenderer) Refresh() {
	done := r.view.done
	switch {
	case done.err != nil:
		r.note.Text = "This chart could not be drawn. Its numbers are in the table below."
		r.note.Show()
	case done.image != nil:
		r.note.Hide()
		if r.image.Image != done.image {
			r.image.Image = done.image
			r.image.Refresh()
		}
	}
	r.ring.show(r.view.focused)
	size := r.view.Size()
	r.request(size)
	r.place(size)
	canvas.Refresh(r.view)
}

// place puts the picture where it belongs, the marker on the current datum and
// the tip beside it.
func (r *chartRenderer) place(size fyne.Size) {
	drawn, zoom := r.view.done.size, r.view.zoom()
	r.image.Resize(fyne.NewSize(zoom*drawn.Width, zoom*drawn.Height))
	h, ok := r.view.Current()
	if !ok {
		r.marker.Hide()
		r.tip.hide()
		return
	}
	const radius = 7
	at := fyne.NewPos(zoom*float32(h.X), zoom*float32(h.Y))
	r.marker.Move(at.SubtractXY(radius, radius))
	r.marker.Resize(fyne.NewSquareSize(2 * radius))
	r.marker.Show()
	if r.view.pointer != nil {
		at = *r.view.pointer
	}
	r.tip.show(r.view.Describe(h), at, r.room(size))
}

// room is the part of the chart in which the tip can be seen.
func (r *chartRenderer) room(size fyne.Size) box {
	all := box{0, 0, size.Width, size.Height}
	if r.view.Window == nil {
		return all
	}
	here := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.view)
	pos, seen := r.view.Window()
	pos = pos.Subtract(here)
	return all.and(box{pos.X, pos.Y, pos.X + seen.Width, pos.Y + seen.Height})
}

func (r *chartRenderer) Destroy() {}
