package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"yearbook/analysis/theme/codebook"
)

// listEvidence tells, for one label and the tuning half, how often each rule and
// each phrase that it found agreed with people, the least reliable first.
func listEvidence(w io.Writer, rows map[string]*row, book *codebook.Book, label string) error {
	c := book.Find(label)
	if c == nil {
		return fmt.Errorf("no code stands for the label %q", label)
	}
	k := position(book, c.ID)
	m, err := codebook.Compile(book)
	if err != nil {
		return err
	}
	names := labelsOf(rows, book, k)
	counts := map[string]*tally{}
	note := func(key string, right bool) {
		t := counts[key]
		if t == nil {
			t = &tally{}
			counts[key] = t
		}
		t.code++
		if right {
			t.both++
		}
	}
	for _, r := range rows {
		if !r.tuning || !r.read || !r.answer {
			continue
		}
		right := slices.ContainsFunc(names, func(l string) bool { return r.labels[l] })
		for _, h := range m.Match(r.text) {
			if h.Code != k {
				continue
			}
			seen := map[string]bool{}
			for _, e := range h.Evidence {
				for _, key := range []string{fmt.Sprintf("rule %d", e.Rule+1), strings.ToLower(strings.Join(strings.Fields(r.text[e.Start:e.End]), " "))} {
					if !seen[key] {
						seen[key] = true
						note(key, right)
					}
				}
			}
		}
	}
	var keys []string
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, y := counts[a], counts[b]
		return cmp.Or(cmp.Compare(y.code-y.both, x.code-x.both), strings.Compare(a, b))
	})
	for _, key := range keys {
		if t := counts[key]; t.both < t.code || strings.HasPrefix(key, "rule ") {
			fmt.Fprintf(w, "%4d right %4d wrong  %s\n", t.both, t.code-t.both, key)
		}
	}
	return nil
}

// labelsOf lists the labels that a code stands for.
func labelsOf(rows map[string]*row, book *codebook.Book, k int) []string {
	var names []string
	for _, r := range rows {
		for l := range r.labels {
			if c := book.Find(l); c != nil && c.ID == book.Codes[k].ID && !slices.Contains(names, l) {
				names = append(names, l)
			}
		}
	}
	return names
}
