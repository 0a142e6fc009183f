package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

// ChartView shows a figure. The value under the pointer is shown beside it; a
// click on it, or Enter after stepping there with the arrow keys, opens it.
type ChartView struct {
	widget.BaseWidget

	// OnOpen is called with the series and the point that was clicked.
	OnOpen func(series, point int)
	// OnFocus is called when the keyboard comes here, so that the chart can be
	// brought into view.
	OnFocus func(fyne.CanvasObject)
	// OnReady is called when a new drawing is on the window.
	OnReady func(*ChartView)
	// Describe says what the tip shows for a datum; the first line is bold.
	Describe func(chart.Hit) []string
	// Window is the part of the canvas in which the tip must stay, such as the
	// view of the scroll container the chart is in. Nil means the chart.
	Window func() (fyne.Position, fyne.Size)

	fig     *finding.Figure
	height  float32
	artist  artist
	done    painted
	hits    []chart.Hit // by series, then point
	current int         // position in hits, -1 for none
	pointer *fyne.Position
	focused bool
}

// Brush says how charts are drawn: Draw makes the picture, Go runs it in the
// background and Do brings it to the UI goroutine.
type Brush struct {
	Draw Draw
	Do   func(func())
	Go   func(func())
	Kept *Gallery // charts drawn before; nil keeps none
}

// NewChartView returns a view of the figure that is height high.
func NewChartView(fig *finding.Figure, height float32, b Brush) *ChartView {
	c := &ChartView{fig: fig, height: height, current: -1, artist: artist{draw: b.Draw, do: b.Do, run: b.Go, kept: b.Kept}}
	c.Describe = func(h chart.Hit) []string { return []string{h.Label, h.Value} }
	c.ExtendBaseWidget(c)
	return c
}

// Hits are the data that can be pointed at, none before the chart was drawn.
func (c *ChartView) Hits() []chart.Hit { return c.hits }

// Current is the datum under the pointer or the keyboard.
func (c *ChartView) Current() (chart.Hit, bool) {
	if c.current < 0 || c.current >= len(c.hits) {
		return chart.Hit{}, false
	}
	return c.hits[c.current], true
}

// delivered puts a new drawing on the window.
func (c *ChartView) delivered(p painted) {
	c.done = p
	c.hits, c.current = nil, -1
	if p.err == nil {
		c.hits = slices.Clone(p.drawing.Hits())
		slices.SortStableFunc(c.hits, func(x, y chart.Hit) int {
			return cmp.Or(cmp.Compare(x.Series, y.Series), cmp.Compare(x.Point, y.Point))
		})
	}
	c.Refresh()
	if c.OnReady != nil {
		c.OnReady(c)
	}
}

// MouseIn shows the value under the pointer.
func (c *ChartView) MouseIn(e *desktop.MouseEvent) { c.point(e.Position) }

// MouseMoved shows the value under the pointer.
func (c *ChartView) MouseMoved(e *desktop.MouseEvent) { c.point(e.Position) }

// MouseOut shows no value any more, unless the keyboard is here.
func (c *ChartView) MouseOut() {
	c.pointer = nil
	if !c.focused {
		c.current = -1
	}
	c.Refresh()
}

// Cursor is a hand over what can be clicked.
func (c *ChartView) Cursor() desktop.Cursor {
	if _, ok := c.Current(); ok && c.pointer != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (c *ChartView) point(at fyne.Position) {
	before := c.current
	c.current = c.under(at)
	c.pointer = &at
	if c.current >= 0 || before >= 0 {
		c.Refresh()
	}
}

// under is the position in hits of the datum at a place, -1 for none.
func (c *ChartView) under(at fyne.Position) int {
	if c.done.drawing == nil {
		return -1
	}
	zoom := c.zoom()
	h, ok := c.done.drawing.At(float64(at.X/zoom), float64(at.Y/zoom))
	if !ok {
		return -1
	}
	return slices.IndexFunc(c.hits, func(x chart.Hit) bool { return x.Series == h.Series && x.Point == h.Point })
}

// zoom is how much the picture is enlarged: 1, but for the moment in which the
// chart has another size than the last drawing.
func (c *ChartView) zoom() float32 {
	drawn, size := c.done.size, c.Size()
	if drawn.Width <= 0 || drawn.Height <= 0 || size.Width <= 0 || size.Height <= 0 {
		return 1
	}
	return min(size.Width/drawn.Width, size.Height/drawn.Height)
}

// Tapped opens the datum under the pointer.
func (c *ChartView) Tapped(e *fyne.PointEvent) {
	c.current = c.under(e.Position)
	c.open()
}

func (c *ChartView) open() {
	if h, ok := c.Current(); ok && c.OnOpen != nil {
		c.OnOpen(h.Series, h.Point)
	}
}

// FocusGained lets the arrow keys step through the data.
func (c *ChartView) FocusGained() {
	c.focused = true
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus(c)
	}
}

// FocusLost ends what FocusGained began.
func (c *ChartView) FocusLost() {
	c.focused = false
	if c.pointer == nil {
		c.current = -1
	}
	c.Refresh()
}

// TypedRune is not used.
func (c *ChartView) TypedRune(rune) {}

// TypedKey steps through the data with the arrow keys, Home and End; Enter and
// Space open the datum.
func (c *ChartView) TypedKey(e *fyne.KeyEvent) {
	if pressed(e) {
		c.open()
		return
	}
	if next := step(c.fig.Kind, c.hits, c.current, e.Name); next >= 0 {
		c.current, c.pointer = next, nil
		c.Refresh()
		return
	}
	pass(c, e)
}

// step is the datum that a key leads to from the current one, -1 for none.
// Rows are stepped through with up and down, time and shares with left and
// right; the other two arrows change the series.
func step(kind finding.Kind, hits []chart.Hit, current int, key fyne.KeyName) int {
	if len(hits) == 0 {
		return -1
	}
	back, forth, less, more := fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown
	if kind == finding.BarChart || kind == finding.DumbbellChart {
		back, forth, less, more = fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight
	}
	if current < 0 {
		if key == back || key == forth || key == less || key == more || key == fyne.KeyHome {
			return 0
		}
		current = 0
	}
	switch key {
	case fyne.KeyHome:
		return 0
	case fyne.KeyEnd:
		return len(hits) - 1
	case back:
		return max(0, current-1)
	case forth:
		return min(len(hits)-1, current+1)
	case less:
		return neighbour(hits, current, -1)
	case more:
		return neighbour(hits, current, 1)
	}
	return -1
}

// neighbour is the same point of another series; where there is none, the
// datum before or after.
func neighbour(hits []chart.Hit, current, by int) int {
	h := hits[current]
	i := slices.IndexFunc(hits, func(x chart.Hit) bool { return x.Series == h.Series+by && x.Point == h.Point })
	if i >= 0 || hits[0].Series != hits[len(hits)-1].Series {
		return i
	}
	return max(0, min(len(hits)-1, current+by))
}
