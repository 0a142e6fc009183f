package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/project"
)

// personJSON is one person of a project.
type personJSON struct {
	Name     string   `json:"name"`
	Messages int      `json:"messages"`
	First    string   `json:"first"` // "" where no message has a date
	Marks    []string `json:"marks"`
	Also     []string `json:"also"` // names that were merged into this person, folded
}

func projectPeople(stdout io.Writer) *cobra.Command {
	return lookup("people PROJECT", "List the people by name, the busiest first, with their marks and merged names", stdout, listPeople, printPeople)
}

func listPeople(ctx context.Context, p *project.Project) ([]personJSON, error) {
	r, err := analysis.FromProject(ctx, p, analysis.Options{})
	if err != nil {
		return nil, err
	}
	marks, err := p.Marks(ctx)
	if err != nil {
		return nil, err
	}
	merged, err := p.Aliases(ctx)
	if err != nil {
		return nil, err
	}
	also := map[string][]string{}
	for other, key := range merged {
		also[key] = append(also[key], other)
	}
	wrote := r.Corpus.ByPerson(r.Corpus.All())
	people := []personJSON{}
	for id, who := range r.Corpus.People() {
		one := personJSON{Name: who.Name, Messages: wrote[id], First: began(r.Corpus, who), Marks: []string{}, Also: []string{}}
		for _, m := range marks[who.Key] {
			one.Marks = append(one.Marks, string(m))
		}
		one.Also = append(one.Also, slices.Sorted(slices.Values(also[who.Key]))...)
		people = append(people, one)
	}
	slices.SortStableFunc(people, func(a, b personJSON) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), strings.Compare(a.Name, b.Name))
	})
	return people, nil
}

// began is when a person wrote first, "" where that is not known.
func began(c *corpus.Corpus, who corpus.Person) string {
	if who.First == corpus.NoTime {
		return ""
	}
	return instant(time.UnixMilli(who.First).In(c.Location()))
}

func printPeople(w io.Writer, people []personJSON) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "NAME\tMESSAGES\tFIRST\tMARKS\tALSO CALLED")
	for _, p := range people {
		fmt.Fprintf(t, "%s\t%d\t%.10s\t%s\t%s\n", p.Name, p.Messages, p.First, strings.Join(p.Marks, ", "), strings.Join(p.Also, ", "))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return nil
}
