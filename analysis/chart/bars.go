package chart

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

const (
	labelGap = 6 // between a bar and its value
	thickest = 36
	whisker  = 4 // half the length of the cap of a whisker
)

// barChart draws bars from nought: across, or upright where there are few of
// them and they are years or months.
func (s *scene) barChart(d *data, region box, ts typeset) {
	if d.upright() && s.columns(d, region, ts) {
		return
	}
	s.bars(d, region, ts)
}

// bars draws one bar on a row for each point, with its value at its end.
// Several series follow one another under their names.
func (s *scene) bars(d *data, region box, ts typeset) {
	var list []row
	for i, sr := range d.series {
		if len(d.series) > 1 && len(sr.points) > 0 {
			list = append(list, row{label: sr.name, heading: true, series: i})
		}
		for j, p := range sr.points {
			list = append(list, row{label: labelOf(p, j), series: i, point: j})
		}
	}
	bottom := region.y1 - axisHeight(d.y.Label, ts)
	r := s.layRows(list, region, region.y0, bottom, 64, ts)
	s.missing(len(list)-len(r.list), region, region.y1, ts)
	if len(r.list) == 0 || r.area.w() < 1 {
		return
	}

	// The value axis, with room for the values at the ends of the bars.
	low, high := 0.0, 0.0
	var over, under float64
	for _, rw := range r.list {
		if rw.heading {
			continue
		}
		p := d.series[rw.series].points[rw.point]
		low, high = min(low, p.y, p.low), max(high, p.y, p.high)
		w := ts.body.width(value(p.y, d.y.Unit, d.zone)) + labelGap
		if p.y < 0 {
			under = max(under, w)
		} else {
			over = max(over, w)
		}
	}
	area := r.area
	area.x0, area.x1 = area.x0+under, area.x1-over
	if area.w() < 1 {
		return
	}
	if low == high {
		high = valueTicks(0, 0, d.y.Unit, 1, true)[1].Value
	}
	n := float64(len(r.list))
	f := s.frame(area, low, high, 0, n)
	s.grid(f, valueTicks(low, high, d.y.Unit, wanted(area.w(), 90, 8), false), true)
	s.axisBelow(f, d.y.Label, region, ts)

	// Bars, one plotter for each series; gonum/plot counts rows from below.
	thick := min(0.68*r.height, thickest)
	for i := 0; i < len(r.list); {
		if r.list[i].heading {
			i++
			continue
		}
		end := i
		for end < len(r.list) && !r.list[end].heading && r.list[end].series == r.list[i].series {
			end++
		}
		values := make(plotter.Values, 0, end-i)
		for k := end - 1; k >= i; k-- {
			values = append(values, d.series[r.list[k].series].points[r.list[k].point].y)
		}
		s.plot(f, &plotter.BarChart{
			Values: values, Width: vg.Length(thick), Horizontal: true,
			Color: seriesColour(r.list[i].series, len(d.series)),
			XMin:  n - float64(end) + 0.5,
		})
		i = end
	}
	s.line(f.x(0), area.y0, f.x(0), area.y1, darkGrey, 1)

	for i, rw := range r.list {
		if rw.heading {
			continue
		}
		p, y := d.series[rw.series].points[rw.point], r.middle(i)
		if p.interval {
			s.acrossWhisker(f.x(p.low), f.x(p.high), y)
		}
		words := value(p.y, d.y.Unit, d.zone)
		var end box
		if p.y < 0 {
			end = s.onWhite(ts.body, f.x(min(p.y, p.low))-labelGap, y, words, right)
		} else {
			end = s.onWhite(ts.body, f.x(max(p.y, p.high))+labelGap, y, words, left)
		}
		s.target(d, rw.series, rw.point, f.x(p.y), y, r.band(i, region.x0, max(end.x1, f.x(0))))
	}
}

// acrossWhisker draws an interval along a row; the white rim shows it on a bar.
func (s *scene) acrossWhisker(x0, x1, y float64) {
	for _, pass := range whiskerPasses {
		s.line(x0, y, x1, y, pass.colour, pass.width)
		s.line(x0, y-whisker-pass.more, x0, y+whisker+pass.more, pass.colour, pass.width)
		s.line(x1, y-whisker-pass.more, x1, y+whisker+pass.more, pass.colour, pass.width)
	}
}
