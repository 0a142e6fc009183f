package chart

import (
	"math"
	"strconv"
)

// labelShare is the most of the width that labels of rows may take.
const labelShare = 0.4

// row is one line of a chart of rows: a label to the left of its data.
type row struct {
	label   string
	heading bool // the name of a series, without data
	series  int
	point   int
}

// rows is the layout of a chart of rows.
type rows struct {
	list   []row // those that are shown
	height float64
	area   box // of the data, to the right of the labels
}

// layRows sets the labels of as many rows as fit between top and bottom, each
// on up to two lines, from the left margin. Where not all fit it says how many
// are missing.
func (s *scene) layRows(list []row, region box, top, bottom, most float64, ts typeset) rows {
	least := ts.body.line() + 2
	shown := len(list)
	if float64(shown)*least > bottom-top {
		bottom -= ts.axis.line() + 4
		shown = int(clamp(math.Floor((bottom-top)/least), 0, float64(shown)))
	}
	if shown == 0 {
		return rows{}
	}
	r := rows{list: list[:shown], height: min((bottom-top)/float64(shown), most)}
	lines := 1
	if r.height >= 2*ts.body.line()+2 {
		lines = 2
	}
	room := labelShare * region.w()
	width := 0.0
	words := make([][]string, shown)
	for i, rw := range r.list {
		if rw.heading {
			words[i] = ts.bold.wrap(rw.label, room, 1)
			width = max(width, ts.bold.widest(words[i]))
			continue
		}
		words[i] = ts.body.wrap(rw.label, room, lines)
		width = max(width, ts.body.widest(words[i]))
	}
	r.area = box{region.x0 + width + 12, top, region.x1, top + float64(shown)*r.height}
	if width == 0 {
		r.area.x0 = region.x0
	}
	for i, rw := range r.list {
		mid := r.middle(i)
		st := ts.body
		if rw.heading {
			st = ts.bold
		}
		block := float64(len(words[i])-1) * st.line()
		for j, w := range words[i] {
			s.text(st, region.x0, st.middle(mid-block/2+float64(j)*st.line()), w, left)
		}
	}
	return r
}

// missing says below the axis how many rows there was no room for.
func (s *scene) missing(n int, region box, bottom float64, ts typeset) {
	if n <= 0 {
		return
	}
	words := number(float64(n), 0) + " more rows are not shown at this size"
	if n == 1 {
		words = "1 more row is not shown at this size"
	}
	s.tryText(ts.axis, region.x0, bottom-descent*ts.axis.size, ts.axis.ellipsis(words, region.w()), left, 0)
}

// middle is the y of row i.
func (r rows) middle(i int) float64 { return r.area.y0 + (float64(i)+0.5)*r.height }

// band is the whole of row i, from the margin to the right edge.
func (r rows) band(i int, x0, x1 float64) *box {
	y := r.area.y0 + float64(i)*r.height
	return &box{x0, y, x1, y + r.height}
}

// labelOf is the name of a row, or its number where it has none.
func labelOf(p point, i int) string {
	if p.label != "" {
		return p.label
	}
	return "Row " + strconv.Itoa(i+1)
}
