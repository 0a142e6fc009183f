package ingest

import "bytes"

// zone reads Z, +01:00, +0000, one of a few zone words, or GMT+1 as Google Forms
// writes it.
func (c *cursor) zone(st *stamp) bool {
	from := c.i
	if sign := c.peek(); sign == '+' || sign == '-' {
		c.i++
		v, n := c.number()
		if n == 2 {
			v *= 100
			if c.eat(':') || isDigit(c.peek()) {
				m, mn := c.number()
				v, n = v+m, n+mn
			} else {
				n = 4
			}
		}
		if n != 4 || v%100 > 59 || v > 1400 {
			c.i = from
			return false
		}
		st.zoned, st.offset = true, (v/100*60+v%100)*60
		if sign == '-' {
			st.offset = -st.offset
		}
		return true
	}
	c.eat('(')
	offset, ok := zoneWord(c.word())
	if !ok {
		c.i = from
		return false
	}
	st.zoned, st.offset = true, offset*3600
	if offset == 0 {
		st.offset = c.hoursFromGMT()
	}
	c.eat(')')
	return true
}

// hoursFromGMT reads what follows the word GMT or UTC: +1, -4, +5:30, +0100. It
// gives seconds, 0 where nothing follows.
func (c *cursor) hoursFromGMT() int {
	from := c.i
	sign := 1
	switch {
	case c.eat('-'):
		sign = -1
	case !c.eat('+'):
		return 0
	}
	hours, digits := c.number()
	minutes := 0
	switch {
	case digits >= 3:
		hours, minutes = hours/100, hours%100
	case digits > 0 && c.eat(':'):
		minutes, _ = c.number()
	}
	if digits == 0 || hours > 14 || minutes > 59 {
		c.i = from
		return 0
	}
	return sign * (hours*60 + minutes) * 60
}

// zoneWord is the offset in hours of a zone's abbreviation. IST and the like,
// which mean several zones, are not read.
func zoneWord(w []byte) (hours int, ok bool) {
	switch string(bytes.ToUpper(w)) {
	case "Z", "UTC", "GMT":
		return 0, true
	case "BST", "CET":
		return 1, true
	case "CEST":
		return 2, true
	case "EDT":
		return -4, true
	case "EST", "CDT":
		return -5, true
	case "CST", "MDT":
		return -6, true
	case "MST", "PDT":
		return -7, true
	case "PST":
		return -8, true
	}
	return 0, false
}
