package ingest

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// The Word reader takes transcripts of meetings as Teams saves them: .docx whose
// paragraphs read "Ann Lee   0:12" and below it what was said. See
// transcriptReader. Documents of any other kind are not read.

// maxDocx is how much text of a document is read. Transcripts hold a few MB.
const maxDocx = 256 << 20

// docxText is the part of a document that holds its text, nil where a zip
// archive is no document.
func docxText(a *archive) *zip.File {
	for _, f := range a.zip.File {
		if f.Name == "word/document.xml" {
			return f
		}
	}
	return nil
}

// docxLines hands out the lines of a document until each says no. A paragraph
// is a line, and a break within one begins another.
func docxLines(a *archive, f *zip.File, each func(n int, line []byte) bool) (*xmlFile, error) {
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("the document is damaged (%w): save it again", err)
	}
	defer in.Close()
	limited := &io.LimitedReader{R: in, N: maxDocx}
	raw := bufio.NewReaderSize(limited, 64<<10)
	start, _ := raw.Peek(4 << 10)
	dec := newDecoder(a.ctx, raw, start)
	x := newXMLFile(bufio.NewReaderSize(dec, 64<<10), a.opt.MaxLine, false)
	d := docxWalk{each: each, max: int(min(a.opt.MaxLine, 1<<30))}
	for err == nil && !d.done {
		err = d.step(x)
	}
	if d.done || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	if limited.N == 0 {
		err = fmt.Errorf("the document holds more than %d MB of text: save it as plain text and split it", maxDocx>>20)
	}
	return x, err
}

// docxWalk puts the lines of a document together.
type docxWalk struct {
	each func(n int, line []byte) bool
	max  int
	n    int
	line []byte
	text int // how deep within elements that hold text
	done bool
}

func (d *docxWalk) step(x *xmlFile) error {
	tok, err := x.next()
	if err != nil {
		return err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "t":
			d.text++
		case "tab":
			d.line = append(d.line, '\t')
		case "br", "cr":
			d.emit()
		case "Fallback", "tabs", "pPr", "rPr": // the same again for old programs; tab stops
			_, err = x.text()
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			d.text--
		case "p":
			d.emit()
		}
	case xml.CharData:
		if d.text > 0 && len(d.line)+len(t) <= d.max {
			d.line = append(d.line, t...)
		}
	}
	return err
}

func (d *docxWalk) emit() {
	d.n++
	if !d.done && !d.each(d.n, d.line) {
		d.done = true
	}
	d.line = d.line[:0]
}

func detectDocx(a *archive) float64 {
	f := docxText(a)
	if f == nil {
		return 0
	}
	var lines [][]byte
	docxLines(a, f, func(_ int, line []byte) bool {
		if len(trim(line)) > 0 {
			lines = append(lines, append([]byte(nil), line...))
		}
		return len(lines) < 400
	})
	switch n, part := headShare(lines); {
	case n >= 2 && part >= 0.05:
		return 0.95
	case n > 0 && part >= 0.1:
		return 0.7
	}
	return 0
}

func readDocx(a *archive) error {
	r := newTranscriptReader(a.book, a.opt)
	x, err := docxLines(a, docxText(a), func(n int, line []byte) bool {
		r.take(line, n)
		return true
	})
	r.finish()
	if x == nil || err == nil {
		return err
	}
	return x.end(a.book, err)
}
