package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ColumnSpec says how wide a column is and on which side its words stand.
type ColumnSpec struct {
	Name   string
	Width  float32 // at least
	Weight float32 // share of what is left over
	Right  bool    // numbers stand on the right
}

// Cells is one row of a table: words in columns, cut where they are too long.
type Cells struct {
	widget.BaseWidget
	columns []ColumnSpec
	texts   []string
	head    bool
}

// cellGap is the space between two columns.
const cellGap = 16

// NewCells returns an empty row.
func NewCells(columns []ColumnSpec, head bool) *Cells {
	c := &Cells{columns: columns, head: head}
	c.ExtendBaseWidget(c)
	return c
}

// Head is the row that names the columns.
func Head(columns []ColumnSpec) *Cells {
	c := NewCells(columns, true)
	for _, col := range columns {
		c.texts = append(c.texts, col.Name)
	}
	return c
}

// Set changes the words of the row.
func (c *Cells) Set(texts []string) {
	c.texts = texts
	c.Refresh()
}

// CreateRenderer draws one text per column.
func (c *Cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{cells: c}
	for range c.columns {
		t := ink(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{})
		if c.head {
			t = ink(ColorMuted, SizeSmall, fyne.TextStyle{Bold: true})
		}
		r.texts = append(r.texts, t)
	}
	return r
}

type cellsRenderer struct {
	cells *Cells
	texts []*canvas.Text
}

func (r *cellsRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(r.texts))
	for i, t := range r.texts {
		list[i] = t
	}
	return list
}

func (r *cellsRenderer) Layout(size fyne.Size) {
	x := float32(8)
	for i, width := range widths(r.cells.columns, size.Width-16) {
		t := r.texts[i]
		t.Text = ""
		if i < len(r.cells.texts) {
			t.Text = fit(r.cells.texts[i], width, t.TextSize, t.TextStyle)
		}
		if r.cells.columns[i].Right {
			t.Alignment = fyne.TextAlignTrailing
		}
		h := t.MinSize().Height
		t.Move(snap(fyne.NewPos(x, (size.Height-h)/2)))
		t.Resize(fyne.NewSize(width, h))
		x += width + cellGap
	}
}

func (r *cellsRenderer) MinSize() fyne.Size {
	least := fyne.NewSize(16, 30)
	for i, c := range r.cells.columns {
		least.Width += c.Width
		if i > 0 {
			least.Width += cellGap
		}
	}
	return least
}

func (r *cellsRenderer) Refresh() {
	r.Layout(r.cells.Size())
	canvas.Refresh(r.cells)
}

func (r *cellsRenderer) Destroy() {}

// widths shares out the width of a row.
func widths(columns []ColumnSpec, total float32) []float32 {
	var weight float32
	left := total
	for i, c := range columns {
		weight += c.Weight
		left -= c.Width
		if i > 0 {
			left -= cellGap
		}
	}
	list := make([]float32, len(columns))
	for i, c := range columns {
		list[i] = c.Width
		if weight > 0 && left > 0 {
			list[i] += left * c.Weight / weight
		}
	}
	return list
}
