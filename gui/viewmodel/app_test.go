package viewmodel_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

// queue is a dispatcher whose background work waits until the test runs it, so
// that a test can act while work is under way without a goroutine or a clock.
type queue struct{ background []func() }

func (q *queue) dispatcher() viewmodel.Dispatcher {
	return viewmodel.Dispatcher{
		Do: func(f func()) { f() },
		Go: func(f func()) { q.background = append(q.background, f) },
	}
}

// run does the work that waits, in the given order of handing over.
func (q *queue) run(t *testing.T, order ...int) {
	t.Helper()
	work := q.background
	q.background = nil
	for _, i := range order {
		if i >= len(work) {
			t.Fatalf("there are %d pieces of work, want number %d", len(work), i)
		}
		work[i]()
	}
}

func newApp(run viewmodel.Dispatcher, e *guitest.Engine) *viewmodel.App {
	return viewmodel.New(viewmodel.Options{
		Engine: e, Run: run, Store: &viewmodel.Memory{},
		Sample: func() ([]string, error) { return []string{"/sample/whatsapp.txt"}, nil },
	})
}

// reviewed is an app that shows a review of two files.
func reviewed(t *testing.T) (*viewmodel.App, *guitest.Engine) {
	t.Helper()
	e := &guitest.Engine{}
	a := newApp(viewmodel.Synchronous(), e)
	a.Open([]string{"/a/2012.txt", "/a/2013.txt"})
	a.Use()
	if a.Stage() != viewmodel.Reviewed {
		t.Fatalf("stage is %v, want review", a.Stage())
	}
	return a, e
}

func TestTheWayThrough(t *testing.T) {
	e := &guitest.Engine{}
	q := &queue{}
	a := newApp(q.dispatcher(), e)
	var heard []viewmodel.Change
	a.OnChange(func(c viewmodel.Change) { heard = append(heard, c) })

	a.Sample()
	if a.Stage() != viewmodel.Reading || a.Screen() != viewmodel.Welcome || a.Work() == nil {
		t.Fatalf("while reading: stage %v, screen %v, work %v", a.Stage(), a.Screen(), a.Work())
	}
	q.run(t, 0)
	if a.Stage() != viewmodel.Receipt || a.Work() != nil {
		t.Fatalf("after reading: stage %v, work %v", a.Stage(), a.Work())
	}
	if got := a.ReceiptSummary(); got != "276 messages by 8 people in 1 file, 6 January 2012 to 6 December 2013" {
		t.Errorf("summary is %q", got)
	}
	a.Use()
	if a.Stage() != viewmodel.Reviewing || a.Screen() != viewmodel.Receipt {
		t.Fatalf("while reviewing: stage %v, screen %v", a.Stage(), a.Screen())
	}
	q.run(t, 0)
	if a.Stage() != viewmodel.Reviewed || a.Review().Title != "Review of 2013 compared with 2012" {
		t.Fatalf("after reviewing: stage %v, review %+v", a.Stage(), a.Review())
	}
	if a.Question().Year != 2013 || a.Question().Against != 2012 {
		t.Errorf("the question is %+v, want its years resolved", a.Question())
	}
	for _, c := range []viewmodel.Change{viewmodel.StageChanged, viewmodel.WorkChanged, viewmodel.ReceiptChanged, viewmodel.ReviewChanged} {
		if !slices.Contains(heard, c) {
			t.Errorf("nobody was told of change %d", c)
		}
	}
}

func TestCancelGoesBack(t *testing.T) {
	q := &queue{}
	e := &guitest.Engine{}
	a := newApp(q.dispatcher(), e)

	a.Open([]string{"/a/chat.txt"})
	a.Cancel()
	if a.Stage() != viewmodel.Welcome || a.Work() != nil || a.Trouble() != nil {
		t.Fatalf("after cancel: stage %v, work %v, trouble %v", a.Stage(), a.Work(), a.Trouble())
	}
	q.run(t, 0) // the cancelled work ends late
	if a.Stage() != viewmodel.Welcome || a.HasReading() {
		t.Fatal("cancelled work delivered its result")
	}

	a.Open([]string{"/a/chat.txt"})
	q.run(t, 0)
	a.Use()
	a.Cancel()
	q.run(t, 0)
	if a.Stage() != viewmodel.Receipt || a.Review() != nil {
		t.Fatalf("after cancelling the review: stage %v, review %v", a.Stage(), a.Review())
	}
}

func TestCancelEndsTheContext(t *testing.T) {
	ended := make(chan error, 1)
	started := make(chan struct{})
	e := &guitest.Engine{Wait: func(ctx context.Context) error {
		close(started)
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}}
	do := make(chan func(), 16) // this test's UI goroutine is the test itself
	a := newApp(viewmodel.Dispatcher{Do: func(f func()) { do <- f }, Go: func(f func()) { go f() }}, e)
	a.Open([]string{"/a/chat.txt"})
	<-started
	a.Cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the engine's context ended with %v", err)
	}
	for range 2 { // the progress and the result, both overtaken
		(<-do)()
	}
	if a.Stage() != viewmodel.Welcome || a.Work() != nil {
		t.Errorf("stage %v, work %v after a late result", a.Stage(), a.Work())
	}
}

func TestNewestQuestionWins(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		q := &queue{}
		a := newApp(q.dispatcher(), &guitest.Engine{})
		a.Open([]string{"/a/chat.txt"})
		q.run(t, 0)
		a.Use()
		q.run(t, 0)

		a.ChooseYear(2012)
		a.ChooseCalendar(corpus.FinancialYear)
		if a.Screen() != viewmodel.Reviewed {
			t.Fatal("the review left the window while another one is worked out")
		}
		q.run(t, order...)
		if got := a.Review().Period; got != "2013/14" {
			t.Errorf("order %v: the review is of %s, want 2013/14", order, got)
		}
	}
}

func TestCancelledQuestionIsTakenBack(t *testing.T) {
	q := &queue{}
	a := newApp(q.dispatcher(), &guitest.Engine{})
	a.Open([]string{"/a/chat.txt"})
	q.run(t, 0)
	a.Use()
	q.run(t, 0)
	before := a.Question()
	a.ShowNames(true)
	a.ChooseYear(2012)
	a.Cancel()
	q.run(t, 0, 1)
	if a.Question() != before || a.Stage() != viewmodel.Reviewed {
		t.Errorf("question %+v at stage %v, want %+v", a.Question(), a.Stage(), before)
	}
}

func TestChoosing(t *testing.T) {
	a, e := reviewed(t)
	asked := len(e.Asked())
	a.ChooseYear(2013)
	a.ChooseAgainst(2012)
	a.ShowNames(false)
	a.ChooseCalendar(corpus.CalendarYear)
	if len(e.Asked()) != asked {
		t.Fatal("choosing what is chosen already asked again")
	}
	if got := a.Periods(); !slices.Equal(got, []viewmodel.Period{{Year: 2013, Name: "2013"}, {Year: 2012, Name: "2012"}}) {
		t.Errorf("periods are %v", got)
	}
	if got := a.Earlier(); !slices.Equal(got, []viewmodel.Period{{Year: 2012, Name: "2012"}}) {
		t.Errorf("earlier periods are %v", got)
	}
	a.ChooseCalendar(corpus.FinancialYear)
	want := analysis.Question{Calendar: corpus.FinancialYear}
	if got := e.Asked()[asked]; got != want {
		t.Errorf("asked %+v, want %+v", got, want)
	}
	if a.Settings().Calendar != corpus.FinancialYear {
		t.Error("the calendar was not remembered")
	}
	a.ShowNames(true)
	if !a.Question().Names || a.Question().Calendar != corpus.FinancialYear {
		t.Errorf("question is %+v", a.Question())
	}
}

func TestTroubles(t *testing.T) {
	cases := []struct {
		name   string
		engine guitest.Engine
		files  []string
		title  string
		says   string
		stage  viewmodel.Stage
	}{
		{"a missing drive", guitest.Engine{ReadErr: &fs.PathError{Op: "open", Path: "/a", Err: fs.ErrNotExist}}, []string{"/a"},
			"The files could not be read", "no longer there", viewmodel.Welcome},
		{"nothing usable", guitest.Engine{}, []string{"/a/minutes.docx"},
			"There is nothing to review in these files", "exports of chats", viewmodel.Welcome},
		{"no dates", guitest.Engine{ReviewErr: errors.New("no message has a date: add files that say when")}, []string{"/a/chat.txt"},
			"The review could not be worked out", "No message has a date: add files that say when.", viewmodel.Receipt},
	}
	for i := range cases {
		c := &cases[i]
		t.Run(c.name, func(t *testing.T) {
			a := newApp(viewmodel.Synchronous(), &c.engine)
			a.Open(c.files)
			a.Use()
			got := a.Trouble()
			if got == nil || got.Title != c.title || !strings.Contains(got.Advice, c.says) {
				t.Fatalf("trouble is %+v", got)
			}
			if a.Stage() != c.stage || a.Work() != nil {
				t.Errorf("stage %v, work %v", a.Stage(), a.Work())
			}
			a.Dismiss()
			if a.Trouble() != nil {
				t.Error("the trouble is still there")
			}
		})
	}
}

func TestNoSample(t *testing.T) {
	a := viewmodel.New(viewmodel.Options{Engine: &guitest.Engine{}, Run: viewmodel.Synchronous(), Store: &viewmodel.Memory{}})
	a.Sample()
	if a.Trouble() == nil || a.Stage() != viewmodel.Welcome {
		t.Errorf("trouble %v at stage %v", a.Trouble(), a.Stage())
	}
}

func TestGoToFinding(t *testing.T) {
	a, _ := reviewed(t)
	a.GoToFinding("theme-change")
	if a.Section() != finding.Themes || a.Focus() != "theme-change" {
		t.Errorf("section %q, focus %q", a.Section(), a.Focus())
	}
	a.GoToFinding("no-such-finding")
	if a.Section() != finding.Themes {
		t.Errorf("section %q after a finding that is not there", a.Section())
	}
	a.GoTo(finding.Trends)
	if a.Section() != finding.Trends || a.Focus() != "" {
		t.Errorf("section %q, focus %q", a.Section(), a.Focus())
	}
}
