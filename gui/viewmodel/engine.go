package viewmodel

import (
	"context"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
)

// Engine is what the window needs of the analysis. All but Names is called away
// from the UI goroutine; what is given a context must end soon after it does.
type Engine interface {
	Read(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (*analysis.Reading, error)
	// Preview shows how a table would be read; other files are an error.
	Preview(ctx context.Context, path string, opt ingest.Options) (ingest.TablePreview, error)
	Review(ctx context.Context, r *analysis.Reading, q analysis.Question, watch analysis.Watch) (*finding.Review, error)
	Export(ctx context.Context, r *finding.Review, dir string, formats []string, watch analysis.Watch) ([]string, error)

	// OpenProject opens a project, read-only where it cannot be changed.
	OpenProject(path string) (Project, error)
	// CreateProject makes a project. It never overwrites a file: the error then
	// is fs.ErrExist.
	CreateProject(path string) (Project, error)

	// Names says how people are called in a list of messages: by pseudonym, as
	// in the findings, unless names are to be shown.
	Names(r *analysis.Reading, show bool) func(corpus.PersonID) string

	ThemeEngine
}

// Project is an open project file. Path and Notice answer at once; the rest is
// called away from the UI goroutine, one call at a time.
type Project interface {
	Path() string
	// Notice says why the project cannot be changed, "" where it can.
	Notice() string
	Read(ctx context.Context, watch analysis.Watch) (*analysis.Reading, error)
	Import(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (Imported, error)
	// RemoveSource takes out the i-th source, whose path is given as a check.
	RemoveSource(ctx context.Context, i int, path string) error
	// MergePeople makes two people one, by their keys in the corpus.
	MergePeople(ctx context.Context, keep, other string) error
	// Undo and Redo say what they took back or made again, "" for nothing.
	Undo(ctx context.Context) (string, error)
	Redo(ctx context.Context) (string, error)
	// Close may take seconds.
	Close() error

	ThemeProject
}

// Dispatcher says where work runs. Do runs a function on the UI goroutine, Go
// runs it in the background. In tests both may simply call it.
type Dispatcher struct {
	Do func(func())
	Go func(func())
}

// Synchronous runs everything at once, in the goroutine that asks.
func Synchronous() Dispatcher {
	call := func(f func()) { f() }
	return Dispatcher{Do: call, Go: call}
}
