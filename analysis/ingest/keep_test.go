package ingest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// feedbackSheet is a table as of the Friends and Family Test, with a service,
// a label and columns that are never kept.
const feedbackSheet = `Comment ID,Trust,Respondent ID,Date,Service  type,FFT categorical answer,FFT question,FFT answer,Contact e-mail,Label 1
A 1 - Q1,North,A 1,30/09/2021,Ward 7,1,FFT Why?,The staff were kind to me,ann@x.org,staff
A 2 - Q1,North,A 2,29/09/2021,,2,FFT Why?,The food was cold by noon,ben@x.org,
A 3 - Q1,South,A 3,28/09/2021,Clinic (ask di@x.org),5,FFT Why?,Parking took an hour,cat@x.org,parking
`

// TestKeep: columns that have no role of their own are kept on request, by
// header, and columns with one can be kept as well; addresses never are.
func TestKeep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fft.csv")
	if err := os.WriteFile(path, []byte(feedbackSheet), 0o600); err != nil {
		t.Fatal(err)
	}
	res, err := File(context.Background(), path, Options{Keep: []string{" service type", "label 1", "Label 1", "Trust", "contact e-mail", "unknown"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Service type", "Label 1", "Trust"}; !slices.Equal(res.Receipt.Kept, want) || !slices.Equal(res.Source.Attributes, want) {
		t.Fatalf("kept %q and %q, want %q", res.Receipt.Kept, res.Source.Attributes, want)
	}
	want := [][]string{{"Ward 7", "staff", "North"}, {"", "", "North"}, {"Clinic (ask [e-mail])", "parking", "South"}}
	for i, r := range res.Records {
		if !slices.Equal(r.Extra, want[i]) {
			t.Errorf("row %d keeps %q, want %q", r.Row, r.Extra, want[i])
		}
		if r.Organisation != want[i][2] {
			t.Errorf("row %d is of %q", r.Row, r.Organisation)
		}
	}
	if !res.Receipt.Keeps("LABEL 1") || res.Receipt.Keeps("unknown") {
		t.Errorf("the receipt keeps %q", res.Receipt.Kept)
	}
	if len(res.Receipt.Warnings) != 1 {
		t.Errorf("warnings %q", res.Receipt.Warnings)
	}
}

// A field of JSON records is kept like a column; nothing is kept unasked.
func TestKeepOfRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	text := `[{"comment":"The staff were kind to me","ward":"Seven","by":{"site":"North"}},{"comment":"Parking took me an hour","ward":null,"by":{"site":""}}]`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, keep := range [][]string{nil, {"ward", "by.site"}} {
		res, err := File(context.Background(), path, Options{Keep: keep})
		if err != nil {
			t.Fatal(err)
		}
		got := res.Records[0].Extra
		if want := map[int][]string{0: nil, 2: {"Seven", "North"}}[len(keep)]; !slices.Equal(got, want) || res.Records[1].Extra != nil {
			t.Errorf("kept %q and %q, want %q and nothing", got, res.Records[1].Extra, want)
		}
	}
}

// Records of JSON are previewed, mapped and recognised by a preset like tables.
func TestMappedRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	text := `[{"q1":"The staff were kind to me","q2":"The wards were clean enough","who":"Ann","on":"2021-05-13"},` +
		`{"q1":"Parking took me an hour","q2":"More chairs by the lift please","who":"Ben","on":"2021-05-14"}]`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	preview, err := Preview(context.Background(), path, Options{})
	if err != nil || !slices.Equal(preview.Headers, []string{"q1", "q2", "who", "on"}) || len(preview.Rows) != 2 || preview.Rows[1][2] != "Ben" {
		t.Fatalf("%v, %+v", err, preview)
	}
	m := Mapping{HeaderRows: 1, Channel: "interview", Columns: []MappedColumn{
		{Role: RoleText, Header: "q2"}, {Role: RoleName, Header: "who"}, {Role: RoleTime, Header: "on"}}}
	for name, opt := range map[string]Options{"given": {Mapping: &m}, "preset": {Presets: []Preset{NewPreset("interviews", preview, m)}}} {
		res, err := File(context.Background(), path, opt)
		if err != nil {
			t.Fatal(name, err)
		}
		if r := res.Records[0]; r.Text != "The wards were clean enough" || r.Author != "Ann" || r.Channel != "interview" || len(res.Records) != 2 {
			t.Errorf("%s: %+v", name, res.Records)
		}
	}
	m.Columns[0].Header = "q9"
	if res, err := File(context.Background(), path, Options{Mapping: &m}); err == nil || len(res.Records) > 0 {
		t.Errorf("a mapping names a field that is not there: %v", err)
	}
}
