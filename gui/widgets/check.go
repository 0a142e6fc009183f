package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Check is Fyne's box to tick, which leaves Escape and other keys to the window.
type Check struct{ widget.Check }

// NewCheck returns a box that is not ticked.
func NewCheck(text string) *Check {
	c := &Check{}
	c.Text = text
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey leaves keys to the window; Space ticks the box by itself.
func (c *Check) TypedKey(e *fyne.KeyEvent) { pass(c, e) }
