package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List is Fyne's list in which the arrow keys choose, not only move, and other
// keys are left to the window.
type List struct {
	widget.List
	row int
}

// NewList returns a list of rows.
func NewList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// Choose shows a row as the chosen one and brings it into view.
func (l *List) Choose(row int) {
	l.row = row
	if row < 0 {
		l.UnselectAll()
		return
	}
	l.Select(row)
}

// TypedKey chooses with the arrow keys, Page Up, Page Down, Home and End.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	const page = 10
	switch e.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.step(page)
	case fyne.KeyPageUp:
		l.step(-page)
	case fyne.KeyHome:
		l.step(-l.Length())
	case fyne.KeyEnd:
		l.step(l.Length())
	default:
		pass(l, e)
	}
}

func (l *List) step(by int) {
	n := l.Length()
	if n == 0 {
		return
	}
	l.Choose(max(0, min(n-1, l.row+by)))
}
