package chart

import "gonum.org/v1/plot"

// plane is where values are drawn beside an upright axis, whose labels stand to
// its left.
type plane struct {
	area      box
	ticks     []plot.Tick
	low, high float64 // of the axis
}

// plane lays out values from low to high, from the given top down to the other
// axis; ticks are counted for what the headroom leaves of its height.
func (s *scene) plane(d *data, region box, top, low, high, headroom float64, ts typeset) plane {
	bottom := region.y1 - axisHeight(d.x.Label, ts)
	ticks, low, high := valueAxis(low, high, d.y.Unit, wanted(bottom-top-headroom, 24, 6))
	return plane{box{region.x0 + ts.axis.widest(labels(ticks)) + 8, top, region.x1, bottom}, ticks, low, high}
}

// fits reports whether there is room for anything.
func (p *plane) fits() bool { return p.area.w() >= 1 && p.area.h() >= 1 }

// makeRoom makes the plane narrower for names to its right, and returns those that
// have room: all or none.
func (p *plane) makeRoom(names []limitName, region box, ts typeset) []limitName {
	room := ts.body.widest(nameWords(names)) + 14
	if len(names) == 0 || room >= 0.35*region.w() {
		return nil
	}
	p.area.x1 -= room
	return names
}

// signalPlane lays out points that may call for an explanation, under the legend
// that says so.
func (s *scene) signalPlane(d *data, region box, ts typeset) plane {
	top := s.signalLegend(d.series[0].points, region, s.axisTop(region, d.y.Label, ts), ts)
	low, high := controlSpan(d)
	return s.plane(d, region, top, low, high, 20, ts)
}

// nothing reports whether the first series has no points, and says so in the
// picture.
func (s *scene) nothing(d *data, region box, ts typeset) bool {
	none := len(d.series) == 0 || len(d.series[0].points) == 0
	if none {
		s.empty(region, ts)
	}
	return none
}
