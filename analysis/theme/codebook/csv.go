package codebook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csvHeader is what WriteCSV writes. ReadCSV knows other names for the columns.
var csvHeader = []string{"kind", "name", "path", "description", "colour", "rules", "aliases", "id", "language", "version"}

// Kinds of rows.
const (
	kindBook   = "codebook"
	kindFolder = "folder"
	kindCode   = "code"
)

// pathSeparator stands between the folders of a path.
const pathSeparator = " > "

// bom tells spreadsheets that a file is UTF-8.
const bom = "\ufeff"

// WriteCSV writes a book as a table that spreadsheets open: one row for the book
// itself, one for each folder and code. Rules and aliases stand one on a line.
// Cells that a spreadsheet would take for a formula get an apostrophe in front.
func (b *Book) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	rows := [][]string{csvHeader, {kindBook, b.Name, "", b.Description, "", "", "", "", b.Language, b.Version}}
	for k, path := range b.Paths() {
		c := &b.Codes[k]
		kind := kindCode
		if c.Folder {
			kind = kindFolder
		}
		rows = append(rows, []string{kind, c.Name, joinPath(path[:len(path)-1]), c.Description, c.Colour,
			strings.Join(c.Rules, "\n"), strings.Join(c.Aliases, "\n"), c.ID, "", ""})
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = guard(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// isFormula reports whether a spreadsheet could take the text for a formula.
func isFormula(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
}

// guard puts an apostrophe before what looks like a formula, and before what
// unguard would take one away from.
func guard(s string) string {
	if isFormula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

// joinPath writes a path so that splitPath reads it, whatever the names hold.
func joinPath(names []string) string {
	var parts []string
	for _, n := range names {
		parts = append(parts, strings.NewReplacer(`\`, `\\`, ">", `\>`).Replace(n))
	}
	return strings.Join(parts, pathSeparator)
}

func splitPath(s string) []string {
	var names []string
	var part strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\\' || s[i+1] == '>'):
			i++
			part.WriteByte(s[i])
		case s[i] == '>':
			names = append(names, line(part.String()))
			part.Reset()
		default:
			part.WriteByte(s[i])
		}
	}
	names = append(names, line(part.String()))
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}

// csvNames are the names of columns that are understood, in small letters.
var csvNames = map[string]string{
	"kind": "kind", "type": "kind",
	"name": "name", "code": "name", "tag": "name", "theme": "name", "label": "name", "code name": "name", "sub-category": "name", "subcategory": "name",
	"path": "path", "folder": "path", "parent": "path", "category": "path", "group": "path",
	"description": "description", "definition": "description", "memo": "description", "notes": "description", "comment": "description",
	"colour": "colour", "color": "colour",
	"rules": "rules", "rule": "rules", "keywords": "rules", "phrases": "rules", "terms": "rules",
	"aliases": "aliases", "alias": "aliases", "also known as": "aliases",
	"id": "id", "language": "language", "version": "version",
}

// ReadCSV reads a table of codes: one that WriteCSV wrote, or any with a column
// of names ("name", "code", "tag" or "theme"). Its columns may stand in any
// order and be set apart by commas, semicolons or tabs. The error is a plain
// sentence.
func ReadCSV(r io.Reader) (*Book, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = separator(data), -1, true
	header, err := in.Read()
	if err != nil {
		return nil, errors.New("this table is empty: it needs a row of headers with a column called name")
	}
	columns := map[string]int{}
	for i, h := range header {
		if role, ok := csvNames[strings.ToLower(line(h))]; ok {
			if _, taken := columns[role]; !taken {
				columns[role] = i
			}
		}
	}
	_, named := columns["name"]
	if _, path := columns["path"]; !named && !path {
		return nil, fmt.Errorf("this table has no column of code names: call one of its columns name (it has %s)", strings.Join(header, ", "))
	}
	t := csvTable{book: &Book{}, at: map[string]int{}, made: map[int]bool{}}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			n, _ := in.FieldPos(0)
			return nil, fmt.Errorf("the table breaks off near line %d (%w): save it again as CSV", n, err)
		}
		t.add(func(role string) string {
			if i, ok := columns[role]; ok && i < len(row) {
				return unguard(row[i])
			}
			return ""
		})
		if len(t.book.Codes) > MostCodes {
			break // tidy says so
		}
	}
	if len(t.book.Codes) == 0 {
		return nil, errors.New("this table holds no codes: write one on each row below the headers")
	}
	return t.book, t.book.tidy(t.parents)
}

// csvTable is a book in the making.
type csvTable struct {
	book    *Book
	parents []int
	at      map[string]int // by path
	made    map[int]bool   // folders that no row has named yet
}

func (t *csvTable) add(cell func(role string) string) {
	name, path := line(cell("name")), splitPath(cell("path"))
	if strings.EqualFold(line(cell("kind")), kindBook) {
		t.book.Name, t.book.Description, t.book.Language, t.book.Version = name, cell("description"), cell("language"), cell("version")
		return
	}
	if name == "" {
		if len(path) == 0 {
			return
		}
		name, path = path[len(path)-1], path[:len(path)-1]
	}
	c := Code{
		ID: cell("id"), Name: name, Description: cell("description"), Colour: cell("colour"), Folder: strings.EqualFold(line(cell("kind")), kindFolder),
		Rules: strings.Split(cell("rules"), "\n"), Aliases: strings.Split(cell("aliases"), "\n"),
	}
	parent := t.folder(path)
	key := joinPath(append(slices.Clip(path), name))
	if k, ok := t.at[key]; ok && t.made[k] {
		delete(t.made, k)
		t.book.Codes[k] = c // it was made because something lies in it
		return
	}
	t.at[key] = len(t.book.Codes) // of several with one path, the last: what lies in it follows
	t.book.Codes = append(t.book.Codes, c)
	t.parents = append(t.parents, parent)
}

// folder is the position of the folder with the path, which is made where it is
// not there; -1 for the top.
func (t *csvTable) folder(path []string) int {
	if len(path) == 0 {
		return -1
	}
	key := joinPath(path)
	if k, ok := t.at[key]; ok {
		return k
	}
	if len(path) > deepest+2 {
		path = path[:deepest+2] // tidy refuses it
	}
	parent := t.folder(path[:len(path)-1])
	t.book.Codes = append(t.book.Codes, Code{Name: path[len(path)-1], Folder: true})
	t.parents = append(t.parents, parent)
	k := len(t.book.Codes) - 1
	t.at[key], t.made[k] = k, true
	return k
}

// separator is what stands between the columns of the first line.
func separator(data []byte) rune {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	best := ','
	for _, r := range [...]rune{';', '\t'} {
		if bytes.Count(first, []byte(string(r))) > bytes.Count(first, []byte(string(best))) {
			best = r
		}
	}
	return best
}

// largest bounds the size of a file with a codebook.
const largest = 64 << 20

// readAll reads a file of a sensible size, without the mark of its encoding.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return nil, fmt.Errorf("the codebook cannot be read (%w): see whether the file is whole", err)
	}
	if len(data) > largest {
		return nil, fmt.Errorf("the file is larger than %d MB, which no codebook is: see whether it is the one you meant", largest>>20)
	}
	return bytes.TrimPrefix(data, []byte(bom)), nil
}
