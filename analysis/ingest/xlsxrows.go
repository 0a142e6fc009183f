package ingest

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
)

// xlsxRows are the rows of one sheet.
type xlsxRows struct {
	ctx  context.Context
	book *xlsx
	part io.ReadCloser
	xml  *xmlScanner

	cells  rowCells
	line   int
	seen   int
	lost   int  // strings that the workbook does not have
	cut    bool // the sheet ends in the middle of a row
	merged int  // cells that reach over several rows
	typed  int  // cells that are dates
	value  []byte
	err    error
}

func (r *xlsxRows) Close() error { return r.part.Close() }

func (r *xlsxRows) where() (line int, long bool) { return r.line, false }

func (r *xlsxRows) expect(columns int) { r.cells.want = min(columns, mostColumns) }

func (r *xlsxRows) dateCells() int { return r.typed }

func (r *xlsxRows) end(b *book) error {
	if r.lost > 0 {
		b.warn("%d cells name texts that the workbook does not hold and were read as empty: it may be damaged.", r.lost)
	}
	tellSheet(b, r.cut, r.merged, r.line)
	if r.err != nil {
		return r.err
	}
	return r.xml.failed()
}

func (r *xlsxRows) next() ([][]byte, bool) {
	x := r.xml
	for r.err == nil && x.next() {
		switch {
		case x.kind == xmlOpen && string(x.name) == "row":
			r.line++
			if n, ok := whole(x.attr("r")); ok && n > 0 {
				r.line = n
			}
			if r.readRow(); r.err == nil && !r.cells.blank() {
				return r.cells.row(), true
			}
		case x.kind == xmlOpen && string(x.name) == "mergeCell":
			from, to, _ := strings.Cut(string(x.attr("ref")), ":")
			if strings.TrimLeft(from, letters) != strings.TrimLeft(to, letters) {
				r.merged++
			}
		}
	}
	return nil, false
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// readRow gathers the cells of the row that has just been opened.
func (r *xlsxRows) readRow() {
	r.cells.reset()
	if r.seen++; r.seen%1024 == 0 {
		r.err = r.ctx.Err()
	}
	x := r.xml
	for r.err == nil && x.next() {
		switch {
		case x.kind == xmlClose && string(x.name) == "row":
			return
		case x.kind == xmlOpen && string(x.name) == "c":
			r.readCell()
		}
	}
	r.cut = true
}

// readCell adds one cell to the row.
func (r *xlsxRows) readCell() {
	x := r.xml
	column, kind, style := len(r.cells.ends), cellNumber, -1
	for attrs := x.attrs; ; {
		key, value, rest, ok := nextAttr(attrs)
		if !ok {
			break
		}
		attrs = rest
		switch string(key) {
		case "r":
			if c := columnIndex(value); c >= column && c < mostColumns {
				column = c
			}
		case "t":
			kind = cellKind(value)
		case "s":
			if n, ok := whole(value); ok {
				style = n
			}
		}
	}
	if column >= mostColumns {
		r.err = errors.New("a row of the sheet has more columns than a sheet can have: the workbook is damaged; save the sheet as CSV UTF-8 instead")
		return
	}
	r.cells.skipTo(column)
	isDate := kind == cellNumber && style >= 0 && style < len(r.book.dates) && r.book.dates[style]
	r.value = r.value[:0]
	inside, aloud := false, false
	for x.next() {
		switch x.kind {
		case xmlOpen:
			switch string(x.name) {
			case "v", "t":
				inside = !aloud
			case "rPh":
				aloud = true
			}
			continue
		case xmlText:
			if inside {
				r.value = x.appendText(r.value)
			}
			continue
		}
		switch string(x.name) {
		case "v", "t":
			inside = false
		case "rPh":
			aloud = false
		case "c":
			r.put(kind, isDate)
			return
		}
	}
	r.put(kind, isDate)
}

// Kinds of cells, as the attribute t says.
const (
	cellNumber = iota
	cellShared
	cellText
	cellBool
	cellMoment // a date as ISO writes it
)

func cellKind(t []byte) int {
	switch string(t) {
	case "s":
		return cellShared
	case "b":
		return cellBool
	case "", "n":
		return cellNumber
	case "d":
		return cellMoment
	default: // str, inlineStr, e: the value stands for itself
		return cellText
	}
}

// put ends the cell with what its value means.
func (r *xlsxRows) put(kind int, isDate bool) {
	c := &r.cells
	switch {
	case len(r.value) == 0:
	case kind == cellShared:
		i, ok := whole(r.value)
		if !ok || i >= len(r.book.strings.ends) {
			r.lost++
			break
		}
		c.arena = append(c.arena, r.book.strings.at(i)...)
	case kind == cellBool && string(r.value) == "1":
		c.arena = append(c.arena, "TRUE"...)
	case kind == cellBool:
		c.arena = append(c.arena, "FALSE"...)
	case kind == cellText:
		c.arena = unescapeCell(c.arena, r.value)
	case kind == cellMoment:
		r.typed++
		c.arena = append(c.arena, r.value...)
	case isDate:
		r.typed++
		c.arena = appendSerial(c.arena, r.value, r.book.base == 1904)
	default:
		c.arena = append(c.arena, r.value...)
	}
	c.finish()
}

// whole reads a number without sign.
func whole(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if !isDigit(c) {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// columnIndex is the column of a place such as "AB12", counted from 0; -1
// where there is none.
func columnIndex(place []byte) int {
	n := 0
	for i, c := range place {
		if !isLetter(c) {
			break
		}
		if i == 4 {
			return -1
		}
		n = n*26 + int(c|0x20-'a') + 1
	}
	return n - 1
}

// appendSerial writes the date that a number stands for: days since the end of
// 1899, among them the 29 February 1900 that never was, or since 1904.
func appendSerial(out, value []byte, from1904 bool) []byte {
	v, err := strconv.ParseFloat(string(value), 64)
	if err != nil || !(v >= 0 && v < 200000) {
		return append(out, value...)
	}
	return appendMoment(out, v, from1904)
}
