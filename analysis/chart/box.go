package chart

import "math"

// box is a rectangle in points, y downwards from the top-left of the drawing.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) w() float64 { return b.x1 - b.x0 }
func (b box) h() float64 { return b.y1 - b.y0 }

func (b box) contains(x, y float64) bool {
	return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1
}

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (b box) inside(o box) bool {
	return b.x0 >= o.x0 && b.x1 <= o.x1 && b.y0 >= o.y0 && b.y1 <= o.y1
}

func (b box) grow(d float64) box {
	return box{b.x0 - d, b.y0 - d, b.x1 + d, b.y1 + d}
}

// crosses reports whether the straight line from (ax, ay) to (bx, by) touches
// the box (Liang and Barsky's clipping).
func (b box) crosses(ax, ay, bx, by float64) bool {
	from, to := 0.0, 1.0
	clip := func(d, near, far float64) bool {
		if d == 0 {
			return near <= 0 && far >= 0
		}
		t0, t1 := near/d, far/d
		from, to = max(from, min(t0, t1)), min(to, max(t0, t1))
		return from <= to
	}
	return clip(bx-ax, b.x0-ax, b.x1-ax) && clip(by-ay, b.y0-ay, b.y1-ay)
}

func clamp(v, low, high float64) float64 {
	return math.Max(low, math.Min(v, high))
}
