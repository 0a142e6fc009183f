package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// The workbook readers take the sheets of Excel and of LibreOffice. A sheet is
// read row by row, as a table of text is, and goes the same way from there.
// Blank rows of a sheet are no rows: a sheet has no end.

// workbook is a file of several sheets.
type workbook interface {
	// sheets lists the sheets in order.
	sheets() []sheetInfo
	// open begins to read a sheet.
	open(ctx context.Context, sheet int) (sheetRows, error)
}

type sheetInfo struct {
	name   string
	hidden bool
}

// sheetRows are the rows of one sheet, and what must be closed after them.
type sheetRows interface {
	rowSource
	io.Closer
	// dateCells is how many of the cells so far were dates and not text.
	dateCells() int
}

// readWorkbook reads the sheet that looks most like data, and with it those that
// have the same header.
func readWorkbook(a *archive, w workbook) error {
	chosen, err := chooseSheets(a.ctx, w, a.opt)
	if err != nil {
		return err
	}
	best := chosen.best
	rows, err := chosen.open(a.ctx, w)
	if err != nil {
		return err
	}
	defer rows.Close()
	receipt := &a.book.res.Receipt
	receipt.Sheet = chosen.names()
	if len(chosen.others) > 0 {
		was := "was read, which looks"
		if len(chosen.sheets) > 1 {
			was = "were read, which look"
		}
		a.book.warn("Of the sheets of this workbook %s %s most like data; not read: %s. To read another, choose it or save it as a file of its own.", chosen.quoted(), was, strings.Join(chosen.others, ", "))
	}
	if c, ok := asCodebook(best.rows); ok {
		return c.account(a.book, rows)
	}
	if best.err != nil {
		return best.err
	}
	err = readRows(a.book, best.rows, dialect{columns: best.columns}, rows, a.opt.withHeader(best.plan.layout))
	a.book.judgeTyped(rows.dateCells())
	rows.account(a.book)
	return err
}

// judgeTyped says of a sheet whose dates are all dates that nothing is in doubt,
// and tells of a column in which a spreadsheet has understood some of the dates
// and left others as text.
func (b *book) judgeTyped(cells int) {
	typed := b.dates.tallies[yearFirst].n
	texts := b.dates.tallies[yearLast].n + b.dates.tallies[short].n
	switch {
	case typed == 0 || cells == 0:
	case texts > 0:
		b.warn("The spreadsheet holds %d dates as dates and %d as text. Where it was opened with other settings than those it was written with, day and month of the first may be swapped: check them.", typed, texts)
	case b.dates.exact == 0 && b.dates.base.Order == "":
		b.dates.base = DateDecision{Order: "date cells", Evidence: "the cells are dates of the spreadsheet, not text"}
	}
}

// ofArchive previews a table that is a sheet of a workbook.
func (t *TablePreview) ofArchive(ctx context.Context, f *os.File, size int64, opt Options) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return errors.New("the archive is damaged: export it again")
	}
	a := &archive{ctx: ctx, zip: z, opt: opt, book: newBook(blank(t.Path), opt)}
	var w workbook
	switch {
	case detectXLSX(a) >= sure:
		t.Format = titleXLSX
		w, err = newXLSX(a)
	case detectODS(a) >= sure:
		t.Format = titleODS
		w, err = newODS(a)
	default:
		return errors.New("this is no workbook, so it has no columns to choose: read it as it is")
	}
	if err != nil {
		return err
	}
	chosen, err := chooseSheets(ctx, w, opt)
	if err != nil {
		return err
	}
	best := chosen.best
	for _, info := range w.sheets() {
		if !info.hidden {
			t.Sheets = append(t.Sheets, info.name)
		}
	}
	err = t.fill(best.rows, best.columns, opt)
	if t.Mapping.Sheet = best.name; len(chosen.sheets) > 1 {
		t.Mapping.Sheet = "" // all that are alike
	}
	return err
}

// part opens a file of the archive by its path, nil where there is none.
func (a *archive) part(path string) *zip.File {
	path = strings.TrimPrefix(path, "/")
	for _, f := range a.zip.File {
		if strings.EqualFold(f.Name, path) {
			return f
		}
	}
	return nil
}

// What a part of a workbook may expand to. Sheets of real workbooks shrink to a
// tenth, seldom to a hundredth, of their size.
const (
	safeExpansion = 64 << 20
	mostExpansion = 250 // times its size in the archive
	mostStrings   = 1 << 30
)

// openPart opens a file of the archive so that it cannot expand without bound.
func openPart(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("a part of the workbook cannot be opened (%s): save the sheet as CSV UTF-8 instead", rootCause(err))
	}
	return &boundedPart{ReadCloser: r, left: max(safeExpansion, int64(min(f.CompressedSize64, 1<<40))*mostExpansion)}, nil
}

type boundedPart struct {
	io.ReadCloser
	left int64
}

var errExpands = errors.New("the workbook expands to far more than its size: it is damaged, or made to fill the memory; save the sheet as CSV UTF-8 instead")

func (b *boundedPart) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errExpands
	}
	if err != nil && !errors.Is(err, io.EOF) && !isBomb(err) {
		err = fmt.Errorf("the workbook is damaged (%s): open and save it again, or save the sheet as CSV UTF-8", rootCause(err))
	}
	return n, err
}

// rowCells gathers the cells of one row of a sheet.
type rowCells struct {
	arena []byte
	ends  []int // where each cell ends in the arena
	cells [][]byte
	want  int // cells that a row has at least
}

func (r *rowCells) reset() { r.arena, r.ends = r.arena[:0], r.ends[:0] }

// skipTo adds empty cells before the column.
func (r *rowCells) skipTo(column int) {
	for len(r.ends) < column {
		r.ends = append(r.ends, len(r.arena))
	}
}

// finish ends the current cell.
func (r *rowCells) finish() { r.ends = append(r.ends, len(r.arena)) }

// blank reports whether every cell is empty.
func (r *rowCells) blank() bool { return len(trim(r.arena)) == 0 }

// row is the cells, without empty ones beyond those that are expected.
func (r *rowCells) row() [][]byte {
	r.skipTo(r.want)
	for len(r.ends) > r.want && r.ends[len(r.ends)-1] == r.before(len(r.ends)-1) {
		r.ends = r.ends[:len(r.ends)-1]
	}
	r.cells = r.cells[:0]
	for i, end := range r.ends {
		r.cells = append(r.cells, r.arena[r.before(i):end:end])
	}
	return r.cells
}

func (r *rowCells) before(i int) int {
	if i == 0 {
		return 0
	}
	return r.ends[i-1]
}

// mostColumns is how many columns a sheet can have.
const mostColumns = 1 << 14
