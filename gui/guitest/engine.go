// Package guitest holds a made-up chat, its review, and an engine that answers
// with them at once, for the tests of the window.
//
// Guarantees. Everything is the same each time. Limits. The numbers of the
// review are not worked out from the chat: they only look like it.
package guitest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
)

// Engine answers at once, unless one of its fields says otherwise.
type Engine struct {
	// ReadErr, ReviewErr and ExportErr are returned where they are set.
	ReadErr, ReviewErr, ExportErr error
	// Wait, where set, is called in the middle of each piece of work.
	Wait func(ctx context.Context) error

	// Projects are the project files there are, by path.
	Projects map[string]*Project

	mu    sync.Mutex
	asked []analysis.Question
	reads [][]string
	hows  []analysis.Options
}

// Asked lists the questions so far.
func (e *Engine) Asked() []analysis.Question {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]analysis.Question(nil), e.asked...)
}

// Reads lists what was to be read so far.
func (e *Engine) Reads() [][]string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([][]string(nil), e.reads...)
}

// How is how files were to be read last.
func (e *Engine) How() analysis.Options {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.hows[len(e.hows)-1]
}

// Preview shows a small survey for files that end in ".csv".
func (e *Engine) Preview(ctx context.Context, path string, opt ingest.Options) (ingest.TablePreview, error) {
	if err := e.wait(ctx); err != nil {
		return ingest.TablePreview{}, err
	}
	if !strings.HasSuffix(path, ".csv") {
		return ingest.TablePreview{}, fmt.Errorf("%s: this has no columns to choose: read it as it is", path)
	}
	t := ingest.TablePreview{Path: path, Format: "Table (CSV)", Headers: []string{"Date", "Ward", "Comment", "Anything else?"},
		Rows: [][]string{{"13/05/2021", "Seven", "The staff were kind", ""}, {"14/05/2021", "Eight", "Parking again", "More chairs"}}}
	t.Mapping = ingest.Mapping{HeaderRows: 1, Columns: []ingest.MappedColumn{
		{Role: ingest.RoleTime, Header: "Date", Position: 1}, {Role: ingest.RoleText, Header: "Comment", Position: 3}}}
	if opt.Mapping != nil {
		t.Mapping = *opt.Mapping
	}
	return t, nil
}

func (e *Engine) wait(ctx context.Context) error {
	if e.Wait != nil {
		if err := e.Wait(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Read gives each argument a share of the chat. Arguments that end in ".docx"
// are problems.
func (e *Engine) Read(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (*analysis.Reading, error) {
	e.mu.Lock()
	e.reads = append(e.reads, args)
	e.hows = append(e.hows, how)
	e.mu.Unlock()
	return e.read(ctx, args, watch)
}

func (e *Engine) read(ctx context.Context, args []string, watch analysis.Watch) (*analysis.Reading, error) {
	watch(analysis.Progress{Stage: "Reading files", Done: 0, Total: len(args)})
	if err := e.wait(ctx); err != nil {
		return nil, err
	}
	if e.ReadErr != nil {
		return nil, e.ReadErr
	}
	r := &analysis.Reading{}
	var b corpus.Builder
	for _, path := range args {
		if strings.HasSuffix(path, ".docx") {
			r.Problems = append(r.Problems, ingest.Problem{Path: path, Text: "This is a Word document. Save the chat as plain text and open that."})
			continue
		}
		records := chat(len(r.Receipts))
		b.Add(corpus.Source{Path: path, Name: filepath.Base(path), Format: "WhatsApp text"}, records)
		r.Receipts = append(r.Receipts, receipt(path, records))
	}
	c, err := b.Build(corpus.Options{})
	if err != nil {
		return nil, err
	}
	r.Corpus = c
	watch(analysis.Progress{Stage: "Reading files", Done: len(args), Total: len(args)})
	return r, nil
}

// Review answers with the made-up review.
func (e *Engine) Review(ctx context.Context, r *analysis.Reading, q analysis.Question, watch analysis.Watch) (*finding.Review, error) {
	e.mu.Lock()
	e.asked = append(e.asked, q)
	e.mu.Unlock()
	watch(analysis.Progress{Stage: "Finding themes", Done: 1, Total: 2})
	if err := e.wait(ctx); err != nil {
		return nil, err
	}
	if e.ReviewErr != nil {
		return nil, e.ReviewErr
	}
	if q.Year == 0 {
		q.Year = 2013
	}
	if q.Against == 0 {
		q.Against = q.Year - 1
	}
	return review(r.Corpus, q), nil
}

// Export names one file of each format.
func (e *Engine) Export(ctx context.Context, _ *finding.Review, dir string, formats []string, watch analysis.Watch) ([]string, error) {
	watch(analysis.Progress{Stage: "Writing files", Done: 0, Total: len(formats)})
	if err := e.wait(ctx); err != nil {
		return nil, err
	}
	if e.ExportErr != nil {
		return nil, e.ExportErr
	}
	var paths []string
	for _, f := range formats {
		paths = append(paths, filepath.Join(dir, "review."+f))
	}
	return paths, nil
}

// Names calls people "Person 3", or by name.
func (e *Engine) Names(r *analysis.Reading, show bool) func(corpus.PersonID) string {
	return func(p corpus.PersonID) string {
		if show {
			return r.Corpus.People()[p].Name
		}
		return fmt.Sprintf("Person %d", p+1)
	}
}

// people and talk make up the chat.
var (
	people = []string{"Aisha", "Ben", "Carys", "Dilip", "Ewa", "Fergus", "Grace", "Hywel"}
	talk   = []string{
		"The campaign toolkit arrived this morning, has anyone used the posters yet?",
		"Waiting times came up again at the surgery. We need one clear line for the website.",
		"Good morning all",
		"Could someone share the flu jab figures from last winter? I should like to compare them with ours before the board meets.",
		"Car parking: 14 comments on the page since Friday, most of them about the new charges",
		"Thank you, that is very helpful",
	}
)

// chat is one evening a month of 2012 and 2013, a little more in the second
// year; each source has its own hour.
func chat(source int) []corpus.Record {
	var list []corpus.Record
	for month := range 24 {
		evening := time.Date(2012, time.Month(1+month), 6, 19+source, 0, 0, 0, corpus.London())
		for k := range 8 + month/3 {
			list = append(list, corpus.Record{
				Row: len(list) + 1, Time: corpus.Millis(evening.Add(time.Duration(k) * time.Minute)),
				Author: people[(k*k+month+source)%len(people)], Channel: corpus.Chat,
				Text: talk[(k+month)%len(talk)],
			})
		}
	}
	return list
}

func receipt(path string, records []corpus.Record) ingest.Receipt {
	return ingest.Receipt{
		Path: path, Format: "WhatsApp text", Confidence: 0.99, Encoding: "UTF-8",
		Zone: "Europe/London, because the file does not say",
		Rows: len(records) + 14, Messages: len(records), People: len(people),
		Channels: map[string]int{"chat": len(records)},
		First:    time.UnixMilli(records[0].Time).In(corpus.London()),
		Last:     time.UnixMilli(records[len(records)-1].Time).In(corpus.London()),
		DateOrder: ingest.DateDecision{Order: "day first", Evidence: "16 dates such as 25/01/2012 can be read no other way",
			Ambiguous: 3},
		Skipped: map[string]int{"notice of the app, not a message": 11, "picture that was not exported": 3},
		Examples: map[string][]ingest.Example{
			"notice of the app, not a message": {{Line: 1, Text: "Messages and calls are end-to-end encrypted."}, {Line: 4, Text: "Aisha added Ben"}},
			"picture that was not exported":    {{Line: 90, Text: "<Media omitted>"}},
		},
	}
}
