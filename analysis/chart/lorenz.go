package chart

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"yearbook/analysis/finding"
)

// dashes tell curves apart that have no symbols.
var dashes = [...][]vg.Length{nil, {9, 4}, {3, 3}, {12, 3, 3, 3}, {6, 2}, {1.5, 2.5}}

// lorenzCurve draws cumulative shares against the diagonal of equality. Where
// not every curve can be named inside, it is drawn again with room for names
// to the right.
func (s *scene) lorenzCurve(d *data, region box, ts typeset) {
	before := *s
	if s.lorenz(d, region, 0, ts) {
		return
	}
	*s = before
	widest := 0.0
	for _, sr := range d.series {
		widest = max(widest, ts.bold.width(ts.bold.ellipsis(sr.name, 0.3*region.w())))
	}
	s.lorenz(d, region, widest+outside+4, ts)
}

// outside is the distance from the axes to the names beside them.
const outside = 24

// lorenz draws the curves with room to the right, and reports whether every
// one could be named.
func (s *scene) lorenz(d *data, region box, room float64, ts typeset) bool {
	top := s.axisTop(region, d.y.Label, ts)
	bottom := region.y1 - axisHeight(d.x.Label, ts)
	ticks := valueTicks(0, 1, finding.Percent, wanted(bottom-top, 24, 5), false)
	area := box{region.x0 + ts.axis.widest(labels(ticks)) + 8, top, region.x1 - max(room, ts.axis.width("100%")/2), bottom}
	area.x1 = min(area.x1, area.x0+1.25*area.h())
	if area.w() < 1 || area.h() < 1 {
		return true
	}
	f := s.frame(area, 0, 1, 0, 1)
	s.grid(f, ticks, false)
	s.axisLeft(f, ts)
	f.p.X.Tick.Marker = plot.ConstantTicks(valueTicks(0, 1, finding.Percent, wanted(area.w(), 70, 5), false))
	s.axisBelow(f, d.x.Label, region, ts)
	s.line(area.x0, area.y1, area.x1, area.y1, darkGrey, 1)
	s.line(area.x0, area.y1, area.x1, area.y0, midGrey, 1.5, 5, 4)

	paths := []polyline{{{area.x0, area.y1}, {area.x1, area.y0}}}
	for i, sr := range d.series {
		xys := make(plotter.XYs, len(sr.points))
		var path polyline
		for j, p := range sr.points {
			xys[j] = plotter.XY{X: clamp(p.x, 0, 1), Y: clamp(p.y, 0, 1)}
			x, y := f.x(xys[j].X), f.y(xys[j].Y)
			path = append(path, [2]float64{x, y})
			s.target(d, i, j, x, y, nil)
		}
		paths = append(paths, path)
		c := seriesColour(i, len(d.series))
		if len(xys) == 1 {
			s.glyph(seriesSymbol(i), path[0][0], path[0][1], 4, c)
			continue
		}
		l := &plotter.Line{XYs: xys}
		l.Color, l.Width, l.Dashes = c, 2.5, dashes[i%len(dashes)]
		s.plot(f, l)
	}
	s.diagonalName(f, paths, ts)
	all := true
	for i, sr := range d.series {
		if sr.name != "" && len(sr.points) > 0 {
			all = s.curveName(sr.name, i, len(d.series), f, region, paths, ts) && all
		}
	}
	return all
}

// polyline is a curve on the page.
type polyline [][2]float64

func (p polyline) touches(b box) bool {
	if len(p) == 1 {
		return b.contains(p[0][0], p[0][1])
	}
	for i := 1; i < len(p); i++ {
		if b.crosses(p[i-1][0], p[i-1][1], p[i][0], p[i][1]) {
			return true
		}
	}
	return false
}

// at is where the curve first reaches the height y, coming from the left.
func (p polyline) at(y float64) (x float64, ok bool) {
	for i := 1; i < len(p); i++ {
		a, b := p[i-1], p[i]
		if min(a[1], b[1]) <= y && y <= max(a[1], b[1]) {
			if a[1] == b[1] {
				return b[0], true
			}
			return a[0] + (b[0]-a[0])*(y-a[1])/(b[1]-a[1]), true
		}
	}
	return 0, false
}

// depth is how low the curve lies on the page, on the whole.
func (p polyline) depth() float64 {
	sum := 0.0
	for i := 1; i < len(p); i++ {
		sum += (p[i][0] - p[i-1][0]) * (p[i][1] + p[i-1][1])
	}
	return sum
}

// clear reports whether a text may stand there: on no curve and no text.
func (s *scene) clear(b box, paths []polyline) bool {
	if !s.free(b, 2) {
		return false
	}
	for _, p := range paths {
		if p.touches(b.grow(3)) {
			return false
		}
	}
	return true
}

// diagonalName writes what the diagonal means above it, where nothing else is.
func (s *scene) diagonalName(f *frame, paths []polyline, ts typeset) {
	st := ts.axis
	for _, words := range [...]string{"Everyone writes the same", "Equal shares"} {
		for _, share := range [...]float64{0.55, 0.65, 0.45, 0.75, 0.85} {
			x, y := f.x(share)-26, f.y(share)
			b := st.box(x-st.width(words), st.middle(y), words)
			if b.x0 > f.area.x0+4 && s.clear(b, paths) {
				s.onWhite(st, x, y, words, right)
				return
			}
		}
	}
}

// curveName writes the name of a curve beside it: inside the lens between the
// diagonal and the curve, or below and to the right of it; else outside the
// axes with a leader. It reports false where there is room nowhere.
func (s *scene) curveName(name string, i, n int, f *frame, region box, paths []polyline, ts typeset) bool {
	path := paths[i+1]
	st := ts.bold
	// The lowest curve has room to its right, the others inside the lens.
	side := left
	for k := range n {
		if paths[k+1].depth() > path.depth() {
			side = right
		}
	}
	try := func(words string) bool {
		w := st.width(words)
		for _, share := range [...]float64{0.25, 0.32, 0.18, 0.4, 0.5, 0.12, 0.6, 0.7, 0.06, 0.8, 0.9} {
			y := f.y(share)
			x, ok := path.at(y)
			if !ok {
				continue
			}
			for _, off := range [...]float64{10, 16, 22, 28} {
				at := x + off
				if side == right {
					at = x - off
				}
				b := st.box(at-w*float64(side), st.middle(y), words)
				if b.x0 < f.area.x0+2 || b.x1 > region.x1 || b.y1 > f.area.y1-2 {
					continue
				}
				if s.clear(b, paths) && owns(b, x, y, i, paths) {
					s.onWhite(st, at, y, words, side)
					return true
				}
			}
		}
		// Outside, at the height of a point high on the curve.
		for _, share := range [...]float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9} {
			y := f.y(share)
			x, ok := path.at(y)
			b := st.box(f.area.x1+outside, st.middle(y), words)
			if ok && b.x1 <= region.x1+0.01 && s.clear(b, paths) {
				c := seriesColour(i, n)
				s.line(x, y, f.area.x1+outside-5, y, c, 1)
				s.glyph(disc, x, y, 3.5, c)
				s.text(st, f.area.x1+outside, st.middle(y), words, left)
				return true
			}
		}
		return false
	}
	for _, share := range [...]float64{0.45, 0.3, 0.2} {
		words := st.ellipsis(name, share*region.w())
		if words != "" && try(words) {
			return true
		}
	}
	return false
}

// owns reports whether a name in the box is nearer to its curve, which is at
// (x, y), than to another, with no other curve and no diagonal between.
func owns(b box, x, y float64, i int, paths []polyline) bool {
	between := box{min(x, b.x1), y - 0.5, max(x, b.x0), y + 0.5}
	for k, p := range paths {
		if k == i+1 {
			continue
		}
		if p.touches(between) || k > 0 && p.touches(b.grow(11)) {
			return false
		}
	}
	return true
}
