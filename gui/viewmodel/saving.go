package viewmodel

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"yearbook/analysis"
)

// Saving asks for the name of a new project and makes it of the present files.
type Saving struct {
	app  *App
	lane lane

	folder, name string
	creating     bool
	created      bool
	trouble      string
}

func newSaving(a *App, run Dispatcher) *Saving { return &Saving{app: a, lane: lane{run: run}} }

// Refusal says why there is nothing to save, "" where there is.
func (s *Saving) Refusal() string {
	switch {
	case s.app.project != nil:
		return "These files are in the project “" + s.app.ProjectName() + "” already. Changes to it are kept as you make them."
	case s.app.reading == nil:
		return "Open chats and comments first, then save them as a project."
	}
	return ""
}

// Begin puts away what was asked before and suggests a name.
func (s *Saving) Begin() {
	s.Cancel()
	s.created, s.trouble, s.name = false, "", "Review"
	if r := s.app.review; r != nil && s.app.reviewOf == s.app.reading {
		s.name += " " + strings.ReplaceAll(r.Period, "/", "-")
	}
	if s.folder = s.app.settings.ProjectFolder; s.folder == "" {
		s.folder = s.app.settings.OpenFolder
	}
}

// Folder is where the project will be.
func (s *Saving) Folder() string { return s.folder }

// Name is what it will be called.
func (s *Saving) Name() string { return s.name }

// SetFolder chooses the folder.
func (s *Saving) SetFolder(dir string) { s.edit(func() { s.folder = dir }) }

// SetName chooses the name.
func (s *Saving) SetName(name string) { s.edit(func() { s.name = name }) }

func (s *Saving) edit(change func()) {
	change()
	s.trouble = ""
	s.app.tell(SavingChanged)
}

// notInNames are the characters that Windows takes in no name of a file.
const notInNames = `/\:*?"<>|`

// Missing says what must be given before saving, "" where all is given.
func (s *Saving) Missing() string {
	name := strings.TrimSpace(s.name)
	switch {
	case name == "" || strings.EqualFold(name, Extension):
		return "Give the project a name."
	case strings.ContainsAny(name, notInNames):
		return `A name cannot hold any of these: / \ : * ? " < > |`
	case s.folder == "":
		return "Choose a folder to save it in."
	case !filepath.IsAbs(s.folder):
		return "Give the whole path of the folder."
	}
	return ""
}

// Path is the file that the project will be.
func (s *Saving) Path() string {
	name := strings.TrimSpace(s.name)
	if !analysis.IsProject(name) {
		name += Extension
	}
	return filepath.Join(s.folder, name)
}

// Trouble says why the file could not be made, "" where nothing is wrong.
func (s *Saving) Trouble() string { return s.trouble }

// Creating reports whether the file is being made.
func (s *Saving) Creating() bool { return s.creating }

// Created reports whether the file was made, so that there is no more to ask.
func (s *Saving) Created() bool { return s.created }

// Start makes the file and, where that went well, imports the present files.
func (s *Saving) Start() {
	if s.creating || s.created || s.Refusal() != "" || s.Missing() != "" {
		return
	}
	path := s.Path()
	s.creating, s.trouble = true, ""
	s.app.tell(SavingChanged)
	s.lane.own(func(analysis.Progress) {}, func(context.Context, analysis.Watch) (deliver, drop func()) {
		p, err := s.app.engine.CreateProject(path)
		if err != nil {
			return func() { s.failed(err) }, nil
		}
		return func() { s.made(p) }, func() { s.app.closeLater(p) }
	})
}

// Cancel gives up asking.
func (s *Saving) Cancel() {
	s.lane.stop()
	s.creating = false
}

func (s *Saving) failed(err error) {
	s.creating = false
	switch {
	case errors.Is(err, fs.ErrExist):
		s.trouble = fmt.Sprintf("There is a file called %s in this folder already, and it was left as it is. Choose another name.", filepath.Base(s.Path()))
	case errors.Is(err, fs.ErrNotExist):
		s.trouble = "There is no such folder. Choose one that is there."
	case errors.Is(err, fs.ErrPermission):
		s.trouble = "You may not write to this folder. Choose another one, such as Documents."
	default:
		s.trouble = advice(err)
	}
	s.app.tell(SavingChanged)
}

func (s *Saving) made(p Project) {
	s.creating, s.created = false, true
	dir := s.folder
	s.app.Remember(func(set *Settings) { set.ProjectFolder = dir })
	s.app.tell(SavingChanged)
	s.app.fill(p)
}

// fill imports the present files into a new project and continues with it.
func (a *App) fill(p Project) {
	inputs, how, land, name := a.inputs, a.how(), a.Screen(), projectName(p.Path())
	wait, done := a.turns.take()
	a.beginOwning(Reading, "Saving as project “"+name+"”", func(ctx context.Context, watch analysis.Watch) (deliver, drop func()) {
		defer done()
		wait()
		got, err := p.Import(ctx, inputs, how, watch)
		var r *analysis.Reading
		if err == nil {
			r, err = p.Read(ctx, watch)
		}
		if err != nil {
			err = errors.Join(err, p.Close())
			return func() { a.notFilled(name, err) }, nil
		}
		return func() { a.filled(p, r, got, land) }, func() { a.closeLater(p) }
	})
	a.onCancel = func() { a.complain(incomplete(name, "You cancelled saving.")) }
}

func (a *App) filled(p Project, r *analysis.Reading, got Imported, land Stage) {
	a.adopt(p)
	a.news = sentence("Saved as project “" + projectName(p.Path()) + "”")
	a.present(r, land)
	if t := got.troubles("Some files are not in the project"); len(t) > 0 {
		a.complain(t[0])
	}
}

func (a *App) notFilled(name string, err error) {
	if cancelled(err) {
		a.fail(incomplete(name, "Saving was cancelled."))
		return
	}
	a.fail(incomplete(name, advice(err)))
}

// incomplete says what a project holds that was not saved to the end.
func incomplete(name, why string) Trouble {
	return Trouble{
		Title: "The project “" + name + "” is not complete",
		Advice: why + " It holds the files that were imported until then, each of them whole. " +
			"Open it and add the rest, or delete it. The files you have open are as they were.",
	}
}
