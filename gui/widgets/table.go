package widgets

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"yearbook/analysis/finding"
)

// shown is the number of rows of a table shown before "Show all" is pressed.
const shown = 12

// scrollBar is the space below a table for the bar that scrolls it sideways.
const scrollBar = 14

// Table shows the numbers of a finding. Rows that count messages can be
// clicked; open is told their number, and focus which of them the keyboard
// comes to.
func Table(t *finding.Table, focus func(fyne.CanvasObject), open func(row int)) fyne.CanvasObject {
	columns := columnsOf(t)
	rows := Column(0, Head(columns), Line())
	add := func(from, to int) {
		for i := from; i < to; i++ {
			rows.Add(tableRow(columns, t.Rows[i], focus, func() { open(i) }))
		}
	}
	add(0, min(shown, len(t.Rows)))
	if len(t.Rows) > shown {
		var more *Button
		more = NewQuiet(fmt.Sprintf("Show all %d rows", len(t.Rows)), theme.MoveDownIcon(), func() {
			rows.Remove(more)
			add(shown, len(t.Rows))
		})
		more.OnFocus = focus
		rows.Add(more)
	}
	return container.NewHScroll(container.New(layout.NewCustomPaddedLayout(0, scrollBar, 0, 0), rows))
}

func tableRow(columns []ColumnSpec, row finding.Row, focus func(fyne.CanvasObject), open func()) fyne.CanvasObject {
	cells := NewCells(columns, false)
	for _, c := range row.Cells {
		cells.texts = append(cells.texts, c.Text)
	}
	if row.Selection.Len() == 0 {
		return cells
	}
	press := NewPress(cells, open)
	press.OnFocus = focus
	return press
}

// columnsOf measures the words of a table. Words may be cut, numbers may not.
func columnsOf(t *finding.Table) []ColumnSpec {
	list := make([]ColumnSpec, len(t.Columns))
	for i, c := range t.Columns {
		width := measure(c.Name, SizeSmall, true)
		for _, row := range t.Rows {
			if i < len(row.Cells) {
				width = max(width, measure(row.Cells[i].Text, theme.SizeNameText, false))
			}
		}
		list[i] = ColumnSpec{Name: c.Name, Width: width + 1, Right: c.Number}
		if !c.Number {
			list[i].Width, list[i].Weight = min(width+1, 260), 1
		}
	}
	return list
}

func measure(s string, size fyne.ThemeSizeName, bold bool) float32 {
	return fyne.MeasureText(line(s), theme.Size(size), fyne.TextStyle{Bold: bold}).Width
}
