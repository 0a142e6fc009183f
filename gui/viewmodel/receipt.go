package viewmodel

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// File is one line of the receipt: a file and what became of it.
type File struct {
	Path, Name string
	Format     string
	Messages   string // "9,120"
	People     string
	Dates      string // "5 January 2012 to 18 December 2013"
	LeftOut    string // "12", "none"
	Notes      string // the most important thing to look at, "" where all is well
	Facts      []Fact
	Warnings   []string
	Omissions  []Omission
}

// Fact is one thing the receipt says about a file.
type Fact struct{ Name, Value string }

// Omission is a reason for which rows were left out, with examples.
type Omission struct {
	Reason   string
	Count    string
	Examples []string // "line 12: …"
}

// Problem is a file that could not be used, and why.
type Problem struct{ Path, Name, Text string }

// HasReading reports whether something was read.
func (a *App) HasReading() bool { return a.reading != nil }

// Files lists what was read, in the order of the receipts.
func (a *App) Files() []File {
	if a.reading == nil {
		return nil
	}
	doubles := map[string]int{}
	for _, s := range a.reading.Corpus.Sources() {
		doubles[s.Path] = s.Duplicates
	}
	files := make([]File, len(a.reading.Receipts))
	for i := range a.reading.Receipts {
		files[i] = file(&a.reading.Receipts[i], doubles[a.reading.Receipts[i].Path])
	}
	return files
}

// Problems lists what could not be used.
func (a *App) Problems() []Problem {
	if a.reading == nil {
		return nil
	}
	return problems(a.reading)
}

// ReceiptSummary says in one sentence what was read.
func (a *App) ReceiptSummary() string {
	if a.reading == nil {
		return ""
	}
	c := a.reading.Corpus
	first, last, dated := c.Span(c.All())
	if a.project != nil && len(a.reading.Receipts) == 0 {
		return "This project holds no files yet"
	}
	s := fmt.Sprintf("%s by %s in %s", Counted(c.Len(), "message", "messages"),
		Counted(len(c.People()), "person", "people"), Counted(len(a.reading.Receipts), "file", "files"))
	if dated {
		s += ", " + Span(first, last)
	}
	return s
}

func problems(r *analysis.Reading) []Problem {
	list := make([]Problem, len(r.Problems))
	for i, p := range r.Problems {
		list[i] = Problem{p.Path, filepath.Base(p.Path), p.Text}
	}
	return list
}

func file(r *ingest.Receipt, doubles int) File {
	f := File{
		Path: r.Path, Name: filepath.Base(r.Path), Format: r.Format,
		Messages: Count(r.Messages), People: Count(r.People), Dates: Span(r.First, r.Last),
		Warnings: r.Warnings, Omissions: omissions(r),
	}
	f.LeftOut = leftOut(r)
	f.Facts = facts(r, doubles)
	switch {
	case len(r.Warnings) > 0:
		f.Notes = r.Warnings[0]
	case r.DateOrder.Weak && r.DateOrder.Ambiguous > 0: // of an order that is proved the facts tell
		f.Notes = Counted(r.DateOrder.Ambiguous, "date", "dates") + " could be read two ways"
	}
	return f
}

func leftOut(r *ingest.Receipt) string {
	total := 0
	for _, n := range r.Skipped {
		total += n
	}
	if total == 0 {
		return "none"
	}
	return Count(total)
}

// facts lists what was decided about a file, most important first.
func facts(r *ingest.Receipt, doubles int) []Fact {
	list := []Fact{{"Folder", filepath.Dir(r.Path)}}
	add := func(name, value string) {
		if value != "" {
			list = append(list, Fact{name, value})
		}
	}
	format := r.Format
	if r.Confidence > 0 {
		format += " (" + Share(r.Confidence) + ")"
	}
	add("Read as", format)
	add("Rows", fmt.Sprintf("%s rows gave %s", Count(r.Rows), Counted(r.Messages, "message", "messages")))
	add("Dates", dates(r.DateOrder))
	add("Time zone", r.Zone)
	add("Characters", r.Encoding)
	add("Sheet", r.Sheet)
	add("Columns", columns(r.Columns))
	add("Columns not read", unused(r.Unused))
	add("Chats", chats(r.Chats))
	if len(r.Channels) > 1 {
		add("Channels", channels(r.Channels))
	}
	if doubles > 0 {
		add("Held twice", Counted(doubles, "message is", "messages are")+" also in another file and counted once")
	}
	if r.Reposts > 0 {
		add("Passed on", Counted(r.Reposts, "message passes", "messages pass")+" on somebody else's words")
	}
	if r.NonAnswers > 0 {
		add("No answer", Counted(r.NonAnswers, "message says", "messages say")+" nothing, such as \"n/a\"")
	}
	return list
}

func dates(d ingest.DateDecision) string {
	s := d.Order
	if d.Evidence != "" {
		s += ": " + d.Evidence
	}
	if d.Ambiguous > 0 {
		s += fmt.Sprintf(" (%s could be read two ways)", Counted(d.Ambiguous, "date", "dates"))
	}
	return s
}

// columns says which columns of a table were taken for what.
func columns(list []ingest.Column) string {
	var words []string
	for _, c := range list {
		words = append(words, c.Role+" from “"+c.Name+"”")
	}
	return List(words)
}

// unused says which columns of a table were not read, and why.
func unused(list []ingest.Column) string {
	var words []string
	for _, c := range list {
		words = append(words, "“"+c.Name+"” ("+c.Reason+")")
	}
	return List(words)
}

// chats says which chats of an export were read, and which were not.
func chats(list []ingest.Chat) string {
	var words []string
	for _, c := range list {
		name := "“" + c.Name + "”"
		if c.Left != "" {
			name += " (left out: " + c.Left + ")"
		}
		words = append(words, name)
	}
	return List(words)
}

func channels(counts map[string]int) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		one := name
		if name == string(corpus.Chat) {
			one += " message"
		}
		words = append(words, Counted(counts[name], one, one+"s"))
	}
	return List(words)
}

// omissions lists the reasons for which rows were left out, most frequent first.
func omissions(r *ingest.Receipt) []Omission {
	reasons := slices.SortedFunc(maps.Keys(r.Skipped), func(x, y string) int {
		return cmp.Or(cmp.Compare(r.Skipped[y], r.Skipped[x]), cmp.Compare(x, y))
	})
	list := make([]Omission, 0, len(reasons))
	for _, reason := range reasons {
		o := Omission{Reason: reason, Count: Count(r.Skipped[reason])}
		for _, e := range r.Examples[reason] {
			o.Examples = append(o.Examples, fmt.Sprintf("line %s: %s", Count(e.Line), e.Text))
		}
		list = append(list, o)
	}
	return list
}
