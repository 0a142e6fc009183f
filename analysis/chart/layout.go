package chart

import (
	"math"

	"yearbook/analysis/finding"
)

// Size is the size of a drawing in points. A point is one Fyne unit on screen
// and one CSS pixel in an SVG.
type Size struct{ Width, Height float64 }

// Drawing is a figure laid out at one size. It does not change once made, and
// may be used by many goroutines at once.
type Drawing struct {
	size        Size
	title, desc string
	items       []item
	texts       []drawnText
	targets     []target
}

// New lays out a figure. The error says in a plain sentence why a figure
// cannot be drawn, such as a value that is not a number. A width or height that
// is not positive is replaced by that of [DefaultSize]; one beyond 20,000 points
// is cut to that.
func New(fig *finding.Figure, size Size) (*Drawing, error) {
	if err := check(fig); err != nil {
		return nil, err
	}
	d := newData(fig)
	size = usable(size, d)
	s := &scene{w: size.Width, h: size.Height}
	ts := newTypeset(size.Width)
	region := s.furnish(d, ts)
	switch {
	case region.w() < 1 || region.h() < 1:
		// no room for more than words
	case d.count() == 0:
		s.empty(region, ts)
	case d.kind == finding.LineChart:
		s.lineChart(d, region, ts)
	case d.kind == finding.BarChart:
		s.barChart(d, region, ts)
	case d.kind == finding.DumbbellChart:
		s.dumbbellChart(d, region, ts)
	case d.kind == finding.LorenzCurve:
		s.lorenzCurve(d, region, ts)
	case d.kind == finding.ControlChart:
		s.controlChart(d, region, ts)
	case d.kind == finding.FunnelChart:
		s.funnelChart(d, region, ts)
	case d.kind == finding.ColumnChart:
		s.columnChart(d, region, ts)
	}
	title := plain(fig.Title)
	if title == "" {
		title = kindName(d.kind)
	}
	return &Drawing{size, title, describe(d), s.items, s.texts, s.targets}, nil
}

// Size is the size at which the figure was laid out.
func (d *Drawing) Size() Size { return d.size }

// The heights of rows and charts that DefaultSize gives.
const (
	defaultWidth  = 960
	defaultHeight = 540
	barRow        = 27
	dumbbellRow   = 31
	mostHeight    = 20000
)

// DefaultSize is a size that suits the figure: 960 by 540 points for lines, as
// high as the rows need for bars and dumbbells, and nearly square for Lorenz
// curves.
func DefaultSize(fig *finding.Figure) Size {
	if fig == nil {
		return Size{defaultWidth, defaultHeight}
	}
	return defaultSize(newData(fig))
}

func defaultSize(d *data) Size {
	size := Size{defaultWidth, defaultHeight}
	ts := newTypeset(size.Width)
	rows := 0.0
	switch d.kind {
	case finding.LorenzCurve:
		return Size{760, 720}
	case finding.BarChart:
		if d.upright() {
			return size
		}
		n := d.count()
		if len(d.series) > 1 {
			n += len(d.series) // headings
		}
		rows = float64(n)*d.rowHeight(barRow, ts) + axisHeight(d.y.Label, ts)
	case finding.DumbbellChart:
		n := 0
		for _, s := range d.series {
			n = max(n, len(s.points))
		}
		rows = float64(n)*d.rowHeight(dumbbellRow, ts) + axisHeight(d.y.Label, ts) + legendHeight(ts)
	default:
		return size
	}
	if d.count() == 0 {
		return Size{defaultWidth, 300}
	}
	f := newFurniture(d, size.Width, math.Inf(1), ts)
	size.Height = clamp(math.Ceil(f.top+f.bottom+rows), 260, mostHeight)
	return size
}

// rowHeight is the height of a row, or more where a label needs two lines.
func (d *data) rowHeight(one float64, ts typeset) float64 {
	for _, sr := range d.series {
		for _, p := range sr.points {
			if ts.body.width(p.label) > labelShare*(defaultWidth-40) {
				return max(one, 2*ts.body.line()+5)
			}
		}
	}
	return one
}

// usable is a size that can be drawn at.
func usable(size Size, d *data) Size {
	if !(size.Width > 0) || !(size.Height > 0) {
		def := defaultSize(d)
		if !(size.Width > 0) {
			size.Width = def.Width
		}
		if !(size.Height > 0) {
			size.Height = def.Height
		}
	}
	return Size{clamp(size.Width, 1, mostHeight), clamp(size.Height, 1, mostHeight)}
}

// furniture is what stands around a chart: title and subtitle above, base and
// source below, all from the same left margin.
type furniture struct {
	margin                        float64
	title, subtitle, base, source []string
	top, bottom                   float64
}

func newFurniture(d *data, width, height float64, ts typeset) furniture {
	f := furniture{margin: 20}
	if width < 640 {
		f.margin = 14
	}
	most := [...]int{3, 2, 2, 2} // lines of title, subtitle, base, source
	// What to give up, in order, where the chart would get too little room.
	order := [...]int{3, 2, 1, 0, 0, 3, 2, 1, 0}
	for i := 0; ; i++ {
		w := width - 2*f.margin
		f.title = ts.title.wrap(d.title, w, most[0])
		f.subtitle = ts.subtitle.wrap(d.subtitle, w, most[1])
		f.base = ts.small.wrap(d.base, w, most[2])
		f.source = ts.small.wrap(d.source, w, most[3])
		f.top, f.bottom = f.margin*0.8, f.margin*0.8
		if n := len(f.title) + len(f.subtitle); n > 0 {
			f.top += float64(len(f.title))*ts.title.line() + float64(len(f.subtitle))*ts.subtitle.line() + 14
		}
		if n := len(f.base) + len(f.source); n > 0 {
			f.bottom += float64(n)*ts.small.line() + 14
		}
		if f.top+f.bottom <= 0.5*height || i == len(order) {
			return f
		}
		most[order[i]]--
	}
}

// furnish sets the words around the chart and returns the room within.
func (s *scene) furnish(d *data, ts typeset) box {
	s.fill(s.bounds(), white)
	f := newFurniture(d, s.w, s.h, ts)
	y := s.lines(ts.title, f.margin, f.margin*0.8, f.title)
	s.lines(ts.subtitle, f.margin, y+2, f.subtitle)
	y = s.lines(ts.small, f.margin, s.h-f.bottom+14, f.base)
	s.lines(ts.small, f.margin, y, f.source)
	return box{f.margin, f.top, s.w - f.margin, s.h - f.bottom}
}

// empty says that there is nothing.
func (s *scene) empty(region box, ts typeset) {
	const words = "No data to show"
	st := ts.body
	st.colour = darkGrey
	s.tryText(st, (region.x0+region.x1)/2, st.middle((region.y0+region.y1)/2), words, centre, 0)
}

// axisHeight is the room below a chart for the ticks and name of its axis.
func axisHeight(label string, ts typeset) float64 {
	h := 6 + ts.axis.line()
	if label != "" {
		h += ts.axis.line()
	}
	return h
}

// axisBelow sets the labels of a horizontal axis below the area, then its name.
func (s *scene) axisBelow(f *frame, label string, region box, ts typeset) {
	base := f.area.y1 + 6 + ascent*ts.axis.size
	for _, t := range f.p.X.Tick.Marker.Ticks(f.p.X.Min, f.p.X.Max) {
		s.tryText(ts.axis, f.x(t.Value), base, t.Label, centre, 4)
	}
	s.axisName(f.area, label, region, ts)
}

// axisName writes what a horizontal axis shows, below its ticks: from the start
// of the axis, or where that is too long, from the left margin.
func (s *scene) axisName(area box, label string, region box, ts typeset) {
	base := area.y1 + 6 + ts.axis.line() + ascent*ts.axis.size
	x := area.x0
	if ts.axis.width(label) > region.x1-x {
		x = region.x0
	}
	s.tryText(ts.axis, x, base, ts.axis.ellipsis(label, region.x1-x), left, 0)
}

// axisLeft sets the labels of a vertical axis to the left of the area.
func (s *scene) axisLeft(f *frame, ts typeset) {
	for _, t := range f.p.Y.Tick.Marker.Ticks(f.p.Y.Min, f.p.Y.Max) {
		s.tryText(ts.axis, f.area.x0-8, ts.axis.middle(f.y(t.Value)), t.Label, right, 1)
	}
}

// axisTop writes what a vertical axis shows above the area, from the left
// margin, and returns the y below.
func (s *scene) axisTop(region box, label string, ts typeset) float64 {
	most := 2
	if region.h() < 200 {
		most = 1
	}
	words := ts.axis.wrap(label, region.w(), most)
	if len(words) == 0 {
		return region.y0 + ts.axis.size/2
	}
	return s.lines(ts.axis, region.x0, region.y0, words) + 8
}

// wanted is the number of steps that suits an axis of the length: one for each
// so many points, up to most.
func wanted(length, each, most float64) int {
	return int(clamp(length/each, 1, most))
}
