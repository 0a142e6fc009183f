package ingest

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlScanner walks over the XML of a workbook. It knows tags, attributes, text,
// CDATA and the entities of XML itself, which is all that workbooks use; it
// reads no document types, so that nothing can be defined that expands.
type xmlScanner struct {
	src   io.Reader
	limit int // of one token, in bytes
	buf   []byte
	from  int // what is not yet used lies in buf[from:to]
	to    int
	err   error // why no more can be read; io.EOF at the end

	kind  xmlKind
	name  []byte // of a tag, without its prefix; good until the next call
	attrs []byte // the rest of an opening tag
	text  []byte // of a text, with its entities
	plain bool   // the text is CDATA, in which entities mean nothing
	empty bool   // an opening tag that closes itself: its end comes next
}

type xmlKind uint8

const (
	xmlOpen xmlKind = iota + 1
	xmlClose
	xmlText
)

// maxXMLToken is the longest tag or text in a workbook. A cell of Excel holds
// 32,767 characters.
const maxXMLToken = 16 << 20

var errLongToken = errors.New("a cell of the workbook is longer than 16 MB: save the sheet as CSV UTF-8 instead")

func newXMLScanner(src io.Reader) *xmlScanner {
	return &xmlScanner{src: src, limit: maxXMLToken, buf: make([]byte, 64<<10)}
}

// next moves to the next tag or text. It is false at the end and on an error,
// which failed tells.
func (x *xmlScanner) next() bool {
	if x.kind == xmlOpen && x.empty {
		x.kind, x.empty = xmlClose, false
		return true
	}
	for {
		if x.from == x.to && !x.more() {
			return false
		}
		if x.buf[x.from] != '<' {
			x.kind, x.plain = xmlText, false
			x.text = x.upTo('<')
			return true
		}
		switch known, ok := x.markup(); {
		case !ok:
			return false
		case known:
			return true
		}
	}
}

// failed is why the walk ended early, nil at the end of the file.
func (x *xmlScanner) failed() error {
	if errors.Is(x.err, io.EOF) {
		return nil
	}
	return x.err
}

// more reads on. What was not yet used stays, at a new place.
func (x *xmlScanner) more() bool {
	if x.err != nil {
		return false
	}
	if x.from > 0 {
		x.to = copy(x.buf, x.buf[x.from:x.to])
		x.from = 0
	}
	if x.to == len(x.buf) {
		if len(x.buf) >= x.limit {
			x.err = errLongToken
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n := 0
	for n == 0 && x.err == nil {
		n, x.err = x.src.Read(x.buf[x.to:])
		n = dropNULs(x.buf[x.to : x.to+n])
	}
	x.to += n
	return n > 0
}

// dropNULs takes zero bytes out, which XML does not allow, and gives what is left.
func dropNULs(b []byte) int {
	if bytes.IndexByte(b, 0) < 0 {
		return len(b)
	}
	n := 0
	for _, c := range b {
		if c != 0 {
			b[n] = c
			n++
		}
	}
	return n
}

// upTo takes everything before the next sign, or before the end.
func (x *xmlScanner) upTo(sign byte) []byte {
	seen := 0
	for {
		if i := bytes.IndexByte(x.buf[x.from+seen:x.to], sign); i >= 0 {
			return x.take(seen + i)
		}
		seen = x.to - x.from
		if !x.more() {
			return x.take(x.to - x.from)
		}
	}
}

func (x *xmlScanner) take(n int) []byte {
	b := x.buf[x.from : x.from+n]
	x.from += n
	return b
}

// markup reads what begins with "<". Known is false for what says nothing.
func (x *xmlScanner) markup() (known, ok bool) {
	for x.to-x.from < len("<![CDATA[") && x.more() {
	}
	switch rest := x.buf[x.from:x.to]; {
	case bytes.HasPrefix(rest, []byte("<!--")):
		_, ok = x.until("-->")
		return false, ok
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		body, ok := x.until("]]>")
		if !ok {
			return false, false
		}
		x.kind, x.plain, x.text = xmlText, true, body[len("<![CDATA["):]
		return true, true
	case bytes.HasPrefix(rest, []byte("<?")), bytes.HasPrefix(rest, []byte("<!")):
		_, ok = x.until(">")
		return false, ok
	}
	tag, ok := x.tag()
	if !ok {
		return false, false
	}
	x.kind = xmlOpen
	if len(tag) > 0 && tag[0] == '/' {
		x.kind, tag = xmlClose, tag[1:]
	} else if n := len(tag); n > 0 && tag[n-1] == '/' {
		x.empty, tag = true, tag[:n-1]
	}
	end := 0
	for end < len(tag) && tag[end] > ' ' {
		end++
	}
	x.name, x.attrs = tag[:end], tag[end:]
	if i := bytes.IndexByte(x.name, ':'); i >= 0 {
		x.name = x.name[i+1:]
	}
	return true, true
}

// until takes everything through an ending, and gives what lies before it.
func (x *xmlScanner) until(ending string) ([]byte, bool) {
	seen := 0
	for {
		if i := bytes.Index(x.buf[x.from+seen:x.to], []byte(ending)); i >= 0 {
			body := x.take(seen + i)
			x.from += len(ending)
			return body, true
		}
		seen = max(x.to-x.from-len(ending), 0)
		if !x.more() {
			return nil, false
		}
	}
}

// tag takes one tag, without its brackets. A ">" in quotation marks does not
// end it.
func (x *xmlScanner) tag() ([]byte, bool) {
	seen := 1
	for {
		i := bytes.IndexByte(x.buf[x.from+seen:x.to], '>')
		if i < 0 {
			seen = x.to - x.from
			if !x.more() {
				return nil, false
			}
			continue
		}
		seen += i
		if body := x.buf[x.from+1 : x.from+seen]; closed(body) {
			x.from += seen + 1
			return body, true
		}
		seen++
	}
}

// closed reports whether every quotation mark in a tag has its partner.
func closed(tag []byte) bool {
	mark := byte(0)
	for _, c := range tag {
		switch {
		case mark == 0 && (c == '"' || c == '\''):
			mark = c
		case c == mark:
			mark = 0
		}
	}
	return mark == 0
}

// attr is the value of an attribute, given without its prefix; nil where there
// is none.
func (x *xmlScanner) attr(name string) []byte {
	for rest := x.attrs; ; {
		key, value, after, ok := nextAttr(rest)
		if !ok {
			return nil
		}
		if string(key) == name {
			return value
		}
		rest = after
	}
}

// nextAttr reads the first of some attributes. The key is without its prefix.
func nextAttr(attrs []byte) (key, value, rest []byte, ok bool) {
	i := 0
	for i < len(attrs) && attrs[i] <= ' ' {
		i++
	}
	from := i
	for i < len(attrs) && attrs[i] != '=' && attrs[i] > ' ' {
		if attrs[i] == ':' {
			from = i + 1
		}
		i++
	}
	key = attrs[from:i]
	for i < len(attrs) && (attrs[i] <= ' ' || attrs[i] == '=') {
		i++
	}
	if i == len(attrs) || attrs[i] != '"' && attrs[i] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(attrs[i+1:], attrs[i])
	if end < 0 {
		return nil, nil, nil, false
	}
	return key, attrs[i+1 : i+1+end], attrs[i+2+end:], true
}

// appendText adds the current text to out, with its entities resolved.
func (x *xmlScanner) appendText(out []byte) []byte {
	if x.plain {
		return append(out, x.text...)
	}
	return appendUnescaped(out, x.text)
}

// appendUnescaped adds text to out with the entities of XML resolved.
func appendUnescaped(out, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		r := rune(-1)
		if end > 0 {
			r = entity(text[1:end])
		}
		if r < 0 {
			out = append(out, '&')
			text = text[1:]
			continue
		}
		if r > 0 {
			out = utf8.AppendRune(out, r)
		}
		text = text[end+1:]
	}
}

// entity is the character that an entity stands for, -1 where it is none.
func entity(name []byte) rune {
	switch string(name) {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	if len(name) < 2 || name[0] != '#' {
		return -1
	}
	base, digits := 10, string(name[1:])
	if digits[0]|0x20 == 'x' {
		base, digits = 16, digits[1:]
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		return -1
	}
	return rune(v)
}
