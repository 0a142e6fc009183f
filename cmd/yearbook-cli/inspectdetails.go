package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"yearbook/analysis/ingest"
)

// shownGroups and shownColumns are how much of a long list is printed; JSON has
// all of it.
const (
	shownGroups  = 12
	shownColumns = 20
)

// writeDetails prints how one file was understood: on what evidence its dates
// were read, which column was taken for what, and examples of what was left out.
func writeDetails(w io.Writer, r ingest.Receipt) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\n%s\n", r.Path)
	line := func(name, format string, args ...any) {
		fmt.Fprintf(t, "  %s\t%s\n", name, fmt.Sprintf(format, args...))
	}
	line("dates", "%s", datesInWords(r))
	for i, g := range r.DateOrder.Groups {
		if i == shownGroups {
			line("", "and %d further groups", len(r.DateOrder.Groups)-i)
			break
		}
		line("", "%s", groupInWords(g))
	}
	if r.Zone != "" {
		line("zone", "%s", r.Zone)
	}
	if r.Encoding != "" {
		line("encoding", "%s", r.Encoding)
	}
	if r.Sheet != "" {
		line("sheet", "%s", r.Sheet)
	}
	name := "columns"
	for _, c := range r.Columns[:min(shownColumns, len(r.Columns))] {
		line(name, "%s from %q: %s", c.Role, c.Name, c.Reason)
		name = ""
	}
	name = "not read"
	for i, c := range r.Unused {
		if i == shownColumns {
			line("", "and %d further columns", len(r.Unused)-i)
			break
		}
		line(name, "%q: %s", c.Name, c.Reason)
		name = ""
	}
	name = "left out"
	for _, reason := range mostFirst(r.Skipped) {
		line(name, "%d %s", r.Skipped[reason], reason)
		name = ""
		for _, e := range r.Examples[reason] {
			line("", "  line %d: %s", e.Line, e.Text)
		}
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the details: %w", err)
	}
	return nil
}

// datesInWords says how dates were read, why, and how many are in doubt.
func datesInWords(r ingest.Receipt) string {
	d := r.DateOrder
	s := d.Order
	if d.Evidence != "" {
		s += ": " + d.Evidence
	}
	switch {
	case d.Ambiguous > 0:
		s += fmt.Sprintf(" (%d of %d messages have a date that could be either)", d.Ambiguous, r.Messages)
	case !r.First.IsZero():
		s += " (no date could be either)"
	}
	return s
}

func groupInWords(g ingest.DateGroup) string {
	place := fmt.Sprintf("rows %d to %d", g.First, g.Last)
	if g.Name != "" {
		place = fmt.Sprintf("%q, %s", g.Name, place)
	}
	s := fmt.Sprintf("%s: %s, %d dates (%d prove it, %d could be either", place, g.Order, g.Rows, g.Proven, g.Ambiguous)
	if g.Odd > 0 {
		s += fmt.Sprintf(", %d fit the other order only", g.Odd)
	}
	return s + ")"
}

// mostFirst lists reasons, the most frequent first.
func mostFirst(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), strings.Compare(x, y))
	})
}

// datesJSON, columnJSON and exampleJSON are parts of what is printed of a file.
type datesJSON struct {
	Order    string      `json:"order"`
	Evidence string      `json:"evidence"`
	Either   int         `json:"could_be_either"` // messages whose date could be read in two orders
	Groups   []groupJSON `json:"groups,omitempty"`
}

type groupJSON struct {
	Name     string `json:"name,omitempty"`
	First    int    `json:"first_row"`
	Last     int    `json:"last_row"`
	Order    string `json:"order"`
	Evidence string `json:"evidence"`
	Rows     int    `json:"dates"`
	Proven   int    `json:"proven"`
	Odd      int    `json:"only_the_other_order"`
	Either   int    `json:"could_be_either"`
}

type columnJSON struct {
	Role   string `json:"role,omitempty"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

type exampleJSON struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

func datesOf(d ingest.DateDecision) datesJSON {
	out := datesJSON{Order: d.Order, Evidence: d.Evidence, Either: d.Ambiguous}
	for _, g := range d.Groups {
		out.Groups = append(out.Groups, groupJSON{g.Name, g.First, g.Last, g.Order, g.Evidence, g.Rows, g.Proven, g.Odd, g.Ambiguous})
	}
	return out
}

func columnsOf(list []ingest.Column) (out []columnJSON) {
	for _, c := range list {
		out = append(out, columnJSON{c.Role, c.Name, c.Reason})
	}
	return out
}

func examplesOf(examples map[string][]ingest.Example) map[string][]exampleJSON {
	out := map[string][]exampleJSON{}
	for reason, list := range examples {
		for _, e := range list {
			out[reason] = append(out[reason], exampleJSON{e.Line, e.Text})
		}
	}
	return out
}
