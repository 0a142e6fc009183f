package ingest

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// xmlFile walks over an XML file piece by piece. It forgives what exports get
// wrong (unquoted attributes, elements that are not closed, control characters,
// entities it does not know) and stops where it cannot go on. Entities that the
// file defines are never expanded. One piece of text, and the text of one
// element, may not be longer than the longest line; elements may not lie deeper
// than maxDepth.
type xmlFile struct {
	dec   *xml.Decoder
	in    *xmlInput
	depth int
}

// maxDepth is how deep elements may lie within one another. Exports need ten.
const maxDepth = 200

var (
	errLongPiece = errors.New("one piece of it is larger than Yearbook reads")
	errTooDeep   = fmt.Errorf("its elements lie more than %d deep within one another", maxDepth)
)

// newXMLFile reads in, which is UTF-8 already, or was read as Windows-1252
// where it was not: decoded says how many bytes were.
func newXMLFile(in *bufio.Reader, limit int64, odd bool) *xmlFile {
	guard := &xmlInput{r: in, limit: limit}
	dec := xml.NewDecoder(guard)
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if !odd || readsAsWindows1252(charset) {
			return r, nil
		}
		enc, err := htmlindex.Get(charset)
		if err != nil {
			return r, nil
		}
		return transform.NewReader(r, transform.Chain(asBytes{}, enc.NewDecoder())), nil
	}
	return &xmlFile{dec: dec, in: guard}
}

// next is the next piece. Its bytes are good until the next call.
func (x *xmlFile) next() (xml.Token, error) {
	x.in.left = x.in.limit
	tok, err := x.dec.Token()
	switch tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			return nil, errTooDeep
		}
	case xml.EndElement:
		x.depth--
	}
	return tok, err
}

// xmlReader is told of every element of a file, but for those whose text it takes
// when they start.
type xmlReader interface {
	start(x *xmlFile, e xml.StartElement) error
	end(name string)
}

// each hands the elements to r, up to the error at which the file ends.
func (x *xmlFile) each(r xmlReader) error {
	for {
		tok, err := x.next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := r.start(x, t); err != nil {
				return err
			}
		case xml.EndElement:
			r.end(t.Name.Local)
		}
	}
}

// line is the line of the file up to which it was read.
func (x *xmlFile) line() int {
	line, _ := x.dec.InputPos()
	return line
}

// text is all the text within the element that next has just begun.
func (x *xmlFile) text() (string, error) {
	var out strings.Builder
	for depth := x.depth; x.depth >= depth; {
		tok, err := x.next()
		if err != nil {
			return out.String(), err
		}
		if chars, ok := tok.(xml.CharData); ok {
			if int64(out.Len()+len(chars)) > x.in.limit {
				return out.String(), errLongPiece
			}
			out.Write(chars)
		}
	}
	return out.String(), nil
}

// end makes a sentence of the error at which the reading stopped: a warning
// where messages were found before it, else an error.
func (x *xmlFile) end(b *book, err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	why := err.Error()
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		why = "the file was cut short"
	case errors.As(err, &syntax):
		why = syntax.Msg
	case !errors.Is(err, errLongPiece) && !errors.Is(err, errTooDeep) && !strings.HasPrefix(why, "xml: "):
		return err // of the disk, or a cancelled context
	}
	if len(b.res.Records) == 0 {
		return fmt.Errorf("the XML breaks off at line %d (%s), before its first comment: export it again", x.line(), why)
	}
	b.warn("The XML breaks off at line %d (%s): what follows was not read. Export it again if you can.", x.line(), why)
	return nil
}

// xmlInput hands out the bytes of a file, blanks for the control characters
// that XML forbids, and an error where one piece is too long.
type xmlInput struct {
	r     *bufio.Reader
	limit int64
	left  int64 // what the piece being read may still take
}

func (in *xmlInput) ReadByte() (byte, error) {
	if in.left--; in.left < -4096 {
		return 0, errLongPiece
	}
	b, err := in.r.ReadByte()
	if b < ' ' && b != '\n' && b != '\t' && b != '\r' {
		b = ' '
	}
	return b, err
}

func (in *xmlInput) Read(p []byte) (int, error) {
	for i := range p {
		b, err := in.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = b
		if b == '\n' || b == '>' { // no further than needed, so that the limit is of one piece
			return i + 1, nil
		}
	}
	return len(p), nil
}

// xmlAttr is the value of an element's attribute, whatever its namespace.
func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// xmlRoot is the name of the first element of an XML file, without its prefix,
// "" where the head is no XML. A mark before the XML is forgiven.
func xmlRoot(h *head) string {
	start := bytes.TrimLeft(trim(h.text[:min(len(h.text), 16<<10)]), "`")
	if !bytes.HasPrefix(start, []byte("<")) {
		return ""
	}
	for {
		i := bytes.IndexByte(start, '<')
		if i < 0 || i+1 >= len(start) {
			return ""
		}
		start = start[i+1:]
		if rest, ok := bytes.CutPrefix(start, []byte("!--")); ok {
			_, start, _ = bytes.Cut(rest, []byte("-->"))
			continue
		}
		if isLetter(start[0]) {
			break
		}
	}
	name := start
	if i := bytes.IndexAny(start, " \t\r\n/>"); i >= 0 {
		name = start[:i]
	}
	if _, local, ok := bytes.Cut(name, []byte(":")); ok {
		name = local
	}
	return string(name)
}
