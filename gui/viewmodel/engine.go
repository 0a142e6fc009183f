package viewmodel

import (
	"context"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// Engine is what the window needs of the analysis. Read, Review and Export are
// called away from the UI goroutine and must end soon after their context does.
type Engine interface {
	Read(ctx context.Context, args []string, watch analysis.Watch) (*analysis.Reading, error)
	Review(ctx context.Context, r *analysis.Reading, q analysis.Question, watch analysis.Watch) (*finding.Review, error)
	Export(ctx context.Context, r *finding.Review, dir string, formats []string, watch analysis.Watch) ([]string, error)

	// Names says how people are called in a list of messages: by pseudonym, as
	// in the findings, unless names are to be shown.
	Names(r *analysis.Reading, show bool) func(corpus.PersonID) string
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
