package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Press makes any content clickable: with the mouse, or with Tab and Enter.
type Press struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	OnTapped func()
	// OnFocus is called when the keyboard comes here, so that it can be
	// brought into view.
	OnFocus func(fyne.CanvasObject)

	hovered, focused bool
}

// NewPress returns content that can be clicked.
func NewPress(content fyne.CanvasObject, tapped func()) *Press {
	p := &Press{content: content, OnTapped: tapped}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped runs the action.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey runs the action on Enter and Space.
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	if pressed(e) {
		p.Tapped(nil)
		return
	}
	pass(p, e)
}

// TypedRune is not used.
func (p *Press) TypedRune(rune) {}

// FocusGained shows the ring.
func (p *Press) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocus != nil {
		p.OnFocus(p)
	}
}

// FocusLost hides it.
func (p *Press) FocusLost() {
	p.focused = false
	p.Refresh()
}

// MouseIn shows that this can be clicked.
func (p *Press) MouseIn(*desktop.MouseEvent) {
	p.hovered = true
	p.Refresh()
}

// MouseMoved is not used.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (p *Press) MouseOut() {
	p.hovered = false
	p.Refresh()
}

// Cursor is a hand.
func (p *Press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the content on a ground that shows when it is touched.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	ground.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	return &pressRenderer{press: p, ground: ground, ring: newRing()}
}

type pressRenderer struct {
	press  *Press
	ground *canvas.Rectangle
	ring   *ring
}

func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.ground, r.press.content}, r.ring.objects()...)
}

func (r *pressRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.press.content.Resize(size)
	r.ring.layout(size)
}

func (r *pressRenderer) MinSize() fyne.Size { return r.press.content.MinSize() }

func (r *pressRenderer) Refresh() {
	r.ground.FillColor = color.Transparent
	if r.press.hovered {
		r.ground.FillColor = theme.Color(ColorQuiet)
	}
	r.ground.Refresh()
	r.ring.show(r.press.focused)
	canvas.Refresh(r.press)
}

func (r *pressRenderer) Destroy() {}
