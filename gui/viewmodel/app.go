package viewmodel

import (
	"yearbook/analysis"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
)

// Stage is where the person at the window is.
type Stage int

// The stages, in the order in which people pass through them.
const (
	Welcome   Stage = iota // nothing was opened yet
	Reading                // files are being read
	Receipt                // what was read is shown before it is used
	Reviewing              // a review is being worked out
	Reviewed               // a review is shown
)

// String names the stage for logs.
func (s Stage) String() string {
	return [...]string{"welcome", "reading", "receipt", "reviewing", "review"}[s]
}

// Change says what part of the view-model is different now.
type Change int

// The changes a view can hear of.
const (
	StageChanged     Change = iota // App.Stage
	WorkChanged                    // App.Work
	ReceiptChanged                 // App.Reading, App.Files, App.CanUndo
	ReviewChanged                  // App.Review, App.Periods
	SectionChanged                 // App.Section, App.Focus
	MessagesChanged                // App.Messages
	ExportChanged                  // App.Export
	TroubleChanged                 // App.Trouble
	ProjectChanged                 // App.ProjectName, App.Recent
	SavingChanged                  // App.Saving
	RereadingChanged               // App.Rereading
)

// Work is a piece of work under way, for the progress shown on the window.
type Work struct {
	Title string // what for: "Reading 3 files"
	Step  string // what just now: "Finding themes"
	Done  int
	Total int // 0 where it is not known
}

// Fraction is how much is done, from 0 to 1; known is false where no one knows.
func (w Work) Fraction() (f float64, known bool) {
	if w.Total <= 0 {
		return 0, false
	}
	return min(1, max(0, float64(w.Done)/float64(w.Total))), true
}

// App is the state of the whole window. Make it with New.
type App struct {
	engine Engine
	store  Store
	sample func() ([]string, error)
	hear   []func(Change)
	main   lane

	stage    Stage
	back     Stage // where Cancel leads while there is work
	work     *Work
	trouble  *Trouble
	settings Settings

	inputs  []string                  // files and folders as they were asked for
	manners map[string]ingest.Options // how single files are read, by path
	reading *analysis.Reading         // nil before anything was read
	past    []version                 // for Undo, oldest first

	project  Project // the project that inputs were read from, nil for none
	turns    turns   // of work on project files
	news     string  // what became of the last change to the project
	leaving  bool    // the program is about to end
	onCancel func()  // what to do besides when the work under way is cancelled

	source   string // where the themes of question come from; see ThemeSources
	hand     string // label of the theme whose messages are listed, "" for none
	question analysis.Question
	answered analysis.Question // the question review answers
	review   *finding.Review   // nil before there is one
	reviewOf *analysis.Reading // the reading review is about
	staying  bool              // the section stays when the review being worked out is there
	section  finding.Section
	focus    string // id of the finding to look at, "" for the top

	// Messages lists the messages behind the number last opened.
	Messages *Messages
	// Export writes the review to files.
	Export *Export
	// Saving makes a project of the files.
	Saving *Saving
	// Rereading reads one file differently.
	Rereading *Rereading
}

// version is what Undo goes back to.
type version struct {
	inputs  []string
	manners map[string]ingest.Options
	reading *analysis.Reading
}

// Options are what an App is given.
type Options struct {
	Engine Engine
	Run    Dispatcher
	Store  Store
	// Sample says where the sample is; nil means there is none.
	Sample func() ([]string, error)
	// ExportDir is the folder offered first, instead of the one last used.
	ExportDir string
}

// New returns an App on its welcome screen.
func New(opt Options) *App {
	a := &App{
		engine: opt.Engine, store: opt.Store, sample: opt.Sample,
		main: lane{run: opt.Run}, settings: opt.Store.Load(), section: finding.Overview,
	}
	a.question.Calendar = a.settings.Calendar
	a.Messages = newMessages(opt.Run, func() { a.tell(MessagesChanged) })
	a.Export = newExport(a, opt.Run, opt.ExportDir)
	a.Saving = newSaving(a, opt.Run)
	a.Rereading = newRereading(a, opt.Run)
	return a
}

// OnChange has f called on the UI goroutine after each change.
func (a *App) OnChange(f func(Change)) { a.hear = append(a.hear, f) }

func (a *App) tell(c Change) {
	for _, f := range a.hear {
		f(c)
	}
}

// Stage is where the person at the window is.
func (a *App) Stage() Stage { return a.stage }

// Screen is the stage whose screen is seen: while there is work, the one it
// began on.
func (a *App) Screen() Stage {
	if a.stage == Reading || a.stage == Reviewing {
		return a.back
	}
	return a.stage
}

// Work is the work under way that the person waits for, nil where there is none.
func (a *App) Work() *Work { return a.work }

// Trouble is what went wrong last and was not dismissed yet, else nil.
func (a *App) Trouble() *Trouble { return a.trouble }

// Dismiss takes note that the trouble was read.
func (a *App) Dismiss() {
	a.trouble = nil
	a.tell(TroubleChanged)
}

// Settings are what the app remembers.
func (a *App) Settings() Settings { return a.settings }

// Remember changes what the app remembers.
func (a *App) Remember(change func(*Settings)) {
	change(&a.settings)
	a.store.Save(a.settings)
}

// Cancel ends the work under way and goes back to where it began.
func (a *App) Cancel() {
	if a.work == nil || a.leaving {
		return
	}
	a.main.stop()
	a.question, a.staying = a.answered, false
	after := a.onCancel
	a.finish(a.back)
	a.tell(ReviewChanged)
	if after != nil {
		after()
	}
}

// begin shows work of the given stage and starts it.
func (a *App) begin(stage Stage, title string, work task) {
	a.beginOwning(stage, title, work.plain)
}

// beginOwning is begin for work whose result must be given back where nobody
// wants it any more.
func (a *App) beginOwning(stage Stage, title string, work owner) {
	if a.work == nil { // work that replaces work leads back where that began
		a.back = a.stage
	}
	a.stage, a.onCancel = stage, nil
	a.work = &Work{Title: title}
	a.tell(StageChanged)
	a.tell(WorkChanged)
	a.main.own(func(p analysis.Progress) {
		a.work = &Work{Title: title, Step: p.Stage, Done: p.Done, Total: p.Total}
		a.tell(WorkChanged)
	}, work)
}

// finish takes the work off the window and goes to a stage.
func (a *App) finish(stage Stage) {
	a.work, a.onCancel = nil, nil
	a.stage = stage
	a.tell(WorkChanged)
	a.tell(StageChanged)
}

// fail goes back to where the work began and says what went wrong.
func (a *App) fail(t Trouble) {
	a.finish(a.back)
	a.complain(t)
}

func (a *App) complain(t Trouble) {
	a.trouble = &t
	a.tell(TroubleChanged)
}
