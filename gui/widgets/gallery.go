package widgets

// Gallery keeps the charts drawn last, so that going back to a section shows
// them at once. It is used on the UI goroutine only.
type Gallery struct {
	most int
	kept []painted // oldest first
}

// NewGallery keeps at most this many charts.
func NewGallery(most int) *Gallery { return &Gallery{most: most} }

// find is the chart drawn for an order.
func (g *Gallery) find(o order) (painted, bool) {
	if g == nil {
		return painted{}, false
	}
	for _, p := range g.kept {
		if p.order == o {
			return p, true
		}
	}
	return painted{}, false
}

// keep keeps a chart in place of the oldest.
func (g *Gallery) keep(p painted) {
	if g == nil || p.err != nil {
		return
	}
	if len(g.kept) >= g.most {
		g.kept = append([]painted(nil), g.kept[1:]...)
	}
	g.kept = append(g.kept, p)
}
