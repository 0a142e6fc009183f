package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tab is one entry of the list of sections: a name, a count, and a bar on the
// left of the one that is chosen.
type Tab struct {
	widget.BaseWidget
	name, count string
	chosen      bool
	tapped      func()

	hovered, focused bool
}

// NewTab returns an entry that is not chosen.
func NewTab(name string, tapped func()) *Tab {
	t := &Tab{name: name, tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Set says whether the entry is chosen and what its count is.
func (t *Tab) Set(chosen bool, count string) {
	if t.chosen != chosen || t.count != count {
		t.chosen, t.count = chosen, count
		t.Refresh()
	}
}

// Chosen reports whether the entry is the chosen one.
func (t *Tab) Chosen() bool { return t.chosen }

// Tapped chooses the entry.
func (t *Tab) Tapped(*fyne.PointEvent) { t.tapped() }

// TypedKey chooses the entry on Enter and Space.
func (t *Tab) TypedKey(e *fyne.KeyEvent) {
	if pressed(e) {
		t.tapped()
		return
	}
	pass(t, e)
}

// TypedRune is not used.
func (t *Tab) TypedRune(rune) {}

// FocusGained shows the ring.
func (t *Tab) FocusGained() {
	t.focused = true
	t.Refresh()
}

// FocusLost hides it.
func (t *Tab) FocusLost() {
	t.focused = false
	t.Refresh()
}

// MouseIn shows that this can be clicked.
func (t *Tab) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	t.Refresh()
}

// MouseMoved is not used.
func (t *Tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (t *Tab) MouseOut() {
	t.hovered = false
	t.Refresh()
}

// Cursor is a hand.
func (t *Tab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws name, count, ground and bar.
func (t *Tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{
		tab: t, ground: canvas.NewRectangle(color.Transparent),
		bar:  canvas.NewRectangle(theme.Color(theme.ColorNamePrimary)),
		name: ink(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
		num:  ink(ColorMuted, SizeSmall, fyne.TextStyle{}),
		ring: newRing(),
	}
	r.Refresh()
	return r
}

type tabRenderer struct {
	tab         *Tab
	ground, bar *canvas.Rectangle
	name, num   *canvas.Text
	ring        *ring
}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.ground, r.bar, r.name, r.num}, r.ring.objects()...)
}

func (r *tabRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.name.MinSize().Width+r.num.MinSize().Width+48, 40)
}

func (r *tabRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(5, size.Height))
	name, num := r.name.MinSize(), r.num.MinSize()
	r.name.Move(fyne.NewPos(20, (size.Height-name.Height)/2))
	r.name.Resize(name)
	r.num.Move(fyne.NewPos(size.Width-16-num.Width, (size.Height-num.Height)/2))
	r.num.Resize(num)
	r.ring.layout(size)
}

func (r *tabRenderer) Refresh() {
	t := r.tab
	r.name.Text, r.num.Text = t.name, t.count
	r.name.TextStyle.Bold = t.chosen
	r.ground.FillColor = color.Transparent
	if t.chosen || t.hovered {
		r.ground.FillColor = theme.Color(ColorQuiet)
	}
	r.bar.Hidden = !t.chosen
	r.ring.show(t.focused)
	r.Layout(t.Size())
	canvas.Refresh(t)
}

func (r *tabRenderer) Destroy() {}
