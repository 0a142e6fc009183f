package viewmodel

import (
	"context"
	"path/filepath"
	"slices"

	"yearbook/analysis"
)

// Format is a kind of file that a review can be written as.
type Format struct {
	Key  string // as the engine knows it: "html"
	Name string
	Use  string // what it is good for
}

// Formats are the formats, in the order in which they are offered.
var Formats = [...]Format{
	{"html", "HTML", "the whole review as one page, to read, print and send"},
	{"png", "PNG", "each chart as a picture, for slides and papers"},
	{"svg", "SVG", "each chart as a drawing that stays sharp at any size"},
	{"json", "JSON", "every number, for other programs"},
}

// Export writes the review to files.
type Export struct {
	app  *App
	lane lane

	folder  string
	formats []string
	work    *Work
	written []string
	trouble *Trouble
}

func newExport(a *App, run Dispatcher, dir string) *Export {
	e := &Export{app: a, lane: lane{run: run}, folder: a.settings.ExportFolder, formats: a.settings.ExportFormats}
	if dir != "" {
		e.folder = dir
	}
	if len(e.formats) == 0 {
		e.formats = []string{"html", "png"}
	}
	return e
}

// Folder is where files will be written.
func (e *Export) Folder() string { return e.folder }

// Wants reports whether a format is ticked.
func (e *Export) Wants(format string) bool { return slices.Contains(e.formats, format) }

// Work is the writing under way, nil where there is none.
func (e *Export) Work() *Work { return e.work }

// Written lists the files written last, nil before.
func (e *Export) Written() []string { return e.written }

// Trouble is why writing failed, else nil.
func (e *Export) Trouble() *Trouble { return e.trouble }

// SetFolder chooses where files will be written.
func (e *Export) SetFolder(dir string) {
	e.folder = dir
	e.app.tell(ExportChanged)
}

// Tick chooses a format or takes it away.
func (e *Export) Tick(format string, on bool) {
	if on == e.Wants(format) {
		return
	}
	if on {
		e.formats = append(slices.Clone(e.formats), format)
	} else {
		e.formats = slices.DeleteFunc(slices.Clone(e.formats), func(f string) bool { return f == format })
	}
	e.app.tell(ExportChanged)
}

// Missing says what must be chosen before writing, "" where all is chosen.
func (e *Export) Missing() string {
	switch {
	case e.app.review == nil:
		return "There is no review yet."
	case e.folder == "":
		return "Choose a folder to write to."
	case !filepath.IsAbs(e.folder):
		return "Give the whole path of the folder."
	case len(e.formats) == 0:
		return "Tick at least one kind of file."
	}
	return ""
}

// Start writes the files.
func (e *Export) Start() {
	if e.work != nil || e.Missing() != "" {
		return
	}
	review, dir, formats := e.app.review, e.folder, e.ordered()
	e.app.Remember(func(s *Settings) { s.ExportFolder, s.ExportFormats = dir, formats })
	e.written, e.trouble = nil, nil
	e.work = &Work{Title: "Writing the review"}
	e.app.tell(ExportChanged)
	e.lane.start(func(p analysis.Progress) {
		e.work = &Work{Title: "Writing the review", Step: p.Stage, Done: p.Done, Total: p.Total}
		e.app.tell(ExportChanged)
	}, func(ctx context.Context, watch analysis.Watch) func() {
		paths, err := e.app.engine.Export(ctx, review, dir, formats, watch)
		return func() { e.done(paths, err) }
	})
}

// Cancel stops writing. Files already written stay.
func (e *Export) Cancel() {
	if e.work == nil {
		return
	}
	e.lane.stop()
	e.work = nil
	e.app.tell(ExportChanged)
}

func (e *Export) done(paths []string, err error) {
	e.work = nil
	switch {
	case err != nil && cancelled(err):
	case err != nil:
		t := explain("The files could not be written", err)
		e.trouble = &t
	default:
		e.written = paths
	}
	e.app.tell(ExportChanged)
}

// Forget puts away what came of writing before, so that it can be begun anew.
func (e *Export) Forget() {
	e.Cancel()
	e.written, e.trouble = nil, nil
}

// ordered lists the ticked formats in the order of Formats.
func (e *Export) ordered() []string {
	var list []string
	for _, f := range Formats {
		if e.Wants(f.Key) {
			list = append(list, f.Key)
		}
	}
	return list
}
