package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"yearbook/analysis/theme/codebook"
)

// listWrong lists the comments of the tuning half that the codebook gets wrong
// for one label: first those that it misses, then those that it should not have.
func listWrong(w io.Writer, rows map[string]*row, book *codebook.Book, label string) error {
	c := book.Find(label)
	if c == nil {
		return fmt.Errorf("no code stands for the label %q", label)
	}
	k := position(book, c.ID)
	var missed, extra []string
	for _, r := range rows {
		if !r.tuning || !r.read || !r.answer || r.labels[label] == r.codes[k] {
			continue
		}
		text := strings.Join(strings.Fields(r.text), " ")
		if r.labels[label] {
			missed = append(missed, text)
		} else {
			var said []string
			for l := range r.labels {
				said = append(said, l)
			}
			slices.Sort(said)
			extra = append(extra, text+" ["+strings.Join(said, "; ")+"]")
		}
	}
	slices.Sort(missed)
	slices.Sort(extra)
	fmt.Fprintf(w, "%d missed\n%s\n\n%d too many\n%s\n", len(missed), strings.Join(missed, "\n"), len(extra), strings.Join(extra, "\n"))
	return nil
}
