package ingest

import (
	"bytes"
	"strings"

	"yearbook/analysis/corpus"
)

// The pipe reader takes tweets written as id|date|text, one to a line, with
// the account as the file's name. The text may hold further pipes. A line that
// does not begin with an id goes on with the tweet above it.

// parsePipe cuts a line that begins with an id and a pipe.
func parsePipe(line []byte) (id, date, words []byte, ok bool) {
	i := 0
	for i < len(line) && isDigit(line[i]) {
		i++
	}
	if i == 0 || i == len(line) || line[i] != '|' {
		return nil, nil, nil, false
	}
	date, words, ok = bytes.Cut(line[i+1:], []byte("|"))
	return line[:i], date, words, ok
}

func detectPipe(h *head) float64 {
	lines := h.sample(200)
	good := share(lines, func(line []byte) bool {
		id, date, _, ok := parsePipe(line)
		if !ok || len(id) < 5 {
			return false
		}
		_, ok = parseStamp(date)
		return ok
	})
	if good < 0.3 {
		return 0
	}
	return 0.6 + 0.38*good
}

// pipeReader holds the tweet that is being put together.
type pipeReader struct {
	book   *book
	author string
	max    int

	open  bool
	line  int
	id    string
	stamp stamp
	text  []byte
}

func readPipe(j *job) error {
	r := &pipeReader{book: j.book, author: valid(j.head.base), max: int(j.opt.MaxLine)}
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

func (r *pipeReader) take(line []byte, in *lines) {
	id, date, words, ok := parsePipe(trim(line))
	switch {
	case in.long:
		r.flush()
		r.book.skip("line too long", in.n, line)
	case ok:
		r.flush()
		st, _ := parseStamp(date)
		r.open, r.line, r.id, r.stamp = true, in.n, string(id), st
		r.text = append(r.text[:0], words...)
	case len(trim(line)) == 0:
		r.book.skip("blank line", in.n, line)
	case id != nil || !r.open || len(r.text)+len(line) > r.max:
		r.flush()
		r.book.skip("not in the form id|date|text", in.n, line)
	default:
		r.text = append(append(r.text, '\n'), line...)
	}
}

func (r *pipeReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	words := text(r.text)
	if words == "" {
		r.book.skip("empty", r.line, []byte(r.id))
		return
	}
	r.book.keep(tweet(corpus.Record{Row: r.line, ID: r.id, Author: r.author, Text: words}), r.stamp)
}

// tweet completes the record of a tweet: its channel, whether it passes on
// somebody else's words, and the few characters that Twitter escapes.
func tweet(rec corpus.Record) corpus.Record {
	rec.Channel = corpus.Tweet
	if strings.HasPrefix(rec.Text, "RT @") {
		rec.Marks |= corpus.Repost
	}
	if strings.IndexByte(rec.Text, '&') >= 0 {
		rec.Text = escapes.Replace(rec.Text)
	}
	return rec
}

// escapes are read only with their semicolon, so that the parameters of a web
// address stay as they are.
var escapes = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'")
