package review

import (
	"fmt"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// sources lists the files a review was made from.
func sources(s *scope) []finding.Finding {
	f := finding.Finding{
		ID: "sources", Section: finding.Sources, Selection: s.All(),
		Headline: things(len(s.Sources()), "file was read", "files were read"),
		Method:   "A duplicate is a message that another file, or an earlier row with the same id, already holds.",
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "File"}, {Name: "Format"}, {Name: "Messages", Number: true}, {Name: "Duplicates left out", Number: true}, {Name: "From"}, {Name: "To"},
		}},
		Caveats: s.yearCaveats(),
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
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: bySource[k], Cells: []finding.Cell{
			finding.Label(src.Name), finding.Label(src.Format), number(src.Messages), number(src.Duplicates), finding.Label(from), finding.Label(to),
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
