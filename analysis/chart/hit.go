package chart

import "math"

// Hit is a datum under a point.
type Hit struct {
	Series, Point int     // where it is in the figure
	X, Y          float64 // its anchor, in points from the top-left
	Label, Value  string  // words for the pointer: "6 August 2013", "2013: 12%"
}

// reach is how far from its anchor a datum is still found, in points.
const reach = 18

// target is a datum and, where it is more than a dot, the part of the page
// that belongs to it, such as the row of a bar.
type target struct {
	Hit
	region *box
}

// At finds the datum under a point: x to the right and y downwards from the
// top-left, in points. A bar or dumbbell is found on its whole row; a dot, the
// nearest within 18 points. Of data at the same place it finds the first drawn.
func (d *Drawing) At(x, y float64) (Hit, bool) {
	best, found := math.Inf(1), -1
	for i := range d.targets {
		t := &d.targets[i]
		dist := math.Hypot(t.X-x, t.Y-y)
		if t.region != nil && !t.region.contains(x, y) || t.region == nil && dist > reach {
			continue
		}
		if dist < best {
			best, found = dist, i
		}
	}
	if found < 0 {
		return Hit{}, false
	}
	return d.targets[found].Hit, true
}

// Hits lists every datum that is drawn, in the order in which to step through
// them with the keyboard: along a line, down the rows.
func (d *Drawing) Hits() []Hit {
	hits := make([]Hit, len(d.targets))
	for i := range d.targets {
		hits[i] = d.targets[i].Hit
	}
	return hits
}

// target records that a datum is drawn at a place.
func (s *scene) target(d *data, i, j int, x, y float64, region *box) {
	label, words := d.words(i, j)
	s.targets = append(s.targets, target{Hit{i, j, x, y, label, words}, region})
}
