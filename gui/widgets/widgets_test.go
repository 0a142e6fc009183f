package widgets

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

func TestFit(t *testing.T) {
	test.NewTempApp(t)
	long := "a very long message\nover two lines that does not fit into the column"
	got := fit(long, 120, 14, fyne.TextStyle{})
	if !strings.HasSuffix(got, "…") || strings.Contains(got, "\n") {
		t.Errorf("fit gives %q", got)
	}
	if w := fyne.MeasureText(got, 14, fyne.TextStyle{}).Width; w > 120 {
		t.Errorf("%q is %v wide", got, w)
	}
	if got := fit("short", 120, 14, fyne.TextStyle{}); got != "short" {
		t.Errorf("fit gives %q", got)
	}
	if got := fit(strings.Repeat("👍🏽", 5000), 120, 14, fyne.TextStyle{}); len([]rune(got)) > longest {
		t.Errorf("a row of %d characters was made", len([]rune(got)))
	}
}

func TestWidths(t *testing.T) {
	columns := []ColumnSpec{{Width: 100, Weight: 1}, {Width: 50}, {Width: 100, Weight: 3}}
	got := widths(columns, 250+2*cellGap+40)
	if got[0] != 110 || got[1] != 50 || got[2] != 130 {
		t.Errorf("widths are %v", got)
	}
	if got := widths(columns, 10); got[0] != 100 || got[2] != 100 {
		t.Errorf("a narrow row has widths %v", got)
	}
}

func TestButtonKeysAndRing(t *testing.T) {
	test.NewTempApp(t)
	pressed := 0
	b := NewPrimary("Use these files", func() { pressed++ })
	w := test.NewTempWindow(t, b)
	w.Canvas().Focus(b)
	r := test.WidgetRenderer(b).(*ringed)
	if !r.ring.yellow.Visible() {
		t.Error("the focus is not to be seen")
	}
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA} {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	b.Disable()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 3 {
		t.Error("a disabled button was pressed")
	}
	w.Canvas().Unfocus()
	if r.ring.yellow.Visible() {
		t.Error("the ring stays")
	}
}

// table is a table of n rows, every other of which counts a message.
func table(n int) *finding.Table {
	t := &finding.Table{Columns: []finding.Column{{Name: "Person"}, {Name: "Messages", Number: true}}}
	for i := range n {
		row := finding.Row{Cells: []finding.Cell{finding.Label("Person"), finding.Number(float64(i), "1")}}
		if i%2 == 0 {
			row.Selection = corpus.Selection{int32(i)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func TestTable(t *testing.T) {
	test.NewTempApp(t)
	var opened []int
	o := Table(table(30), nil, func(row int) { opened = append(opened, row) })
	test.NewTempWindow(t, o)
	rows := o.(*container.Scroll).Content.(*fyne.Container).Objects[0].(*fyne.Container)
	presses := func() (list []*Press) {
		for _, o := range rows.Objects {
			if p, ok := o.(*Press); ok {
				list = append(list, p)
			}
		}
		return list
	}
	if n := len(presses()); n != shown/2 {
		t.Fatalf("%d rows can be clicked, want %d", n, shown/2)
	}
	test.Tap(presses()[1])
	more := rows.Objects[len(rows.Objects)-1].(*Button)
	test.Tap(more)
	if n := len(presses()); n != 15 {
		t.Fatalf("%d rows can be clicked after “%s”, want 15", n, more.Text)
	}
	presses()[14].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(opened) != 2 || opened[0] != 2 || opened[1] != 28 {
		t.Errorf("opened rows %v, want 2 and 28", opened)
	}
}

func TestDisclosure(t *testing.T) {
	test.NewTempApp(t)
	made := 0
	inside := Body("How")
	box := Disclosure("How this was worked out", nil, func() fyne.CanvasObject { made++; return inside }).(*fyne.Container)
	test.NewTempWindow(t, box)
	head := box.Objects[0].(*fyne.Container).Objects[0].(*Button)
	for i, open := range []bool{true, false, true} {
		test.Tap(head)
		if inside.Visible() != open {
			t.Errorf("after %d clicks: visible is %v", i+1, inside.Visible())
		}
	}
	if made != 1 {
		t.Errorf("the content was made %d times", made)
	}
}

func TestListKeys(t *testing.T) {
	test.NewTempApp(t)
	l := NewList(func() int { return 30 }, func() fyne.CanvasObject { return NewTwoLine() },
		func(_ int, o fyne.CanvasObject) { o.(*TwoLine).Set("who", "when", "what") })
	var chosen []int
	l.OnSelected = func(i int) { chosen = append(chosen, i) }
	test.NewTempWindow(t, l).Resize(fyne.NewSize(300, 300))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyHome} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	want := []int{1, 2, 1, 29, 19, 0}
	if len(chosen) != len(want) {
		t.Fatalf("chosen %v, want %v", chosen, want)
	}
	for i := range want {
		if chosen[i] != want[i] {
			t.Fatalf("chosen %v, want %v", chosen, want)
		}
	}
}

func TestProgress(t *testing.T) {
	test.NewTempApp(t)
	var later []func()
	cancelled := false
	p := NewProgress(func(_ time.Duration, f func()) { later = append(later, f) }, func() { cancelled = true })
	test.NewTempWindow(t, p)

	p.Start("Reading 2 files")
	p.Stop()
	later[0]()
	if p.Visible() {
		t.Fatal("work that was over at once is shown")
	}
	p.Start("Reading 2 files")
	later[1]()
	if !p.Visible() {
		t.Fatal("work that lasts is not shown")
	}
	p.Set("Reading files: 1 of 2", 0.5, true)
	if p.bar.Value != 0.5 || !p.bar.Visible() || p.busy.Visible() || p.step.Text != "Reading files: 1 of 2" {
		t.Errorf("bar %v, step %q", p.bar.Value, p.step.Text)
	}
	p.Set("Finding themes", 0, false)
	if p.bar.Visible() || !p.busy.Visible() {
		t.Error("a share is shown that nobody knows")
	}
	test.Tap(p.Cancel)
	if !cancelled {
		t.Error("cancel does nothing")
	}
	p.Stop()
	if p.Visible() {
		t.Error("the cover stays")
	}
}
