package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/project"
	"yearbook/gui/viewmodel"
)

func newModel() *viewmodel.App {
	return viewmodel.New(viewmodel.Options{Engine: newEngine(), Run: viewmodel.Synchronous(), Store: &viewmodel.Memory{}})
}

// chats writes two chats in which one person goes by two names.
func chats(t *testing.T) (dir string, files []string) {
	t.Helper()
	dir = t.TempDir()
	for name, lines := range map[string][]string{
		"2012.txt": {"06/08/2012, 20:00 - Ann Bell: The posters are here", "25/08/2012, 20:01 - Ben: Waiting times came up again", "25/08/2012, 20:02 - Ann Bell: Thank you"},
		"2013.txt": {"06/08/2013, 20:00 - A. Bell: New posters for the surgery", "25/08/2013, 20:01 - Ben: Waiting times are the one thing people write about", "25/08/2013, 20:02 - Ben: And the car park"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	return dir, files
}

// TestProjectThroughTheWindow goes the whole way with a real project file: save,
// merge, undo, remove, undo, close, open.
func TestProjectThroughTheWindow(t *testing.T) {
	dir, files := chats(t)
	a := newModel()
	ok := func(step string) {
		t.Helper()
		if tr := a.Trouble(); tr != nil {
			t.Fatalf("%s: %+v", step, *tr)
		}
	}
	a.Open(files)
	a.Use()
	ok("review")
	a.Saving.Begin()
	a.Saving.SetFolder(dir)
	a.Saving.SetName("Board")
	a.Saving.Start()
	ok("save")
	path := filepath.Join(dir, "Board"+project.Extension)
	if a.ProjectPath() != path || len(a.Files()) != 2 || a.Stage() != viewmodel.Reviewed {
		t.Fatalf("project %q, %d files, stage %v, saving %q", a.ProjectPath(), len(a.Files()), a.Stage(), a.Saving.Trouble())
	}

	people := func() string {
		s := a.ReceiptSummary()
		return s[:strings.Index(s, " in ")]
	}
	a.ShowNames(true)
	a.GoTo(finding.People)
	a.Messages.Open("All", "", corpus.Selection{0})
	m := a.Merging()
	if m == nil || m.Person() != "Ann Bell" {
		t.Fatalf("merging is %+v: %s", m, a.WhyNotMerge())
	}
	m.Search("a. bell")
	m.Start()
	ok("merge")
	if people() != "6 messages by 2 people" || a.Section() != finding.People || a.Stage() != viewmodel.Reviewed {
		t.Errorf("merged: %s in %s", people(), a.Section())
	}
	a.Undo()
	ok("undo")
	if people() != "6 messages by 3 people" || !strings.HasPrefix(a.News(), "Undone: merged Ann Bell into A. Bell") {
		t.Errorf("undone: %s, %q", people(), a.News())
	}
	a.Redo()
	ok("redo")

	a.ShowReceipt()
	a.Remove(0)
	ok("remove")
	if len(a.Files()) != 1 || a.Files()[0].Name != "2013.txt" {
		t.Fatalf("removed: %+v", a.Files())
	}
	a.Undo()
	a.Add(files)
	ok("add")
	if len(a.Files()) != 2 || !strings.HasPrefix(a.News(), "2 files were in the project already") {
		t.Errorf("added again: %d files, %q", len(a.Files()), a.News())
	}
	a.Remove(1)
	ok("remove")
	gone := false
	a.Leave(func() { gone = true })
	ok("close")
	if !gone {
		t.Fatal("the project is still being closed")
	}
	if raw, err := os.ReadFile(path); err != nil || bytes.Contains(raw, []byte("posters for the surgery")) || !bytes.Contains(raw, []byte("posters are here")) {
		t.Errorf("the removed text is in the file, or the other is not (%v)", err)
	}

	b := newModel()
	b.Open([]string{path})
	if tr := b.Trouble(); tr != nil || len(b.Files()) != 1 || b.ProjectNotice() != "" {
		t.Fatalf("opened again: %+v, %d files, %q", tr, len(b.Files()), b.ProjectNotice())
	}
	c := newModel() // a second window on the same file
	c.Drop([]string{path})
	if c.CanChange() || !strings.HasPrefix(c.ProjectNotice(), "This project is open already, by ") || len(c.Files()) != 1 {
		t.Errorf("opened twice: notice %q, trouble %+v", c.ProjectNotice(), c.Trouble())
	}
	c.Leave(func() {})
	b.Leave(func() {})
}

func TestProjectsThatCannotBeOpened(t *testing.T) {
	dir, files := chats(t)
	foreign := filepath.Join(dir, "foreign.yearbook")
	if err := os.WriteFile(foreign, []byte("not a project at all, only text that says so"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		open []string
		says string
	}{
		"missing":      {[]string{filepath.Join(dir, "none.yearbook")}, "There is no project at "},
		"foreign":      {[]string{foreign}, "not a project this Yearbook can open"},
		"beside files": {append([]string{foreign}, files...), "open it alone"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newModel()
			a.Open(c.open)
			if tr := a.Trouble(); tr == nil || !strings.Contains(tr.Advice, c.says) || a.Stage() != viewmodel.Welcome {
				t.Errorf("trouble is %+v at %v", tr, a.Stage())
			}
		})
	}
}

func TestSavingNeverOverwrites(t *testing.T) {
	dir, files := chats(t)
	path := filepath.Join(dir, "Board.yearbook")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := newModel()
	a.Open(files)
	a.Saving.Begin()
	a.Saving.SetFolder(dir)
	a.Saving.SetName("Board")
	a.Saving.Start()
	if !strings.Contains(a.Saving.Trouble(), "Choose another name.") || a.InProject() {
		t.Errorf("trouble is %q", a.Saving.Trouble())
	}
	if raw, err := os.ReadFile(path); err != nil || string(raw) != "mine" {
		t.Errorf("the file holds %q now (%v)", raw, err)
	}
	a.Saving.SetFolder(filepath.Join(dir, "nowhere"))
	a.Saving.Start()
	if !strings.HasPrefix(a.Saving.Trouble(), "There is no such folder.") || a.InProject() {
		t.Errorf("saved in a folder that is not there, trouble %q", a.Saving.Trouble())
	}
}
