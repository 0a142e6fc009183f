package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// zipOf packs files, given as name and text in turn.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func escaped(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// xlsxBuilder makes workbooks as Excel does, with shared strings and styles.
type xlsxBuilder struct {
	names   []string
	states  []string
	bodies  []string
	strings []string
	index   map[string]int
	is1904  bool
}

// Styles of the builder.
const (
	styleNone = iota
	styleDate
	styleMoment
	styleClock
	styleMoney
)

const builtStyles = `<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-809]dd\ mmmm\ yyyy&quot; at &quot;hh:mm"/><numFmt numFmtId="165" formatCode="[Red]&quot;days&quot;\ 0.00"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/><xf numFmtId="165"/></cellXfs></styleSheet>`

// sheet adds a sheet. A cell is a string, a number, a bool, or XML of its own.
func (w *xlsxBuilder) sheet(name, state string, rows ...[]any) *xlsxBuilder {
	var b strings.Builder
	for r, row := range rows {
		if row == nil {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for c, v := range row {
			b.WriteString(w.cell(fmt.Sprintf("%c%d", 'A'+c, r+1), v))
		}
		b.WriteString("</row>")
	}
	return w.raw(name, state, b.String(), "")
}

func (w *xlsxBuilder) raw(name, state, rows, after string) *xlsxBuilder {
	w.names, w.states = append(w.names, name), append(w.states, state)
	w.bodies = append(w.bodies, `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData>`+after+`</worksheet>`)
	return w
}

// rawCell is the inside of a cell, with %s for its place.
type rawCell string

// styled is a number with a style.
type styled struct {
	value float64
	style int
}

func (w *xlsxBuilder) cell(place string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case rawCell:
		return fmt.Sprintf(string(v), place)
	case bool:
		return fmt.Sprintf(`<c r="%s" t="b"><v>%d</v></c>`, place, map[bool]int{true: 1}[v])
	case styled:
		return fmt.Sprintf(`<c r="%s" s="%d"><v>%v</v></c>`, place, v.style, v.value)
	case string:
		if v == "" {
			return ""
		}
		i, ok := w.index[v]
		if !ok {
			if w.index == nil {
				w.index = map[string]int{}
			}
			i = len(w.strings)
			w.index[v] = i
			w.strings = append(w.strings, v)
		}
		return fmt.Sprintf(`<c r="%s" t="s"><v>%d</v></c>`, place, i)
	}
	return fmt.Sprintf(`<c r="%s"><v>%v</v></c>`, place, v)
}

func (w *xlsxBuilder) build(t testing.TB) []byte {
	t.Helper()
	var sheets, links, sst strings.Builder
	parts := []string{}
	for i, name := range w.names {
		state := ""
		if w.states[i] != "" {
			state = ` state="` + w.states[i] + `"`
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escaped(name), i+1, state, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), w.bodies[i])
	}
	for _, s := range w.strings {
		fmt.Fprintf(&sst, `<si><t xml:space="preserve">%s</t></si>`, escaped(s))
	}
	return zipOf(t, append([]string{
		"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
		"xl/workbook.xml", fmt.Sprintf(`<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="%v"/><sheets>%s</sheets></workbook>`, w.is1904, &sheets),
		"xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + links.String() + `</Relationships>`,
		"xl/styles.xml", builtStyles,
		"xl/sharedStrings.xml", fmt.Sprintf(`<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d">%s</sst>`, len(w.strings), len(w.strings), &sst),
	}, parts...)...)
}

// odsOf makes a workbook as LibreOffice does, from the XML of its tables.
func odsOf(t testing.TB, tables string) []byte {
	t.Helper()
	return zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>`+tables+`</office:spreadsheet></office:body></office:document-content>`)
}

// odsTable is one table of texts.
func odsTable(name, style string, rows ...[]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<table:table table:name="%s" table:style-name="%s"><table:table-column table:number-columns-repeated="1024"/>`, escaped(name), style)
	for _, row := range rows {
		b.WriteString("<table:table-row>")
		for _, cell := range row {
			switch {
			case cell == "":
				b.WriteString("<table:table-cell/>")
			case strings.HasPrefix(cell, "<table:"):
				b.WriteString(cell)
			default:
				fmt.Fprintf(&b, `<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>`, escaped(cell))
			}
		}
		b.WriteString(`<table:table-cell table:number-columns-repeated="1000"/></table:table-row>`)
	}
	b.WriteString(`<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>`)
	return b.String()
}

// save writes a file for a test.
func save(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
