package ingest

import (
	"slices"
	"time"

	"yearbook/analysis/corpus"
)

// Result is what reading one file gave.
type Result struct {
	Source  corpus.Source
	Records []corpus.Record
	Receipt Receipt
}

// Receipt says what was read, what was kept and what was dropped, and on what
// grounds the file was understood as it was.
type Receipt struct {
	Path       string
	Format     string  // title of the format, such as "WhatsApp text"
	Confidence float64 // of the format, 0 to 1
	Encoding   string  // "UTF-8", "UTF-16LE", "UTF-16BE" or "Windows-1252"
	Zone       string  // the zone of the times, and whether the file said so

	Rows     int // logical rows: Messages plus the sum of Skipped
	Messages int
	People   int // different names, as written
	Channels map[string]int
	First    time.Time // of the earliest message, zero if none has a time
	Last     time.Time

	DateOrder DateDecision
	Columns   []Column // of a table: which column was taken for what, and why
	Kept      []string // of a table: the further columns that were kept on request
	Unused    []Column // of a table: the columns that were not read, and why; they have no role
	Layout    string   // of a table: the preset that was recognised, "" where none was
	Chats     []Chat   // of an export of several chats: which there are, and which were read
	Sheet     string   // of a workbook: the sheet that was read, or several with the same header
	Responses int      // rows of a table whose rows can hold several answers, each a row above

	Skipped  map[string]int       // rows dropped, by reason
	Examples map[string][]Example // the first three of each reason

	// NoMessages is set where the file was understood and rightly holds no
	// messages, as a codebook.
	NoMessages bool

	Reposts    int // kept messages marked as somebody else's words
	NonAnswers int // kept messages marked as saying nothing
	Warnings   []string
}

// Keeps reports whether a column was kept on request.
func (r *Receipt) Keeps(column string) bool {
	return slices.ContainsFunc(r.Kept, func(k string) bool { return sameHeader(k, column) })
}

// DateDecision says how the parts of numeric dates were read.
type DateDecision struct {
	// Order is "day first", "month first", "year first", "named month",
	// "date cells" of a spreadsheet, "in the file name", "given", "time stamp", "months" or
	// "none".
	Order string
	// Evidence says in words why.
	Evidence string
	// Ambiguous counts the rows whose date could be read either way.
	Ambiguous int
	// Weak is set where some could and nothing in the file decides: then the
	// order is the custom of the UK.
	Weak bool `json:",omitempty"`
	// Groups say how the rows of each group were read where one column mixes
	// two orders; they are nil elsewhere.
	Groups []DateGroup
}

// DateGroup is a set of rows whose dates were read in one order: those of one
// service, or a block of rows.
type DateGroup struct {
	Name      string // the service, or "" for the whole table
	First     int    // first row of the block, as Example.Line counts
	Last      int
	Order     string
	Evidence  string
	Rows      int // rows with a numeric date
	Proven    int // of those, the ones that can be read in this order only
	Odd       int // and the ones that can only be read in the other
	Ambiguous int // rows that could be either
}

// Column is one column of a table that was put to use.
type Column struct {
	Role   string // a Role: "text", "time", "name", "id" and so on
	Name   string // its header, or "column 3" where it has none
	Reason string
}

// Example is one row that was dropped.
type Example struct {
	Line int    // line of the file, counted from 1
	Text string // its text, shortened
}

// Problem is a file or an argument that could not be used.
type Problem struct {
	Path string
	Text string // a plain sentence: what is wrong and what to do
	// Harmless is set where nothing is wrong: the walk of a folder passed over
	// a hidden file or a document about the data.
	Harmless bool
}
