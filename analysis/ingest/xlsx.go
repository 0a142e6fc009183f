package ingest

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
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
