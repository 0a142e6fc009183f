package gui

import (
	"bytes"
	"image"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"yearbook/analysis/chart"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/gui/guitest"
	"yearbook/gui/native"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// drawing is a chart with its data on a diagonal, twenty units apart.
type drawing struct{ hits []chart.Hit }

func (d drawing) Image(float64) image.Image { return image.NewRGBA(image.Rect(0, 0, 10, 10)) }
func (d drawing) Hits() []chart.Hit         { return d.hits }
func (d drawing) At(x, y float64) (chart.Hit, bool) {
	for _, h := range d.hits {
		if max(h.X-x, x-h.X, h.Y-y, y-h.Y) < 8 {
			return h, true
		}
	}
	return chart.Hit{}, false
}

func draw(fig *finding.Figure, _, _ float64) (widgets.Drawing, error) {
	var d drawing
	for s, series := range fig.Series {
		for p, point := range series.Points {
			at := float64(20 * (p + 1))
			d.hits = append(d.hits, chart.Hit{Series: s, Point: p, X: at + 200*float64(s), Y: at, Label: point.Label, Value: "1"})
		}
	}
	return d, nil
}

// picker picks what it is told.
type picker struct {
	files  []string
	folder string
}

func (p *picker) Files(_ string, picked func([]string, error))   { picked(p.files, nil) }
func (p *picker) Folder(_, _ string, picked func(string, error)) { picked(p.folder, nil) }
func (p *picker) make(fyne.Window) native.Picker                 { return p }
func now(f func())                                               { f() }
func soon(_ time.Duration, f func())                             { f() }
func (w *Window) press(keys ...fyne.KeyName)                     { press(w.Canvas(), keys...) }

// press types keys as the driver does: to what has the focus, else to the window.
func press(c fyne.Canvas, keys ...fyne.KeyName) {
	for _, k := range keys {
		e := &fyne.KeyEvent{Name: k}
		if f := c.Focused(); f != nil {
			f.TypedKey(e)
		} else if handle := c.OnTypedKey(); handle != nil {
			handle(e)
		}
	}
}

// newWindow is a window on the test driver in which everything happens at once.
func newWindow(t *testing.T, engine *guitest.Engine, p *picker) (*Window, *bytes.Buffer) {
	t.Helper()
	a := test.NewTempApp(t)
	log := &bytes.Buffer{}
	m := viewmodel.New(viewmodel.Options{
		Engine: engine, Run: viewmodel.Synchronous(), Store: Preferences{a.Preferences()},
		Sample: func() ([]string, error) { return []string{"/sample/whatsapp.txt"}, nil },
	})
	w := New(a, Options{
		Model: m, Brush: widgets.Brush{Draw: draw, Do: now, Go: now},
		Height: func(*finding.Figure) float32 { return 300 }, After: soon, Picker: p.make,
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), Version: Version,
	})
	w.Show()
	return w, log
}

// find lists the objects of a type in what the window shows.
func find[T fyne.CanvasObject](w *Window) []T {
	var list []T
	for _, o := range test.LaidOutObjects(w.window.Content()) {
		if x, ok := o.(T); ok {
			list = append(list, x)
		}
	}
	return list
}

// button is the button with a text.
func button(t *testing.T, w *Window, text string) *widgets.Button {
	t.Helper()
	for _, b := range find[*widgets.Button](w) {
		if b.Text == text {
			return b
		}
	}
	t.Fatalf("there is no button %q", text)
	return nil
}

func TestTheWholeWay(t *testing.T) {
	w, log := newWindow(t, &guitest.Engine{}, &picker{})
	test.Tap(button(t, w, "Try the sample"))
	if w.Model.Stage() != viewmodel.Receipt {
		t.Fatalf("stage is %v", w.Model.Stage())
	}
	w.press(fyne.KeyReturn)
	if w.Model.Stage() != viewmodel.Reviewed {
		t.Fatalf("Enter did not use the files: stage is %v", w.Model.Stage())
	}
	for _, s := range finding.Order {
		w.goTo(s)
		if w.Model.Section() != s || !w.review.sections.items[s].Chosen() {
			t.Errorf("section is %q, want %q", w.Model.Section(), s)
		}
	}
	w.goTo(finding.People)
	view := find[*widgets.ChartView](w)[0]
	view.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, 40)})
	if !w.Model.Messages.IsOpen() || w.review.messages.title.Text != "Messages: Person 2" {
		t.Fatalf("messages: %v, title %q", w.Model.Messages.IsOpen(), w.review.messages.title.Text)
	}
	if _, ok := w.review.middle.Objects[0].(*container.Split); !ok {
		t.Error("the messages are not beside the findings")
	}
	w.press(fyne.KeyDown)
	if row, _ := w.Model.Messages.Selected(); row != 1 || w.review.messages.text.Text != w.Model.Messages.Row(1).Text {
		t.Errorf("row %d is open, text %q", row, w.review.messages.text.Text)
	}
	w.review.messages.copy()
	if got := w.app.Clipboard().Content(); got != w.Model.Messages.Row(1).Quote() {
		t.Errorf("copied %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.Model.Messages.IsOpen() {
		t.Error("Escape did not close the messages")
	}
	for _, want := range []string{"welcome shown", "receipt shown\" files=1", "review shown\" period=2013", "section shown", "chart ready", "messages shown\" count="} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	for _, secret := range []string{"Aisha", "toolkit", "Person 2"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestExportDialog(t *testing.T) {
	dir := t.TempDir()
	w, log := newWindow(t, &guitest.Engine{}, &picker{folder: dir})
	w.showExport()
	if w.modal != nil {
		t.Fatal("there is nothing to export yet")
	}
	w.Model.Sample()
	w.Model.Use()
	w.showExport()
	if w.modal == nil {
		t.Fatal("the dialog did not open")
	}
	w.showExport() // once is enough
	w.Model.Export.SetFolder(dir)
	w.Model.Export.Start()
	if got := len(w.Model.Export.Written()); got != 2 {
		t.Errorf("%d files were written", got)
	}
	if !strings.Contains(log.String(), "msg=exported path="+dir+" files=2") {
		t.Errorf("the log is %s", log)
	}
	w.Canvas().Unfocus()
	w.press(fyne.KeyEscape)
	if w.modal != nil {
		t.Error("Escape did not close the dialog")
	}
}

func TestReceiptScreen(t *testing.T) {
	w, _ := newWindow(t, &guitest.Engine{}, &picker{files: []string{"/a/2013.txt", "/a/minutes.docx"}})
	w.openFiles()
	w.picker.(*picker).files = []string{"/a/2012.txt"}
	w.addFiles()
	if n := len(w.receipt.files); n != 2 {
		t.Fatalf("%d files on the receipt", n)
	}
	if n := len(w.receipt.problems.Objects); n != 1 {
		t.Errorf("%d problems on the receipt", n)
	}
	w.press(fyne.KeyDown)
	if w.receipt.chosen != 1 || w.receipt.remove.Text != "Remove 2012.txt" {
		t.Errorf("file %d is chosen, the button says %q", w.receipt.chosen, w.receipt.remove.Text)
	}
	test.Tap(w.receipt.remove)
	if n := len(w.receipt.files); n != 1 || !w.receipt.undo.Visible() {
		t.Fatalf("%d files after one was removed", n)
	}
	w.undo()
	if n := len(w.receipt.files); n != 2 {
		t.Errorf("%d files after undo", n)
	}
}

func TestQuestionBar(t *testing.T) {
	e := &guitest.Engine{}
	w, _ := newWindow(t, e, &picker{})
	w.Model.Sample()
	w.Model.Use()
	q := w.review.question
	if q.year.Selected != "2013" || q.against.Selected != "2012" || len(e.Asked()) != 1 {
		t.Fatalf("%q against %q after %d questions", q.year.Selected, q.against.Selected, len(e.Asked()))
	}
	q.year.SetSelected("2012")
	if w.Model.Question().Year != 2012 || !q.against.Disabled() || q.against.PlaceHolder != nothing {
		t.Errorf("question %+v, %q", w.Model.Question(), q.against.PlaceHolder)
	}
	q.calendar.SetSelected(calendars[corpus.FinancialYear])
	if q.year.Selected != "2013/14" {
		t.Errorf("year is %q", q.year.Selected)
	}
	q.names.SetChecked(true)
	if !w.Model.Question().Names || len(e.Asked()) != 4 {
		t.Errorf("question %+v after %d questions", w.Model.Question(), len(e.Asked()))
	}
}

func TestSummaryLeadsToFindings(t *testing.T) {
	w, _ := newWindow(t, &guitest.Engine{}, &picker{})
	w.Model.Sample()
	w.Model.Use()
	test.Tap(find[*widgets.Press](w)[1])
	if w.Model.Section() != finding.People || w.Model.Focus() != "most-active" {
		t.Errorf("section %q, focus %q", w.Model.Section(), w.Model.Focus())
	}
}

func TestDropped(t *testing.T) {
	e := &guitest.Engine{}
	w, _ := newWindow(t, e, &picker{})
	web, err := storage.ParseURI("https://example.org/chat.txt")
	if err != nil {
		t.Fatal(err)
	}
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a/chat.txt"), web})
	if got := e.Reads(); len(got) != 1 || len(got[0]) != 1 || got[0][0] != "/a/chat.txt" {
		t.Errorf("read %v", got)
	}
}

func TestTroubleIsShownAndClosed(t *testing.T) {
	w, log := newWindow(t, &guitest.Engine{}, &picker{files: []string{"/a/minutes.docx"}})
	w.openFiles()
	if w.modal == nil || w.Model.Trouble() == nil {
		t.Fatal("the trouble is not shown")
	}
	if strings.Contains(log.String(), "minutes") {
		t.Error("the log holds the name of a file")
	}
	w.press(fyne.KeyEscape)
	if w.modal != nil || w.Model.Trouble() != nil {
		t.Error("Escape did not close the dialog")
	}
	for _, show := range []func(){w.showAbout, w.showShortcuts} {
		show()
		w.press(fyne.KeyReturn)
		if w.modal != nil {
			t.Error("Enter did not close the dialog")
		}
	}
}

func TestMenuHasTheShortcuts(t *testing.T) {
	w, _ := newWindow(t, &guitest.Engine{}, &picker{})
	keys := map[string]string{}
	for _, m := range w.menu().Items {
		for _, i := range m.Items {
			if s, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				keys[i.Label] = string(s.Key())
			}
		}
	}
	for label, key := range map[string]string{"Open files…": "O", "Save as project…": "S", "Export…": "E", "Overview": "1", "Sources": "5", "Quit": "Q"} {
		if keys[label] != key {
			t.Errorf("the shortcut of %q is %q, want %q", label, keys[label], key)
		}
	}
}

func TestPreferences(t *testing.T) {
	p := Preferences{test.NewTempApp(t).Preferences()}
	if s := p.Load(); s.Width != firstWidth || s.Height != firstHeight || s.Calendar != corpus.CalendarYear || s.ExportFormats != nil {
		t.Errorf("at first: %+v", s)
	}
	p.Save(viewmodel.Settings{OpenFolder: "/a", ProjectFolder: "/c", Recent: []string{"/c/1.yearbook", "/c/2.yearbook"}, ExportFolder: "/b", ExportFormats: []string{"png", "svg"}, Calendar: corpus.FinancialYear, Width: 1300, Height: 10})
	s := p.Load()
	if s.OpenFolder != "/a" || s.ExportFolder != "/b" || strings.Join(s.ExportFormats, " ") != "png svg" ||
		s.ProjectFolder != "/c" || strings.Join(s.Recent, " ") != "/c/1.yearbook /c/2.yearbook" ||
		s.Calendar != corpus.FinancialYear || s.Width != 1300 || s.Height != leastHeight {
		t.Errorf("remembered: %+v", s)
	}
}

func TestSaveAsProjectDialog(t *testing.T) {
	e := &guitest.Engine{Projects: map[string]*guitest.Project{"/p/Taken.yearbook": {}}}
	w, log := newWindow(t, e, &picker{folder: "/p"})
	w.showSaving()
	if w.modal == nil {
		t.Fatal("nobody says that there is nothing to save")
	}
	w.press(fyne.KeyEscape)
	w.Model.Sample()
	w.showSaving()
	s := w.Model.Saving
	s.SetFolder("/p")
	s.SetName("Taken")
	s.Start()
	if w.modal == nil || s.Trouble() == "" {
		t.Fatal("a file that is there already does not keep the dialog open")
	}
	s.SetName("Board")
	s.Start()
	if w.modal != nil || w.window.Title() != "Yearbook – Board" {
		t.Errorf("the dialog is open: %v, the title is %q", w.modal != nil, w.window.Title())
	}
	if got := w.receipt.title.Text; got != "Project “Board”: check what it holds" {
		t.Errorf("the receipt says %q", got)
	}
	recent := w.recentMenu()
	if recent.ChildMenu == nil || recent.ChildMenu.Items[0].Label != "Board" {
		t.Errorf("recent projects: %+v", recent)
	}
	w.showSaving()
	if w.modal == nil {
		t.Error("nobody says that it is saved already")
	}
	w.press(fyne.KeyEscape)
	w.Model.Remove(0)
	if !w.receipt.use.Disabled() || !w.receipt.remove.Disabled() || w.receipt.add.Disabled() {
		t.Error("the buttons of an empty project are wrong")
	}
	w.Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{}) // as the driver names Ctrl+Z
	if len(w.receipt.files) != 1 || w.receipt.use.Disabled() {
		t.Error("undo did not bring the file back")
	}
	if strings.Contains(log.String(), "Board") {
		t.Error("the log holds the name of a project")
	}
	w.close()
	if p := e.Projects["/p/Board.yearbook"]; p.Open != 0 || p.Closed != 1 || !strings.Contains(log.String(), "window closed") {
		t.Errorf("open %d, closed %d times", p.Open, p.Closed)
	}
}

func TestMergingDialog(t *testing.T) {
	e := &guitest.Engine{Projects: map[string]*guitest.Project{"/p/Board.yearbook": {Sources: []string{"/a/chat.txt"}}}}
	w, log := newWindow(t, e, &picker{files: []string{"/p/Board.yearbook"}})
	w.openFiles()
	w.Model.Use()
	w.Model.OpenFinding(w.Model.Review().In(finding.People)[0])
	same := button(t, w, "Same person as…")
	test.Tap(same)
	if w.modal == nil {
		t.Fatal("nobody says that names are hidden")
	}
	w.press(fyne.KeyEscape)
	w.Model.ShowNames(true)
	w.Model.OpenFinding(w.Model.Review().In(finding.People)[0])
	test.Tap(same)
	search, ok := w.Canvas().Focused().(*widgets.Entry)
	if w.modal == nil || !ok {
		t.Fatal("the dialog did not open")
	}
	search.SetText("hyw")
	w.press(fyne.KeyReturn)
	if p := e.Projects["/p/Board.yearbook"]; w.modal != nil || len(p.Merged) != 1 || !strings.HasSuffix(p.Merged[0], " into hywel") {
		t.Errorf("merged %v", p.Merged)
	}
	w.undo()
	if p := e.Projects["/p/Board.yearbook"]; len(p.Merged) != 0 {
		t.Errorf("merged %v after undo", p.Merged)
	}
	w.redo()
	if strings.Contains(log.String(), "Hywel") {
		t.Error("the log holds a name")
	}
}
