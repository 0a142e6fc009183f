// Package finding defines what a review consists of: findings, each with its
// words, its figure, its table, its caveats and the messages behind it.
//
// Purpose. Findings are the only thing that passes from the analysis to those
// who show it: the window, the command line and every export are views of the
// same list. A number that is not in a finding is shown nowhere.
//
// Guarantees. Everything here is plain data: no drawing, no text analysis, no
// files. Values are finite; what is unknown is absent, never NaN.
//
// Limits. A review is meant to be read by people; figures hold at most a few
// hundred points.
package finding

import "yearbook/analysis/corpus"

// Section is the part of a review in which a finding stands.
type Section string

// The sections, in the order in which a review shows them.
const (
	Overview Section = "Overview"
	People   Section = "People"
	Themes   Section = "Themes"
	Trends   Section = "Trends"
	Sources  Section = "Sources"
)

// Order is the order of the sections.
var Order = [...]Section{Overview, People, Themes, Trends, Sources}

// Review is an end-of-year review: findings in the order in which to read them.
type Review struct {
	Title    string    // "Review of 2013 compared with 2012"
	Period   string    // "2013"
	Against  string    // "2012", or "" where nothing is compared
	Summary  []Line    // the most important sentences, most important first
	Rule     string    // how the sentences of the summary were chosen, in a sentence
	Findings []Finding // in order of section
}

// Line is one sentence of the summary and the finding it comes from.
type Line struct {
	Text    string
	Finding string // ID
}

// Find returns the finding with the id.
func (r *Review) Find(id string) (*Finding, bool) {
	for i := range r.Findings {
		if r.Findings[i].ID == id {
			return &r.Findings[i], true
		}
	}
	return nil, false
}

// In lists the findings of a section.
func (r *Review) In(s Section) []*Finding {
	var list []*Finding
	for i := range r.Findings {
		if r.Findings[i].Section == s {
			list = append(list, &r.Findings[i])
		}
	}
	return list
}

// Verdict is what a comparison may claim.
type Verdict string

// The verdicts. A finding that compares nothing has none.
const (
	NoVerdict     Verdict = ""
	Rose          Verdict = "rose"
	Fell          Verdict = "fell"
	NoClearChange Verdict = "no clear change"
	TooFew        Verdict = "too few to say"
	// StandsOut is said of a part of the year, such as a quiet month.
	StandsOut Verdict = "stands out"
)

// Finding is one thing the review says.
type Finding struct {
	ID       string // stable, lower-case words joined by hyphens: "messages-per-session"
	Section  Section
	Headline string // at most ten words, active
	Sentence string // direction, size, interval and base
	Verdict  Verdict
	Figure   *Figure // nil where a table says it better
	Table    *Table
	Caveats  []Caveat
	AltText  string // what the figure shows, for those who do not see it
	Method   string // one line
	// Selection are the messages behind the finding.
	Selection corpus.Selection
}

// Caveat says what a reader must know before repeating a claim.
type Caveat struct {
	Kind string // stable: "partial-year", "unequal-sessions", "few-sessions" ...
	Text string // plain words
}

// Table holds the numbers of a finding.
type Table struct {
	Columns []Column
	Rows    []Row
}

// Column heads one column.
type Column struct {
	Name   string
	Number bool // numbers are set to the right
}

// Row is one line of a table and the messages it counts.
type Row struct {
	Cells     []Cell
	Selection corpus.Selection // nil where the row counts no messages
}

// Cell is one value. Text is what people read; Value is the exact number.
type Cell struct {
	Text   string
	Value  float64
	Number bool // whether Value is set
}

// Label is a cell of words.
func Label(s string) Cell { return Cell{Text: s} }

// Number is a cell of a number and the way to write it.
func Number(v float64, text string) Cell { return Cell{Text: text, Value: v, Number: true} }
