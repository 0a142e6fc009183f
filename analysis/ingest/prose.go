package ingest

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis/corpus"
)

// The prose reader takes comments as plain text with nothing about them: one to
// a line, or one to a paragraph. It is the last resort and takes only what reads
// like sentences: no code, no lists of data, no chat whose layout is not known.

// comment is the channel of what people wrote in reply to something unknown.
const comment = corpus.Channel("comment")

// proseShape is what a head says about a text.
type proseShape struct {
	lines      [][]byte
	paragraphs bool // comments are parted by blank lines
}

func shapeOf(h *head) proseShape {
	s := proseShape{lines: h.sample(500)}
	blocks, inside := 0, false
	for _, line := range h.lines[:min(len(h.lines), 1000)] {
		filled := len(trim(line)) > 0
		if filled && !inside {
			blocks++
		}
		inside = filled
	}
	bullets := share(s.lines, func(line []byte) bool { return len(withoutBullet(trim(line))) < len(trim(line)) })
	wrapped := share(s.lines, func(line []byte) bool { return !endsSentence(trim(line)) })
	s.paragraphs = len(s.lines) >= blocks+blocks/2 && bullets < 0.15 && (blocks >= 3 || blocks == 2 && wrapped >= 0.3)
	return s
}

func detectProse(h *head) float64 {
	switch h.ext {
	case "", ".txt", ".md", ".text":
	default:
		return 0
	}
	s := shapeOf(h)
	if len(s.lines) < 2 {
		return 0
	}
	good := share(s.lines, isProse)
	ends := share(s.lines, func(line []byte) bool { return endsSentence(trim(line)) || len(trim(line)) > 60 })
	stamped := share(s.lines, isStamped)
	named := share(s.lines, func(line []byte) bool { _, _, ok := speakerPrefix(trim(line)); return ok })
	if good < 0.7 || ends < 0.3 || stamped > 0.1 || named > 0.3 {
		return 0
	}
	return 0.31
}

// isProse reports whether a line reads like words of a person: mostly letters,
// at least two words, none of the signs of code.
func isProse(line []byte) bool {
	line = bytes.TrimSpace(withoutBullet(trim(line)))
	letters, signs, all := 0, 0, 0
	for _, r := range string(line) {
		all++
		switch {
		case unicode.IsLetter(r):
			letters++
		case bytes.ContainsRune([]byte("{}<>=;|\\_#$[]^~`"), r):
			signs++
		}
	}
	return letters*10 >= all*6 && signs*25 <= all && bytes.IndexAny(line, " \u00a0") > 0
}

// isStamped tells a line that begins with a date, a clock or a bracket, as logs
// and chats of a layout that is not known do.
func isStamped(line []byte) bool {
	line = trim(line)
	if len(line) == 0 {
		return false
	}
	if line[0] == '[' || line[0] == '<' {
		return true
	}
	c := cursor{s: line}
	if _, ok := c.date(); ok {
		return true
	}
	c.i = 0
	var st stamp
	return c.clock(&st)
}

// withoutBullet takes "- ", "* ", "• ", "1. " and "1) " off a line.
func withoutBullet(line []byte) []byte {
	for _, mark := range phrases("- ", "* ", "• ", "– ") {
		if rest, ok := bytes.CutPrefix(line, mark); ok {
			return trim(rest)
		}
	}
	c := cursor{s: line}
	if n, digits := c.number(); digits > 0 && n >= 0 && c.eatAny(".)") && c.eat(' ') {
		return trim(c.rest())
	}
	return line
}

// proseReader holds the paragraph that is being put together.
type proseReader struct {
	book *book
	max  int
	line int
	buf  []byte
}

func readProse(j *job) error {
	r := &proseReader{book: j.book, max: int(j.opt.MaxLine)}
	paragraphs := shapeOf(j.head).paragraphs
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		switch {
		case in.long:
			r.flush()
			r.book.skip("line too long", in.n, line)
		case len(trim(line)) == 0:
			r.flush()
		case !paragraphs:
			r.flush()
			r.line, r.buf = in.n, append(r.buf, line...)
		case len(r.buf)+len(line) >= r.max:
			r.book.skip("message too long", in.n, line)
		default:
			if len(r.buf) == 0 {
				r.line = in.n
			} else {
				r.buf = append(r.buf, '\n')
			}
			r.buf = append(r.buf, line...)
		}
	}
	r.flush()
	kind := "line"
	if paragraphs {
		kind = "paragraph"
	}
	r.book.warn("The file was read as plain comments, one to a %s, without names: if it is something else, export it as a table with its header row.", kind)
	return in.err
}

// flush ends the comment that is open.
func (r *proseReader) flush() {
	if len(r.buf) == 0 {
		return
	}
	said := text(withoutBullet(trim(r.buf)))
	r.buf = r.buf[:0]
	if said == "" || !utf8.ValidString(said) {
		r.book.skip("empty", r.line, nil)
		return
	}
	rec := corpus.Record{Row: r.line, Text: said, Channel: comment}
	if isNonAnswer(said) {
		rec.Marks |= corpus.NonAnswer
	}
	r.book.keep(rec, stamp{})
}
