package ingest

import (
	"context"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

var updateSheets = flag.Bool("update-sheets", false, "write what the tables of testdata give beside them")

// textFolders are the folders of testdata that hold chats as text, logs and blog
// pages.
func textFolders() []string { return []string{"whatsapp", "irc", "tags", "pipe", "blog"} }

// sheetFolders are the folders of testdata that hold tables.
func sheetFolders() []string {
	return []string{"table", "fft", "surveymonkey", "forms", "googleforms", "consultation", "orange", "careopinion", "codedfeedback",
		"twarc", "nodexl", "youtube", "crowdtangle", "facepager", "discord"}
}

// expected is what lies beside a fixture.
type expected struct {
	Error     string `json:",omitempty"`
	Format    string
	Layout    string `json:",omitempty"`
	Sheet     string `json:",omitempty"`
	Rows      int
	Responses int `json:",omitempty"`
	Messages  int
	Skipped   map[string]int
	DateOrder DateDecision
	Columns   []string
	Warnings  []string
	Records   []expectedRecord
}

type expectedRecord struct {
	Row                                    int
	Time, Author, Text, Channel            string
	ID, ReplyTo                            string `json:",omitempty"`
	Question, Organisation, Score, Consent string `json:",omitempty"`
	Marks                                  int    `json:",omitempty"`
}

func expectedOf(res *Result, err error) expected {
	r := res.Receipt
	e := expected{Format: r.Format, Layout: r.Layout, Sheet: r.Sheet, Rows: r.Rows, Responses: r.Responses, Messages: r.Messages,
		Skipped: r.Skipped, DateOrder: r.DateOrder, Warnings: r.Warnings}
	if err != nil {
		_, e.Error, _ = strings.Cut(err.Error(), ": ")
	}
	for _, c := range r.Columns {
		e.Columns = append(e.Columns, c.Role+": "+c.Name)
	}
	for _, rec := range res.Records {
		when := ""
		if rec.Time != corpus.NoTime {
			when = time.UnixMilli(rec.Time).UTC().Format(time.RFC3339)
		}
		e.Records = append(e.Records, expectedRecord{Row: rec.Row, Time: when, Author: rec.Author, Text: rec.Text, Channel: string(rec.Channel),
			ID: rec.ID, ReplyTo: rec.ReplyTo, Question: rec.Question, Organisation: rec.Organisation, Score: rec.Score, Consent: rec.Consent, Marks: int(rec.Marks)})
	}
	return e
}

// holdFixture compares what a file gives with what lies beside the fixture.
func holdFixture(t *testing.T, path, want string) {
	t.Helper()
	res, err := File(context.Background(), path, Options{})
	checkInvariants(t, res)
	got := expectedOf(res, err)
	if *updateSheets {
		b, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(want), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(want, append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	var e expected
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e, got); diff != "" {
		t.Error(diff)
	}
}

// The tables of testdata, and workbooks that are made here, give what lies
// beside them.
func TestFixturesSheets(t *testing.T) {
	for _, dir := range slices.Concat(textFolders(), sheetFolders()) {
		files, err := filepath.Glob(filepath.Join("testdata", dir, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", dir, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, ".want.json") {
				continue
			}
			t.Run(filepath.ToSlash(file), func(t *testing.T) {
				holdFixture(t, file, strings.TrimSuffix(file, filepath.Ext(file))+".want.json")
			})
		}
	}
	books := workbookFixtures(t)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		t.Run(name, func(t *testing.T) {
			path := save(t, filepath.Base(name), books[name])
			holdFixture(t, path, filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".want.json"))
		})
	}
}

// Every format has at least three fixtures: one as its program writes it, an odd
// one and a broken one, each with what is expected of it.
func TestThreeFixturesEach(t *testing.T) {
	folders := slices.Concat(textFolders(), sheetFolders(), documentFolders())
	found, err := filepath.Glob(filepath.Join("testdata", "json", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		folders = append(folders, filepath.Join("json", filepath.Base(f)))
	}
	for _, folder := range folders {
		if want, err := filepath.Glob(filepath.Join("testdata", folder, "*.want.json")); err != nil || len(want) < 3 {
			t.Errorf("%s has %d fixtures, %v", folder, len(want), err)
		}
	}
}

// workbookFixtures are workbooks by the place of what is expected of them.
func workbookFixtures(t *testing.T) map[string][]byte {
	header := []any{"Date", "Name", "Comment", "Score"}
	plain := (&xlsxBuilder{}).sheet("Notes", "", []any{"About this workbook"}).sheet("Data & more", "",
		[]any{"Feedback of the year"},
		nil,
		header,
		[]any{styled{44329, styleDate}, "Ann", "The staff were kind\nto all", 5},
		[]any{styled{44330.4375, styleMoment}, "Ben <b@x.org>", "Tea & cake", 3.5},
		[]any{rawCell(`<c r="%s" t="d"><v>2021-05-15T09:00:00</v></c>`), true, rawCell(`<c r="%s" t="inlineStr"><is><r><t>In </t></r><r><t xml:space="preserve">parts_x0021_</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></is></c>`)},
		[]any{styled{44332, styleDate}, "Cat", rawCell(`<c r="%s" t="e"><f>x()</f><v>#NAME?</v></c>`), styled{2, styleMoney}},
		[]any{styled{44333, styleDate}, "Dan", rawCell(`<c r="%s" t="str"><f>A1</f><v>made by a formula</v></c>`)},
		[]any{styled{44334, styleDate}, "Eve", ""},
	).sheet("Secret", "hidden", header, []any{styled{44329, styleDate}, "Ann", "Hidden words are not read", 1}, []any{styled{44329, styleDate}, "Ann", "Hidden words are not read either", 1})
	old := (&xlsxBuilder{is1904: true}).sheet("Old", "", header, []any{styled{42867, styleDate}, "Ann", "From an old Mac", 1})
	apart := (&xlsxBuilder{}).sheet("Apart", "", []any{"Date", "Time", "Name", "Comment"},
		[]any{styled{44329, styleDate}, styled{0.4375, styleClock}, "Ann", "Date and clock apart"},
		[]any{"14/05/2021", styled{0.5, styleClock}, "Ben", "A date that stayed text"})
	merged := (&xlsxBuilder{}).raw("Merged", "", `<row r="1"><c r="A1" t="inlineStr"><is><t>Trust</t></is></c><c r="B1" t="inlineStr"><is><t>Comment</t></is></c></row><row><c t="inlineStr"><is><t>North</t></is></c><c t="inlineStr"><is><t>No places are given here</t></is></c></row><row r="3"><c r="B3" t="s"><v>99</v></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>The second of a merged cell</t></is></c></row>`,
		`<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>`)
	tags := (&xlsxBuilder{}).sheet("Archive", "", []any{"id_str", "from_user", "text", "created_at", "time", "in_reply_to_status_id_str"},
		[]any{"1251954312772812801", "ann", "RT @ben: hello, &amp; all", "Sun Apr 19 19:22:23 +0000 2020", styled{43940.8072, styleMoment}, "NA"},
		[]any{"1251954312772812802", "ben", "so it is", "Sun Apr 19 19:22:24 +0000 2020", styled{43940.8072, styleMoment}, "1251954312772812801"})
	forms := (&xlsxBuilder{}).sheet("Form1", "", []any{"ID", "Start time", "Completion time", "Email", "Name", "What did you think of the session?", "What should come next?"},
		[]any{1, styled{44329.4375, styleMoment}, styled{44329.44, styleMoment}, "anonymous", "anonymous", "It was lively and well run", "More on handover between wards"},
		[]any{2, styled{44330.5, styleMoment}, styled{44330.51, styleMoment}, "anonymous", "anonymous", "Too long, and too warm", nil})
	code := (&xlsxBuilder{}).sheet("Framework", "", []any{"Category", "Sub-category", "Sub-category description", "Examples"},
		[]any{"Staff", "Manner", "How staff treat people", "They were kind"}, []any{"Staff", "Skill", "What staff can do", "She knew what to do"}, []any{"Place", "Parking", "Where to leave a car", "No spaces"})
	nodexl := (&xlsxBuilder{}).sheet("Edges", "", []any{nil, nil, "Visual Properties", "Labels"},
		[]any{"Vertex 1", "Vertex 2", "Color", "Width", "Tweet", "Tweet Date (UTC)", "Imported ID"},
		[]any{"ann", "ben", "", "", "@ben @cat thanks", styled{44329.4375, styleMoment}, "1392800000000000001"},
		[]any{"ann", "cat", "", "", "@ben @cat thanks", styled{44329.4375, styleMoment}, "1392800000000000001"})
	years := (&xlsxBuilder{}).sheet("About", "", []any{"What this is"}).sheet("2021", "",
		header, []any{styled{44329, styleDate}, "Ann", "Kind staff in the old year", 5}, []any{styled{44330, styleDate}, "Ben", "", 4}).sheet("2022", "",
		[]any{"Feedback of the year"}, header, []any{styled{44694, styleDate}, "Ann", "Kind staff in the new year", 5}, []any{styled{44695, styleDate}, "Cat", "", 4}, []any{styled{44696, styleDate}, "Dan", "Parking was bad", 1})
	copies := (&xlsxBuilder{}).sheet("North", "", header, []any{styled{44329, styleDate}, "Ann", "Kind staff", 5}).sheet("All", "",
		header, []any{styled{44329, styleDate}, "Ann", "Kind staff", 5}, []any{styled{44330, styleDate}, "Ben", "Parking was bad", 4}, []any{styled{44331, styleDate}, "Cat", "Long waits", 4})
	return map[string][]byte{
		"xlsx/plain.xlsx":    plain.build(t),
		"xlsx/years.xlsx":    years.build(t),
		"xlsx/copies.xlsx":   copies.build(t),
		"xlsx/mac1904.xlsx":  old.build(t),
		"xlsx/apart.xlsx":    apart.build(t),
		"xlsx/merged.xlsx":   merged.build(t),
		"xlsx/tags.xlsx":     tags.build(t),
		"xlsx/forms.xlsx":    forms.build(t),
		"xlsx/codebook.xlsx": code.build(t),
		"xlsx/nodexl.xlsx":   nodexl.build(t),
		"xlsx/empty.xlsx":    (&xlsxBuilder{}).sheet("Sheet1", "").build(t),
		"xlsx/cut.xlsx":      (&xlsxBuilder{}).raw("Cut", "", `<row r="1"><c r="A1" t="inlineStr"><is><t>Comment</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Not ended`, "").build(t),
		"ods/plain.ods": odsOf(t, odsTable("Notes", "ta1", []string{"About this workbook"})+
			odsTable("Hidden", "ta2", []string{"Date", "Comment"}, []string{"2021-01-01", "These words are hidden"})+
			odsTable("Data", "ta1", []string{"Date", "Time", "Name", "Comment", "Score"},
				[]string{`<table:table-cell office:value-type="date" office:date-value="2021-05-13"><text:p>13/05/21</text:p></table:table-cell>`, `<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"><text:p>10:30</text:p></table:table-cell>`, "Ann",
					`<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>Two <text:span>parts</text:span><text:s text:c="2"/>and</text:p><text:p>lines &amp; more</text:p></table:table-cell>`, `<table:table-cell office:value-type="float" office:value="5"><text:p>5.00</text:p></table:table-cell>`},
				[]string{`<table:table-cell office:value-type="date" office:date-value="2021-05-14T09:15:00"><text:p>x</text:p></table:table-cell>`, "", "Ben", `<table:table-cell office:value-type="string" table:number-columns-repeated="1"><text:p>Parking was bad</text:p></table:table-cell>`, ""})),
		"ods/cut.ods":      odsOf(t, odsTable("Data", "ta1", []string{"Date", "Name", "Comment"}, []string{"2021-05-13", "Ann", "Read before the file breaks"})+`<table:table table:name="Cut"><table:table-row><table:table-cell`),
		"ods/repeated.ods": odsOf(t, `<table:table table:name="R"><table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Comment</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>the same again</text:p></table:table-cell></table:table-row></table:table>`),
	}
}
