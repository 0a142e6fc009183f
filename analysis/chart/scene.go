package chart

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// item draws one thing; c is the whole drawing, in points from the bottom-left
// as gonum/plot has it. Items only read, so a scene can be drawn by several
// goroutines at once.
type item func(c draw.Canvas)

// scene is a layout under construction: what to draw, in order, and the room
// that each text takes.
type scene struct {
	w, h    float64
	items   []item
	texts   []drawnText
	targets []target
}

// drawnText remembers a text for the tests and for those who place more text.
type drawnText struct {
	box    box
	text   string
	size   float64
	colour color.NRGBA
}

type align float64

const (
	left   align = 0
	centre align = 0.5
	right  align = 1
)

func (s *scene) bounds() box { return box{0, 0, s.w, s.h} }

// at turns a place on the page into one of gonum/plot's canvas.
func (s *scene) at(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x), Y: vg.Length(s.h - y)}
}

// text sets one line and returns its box.
func (s *scene) text(st style, x, baseline float64, words string, a align) box {
	x -= st.width(words) * float64(a)
	b := st.box(x, baseline, words)
	if words == "" {
		return b
	}
	s.texts = append(s.texts, drawnText{b, words, st.size, st.colour})
	p := s.at(x, baseline)
	s.items = append(s.items, func(c draw.Canvas) {
		c.SetColor(st.colour)
		c.FillString(st.face, p, words)
	})
	return b
}

// free reports whether a text could go there: inside the drawing and clear of
// every text so far by the gap.
func (s *scene) free(b box, gap float64) bool {
	if !b.inside(s.bounds()) {
		return false
	}
	b = b.grow(gap)
	for i := range s.texts {
		if s.texts[i].box.overlaps(b) {
			return false
		}
	}
	return true
}

// tryText sets one line if it is free there.
func (s *scene) tryText(st style, x, baseline float64, words string, a align, gap float64) bool {
	if words == "" || !s.free(st.box(x-st.width(words)*float64(a), baseline, words), gap) {
		return false
	}
	s.text(st, x, baseline, words, a)
	return true
}

// lines sets lines below each other; top is above the first. It returns the y
// below the last.
func (s *scene) lines(st style, x, top float64, words []string) float64 {
	for i, w := range words {
		s.text(st, x, top+st.line()*float64(i)+ascent*st.size, w, left)
	}
	return top + st.line()*float64(len(words))
}

func (s *scene) line(x0, y0, x1, y1 float64, c color.Color, width float64, dashes ...vg.Length) {
	a, b := s.at(x0, y0), s.at(x1, y1)
	sty := draw.LineStyle{Color: c, Width: vg.Length(width), Dashes: dashes}
	s.items = append(s.items, func(c draw.Canvas) {
		c.StrokeLine2(sty, a.X, a.Y, b.X, b.Y)
	})
}

func (s *scene) fill(b box, c color.Color) {
	lo, hi := s.at(b.x0, b.y1), s.at(b.x1, b.y0)
	path := vg.Rectangle{Min: lo, Max: hi}.Path()
	s.items = append(s.items, func(cv draw.Canvas) {
		cv.SetColor(c)
		cv.Fill(path)
	})
}

func (s *scene) glyph(g symbol, x, y, r float64, c color.Color) {
	p, sty := s.at(x, y), glyphStyle(g, r, c)
	s.items = append(s.items, func(c draw.Canvas) { c.DrawGlyphNoClip(sty, p) })
}

// frame maps values to a part of the page, with gonum/plot's axes.
type frame struct {
	area box
	p    *plot.Plot
	rect vg.Rectangle
	h    float64 // of the page
}

func (s *scene) frame(area box, xlow, xhigh, ylow, yhigh float64) *frame {
	p := new(plot.Plot) // not plot.New: that reads gonum/plot's global fonts
	p.X.Min, p.X.Max, p.X.Scale = xlow, xhigh, plot.LinearScale{}
	p.Y.Min, p.Y.Max, p.Y.Scale = ylow, yhigh, plot.LinearScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.ConstantTicks(nil), plot.ConstantTicks(nil)
	return &frame{area, p, vg.Rectangle{Min: s.at(area.x0, area.y1), Max: s.at(area.x1, area.y0)}, s.h}
}

func (f *frame) x(v float64) float64 {
	c := draw.Canvas{Rectangle: f.rect}
	return c.X(f.p.X.Norm(v)).Points()
}

func (f *frame) y(v float64) float64 {
	c := draw.Canvas{Rectangle: f.rect}
	return f.h - c.Y(f.p.Y.Norm(v)).Points()
}

// plot draws gonum/plot's plotters into the frame.
func (s *scene) plot(f *frame, plotters ...plot.Plotter) {
	s.items = append(s.items, func(c draw.Canvas) {
		for _, p := range plotters {
			p.Plot(draw.Canvas{Canvas: c.Canvas, Rectangle: f.rect}, f.p)
		}
	})
}

var gridStyle = draw.LineStyle{Color: gridColour, Width: 1}

// grid draws the lines of one value axis.
func (s *scene) grid(f *frame, ticks []plot.Tick, vertical bool) {
	g := &plotter.Grid{}
	if vertical {
		f.p.X.Tick.Marker, g.Vertical = plot.ConstantTicks(ticks), gridStyle
	} else {
		f.p.Y.Tick.Marker, g.Horizontal = plot.ConstantTicks(ticks), gridStyle
	}
	s.plot(f, g)
}
