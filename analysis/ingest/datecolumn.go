package ingest

// Some columns hold dates that are none anywhere else: days as one number, and
// months without a day.

// compactDate reads a day as 20210910, perhaps with T190000 behind it.
func (c *cursor) compactDate() (stamp, bool) {
	from := c.i
	day, ok := c.digits(8)
	st := named(day/10000, day/100%100, day%100)
	if !ok || !st.possible() {
		c.i = from
		return stamp{}, false
	}
	if at := c.i; c.eat('T') {
		clock, ok := c.digits(6)
		h, m, s := clock/10000, clock/100%100, clock%100
		if !ok || h > 23 || m > 59 || s > 60 {
			c.i = at
			return st, true
		}
		st.ms, st.clock = ((h*60+m)*60+min(s, 59))*1000, true
		c.zone(&st)
	}
	return st, true
}

// digits reads exactly n digits.
func (c *cursor) digits(n int) (value int, ok bool) {
	from := c.i
	for isDigit(c.peek()) && c.i-from < n {
		value = value*10 + int(c.peek()-'0')
		c.i++
	}
	return value, c.i-from == n && !isDigit(c.peek())
}

// isCompactDay reports whether a cell is a day as one number and nothing else.
func isCompactDay(cell []byte) bool {
	c := cursor{s: cell}
	_, ok := c.compactDate()
	return ok && c.done()
}

// parseMonth reads a cell that is a month and nothing else, as its first day:
// "Jan-21", "January 2021", "2021-01", "01/2021". Two digits stand for the year
// only behind a hyphen, a stroke or an apostrophe, as spreadsheets show months.
func parseMonth(b []byte) (stamp, bool) {
	c := cursor{s: trim(b)}
	y, m, ok := 0, 0, false
	if isDigit(c.peek()) {
		y, m, ok = c.numericMonth()
	} else {
		m = month(c.word())
		c.eat('.')
		short := c.eatAny("-/")
		c.space()
		short = c.peek() == '\'' || short
		from := c.i
		y, ok = c.year()
		ok = ok && (short || c.i-from == 4)
	}
	return named(y, m, 1), ok && m > 0 && c.done() && validDate(y, m, 1)
}

// numericMonth reads "2021-01", "01/2021" and "2021 January".
func (c *cursor) numericMonth() (y, m int, ok bool) {
	a, an := c.number()
	if !c.eatAny("-/") && !c.space() {
		return 0, 0, false
	}
	if isLetter(c.peek()) {
		return a, month(c.word()), an == 4
	}
	b, bn := c.number()
	switch {
	case an == 4 && bn == 2:
		return a, b, true
	case an <= 2 && bn == 4:
		return b, a, an > 0
	}
	return 0, 0, false
}
