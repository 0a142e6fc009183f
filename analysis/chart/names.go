package chart

import (
	"math"
	"slices"
)

// nameGap keeps the names of series apart.
const nameGap = 5

// seriesNames are the names of the series, wrapped, or nil where there are
// fewer than two to tell apart.
func (s *scene) seriesNames(d *data, region box, ts typeset) [][]string {
	if len(d.series) < 2 {
		return nil
	}
	lines := 2
	if float64(2*len(d.series))*ts.body.line() > 0.6*region.h() {
		lines = 1
	}
	names := make([][]string, len(d.series))
	for i, sr := range d.series {
		if len(sr.points) > 0 {
			names[i] = ts.body.wrap(sr.name, 0.24*region.w(), lines)
		}
	}
	if len(flatten(names)) == 0 {
		return nil
	}
	return names
}

func flatten(lines [][]string) []string { return slices.Concat(lines...) }

// placeSeriesNames writes each name to the right of the last point of its
// series, moved apart, with a leader where it had to move.
func (s *scene) placeSeriesNames(d *data, f *frame, names [][]string, ts typeset) {
	st := ts.body
	var spots []spot
	for i, sr := range d.series {
		if len(names[i]) > 0 {
			p := sr.points[len(sr.points)-1]
			spots = append(spots, spot{i, f.y(p.y), float64(len(names[i]))*st.line() + nameGap})
		}
	}
	for _, sp := range spread(spots, f.area.y0-st.line()/2, f.area.y1) {
		p := d.series[sp.index].points[len(d.series[sp.index].points)-1]
		c := seriesColour(sp.index, len(d.series))
		x := f.area.x1
		s.line(f.x(p.x)+5, f.y(p.y), x+1, sp.y, tint(c), 1)
		s.glyph(seriesSymbol(sp.index), x+6, sp.y, 4, c)
		s.lines(st, x+16, sp.y-(sp.h-nameGap)/2, names[sp.index])
	}
}

// spot is a text that would like to be centred on y.
type spot struct {
	index int
	y, h  float64
}

// spread moves spots apart, up and down, as little as is simple, within low and
// high. Spots for which there is no room are left out, last series first.
func spread(spots []spot, low, high float64) []spot {
	total := 0.0
	keep := spots[:0:0]
	for _, sp := range spots {
		if total+sp.h <= high-low {
			total += sp.h
			keep = append(keep, sp)
		}
	}
	slices.SortStableFunc(keep, func(a, b spot) int {
		switch {
		case a.y < b.y:
			return -1
		case a.y > b.y:
			return 1
		}
		return 0
	})
	edge := math.Inf(-1)
	for i := range keep { // push down
		keep[i].y = max(keep[i].y, edge+keep[i].h/2, low+keep[i].h/2)
		edge = keep[i].y + keep[i].h/2
	}
	edge = high
	for i := len(keep) - 1; i >= 0; i-- { // push up
		keep[i].y = min(keep[i].y, edge-keep[i].h/2)
		edge = keep[i].y - keep[i].h/2
	}
	return keep
}
