package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// card shows one finding: what it says, the chart, what to know before
// repeating it, and, folded away, its table and how it was worked out.
func (v *findingsView) card(f *finding.Finding) fyne.CanvasObject {
	box := widgets.Column(2, v.heading(f), widgets.Body(f.Sentence))
	if f.Figure != nil {
		box.Add(v.chart(f))
	} else if f.Table != nil {
		box.Add(v.table(f))
	}
	for _, c := range f.Caveats {
		box.Add(widgets.Margins(2, 0, widgets.Notice(c.Text)))
	}
	if f.Table != nil && f.Figure != nil {
		box.Add(widgets.Disclosure("Table", v.reveal, func() fyne.CanvasObject { return v.table(f) }))
	}
	if f.Method != "" {
		box.Add(widgets.Disclosure("How this was worked out", v.reveal, func() fyne.CanvasObject { return widgets.Body(f.Method) }))
	}
	if n := f.Selection.Len(); n > 0 {
		read := widgets.NewQuiet("Read the "+plural(n, "message", "messages")+" behind this", theme.DocumentIcon(),
			func() { v.window.Model.OpenFinding(f) })
		read.OnFocus = v.reveal
		box.Add(container.NewHBox(read))
	}
	return widgets.Card(box)
}

func (v *findingsView) heading(f *finding.Finding) fyne.CanvasObject {
	headline := widgets.Headline(f.Headline)
	if f.Verdict == finding.NoVerdict {
		return headline
	}
	return container.NewBorder(nil, nil, nil, container.NewVBox(widgets.Margins(6, 0, verdict(f.Verdict))), headline)
}

// verdict is the verdict in a frame. Rising is neither good nor bad, so the
// colour says only whether there is a change to speak of.
func verdict(v finding.Verdict) fyne.CanvasObject {
	switch v {
	case finding.Rose:
		return widgets.Tag("▲ rose", theme.ColorNamePrimary)
	case finding.Fell:
		return widgets.Tag("▼ fell", theme.ColorNamePrimary)
	case finding.StandsOut:
		return widgets.Tag("● stands out", theme.ColorNamePrimary)
	}
	return widgets.Tag(string(v), widgets.ColorMuted)
}

func (v *findingsView) table(f *finding.Finding) fyne.CanvasObject {
	return widgets.Table(f.Table, v.reveal, func(row int) { v.window.Model.OpenRow(f, row) })
}

func (v *findingsView) chart(f *finding.Finding) fyne.CanvasObject {
	c := widgets.NewChartView(f.Figure, v.window.Height(f.Figure), v.window.Brush)
	c.OnOpen = func(series, point int) { v.window.Model.OpenPoint(f, series, point) }
	c.OnFocus = v.reveal
	c.Window = v.view
	c.Describe = func(h chart.Hit) []string { return describe(f.Figure, h) }
	turn := v.turn
	c.OnReady = func(c *widgets.ChartView) {
		v.window.After(settle, func() {
			if turn == v.turn { // else other cards are shown by now
				v.ready(f, c)
			}
		})
	}
	return c
}

// describe says what the tip shows for a datum. The words of the chart hold the
// note of the point already.
func describe(fig *finding.Figure, h chart.Hit) []string {
	lines := []string{h.Label, h.Value}
	p, ok := viewmodel.At(fig, h.Series, h.Point)
	if !ok {
		return lines
	}
	if n := p.Selection.Len(); n > 0 {
		lines = append(lines, "Click to read "+plural(n, "message", "messages"))
	}
	return lines
}

// ready logs where a chart and one datum of it are on the window, in pixels,
// for the script that drives the window from outside.
func (v *findingsView) ready(f *finding.Finding, c *widgets.ChartView) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(c)
	if canvas == nil {
		return
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	x, y := canvas.PixelCoordinateForPosition(pos)
	w, h := canvas.PixelCoordinateForPosition(fyne.NewPos(c.Size().Width, c.Size().Height))
	args := []any{"id", f.ID, "x", x, "y", y, "w", w, "h", h, "hits", len(c.Hits())}
	for _, hit := range c.Hits() {
		if p, ok := viewmodel.At(f.Figure, hit.Series, hit.Point); ok && p.Selection.Len() > 0 {
			hx, hy := canvas.PixelCoordinateForPosition(pos.AddXY(float32(hit.X), float32(hit.Y)))
			args = append(args, "hitx", hx, "hity", hy, "messages", p.Selection.Len())
			break
		}
	}
	v.window.Log.Debug("chart ready", args...)
}
