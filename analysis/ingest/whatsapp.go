package ingest

import (
	"bytes"
	"strings"
	"unicode"

	"yearbook/analysis/corpus"
)

// The WhatsApp reader takes what phones save as "_chat.txt" (iOS) or "WhatsApp
// Chat with NAME.txt" (Android), in every layout of date and clock that
// FORMATS.md lists, and the same layout written by Signal exporters.
//
// A message runs on until the next line that begins with a date, a time and a
// name, or with a date, a time and an event of the chat. A quoted line that itself
// begins with all three therefore begins a message; one that begins with a date
// and a time only, as in a list of appointments, goes on with the message above.

// waLine is a line that begins a message or an event of the chat.
type waLine struct {
	stamp stamp
	weak  bool // nothing but a space parts time and name
	body  []byte
}

// parseWhatsApp reads "20/01/19, 11:23 - ", "[20/01/2019, 11:23:05] " and
// their kin at the beginning of a line.
func parseWhatsApp(line []byte) (waLine, bool) {
	if len(line) < 10 || line[0] != '[' && !isDigit(line[0]) && line[0] < 0x80 {
		return waLine{}, false
	}
	c := cursor{s: line}
	if line[0] >= 0x80 {
		c.space()
	}
	bracket := c.eat('[')
	st, ok := c.numericDate()
	if !ok {
		return waLine{}, false
	}
	c.eat(',')
	if !c.space() {
		return waLine{}, false
	}
	if !isDigit(c.peek()) {
		c.timeWord()
	}
	if !c.clock(&st) {
		return waLine{}, false
	}
	out := waLine{stamp: st}
	spaced := c.space()
	switch {
	case bracket && c.eat(']'):
		c.eat(' ')
	case bracket:
		return waLine{}, false
	case c.dash():
		if !c.eat(' ') && !c.space() && !c.done() {
			return waLine{}, false
		}
	case spaced:
		out.weak = true
	default:
		return waLine{}, false
	}
	out.body = c.rest()
	return out, true
}

// dash steps over a hyphen or a dash.
func (c *cursor) dash() bool {
	if en := []byte("–"); bytes.HasPrefix(c.rest(), en) {
		c.i += len(en)
		return true
	}
	return c.eat('-')
}

// author cuts "Name: text". A name without a space after its colon is
// accepted too; a colon inside an event of the chat is not, unless what stands
// before it is known to be a name.
func (l waLine) author(known map[string]string) (name, text []byte, ok bool) {
	i := bytes.IndexByte(l.body, ':')
	if i <= 0 || i > 120 {
		return nil, nil, false
	}
	name, text = trim(l.body[:i]), l.body[i+1:]
	if len(name) == 0 {
		return nil, nil, false
	}
	if _, seen := known[string(name)]; !seen && isEvent(name) {
		return nil, nil, false
	}
	if len(text) > 0 && text[0] < 0x80 && text[0] != ' ' && text[0] != '\t' {
		if l.weak || bytes.HasPrefix(text, []byte("//")) || isDigit(text[0]) && isDigit(name[len(name)-1]) {
			return nil, nil, false
		}
	}
	return name, text, true
}

func detectWhatsApp(h *head) float64 {
	lines := h.sample(300)
	strong, weak := waShares(lines)
	switch {
	case strong >= 0.5:
		return 0.95
	case strong >= 0.05:
		return 0.8
	case strong > 0 && len(lines) > 0:
		if l, ok := parseWhatsApp(lines[0]); ok && !l.weak {
			return 0.6
		}
		return 0.4
	case weak >= 0.3:
		return 0.6
	}
	return 0
}

// waShares is the part of the lines that begin a message in a strong and in
// the weak layout.
func waShares(lines [][]byte) (strong, weak float64) {
	starts := func(wantWeak bool) func([]byte) bool {
		return func(line []byte) bool {
			l, ok := parseWhatsApp(line)
			if !ok || l.weak != wantWeak {
				return false
			}
			_, _, ok = l.author(nil)
			return ok
		}
	}
	return share(lines, starts(false)), share(lines, starts(true))
}

// waReader holds the message that is being put together.
type waReader struct {
	book  *book
	max   int
	weak  bool   // lines of the weak layout begin messages
	group []byte // the name of the group, where an event told it

	open   bool
	line   int
	stamp  stamp
	author string // "" for an event
	spaced bool   // a space parts the author from the text, as it should
	text   []byte
	words  slab
}

func readWhatsApp(j *job) error {
	strong, weak := waShares(j.head.sample(300))
	r := &waReader{book: j.book, max: int(j.opt.MaxLine), weak: weak > strong}
	j.book.dates.ascending = true
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		r.take(line, in)
	}
	r.flush()
	return in.err
}

// take adds one line of the file.
func (r *waReader) take(line []byte, in *lines) {
	if in.long {
		r.flush()
		r.book.skip("line too long", in.n, line)
		return
	}
	if l, ok := parseWhatsApp(line); ok && (!l.weak || r.weak) {
		name, text, authored := l.author(r.book.names)
		if authored || !l.weak && !r.goesOn(l.body) {
			r.flush()
			r.begin(in.n, l, name, text, authored)
			return
		}
	}
	switch {
	case r.open && len(r.text)+len(line) < r.max:
		r.text = append(append(r.text, '\n'), line...)
	case r.open:
		r.book.skip("message too long", in.n, line)
	case len(trim(line)) > 0:
		r.book.skip("before the first message", in.n, line)
	}
}

// goesOn reports whether a line with a date and no author belongs to the message
// above it: it is no event that the chat is known to write.
func (r *waReader) goesOn(body []byte) bool { return r.open && r.author != "" && !isEventLine(body) }

func (r *waReader) begin(line int, l waLine, name, text []byte, authored bool) {
	r.open, r.line, r.stamp, r.author = true, line, l.stamp, ""
	if authored {
		r.author = r.book.name(name)
		r.spaced = len(text) == 0 || !isPunct(text[0])
	} else {
		text = l.body
	}
	r.text = append(r.text[:0], text...)
}

// flush ends the message that is open.
func (r *waReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	if r.author == "" {
		r.learnGroup()
		r.drop("system")
		return
	}
	marked := hasMark(r.text)
	body := trim(r.text)
	if r.isSystem(body, marked) {
		r.drop("system")
		return
	}
	if !r.spaced && !bytes.ContainsFunc(body, isWord) {
		r.drop("no words")
		return
	}
	body, reason := withoutMedia(body)
	if reason != "" {
		r.drop(reason)
		return
	}
	r.book.keep(corpus.Record{Row: r.line, Author: r.author, Text: undirected(r.words.text(body)), Channel: corpus.Chat}, r.stamp)
}

// undirected takes out the invisible marks that phones put before words of their
// own, and round telephone numbers to set their direction; of a pair, only one may
// be left by now.
func undirected(s string) string {
	const first = 0xe2 // the first byte of each of them
	if strings.IndexByte(s, first) < 0 || !strings.ContainsAny(s, directions) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(directions, r) {
			return -1
		}
		return r
	}, s)
}

const directions = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// isPunct reports whether b is a mark such as the full stop of "Name:.", a line
// that phones do not write and that says nothing.
func isPunct(b byte) bool { return b > ' ' && b < 0x80 && !isLetter(b) && !isDigit(b) }

// isWord reports whether r is more than a mark: a letter, a digit, an emoji.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) }

func (r *waReader) drop(reason string) {
	r.book.date(r.stamp)
	example := r.text
	if r.author != "" {
		example = append([]byte(r.author+":"), r.text...)
	}
	r.book.skip(reason, r.line, trim(example))
}
