package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sheetsFixture(t *testing.T, name string) string {
	t.Helper()
	return save(t, name, workbookFixtures(t)["xlsx/"+name])
}

// Sheets with one header are read together; a sheet that is asked for is read
// alone.
func TestSheetsTogether(t *testing.T) {
	path := sheetsFixture(t, "years.xlsx")
	preset := Preset{Name: "mine", Signature: []string{"Date", "Name", "Comment", "Score"}, Mapping: Mapping{HeaderRows: 1, Sheet: "2021",
		Columns: []MappedColumn{{Role: RoleText, Header: "Comment"}}}}
	tests := map[string]struct {
		opt      Options
		sheet    string
		messages int
	}{
		"both":                 {Options{}, "2021, 2022", 3},
		"one":                  {Options{Sheet: "2022"}, "2022", 2},
		"capitals and spaces":  {Options{Sheet: " 2021 "}, "2021", 1},
		"of the mapping":       {Options{Mapping: &Mapping{HeaderRows: 1, Sheet: "2021", Columns: []MappedColumn{{Role: RoleText, Header: "Comment"}}}}, "2021", 1},
		"before the mapping's": {Options{Sheet: "2022", Mapping: &Mapping{HeaderRows: 1, SkipRows: 1, Sheet: "2021", Columns: []MappedColumn{{Role: RoleText, Header: "Comment"}}}}, "2022", 2},
		"of a preset":          {Options{Presets: []Preset{preset}}, "2021", 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			res, err := File(context.Background(), path, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			checkInvariants(t, res)
			if r := res.Receipt; r.Sheet != test.sheet || r.Messages != test.messages {
				t.Errorf("%q: %d messages", r.Sheet, r.Messages)
			}
			p, err := Preview(context.Background(), path, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(test.sheet, ",") != (p.Mapping.Sheet == "") || len(p.Sheets) != 3 {
				t.Errorf("the preview names the sheet %q of %q", p.Mapping.Sheet, p.Sheets)
			}
			opt := test.opt // what the preview shows, given back, reads the same
			opt.Mapping = &p.Mapping
			again, err := File(context.Background(), path, opt)
			if err != nil || len(again.Records) != len(res.Records) {
				t.Errorf("%v: %d records, then %d", err, len(res.Records), len(again.Records))
			}
		})
	}
	if _, err := File(context.Background(), path, Options{Sheet: "2023"}); err == nil || !strings.Contains(err.Error(), `"About", "2021", "2022"`) {
		t.Error(err)
	}
}

// Rows of several sheets have places of their own, and the receipt says which.
func TestPlacesInSheets(t *testing.T) {
	res, err := File(context.Background(), sheetsFixture(t, "years.xlsx"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for _, rec := range res.Records {
		rows = append(rows, rec.Row)
	}
	if diff := cmp.Diff([]int{2, 6, 8}, rows); diff != "" {
		t.Error(diff)
	}
	if all := strings.Join(res.Receipt.Warnings, " "); !strings.Contains(all, `row 4 is row 1 of "2022"`) {
		t.Errorf("%q", all)
	}
	want := []Example{{Line: 3, Text: "2021: 2021-05-14"}, {Line: 4, Text: "2022: 2022-05-14"}}
	if diff := cmp.Diff(want, res.Receipt.Examples["empty"]); diff != "" {
		t.Error(diff)
	}
}

// A sheet whose rows stand in another is a part or a copy of it.
func TestCopiedSheets(t *testing.T) {
	res, err := File(context.Background(), sheetsFixture(t, "copies.xlsx"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := res.Receipt; r.Sheet != "All" || r.Messages != 3 || !strings.Contains(strings.Join(r.Warnings, " "), `not read: "North"`) {
		t.Errorf("%+v", r)
	}
}
