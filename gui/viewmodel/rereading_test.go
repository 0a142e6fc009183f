package viewmodel_test

import (
	"slices"
	"testing"

	"yearbook/analysis/ingest"
	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

// asking opens a survey and a chat, and asks about the file of that name.
func asking(t *testing.T, name string) (*viewmodel.App, *guitest.Engine, *viewmodel.Rereading) {
	t.Helper()
	e := &guitest.Engine{}
	a := viewmodel.New(viewmodel.Options{Engine: e, Run: viewmodel.Synchronous(), Store: &viewmodel.Memory{}})
	a.Open([]string{"/x/survey.csv", "/x/zoom.txt"})
	i := slices.IndexFunc(a.Files(), func(f viewmodel.File) bool { return f.Name == name })
	if !a.Rereading.Begin(i) {
		t.Fatalf("nothing is asked about %s", name)
	}
	return a, e, a.Rereading
}

func TestReadDifferently(t *testing.T) {
	a, e, r := asking(t, "survey.csv")
	want := []viewmodel.ColumnUse{{"Date", "13/05/2021", "date or time"}, {"Ward", "Seven", "not read"},
		{"Comment", "The staff were kind", "what was said"}, {"Anything else?", "More chairs", "not read"}}
	if got := r.Columns(); !slices.Equal(got, want) {
		t.Fatalf("columns %v", got)
	}
	r.SetUse(2, "not read")
	if r.Missing() == "" {
		t.Error("a table without a text can be read")
	}
	r.SetUse(3, "what was said")
	r.SetUse(2, "name")
	r.SetUse(1, "name") // there is one name only
	r.SetOrder(viewmodel.MonthFirst)
	r.SetDay("13 May")
	if r.Missing() == "" {
		t.Error("a day that is none can be given")
	}
	r.SetDay("")
	r.SetKeep(true)
	r.Start()
	opt := e.How().Of("/x/survey.csv")
	if opt.DayFirst == nil || *opt.DayFirst || opt.Mapping == nil || !opt.Date.IsZero() {
		t.Fatalf("read as %+v", opt)
	}
	var roles []ingest.Role
	for _, c := range opt.Mapping.Columns {
		roles = append(roles, c.Role)
	}
	if !slices.Equal(roles, []ingest.Role{ingest.RoleTime, ingest.RoleName, ingest.RoleText}) {
		t.Errorf("roles %v", roles)
	}
	if other := e.How().Of("/x/zoom.txt"); other.Mapping != nil || len(other.Presets) != 1 {
		t.Errorf("another file is read as %+v", other)
	}
	if p := a.Settings().Presets; len(p) != 1 || p[0].Name != "survey.csv" || len(p[0].Signature) != 4 {
		t.Errorf("presets %+v", p)
	}
	// What was chosen is chosen again, and stays when other files come.
	r.Begin(0)
	if r.Order() != viewmodel.MonthFirst || r.Columns()[1].Use != "name" {
		t.Errorf("asked again: %s, %v", r.Order(), r.Columns())
	}
	r.Start()
	a.Add([]string{"/x/more.txt"})
	if opt := e.How().Of("/x/survey.csv"); opt.Mapping == nil || opt.DayFirst == nil {
		t.Errorf("after adding: %+v", opt)
	}
	a.Undo()
	a.Undo()
	a.Undo()
	a.Add([]string{"/x/more.txt"})
	if opt := e.How().Of("/x/survey.csv"); opt.Mapping != nil || opt.DayFirst != nil {
		t.Errorf("after undoing: %+v", opt)
	}
}

// A column that is kept beside the text leaves the rest to be guessed, and a
// file without columns can be given its day.
func TestReadDifferentlyKeepsTheRest(t *testing.T) {
	_, e, r := asking(t, "survey.csv")
	r.SetUse(1, "kept beside the text")
	r.Start()
	if opt := e.How().Of("/x/survey.csv"); opt.Mapping != nil || !slices.Equal(opt.Keep, []string{"Ward"}) {
		t.Errorf("read as %+v", opt)
	}
	_, e, r = asking(t, "zoom.txt")
	if len(r.Columns()) > 0 || r.Missing() != "" {
		t.Errorf("columns %v, %q", r.Columns(), r.Missing())
	}
	r.SetDay("2020-12-31")
	r.Start()
	if opt := e.How().Of("/x/zoom.txt"); opt.Date.Format("2 Jan 2006") != "31 Dec 2020" || opt.Mapping != nil {
		t.Errorf("read as %+v", opt)
	}
}

func TestReadDifferentlyInAProject(t *testing.T) {
	e := &guitest.Engine{Projects: map[string]*guitest.Project{"/x/a.yearbook": {Sources: []string{"/x/survey.csv"}}}}
	a := viewmodel.New(viewmodel.Options{Engine: e, Run: viewmodel.Synchronous(), Store: &viewmodel.Memory{}})
	a.Open([]string{"/x/a.yearbook"})
	if !a.Rereading.Begin(0) {
		t.Fatal("nothing is asked")
	}
	a.Rereading.SetOrder(viewmodel.DayFirst)
	a.Rereading.Start()
	if opt := e.How().Of("/x/survey.csv"); opt.DayFirst == nil || !*opt.DayFirst {
		t.Errorf("imported as %+v", opt)
	}
}
