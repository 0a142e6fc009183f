package ingest

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

const titleXLSX = "Excel workbook (XLSX)"

// xlsx is a workbook of Excel. What its sheets share is read at once: the
// strings, and which styles are dates.
type xlsx struct {
	archive *archive
	list    []sheetInfo
	paths   []string // of the sheets, in the archive
	base    int      // 1904 where days are counted from there, as on old Macs
	dates   []bool   // by style: whether its numbers are dates
	strings sharedStrings
}

func detectXLSX(a *archive) float64 {
	if a.part("xl/workbook.xml") == nil {
		return 0
	}
	return 0.9
}

func readXLSX(a *archive) error {
	w, err := newXLSX(a)
	if err != nil {
		return err
	}
	return readWorkbook(a, w)
}

// newXLSX reads what the sheets share.
func newXLSX(a *archive) (*xlsx, error) {
	w := &xlsx{archive: a}
	if err := w.readBook(); err != nil {
		return nil, err
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	f := a.part("xl/sharedStrings.xml")
	if f == nil {
		return w, nil
	}
	r, err := openPart(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return w, w.strings.read(a.ctx, r)
}

// decodePart reads a small part of the workbook into v.
func (a *archive) decodePart(name string, v any) error {
	f := a.part(name)
	if f == nil {
		return fmt.Errorf("the workbook lacks its part %s: open and save it again", name)
	}
	r, err := openPart(f)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(v); err != nil {
		if errors.Is(err, errExpands) {
			return errExpands
		}
		if isBomb(err) {
			return err
		}
		return fmt.Errorf("the workbook is damaged (%s): open and save it again, or save the sheet as CSV UTF-8", rootCause(err))
	}
	return nil
}

// readBook reads the list of sheets.
func (w *xlsx) readBook() error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Type   string `xml:"Type,attr"`
		} `xml:"Relationship"`
	}
	if err := w.archive.decodePart("xl/workbook.xml", &book); err != nil {
		return err
	}
	if err := w.archive.decodePart("xl/_rels/workbook.xml.rels", &links); err != nil {
		return err
	}
	if p := book.Properties.Date1904; p == "1" || p == "true" {
		w.base = 1904
	}
	targets := map[string]string{}
	for _, l := range links.Links {
		if !strings.HasSuffix(l.Type, "/worksheet") {
			continue // a sheet of charts
		}
		target := path.Join("xl", l.Target)
		if strings.HasPrefix(l.Target, "/") {
			target = l.Target[1:]
		}
		targets[l.ID] = target
	}
	for _, s := range book.Sheets {
		i := slices.IndexFunc(s.Attrs, func(a xml.Attr) bool { return a.Name.Local == "id" })
		if i < 0 {
			continue
		}
		if target, ok := targets[s.Attrs[i].Value]; ok && w.archive.part(target) != nil {
			w.list = append(w.list, sheetInfo{name: s.Name, hidden: s.State != "" && s.State != "visible"})
			w.paths = append(w.paths, target)
		}
	}
	if len(w.list) == 0 {
		return errors.New("the workbook holds no sheets that can be read: open and save it again")
	}
	return nil
}

// readStyles notes which styles show their numbers as dates.
func (w *xlsx) readStyles() error {
	if w.archive.part("xl/styles.xml") == nil {
		return nil
	}
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.archive.decodePart("xl/styles.xml", &styles); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range styles.Formats {
		own[f.ID] = isDateFormat(f.Code)
	}
	for _, c := range styles.Cells {
		isDate, ok := own[c.Format]
		w.dates = append(w.dates, isDate || !ok && builtInDate(c.Format))
	}
	return nil
}

// builtInDate reports whether a number format that Excel brings is of dates.
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// isDateFormat reports whether a number format shows years, months, days,
// hours or seconds: letters for them outside quotation marks and brackets.
func isDateFormat(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case code[i] == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			if inside := strings.ToLower(code[i+1 : i+end]); inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]) {
				return true
			}
			i += end
		case c == 'e' && i > 0 && (code[i-1] == '0' || code[i-1] == '#'): // 0.00E+00
			i++
		case c == 'g' && strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			return false
		case c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's':
			return true
		}
	}
	return false
}

func (w *xlsx) sheets() []sheetInfo { return w.list }

func (w *xlsx) open(ctx context.Context, sheet int) (sheetRows, error) {
	r, err := openPart(w.archive.part(w.paths[sheet]))
	if err != nil {
		return nil, err
	}
	return &xlsxRows{ctx: ctx, book: w, part: r, xml: newXMLScanner(r)}, nil
}

// sharedStrings are the strings of a workbook, each once, one after the other.
type sharedStrings struct {
	text []byte
	ends []int
}

func (s *sharedStrings) at(i int) []byte {
	if i < 0 || i >= len(s.ends) {
		return nil
	}
	from := 0
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]]
}

// read reads the part that holds the strings. Readings for the pronunciation
// of a string are left out.
func (s *sharedStrings) read(ctx context.Context, in io.Reader) error {
	x := newXMLScanner(in)
	inside, aloud := false, 0
	for x.next() {
		switch x.kind {
		case xmlOpen:
			switch string(x.name) {
			case "t":
				inside = aloud == 0
			case "rPh":
				aloud++
			}
		case xmlClose:
			switch string(x.name) {
			case "t":
				inside = false
			case "rPh":
				aloud--
			case "si":
				s.ends = append(s.ends, len(s.text))
				if len(s.ends)%4096 == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
			}
		case xmlText:
			if inside {
				s.text = x.appendText(s.text)
			}
			if len(s.text) > mostStrings {
				return errors.New("the texts of the workbook are larger than 1 GB: split it, or save the sheet as CSV UTF-8")
			}
		}
	}
	s.text = unescapeExcel(s.text, s.ends)
	return x.failed()
}

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
	value  []byte
	err    error
}

func (r *xlsxRows) Close() error { return r.part.Close() }

func (r *xlsxRows) where() (line int, long bool) { return r.line, false }

func (r *xlsxRows) expect(columns int) { r.cells.want = min(columns, mostColumns) }

func (r *xlsxRows) end(b *book) error {
	if r.lost > 0 {
		b.warn("%d cells name texts that the workbook does not hold and were read as empty: it may be damaged.", r.lost)
	}
	if r.cut {
		b.warn("The sheet breaks off in the middle of row %d: it is damaged, and what followed is lost. Export it again.", r.line)
	}
	if r.merged > 0 {
		b.warn("%d cells of this sheet are merged over several rows; their values count for the first of those rows only. To have them in each row, take the merging off and fill the cells.", r.merged)
	}
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
)

func cellKind(t []byte) int {
	switch string(t) {
	case "s":
		return cellShared
	case "b":
		return cellBool
	case "", "n":
		return cellNumber
	default: // str, inlineStr, e, d: the value stands for itself
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
	case isDate:
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
