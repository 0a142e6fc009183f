package ingest

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
)

// dates turns the stamps of one file into times. The order of numeric dates is
// known only at the end of the file, so that a record's time first holds its
// parts, packed into the same 64 bits, and is resolved in place.
type dates struct {
	local     wallClock
	ascending bool // rows of such a file are in order of time, most of them
	steady    bool // all of them are, so that a time never lies before the one above
	dayFirst  *bool
	base      DateDecision // where the reader knows more than the stamps say
	groups    *dateGroups  // of the rows of a table, nil elsewhere

	tallies  [forms]tally
	exact    int
	zoned    int
	unzoned  int
	offsets  []int // distinct offsets of provisional stamps
	verdicts [forms]verdict
}

// provisional marks a time that holds packed parts. Real times are far below.
const provisional = int64(1) << 62

// Widths of the packed parts, in bits: 62 in all.
const (
	msBits, partBits, yearBits, formBits, offsetBits = 27, 7, 14, 2, 5
)

// note takes the stamp of a line into account and gives the time for its
// record. Line is 0 where it is not known.
func (d *dates) note(st stamp, line int) int64 {
	if st.zoned {
		d.zoned++
	} else {
		d.unzoned++
	}
	if st.form == exact {
		d.exact++
		return d.millis(st, st.x, st.y, st.z)
	}
	d.tallies[st.form].note(st, line)
	return d.pack(st)
}

func (d *dates) pack(st stamp) int64 {
	v := int64(st.form - yearFirst)
	v = v<<yearBits | int64(st.x)
	v = v<<partBits | int64(st.y)
	v = v<<partBits | int64(st.z)
	v = v<<msBits | int64(st.ms)
	v = v<<offsetBits | int64(d.offsetIndex(st))
	return v | provisional
}

func (d *dates) unpack(v int64) stamp {
	take := func(bits int) int {
		part := int(v & (1<<bits - 1))
		v >>= bits
		return part
	}
	var st stamp
	v &^= provisional
	if i := take(offsetBits); i > 0 {
		st.zoned, st.offset = true, d.offsets[i-1]
	}
	st.ms, st.z, st.y, st.x, st.form = take(msBits), take(partBits), take(partBits), take(yearBits), yearFirst+dateForm(take(formBits))
	return st
}

// offsetIndex is the place of a stamp's offset in the list, from 1; 0 means
// none. A file with more than 31 offsets does not exist outside fuzzing; its
// further ones are read as local time.
func (d *dates) offsetIndex(st stamp) int {
	if !st.zoned {
		return 0
	}
	for i, o := range d.offsets {
		if o == st.offset {
			return i + 1
		}
	}
	if len(d.offsets) == 1<<offsetBits-1 {
		return 0
	}
	d.offsets = append(d.offsets, st.offset)
	return len(d.offsets)
}

// resolve is the time of a record after decide. Order is that of the record's
// group, or -1 where the file has one order.
func (d *dates) resolve(v int64, order int8) int64 {
	if v == corpus.NoTime || v&provisional == 0 {
		return v
	}
	st := d.unpack(v)
	chosen := d.verdicts[st.form].order
	if order >= 0 {
		chosen = int(order)
	}
	if y, m, day := st.ordered(chosen); validDate(y, m, day) {
		return d.millis(st, y, m, day)
	}
	for o := range orders(st.form) {
		if y, m, day := st.ordered(o); validDate(y, m, day) {
			return d.millis(st, y, m, day)
		}
	}
	return corpus.NoTime
}

// dayNumber counts the days from 1 January 1970 to a date after it.
func dayNumber(y, m, day int) int64 {
	if m <= 2 { // the year begins in March, so that its last day is the leap day
		y--
		m += 12
	}
	return int64(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + day - 1 - 719468)
}

func (d *dates) millis(st stamp, y, m, day int) int64 {
	days := dayNumber(y, m, day)
	wall := days*86400_000 + int64(st.ms)
	if st.zoned {
		return max(wall-int64(st.offset)*1000, 0)
	}
	return max(d.local.utc(days, wall), 0)
}

// decide settles the order of every form and says so.
func (d *dates) decide(records []corpus.Record) (decision DateDecision, orders []int8, warnings []string) {
	top := noDate
	for f := yearFirst; f < forms; f++ {
		t := &d.tallies[f]
		if t.n == 0 {
			continue
		}
		v := t.decide(d.ascending, d.dayFirst)
		d.verdicts[f] = v
		if top == noDate || t.n > d.tallies[top].n {
			top = f
		}
	}
	orders, groups := d.split(records)
	if groups == nil {
		warnings = d.mixed()
	} else {
		warnings = []string{splitWarning(groups)}
	}
	switch {
	case d.base.Order != "":
		decision = d.base
	case top == noDate && d.exact > 0:
		decision = DateDecision{Order: "named month", Evidence: "the dates name their months, or put the year first as programs do"}
	case top == noDate:
		decision = DateDecision{Order: "none", Evidence: "the file holds no dates"}
	default:
		decision = d.decision(top)
	}
	if groups != nil {
		decision.Weak = false
		decision.Evidence = "the file mixes two orders, so the order was decided group by group"
	}
	decision.Groups = groups
	return decision, orders, warnings
}

// decision describes the form that most rows have, and counts what is in doubt
// over all forms.
func (d *dates) decision(top dateForm) DateDecision {
	t, v := &d.tallies[top], d.verdicts[top]
	out := DateDecision{Order: t.name(v.order), Evidence: v.evidence, Weak: v.weak && t.either > 0}
	for f := yearFirst; f < forms; f++ {
		switch v := d.verdicts[f]; {
		case f == yearFirst && v.order == 0 && v.mixed == 0: // nobody writes year, day, month
		case v.order == 2:
			out.Ambiguous += d.tallies[f].years
		default:
			out.Ambiguous += d.tallies[f].either
		}
	}
	return out
}

// zone says where the times come from.
func (d *dates) zone() string {
	switch {
	case d.zoned+d.unzoned == 0:
		return ""
	case d.unzoned == 0:
		return "given in the file"
	case d.zoned == 0:
		return d.local.loc.String() + ", assumed: the file names none"
	default:
		return fmt.Sprintf("given in the file for %d times, %s assumed for %d", d.zoned, d.local.loc, d.unzoned)
	}
}

// wallClock turns what a clock on the wall shows into a time. It remembers
// days, since messages share them.
type wallClock struct {
	loc  *time.Location
	days []clockDay // by day number, as far as it goes round
}

// clockDay is what is known of one day.
type clockDay struct {
	day     int64
	offset  int64 // in milliseconds
	uniform bool  // no change of the clock near the day
	known   bool
}

// daysKept is how many days a clock remembers.
const daysKept = 512

// of is what is known of a day.
func (w *wallClock) of(day int64) clockDay {
	if w.days == nil {
		w.days = make([]clockDay, daysKept)
	}
	d := &w.days[uint64(day)%daysKept]
	if !d.known || d.day != day {
		before, after := w.at((day-1)*86400_000), w.at((day+2)*86400_000)
		*d = clockDay{day: day, known: true, uniform: before == after, offset: before}
	}
	return *d
}

// utc is the time at which the clock shows wall, in milliseconds since 1970 as
// if it were UTC, on the given day. An hour that comes twice is its first
// occurrence; an hour that the clock leaps over is moved on by the leap.
func (w *wallClock) utc(day, wall int64) int64 {
	if d := w.of(day); d.uniform {
		return wall - d.offset
	}
	before, after := w.at(wall-86400_000), w.at(wall+86400_000)
	early, late := wall-before, wall-after
	earlyOK, lateOK := w.at(early) == before, w.at(late) == after
	switch {
	case earlyOK && lateOK:
		return min(early, late)
	case lateOK:
		return late
	default:
		return early
	}
}

// at is the offset from UTC in milliseconds at a time.
func (w *wallClock) at(ms int64) int64 {
	_, offset := time.UnixMilli(ms).In(w.loc).Zone()
	return int64(offset) * 1000
}
