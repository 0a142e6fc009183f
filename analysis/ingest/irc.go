package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"yearbook/analysis/corpus"
)

// The IRC reader takes two layouts: "[03:21] <nick> text", whose date stands
// in the file's name only and which is one sitting, and supybot's
// "2012-10-17T09:16:21+0000  <nick> text". An action ("* nick waves") is a
// message by that nick. Lines that begin with === are events, including the
// actions that old logs write that way, since nothing tells them apart.

type ircKind int

const (
	ircUnknown ircKind = iota
	ircSay
	ircEvent
)

// ircLine is one line of a log.
type ircLine struct {
	kind  ircKind
	stamp stamp // without a date where only the clock is given
	full  bool  // the stamp has a date
	nick  []byte
	text  []byte
}

func parseIRC(line []byte) ircLine {
	for _, sign := range []string{"===", "***", "---", "-!-"} {
		if bytes.HasPrefix(line, []byte(sign)) {
			return ircLine{kind: ircEvent}
		}
	}
	var l ircLine
	c := cursor{s: line}
	bracket := c.eat('[')
	at := c.i
	if st, ok := c.numericDate(); ok && st.form == yearFirst {
		l.full, l.stamp = true, st
		if !c.clockAfterDate(&l.stamp) {
			return l
		}
	} else if c.i = at; !c.clock(&l.stamp) {
		return l
	}
	if bracket && !c.eat(']') || !c.space() {
		return l
	}
	l.say(c.rest())
	return l
}

// say reads what follows the time.
func (l *ircLine) say(rest []byte) {
	switch {
	case bytes.HasPrefix(rest, []byte("***")), bytes.HasPrefix(rest, []byte("===")), bytes.HasPrefix(rest, []byte("-!-")):
		l.kind = ircEvent
	case bytes.HasPrefix(rest, []byte("* ")):
		l.kind = ircSay
		l.nick, l.text, _ = bytes.Cut(trim(rest[2:]), []byte(" "))
	case bytes.HasPrefix(rest, []byte("<")):
		if i := bytes.IndexByte(rest, '>'); i > 1 && i < 80 {
			l.kind, l.nick, l.text = ircSay, rest[1:i], rest[i+1:]
		}
	case bytes.HasPrefix(rest, []byte("(")): // (nick/#channel) text
		nick, after, ok := bytes.Cut(rest[1:], []byte("/#"))
		if _, words, closed := bytes.Cut(after, []byte(")")); ok && closed && len(nick) < 80 {
			l.kind, l.nick, l.text = ircSay, nick, words
		}
	}
	l.nick = bytes.TrimLeft(trim(l.nick), "@+%&~")
	if l.kind == ircSay && len(l.nick) == 0 {
		l.kind = ircUnknown
	}
}

func detectIRC(h *head) float64 {
	lines := h.sample(300)
	said := share(lines, func(b []byte) bool { return parseIRC(b).kind == ircSay })
	known := share(lines, func(b []byte) bool { return parseIRC(b).kind != ircUnknown })
	switch {
	case said >= 0.1 && known >= 0.8:
		return 0.95
	case said >= 0.1 && known >= 0.5:
		return 0.7
	case said > 0 && known >= 0.8:
		return 0.6
	}
	return 0
}

// ircReader gives each line its day.
type ircReader struct {
	book *book
	day  time.Time // midnight UTC of the current day, zero for full times
	last int       // milliseconds of the day, of the line above
	held int       // lines timed before the line above
}

func readIRC(j *job) error {
	r := &ircReader{book: j.book}
	if !fullTimes(j.head) {
		day, written, ok := dateInName(j.head.base)
		if !ok {
			return errors.New("the log gives hours but no date: put the date into the file's name, as in 2013-08-06.txt, and read it again")
		}
		r.day = day
		j.book.res.Source.Sitting, j.book.dates.steady = true, true
		j.book.dates.base = DateDecision{Order: "in the file name", Evidence: "the file's name says " + written}
	}
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		if in.long {
			j.book.skip("line too long", in.n, line)
			continue
		}
		r.take(line, in.n)
	}
	if r.held > 0 {
		j.book.warn("%d lines are timed before the line above them, as when a clock is set back: they were given the time of the line above.", r.held)
	}
	return in.err
}

func (r *ircReader) take(line []byte, n int) {
	l := parseIRC(line)
	switch {
	case l.kind == ircEvent:
		r.book.skip("event", n, line)
		return
	case l.kind == ircUnknown && len(trim(line)) == 0:
		r.book.skip("blank line", n, line)
		return
	case l.kind == ircUnknown:
		r.book.skip("not a line of a log", n, line)
		return
	}
	st := r.at(l)
	said := trim(withoutCodes(l.text))
	if len(said) == 0 {
		r.book.skip("empty", n, line)
		return
	}
	r.book.keep(corpus.Record{Row: n, Author: r.book.name(l.nick), Text: text(said), Channel: corpus.Chat}, st)
}

// midnight is how far a clock must fall back for a new day to have begun.
const midnight = 6 * time.Hour

// at is the full time of a line: where the clock falls back by hours, the next
// day has begun; where it falls back by less, the order of the lines stands.
func (r *ircReader) at(l ircLine) stamp {
	if l.full {
		return l.stamp
	}
	if r.day.IsZero() { // a line without a date among lines that have one
		return stamp{}
	}
	ms := l.stamp.ms
	switch fall := r.last - ms; {
	case fall >= int(midnight.Milliseconds()):
		r.day = r.day.AddDate(0, 0, 1)
	case fall > 0:
		ms = r.last
		r.held++
	}
	r.last = ms
	if r.day.Year() > lastYear {
		return stamp{}
	}
	return stamp{form: exact, x: r.day.Year(), y: int(r.day.Month()), z: r.day.Day(), ms: ms, clock: true}
}

// fullTimes reports whether the lines of a log carry their dates.
func fullTimes(h *head) bool {
	full, bare := 0, 0
	for _, line := range h.sample(300) {
		if l := parseIRC(line); l.kind == ircSay && l.full {
			full++
		} else if l.kind == ircSay {
			bare++
		}
	}
	return full > bare
}

// dateInName finds a date in a file's name: 2013-08-06, 2013_08_06, 2013.08.06
// or 20130806, with no digit on either side.
func dateInName(name string) (day time.Time, written string, ok bool) {
	for i := 0; i+8 <= len(name); i++ {
		if i > 0 && isDigit(name[i-1]) {
			continue
		}
		for _, layout := range []string{"2006-01-02", "2006_01_02", "2006.01.02", "20060102"} {
			end := i + len(layout)
			if end > len(name) || end < len(name) && isDigit(name[end]) {
				continue
			}
			if t, err := time.Parse(layout, name[i:end]); err == nil && validDate(t.Year(), int(t.Month()), t.Day()) {
				return t, fmt.Sprint(name[i:end]), true
			}
		}
	}
	return time.Time{}, "", false
}

// withoutCodes takes out the control codes of bold, colour and the like.
func withoutCodes(b []byte) []byte {
	i := bytes.IndexFunc(b, func(r rune) bool { return r < 0x20 && r != '\t' })
	if i < 0 {
		return b
	}
	out := append([]byte(nil), b[:i]...)
	for c := (cursor{s: b, i: i}); !c.done(); {
		switch code := c.peek(); {
		case code == 0x03: // colour, with up to two numbers
			c.i++
			for n := 0; n < 2 && isDigit(c.peek()); n++ {
				c.i++
			}
			if rest := c.rest(); len(rest) > 1 && rest[0] == ',' && isDigit(rest[1]) {
				c.i += 2
				if isDigit(c.peek()) {
					c.i++
				}
			}
		case code < 0x20 && code != '\t':
			c.i++
		default:
			out = append(out, code)
			c.i++
		}
	}
	return out
}
