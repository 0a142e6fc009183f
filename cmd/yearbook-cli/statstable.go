package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// table is a small table of text, as a test of statistics reads it.
type table struct {
	// names are the names in the first row, in small letters; nil without.
	names []string
	rows  [][]string
}

// headerMode says whether the first row holds names.
type headerMode int

const (
	headerGuess headerMode = iota
	headerYes
	headerNo
)

func headerRule(yes, no bool) headerMode {
	switch {
	case yes:
		return headerYes
	case no:
		return headerNo
	}
	return headerGuess
}

// maxTableSize is the largest table that is read: more than any hand would
// check.
const maxTableSize = 64 << 20

// readTable reads CSV with commas, semicolons or tabs. In a table of one column
// an empty line between values is a missing value.
func readTable(r io.Reader, rule headerMode) (table, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxTableSize+1))
	if err != nil {
		return table{}, fmt.Errorf("the table cannot be read: %w", err)
	}
	if len(data) > maxTableSize {
		return table{}, errors.New("the table is larger than 64 MB: add its rows up by person or session first")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	var t table
	if sep := separator(data); sep == 0 {
		for line := range strings.SplitSeq(strings.TrimRight(string(data), " \t\n"), "\n") {
			t.rows = append(t.rows, []string{strings.Trim(strings.TrimSpace(line), `"`)})
		}
	} else if t.rows, err = readCells(data, sep); err != nil {
		return table{}, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return table{}, nil
	}
	if rule == headerYes || rule == headerGuess && isHeader(t.rows[0]) {
		for _, c := range t.rows[0] {
			t.names = append(t.names, strings.ToLower(strings.TrimSpace(c)))
		}
		t.rows = t.rows[1:]
	}
	return t, nil
}

// separator is the one that the first line with any has most of, or 0.
func separator(data []byte) rune {
	for line := range bytes.Lines(data) {
		best, most := rune(0), 0
		for _, sep := range ",;\t" {
			if n := bytes.Count(line, []byte(string(sep))); n > most {
				best, most = sep, n
			}
		}
		if most > 0 {
			return best
		}
	}
	return 0
}

func readCells(data []byte, sep rune) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = sep, -1, true, sep != '\t'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("the table is not CSV (%w): save it as CSV again", err)
	}
	for _, row := range rows {
		for i, c := range row {
			row[i] = strings.TrimSpace(c)
		}
	}
	return rows, nil
}

// isHeader tells whether a row holds names: something, but no number.
func isHeader(row []string) bool {
	some := false
	for _, c := range row {
		if isMissing(c) {
			continue
		}
		if _, err := parseNumber(c); err == nil {
			return false
		}
		some = true
	}
	return some
}

// isMissing tells whether a cell stands for a missing value.
func isMissing(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "na", "n/a", "nan", "null", "none", "missing":
		return true
	}
	return false
}

// parseNumber reads a number, also with thousands separators.
func parseNumber(cell string) (float64, error) {
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		if v, err = strconv.ParseFloat(strings.ReplaceAll(cell, ",", ""), 64); err != nil {
			return 0, fmt.Errorf("%q is not a number", cell)
		}
	}
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, fmt.Errorf("%q is not a number that can be reckoned with", cell)
	}
	return v, nil
}

// width is the largest number of columns in a row.
func (t table) width() int {
	w := len(t.names)
	for _, row := range t.rows {
		w = max(w, len(row))
	}
	return w
}

// has tells whether the first row names the column.
func (t table) has(name string) bool { return slices.Contains(t.names, name) }

// find returns the place of a column: by its name where the first row has all of
// the names that are wanted, and otherwise by its place among them.
func (t table) find(wanted []string, k int) int {
	for _, name := range wanted {
		if !t.has(name) {
			return k
		}
	}
	return slices.Index(t.names, wanted[k])
}

// named is the place of a column that the user named, or the given one where no
// name was given.
func (t table) named(name string, otherwise int) (int, error) {
	if name == "" {
		return otherwise, nil
	}
	if k := slices.Index(t.names, strings.ToLower(strings.TrimSpace(name))); k >= 0 {
		return k, nil
	}
	return 0, fmt.Errorf("there is no column %q: the first row names %s", name, strings.Join(t.names, ", "))
}

// addedUp returns the table with one row for every different text in the named
// column, in the order they come: the sums of the other columns that hold
// numbers. Without a name it returns the table as it is.
func (t table) addedUp(by string) (table, error) {
	if by == "" {
		return t, nil
	}
	k, err := t.named(by, 0)
	if err != nil {
		return t, err
	}
	group, groups := numbered(t.text(k))
	out := table{rows: make([][]string, groups)}
	for column := range t.width() {
		x, err := t.series(column)
		if column == k || err != nil {
			continue // the groups themselves, and other words
		}
		sums := make([]float64, groups)
		for i, v := range x {
			if !math.IsNaN(v) {
				sums[group[i]] += v
			}
		}
		if column < len(t.names) {
			out.names = append(out.names, t.names[column])
		}
		for g, v := range sums {
			out.rows[g] = append(out.rows[g], strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	return out, nil
}

// wide refuses a table with too few columns.
func (t table) wide(columns int) error {
	if w := t.width(); w < columns {
		return fmt.Errorf("the table has %d columns but needs %d", w, columns)
	}
	return nil
}

// cell is a cell, or nothing where the row is too short.
func (t table) cell(row, column int) string {
	if column < len(t.rows[row]) {
		return t.rows[row][column]
	}
	return ""
}

// place names a cell for a message: rows are counted as in the file.
func (t table) place(row, column int) string {
	if t.names != nil {
		row++
	}
	return fmt.Sprintf("row %d, column %d", row+1, column+1)
}

// series returns a column of numbers in which NaN stands for a missing value.
func (t table) series(column int) ([]float64, error) {
	x := make([]float64, len(t.rows))
	for i := range t.rows {
		c := t.cell(i, column)
		if isMissing(c) {
			x[i] = math.NaN()
			continue
		}
		v, err := parseNumber(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.place(i, column), err)
		}
		x[i] = v
	}
	return x, nil
}

// numbers is series without the missing values.
func (t table) numbers(column int) ([]float64, error) {
	x, err := t.series(column)
	return slices.DeleteFunc(x, math.IsNaN), err
}

// values returns the column of a table that is one series: the one called
// value, or else the last.
func (t table) values() ([]float64, error) {
	if len(t.rows) == 0 {
		return nil, nil
	}
	if k := slices.Index(t.names, "value"); k >= 0 {
		return t.series(k)
	}
	return t.series(t.width() - 1)
}

// full returns columns of numbers in which nothing may be missing.
func (t table) full(wanted ...string) ([][]float64, error) {
	if err := t.wide(len(wanted)); err != nil {
		return nil, err
	}
	out := make([][]float64, len(wanted))
	for k := range wanted {
		column := t.find(wanted, k)
		x, err := t.series(column)
		if err != nil {
			return nil, err
		}
		for i, v := range x {
			if math.IsNaN(v) {
				return nil, fmt.Errorf("%s is empty", t.place(i, column))
			}
		}
		out[k] = x
	}
	return out, nil
}

// whole is full for whole numbers.
func (t table) whole(wanted ...string) ([][]int, error) {
	x, err := t.full(wanted...)
	if err != nil {
		return nil, err
	}
	out := make([][]int, len(x))
	for k, column := range x {
		out[k] = make([]int, len(column))
		for i, v := range column {
			if v != math.Trunc(v) || math.Abs(v) > 1e15 {
				return nil, fmt.Errorf("%s: %v is not a whole number", t.place(i, t.find(wanted, k)), v)
			}
			out[k][i] = int(v)
		}
	}
	return out, nil
}

// text returns a column as it stands.
func (t table) text(column int) []string {
	out := make([]string, len(t.rows))
	for i := range t.rows {
		out[i] = t.cell(i, column)
	}
	return out
}

// periods reads a column of before and after as 0 and 1.
func (t table) periods(column int) ([]int, error) {
	out := make([]int, len(t.rows))
	for i := range out {
		switch c := t.cell(i, column); strings.ToLower(c) {
		case "before":
		case "after":
			out[i] = 1
		default:
			return nil, fmt.Errorf("%s: %q is neither before nor after", t.place(i, column), c)
		}
	}
	return out, nil
}

// numbered gives every different text a number, in the order they come, and
// tells how many there are.
func numbered(cells []string) (numbers []int, different int) {
	seen := map[string]int{}
	for _, c := range cells {
		if _, ok := seen[c]; !ok {
			seen[c] = len(seen)
		}
		numbers = append(numbers, seen[c])
	}
	return numbers, len(seen)
}

// twoGroups reads two columns of numbers of any length, the earlier first, with
// missing cells left out; or, with the names group and value, one value a row
// with its group, the group that comes first being the earlier.
func (t table) twoGroups() (a, b []float64, err error) {
	if err := t.wide(2); err != nil {
		return nil, nil, err
	}
	if t.has("group") && t.has("value") {
		return t.longGroups()
	}
	wanted := []string{"before", "after"}
	if a, err = t.numbers(t.find(wanted, 0)); err != nil {
		return nil, nil, err
	}
	b, err = t.numbers(t.find(wanted, 1))
	return a, b, err
}

func (t table) longGroups() (a, b []float64, err error) {
	groups := t.text(slices.Index(t.names, "group"))
	values, err := t.series(slices.Index(t.names, "value"))
	if err != nil {
		return nil, nil, err
	}
	for i, v := range values {
		switch {
		case math.IsNaN(v):
		case groups[i] == groups[0]:
			a = append(a, v)
		case b == nil || slices.Contains(groups[:i], groups[i]):
			b = append(b, v)
		default:
			return nil, nil, fmt.Errorf("there are more than two groups: %s is the third", groups[i])
		}
	}
	return a, b, nil
}
