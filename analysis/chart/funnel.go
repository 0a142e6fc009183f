package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"yearbook/analysis/finding"
)

// funnelChart draws the share of each unit over its size, with the share of all
// and the limits that hold units of each size when nothing but chance tells them
// apart. Units are named where there is room, those outside the limits first.
func (s *scene) funnelChart(d *data, region box, ts typeset) {
	if s.nothing(d, region, ts) {
		return
	}
	points := d.series[0].points
	at := s.signalPlane(d, region, ts)
	var names []limitName
	if len(d.marks) > 0 {
		names = at.makeRoom([]limitName{{d.marks[0].Label, d.marks[0].Y}}, region, ts)
	}
	if !at.fits() {
		return
	}
	_, last := xSpan(d)
	f := s.frame(at.area, 0, 1, at.low, at.high)
	s.spanX(f, 0, last)
	f.p.X.Min = 0
	s.grid(f, at.ticks, false)
	s.axisLeft(f, ts)
	s.numberAxis(d, f, 0, last, region, ts)
	s.line(at.area.x0, at.area.y1, at.area.x1, at.area.y1, darkGrey, 1)
	s.funnelLines(d, points, f)
	for j, p := range points {
		st := styleOf(p.control)
		s.glyph(st.symbol, f.x(p.x), f.y(p.y), 4.5, st.colour)
		s.target(d, 0, j, f.x(p.x), f.y(p.y), nil)
	}
	s.placeLimitNames(names, f, ts)
	s.nameUnits(points, f, ts)
}

// funnelLines draws the centre and the limits through the sizes of the units.
func (s *scene) funnelLines(d *data, points []point, f *frame) {
	if len(d.marks) > 0 {
		y := f.y(d.marks[0].Y)
		s.line(f.area.x0, y, f.area.x1, y, black, 1.5)
	}
	bySize := slices.Clone(points)
	slices.SortStableFunc(bySize, func(a, b point) int { return cmp.Compare(a.x, b.x) })
	for _, e := range [...]struct {
		of     func(*finding.Control) *finding.Interval
		colour color.NRGBA
		dashes []vg.Length
	}{
		{func(c *finding.Control) *finding.Interval { return c.Limits }, midGrey, limitDashes},
		{func(c *finding.Control) *finding.Interval { return c.Inner }, midGrey, []vg.Length{2, 3}},
	} {
		var upper, lower plotter.XYs
		for _, p := range bySize {
			if p.control == nil {
				continue
			}
			if v := e.of(p.control); v != nil {
				upper = bend(upper, p.x, v.High)
				lower = bend(lower, p.x, v.Low)
			}
		}
		for _, xys := range [...]plotter.XYs{upper, lower} {
			if len(xys) < 2 {
				continue
			}
			l := &plotter.Line{XYs: xys}
			l.Color, l.Width, l.Dashes = e.colour, 1.5, e.dashes
			s.plot(f, l)
		}
	}
}

// bend adds a point to a limit, with points between that follow its shape: it
// nears the centre as one over the root of the size.
func bend(xys plotter.XYs, x, y float64) plotter.XYs {
	if n := len(xys); n > 0 && xys[n-1].X > 0 && x > xys[n-1].X {
		from := xys[n-1]
		const steps = 16
		a, b := 1/math.Sqrt(from.X), 1/math.Sqrt(x)
		for k := 1; k < steps; k++ {
			at := from.X + (x-from.X)*float64(k)/steps
			part := (a - 1/math.Sqrt(at)) / (a - b)
			xys = append(xys, plotter.XY{X: at, Y: from.Y + (y-from.Y)*part})
		}
	}
	return append(xys, plotter.XY{X: x, Y: y})
}

// nameUnits writes the names of units beside their points where they are free.
func (s *scene) nameUnits(points []point, f *frame, ts typeset) {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	usual := func(i int) bool { return styleOf(points[i].control).signal == finding.Usual }
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(ranked(usual(i)), ranked(usual(j))) })
	for _, i := range order {
		x, y := f.x(points[i].x), ts.body.middle(f.y(points[i].y))
		words := ts.body.ellipsis(points[i].label, 0.25*f.area.w())
		if !s.tryText(ts.body, x+9, y, words, left, 2) {
			s.tryText(ts.body, x-9, y, words, right, 2)
		}
	}
}

func ranked(usual bool) int {
	if usual {
		return 1
	}
	return 0
}
