package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Entry is Fyne's line to write in, which leaves Escape to the window.
type Entry struct{ widget.Entry }

// NewEntry returns an empty line with a hint.
func NewEntry(hint string) *Entry {
	e := &Entry{}
	e.SetPlaceHolder(hint)
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey writes, or leaves the key to the window.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		pass(e, k)
		return
	}
	e.Entry.TypedKey(k)
}
