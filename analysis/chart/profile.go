package chart

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// columnChart draws upright bars in the order given, however many: where not
// every label or value has room, every second, third and so on is written.
func (s *scene) columnChart(d *data, region box, ts typeset) {
	if s.nothing(d, region, ts) {
		return
	}
	points := d.series[0].points
	low, high := d.span()
	top := s.axisTop(region, d.y.Label, ts)
	at := s.plane(d, region, top, low, high, 0, ts)
	if !at.fits() {
		return
	}
	n := float64(len(points))
	f := s.frame(at.area, -0.5, n-0.5, at.low, at.high)
	s.grid(f, at.ticks, false)
	s.axisLeft(f, ts)
	each := at.area.w() / n
	list := make(plotter.Values, len(points))
	var widest float64
	for i, p := range points {
		list[i] = p.y
		widest = max(widest, ts.axis.width(p.label))
	}
	s.plot(f, &plotter.BarChart{Values: list, Width: vg.Length(min(0.7*each, 60)), Color: darkBlue})
	s.line(at.area.x0, f.y(0), at.area.x1, f.y(0), darkGrey, 1)
	step := 1
	for float64(step)*each < widest+6 && step < len(points) {
		step++
	}
	base := at.area.y1 + 6 + ascent*ts.axis.size
	for i, p := range points {
		x := f.x(float64(i))
		if p.interval {
			s.uprightWhisker(x, f.y(p.low), f.y(p.high))
		}
		if i%step == 0 {
			s.tryText(ts.axis, x, base, p.label, centre, 2)
		}
		s.target(d, 0, i, x, f.y(p.y), &box{x - each/2 + 0.01, top, x + each/2 - 0.01, region.y1})
	}
	s.axisName(at.area, d.x.Label, region, ts)
}
