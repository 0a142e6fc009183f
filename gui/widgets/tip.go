package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// tipLines is the most lines a tip shows.
const tipLines = 5

// tip is the words beside what is pointed at.
type tip struct {
	sheet *canvas.Rectangle
	lines []*canvas.Text
}

func newTip() *tip {
	t := &tip{sheet: canvas.NewRectangle(theme.Color(ColorTip))}
	t.sheet.CornerRadius = 4
	for i := range tipLines {
		t.lines = append(t.lines, ink(ColorTipText, SizeSmall, fyne.TextStyle{Bold: i == 0}))
	}
	t.hide()
	return t
}

func (t *tip) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{t.sheet}
	for _, l := range t.lines {
		list = append(list, l)
	}
	return list
}

func (t *tip) hide() {
	for _, o := range t.objects() {
		o.Hide()
	}
}

// show puts the lines beside a place, inside the room there is.
func (t *tip) show(lines []string, at fyne.Position, room box) {
	t.hide()
	const inset, gap = 8, 2
	size := fyne.NewSize(0, 2*inset-gap)
	var used []*canvas.Text
	for _, s := range lines {
		if s == "" || len(used) == len(t.lines) {
			continue
		}
		l := t.lines[len(used)]
		l.Text = fit(s, min(420, room.right-room.left-2*inset), l.TextSize, l.TextStyle)
		least := l.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height + gap
		used = append(used, l)
	}
	if len(used) == 0 {
		return
	}
	size.Width += 2 * inset
	pos := snap(room.beside(at, size))
	t.sheet.Move(pos)
	t.sheet.Resize(size)
	t.sheet.Show()
	y := pos.Y + inset
	for _, l := range used {
		l.Move(snap(fyne.NewPos(pos.X+inset, y)))
		l.Resize(l.MinSize())
		l.Show()
		y += l.MinSize().Height + gap
	}
}

// box is a rectangle.
type box struct{ left, top, right, bottom float32 }

// and is what two boxes share.
func (b box) and(c box) box {
	return box{max(b.left, c.left), max(b.top, c.top), min(b.right, c.right), min(b.bottom, c.bottom)}
}

// beside is the place for something of the size near at: to the right and
// above where there is room, else to the left or below, never outside.
func (b box) beside(at fyne.Position, size fyne.Size) fyne.Position {
	const away = 14
	pos := fyne.NewPos(at.X+away, at.Y-away-size.Height)
	if pos.X+size.Width > b.right {
		pos.X = at.X - away - size.Width
	}
	if pos.Y < b.top {
		pos.Y = at.Y + away
	}
	pos.X = max(b.left, min(pos.X, b.right-size.Width))
	pos.Y = max(b.top, min(pos.Y, b.bottom-size.Height))
	return pos
}
