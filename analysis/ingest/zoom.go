package ingest

import (
	"bytes"

	"yearbook/analysis/corpus"
)

// The Zoom reader takes saved chats in the three forms that Zoom has written:
//
//	A  08:58:13<TAB> From NAME : text            the clock on the wall
//	B  00:58:04<TAB>NAME:<TAB>text               time since the recording began
//	C  08:58:13  From NAME to Everyone : text    also in other languages, and
//	   08:58:13 From NAME to Everyone:           with the text below, after a tab
//
// A and B are known from real files, C from a program that reads it. A and C may
// have a date before the clock, as in 2021-06-02 08:58:13, or AM or PM after it.
// What was written to one person is left out. Where no line has a date the file
// gives no day: see sitting.

// zoomLine is a line that begins a message.
type zoomLine struct {
	ms      int
	date    stamp // with its clock; the zero stamp where the line has none
	offset  bool  // form B
	name    []byte
	text    []byte
	private bool
}

// parseZoom reads the beginning of a message.
func parseZoom(line []byte) (zoomLine, bool) {
	if len(line) < len("08:58:13 From") || !isDigit(line[0]) {
		return zoomLine{}, false
	}
	st, clock, rest, ok := zoomTime(line)
	if !ok {
		return zoomLine{}, false
	}
	z := zoomLine{ms: st.ms, date: st}
	if st.form == noDate {
		z.date = stamp{}
		if z.parseOffset(clock, rest) {
			return z, true
		}
	}
	rest = bytes.TrimLeft(rest, " \t\u00a0\u202f")
	for _, l := range zoomLanguages() {
		if who, ok := bytes.CutPrefix(rest, l.from); ok {
			ok = z.address(trim(who), l.to)
			return z, ok
		}
	}
	return zoomLine{}, false
}

// zoomTime reads "08:58:13", with a date before it or AM or PM after it, and gives
// what is below it.
func zoomTime(line []byte) (st stamp, clock, rest []byte, ok bool) {
	c := cursor{s: line}
	if date, dated := c.numericDate(); dated {
		st = date
		if c.eat(','); !c.space() {
			return stamp{}, nil, nil, false
		}
	} else {
		c.i = 0
	}
	from := c.i
	if !c.clock(&st) || st.ms%1000 != 0 {
		return stamp{}, nil, nil, false
	}
	clock, rest = line[from:c.i], line[c.i:]
	half := isLetter(clock[len(clock)-1]) || clock[len(clock)-1] == '.'
	ok = bytes.Count(clock, []byte(":")) == 2 && (half || len(clock) == len("08:58:13")) && c.space()
	return st, clock, rest, ok
}

// parseOffset reads the rest of a line of form B.
func (z *zoomLine) parseOffset(clock, rest []byte) bool {
	if len(clock) != len("08:58:13") || len(rest) < 2 || rest[0] != '\t' || rest[1] == ' ' {
		return false
	}
	name, text, ok := bytes.Cut(bytes.TrimLeft(rest, " \t"), []byte(":\t"))
	if name = trim(name); !ok || len(name) == 0 || len(name) > 200 || bytes.Contains(name, []byte(" : ")) {
		return false
	}
	z.offset, z.name, z.text = true, name, text
	return true
}

// address reads "NAME : text", "NAME to NAME : text" and "NAME to NAME:".
func (z *zoomLine) address(s []byte, to [][]byte) bool {
	who, text, ok := bytes.Cut(s, []byte(" : "))
	if !ok {
		s = trim(s)
		who, ok = bytes.CutSuffix(s, []byte(":"))
		text = nil
	}
	if !ok {
		return false
	}
	z.text = text
	z.name, z.private = zoomSender(trim(who), to)
	return len(z.name) > 0 && len(z.name) <= 300
}

// zoomLanguage is how Zoom names sender and recipient in one language.
type zoomLanguage struct {
	from []byte
	to   [][]byte
}

func zoomLanguages() []zoomLanguage {
	return []zoomLanguage{
		{[]byte("From "), phrases(" to ", " To ")},
		{[]byte("Von "), phrases(" an ", " An ")},
		{[]byte("De "), phrases(" à ", " para ", " a ")},
		{[]byte("Da "), phrases(" a ")},
		{[]byte("Van "), phrases(" aan ")},
	}
}

var (
	zoomEverybody = phrases("everyone", "everyone (in meeting)", "everyone in meeting", "alle", "jeden", "tous", "tout le monde", "todos", "todo el mundo", "tutti", "iedereen",
		"all panelists and attendees", "all panelists", "hosts and panelists", "all attendees", "panelists and attendees")
	zoomPrivate = phrases("(direct message)", "(privately)", "(private)", "(direktnachricht)", "(privat)", "(message direct)", "(mensaje directo)")
)

// zoomSender parts the sender from the recipient, whom one of the words to
// precedes. Whoever is not everybody is one person, so that the message is
// private; in doubt it is, too.
func zoomSender(who []byte, to [][]byte) (name []byte, private bool) {
	for _, w := range to {
		i := bytes.LastIndex(who, w)
		if i <= 0 {
			continue
		}
		target := bytes.ToLower(trim(who[i+len(w):]))
		for _, all := range zoomEverybody {
			if bytes.Equal(target, all) {
				return trim(who[:i]), false
			}
		}
	}
	lower := bytes.ToLower(who)
	for _, mark := range zoomPrivate {
		private = private || bytes.Contains(lower, mark)
	}
	for _, w := range to {
		if i := bytes.Index(who, w); i > 0 {
			return trim(who[:i]), true
		}
	}
	if i := bytes.LastIndexByte(who, '('); private && i > 0 {
		who = trim(who[:i])
	}
	return who, private
}

func detectZoom(h *head) float64 {
	lines := h.sample(300)
	starts := share(lines, func(line []byte) bool { _, ok := parseZoom(line); return ok })
	if len(lines) == 0 || starts == 0 {
		return 0
	}
	_, first := parseZoom(lines[0])
	switch {
	case starts >= 0.5:
		return 0.96
	case first && starts >= 0.1, starts >= 0.25:
		return 0.85
	case first:
		return 0.5
	}
	return 0
}

// zoomReader holds the message that is being put together.
type zoomReader struct {
	book *book
	when *sitting
	max  int

	open bool
	line int
	zoomLine
	buf     []byte
	offsets bool
	dated   int // messages with a date of their own
}

func readZoom(j *job) error {
	r := &zoomReader{book: j.book, when: newSitting(j.book, j.opt), max: int(j.opt.MaxLine)}
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
	if r.dated > 0 {
		r.when.dated(r.when.first == "")
	}
	r.when.close(r.offsets)
	return in.err
}

func (r *zoomReader) take(line []byte, in *lines) {
	z, starts := parseZoom(line)
	switch {
	case in.long:
		r.flush()
		r.book.skip("line too long", in.n, line)
	case starts:
		r.flush()
		r.open, r.line, r.zoomLine = true, in.n, z
		r.name = bytes.Clone(z.name)
		r.buf = append(r.buf[:0], z.text...)
	case r.open && len(r.buf)+len(line) < r.max:
		r.buf = append(append(r.buf, '\n'), bytes.TrimPrefix(line, []byte("\t"))...)
	case r.open:
		r.book.skip("message too long", in.n, nil) // perhaps of a private message
	case len(trim(line)) > 0:
		r.book.skip("before the first message", in.n, line)
	}
}

// flush ends the message that is open.
func (r *zoomReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	var st stamp
	switch {
	case r.date.form != noDate:
		r.dated++
		st = r.date
	case r.offset:
		r.offsets = true
		st = r.when.offset(r.ms)
	default:
		st = r.when.clock(r.ms)
	}
	said := withoutZoomQuote(trim(r.buf))
	switch {
	case r.private:
		r.book.skip("private", r.line, nil)
	case len(said) == 0:
		r.book.skip("empty", r.line, nil)
	case isZoomReaction(said):
		r.book.skip("reaction", r.line, said)
	default:
		r.book.keep(corpus.Record{Row: r.line, Author: r.book.person(r.name), Text: text(said), Channel: corpus.Chat}, st)
		return
	}
	r.book.date(st)
}

// isZoomReaction reads `Reacted to "..." with 👍` and `Removed a 👍 reaction
// from "..."`.
func isZoomReaction(said []byte) bool {
	return (bytes.HasPrefix(said, []byte(`Reacted to "`)) || bytes.HasPrefix(said, []byte("Reacted to “"))) && bytes.Contains(said, []byte(" with ")) ||
		bytes.HasPrefix(said, []byte("Removed a ")) && bytes.Contains(said, []byte(" reaction from "))
}

// withoutZoomQuote takes `Replying to "..."` off the beginning: these are the
// words of somebody else.
func withoutZoomQuote(said []byte) []byte {
	if !bytes.HasPrefix(said, []byte(`Replying to "`)) && !bytes.HasPrefix(said, []byte("Replying to “")) {
		return said
	}
	for _, end := range phrases("\"\n", "”\n") {
		if _, rest, ok := bytes.Cut(said, end); ok {
			return trim(rest)
		}
	}
	return said
}
