package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/project"
)

func projects(stdout, _ io.Writer) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "project",
		Short: "Look into a project, or change it",
		Args: func(*cobra.Command, []string) error {
			return usageError{errors.New("project needs a command: show, people, log, remove, merge, unmerge, mark, undo or copy")}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		projectShow(stdout), projectPeople(stdout), projectLog(stdout),
		change("remove PROJECT SOURCE", "Take a source out, by its number in 'project show'", 2, stdout, removeSource),
		change("merge PROJECT NAME OTHER", "Decide that OTHER is the same person as NAME", 3, stdout, func(ctx context.Context, p *project.Project, args []string) (string, error) {
			return fmt.Sprintf("%q is now one person with %q.", args[1], args[0]), p.MergePeople(ctx, args[0], args[1])
		}),
		change("unmerge PROJECT OTHER", "Make a merged name a person of its own again", 2, stdout, func(ctx context.Context, p *project.Project, args []string) (string, error) {
			return fmt.Sprintf("%q is a person of its own again.", args[0]), p.Unmerge(ctx, args[0])
		}),
		change("mark PROJECT NAME MARK", "Mark a person as 'official account', 'moderator' or 'none'", 3, stdout, markPerson),
		change("undo PROJECT", "Take back the last change", 1, stdout, undo),
		change("copy PROJECT NEW", "Save a copy, without what was removed", 2, stdout, func(ctx context.Context, p *project.Project, args []string) (string, error) {
			return "Saved " + args[0] + ".", p.SaveCopy(ctx, args[0])
		}),
	)
	return cmd
}

// counted writes a number and what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// exactly asks for n arguments.
func exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf("it is used as: %s", cmd.UseLine())}
		}
		return nil
	}
}

// change makes a command that opens the project named first for writing, does
// something with the other arguments, and says what was done.
func change(use, short string, n int, stdout io.Writer, do func(context.Context, *project.Project, []string) (string, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: exactly(n),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p, err := project.Open(args[0], project.Options{})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.Close()) }()
			said, err := do(cmd.Context(), p, args[1:])
			if err != nil {
				return err
			}
			fmt.Fprintln(stdout, said)
			return nil
		},
	}
}

func removeSource(ctx context.Context, p *project.Project, args []string) (string, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return "", usageError{fmt.Errorf("%q is not the number of a source: see 'project show'", args[0])}
	}
	return fmt.Sprintf("Source %d was taken out. To bring it back, import its file again.", id), p.RemoveSource(ctx, id)
}

func markPerson(ctx context.Context, p *project.Project, args []string) (string, error) {
	var marks []project.Mark
	switch m := project.Mark(args[1]); m {
	case project.Official, project.Moderator:
		marks = append(marks, m)
	case "none":
	default:
		return "", usageError{fmt.Errorf("%q is not a mark: choose 'official account', 'moderator' or 'none'", args[1])}
	}
	return fmt.Sprintf("%q is marked: %s.", args[0], args[1]), p.MarkPerson(ctx, args[0], marks...)
}

func undo(ctx context.Context, p *project.Project, _ []string) (string, error) {
	what, err := p.Undo(ctx)
	if err == nil && what == "" {
		return "There is nothing to take back.", nil
	}
	return "Taken back: " + what, err
}

func projectLog(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use: "log PROJECT", Short: "List what was done to a project, and by whom", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p, err := project.Open(args[0], project.Options{ReadOnly: true})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.Close()) }()
			entries, err := p.Log(cmd.Context())
			if err != nil {
				return err
			}
			for _, e := range entries {
				fmt.Fprintf(stdout, "%s  %s  %s\n", e.At.Format("2006-01-02 15:04"), e.Who, e.What)
			}
			return nil
		},
	}
}

func projectShow(stdout io.Writer) *cobra.Command {
	return lookup("show PROJECT", "List what a project holds", stdout, lookInto, func(w io.Writer, c contents) error { return c.print(w) })
}

// lookup makes a command that finds something in the project named, without
// changing it, and prints it as JSON or for people.
func lookup[T any](use, short string, stdout io.Writer, find func(context.Context, *project.Project) (T, error), print func(io.Writer, T) error) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: use, Short: short, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p, err := project.Open(args[0], project.Options{ReadOnly: true})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.Close()) }()
			shown, err := find(cmd.Context(), p)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(stdout)
				enc.SetIndent("", " ")
				enc.SetEscapeHTML(false)
				return enc.Encode(shown)
			}
			return print(stdout, shown)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of a table")
	return cmd
}

// contents is what a project holds.
type contents struct {
	Path     string              `json:"path"`
	Messages int                 `json:"messages"` // doubles counted once
	People   int                 `json:"people"`
	Sessions int                 `json:"sessions"`
	Sources  []sourceJSON        `json:"sources"`
	Merged   map[string]string   `json:"merged"` // name to person
	Marks    map[string][]string `json:"marks"`
}

type sourceJSON struct {
	ID         int64          `json:"id"`
	Path       string         `json:"path"`
	Format     string         `json:"format"`
	Messages   int            `json:"messages"` // as read
	Duplicates int            `json:"duplicates"`
	First      string         `json:"first"`
	Last       string         `json:"last"`
	Skipped    map[string]int `json:"skipped"`
}

func lookInto(ctx context.Context, p *project.Project) (contents, error) {
	r, err := analysis.FromProject(ctx, p, analysis.Options{})
	if err != nil {
		return contents{}, err
	}
	c := contents{
		Path: p.Path(), Messages: r.Corpus.Len(), People: len(r.Corpus.People()), Sessions: len(r.Corpus.Sessions()),
		Sources: []sourceJSON{}, Marks: map[string][]string{},
	}
	if c.Merged, err = p.Aliases(ctx); err != nil {
		return contents{}, err
	}
	marks, err := p.Marks(ctx)
	if err != nil {
		return contents{}, err
	}
	for name, list := range marks {
		for _, m := range list {
			c.Marks[name] = append(c.Marks[name], string(m))
		}
	}
	sources, err := p.Sources(ctx)
	if err != nil {
		return contents{}, err
	}
	doubles := map[string]int{}
	for _, s := range r.Corpus.Sources() {
		doubles[s.Path] = s.Duplicates
	}
	for _, s := range sources {
		c.Sources = append(c.Sources, sourceJSON{
			ID: s.ID, Path: s.Path, Format: s.Format, Messages: s.Messages, Duplicates: doubles[s.Path],
			First: instant(s.Receipt.First), Last: instant(s.Receipt.Last), Skipped: s.Receipt.Skipped,
		})
	}
	return c, nil
}

func (c contents) print(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s from %s in %s\n\n", c.Path, counted(c.Messages, "message", "messages"),
		counted(c.People, "person", "people"), counted(c.Sessions, "session", "sessions"))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "SOURCE\tFILE\tFORMAT\tMESSAGES\tDUPLICATES\tFROM\tTO\tLEFT OUT")
	for _, s := range c.Sources {
		fmt.Fprintf(t, "%d\t%s\t%s\t%d\t%d\t%.10s\t%.10s\t%s\n", s.ID, s.Path, s.Format, s.Messages, s.Duplicates, s.First, s.Last, leftOut(s.Skipped))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	var names []string
	for name, person := range c.Merged {
		names = append(names, fmt.Sprintf("%s is %s", name, person))
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Fprintln(w, "\nMerged:", n)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Marks)) {
		fmt.Fprintf(w, "\nMarked: %s is %s\n", name, strings.Join(c.Marks[name], " and "))
	}
	return nil
}
