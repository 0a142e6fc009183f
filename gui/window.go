package gui

import (
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yearbook/analysis/finding"
	"yearbook/gui/native"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// Options are what a window is given.
type Options struct {
	Model *viewmodel.App
	// Brush draws charts in the background.
	Brush widgets.Brush
	// Height is how high the chart of a figure wants to be.
	Height func(*finding.Figure) float32
	// After runs a function on the UI goroutine when some time has passed.
	After func(time.Duration, func())
	// Picker asks for files and folders.
	Picker func(fyne.Window) native.Picker
	// Log is told what is shown, in numbers only: no name and no message.
	Log *slog.Logger
	// Version is shown in About.
	Version string
}

// Window is the one window of the app.
type Window struct {
	Options
	app    fyne.App
	window fyne.Window
	picker native.Picker

	screens    map[viewmodel.Stage]screen
	place      *fyne.Container // where the screen is
	progress   *widgets.Progress
	welcome    *welcomeScreen
	receipt    *receiptScreen
	review     *reviewScreen
	menuSource string // where themes come from, as the menu has it
	modal      *modal // the dialog that is open, nil for none
	worked     bool   // there was work since the screen came up
}

// screen is what fills the window at one stage.
type screen interface {
	object() fyne.CanvasObject
	// shown is called when the screen has come up, or again when work that
	// covered it is over.
	shown()
}

// New builds the window; Show shows it.
func New(a fyne.App, opt Options) *Window {
	a.Settings().SetTheme(NewTheme())
	w := &Window{Options: opt, app: a, window: a.NewWindow(Name)}
	w.picker = opt.Picker(w.window)
	w.progress = widgets.NewProgress(opt.After, opt.Model.Cancel)
	w.progress.OnShown = func() { w.focus(w.progress.Cancel) }
	w.welcome, w.receipt, w.review = newWelcomeScreen(w), newReceiptScreen(w), newReviewScreen(w)
	w.screens = map[viewmodel.Stage]screen{
		viewmodel.Welcome:  w.welcome,
		viewmodel.Receipt:  w.receipt,
		viewmodel.Reviewed: w.review,
	}
	w.place = container.NewStack()
	w.window.SetContent(container.NewStack(w.place, w.progress))
	w.window.SetPadded(false)
	w.menuSource = opt.Model.ThemeSource().Name
	w.window.SetMainMenu(w.menu())
	w.window.SetOnDropped(w.dropped)
	w.window.Canvas().SetOnTypedKey(w.key)
	w.addShortcuts()
	w.window.SetMaster()
	w.window.SetCloseIntercept(w.close)
	s := opt.Model.Settings()
	w.window.Resize(fyne.NewSize(s.Width, s.Height))
	opt.Model.OnChange(w.changed)
	w.show()
	return w
}

// Show brings the window up.
func (w *Window) Show() { w.window.Show() }

// Canvas is where the window is drawn.
func (w *Window) Canvas() fyne.Canvas { return w.window.Canvas() }

// close remembers the size of the window and ends the program, once the
// project is closed.
func (w *Window) close() {
	size := w.window.Canvas().Size()
	w.Model.Remember(func(s *viewmodel.Settings) { s.Width, s.Height = size.Width, size.Height })
	w.closeModal()
	w.Model.Leave(func() {
		w.Log.Info("window closed")
		w.window.Close()
	})
}

// changed brings the window up to date with the view-model.
func (w *Window) changed(c viewmodel.Change) {
	switch c {
	case viewmodel.StageChanged:
		w.show()
	case viewmodel.WorkChanged:
		w.showWork()
	case viewmodel.ReceiptChanged:
		w.receipt.refresh()
	case viewmodel.ReviewChanged:
		w.review.refreshReview()
		w.refreshSource()
	case viewmodel.SectionChanged:
		w.review.refreshSection()
	case viewmodel.MessagesChanged:
		w.review.refreshMessages()
	case viewmodel.ProjectChanged:
		w.showProject()
	case viewmodel.ExportChanged, viewmodel.SavingChanged, viewmodel.RereadingChanged:
		if w.modal != nil && w.modal.refresh != nil {
			w.modal.refresh()
		}
	case viewmodel.TroubleChanged:
		w.showTrouble()
	}
}

// show fills the window with the screen of the stage. Work leaves the screen
// where it is; when the work is over the screen has come up anew.
func (w *Window) show() {
	if w.Model.Work() != nil {
		w.worked = true
		return
	}
	s := w.screens[w.Model.Screen()]
	if len(w.place.Objects) == 0 || w.place.Objects[0] != s.object() {
		w.unfocus()
		w.place.Objects = []fyne.CanvasObject{s.object()}
		w.place.Refresh()
	} else if !w.worked {
		return
	}
	w.worked = false
	s.shown()
}

// showWork shows progress: over the window, or, while a review is on it, over
// the findings only, so that another year can be chosen meanwhile.
func (w *Window) showWork() {
	work := w.Model.Work()
	p := w.progress
	other := w.review.progress
	if w.Model.Screen() == viewmodel.Reviewed && w.Model.Stage() != viewmodel.Reading {
		p, other = other, p
	}
	other.Stop()
	if work == nil {
		p.Stop()
		return
	}
	w.progress.Cancel.Hidden = w.Model.Leaving() // closing a project must not be broken off
	p.Start(work.Title)
	fraction, known := work.Fraction()
	p.Set(stepWords(work), fraction, known && fraction < 1)
}

// stepWords says what is being done: "Finding themes: 120 of 9,120".
func stepWords(work *viewmodel.Work) string {
	if work.Step == "" || work.Total <= 1 {
		return work.Step
	}
	return work.Step + ": " + viewmodel.Count(work.Done) + " of " + viewmodel.Count(work.Total)
}

// showProject says in the title of the window which project is open, and lists
// the recent ones.
func (w *Window) showProject() {
	title := Name
	if p := w.Model.ProjectName(); p != "" {
		title += " – " + p
	}
	w.window.SetTitle(title)
	w.window.SetMainMenu(w.menu())
	w.welcome.refresh()
	w.Log.Info("project shown", "open", w.Model.InProject(), "recent", len(w.Model.Recent()))
}

// openRecent opens a project of the list.
func (w *Window) openRecent(path string) {
	if !w.busy() {
		w.Model.Open([]string{path})
	}
}

// dropped takes files dropped on the window.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if w.modal == nil && w.Model.Work() == nil {
		w.Model.Drop(paths)
	}
}

// openFiles asks for files and opens them.
func (w *Window) openFiles() { w.pickFiles(w.Model.Open) }

// addFiles asks for files and adds them to those there are.
func (w *Window) addFiles() { w.pickFiles(w.Model.Add) }

func (w *Window) pickFiles(use func([]string)) {
	if w.busy() {
		return
	}
	w.picker.Files(w.Model.Settings().OpenFolder, func(paths []string, err error) {
		if err != nil {
			w.alert("The files could not be picked", "Drop them on the window instead.", err.Error())
			return
		}
		use(paths)
	})
}

// openFolder asks for a folder and opens all that is in it.
func (w *Window) openFolder() {
	if w.busy() {
		return
	}
	w.picker.Folder("Open a folder of chats and comments", w.Model.Settings().OpenFolder, func(path string, err error) {
		if err != nil {
			w.alert("The folder could not be picked", "Drop it on the window instead.", err.Error())
			return
		}
		if path != "" {
			w.Model.Open([]string{path})
		}
	})
}

// busy reports whether the window waits for something else.
func (w *Window) busy() bool { return w.modal != nil || w.Model.Work() != nil }

func (w *Window) focus(o fyne.Focusable) { w.window.Canvas().Focus(o) }

func (w *Window) unfocus() { w.window.Canvas().Unfocus() }
