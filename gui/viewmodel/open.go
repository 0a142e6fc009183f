package viewmodel

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
)

// Open reads files and folders afresh, instead of what was read before.
func (a *App) Open(paths []string) {
	if len(paths) == 0 {
		return
	}
	a.remember(paths[0])
	if len(paths) == 1 && analysis.IsProject(paths[0]) {
		a.openProject(paths[0])
		return
	}
	a.readIn(paths, nil)
}

// Add reads more files and folders together with those already read, or
// imports them into the project that is open.
func (a *App) Add(paths []string) {
	if len(paths) == 0 {
		return
	}
	a.remember(paths[0])
	if a.HasReading() && slices.ContainsFunc(paths, analysis.IsProject) {
		a.complain(Trouble{Title: "A project cannot be added to other files",
			Advice: "Open the project with “Open files…”, then add the other files to it."})
		return
	}
	if a.project != nil {
		a.addToProject(paths)
		return
	}
	all := slices.Clone(a.inputs)
	for _, p := range paths {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	a.read(all)
}

// Drop takes files dropped on the window: the first ones are opened, later
// ones are added. A project is opened.
func (a *App) Drop(paths []string) {
	if len(paths) == 1 && analysis.IsProject(paths[0]) {
		a.Open(paths)
		return
	}
	a.Add(paths)
}

// Sample opens the sample that comes with the program.
func (a *App) Sample() {
	args, err := []string(nil), errors.New("this copy of Yearbook was built without a sample")
	if a.sample != nil {
		args, err = a.sample()
	}
	if err != nil {
		a.complain(explain("The sample was not found", err))
		return
	}
	a.readIn(args, nil)
}

// Remove takes one of Files out, of the project where there is one. Undo
// brings it back.
func (a *App) Remove(i int) {
	files := a.Files()
	if i < 0 || i >= len(files) {
		return
	}
	if a.project != nil {
		a.removeFromProject(i, files[i])
		return
	}
	rest := make([]string, 0, len(files))
	for k, f := range files { // a folder becomes the files in it, less one
		if k != i {
			rest = append(rest, f.Path)
		}
	}
	if len(rest) == 0 {
		a.push()
		a.inputs, a.reading = nil, nil
		a.stage = Welcome
		a.tell(ReceiptChanged)
		a.tell(StageChanged)
		return
	}
	a.read(rest)
}

// CanUndo reports whether an earlier set of files may be there to be brought
// back. What a project remembers is known only once it is asked.
func (a *App) CanUndo() bool {
	if a.project != nil {
		return a.CanChange()
	}
	return len(a.past) > 0
}

// Undo goes back to the files as they were before the last change, or takes
// back the last change to the project.
func (a *App) Undo() {
	if a.work == nil && a.project != nil {
		a.turnBack("Undoing the last change", "Undone", "There is nothing to undo", func(ctx context.Context, p Project) (string, error) { return p.Undo(ctx) })
		return
	}
	if len(a.past) == 0 || a.work != nil || a.stage == Reviewed {
		return
	}
	v := a.past[len(a.past)-1]
	a.past = a.past[:len(a.past)-1]
	a.inputs, a.manners, a.reading = v.inputs, v.manners, v.reading
	a.stage = Receipt
	a.tell(ReceiptChanged)
	a.tell(StageChanged)
}

// Redo makes the change to the project again that was undone last.
func (a *App) Redo() {
	if a.work == nil && a.project != nil {
		a.turnBack("Making the change again", "Made again", "There is nothing to redo", func(ctx context.Context, p Project) (string, error) { return p.Redo(ctx) })
	}
}

// ShowReceipt goes back from the review to what was read.
func (a *App) ShowReceipt() {
	if a.reading == nil || a.work != nil {
		return
	}
	a.Messages.Close()
	a.stage = Receipt
	a.tell(StageChanged)
}

// read reads inputs, single files in the manner chosen for them, and shows the
// receipt.
func (a *App) read(inputs []string) { a.readIn(inputs, a.manners) }

// readIn reads inputs, single files in the given manner.
func (a *App) readIn(inputs []string, manners map[string]ingest.Options) {
	a.news = ""
	a.Messages.Close()
	title := "Reading " + Counted(len(inputs), "file or folder", "files and folders")
	before := a.manners
	a.manners = manners
	how := a.how()
	a.manners = before
	a.begin(Reading, title, func(ctx context.Context, watch analysis.Watch) func() {
		r, err := a.engine.Read(ctx, inputs, how, watch)
		return func() { a.received(inputs, manners, r, err) }
	})
}

func (a *App) received(inputs []string, manners map[string]ingest.Options, r *analysis.Reading, err error) {
	switch {
	case err != nil && cancelled(err):
		a.finish(a.back)
	case err != nil:
		a.fail(explain("The files could not be read", err))
	case len(r.Receipts) == 0:
		a.fail(unusable(problems(r)))
	default:
		a.push()
		a.adopt(nil)
		a.inputs, a.manners, a.reading = inputs, manners, r
		a.tell(ReceiptChanged)
		a.finish(Receipt)
	}
}

// push keeps the present files for Undo.
func (a *App) push() {
	if a.reading != nil && a.project == nil {
		a.past = append(a.past, version{a.inputs, a.manners, a.reading})
	}
}

func (a *App) remember(path string) {
	a.Remember(func(s *Settings) { s.OpenFolder = filepath.Dir(path) })
}
