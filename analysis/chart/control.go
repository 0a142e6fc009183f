package chart

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"yearbook/analysis/finding"
)

// signalStyle is how points with a signal look and what they are called.
type signalStyle struct {
	signal finding.Signal
	symbol symbol
	colour color.NRGBA
	name   string
}

// signals are in the order of the legend.
var signals = [...]signalStyle{
	{finding.Usual, symbol{grow: 1, rim: true}, commonGrey, "within usual variation"},
	{finding.High, symbol{sides: 3, turn: math.Pi / 2, grow: 1.5, rim: true}, specialPurple, "unusually high"},
	{finding.Low, symbol{sides: 3, turn: -math.Pi / 2, grow: 1.5, rim: true}, specialPurple, "unusually low"},
	{finding.Improvement, symbol{sides: 4, turn: math.Pi / 4, grow: 1.35, rim: true}, specialBlue, "improvement"},
	{finding.Concern, symbol{sides: 4, grow: 1.4, rim: true}, specialOrange, "concern"},
}

func styleOf(c *finding.Control) signalStyle {
	for _, st := range signals {
		if c != nil && st.signal == c.Signal {
			return st
		}
	}
	return signals[0]
}

// limitDashes are those of process limits.
var limitDashes = []vg.Length{6, 4}

// controlChart draws values over time with their mean and limits. Points that
// call for an explanation differ in colour and in shape; the limits of the last
// stretch are named to the right.
func (s *scene) controlChart(d *data, region box, ts typeset) {
	if s.nothing(d, region, ts) {
		return
	}
	points := d.series[0].points
	at := s.signalPlane(d, region, ts)
	names := at.makeRoom(d.limitNames(points[len(points)-1]), region, ts)
	if !at.fits() {
		return
	}
	first, last := xSpan(d)
	f := s.frame(at.area, 0, 1, at.low, at.high)
	s.spanX(f, first, last)
	s.grid(f, at.ticks, false)
	s.axisLeft(f, ts)
	if d.x.Unit == finding.Time {
		s.dateAxis(d, f, first, last, region, ts)
	} else {
		s.numberAxis(d, f, first, last, region, ts)
	}
	s.line(at.area.x0, at.area.y1, at.area.x1, at.area.y1, darkGrey, 1)
	s.controlLines(points, f)
	s.controlPoints(d, points, f)
	s.placeLimitNames(names, f, ts)
}

// spanX sets the horizontal range, with room so that no point sits on the edge.
func (s *scene) spanX(f *frame, first, last float64) {
	pad := min(10, f.area.w()/8)
	if first == last {
		first, last = first-1, last+1
	}
	room := (last - first) * pad / (f.area.w() - 2*pad)
	f.p.X.Min, f.p.X.Max = first-room, last+room
}

// controlSpan is the range of values, means and limits, always with nought.
func controlSpan(d *data) (low, high float64) {
	low, high = d.span()
	for _, sr := range d.series {
		for _, p := range sr.points {
			if p.control == nil {
				continue
			}
			low, high = min(low, p.control.Mean), max(high, p.control.Mean)
			if v := p.control.Limits; v != nil {
				low, high = min(low, v.Low), max(high, v.High)
			}
		}
	}
	return low, high
}

// signalLegend names the shapes that occur, above the data, and returns the y
// below.
func (s *scene) signalLegend(points []point, region box, top float64, ts typeset) float64 {
	x, base := region.x0+6, top+ascent*ts.body.size
	used := false
	for _, st := range signals {
		if !slices.ContainsFunc(points, func(p point) bool { return styleOf(p.control).signal == st.signal }) {
			continue
		}
		if st.signal == finding.Usual && !slices.ContainsFunc(points, func(p point) bool { return styleOf(p.control).signal != finding.Usual }) {
			continue
		}
		if !s.tryText(ts.body, x+10, base, st.name, left, 2) {
			continue
		}
		s.glyph(st.symbol, x, base-capHeight/2*ts.body.size, 4.5, st.colour)
		x += 10 + ts.body.width(st.name) + 26
		used = true
	}
	if !used {
		return top
	}
	return top + ts.body.line() + 8
}

// run is a stretch of equal height.
type run struct{ x0, x1, y float64 }

// controlLines draws means and limits as steps that end half-way to the
// neighbouring points, and break where a new stretch begins.
func (s *scene) controlLines(points []point, f *frame) {
	each := [...]struct {
		of     func(*finding.Control) (float64, bool)
		colour color.NRGBA
		width  float64
		dashes []vg.Length
	}{
		{func(c *finding.Control) (float64, bool) { return c.Mean, true }, black, 1.5, nil},
		{func(c *finding.Control) (float64, bool) {
			if c.Limits == nil {
				return 0, false
			}
			return c.Limits.High, true
		}, midGrey, 1.5, limitDashes},
		{func(c *finding.Control) (float64, bool) {
			if c.Limits == nil {
				return 0, false
			}
			return c.Limits.Low, true
		}, midGrey, 1.5, limitDashes},
	}
	for _, e := range each {
		var runs []run
		for i, p := range points {
			if p.control == nil {
				continue
			}
			v, ok := e.of(p.control)
			if !ok {
				continue
			}
			x0, x1 := reachOf(points, i, f)
			y := f.y(v)
			if n := len(runs) - 1; n >= 0 && runs[n].x1 == x0 {
				if runs[n].y == y {
					runs[n].x1 = x1
					continue
				}
				if same(points, i-1, i) {
					s.line(x0, runs[n].y, x0, y, e.colour, e.width/2)
				}
			}
			runs = append(runs, run{x0, x1, y})
		}
		for _, r := range runs {
			s.line(r.x0, r.y, r.x1, r.y, e.colour, e.width, e.dashes...)
		}
	}
}

// same reports whether two points are in one stretch.
func same(points []point, i, j int) bool {
	return i >= 0 && j < len(points) && points[i].control != nil && points[j].control != nil && points[i].control.Group == points[j].control.Group
}

// reachOf is the part of the width that belongs to a point.
func reachOf(points []point, i int, f *frame) (x0, x1 float64) {
	x := f.x(points[i].x)
	x0, x1 = x, x
	switch {
	case same(points, i-1, i):
		x0 = (f.x(points[i-1].x) + x) / 2
	case i == 0:
		x0 = f.area.x0
	case i > 0:
		x0 = (f.x(points[i-1].x)+x)/2 + 2
	}
	switch {
	case same(points, i, i+1):
		x1 = (f.x(points[i+1].x) + x) / 2
	case i == len(points)-1:
		x1 = f.area.x1
	case i+1 < len(points):
		x1 = (f.x(points[i+1].x)+x)/2 - 2
	}
	return x0, x1
}

// controlPoints draws the line of values, broken between stretches, and the
// points on it.
func (s *scene) controlPoints(d *data, points []point, f *frame) {
	r := clamp(0.36*f.area.w()/float64(len(points)), 2, 4.5)
	for i := 0; i < len(points); {
		j := i + 1
		for j < len(points) && (same(points, j-1, j) || points[j].control == nil) {
			j++
		}
		var xys plotter.XYs
		for _, p := range points[i:j] {
			xys = append(xys, plotter.XY{X: p.x, Y: p.y})
		}
		l := &plotter.Line{XYs: xys}
		l.Color, l.Width = midGrey, 1
		s.plot(f, l)
		i = j
	}
	for pass := range 2 { // those that call for an explanation on top
		for _, p := range points {
			st := styleOf(p.control)
			if (st.signal == finding.Usual) == (pass == 0) {
				size := r
				if pass == 1 { // large enough for its shape to be seen
					size = max(r, 3.4)
				}
				s.glyph(st.symbol, f.x(p.x), f.y(p.y), size, st.colour)
			}
		}
	}
	for j, p := range points {
		s.target(d, 0, j, f.x(p.x), f.y(p.y), nil)
	}
}

// limitName is the name of a line at its right end.
type limitName struct {
	words string
	y     float64
}

// limitNames are those of the last point's mean and limits.
func (d *data) limitNames(p point) []limitName {
	c := p.control
	if c == nil {
		return nil
	}
	names := []limitName{{"Mean " + value(c.Mean, d.y.Unit, d.zone), c.Mean}}
	if c.Limits != nil {
		names = append(names,
			limitName{"Upper limit " + value(c.Limits.High, d.y.Unit, d.zone), c.Limits.High},
			limitName{"Lower limit " + value(c.Limits.Low, d.y.Unit, d.zone), c.Limits.Low})
	}
	return names
}

func nameWords(names []limitName) []string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = n.words
	}
	return words
}

// placeLimitNames writes the names to the right of their lines, moved apart.
func (s *scene) placeLimitNames(names []limitName, f *frame, ts typeset) {
	var spots []spot
	for i, n := range names {
		spots = append(spots, spot{i, f.y(n.y), ts.body.line()})
	}
	for _, sp := range spread(spots, f.area.y0-ts.body.line()/2, f.area.y1+ts.body.line()/2) {
		s.tryText(ts.body, f.area.x1+8, ts.body.middle(sp.y), names[sp.index].words, left, 0)
	}
}
