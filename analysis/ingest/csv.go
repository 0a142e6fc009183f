package ingest

import "bytes"

// rowReader cuts a table into rows and cells. It is lenient where encoding/csv
// is strict: a quotation mark inside a cell stands for itself, a quoted cell
// that is never closed ends with its line, and rows may differ in length.
type rowReader struct {
	in    *lines
	delim byte
	want  int // cells of the header, 0 while unknown

	line     int  // first line of the current row
	long     bool // the current row had a line longer than the limit
	stray    int  // quotation marks that stand for themselves
	unclosed int  // quoted cells that were never closed

	raw    []byte
	cuts   []int // ends of the lines in raw
	cells  [][]byte
	undone []physicalLine // lines given back, next one last
	err    error
}

type physicalLine struct {
	n    int
	text []byte
	long bool
}

// A quoted cell may run on for this long before it counts as never closed.
// Each that does lowers the limit, so that a file full of them stays quick.
const (
	maxQuoted      = 1 << 20
	maxQuotedLines = 5000
)

func newRowReader(in *lines, delim byte) *rowReader { return &rowReader{in: in, delim: delim} }

// next is the next row. The cells are good until the next call.
func (r *rowReader) next() (cells [][]byte, ok bool) {
	r.long = false
	line, n, ok := r.pull()
	if !ok {
		return nil, false
	}
	r.line = n
	if r.long {
		r.cells = append(r.cells[:0], line)
		return r.cells, true
	}
	if bytes.IndexByte(line, '"') < 0 {
		return r.plain(line), true
	}
	return r.quoted(line), true
}

// pull takes a line that was given back, or the next one of the file.
func (r *rowReader) pull() (line []byte, n int, ok bool) {
	if last := len(r.undone) - 1; last >= 0 {
		next := r.undone[last]
		r.undone, r.long = r.undone[:last], next.long
		return next.text, next.n, true
	}
	line, ok = r.in.next()
	if !ok {
		r.err = r.in.err
		return nil, 0, false
	}
	r.long = r.in.long
	return line, r.in.n, true
}

// plain cuts a line without quotation marks.
func (r *rowReader) plain(line []byte) [][]byte {
	cells := r.cells[:0]
	for {
		i := bytes.IndexByte(line, r.delim)
		if i < 0 {
			break
		}
		cells = append(cells, line[:i])
		line = line[i+1:]
	}
	r.cells = append(cells, line)
	return r.cells
}

// quoted collects the lines of a row that has quotation marks, and cuts it.
func (r *rowReader) quoted(line []byte) [][]byte {
	if !r.endsOpen(line, false) {
		return r.cut(line)
	}
	r.raw = append(r.raw[:0], line...)
	r.cuts = append(r.cuts[:0], len(line))
	mostBytes, mostLines := r.patience()
	for open := true; open; {
		more, n, ok := r.pull()
		tooMuch := ok && (r.long || len(r.raw)+len(more) > mostBytes || len(r.cuts) >= mostLines)
		if tooMuch {
			r.undone = append(r.undone, physicalLine{n, bytes.Clone(more), r.long})
			r.long = false
		}
		if !ok || tooMuch {
			return r.giveUp()
		}
		r.raw = append(append(r.raw, '\n'), more...)
		r.cuts = append(r.cuts, len(r.raw))
		open = r.endsOpen(more, true)
	}
	if len(r.cuts) > 1 && r.swallowed() {
		return r.giveUp()
	}
	return r.cut(r.raw)
}

// swallowed reports whether a row of several lines would be whole with the
// first alone: then a quotation mark was not closed, if the row has a wrong
// number of cells or one in which another quoted cell seems to begin.
func (r *rowReader) swallowed() bool {
	if r.want < 2 || r.count(r.raw[:r.cuts[0]]) != r.want {
		return false
	}
	if r.count(r.raw) != r.want {
		return true
	}
	inner := []byte{r.delim, '"'}
	for row := r.raw; ; {
		if len(row) > 0 && row[0] == '"' {
			var cell []byte
			cell, row, _ = r.closing(row[1:])
			if i := bytes.Index(cell, inner); i >= 0 && i+2 < len(cell) && cell[i+2] != '"' {
				return true
			}
		}
		i := bytes.IndexByte(row, r.delim)
		if i < 0 {
			return false
		}
		row = row[i+1:]
	}
}

// patience is how much a quoted cell may hold.
func (r *rowReader) patience() (bytes, lines int) {
	switch {
	case r.unclosed > 64:
		return 4 << 10, 10
	case r.unclosed > 8:
		return maxQuoted / 16, maxQuotedLines / 25
	default:
		return maxQuoted, maxQuotedLines
	}
}

// giveUp takes the first line of the row alone, its open cell ending with the
// line, and gives the other lines back.
func (r *rowReader) giveUp() [][]byte {
	r.unclosed++
	for i := len(r.cuts) - 1; i > 0; i-- {
		r.undone = append(r.undone, physicalLine{n: r.line + i, text: bytes.Clone(r.raw[r.cuts[i-1]+1 : r.cuts[i]])})
	}
	return r.cut(r.raw[:r.cuts[0]])
}

// endsOpen reports whether a quoted cell is still open at the end of a line,
// given whether one was at its beginning.
func (r *rowReader) endsOpen(line []byte, open bool) bool {
	for {
		if !open {
			if len(line) > 0 && line[0] == '"' {
				line, open = line[1:], true
				continue
			}
			i := bytes.IndexByte(line, r.delim)
			if i < 0 {
				return false
			}
			line = line[i+1:]
			continue
		}
		i := bytes.IndexByte(line, '"')
		if i < 0 {
			return true
		}
		line = line[i+1:]
		switch {
		case len(line) == 0:
			return false
		case line[0] == '"':
			line = line[1:]
		case line[0] == r.delim:
			line, open = line[1:], false
		}
	}
}

// count is the number of cells that cut would give.
func (r *rowReader) count(row []byte) int {
	n := 1
	for {
		if len(row) > 0 && row[0] == '"' {
			_, row, _ = r.closing(row[1:])
		}
		i := bytes.IndexByte(row, r.delim)
		if i < 0 {
			return n
		}
		n++
		row = row[i+1:]
	}
}

// cut cuts a row into cells, taking off the quotation marks. It writes into
// the row.
func (r *rowReader) cut(row []byte) [][]byte {
	cells := r.cells[:0]
	for {
		var quoted []byte
		isQuoted := len(row) > 0 && row[0] == '"'
		if isQuoted {
			var stray int
			quoted, row, stray = r.closing(row[1:])
			r.stray += stray
			quoted = undouble(quoted)
		}
		i := bytes.IndexByte(row, r.delim)
		cell := row
		if i >= 0 {
			cell = row[:i]
		}
		if isQuoted {
			cell = quoted
		}
		cells = append(cells, cell)
		if i < 0 {
			break
		}
		row = row[i+1:]
	}
	r.cells = cells
	return cells
}

// closing splits a row behind an opening quotation mark at the closing one,
// which is followed by a delimiter or the end.
func (r *rowReader) closing(row []byte) (cell, rest []byte, stray int) {
	for from := 0; ; {
		i := bytes.IndexByte(row[from:], '"')
		if i < 0 {
			return row, nil, stray + 1
		}
		at := from + i
		switch {
		case at+1 == len(row) || row[at+1] == r.delim:
			return row[:at], row[at+1:], stray
		case row[at+1] == '"':
			from = at + 2
		default:
			stray++
			from = at + 1
		}
	}
}

// undouble makes one quotation mark of two, in place.
func undouble(cell []byte) []byte {
	i := bytes.Index(cell, []byte(`""`))
	if i < 0 {
		return cell
	}
	out := cell[:i]
	for i < len(cell) {
		out = append(out, cell[i])
		if cell[i] == '"' && i+1 < len(cell) && cell[i+1] == '"' {
			i++
		}
		i++
	}
	return out
}

func (r *rowReader) where() (line int, long bool) { return r.line, r.long }

func (r *rowReader) expect(columns int) { r.want = columns }

// end tells what was lenient.
func (r *rowReader) end(b *book) error {
	if r.stray > 0 {
		b.warn("%d quotation marks stand inside cells as themselves, which the format does not allow: check that those rows read well.", r.stray)
	}
	if r.unclosed > 0 {
		b.warn("%d quoted cells were never closed and were taken to end with their line: check those rows in the file.", r.unclosed)
	}
	return r.err
}
