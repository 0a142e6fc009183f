package chart

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"yearbook/analysis/finding"
)

// lineChart draws series over time, or over a number: every point is seen, the
// marks lie under them, and the series are named at their ends.
func (s *scene) lineChart(d *data, region box, ts typeset) {
	top := s.axisTop(region, d.y.Label, ts)

	// The value axis.
	low, high := d.span()
	for _, m := range d.marks {
		low, high = min(low, m.Y), max(high, m.Y)
	}
	at := s.plane(d, region, top, low, high, 20, ts)

	// The names of the series, where there are several.
	names := s.seriesNames(d, region, ts)
	if names != nil {
		at.area.x1 -= ts.body.widest(flatten(names)) + 24
	}
	if !at.fits() {
		return
	}

	// The time axis, with room so that no point sits on the edge.
	xlow, xhigh := xSpan(d)
	first, last := xlow, xhigh
	pad := min(10, at.area.w()/8)
	if xhigh == xlow {
		xlow, xhigh = xlow-1, xhigh+1
	}
	room := (xhigh - xlow) * pad / (at.area.w() - 2*pad)
	xlow, xhigh = xlow-room, xhigh+room

	// The names of the marks, in a band above the data.
	f := s.frame(at.area, xlow, xhigh, at.low, at.high)
	if rows := s.markNames(d, f, region, ts); rows > 0 {
		at.area.y0 += float64(rows)*ts.body.line() + 8
		if at.area.h() < 1 {
			return
		}
		f = s.frame(at.area, xlow, xhigh, at.low, at.high)
	}

	s.grid(f, at.ticks, false)
	s.axisLeft(f, ts)
	if d.x.Unit == finding.Time {
		s.dateAxis(d, f, first, last, region, ts)
	} else {
		s.numberAxis(d, f, first, last, region, ts)
	}
	s.bands(d, f)
	s.line(at.area.x0, f.y(0), at.area.x1, f.y(0), darkGrey, 1)
	s.markLines(d, f)
	s.curves(d, f)
	if names != nil {
		s.placeSeriesNames(d, f, names, ts)
	}
	for i, sr := range d.series {
		for j, p := range sr.points {
			s.target(d, i, j, f.x(p.x), f.y(p.y), nil)
		}
	}
}

// xSpan is the range of the positions of points.
func xSpan(d *data) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, sr := range d.series {
		for _, p := range sr.points {
			low, high = min(low, p.x), max(high, p.x)
		}
	}
	return low, high
}

// dateAxis writes the first and the last date in full and the months or years
// between them.
func (s *scene) dateAxis(d *data, f *frame, first, last float64, region box, ts typeset) {
	base := f.area.y1 + 6 + ascent*ts.axis.size
	tick := func(v float64) {
		s.line(f.x(v), f.area.y1, f.x(v), f.area.y1+4, darkGrey, 1)
	}
	a, b := shortDate(first, d.zone), shortDate(last, d.zone)
	if a == b {
		s.tryText(ts.axisBold, (f.x(first)+f.x(last))/2, base, a, centre, 4)
		tick(first)
	} else {
		x := max(f.area.x0, f.x(first)-ts.axisBold.width(a)/2)
		if s.tryText(ts.axisBold, x, base, a, left, 4) {
			tick(first)
		}
		x = min(f.area.x1, f.x(last)+ts.axisBold.width(b)/2)
		if s.tryText(ts.axisBold, x, base, b, right, 12) {
			tick(last)
		}
		for _, t := range dateTicks(first, last, d.zone, f.x(last)-f.x(first), ts.axis) {
			if s.tryText(ts.axis, f.x(t.Value), base, t.Label, centre, 10) {
				tick(t.Value)
			}
		}
	}
	s.axisName(f.area, d.x.Label, region, ts)
}

func (s *scene) numberAxis(d *data, f *frame, first, last float64, region box, ts typeset) {
	f.p.X.Tick.Marker = plot.ConstantTicks(valueTicks(first, last, d.x.Unit, wanted(f.area.w(), 90, 8), false))
	s.axisBelow(f, d.x.Label, region, ts)
}

// dots is the radius of the points: smaller the closer they lie.
func dots(d *data, f *frame) float64 {
	most := 1
	for _, sr := range d.series {
		most = max(most, len(sr.points))
	}
	return clamp(0.36*f.area.w()/float64(most), 1.2, 4)
}

// curves draws the lines and their points.
func (s *scene) curves(d *data, f *frame) {
	r := dots(d, f)
	width := clamp(r*0.5, 1, 2)
	for i, sr := range d.series {
		xys := make(plotter.XYs, len(sr.points))
		for j, p := range sr.points {
			xys[j] = plotter.XY{X: p.x, Y: p.y}
		}
		if len(xys) == 0 {
			continue
		}
		c := seriesColour(i, len(d.series))
		l := &plotter.Line{XYs: xys}
		l.Color, l.Width = c, vg.Length(width)
		s.plot(f, l, &plotter.Scatter{XYs: xys, GlyphStyle: glyphStyle(seriesSymbol(i), r, c)})
	}
}

// bands draws intervals: whiskers on few points, behind many a tinted band with
// an edge that can be seen.
func (s *scene) bands(d *data, f *frame) {
	for i, sr := range d.series {
		c := seriesColour(i, len(d.series))
		if len(sr.points) <= 24 || len(d.series) > 1 {
			for _, p := range sr.points {
				if p.interval {
					x := f.x(p.x)
					for _, y := range [...]float64{f.y(p.low), f.y(p.high)} {
						s.line(x-2.5, y, x+2.5, y, c, 1)
					}
					s.line(x, f.y(p.low), x, f.y(p.high), c, 1)
				}
			}
			continue
		}
		// One polygon for each run of points with intervals.
		for j := 0; j < len(sr.points); {
			k := j
			for k < len(sr.points) && sr.points[k].interval {
				k++
			}
			if run := sr.points[j:k]; len(run) > 1 {
				var edge plotter.XYs
				for _, p := range run {
					edge = append(edge, plotter.XY{X: p.x, Y: p.low})
				}
				for _, p := range slices.Backward(run) {
					edge = append(edge, plotter.XY{X: p.x, Y: p.high})
				}
				band := &plotter.Polygon{XYs: []plotter.XYs{edge}, Color: tint(c)}
				band.LineStyle = draw.LineStyle{Color: c, Width: 0.5}
				s.plot(f, band)
			}
			j = k + 1
		}
	}
}
