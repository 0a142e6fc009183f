package main

import (
	"context"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/privacy"
	"yearbook/analysis/report"
)

// engine is the analysis as the window wants it.
type engine struct{}

func newEngine() engine { return engine{} }

// Read reads files, folders and globs.
func (engine) Read(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (*analysis.Reading, error) {
	return analysis.Open(ctx, args, how, watch)
}

// Preview shows how a table would be read.
func (engine) Preview(ctx context.Context, path string, opt ingest.Options) (ingest.TablePreview, error) {
	return ingest.Preview(ctx, path, opt)
}

// Review answers a question about what was read.
func (engine) Review(ctx context.Context, r *analysis.Reading, q analysis.Question, watch analysis.Watch) (*finding.Review, error) {
	return r.Review(ctx, q, watch)
}

// Export writes a review into a folder.
func (engine) Export(ctx context.Context, r *finding.Review, dir string, formats []string, watch analysis.Watch) ([]string, error) {
	list := make([]report.Format, len(formats))
	for i, f := range formats {
		list[i] = report.Format(f)
	}
	return report.Write(ctx, r, dir, list, func(done, total int) {
		watch(analysis.Progress{Stage: "Writing files", Done: done, Total: total})
	})
}

// Names calls people as the findings do.
func (engine) Names(r *analysis.Reading, show bool) func(corpus.PersonID) string {
	var namer privacy.Namer = privacy.Pseudonyms{}
	if show {
		namer = privacy.Names{Corpus: r.Corpus}
	}
	return namer.Name
}
