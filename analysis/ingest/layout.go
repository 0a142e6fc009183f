package ingest

import (
	"fmt"
	"strings"
)

// layout says where the header of a table is and what it calls the columns.
type layout struct {
	above  int      // rows above the header, such as a title
	header int      // rows of the header: 0 where there is none
	names  []string // one of each column, "" where it has none
	open   []bool   // columns whose header says that answers are in free words
	orange bool     // the header is that of an Orange table, in which ? is a blank
}

// mostAbove is how many rows a title above a table may have.
const mostAbove = 10

// findLayout looks for the header among the first rows that hold something.
// Columns is how many cells most rows have.
func findLayout(rows [][]string, columns int) layout {
	l := layout{above: titleRows(rows, columns)}
	rows = rows[l.above:]
	switch {
	case len(rows) >= 2 && codes(rows[0]) && questions(rows[1]):
		l.header = 2 // "Ident, 1., 2." above the questions
	case !looksLikeHeader(rows):
	case len(rows) >= 3 && all(rows[1], orangeType) && all(rows[2], orangeFlag):
		l.header = 3
	case len(rows) >= 3 && answerKinds(rows[1]):
		l.header = 2
	default:
		l.header = 1
	}
	return l.name(rows, columns)
}

// givenLayout is the layout of a table whose header is known.
func givenLayout(rows [][]string, above, header, columns int) layout {
	above = min(max(above, 0), len(rows))
	l := layout{above: above, header: min(max(header, 0), len(rows)-above)}
	return l.name(rows[above:], columns)
}

// name fills the names of the columns from the rows of the header.
func (l layout) name(rows [][]string, columns int) layout {
	for _, row := range rows[:l.header] {
		columns = max(columns, len(row))
	}
	l.names, l.open = make([]string, max(columns, 1)), make([]bool, max(columns, 1))
	if l.header == 0 {
		return l
	}
	if l.header == 3 && all(rows[1], orangeType) && all(rows[2], orangeFlag) {
		copy(l.names, rows[0])
		l.orange = true
		return l
	}
	above := ""
	for i := range l.names {
		top := at(rows[0], i)
		if top != "" {
			above = top
		}
		pieces := []string{top}
		for _, row := range rows[1:l.header] {
			below := at(row, i)
			l.open[i] = l.open[i] || strings.HasPrefix(strings.ToLower(below), "open") && answerKind(below)
			if below == "" || strings.EqualFold(below, pieces[len(pieces)-1]) || i > 0 && top != "" && answerKind(below) {
				continue
			}
			if pieces[0] == "" && !strings.EqualFold(above, below) {
				pieces[0] = above // a header over several columns
			}
			pieces = append(pieces, below)
		}
		l.names[i] = joinHeader(pieces)
	}
	return l
}

func joinHeader(pieces []string) string {
	var b strings.Builder
	for _, p := range pieces {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			if !strings.HasSuffix(b.String(), ".") {
				b.WriteByte(':')
			}
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}

func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// titleRows counts the rows at the top that hold one cell only, above a table
// of three columns or more.
func titleRows(rows [][]string, columns int) int {
	for i, row := range rows[:min(len(rows), mostAbove+1)] {
		if columns < 3 || i+1 == len(rows) {
			return 0
		}
		if filled(row) > 1 {
			return i
		}
	}
	return 0
}

func filled(row []string) int {
	n := 0
	for _, cell := range row {
		if cell != "" {
			n++
		}
	}
	return n
}

// all reports whether every cell of a row is of a kind, and one is not empty.
func all(row []string, is func(string) bool) bool {
	for _, cell := range row {
		if !is(cell) {
			return false
		}
	}
	return len(row) > 0
}

// orangeType tells the words of the second row of an Orange table.
func orangeType(cell string) bool {
	switch strings.ToLower(cell) {
	case "continuous", "c", "numeric", "n", "discrete", "d", "categorical", "string", "s", "text", "time", "t":
		return true
	}
	return false
}

// orangeFlag tells the words of the third row of an Orange table.
func orangeFlag(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "class", "c", "meta", "m", "ignore", "i", "weight", "w":
		return true
	}
	return strings.Contains(cell, "=") && !strings.Contains(cell, " ")
}

// answerKind tells what SurveyMonkey writes under its questions.
func answerKind(cell string) bool {
	switch strings.ToLower(cell) {
	case "response", "open-ended response", "open ended response":
		return true
	}
	return false
}

// answerKinds reports whether a row is the second header row of a survey: it
// names kinds of answers and holds no value.
func answerKinds(row []string) bool {
	found := false
	for _, cell := range row {
		if isValue(cell) {
			return false
		}
		found = found || answerKind(cell) || strings.EqualFold(cell, "other (please specify)")
	}
	return found
}

// codes reports whether a row numbers its columns: "Ident", "1.", "2.", "Q3a".
func codes(row []string) bool {
	numbered, others := 0, 0
	for _, cell := range row {
		switch {
		case cell == "":
		case len(cell) <= 8 && strings.ContainsAny(cell, "0123456789") && !strings.Contains(cell, "/"):
			numbered++
		default:
			others++
		}
	}
	return numbered >= 2 && others <= max(1, numbered/2)
}

// questions reports whether a row holds the wording of questions and no value.
func questions(row []string) bool {
	asking, length := 0, 0
	for _, cell := range row {
		if isValue(cell) {
			return false
		}
		if asks(cell) {
			asking++
		}
		length += len(cell)
	}
	return asking >= 1 && 2*asking >= filled(row)-1 && length > 10*filled(row)
}

// asks reports whether a header reads like a question rather than a label.
func asks(header string) bool {
	return strings.Contains(header, "?") || len(strings.Fields(header)) >= 4
}

// isValue reports whether a cell holds what no header does.
func isValue(cell string) bool {
	if cell == "" {
		return false
	}
	_, isDate := parseStamp([]byte(cell))
	return isDate || isNumber(cell) || isEmail(cell) || isLink(cell)
}

// looksLikeHeader reports whether the first row names the columns: no value
// among its cells, no two alike unless they ask or are words that headers use,
// and either a word that headers use or cells
// that are shorter than those below.
func looksLikeHeader(rows [][]string) bool {
	first := rows[0]
	seen := map[string]bool{}
	filled, length := 0, 0
	hinted, asked := false, 0
	for _, cell := range first {
		if cell == "" {
			continue
		}
		p := profile{words: headerWords(cell)}
		named := len(p.words) <= 4 && p.hints(headerHints...) > 0
		if isValue(cell) || seen[cell] && !asks(cell) && !named {
			return false
		}
		seen[cell] = true
		filled++
		length += len(cell)
		if strings.HasSuffix(cell, "?") {
			asked++
		}
		hinted = hinted || named
	}
	if filled == 0 {
		return false
	}
	below, cells := 0, 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" {
				below += len(cell)
				cells++
			}
		}
	}
	return hinted || asked >= 2 || cells > 0 && below*filled > 2*length*cells
}

// title is what a column is called in a sentence.
func (l layout) title(i int) string {
	if l.names[i] == "" {
		return l.caption(i)
	}
	return fmt.Sprintf("%q", shorten([]byte(l.names[i])))
}

// caption is the name of a column, or its place where it has none.
func (l layout) caption(i int) string {
	if l.names[i] == "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return l.names[i]
}
