package widgets

import (
	"image"

	"fyne.io/fyne/v2"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

// Drawing is a finished chart: a picture, and the data that lie in it.
// Positions count from the top left corner, in units of the window.
type Drawing interface {
	Image(scale float64) image.Image
	At(x, y float64) (chart.Hit, bool)
	Hits() []chart.Hit
}

// Draw draws a figure in a given size. It is called away from the UI goroutine.
type Draw func(fig *finding.Figure, width, height float64) (Drawing, error)

// artist draws one chart in the background, one request at a time. Requests
// that come while it draws replace each other; only the newest is drawn next.
// Its methods are called on the UI goroutine.
type artist struct {
	draw Draw
	do   func(func())
	run  func(func())
	kept *Gallery

	busy   bool
	wanted *order
	last   order
}

// order is what is to be drawn.
type order struct {
	fig   *finding.Figure
	size  fyne.Size
	scale float32
}

// painted is what became of an order.
type painted struct {
	order
	drawing Drawing
	image   image.Image
	err     error
}

// ask has the figure drawn unless that is what was asked for last.
func (a *artist) ask(o order, deliver func(painted)) {
	if o == a.last || o.size.Width < 40 || o.size.Height < 40 {
		return
	}
	a.last = o
	if p, ok := a.kept.find(o); ok {
		a.wanted = nil
		deliver(p)
		return
	}
	a.wanted = &o
	a.next(deliver)
}

func (a *artist) next(deliver func(painted)) {
	if a.busy || a.wanted == nil {
		return
	}
	o := *a.wanted
	a.wanted, a.busy = nil, true
	a.run(func() {
		p := paint(a.draw, o)
		a.do(func() {
			a.busy = false
			a.kept.keep(p)
			if p.order == a.last {
				deliver(p)
			}
			a.next(deliver)
		})
	})
}

func paint(draw Draw, o order) painted {
	d, err := draw(o.fig, float64(o.size.Width), float64(o.size.Height))
	if err != nil {
		return painted{order: o, err: err}
	}
	return painted{order: o, drawing: d, image: d.Image(float64(o.scale))}
}
