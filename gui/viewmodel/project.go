package viewmodel

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/project"
)

// RecentProject is a project that was open lately.
type RecentProject struct{ Path, Name, Folder string }

// mostRecent is how many projects are remembered.
const mostRecent = 5

// Recent lists the projects that were open lately, the last one first.
func (a *App) Recent() []RecentProject {
	list := make([]RecentProject, len(a.settings.Recent))
	for i, path := range a.settings.Recent {
		list[i] = RecentProject{path, projectName(path), filepath.Dir(path)}
	}
	return list
}

// InProject reports whether a project is open.
func (a *App) InProject() bool { return a.project != nil }

// ProjectName is the name of the open project, "" where there is none.
func (a *App) ProjectName() string {
	if a.project == nil {
		return ""
	}
	return projectName(a.project.Path())
}

// ProjectPath is the file of the open project, "" where there is none.
func (a *App) ProjectPath() string {
	if a.project == nil {
		return ""
	}
	return a.project.Path()
}

// ProjectNotice says why the open project cannot be changed, "" where it can.
func (a *App) ProjectNotice() string {
	if a.project == nil {
		return ""
	}
	return a.project.Notice()
}

// CanChange reports whether files can be added and removed.
func (a *App) CanChange() bool { return a.ProjectNotice() == "" }

// News says in one sentence what became of the last change to the project.
func (a *App) News() string { return a.news }

func projectName(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// openProject opens a project instead of what was open before, or reads it
// again where it is open already.
func (a *App) openProject(path string) {
	a.news = ""
	if a.project != nil && filepath.Clean(a.project.Path()) == filepath.Clean(path) {
		a.readAgain("")
		return
	}
	a.Messages.Close()
	wait, done := a.turns.take()
	a.beginOwning(Reading, "Opening the project", func(ctx context.Context, watch analysis.Watch) (deliver, drop func()) {
		defer done()
		wait()
		p, r, err := a.load(ctx, path, watch)
		if err != nil {
			return func() { a.notOpened(path, err) }, nil
		}
		return func() { a.arrived(p, r) }, func() { a.closeLater(p) }
	})
}

// load opens and reads a project, in the background. Where there is an error
// nothing is open.
func (a *App) load(ctx context.Context, path string, watch analysis.Watch) (Project, *analysis.Reading, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	p, err := a.engine.OpenProject(path)
	if err != nil {
		return nil, nil, err
	}
	r, err := p.Read(ctx, watch)
	if err != nil {
		return nil, nil, errors.Join(err, p.Close())
	}
	return p, r, nil
}

func (a *App) notOpened(path string, err error) {
	if cancelled(err) {
		a.finish(a.back)
		return
	}
	if errors.Is(err, fs.ErrNotExist) {
		a.Remember(func(s *Settings) {
			s.Recent = slices.DeleteFunc(slices.Clone(s.Recent), func(r string) bool { return r == path })
		})
		a.tell(ProjectChanged)
		a.fail(Trouble{Title: "The project could not be opened",
			Advice: "There is no project at " + path + ". Check that it was not moved or renamed, and that the drive is connected."})
		return
	}
	a.fail(explain("The project could not be opened", err))
}

// arrived shows a project that was opened or made just now.
func (a *App) arrived(p Project, r *analysis.Reading) {
	a.adopt(p)
	a.present(r, Receipt)
}

// adopt makes a project, or none, the one that is open. The one before is
// closed, and its changes, or those to a set of files, cannot be undone here.
func (a *App) adopt(p Project) {
	if a.project == p {
		return
	}
	a.closeLater(a.project)
	a.project, a.past, a.inputs = p, nil, nil
	a.news = ""
	a.forgetProjectCodes()
	if p != nil {
		path := p.Path()
		a.Remember(func(s *Settings) {
			rest := slices.DeleteFunc(slices.Clone(s.Recent), func(r string) bool { return r == path })
			s.Recent = append([]string{path}, rest...)
			s.Recent = s.Recent[:min(mostRecent, len(s.Recent))]
		})
	}
	a.tell(ProjectChanged)
}

// present shows what the project holds now: on the receipt, or by working out
// the review again where that is on the window.
func (a *App) present(r *analysis.Reading, land Stage) {
	a.reading = r
	a.tell(ReceiptChanged)
	if land != Reviewed || r.Corpus.Len() == 0 {
		a.finish(Receipt)
		return
	}
	if !slices.ContainsFunc(a.Periods(), func(p Period) bool { return p.Year == a.question.Year }) {
		a.question.Year, a.question.Against = 0, 0
	}
	a.staying = true
	a.ask()
}

// edit is a change to a project, made in the background.
type edit func(ctx context.Context, p Project, watch analysis.Watch) (outcome, error)

// outcome is what came of a change to a project.
type outcome struct {
	news     string
	troubles []Trouble
	none     bool // nothing was changed, as the troubles say
}

// changeProject makes a change to the open project and reads it again.
func (a *App) changeProject(title string, land Stage, change edit) {
	p, source := a.project, a.source
	if n := p.Notice(); n != "" {
		a.complain(Trouble{Title: "This project cannot be changed", Advice: n})
		return
	}
	a.news = ""
	wait, done := a.turns.take()
	a.begin(Reading, title, func(ctx context.Context, watch analysis.Watch) func() {
		defer done()
		wait()
		if err := ctx.Err(); err != nil {
			return func() { a.finish(a.back) }
		}
		out, err := change(ctx, p, watch)
		if err == nil && out.none {
			return func() { a.unchanged(out) }
		}
		r, unread := p.Read(ctx, watch) // even after an error: part of it may be done
		codes := codesAgain(ctx, source, p)
		return func() {
			codes(a)
			a.changed(land, r, out, err, unread)
		}
	})
	a.onCancel = func() {
		a.readAgain("Cancelled. Every file is in the project whole, or not at all.")
	}
}

func (a *App) unchanged(out outcome) {
	a.finish(a.back)
	for _, t := range out.troubles {
		a.complain(t)
	}
}

func (a *App) changed(land Stage, r *analysis.Reading, out outcome, err, unread error) {
	if unread != nil {
		a.lose(explain("The project could not be read", errors.Join(err, unread)))
		return
	}
	if err != nil {
		a.reading = r
		a.tell(ReceiptChanged)
		a.fail(explain("The project was not changed as asked", err))
		return
	}
	a.news = out.news
	a.present(r, land)
	for _, t := range out.troubles {
		a.complain(t)
	}
}

// readAgain reads the open project anew and shows what it holds.
func (a *App) readAgain(news string) {
	p := a.project
	a.Messages.Close()
	wait, done := a.turns.take()
	a.begin(Reading, "Reading the project", func(ctx context.Context, watch analysis.Watch) func() {
		defer done()
		wait()
		r, err := p.Read(ctx, watch)
		return func() {
			if err != nil {
				a.lose(explain("The project could not be read", err))
				return
			}
			a.news = news
			a.present(r, Receipt)
		}
	})
	a.onCancel = a.leaveProject
}

// lose closes a project of which no one knows any more what it holds.
func (a *App) lose(t Trouble) {
	a.finish(a.back)
	a.leaveProject()
	a.complain(t)
}

// leaveProject closes the project and goes back to the welcome screen.
func (a *App) leaveProject() {
	a.adopt(nil)
	a.reading = nil
	a.stage = Welcome
	a.tell(ReceiptChanged)
	a.tell(StageChanged)
}

// addToProject imports files into the open project.
func (a *App) addToProject(paths []string) {
	how := a.how()
	title := "Adding " + Counted(len(paths), "file or folder", "files and folders") + " to the project"
	a.changeProject(title, Receipt, func(ctx context.Context, p Project, watch analysis.Watch) (outcome, error) {
		got, err := p.Import(ctx, paths, how, watch)
		return outcome{news: got.news(), troubles: got.troubles("Some files were not added")}, err
	})
}

// removeFromProject takes one source out of the open project.
func (a *App) removeFromProject(i int, f File) {
	a.changeProject("Removing "+f.Name, Receipt, func(ctx context.Context, p Project, _ analysis.Watch) (outcome, error) {
		err := p.RemoveSource(ctx, i, f.Path)
		return outcome{news: f.Name + " was removed. Undo brings it back until the project is closed; then its text is erased."}, err
	})
}

// turnBack takes back the last change to the project, or makes it again.
func (a *App) turnBack(title, past, none string, turn func(context.Context, Project) (string, error)) {
	names := a.question.Names
	a.changeProject(title, a.Screen(), func(ctx context.Context, p Project, _ analysis.Watch) (outcome, error) {
		what, err := turn(ctx, p)
		if what == "" {
			return outcome{none: true, troubles: []Trouble{{Title: none, Advice: "No change to this project is left. Files that were added are taken out with Remove."}}}, err
		}
		return outcome{news: past + ": " + discreet(what, names) + "."}, err
	})
}

// discreet keeps the names of people out of what was changed, unless names are
// shown.
func discreet(what string, names bool) string {
	if names || strings.HasPrefix(what, "removed the source ") || aboutThemes(what) {
		return what
	}
	return "a decision about people"
}

// closeLater closes a project in the background: that can take seconds.
func (a *App) closeLater(p Project) {
	if p == nil {
		return
	}
	wait, done := a.turns.take()
	a.main.run.Go(func() {
		defer done()
		wait()
		if err := p.Close(); err != nil {
			a.main.run.Do(func() { a.complain(explain("The project was not closed properly", err)) })
		}
	})
}

// Leave ends all work, closes the project and then calls gone, in the
// background where there is something to wait for. Called again while it waits,
// it waits no longer.
func (a *App) Leave(gone func()) {
	a.main.stop()
	a.Export.Cancel()
	if a.leaving || a.project == nil && a.turns.idle() {
		gone()
		return
	}
	a.leaving = true
	p := a.project
	wait, done := a.turns.take()
	a.begin(Reading, "Closing the project", func(context.Context, analysis.Watch) func() {
		defer done()
		wait()
		var err error
		if p != nil {
			err = p.Close()
		}
		return func() {
			if err != nil {
				a.leaving = false
				a.project = nil // it is closed all the same
				a.lose(explain("The project was not closed properly", err))
				return
			}
			gone()
		}
	})
}

// Leaving reports whether the program is about to end.
func (a *App) Leaving() bool { return a.leaving }

// Imported says what became of files that were to be imported.
type Imported struct {
	Added, Reread, Already int
	Problems               []Problem
}

func (i Imported) news() string {
	var words []string
	say := func(n int, one, many string) {
		if n > 0 {
			words = append(words, Counted(n, "file "+one, "files "+many))
		}
	}
	say(i.Added, "was added", "were added")
	say(i.Reread, "was read again", "were read again")
	say(i.Already, "was in the project already", "were in the project already")
	if len(words) == 0 {
		return "No file was added."
	}
	return sentence(List(words))
}

// troubles says what could not be used, if anything.
func (i Imported) troubles(title string) []Trouble {
	if len(i.Problems) == 0 {
		return nil
	}
	lines := make([]string, len(i.Problems))
	for k, p := range i.Problems {
		lines[k] = p.Name + ": " + p.Text
	}
	return []Trouble{{Title: title, Detail: strings.Join(lines, "\n"),
		Advice: fmt.Sprintf("%s could not be used. The rest is in the project.", Counted(len(lines), "file", "files"))}}
}

// Extension is how the names of project files end.
const Extension = project.Extension
