package ingest

import "fmt"

// The orders in which a form's parts can be read. The first of each form is
// what holds where a file decides nothing: day first, as in the UK, and month
// before day after a year.
//
//	yearFirst  0 year month day    1 year day month
//	yearLast   0 day first         1 month first
//	short      0 day first         1 month first      2 year first
func orders(f dateForm) int {
	switch f {
	case yearFirst, yearLast:
		return 2
	case short:
		return 3
	}
	return 0
}

// ordered is the date that the parts make in order o.
func (st stamp) ordered(o int) (y, m, d int) {
	switch {
	case st.form == yearFirst && o == 0, st.form == yearLast && o == 1:
		return st.x, st.y, st.z
	case st.form == yearFirst, st.form == yearLast:
		return st.x, st.z, st.y
	case o == 0:
		return fullYear(st.z), st.y, st.x
	case o == 1:
		return fullYear(st.z), st.x, st.y
	default:
		return fullYear(st.x), st.y, st.z
	}
}

// tally gathers, while a file is read, what its dates of one form say about
// their order.
type tally struct {
	form    dateForm
	n       int
	either  int // rows that can be read day first and month first, differently
	years   int // rows that can be read year first and otherwise, differently
	reading [3]reading
	changes [3]int    // how often each part differs from the row before
	series  [2]series // what follows if the first, or the second, of day and month is the same in all rows
	yearly  bool      // the last part changes by the same number each time
	step    int       // that number
	styles  [american + 1]int
	last    stamp
}

// reading is what one order makes of the rows.
type reading struct {
	bad          int   // rows it cannot read
	falls, rises int   // rows dated before, or after, the row above
	proofs       int   // rows that it can read and its rivals cannot
	sample       stamp // the first of those
	line         int   // and its line, 0 where that is not known
	last         int
}

func (r *reading) prove(st stamp, line int) {
	if r.proofs++; r.proofs == 1 {
		r.sample, r.line = st, line
	}
}

// example is the first row that the order alone can read, and where it stands.
func (r *reading) example() string {
	if r.line == 0 {
		return r.sample.written()
	}
	return fmt.Sprintf("%s on line %d", r.sample.written(), r.line)
}

// note takes one row into account.
func (t *tally) note(st stamp, line int) {
	first := t.n == 0
	t.n++
	t.form = st.form
	t.styles[st.style]++
	var days [3]int // what each order makes of the row, 0 for no day
	for o := range orders(st.form) {
		r := &t.reading[o]
		y, m, d := st.ordered(o)
		if !validDate(y, m, d) {
			r.bad++
			continue
		}
		days[o] = (y*12+m)*31 + d
		switch {
		case r.last == 0:
		case days[o] < r.last:
			r.falls++
		case days[o] > r.last:
			r.rises++
		}
		r.last = days[o]
	}
	switch {
	case days[0] > 0 && days[1] == 0:
		t.reading[0].prove(st, line)
	case days[1] > 0 && days[0] == 0:
		t.reading[1].prove(st, line)
	case days[2] > 0 && days[1] == 0 && days[0] == 0:
		t.reading[2].prove(st, line)
	}
	if days[0] > 0 && days[1] > 0 && days[0] != days[1] {
		t.either++
	}
	if y := days[2]; y > 0 && (days[0] > 0 && days[0] != y || days[1] > 0 && days[1] != y) {
		t.years++
	}
	if first || t.differs(st) {
		t.follow(st)
	}
	if !first {
		t.count(st)
	}
	t.last = st
}

func (t *tally) differs(st stamp) bool {
	return st.x != t.last.x || st.y != t.last.y || st.z != t.last.z
}

// count notes which parts differ from the row before.
func (t *tally) count(st stamp) {
	if st.x != t.last.x {
		t.changes[0]++
	}
	if st.y != t.last.y {
		t.changes[1]++
	}
	if st.z != t.last.z {
		t.changes[2]++
		step := st.z - t.last.z
		t.yearly = t.changes[2] == 1 || t.yearly && step == t.step
		t.step = step
	}
}

// verdict is the order chosen for the rows of one form, and the reason.
type verdict struct {
	order    int
	evidence string
	mixed    int  // rows that can only be read the other way
	weak     bool // nothing in the file decides
}

// decide weighs the evidence: what cannot be read at all, then a day that never
// changes while the months go on, then time falling back, then the style
// of American phones, then which part changes more slowly, then the custom of the UK. Where the year comes first
// with four digits, the month follows it unless that cannot be. Ascending says
// that the rows of such a file are in order of time.
func (t *tally) decide(ascending bool, dayFirst *bool) verdict {
	if dayFirst != nil && t.form != yearFirst {
		o := 1
		if *dayFirst {
			o = 0
		}
		return verdict{order: o, evidence: "as you asked", mixed: t.reading[o].bad}
	}
	if v, ok := t.byYear(ascending); ok {
		return v
	}
	if v, ok := t.byRange(); ok {
		return v
	}
	if t.form == yearFirst {
		return verdict{evidence: "the year comes first, so the month follows"}
	}
	if v, ok := t.bySeries(); ok {
		return v
	}
	if v, ok := t.byFalls(ascending); ok {
		return v
	}
	if v, ok := t.byStyle(); ok {
		return v
	}
	if v, ok := t.bySlowness(); ok {
		return v
	}
	if a, b := &t.reading[0], &t.reading[1]; a.proofs > 0 && b.proofs > 0 {
		return verdict{mixed: a.bad, evidence: fmt.Sprintf("the file contradicts itself: as many dates can only be day first (%s) as can only be month first (%s); day first, as in the UK", a.example(), b.example())}
	}
	return verdict{evidence: "nothing in the file decides; day first, as in the UK", weak: true}
}

// byYear decides for the year in front, where it has two digits like the rest:
// only then can the dates be read, or only then does time run on.
func (t *tally) byYear(ascending bool) (verdict, bool) {
	if t.form != short {
		return verdict{}, false
	}
	r, other := t.reading, min(t.reading[0].bad, t.reading[1].bad)
	switch c := t.changes; {
	case r[2].bad < other:
		return verdict{order: 2, evidence: fmt.Sprintf("%d of %d dates can be read no other way, such as %s", r[2].proofs, t.n, r[2].sample.written()), mixed: r[2].bad}, true
	case r[2].bad > other:
	case c[0] == 0 && c[2] >= 3 && c[2] >= 2*c[1] && (c[1] > 0 || !t.yearly):
		return verdict{order: 2, evidence: "the first part never changes, the last one most often"}, true
	case t.back(2, ascending) == 0 && min(t.back(0, ascending), t.back(1, ascending)) >= 2 && c[0] < c[2]:
		return verdict{order: 2, evidence: "only with the year first does time never go back"}, true
	}
	return verdict{}, false
}

// back is how often time goes back when the dates are read in order o.
func (t *tally) back(o int, ascending bool) int {
	if ascending {
		return t.reading[o].falls
	}
	return min(t.reading[o].falls, t.reading[o].rises)
}

// byRange decides where some rows can be read in one order only.
func (t *tally) byRange() (verdict, bool) {
	a, b := t.reading[0], t.reading[1]
	if a.proofs == b.proofs {
		return verdict{}, false
	}
	o, r := 0, a
	if b.proofs > a.proofs {
		o, r = 1, b
	}
	evidence := fmt.Sprintf("%d of %d dates can be read no other way, such as %s", r.proofs, t.n, r.sample.written())
	if r.bad > 0 {
		evidence += fmt.Sprintf("; but %d can only be read another way", r.bad)
	}
	return verdict{order: o, evidence: evidence, mixed: r.bad}, true
}

// byFalls decides where time falls back in one order but hardly in the other.
// Rows of a table may stand in any order, so that one fall says nothing there
// against the custom of the UK.
func (t *tally) byFalls(ascending bool) (verdict, bool) {
	best, next := 0, 1
	if t.back(1, ascending) < t.back(0, ascending) {
		best, next = 1, 0
	}
	few, many := t.back(best, ascending), t.back(next, ascending)
	if t.reading[best].bad > 0 || many == 0 || many < 4*few || best == 1 && !ascending && many-few < 2 {
		return verdict{}, false
	}
	return verdict{order: best, evidence: fmt.Sprintf("read %s, time goes back %s; read %s, %s",
		t.name(best), times(few), t.name(next), times(many))}, true
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	default:
		return fmt.Sprintf("%d times", n)
	}
}

// byStyle decides for the month where dates are written as phones set to English
// of the United States write them, in Unicode's CLDR "M/d/yy, h:mm a": no zero
// before a digit, two digits of the year and AM or PM in capitals. In English of
// the United Kingdom and of Ireland they have zeros, of Australia small letters.
func (t *tally) byStyle() (verdict, bool) {
	if t.styles[american] == 0 || t.styles[padded] > 0 || t.reading[1].bad > 0 {
		return verdict{}, false
	}
	return verdict{order: 1, evidence: "dates and times are written as American phones write them, such as 2/3/21, 7:00 PM"}, true
}

// bySlowness decides by which part changes more often from row to row: a day
// changes more often than a month. It speaks for the day first only: where the
// second part is the day and changes often, one soon goes beyond 12.
func (t *tally) bySlowness() (verdict, bool) {
	first, second := t.changes[1], t.changes[2]
	if t.form == short {
		first, second = t.changes[0], t.changes[1]
	}
	const often, factor = 3, 2
	if first < often || first < factor*second || t.reading[0].bad > 0 {
		return verdict{}, false
	}
	return verdict{evidence: fmt.Sprintf("the first of the two changes more often (%d against %d times), so it is the day", first, second)}, true
}

// name says an order in words.
func (t *tally) name(o int) string {
	switch {
	case t.form == yearFirst && o == 1:
		return "year first, then day"
	case t.form == yearFirst, o == 2:
		return "year first"
	case o == 1:
		return "month first"
	default:
		return "day first"
	}
}

// written shows the parts of a date as they stand in the file.
func (st stamp) written() string {
	switch st.form {
	case yearLast:
		return fmt.Sprintf("%d/%d/%d", st.y, st.z, st.x)
	case short:
		return fmt.Sprintf("%d/%d/%02d", st.x, st.y, st.z)
	default:
		return fmt.Sprintf("%d-%d-%d", st.x, st.y, st.z)
	}
}
