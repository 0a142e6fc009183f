package widgets

import (
	"errors"
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

// fake is a drawing with one datum every 50 units, series 0 in a row at the
// height of 50, series 1 in a row at 100.
type fake struct{ hits []chart.Hit }

func newFake(series, points int) *fake {
	d := &fake{}
	for s := range series {
		for p := range points {
			d.hits = append(d.hits, chart.Hit{Series: s, Point: p, X: 50 * float64(p+1), Y: 50 * float64(s+1),
				Label: string(rune('A' + p)), Value: string(rune('1' + s))})
		}
	}
	return d
}

func (d *fake) Image(scale float64) image.Image {
	return image.NewRGBA(image.Rect(0, 0, int(400*scale), int(300*scale)))
}

func (d *fake) Hits() []chart.Hit { return d.hits }

func (d *fake) At(x, y float64) (chart.Hit, bool) {
	for _, h := range d.hits {
		if math.Hypot(h.X-x, h.Y-y) < 10 {
			return h, true
		}
	}
	return chart.Hit{}, false
}

func now(f func()) { f() }

// show puts a chart of the kind on a test window.
func show(t *testing.T, kind finding.Kind, series, points int) (*ChartView, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	d := newFake(series, points)
	c := NewChartView(&finding.Figure{Kind: kind}, 300, Brush{Do: now, Go: now,
		Draw: func(*finding.Figure, float64, float64) (Drawing, error) { return d, nil }})
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	return c, w
}

func renderer(c *ChartView) *chartRenderer { return test.WidgetRenderer(c).(*chartRenderer) }

// words are what the tip says, nil where there is none.
func words(c *ChartView) []string {
	var list []string
	for _, l := range renderer(c).tip.lines {
		if l.Visible() {
			list = append(list, l.Text)
		}
	}
	return list
}

func hover(c *ChartView, x, y float32) {
	c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

func TestHoverShowsTheValue(t *testing.T) {
	c, _ := show(t, finding.LineChart, 1, 5)
	if words(c) != nil {
		t.Fatal("there is a tip before the pointer came")
	}
	hover(c, 103, 48)
	if got := words(c); len(got) != 2 || got[0] != "B" || got[1] != "1" {
		t.Errorf("the tip says %q", got)
	}
	if m := renderer(c).marker; !m.Visible() || m.Position().X+m.Size().Width/2 != 100 {
		t.Errorf("the marker is at %v", m.Position())
	}
	if c.Cursor() != desktop.PointerCursor {
		t.Error("the pointer is no hand")
	}
	hover(c, 300, 290)
	if words(c) != nil || renderer(c).marker.Visible() {
		t.Error("the tip stays where there is no datum")
	}
	hover(c, 103, 48)
	c.MouseOut()
	if words(c) != nil {
		t.Error("the tip stays after the pointer left")
	}
}

func TestTapOpensTheDatum(t *testing.T) {
	c, w := show(t, finding.BarChart, 2, 5)
	var series, point int
	opened := 0
	c.OnOpen = func(s, p int) { series, point, opened = s, p, opened+1 }
	test.TapCanvas(w.Canvas(), fyne.NewPos(151, 99))
	if opened != 1 || series != 1 || point != 2 {
		t.Errorf("opened %d times, series %d, point %d", opened, series, point)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(350, 250))
	if opened != 1 {
		t.Error("a click beside the data opened something")
	}
}

func TestKeyboard(t *testing.T) {
	c, w := show(t, finding.LineChart, 2, 3)
	var opened []int
	c.OnOpen = func(s, p int) { opened = append(opened, s, p) }
	w.Canvas().Focus(c)
	if !renderer(c).ring.yellow.Visible() {
		t.Error("the focus is not to be seen")
	}
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn} {
		c.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if len(opened) != 2 || opened[0] != 1 || opened[1] != 1 {
		t.Errorf("opened series and point %v, want 1 and 1", opened)
	}
	if got := words(c); len(got) != 2 || got[0] != "B" || got[1] != "2" {
		t.Errorf("the tip says %q", got)
	}
	w.Canvas().Unfocus()
	if words(c) != nil {
		t.Error("the tip stays after the focus left")
	}
}

func TestUnusedKeysGoToTheWindow(t *testing.T) {
	c, w := show(t, finding.LineChart, 1, 3)
	var got fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = e.Name })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got != fyne.KeyEscape {
		t.Errorf("the window was given %q", got)
	}
}

func TestStep(t *testing.T) {
	two, one := newFake(2, 3).hits, newFake(1, 3).hits
	cases := []struct {
		name    string
		kind    finding.Kind
		hits    []chart.Hit
		current int
		key     fyne.KeyName
		want    int
	}{
		{"first", finding.LineChart, two, -1, fyne.KeyRight, 0},
		{"next in time", finding.LineChart, two, 0, fyne.KeyRight, 1},
		{"before the first", finding.LineChart, two, 0, fyne.KeyLeft, 0},
		{"after the last", finding.LineChart, two, 5, fyne.KeyRight, 5},
		{"other series", finding.LineChart, two, 1, fyne.KeyDown, 4},
		{"no other series", finding.LineChart, two, 1, fyne.KeyUp, -1},
		{"next row", finding.BarChart, one, 0, fyne.KeyDown, 1},
		{"any arrow steps one series", finding.BarChart, one, 0, fyne.KeyRight, 1},
		{"other dot of a row", finding.DumbbellChart, two, 2, fyne.KeyRight, 5},
		{"home", finding.BarChart, two, 4, fyne.KeyHome, 0},
		{"end", finding.BarChart, two, 0, fyne.KeyEnd, 5},
		{"nothing drawn", finding.BarChart, nil, -1, fyne.KeyDown, -1},
		{"another key", finding.BarChart, two, 2, fyne.KeyTab, -1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := step(c.kind, c.hits, c.current, c.key); got != c.want {
				t.Errorf("step leads to %d, want %d", got, c.want)
			}
		})
	}
}

func TestTipStaysInside(t *testing.T) {
	room := box{0, 0, 400, 300}
	for _, at := range []fyne.Position{{}, {X: 400}, {Y: 300}, {X: 400, Y: 300}, {X: 200, Y: 150}} {
		size := fyne.NewSize(180, 70)
		pos := room.beside(at, size)
		if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > 400 || pos.Y+size.Height > 300 {
			t.Errorf("the tip of %v is at %v", at, pos)
		}
	}
}

func TestTipStaysInsideWhatIsSeen(t *testing.T) {
	c, _ := show(t, finding.LineChart, 1, 5)
	c.Window = func() (fyne.Position, fyne.Size) { return fyne.NewPos(0, 40), fyne.NewSize(400, 100) }
	hover(c, 103, 48)
	sheet := renderer(c).tip.sheet
	if top := sheet.Position().Y; top < 40 || top+sheet.Size().Height > 140 {
		t.Errorf("the tip is from %v to %v, seen is 40 to 140", top, top+sheet.Size().Height)
	}
}

func TestArtistDrawsTheNewestOnly(t *testing.T) {
	var waiting []func()
	var drawn []float64
	a := artist{
		draw: func(_ *finding.Figure, w, _ float64) (Drawing, error) {
			drawn = append(drawn, w)
			return newFake(1, 1), nil
		},
		do:   now,
		run:  func(f func()) { waiting = append(waiting, f) },
		kept: NewGallery(4),
	}
	var got []float32
	deliver := func(p painted) { got = append(got, p.size.Width) }
	fig := &finding.Figure{}
	for _, w := range []float32{100, 200, 300, 300} {
		a.ask(order{fig, fyne.NewSize(w, 100), 1}, deliver)
	}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		next()
	}
	if len(drawn) != 2 || drawn[0] != 100 || drawn[1] != 300 {
		t.Errorf("drew widths %v, want the first and the newest", drawn)
	}
	if len(got) != 1 || got[0] != 300 {
		t.Errorf("delivered widths %v, want the newest", got)
	}
	a.ask(order{fig, fyne.NewSize(100, 100), 1}, deliver)
	if len(waiting) != 0 || len(got) != 2 || got[1] != 100 {
		t.Errorf("a chart drawn before was not kept: delivered %v", got)
	}
}

func TestHoverDrawsNothingAnew(t *testing.T) {
	test.NewTempApp(t)
	drawn := 0
	c := NewChartView(&finding.Figure{Kind: finding.LineChart}, 300, Brush{Do: now, Go: now,
		Draw: func(*finding.Figure, float64, float64) (Drawing, error) { drawn++; return newFake(1, 5), nil }})
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	before := drawn
	for x := range 128 {
		hover(c, float32(3*x), 50)
	}
	if drawn != before {
		t.Errorf("128 moves of the pointer drew the chart %d times", drawn-before)
	}
	w.Resize(fyne.NewSize(500, 300))
	if drawn != before+1 {
		t.Errorf("a new size drew the chart %d times", drawn-before)
	}
}

func TestChartThatCannotBeDrawn(t *testing.T) {
	test.NewTempApp(t)
	c := NewChartView(&finding.Figure{}, 300, Brush{Do: now, Go: now,
		Draw: func(*finding.Figure, float64, float64) (Drawing, error) { return nil, errors.New("no") }})
	test.NewTempWindow(t, c).Resize(fyne.NewSize(400, 300))
	hover(c, 50, 50)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := renderer(c).note; !n.Visible() || n.Text == "" {
		t.Error("nothing says that the chart could not be drawn")
	}
}

func TestInTurn(t *testing.T) {
	var started []func()
	run := InTurn(func(f func()) { started = append(started, f) })
	var got []int
	for i := range 3 {
		run(func() { got = append(got, i) })
	}
	if len(started) != 1 {
		t.Fatalf("%d workers, want 1", len(started))
	}
	started[0]()
	run(func() { got = append(got, 3) })
	started[1]()
	if len(got) != 4 || got[0] != 0 || got[2] != 2 || got[3] != 3 {
		t.Errorf("done in the order %v", got)
	}
}
