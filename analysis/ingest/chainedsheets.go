package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// open begins to read the sheets, one after the other.
func (c sheetChoice) open(ctx context.Context, w workbook) (*chainedSheets, error) {
	r := &chainedSheets{ctx: ctx, book: w, choice: c}
	return r, r.begin()
}

// chainedSheets reads sheets with one header as if they were one. Rows are
// counted on from sheet to sheet, so that each has a place of its own.
type chainedSheets struct {
	ctx    context.Context
	book   workbook
	choice sheetChoice
	rows   []sheetRows // of the sheets begun so far
	offset []int       // what was counted before each
	want   int
	line   int
	fresh  bool // the next row is the first of its sheet
	err    error
}

// begin opens the next sheet.
func (r *chainedSheets) begin() error {
	rows, err := r.book.open(r.ctx, r.choice.sheets[len(r.rows)].index)
	if err != nil {
		return err
	}
	if r.fresh = true; r.want > 0 {
		rows.expect(r.want)
	}
	r.rows, r.offset = append(r.rows, rows), append(r.offset, r.line)
	return nil
}

func (r *chainedSheets) next() ([][]byte, bool) {
	for {
		n := len(r.rows) - 1
		cells, ok := r.rows[n].next()
		if ok {
			line, _ := r.rows[n].where()
			r.line = r.offset[n] + line
			return cells, true
		}
		if n+1 == len(r.choice.sheets) {
			return nil, false
		}
		if r.err = errors.Join(r.rows[n].Close(), r.begin()); r.err != nil {
			return nil, false
		}
	}
}

func (r *chainedSheets) where() (line int, long bool) { return r.line, false }

func (r *chainedSheets) expect(columns int) {
	r.want = columns
	r.rows[len(r.rows)-1].expect(columns)
}

func (r *chainedSheets) end(b *book) error {
	errs := []error{r.err}
	for _, rows := range r.rows {
		errs = append(errs, rows.end(b))
	}
	return errors.Join(errs...)
}

// Close closes the last sheet; those before it were closed at their ends.
func (r *chainedSheets) Close() error { return r.rows[len(r.rows)-1].Close() }

func (r *chainedSheets) dateCells() (n int) {
	for _, rows := range r.rows {
		n += rows.dateCells()
	}
	return n
}

// began says, at the first row of a sheet, how many rows stand above its header
// and how many the header has.
func (r *chainedSheets) began() (above, header int, ok bool) {
	p := r.choice.sheets[len(r.rows)-1].plan
	if !r.fresh || p == nil {
		return 0, 0, false
	}
	r.fresh = false
	return p.above, p.header, true
}

// account says which sheets were read together and where their rows stand, and
// gives the examples of the receipt their places in their own sheets.
func (r *chainedSheets) account(b *book) {
	if len(r.offset) < 2 {
		return
	}
	const most = 12
	var places []string
	for i, from := range r.offset[1:] {
		if i == most {
			places = append(places, "and so on")
			break
		}
		places = append(places, fmt.Sprintf("row %d is row 1 of %q", from+1, r.choice.sheets[i+1].name))
	}
	b.warn("The sheets %s have the same header and were read together, one after the other; rows are counted on: %s.", r.choice.quoted(), strings.Join(places, ", "))
	for _, examples := range b.res.Receipt.Examples {
		for i, e := range examples {
			sheet := max(sortedBefore(r.offset, e.Line)-1, 0)
			examples[i] = Example{Line: e.Line - r.offset[sheet], Text: shorten([]byte(r.choice.sheets[sheet].name + ": " + e.Text))}
		}
	}
}

// sortedBefore counts the numbers of a rising list that are below n.
func sortedBefore(list []int, n int) int {
	i, _ := slices.BinarySearch(list, n)
	return i
}
