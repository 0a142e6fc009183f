// Package analysis is the one way through Yearbook: files become a corpus, the
// corpus a review. The window and the command line both call it, so that they
// cannot differ.
//
// Purpose. [Read] reads files and keeps what was read together with the
// receipts; [Reading.Review] answers one question about it.
//
// Guarantees. Nothing here opens a socket, reads a clock or depends on the
// number of processors: the same files and the same question give the same
// review. Every call stops soon after its context is cancelled and then
// returns the context's error. A Reading may be used by several goroutines.
//
// Limits. All messages are held in memory, about 120 bytes each besides their
// text.
package analysis

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/language"
	"yearbook/analysis/privacy"
	"yearbook/analysis/review"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// Progress says how far a piece of work has come.
type Progress struct {
	Stage string // plain words: "Reading files"
	Done  int
	Total int // 0 where it is not known
}

// Watch is told of progress from time to time, one call at a time, from a
// goroutine that works. A nil Watch is allowed.
type Watch func(Progress)

func (w Watch) tell(stage string, done, total int) {
	if w != nil {
		w(Progress{stage, done, total})
	}
}

// Options say how files are read.
type Options struct {
	Ingest   ingest.Options
	Sessions corpus.SessionRule
	// Files says how single files are read, by path, in place of Ingest.
	Files map[string]ingest.Options
}

// Of is how a file is read.
func (o Options) Of(path string) ingest.Options {
	if own, ok := o.Files[path]; ok {
		return own
	}
	return o.Ingest
}

// Reading is what was read: the corpus, a receipt for each file in order of
// path, and the arguments and files that could not be used.
type Reading struct {
	Corpus   *corpus.Corpus
	Receipts []ingest.Receipt
	Problems []ingest.Problem

	edits theme.Edits // what the analyst decided about themes
	mu    sync.Mutex  // held while themes are found
	found atomic.Pointer[foundThemes]
}

// Question says what a review is about.
type Question struct {
	Calendar corpus.Calendar
	Year     int  // the year under review; 0 means the last one with enough messages
	Against  int  // the year to compare with; 0 means the last before Year that has messages
	Names    bool // show people's names instead of pseudonyms
	// Codebook gives the themes; nil lets the messages themselves decide.
	Codebook *codebook.Book
}

// Read reads files, folders and globs. Files that cannot be used are listed in
// Problems; the rest is read all the same. The error is not nil only where the
// context ended or the messages cannot be held.
func Read(ctx context.Context, args []string, opt Options, watch Watch) (*Reading, error) {
	paths, problems := ingest.Expand(args)
	results, errs := readFiles(ctx, paths, opt, watch)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r := &Reading{Problems: slices.Concat(problems, unkept(opt.Ingest.Keep, results), unfound(opt.Ingest.Chats, results))}
	var b corpus.Builder
	for k, res := range results {
		if problem, bad := problemOf(paths[k], res, errs[k]); bad {
			r.Problems = append(r.Problems, problem)
		}
		if len(res.Records) > 0 || errs[k] == nil {
			r.Receipts = append(r.Receipts, res.Receipt)
			b.Add(res.Source, res.Records)
		}
	}
	watch.tell("Putting messages in order", 0, 0)
	var err error
	r.Corpus, err = b.Build(corpus.Options{Location: opt.Ingest.Location, Sessions: opt.Sessions})
	return r, err
}

// readFiles reads the files, several at a time. Its slices are as long as
// paths.
func readFiles(ctx context.Context, paths []string, opt Options, watch Watch) ([]*ingest.Result, []error) {
	results, errs := make([]*ingest.Result, len(paths)), make([]error, len(paths))
	var next atomic.Int64
	var told sync.Mutex
	var wg sync.WaitGroup
	done := 0
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(paths) {
					return
				}
				results[k], errs[k] = ingest.File(ctx, paths[k], opt.Of(paths[k]))
				told.Lock()
				done++
				watch.tell("Reading files", done, len(paths))
				told.Unlock()
			}
		})
	}
	wg.Wait()
	return results, errs
}

// plain is the sentence of an error that tells the user what to do, without
// the path, which stands beside it.
func plain(path string, err error) string {
	return strings.TrimPrefix(Sentence(err), path+": ")
}

// problemOf says what was wrong with a file, if anything: it could not be read,
// or it holds no message.
func problemOf(path string, res *ingest.Result, err error) (ingest.Problem, bool) {
	switch {
	case err != nil:
		return ingest.Problem{Path: path, Text: plain(path, err)}, true
	case len(res.Records) == 0 && res.Receipt.NoMessages:
		return ingest.Problem{Path: path, Text: "Skipped, because it holds no messages by its nature.", Harmless: true}, true
	case len(res.Records) == 0:
		return ingest.Problem{Path: path, Text: empty(res.Receipt)}, true
	}
	return ingest.Problem{}, false
}

// unkept tells of the columns that were to be kept and that no file has.
func unkept(keep []string, results []*ingest.Result) []ingest.Problem {
	var out []ingest.Problem
	for _, name := range keep {
		if !slices.ContainsFunc(results, func(r *ingest.Result) bool { return r.Receipt.Keeps(name) }) {
			out = append(out, ingest.Problem{Path: name, Text: "No table among these files has a column of this name that can be kept: look at its columns with 'columns FILE', and write the name as its header does."})
		}
	}
	return out
}

// unfound tells of the chats that were asked for and that no file holds.
func unfound(chats []string, results []*ingest.Result) []ingest.Problem {
	var out []ingest.Problem
	for _, name := range chats {
		if !slices.ContainsFunc(results, func(r *ingest.Result) bool { return r.Receipt.HasChat(name) }) {
			out = append(out, ingest.Problem{Path: name, Text: "No export of several chats among these files holds one of this name: look at the list of chats that 'inspect' prints for the file."})
		}
	}
	return out
}

// empty is the sentence for a file that was understood but holds no message.
func empty(r ingest.Receipt) string {
	text := fmt.Sprintf("This looks like %q but holds no messages: check that it is the export you meant.", r.Format)
	for _, w := range r.Warnings {
		if !strings.HasPrefix(w, "No message was found") { // said already
			return text + " " + w
		}
	}
	return text
}

// ErrNoMessages says that a review was asked of a reading without messages.
var ErrNoMessages = errors.New("there are no messages to review: add a chat, a tweet archive or a page of comments")

// Review answers the question. The themes of a reading are found once and kept.
func (r *Reading) Review(ctx context.Context, q Question, watch Watch) (*finding.Review, error) {
	if r.Corpus.Len() == 0 {
		return nil, ErrNoMessages
	}
	themes, method, err := r.themesFor(ctx, q, watch)
	if err != nil {
		return nil, err
	}
	watch.tell("Comparing years", 0, 0)
	var names privacy.Namer = privacy.Pseudonyms{}
	if q.Names {
		names = privacy.Names{Corpus: r.Corpus}
	}
	rev, err := review.Build(review.Subject{Corpus: r.Corpus, Themes: themes, Method: method, Names: names, Receipts: r.Receipts, Changed: r.changed(q)}, review.Question{Calendar: q.Calendar, Year: q.Year, Against: q.Against})
	if err != nil {
		return nil, err
	}
	return rev, ctx.Err()
}

// Themes finds the themes of all messages, as the analyst wants them where they
// are of a project. The options' Watch is not used.
func (r *Reading) Themes(ctx context.Context, opt theme.Options, watch Watch) (*theme.Result, error) {
	found, err := r.find(ctx, opt, watch)
	if err != nil {
		return nil, err
	}
	themes, _ := theme.Apply(r.Corpus, found, r.edits)
	return themes, nil
}

// find finds themes without the analyst's changes, but without stopped words.
func (r *Reading) find(ctx context.Context, opt theme.Options, watch Watch) (*theme.Result, error) {
	watch.tell("Loading the language model", 0, 0)
	model, err := language.Load()
	if err != nil {
		return nil, err
	}
	opt.Stop = slices.Concat(opt.Stop, r.edits.Stopped)
	opt.Watch = func(done, total int) { watch.tell("Reading messages for themes", done, total) }
	return theme.Find(ctx, r.Corpus, r.Corpus.All(), model, opt)
}
