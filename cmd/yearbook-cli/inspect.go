package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
)

func inspect(stdout, stderr io.Writer) *cobra.Command {
	var asJSON, details bool
	var flags readingFlags
	cmd := &cobra.Command{
		Use:   "inspect FILE...",
		Short: "Tell what is in these files",
		Long: `Tell what is in these files: the format, how many messages from how many
people, from when to when, how dates were read, and what was left out and why.
Of a single file, and with --details of each, it also tells on what evidence its
dates were read and how many could be either, which columns of a table were read,
and shows examples of what was left out with their lines.
Folders are read with their sub-folders; patterns such as "chats/*.txt" work
too.`,
		Example: "  yearbook-cli inspect chats/\n  yearbook-cli inspect --json archive.csv",
		Args:    needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt, err := flags.options()
			if err != nil {
				return err
			}
			p := newProgress(stderr)
			r, err := analysis.Read(cmd.Context(), args, opt, p.watch)
			p.clear()
			if err != nil {
				return err
			}
			if asJSON {
				err = writeReceiptsJSON(stdout, r)
			} else {
				err = writeReceipts(stdout, r.Receipts, details || len(r.Receipts) == 1)
			}
			if err != nil {
				return err
			}
			return tellProblems(stderr, r.Problems)
		},
	}
	flags.add(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of a table")
	cmd.Flags().BoolVar(&details, "details", false, "tell of each file how it was understood (of a single file this is always told)")
	return cmd
}

// tellProblems prints one line for each input that could not be used.
func tellProblems(stderr io.Writer, problems []ingest.Problem) error {
	var err error
	for _, p := range problems {
		fmt.Fprintf(stderr, "%s: %s\n", p.Path, p.Text)
		if !p.Harmless {
			err = errProblems
		}
	}
	return err
}

// writeReceipts prints one row per file, and below how each was understood, if
// that is asked for, and its warnings.
func writeReceipts(w io.Writer, receipts []ingest.Receipt, details bool) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "FILE\tFORMAT\tMESSAGES\tPEOPLE\tFROM\tTO\tDATES\tLEFT OUT")
	for _, r := range receipts {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\n",
			r.Path, r.Format, r.Messages, r.People, day(r.First), day(r.Last), r.DateOrder.Order, leftOut(r.Skipped))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	for _, r := range receipts {
		if details {
			if err := writeDetails(w, r); err != nil {
				return err
			}
		}
		for _, warning := range r.Warnings {
			fmt.Fprintf(w, "\n%s: %s\n", r.Path, warning)
		}
	}
	return nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format("2006-01-02")
}

// leftOut lists the reasons for which rows were dropped, with their numbers.
func leftOut(skipped map[string]int) string {
	var parts []string
	for reason, n := range skipped {
		parts = append(parts, fmt.Sprintf("%d %s", n, reason))
	}
	if len(parts) == 0 {
		return "-"
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

type fileJSON struct {
	Path      string         `json:"path"`
	Format    string         `json:"format"`
	Channels  map[string]int `json:"channels"`
	Rows      int            `json:"rows"`                // messages and rows left out
	Responses int            `json:"responses,omitempty"` // rows of a table that hold several answers
	Messages  int            `json:"messages"`
	People    int            `json:"people"`
	First     string         `json:"first"`
	Last      string         `json:"last"`
	DateOrder string         `json:"date_order"`
	Dates     datesJSON      `json:"dates"`
	Zone      string         `json:"zone,omitempty"`
	Encoding  string         `json:"encoding,omitempty"`
	Layout    string         `json:"layout,omitempty"` // of a table: the known layout that it has
	Sheet     string         `json:"sheet,omitempty"`
	Columns   []columnJSON   `json:"columns,omitempty"`
	Unused    []columnJSON   `json:"not_read,omitempty"` // columns that were not read
	Kept      []string       `json:"kept,omitempty"`     // further columns that were kept on request
	Skipped   map[string]int `json:"skipped"`

	Examples map[string][]exampleJSON `json:"examples"` // of the rows left out, by reason
	Warnings []string                 `json:"warnings"`
}

type problemJSON struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// writeReceiptsJSON prints the receipts as one JSON object. Times are RFC 3339.
func writeReceiptsJSON(w io.Writer, r *analysis.Reading) error {
	out := struct {
		Files    []fileJSON    `json:"files"`
		Problems []problemJSON `json:"problems,omitempty"`
	}{Files: []fileJSON{}}
	for _, x := range r.Receipts {
		out.Files = append(out.Files, fileJSON{
			Path: x.Path, Format: x.Format, Channels: x.Channels, Rows: x.Rows, Responses: x.Responses, Messages: x.Messages, People: x.People,
			First: instant(x.First), Last: instant(x.Last), DateOrder: x.DateOrder.Order, Dates: datesOf(x.DateOrder), Zone: x.Zone,
			Encoding: x.Encoding, Layout: x.Layout, Sheet: x.Sheet, Columns: columnsOf(x.Columns), Unused: columnsOf(x.Unused), Kept: x.Kept,
			Skipped: x.Skipped, Examples: examplesOf(x.Examples), Warnings: append([]string{}, x.Warnings...),
		})
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, problemJSON{p.Path, p.Text})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("printing JSON: %w", err)
	}
	return nil
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
