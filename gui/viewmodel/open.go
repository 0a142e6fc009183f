package viewmodel

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"yearbook/analysis"
)

// Open reads files and folders afresh, instead of what was read before.
func (a *App) Open(paths []string) {
	if len(paths) == 0 {
		return
	}
	a.remember(paths[0])
	a.read(paths)
}

// Add reads more files and folders together with those already read.
func (a *App) Add(paths []string) {
	if len(paths) == 0 {
		return
	}
	a.remember(paths[0])
	all := slices.Clone(a.inputs)
	for _, p := range paths {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	a.read(all)
}

// Drop takes files dropped on the window: the first ones are opened, later
// ones are added.
func (a *App) Drop(paths []string) { a.Add(paths) }

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
	a.read(args)
}

// Remove reads again without one file. Undo brings it back.
func (a *App) Remove(path string) {
	rest := make([]string, 0, len(a.inputs))
	for _, f := range a.Files() { // a folder becomes the files in it, less one
		if f.Path != path {
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

// CanUndo reports whether an earlier set of files can be brought back.
func (a *App) CanUndo() bool { return len(a.past) > 0 }

// Undo goes back to the files as they were before the last change.
func (a *App) Undo() {
	if len(a.past) == 0 || a.work != nil {
		return
	}
	v := a.past[len(a.past)-1]
	a.past = a.past[:len(a.past)-1]
	a.inputs, a.reading = v.inputs, v.reading
	a.stage = Receipt
	a.tell(ReceiptChanged)
	a.tell(StageChanged)
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

// read reads inputs and shows the receipt.
func (a *App) read(inputs []string) {
	a.Messages.Close()
	title := "Reading " + Counted(len(inputs), "file or folder", "files and folders")
	a.begin(Reading, title, func(ctx context.Context, watch analysis.Watch) func() {
		r, err := a.engine.Read(ctx, inputs, watch)
		return func() { a.received(inputs, r, err) }
	})
}

func (a *App) received(inputs []string, r *analysis.Reading, err error) {
	switch {
	case err != nil && cancelled(err):
		a.finish(a.back)
	case err != nil:
		a.fail(explain("The files could not be read", err))
	case len(r.Receipts) == 0:
		a.fail(unusable(problems(r)))
	default:
		a.push()
		a.inputs, a.reading = inputs, r
		a.tell(ReceiptChanged)
		a.finish(Receipt)
	}
}

// push keeps the present files for Undo.
func (a *App) push() {
	if a.reading != nil {
		a.past = append(a.past, version{a.inputs, a.reading})
	}
}

func (a *App) remember(path string) {
	a.Remember(func(s *Settings) { s.OpenFolder = filepath.Dir(path) })
}
