package viewmodel_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

const board = "/p/Board.yearbook"

// projects is an engine that has one project of two files.
func projects() *guitest.Engine {
	return &guitest.Engine{Projects: map[string]*guitest.Project{
		board: {Sources: []string{"/a/2012.txt", "/a/2013.txt"}},
	}}
}

// opened is an app with that project open.
func opened(t *testing.T) (*viewmodel.App, *guitest.Project) {
	t.Helper()
	e := projects()
	a := newApp(viewmodel.Synchronous(), e)
	a.Open([]string{board})
	if a.Stage() != viewmodel.Receipt || !a.InProject() {
		t.Fatalf("stage is %v, in a project: %v, trouble: %+v", a.Stage(), a.InProject(), a.Trouble())
	}
	return a, e.Projects[board]
}

func fileNames(a *viewmodel.App) string {
	var list []string
	for _, f := range a.Files() {
		list = append(list, f.Name)
	}
	return strings.Join(list, " ")
}

func TestOpeningAProject(t *testing.T) {
	for name, open := range map[string]func(*viewmodel.App, []string){
		"open": (*viewmodel.App).Open, "drop": (*viewmodel.App).Drop,
	} {
		t.Run(name, func(t *testing.T) {
			e := projects()
			a := newApp(viewmodel.Synchronous(), e)
			open(a, []string{board})
			if a.ProjectName() != "Board" || fileNames(a) != "2012.txt 2013.txt" || len(e.Reads()) != 0 {
				t.Fatalf("project %q with %q, read as files %v", a.ProjectName(), fileNames(a), e.Reads())
			}
			want := []viewmodel.RecentProject{{Path: board, Name: "Board", Folder: "/p"}}
			if !slices.Equal(a.Recent(), want) {
				t.Errorf("recent projects are %v", a.Recent())
			}
			a.Use()
			if a.Stage() != viewmodel.Reviewed {
				t.Errorf("stage is %v", a.Stage())
			}
		})
	}
}

func TestRecentProjects(t *testing.T) {
	e := &guitest.Engine{Projects: map[string]*guitest.Project{}}
	a := newApp(viewmodel.Synchronous(), e)
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "3"} {
		path := "/p/" + n + ".yearbook"
		e.Projects[path] = &guitest.Project{Sources: []string{"/a/chat.txt"}}
		a.Open([]string{path})
	}
	names := func() (s string) {
		for _, r := range a.Recent() {
			s += r.Name
		}
		return s
	}
	if names() != "36542" {
		t.Errorf("recent projects are %s", names())
	}
	delete(e.Projects, "/p/5.yearbook")
	a.Open([]string{"/p/5.yearbook"})
	if a.Trouble() == nil || names() != "3642" || a.ProjectName() != "3" {
		t.Errorf("trouble %+v, recent projects %s, open is %s", a.Trouble(), names(), a.ProjectName())
	}
}

func TestOneProjectIsOpenAtATime(t *testing.T) {
	a, p := opened(t)
	a.Open([]string{board})
	if p.Open != 1 || p.Closed != 0 {
		t.Errorf("opened again: open %d, closed %d times", p.Open, p.Closed)
	}
	a.Open([]string{"/a/chat.txt"})
	if a.InProject() || p.Open != 0 || p.Closed != 1 {
		t.Errorf("after opening a file: in a project %v, open %d, closed %d times", a.InProject(), p.Open, p.Closed)
	}
	if a.CanUndo() {
		t.Error("closing a project can be undone")
	}
}

func TestProjectsAreNotMixedWithFiles(t *testing.T) {
	a, _ := opened(t)
	a.Add([]string{"/p/Other.yearbook", "/a/chat.txt"})
	if a.Trouble() == nil || fileNames(a) != "2012.txt 2013.txt" {
		t.Errorf("trouble %+v, files %q", a.Trouble(), fileNames(a))
	}
}

func TestChangingAProject(t *testing.T) {
	a, p := opened(t)
	is := func(step, files, news string) {
		t.Helper()
		if fileNames(a) != files || !strings.Contains(a.News(), news) || a.Stage() != viewmodel.Receipt {
			t.Fatalf("%s: files %q, news %q, stage %v", step, fileNames(a), a.News(), a.Stage())
		}
	}
	a.Add([]string{"/a/2013.txt", "/a/2014.txt", "/a/minutes.docx"})
	is("added", "2012.txt 2013.txt 2014.txt", "1 file was added and 1 file was in the project already.")
	if tr := a.Trouble(); tr == nil || !strings.Contains(tr.Detail, "minutes.docx: This is a Word document.") {
		t.Errorf("trouble is %+v", tr)
	}
	a.Remove(0)
	is("removed", "2013.txt 2014.txt", "2012.txt was removed.")
	a.Undo()
	is("undone", "2012.txt 2013.txt 2014.txt", "Undone: removed the source 2012.txt.")
	a.Redo()
	is("redone", "2013.txt 2014.txt", "Made again: removed the source 2012.txt.")
	a.Undo()
	a.Dismiss()
	a.Undo()
	if tr := a.Trouble(); tr == nil || tr.Title != "There is nothing to undo" {
		t.Errorf("trouble is %+v", tr)
	}
	for range 3 {
		a.Remove(0)
	}
	is("emptied", "", "2014.txt was removed.")
	if a.ReceiptSummary() != "This project holds no files yet" || len(p.Sources) != 0 {
		t.Errorf("summary %q, sources %v", a.ReceiptSummary(), p.Sources)
	}
}

func TestReadOnlyProject(t *testing.T) {
	e := projects()
	e.Projects[board].ReadOnly = "This project is open already."
	a := newApp(viewmodel.Synchronous(), e)
	a.Open([]string{board})
	if a.CanChange() || a.CanUndo() || a.ProjectNotice() == "" {
		t.Error("it can be changed")
	}
	a.Remove(0)
	if tr := a.Trouble(); tr == nil || tr.Advice != "This project is open already." || fileNames(a) != "2012.txt 2013.txt" {
		t.Errorf("trouble %+v, files %q", tr, fileNames(a))
	}
}

func TestChangeThatFails(t *testing.T) {
	a, p := opened(t)
	p.ImportErr = errors.New("the disk is full: free some space")
	a.Add([]string{"/a/2014.txt"})
	if tr := a.Trouble(); tr == nil || tr.Advice != "The disk is full: free some space." {
		t.Errorf("trouble is %+v", tr)
	}
	if fileNames(a) != "2012.txt 2013.txt 2014.txt" || a.Stage() != viewmodel.Receipt {
		t.Errorf("files %q at %v: what was done until then is not shown", fileNames(a), a.Stage())
	}
}

func TestCancelledAddShowsWhatIsThere(t *testing.T) {
	q := &queue{}
	e := projects()
	a := newApp(q.dispatcher(), e)
	a.Open([]string{board})
	q.run(t, 0)
	n := 0
	e.Wait = func(context.Context) error { // cancelled before the second file
		if n++; n == 2 {
			a.Cancel()
			e.Wait = nil
		}
		return nil
	}
	a.Add([]string{"/a/2014.txt", "/a/2015.txt"})
	q.run(t, 0)
	if a.Stage() != viewmodel.Reading {
		t.Fatalf("stage is %v, want the project to be read again", a.Stage())
	}
	q.run(t, 0)
	if fileNames(a) != "2012.txt 2013.txt 2014.txt" || !strings.HasPrefix(a.News(), "Cancelled.") || a.Stage() != viewmodel.Receipt {
		t.Errorf("files %q, news %q, stage %v", fileNames(a), a.News(), a.Stage())
	}
}

func TestCancelledOpeningClosesTheProject(t *testing.T) {
	q := &queue{}
	e := projects()
	a := newApp(q.dispatcher(), e)
	a.Open([]string{board})
	e.Wait = func(context.Context) error { a.Cancel(); return nil }
	q.run(t, 0)
	if p := e.Projects[board]; p.Open != 0 || a.InProject() || a.Stage() != viewmodel.Welcome {
		t.Errorf("open %d, in a project %v, stage %v", p.Open, a.InProject(), a.Stage())
	}
}

func TestSaveAsProject(t *testing.T) {
	a, e := reviewed(t)
	e.Projects = map[string]*guitest.Project{"/p/Taken.yearbook": {}}
	a.GoTo(finding.People)
	s := a.Saving
	s.Begin()
	if s.Name() != "Review 2013" || s.Folder() != "/a" {
		t.Errorf("suggests %q in %q", s.Name(), s.Folder())
	}
	for _, c := range []struct{ folder, name, missing, path string }{
		{"/p", " ", "Give the project a name.", ""},
		{"/p", "a/b", "A name cannot hold", ""},
		{"", "Board", "Choose a folder", ""},
		{"p", "Board", "Give the whole path", ""},
		{"/p", "Board", "", board},
		{"/p", "Board.yearbook", "", board},
		{"/p", "Review 13.14", "", "/p/Review 13.14.yearbook"},
	} {
		s.SetFolder(c.folder)
		s.SetName(c.name)
		if !strings.HasPrefix(s.Missing(), c.missing) || (s.Missing() == "") != (c.missing == "") || c.path != "" && s.Path() != c.path {
			t.Errorf("%q in %q: missing %q, path %q", c.name, c.folder, s.Missing(), s.Path())
		}
	}
	s.SetName("Taken")
	s.Start()
	if s.Created() || !strings.Contains(s.Trouble(), "Choose another name.") || a.InProject() {
		t.Fatalf("a file that is there already: created %v, trouble %q", s.Created(), s.Trouble())
	}
	s.SetName("Board")
	s.Start()
	if !s.Created() || a.ProjectName() != "Board" || !slices.Equal(e.Projects[board].Sources, []string{"/a/2012.txt", "/a/2013.txt"}) {
		t.Fatalf("created %v, project %q, trouble %q", s.Created(), a.ProjectName(), s.Trouble())
	}
	if a.Stage() != viewmodel.Reviewed || a.Section() != finding.People || a.News() == "" {
		t.Errorf("stage %v, section %q, news %q: the review did not stay", a.Stage(), a.Section(), a.News())
	}
	if a.Settings().ProjectFolder != "/p" || len(a.Recent()) != 1 || s.Refusal() == "" {
		t.Errorf("settings %+v, refusal %q", a.Settings(), s.Refusal())
	}
}

func TestSavingThatEndsEarly(t *testing.T) {
	for name, c := range map[string]struct {
		wait func(*viewmodel.App) error
		says string
	}{
		"cancelled": {func(a *viewmodel.App) error { a.Cancel(); return nil }, "You cancelled saving."},
		"failed":    {func(*viewmodel.App) error { return errors.New("the disk is full: free some space") }, "The disk is full: free some space."},
	} {
		t.Run(name, func(t *testing.T) {
			q := &queue{}
			e := &guitest.Engine{}
			a := newApp(q.dispatcher(), e)
			a.Open([]string{"/a/2012.txt", "/a/2013.txt"})
			q.run(t, 0)
			a.Saving.Begin()
			a.Saving.SetFolder("/p")
			a.Saving.SetName("Board")
			a.Saving.Start()
			q.run(t, 0)
			n := 0
			e.Wait = func(context.Context) error {
				if n++; n == 2 {
					return c.wait(a)
				}
				return nil
			}
			q.run(t, 0)
			tr := a.Trouble()
			if tr == nil || !strings.HasPrefix(tr.Advice, c.says) || !strings.Contains(tr.Advice, "each of them whole") {
				t.Fatalf("trouble is %+v", tr)
			}
			p := e.Projects[board]
			if p.Open != 0 || a.InProject() || a.Stage() != viewmodel.Receipt || fileNames(a) != "2012.txt 2013.txt" || len(a.Recent()) != 0 {
				t.Errorf("open %d, in a project %v, stage %v, files %q", p.Open, a.InProject(), a.Stage(), fileNames(a))
			}
			if !slices.Equal(p.Sources, []string{"/a/2012.txt"}) {
				t.Errorf("the project holds %v", p.Sources)
			}
		})
	}
}

func TestNothingToSave(t *testing.T) {
	a := newApp(viewmodel.Synchronous(), &guitest.Engine{})
	if a.Saving.Refusal() == "" {
		t.Error("nothing can be saved")
	}
	a.Saving.Begin()
	a.Saving.SetFolder("/p")
	a.Saving.Start()
	if a.Saving.Created() {
		t.Error("nothing was saved")
	}
}

func TestMerging(t *testing.T) {
	a, _ := reviewed(t)
	a.Messages.Open("All", "", a.Review().Findings[0].Selection)
	if !strings.Contains(a.WhyNotMerge(), "Save as project") || a.Merging() != nil {
		t.Errorf("without a project: %q", a.WhyNotMerge())
	}

	a, p := opened(t)
	a.Use()
	if !strings.Contains(a.WhyNotMerge(), "Show names") {
		t.Errorf("with names hidden: %q", a.WhyNotMerge())
	}
	a.ShowNames(true)
	a.GoTo(finding.People)
	all := corpus.Selection{0, 1, 2}
	if a.Merging() != nil {
		t.Error("with no message open there is somebody to merge")
	}
	a.Messages.Open("All", "", all)
	m := a.Merging()
	if m == nil || a.WhyNotMerge() != "" {
		t.Fatalf("no merging: %q", a.WhyNotMerge())
	}
	if m.Person() != "Aisha" || m.Len() != 7 || m.Chosen() != -1 || m.Effect() != "Choose who this is." {
		t.Errorf("%q, %d people, chosen %d, %q", m.Person(), m.Len(), m.Chosen(), m.Effect())
	}
	m.Start()
	if len(p.Merged) != 0 {
		t.Error("merged with nobody")
	}
	m.Search("car")
	if name, messages := m.Row(0); m.Len() != 1 || m.Chosen() != 0 || name != "Carys" || !strings.HasSuffix(messages, " messages") {
		t.Errorf("found %d: %q, %q", m.Len(), name, messages)
	}
	m.Start()
	if !slices.Equal(p.Merged, []string{"aisha into carys"}) || a.Stage() != viewmodel.Reviewed || a.Section() != finding.People {
		t.Fatalf("merged %v, stage %v, section %q", p.Merged, a.Stage(), a.Section())
	}
	if !strings.HasPrefix(a.News(), "Aisha counts as Carys now.") || !a.Question().Names {
		t.Errorf("news %q, question %+v", a.News(), a.Question())
	}
	a.ShowNames(false)
	a.Undo()
	if len(p.Merged) != 0 || a.News() != "Undone: a decision about people." || a.Stage() != viewmodel.Reviewed {
		t.Errorf("merged %v, news %q, stage %v", p.Merged, a.News(), a.Stage())
	}
	a.Redo()
	if len(p.Merged) != 1 {
		t.Errorf("merged %v after redo", p.Merged)
	}
}

func TestLeaving(t *testing.T) {
	t.Run("nothing open", func(t *testing.T) {
		a, gone := newApp((&queue{}).dispatcher(), &guitest.Engine{}), false
		a.Leave(func() { gone = true })
		if !gone {
			t.Error("waits for nothing")
		}
	})
	t.Run("a project", func(t *testing.T) {
		q := &queue{}
		e := projects()
		a, gone := newApp(q.dispatcher(), e), 0
		a.Open([]string{board})
		q.run(t, 0)
		a.Leave(func() { gone++ })
		a.Cancel()
		if gone != 0 || !a.Leaving() || a.Work() == nil {
			t.Fatal("did not wait for the project to be closed")
		}
		q.run(t, 0)
		if gone != 1 || e.Projects[board].Open != 0 {
			t.Errorf("gone %d times, open %d", gone, e.Projects[board].Open)
		}
	})
	t.Run("a project being added to", func(t *testing.T) {
		q := &queue{}
		e := projects()
		a, gone := newApp(q.dispatcher(), e), false
		a.Open([]string{board})
		q.run(t, 0)
		a.Add([]string{"/a/2014.txt"})
		a.Leave(func() { gone = true })
		q.run(t, 0, 1)
		if !gone || e.Projects[board].Open != 0 {
			t.Errorf("gone %v, open %d", gone, e.Projects[board].Open)
		}
	})
	t.Run("closing fails", func(t *testing.T) {
		a, p := opened(t)
		p.CloseErr = errors.New("the disk is full: free some space")
		gone := false
		a.Leave(func() { gone = true })
		if gone || a.Trouble() == nil || a.Stage() != viewmodel.Welcome || a.Work() != nil {
			t.Fatalf("gone %v, trouble %+v, stage %v", gone, a.Trouble(), a.Stage())
		}
		a.Leave(func() { gone = true })
		if !gone {
			t.Error("cannot leave")
		}
	})
}
