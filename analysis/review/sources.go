package review

import (
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
)

// sources lists the files a review was made from.
func sources(s *scope) []finding.Finding {
	f := finding.Finding{
		ID: "sources", Section: finding.Sources, Selection: s.All(),
		Headline: things(len(s.Sources()), "file was read", "files were read"),
		Method:   "A duplicate is a message that another file, or an earlier row with the same id, already holds. Rows left out are no messages: the reasons say why.",
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "File"}, {Name: "Format"}, {Name: "Messages", Number: true}, {Name: "Duplicates left out", Number: true},
			{Name: "From"}, {Name: "To"}, {Name: "Dates read as"}, {Name: "Rows left out", Number: true}, {Name: "Why"},
		}},
		Caveats: append(s.yearCaveats(), s.dateCaveats()...),
	}
	bySource := make([]corpus.Selection, len(s.Sources()))
	for i := range s.Len() {
		src := s.Source(i)
		bySource[src] = append(bySource[src], int32(i))
	}
	duplicates := 0
	for k, src := range s.Sources() {
		from, to := "[x]", "[x]"
		if first, last, ok := s.Span(bySource[k]); ok {
			from, to = date(first), date(last)
		}
		dates, left, why := s.receiptOf(src.Path)
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: bySource[k], Cells: []finding.Cell{
			finding.Label(src.Name), finding.Label(src.Format), number(src.Messages), number(src.Duplicates),
			finding.Label(from), finding.Label(to), finding.Label(dates), number(left), finding.Label(why),
		}})
		duplicates += src.Duplicates
	}
	f.Sentence = fmt.Sprintf("This review is based on %s from %s.", messagesOf(s.Len()), things(len(s.Sources()), "file", "files"))
	if duplicates > 0 {
		f.Sentence += fmt.Sprintf(" %s were left out because another row already held them.", sentence(things(duplicates, "duplicate", "duplicates")))
	}
	f.AltText = "Table of the files read."
	return []finding.Finding{f}
}

// receiptOf says how the dates of a file were read, how many rows were left
// out, and why.
func (s *scope) receiptOf(path string) (dates string, left int, why string) {
	r, ok := s.receipts[path]
	if !ok {
		return "[x]", 0, ""
	}
	var reasons []string
	for reason, n := range r.Skipped {
		reasons = append(reasons, fmt.Sprintf("%s %s", count(n), reason))
		left += n
	}
	slices.Sort(reasons)
	dates = r.DateOrder.Order
	if n, _ := monthFirst(r); n > 0 {
		dates = fmt.Sprintf("two orders, %s of them month first", count(n))
	}
	return dates, left, strings.Join(reasons, ", ")
}

// dateCaveats name the files in which dates could be read two ways.
func (s *scope) dateCaveats() []finding.Caveat {
	var list []finding.Caveat
	for _, src := range s.Sources() {
		r, ok := s.receipts[src.Path]
		if !ok {
			continue
		}
		if n, doubtful := monthFirst(r); doubtful > 0 {
			list = append(list, finding.Caveat{Kind: "date-order", Text: fmt.Sprintf(
				"%s mixes two orders of dates: %s read month first, of which %s could be either. Years are safe, months are not, so months are not shown.",
				src.Name, things(n, "date was", "dates were"), count(doubtful))})
			continue
		}
		if !uncertain(r) {
			continue
		}
		list = append(list, finding.Caveat{Kind: "date-order", Text: fmt.Sprintf(
			"The dates of %s could be day first or month first; nothing in the file settles it. They were read %s. Years are safe, months are not, so months are not shown.", src.Name, r.DateOrder.Order)})
	}
	return list
}

// monthFirst counts the dates that were read month first in a file that mixes two
// orders, and those of them that could be either.
func monthFirst(r ingest.Receipt) (n, doubtful int) {
	for _, g := range r.DateOrder.Groups {
		if g.Order == "month first" {
			n += g.Rows
			doubtful += g.Ambiguous
		}
	}
	return n, doubtful
}

// uncertain reports whether nothing in a file settles the order of its dates: no
// row proves it, in the whole file or in a group of rows with an order of its own.
func uncertain(r ingest.Receipt) bool {
	for _, g := range r.DateOrder.Groups {
		if g.Ambiguous > 0 && g.Proven == 0 {
			return true
		}
	}
	d := r.DateOrder
	return d.Weak || d.Ambiguous > 0 && d.Ambiguous >= r.Rows // else a row settles it for all
}
