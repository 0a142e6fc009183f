package viewmodel_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

func TestExport(t *testing.T) {
	a, _ := reviewed(t)
	e := a.Export
	if got := e.Missing(); got != "Choose a folder to write to." {
		t.Errorf("missing: %q", got)
	}
	e.Start() // does nothing yet
	e.SetFolder("reviews")
	if got := e.Missing(); got != "Give the whole path of the folder." {
		t.Errorf("missing: %q", got)
	}
	dir := t.TempDir()
	e.SetFolder(dir)
	for _, f := range []string{"html", "png"} {
		e.Tick(f, false)
	}
	if got := e.Missing(); got != "Tick at least one kind of file." {
		t.Errorf("missing: %q", got)
	}
	e.Tick("json", true)
	e.Tick("html", true)
	e.Start()
	want := []string{filepath.Join(dir, "review.html"), filepath.Join(dir, "review.json")}
	if !slices.Equal(e.Written(), want) || e.Work() != nil || e.Trouble() != nil {
		t.Errorf("written %v, work %v, trouble %v", e.Written(), e.Work(), e.Trouble())
	}
	s := a.Settings()
	if s.ExportFolder != dir || !slices.Equal(s.ExportFormats, []string{"html", "json"}) {
		t.Errorf("remembered %+v", s)
	}
}

func TestExportFailsAndIsCancelled(t *testing.T) {
	engine := &guitest.Engine{}
	q := &queue{}
	a := newApp(q.dispatcher(), engine)
	a.Open([]string{"/a/chat.txt"})
	q.run(t, 0)
	a.Use()
	q.run(t, 0)
	a.Export.SetFolder(t.TempDir())
	engine.ExportErr = fmt.Errorf("cannot write review.html (%w): choose another folder", fs.ErrPermission)
	a.Export.Start()
	q.run(t, 0)
	if tr := a.Export.Trouble(); tr == nil || !strings.HasSuffix(tr.Advice, "choose another folder.") {
		t.Errorf("trouble is %+v", tr)
	}
	engine.ExportErr = nil
	a.Export.Start()
	a.Export.Cancel()
	q.run(t, 0)
	if a.Export.Work() != nil || a.Export.Written() != nil || a.Export.Trouble() != nil {
		t.Errorf("after cancel: work %v, written %v, trouble %v", a.Export.Work(), a.Export.Written(), a.Export.Trouble())
	}
}

func TestExportDirIsOffered(t *testing.T) {
	a := viewmodel.New(viewmodel.Options{Engine: &guitest.Engine{}, Run: viewmodel.Synchronous(),
		Store: &viewmodel.Memory{Settings: viewmodel.Settings{ExportFolder: "/last"}}, ExportDir: "/offered"})
	if got := a.Export.Folder(); got != "/offered" {
		t.Errorf("folder is %q", got)
	}
}
