package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Table is a table as it is written down: nothing is left out and no column is
// given a meaning.
type Table struct {
	Headers []string
	Rows    [][]string // as long as Headers; cells that a row lacks are ""
	Lines   []int      // line on which each row begins, from 1
}

// Column is the position of the column with a header, or -1. Capitals, spaces
// at the ends and the kind of space do not matter.
func (t *Table) Column(header string) int {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	for i, h := range t.Headers {
		if fold(h) == fold(header) {
			return i
		}
	}
	return -1
}

// Cells reads a whole table of text, such as a CSV file, whose first row holds
// the headers. Encodings, delimiters and quotation marks are understood as by
// [File]. Rows without anything in them are left out. The error ends in a
// sentence for the user.
func Cells(ctx context.Context, path string) (*Table, error) {
	opt := Options{}.filled()
	f, _, err := openRegular(path, opt)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if isArchive(f) {
		return nil, fmt.Errorf("%s: this is a workbook or an archive: save the sheet as CSV and name that file", path)
	}
	if _, err := f.Seek(0, 0); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", path, err, sentence(err))
	}
	j, err := open(ctx, f, blank(path), opt)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t, err := cells(j)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}

func cells(j *job) (*Table, error) {
	d := tableDialect(j.head)
	in := j.lines()
	for range d.skip {
		in.next()
	}
	r := newRowReader(in, d.delim)
	r.expect(d.columns)
	t := &Table{}
	for {
		row, ok := r.next()
		if !ok {
			break
		}
		line, _ := r.where()
		text, empty := make([]string, len(row)), true
		for i, c := range row {
			text[i] = valid(string(c))
			empty = empty && strings.TrimSpace(text[i]) == ""
		}
		switch {
		case empty:
		case t.Headers == nil:
			t.Headers = text
			r.expect(len(text))
		default:
			t.Rows = append(t.Rows, fitted(text, len(t.Headers)))
			t.Lines = append(t.Lines, line)
		}
	}
	if t.Headers == nil {
		return nil, errors.New("the table is empty: export it again")
	}
	return t, r.end(j.book)
}

// fitted makes a row n cells long.
func fitted(row []string, n int) []string {
	for len(row) < n {
		row = append(row, "")
	}
	return row[:n]
}
