package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lines hands out the lines of a decoded file one by one. It understands LF,
// CRLF and, where the file has no LF at all, CR.
type lines struct {
	r   *bufio.Reader
	end byte // the byte that ends a line
	max int

	n    int  // number of the line last handed out, from 1
	long bool // that line was longer than max; only its beginning is kept
	err  error
	buf  []byte
}

func newLines(r *bufio.Reader, end byte, limit int64) *lines {
	return &lines{r: r, end: end, max: int(min(limit, 1<<30))}
}

// lineEnd tells the byte that ends the lines of a file that begins with text.
func lineEnd(text []byte) byte {
	if bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0 {
		return '\r'
	}
	return '\n'
}

// next is the next line without its end. The slice is good until the next
// call. At the end of the file, or on an error, ok is false.
func (l *lines) next() (line []byte, ok bool) {
	l.long = false
	line, err := l.r.ReadSlice(l.end)
	if err != nil {
		line, err = l.rest(line, err)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		l.err = err
		return nil, false
	}
	if len(line) == 0 { // an empty line still has its end
		return nil, false
	}
	l.n++
	if line[len(line)-1] == l.end {
		line = line[:len(line)-1]
	}
	if len(line) > l.max {
		line, l.long = line[:l.max], true
	}
	return bytes.TrimRight(line, "\r"), true
}

// rest completes a line that is larger than the reader's buffer, and throws
// away what goes beyond the limit.
func (l *lines) rest(line []byte, err error) ([]byte, error) {
	l.buf = append(l.buf[:0], line...)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.r.ReadSlice(l.end)
		if room := l.max + 1 - len(l.buf); room < len(line) {
			l.long = true
			line = line[:max(room, 0)]
		}
		l.buf = append(l.buf, line...)
	}
	return l.buf, err
}

// split cuts text into lines as lines does, for the head of a file. Of a text
// that was cut short the last line is left out, unless it is the only one.
func split(text []byte, end byte, whole bool) [][]byte {
	var out [][]byte
	for len(text) > 0 {
		i := bytes.IndexByte(text, end)
		if i < 0 {
			if whole || len(out) == 0 {
				out = append(out, bytes.TrimRight(text, "\r"))
			}
			break
		}
		out = append(out, bytes.TrimRight(text[:i], "\r"))
		text = text[i+1:]
	}
	return out
}
