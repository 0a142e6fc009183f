package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// The respondents of the Friends and Family Test were asked two questions each,
// on one day: where two blocks were written in different orders, both answers of
// one respondent must come out on the same day.
func TestSharedFFTOrders(t *testing.T) {
	res := readShared(t, "fft/fft_feedback.csv")
	r := res.Receipt
	if r.Rows != 3979 || r.Layout != "Friends and Family Test" || r.DateOrder.Ambiguous != 1051 {
		t.Errorf("%d rows, %q, %d ambiguous", r.Rows, r.Layout, r.DateOrder.Ambiguous)
	}
	proven, odd, monthFirst := 0, 0, 0
	for _, g := range r.DateOrder.Groups {
		odd += g.Odd
		if g.Order == "month first" {
			proven += g.Proven
			monthFirst += g.Rows
			if g.Name != "NEAS, See and Convey" {
				t.Errorf("month first: %+v", g)
			}
		}
	}
	if proven+odd != 134 || proven != 133 || monthFirst != 244 {
		t.Errorf("%d proven, %d odd, %d month first", proven, odd, monthFirst)
	}
	days := map[string]int64{}
	pairs, differ := 0, 0
	for _, rec := range res.Records {
		if rec.Organisation != "NEAS" {
			continue
		}
		if day, ok := days[rec.Author]; ok {
			if pairs++; day != rec.Time {
				differ++
			}
		}
		days[rec.Author] = rec.Time
		if rec.Question == "" || rec.Score == "" && strings.Contains(rec.Question, "\n") {
			t.Errorf("%+v", rec)
		}
	}
	t.Logf("%d pairs of answers, %d on different days", pairs, differ)
	if pairs < 500 || differ > 3 {
		t.Errorf("%d of %d pairs of answers lie on different days", differ, pairs)
	}
}

func TestSharedCodebook(t *testing.T) {
	path := filepath.Join(sharedData(t), "codebook", "FFT-QDC_Framework_MVP_version_20230925.xlsx")
	res, err := File(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, res)
	r := res.Receipt
	if r.Rows != 33 || r.Messages != 0 || r.Sheet != "MVP framework details" || !strings.Contains(strings.Join(r.Warnings, " "), "10 categories with 33 sub-categories") {
		t.Errorf("%+v", r)
	}
	p, err := Preview(context.Background(), path, Options{})
	if err != nil || len(p.Sheets) != 3 || len(p.Headers) != 5 {
		t.Errorf("%v %+v", err, p.Headers)
	}
}

func TestSharedConsultation(t *testing.T) {
	res := readShared(t, "consultation/themefinder__responses_lgr_format.csv")
	questions := map[string]int{}
	for _, rec := range res.Records {
		questions[rec.Question]++
	}
	want := map[string]int{"Prop 1 Q8 - Please use this space to explain your answers to questions 1-7": 5, "Prop 2 Q8 - Please use this space to explain your answers to questions 1-7": 5}
	if diff := cmp.Diff(want, questions); diff != "" || res.Receipt.Responses != 5 {
		t.Error(diff)
	}
}

// What excelize writes is read cell by cell as excelize reads it.
func TestLikeExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	want := [][]string{{"Name", "Comment", "Place"}}
	for i := range 300 {
		want = append(want, []string{fmt.Sprintf("P <%d>", i%7), strings.Repeat("é & \"x\"\n", i%5+1) + "_x000D_", fmt.Sprint(i * i)})
	}
	for i, row := range want {
		cells := []any{row[0], row[1], row[2]}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := sheetText(t, b.Bytes(), 0)
	theirs, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(theirs, got); diff != "" {
		t.Error(diff)
	}
}

// sheetText is every cell of a sheet of an XLSX workbook.
func sheetText(t *testing.T, data []byte, sheet int) [][]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	w, err := newXLSX(&archive{ctx: context.Background(), zip: z})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.open(context.Background(), sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out [][]string
	for {
		cells, ok := rows.next()
		if !ok {
			break
		}
		var row []string
		for _, c := range cells {
			row = append(row, string(c))
		}
		out = append(out, row)
	}
	return out
}

func TestSerials(t *testing.T) {
	tests := []struct {
		value    string
		from1904 bool
		want     string
	}{
		{"44329", false, "2021-05-13"}, {"44329.4375", false, "2021-05-13 10:30:00"}, {"0.5", false, "12:00:00"}, {"44329.9999999", false, "2021-05-14"},
		{"1", false, "1900-01-01"}, {"59", false, "1900-02-28"}, {"61", false, "1900-03-01"}, {"42867", true, "2021-05-13"}, {"0", true, "1904-01-01"},
		{"x", false, "x"}, {"-1", false, "-1"}, {"1e99", false, "1e99"}, {"NaN", false, "NaN"},
	}
	for _, test := range tests {
		if got := string(appendSerial(nil, []byte(test.value), test.from1904)); got != test.want {
			t.Errorf("%s: %s, want %s", test.value, got, test.want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"dd/mm/yyyy": true, "[$-809]d mmmm yyyy;@": true, "[h]:mm:ss": true, "mm:ss.0": true, `yyyy"-"mm`: true,
		"General": false, "0.00": false, "0.00E+00": false, "[Red]0": false, `"days" 0`: false, "#,##0;[Red]-#,##0": false, "@": false, `0\d`: false, "_-£* #,##0": false,
	} {
		if isDateFormat(code) != want {
			t.Errorf("%s: %v", code, !want)
		}
	}
}

// A workbook that expands without bound is refused with a sentence.
func TestWorkbookBombs(t *testing.T) {
	packed := func(name, start, again string, times int, rest ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
		for i := 0; i < len(rest); i += 2 {
			w, _ := z.Create(rest[i])
			io.WriteString(w, rest[i+1])
		}
		w, _ := z.Create(name)
		io.WriteString(w, start)
		block := strings.Repeat(again, 1<<20/len(again))
		for range times {
			io.WriteString(w, block)
		}
		z.Close()
		return b.Bytes()
	}
	book := []string{
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="1" Type="x/worksheet" Target="s.xml"/></Relationships>`,
	}
	full := append([]string{"xl/s.xml", `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`}, book...)
	mime := []string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}
	tests := map[string]struct {
		data []byte
		want string
	}{
		"strings.xlsx": {packed("xl/sharedStrings.xml", "<sst>", "<si><t>"+strings.Repeat("a", 1000)+"</t></si>", 150, full...), "more than 200 times its size"},
		"token.xlsx":   {packed("xl/s.xml", "<worksheet><sheetData><row><c t=\"str\"><v>", "aaaaaaaa", 40, book...), "more than 200 times its size"},
		"rows.xlsx":    {packed("xl/s.xml", "<worksheet><sheetData>", "<row/>"+strings.Repeat(" ", 2000), 150, book...), "more than 200 times its size"},
		"rows.ods":     {packed("content.xml", "<table name='a'>", "<table-row/>"+strings.Repeat(" ", 2000), 150, mime...), "more than 200 times its size"},
		"repeats.ods": {zipOf(t, "mimetype", mime[1], "content.xml",
			`<table name="a"><table-row><table-cell value-type="string"><p>Comment</p></table-cell></table-row><table-row number-rows-repeated="1048576"><table-cell number-columns-repeated="9000" value-type="string"><p>`+strings.Repeat("long words ", 100)+`</p></table-cell></table-row></table>`), "expands"},
	}
	for name, test := range tests {
		path := save(t, name, test.data)
		bounded(t, name, 300<<20, func(ctx context.Context) {
			res, err := File(ctx, path, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v", name, err)
			}
			checkInvariants(t, res)
		})
	}
}

func TestCancelWorkbook(t *testing.T) {
	w := &xlsxBuilder{}
	rows := [][]any{{"Date", "Comment"}}
	for i := range 5000 {
		rows = append(rows, []any{styled{44329, styleDate}, fmt.Sprintf("This is what number %d says", i)})
	}
	path := save(t, "a.xlsx", w.sheet("A", "", rows...).build(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := File(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	res, err := File(context.Background(), path, Options{Mapping: &Mapping{Sheet: "B", HeaderRows: 1}})
	if err == nil || !strings.Contains(err.Error(), `no sheet "B"`) || len(res.Records) > 0 {
		t.Error(err)
	}
}

func TestXMLScanner(t *testing.T) {
	const doc = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "z">]><!-- <a> --><x:a b = '1>2' c:d="&quot;">t&amp;&#x41;&#66;&bad;<![CDATA[<&amp;>]]><e/></x:a>`
	var got []string
	x := newXMLScanner(strings.NewReader(doc))
	for x.next() {
		switch x.kind {
		case xmlOpen:
			got = append(got, fmt.Sprintf("+%s %s %s", x.name, x.attr("b"), x.attr("d")))
		case xmlClose:
			got = append(got, "-"+string(x.name))
		case xmlText:
			got = append(got, string(x.appendText(nil)))
		}
	}
	want := []string{"]>", "+a 1>2 &quot;", "t&AB&bad;", "<&amp;>", "+e  ", "-e", "-a"}
	if diff := cmp.Diff(want, got); diff != "" || x.failed() != nil {
		t.Error(diff, x.failed())
	}
}

// fuzzBook feeds a workbook reader with any XML for its sheet.
func fuzzBook(t *testing.T, name string, data []byte) {
	t.Helper()
	read := func() (*Result, error) {
		res := blank(name)
		_, err := readArchive(context.Background(), bytes.NewReader(data), int64(len(data)), res, Options{}.filled())
		checkInvariants(t, res)
		return res, err
	}
	a, errA := read()
	b, errB := read()
	if !reflect.DeepEqual(a, b) || (errA == nil) != (errB == nil) {
		t.Error(cmp.Diff(a, b), errA, errB)
	}
	if errA != nil && strings.Contains(errA.Error(), "inside Yearbook") {
		t.Error(errA)
	}
}

func FuzzXLSX(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Comment</t></is></c></row><row r="2"><c r="A2" s="1"><v>44329.5</v></c><c r="B2" t="str"><v>It was &amp; is _x000D_ kind</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`, `<sst><si><t>Date</t><rPh><t>x</t></rPh></si><si><r><t>a</t></r></si></sst>`)
	f.Add(`<row><c r="XFD1" t="b"><v>1</v></c><c/><c t="e"><v>#N/A</v></c></row><row r="999999999"><c><v>1e300</v>`, `<si>`)
	f.Fuzz(func(t *testing.T, sheet, strings string) {
		w := (&xlsxBuilder{}).raw("A", "", sheet, "")
		w.strings = []string{"Date", "x"}
		data := w.build(t)
		fuzzBook(t, "a.xlsx", data)
		fuzzBook(t, "a.xlsx", zipOf(t, "xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="1" Type="x/worksheet" Target="s.xml"/></Relationships>`,
			"xl/sharedStrings.xml", strings, "xl/s.xml", sheet))
	})
}

func FuzzODS(f *testing.F) {
	f.Add(odsTable("A", "ta1", []string{"Date", "Comment"}, []string{`<table:table-cell office:value-type="date" office:date-value="2021-05-13"/>`, "It was kind"}))
	f.Add(`<table:table><table:table-row table:number-rows-repeated="99"><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT1H2M3S" table:number-columns-repeated="70000"/><table:table-cell><text:p>a<text:s text:c="9999"/><text:tab/>`)
	f.Fuzz(func(t *testing.T, tables string) {
		fuzzBook(t, "a.ods", odsOf(t, tables))
	})
}

// FuzzMapper holds that what a preview shows is what is read.
func FuzzMapper(f *testing.F) {
	f.Add(wardSurvey)
	f.Add("Respondent ID,Q?,\n,Open-Ended Response,Response\n1,2,3\n4,5 a b c,6\n")
	f.Add("a,,\n1.,2.,3.\nWhat is it?,And why is it so?,x\nyes it is indeed,because it is what it is,z\n")
	f.Add("Month,First name,Surname,Question,Comment,Comment\nJan-21,Ann,Lee,Why?,<p>good &amp; kind</p><br>,R&D\n2021-02,Ann,Oak,Why?,It&#39;s &lt;3,\n")
	f.Add("Title,Story,Posted,Criticality,From\nt,kind to us all,20210910,1,a@x.org\nu,not kind to us,20210911,2,Ann\n")
	f.Add("Vertex 1,Vertex 2,Tweet,Imported ID\na,b,hello there,123\na,c,hello there,123\n")
	f.Fuzz(func(t *testing.T, text string) {
		plain := readAs(t, "table", "a.csv", text)
		j, err := open(context.Background(), strings.NewReader(text), blank("a.csv"), Options{MaxLine: 1 << 16}.filled())
		if err != nil {
			return
		}
		d := tableDialect(j.head)
		var p TablePreview
		if err := p.fill(firstRows(j.head, d, sampleRows), d.columns, Options{}); err != nil {
			return
		}
		res := blank("a.csv")
		j, _ = open(context.Background(), strings.NewReader(text), res, Options{MaxLine: 1 << 16, Mapping: &p.Mapping}.filled())
		if err := readTable(j); err != nil {
			t.Errorf("%v: %+v", err, p.Mapping)
			return
		}
		j.finish()
		checkInvariants(t, res)
		if !reflect.DeepEqual(plain.Records, res.Records) {
			t.Error(cmp.Diff(plain.Records, res.Records), p.Mapping)
		}
	})
}
