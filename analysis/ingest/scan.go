package ingest

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor walks over one line while its parts are recognised.
type cursor struct {
	s []byte
	i int
}

func (c *cursor) done() bool { return c.i >= len(c.s) }

func (c *cursor) rest() []byte { return c.s[c.i:] }

// peek is the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if c.i < len(c.s) {
		return c.s[c.i]
	}
	return 0
}

// eat steps over the next byte if it is b.
func (c *cursor) eat(b byte) bool {
	if c.i < len(c.s) && c.s[c.i] == b {
		c.i++
		return true
	}
	return false
}

// eatAny steps over the next byte if it is one of set.
func (c *cursor) eatAny(set string) bool {
	return c.i < len(c.s) && strings.IndexByte(set, c.s[c.i]) >= 0 && c.eat(c.s[c.i])
}

// space steps over spaces of any width and over invisible marks.
func (c *cursor) space() bool {
	from := c.i
	for c.i < len(c.s) {
		b := c.s[c.i]
		if b == ' ' || b == '\t' {
			c.i++
			continue
		}
		if b < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(c.s[c.i:])
		if !isMark(r) && !unicode.IsSpace(r) {
			break
		}
		c.i += size
	}
	return c.i > from
}

// number reads a run of at most four digits.
func (c *cursor) number() (value, digits int) {
	from := c.i
	for c.i < len(c.s) && c.s[c.i]-'0' <= 9 {
		if c.i-from == 4 {
			c.i = from
			return 0, 0
		}
		value = value*10 + int(c.s[c.i]-'0')
		c.i++
	}
	return value, c.i - from
}

// word reads a run of letters of the English alphabet.
func (c *cursor) word() []byte {
	from := c.i
	for c.i < len(c.s) && isLetter(c.s[c.i]) {
		c.i++
	}
	return c.s[from:c.i]
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isMark reports whether r is one of the invisible marks that phones and web
// pages put around names, numbers and times.
func isMark(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e',
		'\u2060', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff', '\u061c':
		return true
	}
	return false
}

// trim takes spaces and invisible marks off both ends. A joiner inside an
// emoji stays.
func trim(b []byte) []byte {
	for len(b) > 0 {
		r, size := rune(b[0]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(b)
		}
		if !unicode.IsSpace(r) && !isMark(r) {
			break
		}
		b = b[size:]
	}
	for len(b) > 0 {
		r, size := rune(b[len(b)-1]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeLastRune(b)
		}
		if !unicode.IsSpace(r) && !isMark(r) {
			break
		}
		b = b[:len(b)-size]
	}
	return b
}

// foldEqual reports whether b is word in capitals or small letters.
func foldEqual(b []byte, word string) bool {
	return len(b) == len(word) && (string(b) == word || strings.EqualFold(string(b), word))
}

// shorten makes an example of text: one line of at most 80 characters.
func shorten(text []byte) string {
	const most = 80
	text = text[:min(len(text), 4*most+4)]
	out := make([]rune, 0, most)
	for _, r := range string(bytes.ToValidUTF8(text, nil)) {
		if len(out) == most {
			return string(out) + "…"
		}
		if unicode.IsControl(r) {
			r = ' '
		}
		out = append(out, r)
	}
	return string(out)
}
