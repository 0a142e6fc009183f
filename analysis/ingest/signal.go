package ingest

import (
	"bytes"

	"yearbook/analysis/corpus"
)

// The Signal reader takes what signal-export writes: "[2019-12-24 12:23:05]
// Name: text", in older versions "[2019-12-24, 12:23] Name: text", over many
// lines, with files as ![name](./media/...), stickers as (( 👍 )), reactions as
// (- Name: 👍 -) and quoted messages after "> ".
//
// The layout is that of WhatsApp on a phone set to write the year first. A file
// counts as Signal only where it cannot be WhatsApp's: no line has the marks or
// the stand-ins of WhatsApp, and either none has seconds, which such phones
// write, or the file has what only signal-export writes. Whatever is in doubt is
// read as WhatsApp text, which gives the same messages, quotes and reactions
// included.

// parseSignal reads the beginning of a message.
func parseSignal(line []byte) (l waLine, seconds, ok bool) {
	const short, long = len("[2019-12-24, 12:23]"), len("[2019-12-24 12:23:05]")
	if len(line) < short || line[0] != '[' || line[5] != '-' || line[8] != '-' {
		return waLine{}, false, false
	}
	seconds = line[11] == ' ' && len(line) >= long && line[long-1] == ']'
	if !seconds && (line[11] != ',' || line[short-1] != ']') {
		return waLine{}, false, false
	}
	l, ok = parseWhatsApp(line)
	if !ok || l.stamp.form != yearFirst {
		return waLine{}, false, false
	}
	_, _, ok = l.author(nil)
	return l, seconds, ok
}

func detectSignal(h *head) float64 {
	starts, other, seconds := 0, 0, 0
	lines := h.sample(300)
	for _, line := range lines {
		_, long, signal := parseSignal(line)
		_, whatsApp := parseWhatsApp(line)
		switch {
		case whatsApp && !signal || hasMark(line) || containsAny(line, placeholders) || bytes.Contains(line, []byte("end-to-end encrypted")):
			other++
		case signal && long:
			starts++
			seconds++
		case signal:
			starts++
		}
	}
	own := h.ext == ".md" || bytes.Contains(h.text, []byte("](./media/")) || bytes.Contains(h.text, []byte("] Me: "))
	if 10*starts < len(lines) || starts == 0 || other > 0 || seconds > 0 && !own {
		return 0
	}
	return 0.95
}

// signalReader holds the message that is being put together.
type signalReader struct {
	book *book
	max  int

	open   bool
	line   int
	stamp  stamp
	author string
	buf    []byte
	quotes int
}

func readSignal(j *job) error {
	r := &signalReader{book: j.book, max: int(j.opt.MaxLine)}
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
	if r.quotes > 0 {
		j.book.warn("%d lines that quote another message were left out: they are counted where they were first said.", r.quotes)
	}
	return in.err
}

func (r *signalReader) take(line []byte, in *lines) {
	if in.long {
		r.flush()
		r.book.skip("line too long", in.n, line)
		return
	}
	if l, _, ok := parseSignal(line); ok {
		r.flush()
		name, said, _ := l.author(nil)
		r.open, r.line, r.stamp, r.author = true, in.n, l.stamp, r.book.person(name)
		r.buf = append(r.buf[:0], said...)
		return
	}
	switch {
	case r.open && len(r.buf)+len(line) < r.max:
		r.buf = append(append(r.buf, '\n'), line...)
	case r.open:
		r.book.skip("message too long", in.n, line)
	case len(trim(line)) > 0:
		r.book.skip("before the first message", in.n, line)
	}
}

// flush ends the message that is open.
func (r *signalReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	said, media := r.words()
	switch {
	case string(said) == "(This message was deleted)":
		r.book.skip("deleted", r.line, nil)
	case len(said) > 0:
		r.book.keep(corpus.Record{Row: r.line, Author: r.author, Text: text(said), Channel: corpus.Chat}, r.stamp)
		return
	case media:
		r.book.skip("media", r.line, nil)
	default:
		r.book.skip("empty", r.line, nil)
	}
	r.book.date(r.stamp)
}

// words is the message without quotes, pictures and reactions.
func (r *signalReader) words() (said []byte, media bool) {
	for line := range bytes.SplitSeq(r.buf, []byte("\n")) {
		bare := trim(line)
		switch {
		case bytes.HasPrefix(bare, []byte("> ")) || len(bare) == 1 && bare[0] == '>':
			r.quotes++
			continue
		case bytes.HasPrefix(bare, []byte("(- ")) && bytes.HasSuffix(bare, []byte(" -)")):
			continue
		case bytes.HasPrefix(bare, []byte("(( ")) && bytes.HasSuffix(bare, []byte(" ))")):
			media = true
			continue
		}
		for {
			before, after, ok := cutMedia(line)
			if !ok {
				break
			}
			media = true
			said, line = append(said, before...), after
		}
		said = append(append(said, line...), '\n')
	}
	return trim(said), media
}

// cutMedia finds a link to a file beside the export: "![name](./media/...)".
func cutMedia(line []byte) (before, after []byte, ok bool) {
	at := bytes.Index(line, []byte("](."))
	if at < 0 {
		return nil, nil, false
	}
	if path := line[at+len("](."):]; !bytes.HasPrefix(path, []byte("/")) && !bytes.HasPrefix(path, []byte("./")) {
		return nil, nil, false
	}
	start, end := bytes.LastIndexByte(line[:at], '['), bytes.IndexByte(line[at:], ')')
	if start < 0 || end < 0 {
		return nil, nil, false
	}
	if start > 0 && line[start-1] == '!' {
		start--
	}
	return line[:start], line[at+end+1:], true
}
