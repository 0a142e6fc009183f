package chart

import (
	"image/color"
	"regexp"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// period matches the labels that read well side by side: years, financial
// years, quarters, months and days of the week.
var period = regexp.MustCompile(`^(?i:(1[89]|20)\d\d([/ to–-]{1,4}(\d\d|\d{4}))?|q[1-4]( \d{4})?|` +
	`(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)( \d{4})?|` +
	`(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?)$`)

// upright reports whether bars should stand: one series of 2 to 12 periods.
func (d *data) upright() bool {
	if len(d.series) != 1 {
		return false
	}
	points := d.series[0].points
	if len(points) < 2 || len(points) > 12 {
		return false
	}
	for _, p := range points {
		if !period.MatchString(p.label) {
			return false
		}
	}
	return true
}

// columns draws upright bars. It reports false, having drawn nothing, where the
// labels would not fit side by side. Where the values would not, they are left
// to the axis and the pointer.
func (s *scene) columns(d *data, region box, ts typeset) bool {
	points := d.series[0].points
	low, high := d.span()
	ticks, ylow, yhigh := valueAxis(low, high, d.y.Unit, wanted(region.h()-60, 24, 6))
	names, values := make([]string, len(points)), make([]string, len(points))
	negative := false
	for i, p := range points {
		names[i], values[i] = p.label, value(p.y, d.y.Unit, d.zone)
		negative = negative || p.y < 0
	}
	x0 := region.x0 + ts.axis.widest(labels(ticks)) + 8
	each := (region.x1 - x0) / float64(len(points))
	if each < ts.body.widest(names)+4 || region.h() < 120 {
		return false
	}
	told := each >= ts.body.widest(values)+4
	top := s.axisTop(region, d.y.Label, ts) + ts.body.line()
	bottom := region.y1 - ts.body.line() - 6
	if d.x.Label != "" {
		bottom -= ts.axis.line()
	}
	plotBottom := bottom
	if negative {
		plotBottom -= ts.body.line()
	}
	area := box{x0, top, region.x1, plotBottom}
	n := float64(len(points))
	f := s.frame(area, -0.5, n-0.5, ylow, yhigh)
	s.grid(f, ticks, false)
	s.axisLeft(f, ts)

	list := make(plotter.Values, len(points))
	for i, p := range points {
		list[i] = p.y
	}
	s.plot(f, &plotter.BarChart{Values: list, Width: vg.Length(min(0.64*each, 84)), Color: darkBlue})
	s.line(area.x0, f.y(0), area.x1, f.y(0), darkGrey, 1)

	for i, p := range points {
		x := f.x(float64(i))
		if p.interval {
			s.uprightWhisker(x, f.y(p.low), f.y(p.high))
		}
		switch {
		case !told:
		case p.y < 0:
			s.onWhite(ts.body, x, f.y(min(p.y, p.low))+ts.body.line()-3, values[i], centre)
		default:
			s.onWhite(ts.body, x, f.y(max(p.y, p.high))-ts.body.line()+5, values[i], centre)
		}
		s.text(ts.body, x, bottom+6+ascent*ts.body.size, names[i], centre)
		s.target(d, 0, i, x, f.y(p.y), &box{x - each/2 + 0.01, top - ts.body.line(), x + each/2 - 0.01, region.y1})
	}
	if d.x.Label != "" {
		words := ts.axis.ellipsis(d.x.Label, area.w())
		s.tryText(ts.axis, area.x0, bottom+6+ts.body.line()+ascent*ts.axis.size, words, left, 0)
	}
	return true
}

// whiskerPasses draw an interval first in white and wider, then in black.
var whiskerPasses = [...]struct {
	colour      color.NRGBA
	width, more float64
}{{white, 4, 1}, {black, 1.5, 0}}

func (s *scene) uprightWhisker(x, y0, y1 float64) {
	for _, pass := range whiskerPasses {
		s.line(x, y0, x, y1, pass.colour, pass.width)
		s.line(x-whisker-pass.more, y0, x+whisker+pass.more, y0, pass.colour, pass.width)
		s.line(x-whisker-pass.more, y1, x+whisker+pass.more, y1, pass.colour, pass.width)
	}
}
