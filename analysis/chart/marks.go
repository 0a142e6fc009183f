package chart

import (
	"slices"

	"yearbook/analysis/finding"
)

const (
	swatch    = 16 // the length of the sample line before a mark's name
	swatchGap = 5
	markWidth = 4
	shortMark = 14 // a mark of one session is drawn at least this long
)

// markEnds are the ends of a mark on the page, or false where it is outside.
func markEnds(m finding.Mark, f *frame) (x0, x1 float64, ok bool) {
	if m.X1 < f.p.X.Min || m.X0 > f.p.X.Max {
		return 0, 0, false
	}
	x0 = clamp(f.x(max(m.X0, f.p.X.Min)), f.area.x0, f.area.x1)
	x1 = clamp(f.x(min(m.X1, f.p.X.Max)), f.area.x0, f.area.x1)
	if x1-x0 < shortMark {
		mid := (x0 + x1) / 2
		x0 = max(f.area.x0, mid-shortMark/2)
		x1 = min(f.area.x1, x0+shortMark)
	}
	return x0, x1, true
}

// markLines draws the reference lines: thick, straight and under the data, so
// that they hide no point.
func (s *scene) markLines(d *data, f *frame) {
	for _, m := range d.marks {
		if x0, x1, ok := markEnds(m, f); ok {
			y := f.y(m.Y)
			s.line(x0, y, x1, y, markColour(len(d.series)), markWidth)
		}
	}
}

// markNames writes the names of the marks above the data, each over the start
// of its line and led by a sample of it, in as few rows as they need. Where
// there are too many for the rows, the last and the first go before the
// others. It returns the number of rows.
func (s *scene) markNames(d *data, f *frame, region box, ts typeset) int {
	mostRows := int(clamp(region.h()/70, 1, 3))
	type name struct {
		x     float64
		words string
		row   int
	}
	var names []name
	var order []int // of importance
	for i, m := range d.marks {
		x0, _, ok := markEnds(m, f)
		words := ts.body.ellipsis(m.Label, min(0.5*region.w(), region.x1-f.area.x0-swatch-swatchGap))
		if !ok || words == "" {
			continue
		}
		x := min(x0, region.x1-swatch-swatchGap-ts.body.width(words))
		names = append(names, name{x, words, -1})
		if i > 0 {
			order = append(order, len(names)-1)
		}
	}
	if len(names) == 0 {
		return 0
	}
	rowsUsed := 0
	spots := make([][]box, mostRows)
	put := func(i int) {
		n := &names[i]
		b := box{n.x - 14, 0, n.x + swatch + swatchGap + ts.body.width(n.words), 1}
		for row := range spots {
			if !slices.ContainsFunc(spots[row], b.overlaps) {
				spots[row] = append(spots[row], b)
				n.row = row
				rowsUsed = max(rowsUsed, row+1)
				return
			}
		}
	}
	// From left to right, as one reads, unless that leaves some out.
	for i := range names {
		put(i)
	}
	if slices.ContainsFunc(names, func(n name) bool { return n.row < 0 }) {
		rowsUsed, spots = 0, make([][]box, mostRows)
		for i := range names {
			names[i].row = -1
		}
		put(len(names) - 1)
		for i := range len(names) - 1 {
			put(i)
		}
	}
	for _, n := range names {
		if n.row < 0 {
			continue
		}
		base := f.area.y0 + float64(n.row)*ts.body.line() + ascent*ts.body.size
		if !s.tryText(ts.body, n.x+swatch+swatchGap, base, n.words, left, 0) {
			continue
		}
		y := base - capHeight/2*ts.body.size
		s.line(n.x, y, n.x+swatch, y, markColour(len(d.series)), markWidth)
	}
	return rowsUsed
}
