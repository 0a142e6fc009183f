package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Button is Fyne's button with a visible focus ring, worked by Enter as well
// as by Space.
type Button struct {
	widget.Button
	// OnFocus is called when the keyboard comes here, so that the button can be
	// brought into view.
	OnFocus func(fyne.CanvasObject)
	focused bool
}

// NewButton returns a plain button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary returns the button for what people most likely want.
func NewPrimary(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Importance = widget.HighImportance
	return b
}

// NewQuiet returns a button that looks like text until it is touched.
func NewQuiet(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Icon, b.Importance = icon, widget.LowImportance
	return b
}

// FocusGained shows the ring. Fyne's own colour for the focus would hide the
// text of a blue button.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.OnFocus != nil {
		b.OnFocus(b)
	}
}

// FocusLost hides the ring.
func (b *Button) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedKey presses the button on Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if pressed(e) {
		b.Tapped(nil)
		return
	}
	pass(b, e)
}

// Cursor is a hand, as on every button of the web.
func (b *Button) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer adds the ring to Fyne's renderer.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &ringed{WidgetRenderer: b.Button.CreateRenderer(), ring: newRing(), on: func() bool { return b.focused }}
	if b.Importance != widget.LowImportance && b.Text != "" {
		r.extra = 18
	}
	return r
}

// pressed reports whether the key presses what has the focus.
func pressed(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace
}

// pass hands a key that a widget has no use for to the window.
func pass(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(e)
	}
}

// ringed draws a ring over another renderer.
type ringed struct {
	fyne.WidgetRenderer
	ring  *ring
	on    func() bool
	extra float32
}

func (r *ringed) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	return append(inner[:len(inner):len(inner)], r.ring.objects()...)
}

// MinSize leaves room beside the words, as buttons of the web do.
func (r *ringed) MinSize() fyne.Size { return r.WidgetRenderer.MinSize().AddWidthHeight(r.extra, 0) }

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.layout(size)
}

func (r *ringed) Refresh() {
	r.ring.show(r.on())
	r.WidgetRenderer.Refresh()
}
