package chart

const (
	earlierRadius = 6
	laterRadius   = 4.8
)

func legendHeight(ts typeset) float64 { return ts.bold.line() + 6 }

// dumbbellChart draws two values on each row: the earlier a ring, the later a
// disc inside its size, so that both are seen where they are equal. The values
// stand outside the pair, so they are apart however close the dots are.
func (s *scene) dumbbellChart(d *data, region box, ts typeset) {
	var list []row
	for i := range d.series { // the longer of the two names the rows
		if points := d.series[i].points; len(points) > len(list) {
			list = list[:0]
			for j, p := range points {
				list = append(list, row{label: labelOf(p, j), series: i, point: j})
			}
		}
	}
	top := region.y0 + legendHeight(ts)
	bottom := region.y1 - axisHeight(d.y.Label, ts)
	r := s.layRows(list, region, top, bottom, 64, ts)
	s.missing(len(list)-len(r.list), region, region.y1, ts)
	if len(r.list) == 0 || r.area.w() < 1 {
		return
	}

	earlier := ts.body
	earlier.colour = darkGrey
	pairs := make([]pair, len(r.list))
	low, high := 0.0, 0.0
	var under, over float64
	for i := range r.list {
		for k := range d.series {
			if i >= len(d.series[k].points) {
				continue
			}
			v := d.series[k].points[i].y
			st := earlier
			if k == 1 {
				st = ts.bold
			}
			pairs[i] = append(pairs[i], end{k, v, value(v, d.y.Unit, d.zone), st})
			low, high = min(low, v), max(high, v)
		}
		if len(pairs[i]) == 2 && pairs[i][0].v > pairs[i][1].v {
			pairs[i][0], pairs[i][1] = pairs[i][1], pairs[i][0]
		}
		if len(pairs[i]) == 2 {
			under = max(under, pairs[i][0].width())
		}
		over = max(over, pairs[i][len(pairs[i])-1].width())
	}
	area := r.area
	gap := earlierRadius + 5.0
	area.x0, area.x1 = area.x0+under+gap, area.x1-over-gap
	if area.w() < 1 {
		return
	}
	if low == high {
		high = valueTicks(0, 0, d.y.Unit, 1, true)[1].Value
	}
	f := s.frame(area, low, high, 0, 1)
	s.grid(f, valueTicks(low, high, d.y.Unit, wanted(area.w(), 90, 8), false), true)
	s.axisBelow(f, d.y.Label, region, ts)

	for i, pr := range pairs {
		y := r.middle(i)
		last := pr[len(pr)-1]
		if len(pr) == 2 {
			s.line(f.x(pr[0].v), y, f.x(last.v), y, midGrey, 2.5)
		}
		for k := range d.series { // the later on top
			for _, e := range pr {
				if e.series == k {
					s.dumbbellEnd(k, f.x(e.v), y)
				}
			}
		}
		if len(pr) == 2 {
			s.onWhite(pr[0].st, f.x(pr[0].v)-gap, y, pr[0].words, right)
		}
		b := s.onWhite(last.st, f.x(last.v)+gap, y, last.words, left)
		for k := range d.series {
			if i < len(d.series[k].points) {
				s.target(d, k, i, f.x(d.series[k].points[i].y), y, r.band(i, region.x0, b.x1))
			}
		}
	}
	s.dumbbellLegend(d, f, pairs[0], region, ts)
}

// pair is a row: its one or two ends, from left to right.
type pair []end

type end struct {
	series int
	v      float64
	words  string
	st     style
}

func (e end) width() float64 { return e.st.width(e.words) }

func (s *scene) dumbbellEnd(series int, x, y float64) {
	if series == 0 {
		s.glyph(ring, x, y, earlierRadius, orange)
		return
	}
	s.glyph(disc, x, y, laterRadius, darkBlue)
}

// onWhite sets a value and hides the grid behind it.
func (s *scene) onWhite(st style, x, y float64, words string, a align) box {
	b := st.box(x-st.width(words)*float64(a), st.middle(y), words)
	s.fill(box{b.x0 - 2, y - st.size/2, b.x1 + 2, y + st.size/2}, white)
	return s.text(st, x, st.middle(y), words, a)
}

// dumbbellLegend names the two dots above those of the first row, each led by
// its own symbol, moved apart where they would touch.
func (s *scene) dumbbellLegend(d *data, f *frame, first pair, region box, ts typeset) {
	const lead, gap = 11, 18
	type tag struct {
		series int
		words  string
		st     style
		x, w   float64
	}
	var tags []tag
	for _, e := range first {
		st := ts.body
		if e.series == 1 {
			st = ts.bold
		}
		words := st.ellipsis(d.series[e.series].name, 0.3*region.w())
		if words == "" {
			continue
		}
		w := lead + st.width(words)
		tags = append(tags, tag{e.series, words, st, f.x(e.v) - w/2, w})
	}
	if len(tags) == 2 {
		if over := tags[0].x + tags[0].w + gap - tags[1].x; over > 0 {
			tags[0].x -= over / 2
			tags[1].x += over / 2
		}
	}
	// Back inside, the first from the left and then the others from the right.
	edge := region.x0
	for i := range tags {
		tags[i].x = max(tags[i].x, edge)
		edge = tags[i].x + tags[i].w + gap
	}
	edge = region.x1
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i].x = min(tags[i].x, edge-tags[i].w)
		edge = tags[i].x - gap
	}
	mid := region.y0 + ts.bold.line()/2
	for _, t := range tags {
		if s.tryText(t.st, t.x+lead, t.st.middle(mid), t.words, left, 0) {
			s.dumbbellEnd(t.series, t.x, mid)
		}
	}
}
