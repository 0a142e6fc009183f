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

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
)

// Progress says how far a piece of work has come.
type Progress struct {
	Stage string // plain words: "Reading files"
	Done  int
	Total int // 0 where it is not known
}

// Watch is told of progress from time to time, from the goroutine that works.
// A nil Watch is allowed.
type Watch func(Progress)

// Options say how files are read.
type Options struct {
	Ingest   ingest.Options
	Sessions corpus.SessionRule
}

// Reading is what was read: the corpus, a receipt for each file in order of
// path, and the arguments and files that could not be used.
type Reading struct {
	Corpus   *corpus.Corpus
	Receipts []ingest.Receipt
	Problems []ingest.Problem
}

// Question says what a review is about.
type Question struct {
	Calendar corpus.Calendar
	Year     int  // the year under review; 0 means the last one with enough messages
	Against  int  // the year to compare with; 0 means the year before, if it has messages
	Names    bool // show people's names instead of pseudonyms
}

// Read reads files, folders and globs. Files that cannot be used are listed in
// Problems; the rest is read all the same. The error is not nil only where the
// context ended or the messages cannot be held.
func Read(ctx context.Context, args []string, opt Options, watch Watch) (*Reading, error) {
	panic("being written")
}

// Review answers the question. The themes of a reading are found once and kept.
func (r *Reading) Review(ctx context.Context, q Question, watch Watch) (*finding.Review, error) {
	panic("being written")
}
