package ingest

import (
	"bytes"
	"strings"
	"time"
)

// stamp is a date, with or without a time of day, as a file writes it.
type stamp struct {
	form dateForm
	// The numbers of the date. exact: year, month, day. yearFirst and
	// yearLast: year, then the other two in the order of the file. short:
	// all three in the order of the file.
	x, y, z int
	ms      int // of the day
	clock   bool
	zoned   bool // the file states the offset
	style   dateStyle
	offset  int // east of Greenwich, in seconds
}

// dateForm says how much of a date's order its own layout gives away.
type dateForm uint8

const (
	noDate    dateForm = iota
	exact              // a named month, or a time stamp
	yearFirst          // 2019-01-20
	yearLast           // 20/01/2019
	short              // 20/01/19
	forms
)

// dateStyle says how a short date is written, beyond the order of its parts.
type dateStyle uint8

const (
	noStyle  dateStyle = iota
	bare               // 2/3/21: a part of one digit
	padded             // 02/03/21
	american           // 2/3/21, 7:00 PM: as phones set to the United States write it
)

// The years a message can come from. Anything else is no date.
const (
	firstYear = 1970
	lastYear  = 2100
)

// parseStamp reads a whole cell or line as a date with an optional time. The
// layouts are fixed: numbers with /, . or - between them and the year as the
// first or last, eight digits with the year in front, or a named English month,
// then a clock of 12 or 24 hours, then a zone.
func parseStamp(b []byte) (stamp, bool) {
	c := cursor{s: trim(b)}
	st, ok := c.date()
	if !ok {
		if st, ok = c.compactDate(); !ok {
			return stamp{}, false
		}
	}
	if !st.clock {
		c.clockAfterDate(&st)
	}
	c.space()
	c.eat('.')
	return st, c.done() && st.possible()
}

// date reads a date at the cursor.
func (c *cursor) date() (stamp, bool) {
	from := c.i
	if st, ok := c.numericDate(); ok {
		return st, true
	}
	c.i = from
	if st, ok := c.namedDate(); ok {
		return st, true
	}
	c.i = from
	return stamp{}, false
}

// numericDate reads three numbers with the same separator between them.
func (c *cursor) numericDate() (stamp, bool) {
	a, an := c.number()
	sep := c.peek()
	if an == 0 || an == 3 || sep != '/' && sep != '.' && sep != '-' {
		return stamp{}, false
	}
	c.i++
	spaced := sep == '.' && c.space()
	b, bn := c.number()
	if bn == 0 || bn == 3 || !c.eat(sep) {
		return stamp{}, false
	}
	if spaced {
		c.space()
	}
	z, zn := c.number()
	if zn == 0 || zn == 3 || isDigit(c.peek()) {
		return stamp{}, false
	}
	if spaced {
		c.eat('.')
	}
	var st stamp
	switch {
	case an == 4 && bn < 4 && zn < 4:
		st = stamp{form: yearFirst, x: a, y: b, z: z}
	case an < 4 && bn < 4 && zn == 4:
		st = stamp{form: yearLast, x: z, y: a, z: b}
	case an < 4 && bn == 4 && zn < 4:
		st = stamp{form: yearLast, x: b, y: a, z: z}
	case an < 4 && bn < 4 && (zn == 2 || an == 2):
		st = stamp{form: short, x: a, y: b, z: z}
		switch {
		case an == 2 && a < 10 || bn == 2 && b < 10:
			st.style = padded
		case an == 1 || bn == 1:
			st.style = bare
		}
	default:
		return stamp{}, false
	}
	return st, st.possible()
}

func isDigit(b byte) bool { return b-'0' <= 9 }

// namedDate reads "3 March 2016", "March 3rd, 2016", "3-Mar-16", "Thu, 3 Mar
// 2016", "2016 March 3", Twitter's "Sun Apr 19 19:22:23 +0000 2020", and numbers
// behind the day of the week.
func (c *cursor) namedDate() (stamp, bool) {
	if from := c.i; weekday(c.word()) {
		c.gap()
		if from = c.i; isDigit(c.peek()) {
			if st, ok := c.numericDate(); ok {
				return st, true
			}
			c.i = from
		}
	} else {
		c.i = from
	}
	if isDigit(c.peek()) {
		n, digits := c.number()
		if digits == 4 {
			return c.monthDay(n)
		}
		c.ordinal()
		c.gap()
		if from := c.i; !foldEqual(c.word(), "of") {
			c.i = from
		}
		c.gap()
		m := month(c.word())
		c.gap()
		year, ok := c.year()
		return named(year, m, n), ok && digits > 0 && validDate(year, m, n)
	}
	return c.monthDay(0)
}

// monthDay reads "March 3", and the year after it where it is not yet known.
func (c *cursor) monthDay(year int) (stamp, bool) {
	c.gap()
	m := month(c.word())
	if m == 0 {
		return stamp{}, false
	}
	c.gap()
	day, digits := c.number()
	if digits == 0 || digits > 2 {
		return stamp{}, false
	}
	c.ordinal()
	if year > 0 {
		return named(year, m, day), validDate(year, m, day)
	}
	c.gap()
	st := stamp{}
	from := c.i
	if c.clock(&st) && c.space() {
		c.zone(&st)
		c.space()
	} else {
		c.i, st = from, stamp{}
	}
	year, ok := c.year()
	st.form, st.x, st.y, st.z = exact, year, m, day
	return st, ok && validDate(year, m, day)
}

func named(year, m, day int) stamp { return stamp{form: exact, x: year, y: m, z: day} }

// gap steps over what people put between the parts of a named date.
func (c *cursor) gap() {
	for c.space() || c.eatAny(",.-/") {
	}
}

// ordinal steps over the letters of 1st, 2nd, 3rd, 4th.
func (c *cursor) ordinal() {
	from := c.i
	switch w := string(bytes.ToLower(c.word())); w {
	case "st", "nd", "rd", "th":
	default:
		c.i = from
	}
}

// year reads 2016, 16 or '16.
func (c *cursor) year() (int, bool) {
	c.eat('\'')
	y, digits := c.number()
	if isDigit(c.peek()) || digits != 2 && digits != 4 {
		return 0, false
	}
	return fullYear(y), true
}

// fullYear completes a year of two digits.
func fullYear(y int) int {
	switch {
	case y >= 100:
		return y
	case y < 70:
		return 2000 + y
	default:
		return 1900 + y
	}
}

// clockAfterDate reads an optional time after a date, and its zone. Where
// there is none the cursor does not move.
func (c *cursor) clockAfterDate(st *stamp) bool {
	from := c.i
	c.space()
	if c.eatAny(",-|@") || c.eat('T') {
		c.space()
	}
	if isLetter(c.peek()) || c.peek() >= 0x80 {
		c.timeWord()
	}
	if !c.clock(st) {
		c.i = from
		return false
	}
	at := c.i
	c.space()
	if !c.zone(st) {
		c.i = at
	}
	return true
}

// timeWord steps over a word that stands between date and time.
func (c *cursor) timeWord() {
	for _, w := range timeWords {
		if rest := c.rest(); len(rest) > len(w) && foldEqual(rest[:len(w)], w) && !isLetter(rest[len(w)]) {
			c.i += len(w)
			c.space()
			return
		}
	}
}

var timeWords = []string{"at", "klo", "kl.", "um", "om", "à", "às", "–", "·", "ore"}

// clock reads 9:05, 21.25.15, 1:55 p. m. and the like.
func (c *cursor) clock(st *stamp) bool {
	h, hn := c.number()
	sep := c.peek()
	if hn == 0 || hn > 2 || sep != ':' && sep != '.' {
		return c.hourOnly(st, h, hn)
	}
	c.i++
	m, mn := c.number()
	if mn != 2 || m > 59 || h > 23 {
		return false
	}
	s, ms := 0, 0
	if from := c.i; c.eat(sep) {
		var sn int
		if s, sn = c.number(); sn != 2 || s > 60 {
			s, c.i = 0, from
		} else if c.eatAny(".,") {
			if ms, sn = c.fraction(); sn == 0 {
				c.i--
			}
		}
	}
	h = c.halfDay(h)
	if st.style == bare && c.s[c.i-1] == 'M' {
		st.style = american
	}
	st.ms = ((h*60+m)*60+min(s, 59))*1000 + ms
	st.clock = true
	return true
}

// hourOnly accepts "3 pm" and "3pm", but no hour without its half of the day.
func (c *cursor) hourOnly(st *stamp, h, digits int) bool {
	if digits == 0 || digits > 2 || h > 12 {
		return false
	}
	from := c.i
	full := c.halfDay(h)
	if c.i == from {
		return false
	}
	st.ms, st.clock = full*3600_000, true
	return true
}

// fraction reads the digits of a second as milliseconds.
func (c *cursor) fraction() (ms, digits int) {
	scale := 100
	for isDigit(c.peek()) && digits < 9 {
		ms += int(c.peek()-'0') * scale
		scale /= 10
		digits++
		c.i++
	}
	return ms, digits
}

// halfDay reads am, a.m., a. m. and the like, and turns the hour into one of 24.
func (c *cursor) halfDay(h int) int {
	from := c.i
	c.space()
	half := c.peek() | 0x20
	if half == 'a' || half == 'p' {
		c.i++
		c.eat('.')
		c.space()
		if c.peek()|0x20 == 'm' {
			c.i++
			if next := c.peek(); !isLetter(next) {
				c.eat('.')
				switch {
				case half == 'a' && h == 12:
					return 0
				case half == 'p' && h < 12:
					return h + 12
				}
				return h
			}
		}
	}
	c.i = from
	return h
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august",
	"september", "october", "november", "december"}

// month is the number of a named month, 0 for any other word.
func month(w []byte) int {
	n := 0
	switch start := lower3(w); string(start[:]) {
	case "jan":
		n = 1
	case "feb":
		n = 2
	case "mar":
		n = 3
	case "apr":
		n = 4
	case "may":
		n = 5
	case "jun":
		n = 6
	case "jul":
		n = 7
	case "aug":
		n = 8
	case "sep":
		n = 9
	case "oct":
		n = 10
	case "nov":
		n = 11
	case "dec":
		n = 12
	default:
		return 0
	}
	if len(w) == 3 || foldEqual(w, months[n-1]) || n == 9 && foldEqual(w, "sept") {
		return n
	}
	return 0
}

// lower3 is the first three letters of a word, in small letters.
func lower3(w []byte) (start [3]byte) {
	if len(w) >= 3 {
		start = [3]byte{w[0] | 0x20, w[1] | 0x20, w[2] | 0x20}
	}
	return start
}

func weekday(w []byte) bool {
	full := ""
	switch start := lower3(w); string(start[:]) {
	case "mon":
		full = "monday"
	case "tue":
		full = "tuesday"
	case "wed":
		full = "wednesday"
	case "thu":
		full = "thursday"
	case "fri":
		full = "friday"
	case "sat":
		full = "saturday"
	case "sun":
		full = "sunday"
	default:
		return false
	}
	return len(w) <= 5 && strings.HasPrefix(full+"s", strings.ToLower(string(w))) || foldEqual(w, full) || foldEqual(w, full[:3]+"s")
}

// validDate reports whether there is such a day in the years of messages.
func validDate(y, m, d int) bool {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	switch time.Month(m) {
	case time.April, time.June, time.September, time.November:
		return d <= 30
	case time.February:
		return d <= 28 || d == 29 && y%4 == 0 && (y%100 != 0 || y%400 == 0)
	}
	return true
}

// possible reports whether some order of the parts makes a day.
func (st stamp) possible() bool {
	if st.form == exact {
		return validDate(st.x, st.y, st.z)
	}
	for o := range orders(st.form) {
		if y, m, d := st.ordered(o); validDate(y, m, d) {
			return true
		}
	}
	return false
}
