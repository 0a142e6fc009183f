package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

const wardSurvey = "When,Who,What went well?,What could be better?,Ward,Stars\n" +
	"13/05/2021,Ann,The staff were kind to me,Parking was a trouble again,North,4\n" +
	"14/05/2021,Ben,The food was hot and good,n/a,South,5\n"

func previewOf(t *testing.T, name, text string, opt Options) TablePreview {
	t.Helper()
	p, err := Preview(context.Background(), save(t, name, []byte(text)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPreview(t *testing.T) {
	p := previewOf(t, "a.csv", wardSurvey, Options{})
	if diff := cmp.Diff([]string{"When", "Who", "What went well?", "What could be better?", "Ward", "Stars"}, p.Headers); diff != "" {
		t.Error(diff)
	}
	if len(p.Rows) != 2 || p.Rows[1][1] != "Ben" || p.Format != "Table (CSV)" {
		t.Errorf("%+v", p)
	}
	roles := map[Role][]string{}
	for _, c := range p.Mapping.Columns {
		roles[c.Role] = append(roles[c.Role], c.Header)
		if c.Reason == "" || c.Position < 1 {
			t.Errorf("no reason or place: %+v", c)
		}
	}
	want := map[Role][]string{RoleTime: {"When"}, RoleName: {"Who"}, RoleText: {"What went well?", "What could be better?"}, RoleScore: {"Stars"}}
	if diff := cmp.Diff(want, roles); diff != "" {
		t.Error(diff)
	}
	if p.Mapping.HeaderRows != 1 || p.Mapping.Header(RoleName) != "Who" || p.Mapping.Header(RoleID) != "" {
		t.Errorf("%+v", p.Mapping)
	}
	if diff := cmp.Diff(p.Mapping, Guess(p)); diff != "" {
		t.Error(diff)
	}
	bare := TablePreview{Headers: p.Headers, Rows: p.Rows} // as a window might put it together
	if diff := cmp.Diff(p.Mapping, Guess(bare)); diff != "" {
		t.Error(diff)
	}
}

func TestPreviewErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"chat.txt": {ward, "has no columns to choose"},
		"a.csv":    {"Date,Name,Comment\n", "a header but no rows"},
		"b.csv":    {"", "the file is empty"},
		"a.zip":    {string(zipOf(t, "x.txt", "x")), "this is no workbook"},
		"b.zip":    {"PK\x03\x04junk", "damaged"},
	} {
		_, err := Preview(context.Background(), save(t, name, []byte(test.text)), Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the user says goes, whatever would be guessed.
func TestGivenMapping(t *testing.T) {
	m := Mapping{HeaderRows: 1, Channel: "walk-round", Columns: []MappedColumn{
		{Role: RoleText, Header: "what could be BETTER?", Question: "Better?"},
		{Role: RoleName, Header: "Ward"}, {Role: RoleOrganisation, Header: "Who"}, {Role: RoleTime, Position: 1, Header: "When"}, {Role: RoleNone, Header: "Stars"},
	}}
	res, err := readOpt(t, "a.csv", wardSurvey, Options{Mapping: &m})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2021-05-13 00:00 North: Parking was a trouble again", "2021-05-14 00:00 South: n/a"}, messages(res)); diff != "" {
		t.Error(diff)
	}
	if r := res.Records[0]; r.Question != "Better?" || r.Organisation != "Ann" || r.Channel != "walk-round" || r.Score != "" {
		t.Errorf("%+v", r)
	}
	if c := res.Receipt.Columns[0]; c.Reason != "as you said" {
		t.Errorf("%+v", c)
	}
	bare := Mapping{Columns: []MappedColumn{{Role: RoleText, Position: 3}}}
	res, err = readOpt(t, "a.csv", wardSurvey, Options{Mapping: &bare})
	if err != nil || len(res.Records) != 3 || res.Records[0].Text != "What went well?" {
		t.Errorf("%v %v", err, messages(res))
	}
	tags := Mapping{HeaderRows: 1, Columns: []MappedColumn{{Role: RoleText, Header: "from_user"}}}
	res, err = readOpt(t, "a.csv", "id_str,from_user,text,created_at,time\n1,ann,hello,Sun Apr 19 19:22:23 +0000 2020,x\n", Options{Mapping: &tags})
	if err != nil || res.Records[0].Text != "ann" {
		t.Errorf("%v %v", err, messages(res))
	}
	for want, m := range map[string]Mapping{
		`names a column "Nope"`:         {HeaderRows: 1, Columns: []MappedColumn{{Role: RoleText, Header: "Nope"}}},
		"names no column with the text": {HeaderRows: 1, Columns: []MappedColumn{{Role: RoleTime, Header: "When"}}},
	} {
		if _, err := readOpt(t, "a.csv", wardSurvey, Options{Mapping: &m}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// A preset that was kept as JSON knows the same layout again, and only that.
func TestPresetRoundTrip(t *testing.T) {
	p := previewOf(t, "a.csv", wardSurvey, Options{})
	m := p.Mapping
	m.Columns = append(m.Columns[:2:2], MappedColumn{Role: RoleText, Header: "What could be better?"}, MappedColumn{Role: RoleOrganisation, Header: "Ward"})
	data, err := json.Marshal(NewPreset("Ward survey", p, m))
	if err != nil {
		t.Fatal(err)
	}
	var kept Preset
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	opt := Options{Presets: []Preset{kept}}
	moved := "Ward,WHEN,Who ,What could be better?,What went well?,Stars\nNorth,15/05/2021,Cat,More chairs,The tea was hot and sweet,3\n"
	res, err := readOpt(t, "b.csv", moved, opt)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2021-05-15 00:00 Cat: More chairs"}, messages(res)); diff != "" {
		t.Error(diff)
	}
	if res.Receipt.Layout != "Ward survey" || res.Records[0].Organisation != "North" {
		t.Errorf("%+v", res.Receipt)
	}
	other, err := readOpt(t, "c.csv", "When,Who,Comment\n13/05/2021,Ann,The staff were kind\n", opt)
	if err != nil || other.Receipt.Layout != "" {
		t.Errorf("%v %q", err, other.Receipt.Layout)
	}
}

// Reading with the mapping that a preview shows gives what reading without one
// gives, for every fixture.
func TestMappingOfPreview(t *testing.T) {
	for _, dir := range sheetFolders() {
		files, _ := filepath.Glob(filepath.Join("testdata", dir, "*"))
		for _, file := range files {
			if strings.HasSuffix(file, ".want.json") {
				continue
			}
			p, err := Preview(context.Background(), file, Options{})
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			plain, err := File(context.Background(), file, Options{})
			mapped, errM := File(context.Background(), file, Options{Mapping: &p.Mapping})
			if err != nil || errM != nil {
				t.Errorf("%s: %v, %v", file, err, errM)
				continue
			}
			if diff := cmp.Diff(plain.Records, mapped.Records); diff != "" {
				t.Errorf("%s: %s", file, diff)
			}
			if diff := cmp.Diff(plain.Receipt.DateOrder, mapped.Receipt.DateOrder); diff != "" {
				t.Errorf("%s: %s", file, diff)
			}
		}
	}
}

// Every answer of a survey is a message or is counted, whatever is left blank.
func TestSurveyRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for round := range 30 {
		var b strings.Builder
		b.WriteString("Respondent ID,What went well?,What could we do better?,Anything else you would like to say?\n")
		rows, answers := rng.IntN(100)+30, 0
		for i := range rows {
			fmt.Fprintf(&b, "respondent-%04d", i)
			for q := range 3 {
				if i < 3 || rng.IntN(3) > 0 {
					answers++
					fmt.Fprintf(&b, ",\"this is what number %d says, to question\n%d\"", i, q)
				} else {
					b.WriteString(",")
				}
			}
			b.WriteString("\n")
		}
		r := mustRead(t, "a.csv", b.String()).Receipt
		if r.Responses != rows || r.Rows != 3*rows || r.Messages != answers {
			t.Fatalf("round %d: %d rows, %d answers: %+v", round, rows, answers, r)
		}
	}
}

// Addresses stay out even where the user gives their column a role.
func TestMappedAddresses(t *testing.T) {
	m := Mapping{HeaderRows: 1, Columns: []MappedColumn{
		{Role: RoleText, Header: "text"}, {Role: RoleID, Header: "mail"}, {Role: RoleName, Header: "mail"}, {Role: RoleOrganisation, Header: "mail"}, {Role: RoleChannel, Header: "mail"}, {Role: RoleScore, Header: "ip"}}}
	res, err := readOpt(t, "a.csv", "mail,ip,text\nann@example.org,192.0.2.1,hello there\nben@example.org,192.0.2.2,hello again\n", Options{Mapping: &m})
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Record{{Row: 2, Time: corpus.NoTime, Text: "hello there", Channel: "comment"}, {Row: 3, Time: corpus.NoTime, Text: "hello again", Channel: "comment"}}
	if diff := cmp.Diff(want, res.Records); diff != "" {
		t.Error(diff)
	}
}

func TestPresetsAreWhole(t *testing.T) {
	for _, p := range Presets() {
		if p.Name == "" || len(p.Signature) < 2 || p.Mapping.HeaderRows < 1 || len(p.Mapping.Columns) == 0 {
			t.Errorf("%+v", p)
		}
		if !p.fits(layout{names: p.Signature}.headers()) {
			t.Errorf("%s does not fit its own headers", p.Name)
		}
	}
}

func TestLayouts(t *testing.T) {
	tests := []struct {
		name          string
		rows          [][]string
		above, header int
		names         []string
	}{
		{"one row", [][]string{{"Date", "Comment"}, {"13/05/2021", "x"}}, 0, 1, []string{"Date", "Comment"}},
		{"none", [][]string{{"13/05/2021", "x y"}, {"14/05/2021", "z"}}, 0, 0, []string{"", ""}},
		{"a title", [][]string{{"Survey of the year", "", ""}, {"as of today", "", ""}, {"Date", "Name", "Comment"}, {"13/05/2021", "Ann", "x"}}, 2, 1, []string{"Date", "Name", "Comment"}},
		{"a question over several columns", [][]string{{"Respondent ID", "Which ward?", "", "Why?"}, {"", "North", "South", "Open-Ended Response"}, {"1", "North", "", "x"}}, 0, 2,
			[]string{"Respondent ID", "Which ward?: North", "Which ward?: South", "Why?"}},
		{"Orange", [][]string{{"text", "score"}, {"string", "continuous"}, {"meta", "class"}, {"x", "1"}}, 0, 3, []string{"text", "score"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := findLayout(test.rows, len(test.rows[0]))
			if l.above != test.above || l.header != test.header {
				t.Errorf("%+v", l)
			}
			if diff := cmp.Diff(test.names, l.names); diff != "" {
				t.Error(diff)
			}
		})
	}
}
