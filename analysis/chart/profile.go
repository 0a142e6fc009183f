package chart

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// columnChart draws upright bars in the order given, however many: where not
// every label or value has room, every second, third and so on is written.
func (s *scene) columnChart(d *data, region box, ts typeset) {
	if len(d.series) == 0 || len(d.series[0].points) == 0 {
		s.empty(region, ts)
		return
	}
	points := d.series[0].points
	low, high := d.span()
	top := s.axisTop(region, d.y.Label, ts)
	bottom := region.y1 - axisHeight(d.x.Label, ts)
	ticks, ylow, yhigh := valueAxis(low, high, d.y.Unit, wanted(bottom-top, 24, 6))
	area := box{region.x0 + ts.axis.widest(labels(ticks)) + 8, top, region.x1, bottom}
	if area.w() < 1 || area.h() < 1 {
		return
	}
	n := float64(len(points))
	f := s.frame(area, -0.5, n-0.5, ylow, yhigh)
	s.grid(f, ticks, false)
	s.axisLeft(f, ts)
	each := area.w() / n
	list := make(plotter.Values, len(points))
	var widest float64
	for i, p := range points {
		list[i] = p.y
		widest = max(widest, ts.axis.width(p.label))
	}
	s.plot(f, &plotter.BarChart{Values: list, Width: vg.Length(min(0.7*each, 60)), Color: darkBlue})
	s.line(area.x0, f.y(0), area.x1, f.y(0), darkGrey, 1)
	step := 1
	for float64(step)*each < widest+6 && step < len(points) {
		step++
	}
	base := area.y1 + 6 + ascent*ts.axis.size
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
	s.axisName(area, d.x.Label, region, ts)
}
