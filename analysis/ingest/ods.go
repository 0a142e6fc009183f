package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
)

const titleODS = "OpenDocument sheet (ODS)"

// ods is a workbook of LibreOffice: one file holds all of its sheets.
type ods struct {
	content *zip.File
	list    []sheetInfo
}

func detectODS(a *archive) float64 {
	content := a.part("content.xml")
	if content == nil {
		return 0
	}
	if f := a.part("mimetype"); f != nil {
		if r, err := openPart(f); err == nil {
			defer r.Close()
			kind, _ := io.ReadAll(io.LimitReader(r, 100))
			if bytes.Contains(kind, []byte("opendocument.spreadsheet")) {
				return 0.95
			}
		}
	}
	return 0
}

func readODS(a *archive) error {
	w, err := newODS(a)
	if err != nil {
		return err
	}
	return readWorkbook(a, w)
}

// newODS lists the sheets. A sheet is hidden by its style.
func newODS(a *archive) (*ods, error) {
	w := &ods{content: a.part("content.xml")}
	r, err := openPart(w.content)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	x := newXMLScanner(r)
	hidden := map[string]bool{}
	style := ""
	for n := 0; x.next(); n++ {
		if n%65536 == 65535 && a.ctx.Err() != nil {
			return nil, a.ctx.Err()
		}
		if x.kind != xmlOpen {
			continue
		}
		switch string(x.name) {
		case "style":
			style = string(x.attr("name"))
		case "table-properties":
			if string(x.attr("display")) == "false" {
				hidden[style] = true
			}
		case "table":
			name := valid(string(appendUnescaped(nil, x.attr("name"))))
			w.list = append(w.list, sheetInfo{name: name, hidden: hidden[string(x.attr("style-name"))]})
		}
	}
	if err := x.failed(); err != nil {
		return nil, err
	}
	if len(w.list) == 0 {
		return nil, errors.New("the workbook holds no sheets that can be read: open and save it again")
	}
	return w, nil
}

func (w *ods) sheets() []sheetInfo { return w.list }

func (w *ods) open(ctx context.Context, sheet int) (sheetRows, error) {
	part, err := openPart(w.content)
	if err != nil {
		return nil, err
	}
	r := &odsRows{ctx: ctx, part: part, xml: newXMLScanner(part)}
	for n := -1; n < sheet && r.xml.next(); {
		if r.xml.kind == xmlOpen && string(r.xml.name) == "table" {
			n++
		}
	}
	return r, nil
}

// odsRows are the rows of one sheet. A row or a cell that comes several times
// is written once, with the number of times.
type odsRows struct {
	ctx  context.Context
	part io.ReadCloser
	xml  *xmlScanner

	cells  rowCells
	column int // of the next cell
	line   int // of the current row
	after  int // line of the row after those repeated
	again  int // how often the current row is still to be given
	copied int // bytes given as repeats
	seen   int
	cut    bool // the sheet ends in the middle of a row
	merged int
	typed  int // cells that are dates
	value  []byte
	err    error
}

// mostCopied bounds what repeated rows may grow to.
const mostCopied = 64 << 20

func (r *odsRows) Close() error { return r.part.Close() }

func (r *odsRows) where() (line int, long bool) { return r.line, false }

func (r *odsRows) expect(columns int) { r.cells.want = min(columns, mostColumns) }

func (r *odsRows) dateCells() int { return r.typed }

func (r *odsRows) end(b *book) error {
	tellSheet(b, r.cut, r.merged, r.line)
	if r.err != nil {
		return r.err
	}
	return r.xml.failed()
}

func (r *odsRows) next() ([][]byte, bool) {
	if r.again > 0 {
		r.again--
		r.line++
		if r.copied += len(r.cells.arena) + 64; r.copied > mostCopied {
			r.err = errExpands
			return nil, false
		}
		return r.cells.row(), true
	}
	if r.after == 0 {
		r.after = 1
	}
	for r.err == nil && r.xml.next() {
		switch name := string(r.xml.name); {
		case r.xml.kind == xmlClose && name == "table":
			r.xml.err = io.EOF
			return nil, false
		case r.xml.kind == xmlOpen && name == "table-row":
			times := repeats(r.xml.attr("number-rows-repeated"))
			r.line = r.after
			r.after += times
			if r.readRow(); r.err == nil && !r.cells.blank() {
				r.again = times - 1
				return r.cells.row(), true
			}
		}
	}
	return nil, false
}

// repeats is how often something comes, at least once.
func repeats(attr []byte) int {
	if n, ok := whole(attr); ok && n > 0 {
		return min(n, 1<<20)
	}
	return 1
}

// readRow gathers the cells of the row that has just been opened.
func (r *odsRows) readRow() {
	r.cells.reset()
	r.column = 0
	if r.seen++; r.seen%1024 == 0 {
		r.err = r.ctx.Err()
	}
	for r.err == nil && r.xml.next() {
		switch name := string(r.xml.name); {
		case r.xml.kind == xmlClose && name == "table-row":
			return
		case r.xml.kind == xmlOpen && (name == "table-cell" || name == "covered-table-cell"):
			r.readCell(name)
		}
	}
	r.cut = true
}

// readCell adds one cell, as often as it comes, to the row.
func (r *odsRows) readCell(name string) {
	x := r.xml
	times := repeats(x.attr("number-columns-repeated"))
	if n, ok := whole(x.attr("number-rows-spanned")); ok && n > 1 {
		r.merged++
	}
	if string(x.attr("value-type")) == "date" {
		r.typed++
	}
	r.value = r.value[:0]
	own := odsValue(r.value, x)
	hasOwn := len(own) > 0
	r.value = own
	note, paragraphs := 0, 0
	inside := 0
	for x.next() {
		tag := string(x.name)
		switch x.kind {
		case xmlOpen:
			switch tag {
			case "annotation":
				note++
			case "p", "h":
				if inside++; inside == 1 && note == 0 && !hasOwn {
					if paragraphs++; paragraphs > 1 {
						r.value = append(r.value, '\n')
					}
				}
			case "s", "tab", "line-break":
				if inside > 0 && note == 0 && !hasOwn {
					r.value = appendBlank(r.value, tag, x.attr("c"))
				}
			}
		case xmlText:
			if inside > 0 && note == 0 && !hasOwn {
				r.value = x.appendText(r.value)
			}
		case xmlClose:
			switch tag {
			case "annotation":
				note--
			case "p", "h":
				inside--
			case name:
				if name == "covered-table-cell" { // hidden below a merged one
					r.value = r.value[:0]
				}
				r.put(times)
				return
			}
		}
		if len(r.value) > maxXMLToken {
			r.err = errLongToken
			return
		}
	}
	r.put(1)
}

// put ends the cell and adds its repeats. Empty cells take no room until one
// with a value follows.
func (r *odsRows) put(times int) {
	c := &r.cells
	if len(r.value) == 0 {
		r.column = min(r.column+times, mostColumns)
		return
	}
	c.skipTo(r.column)
	for range min(times, mostColumns-r.column) {
		c.arena = append(c.arena, r.value...)
		c.finish()
		r.column++
		if len(c.arena) > maxXMLToken {
			r.err = errExpands
			return
		}
	}
}

// odsValue adds the value that a cell holds beside what it shows: a date as
// ISO writes it, a number with all of its digits.
func odsValue(out []byte, x *xmlScanner) []byte {
	switch string(x.attr("value-type")) {
	case "date":
		return append(out, x.attr("date-value")...)
	case "time":
		return appendDuration(out, x.attr("time-value"))
	case "float":
		return append(out, x.attr("value")...)
	case "boolean":
		return append(out, bytes.ToUpper(x.attr("boolean-value"))...)
	case "string":
		return appendUnescaped(out, x.attr("string-value"))
	}
	return out
}

// appendBlank adds the spaces, tab or line break that a tag stands for.
func appendBlank(out []byte, tag string, count []byte) []byte {
	switch tag {
	case "tab":
		return append(out, '\t')
	case "line-break":
		return append(out, '\n')
	}
	return append(out, bytes.Repeat([]byte(" "), min(repeats(count), 1024))...)
}

// appendDuration writes a time of day, given as "PT10H30M00S".
func appendDuration(out, value []byte) []byte {
	rest, ok := bytes.CutPrefix(value, []byte("PT"))
	if !ok {
		return out
	}
	var parts [3]int
	for i, unit := range []string{"H", "M", "S"} {
		number, after, found := bytes.Cut(rest, []byte(unit))
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(string(number), 64)
		if err != nil || !(v >= 0 && v < 1000) {
			return out
		}
		parts[i], rest = int(v), after
	}
	for i, p := range parts {
		if i > 0 {
			out = append(out, ':')
		}
		if p < 10 {
			out = append(out, '0')
		}
		out = strconv.AppendInt(out, int64(p), 10)
	}
	return out
}
