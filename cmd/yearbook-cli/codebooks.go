package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis/theme/codebook"
)

func codesCheck(stdout, stderr io.Writer) *cobra.Command {
	var f codesFlags
	cmd := &cobra.Command{
		Use:   "check [FILE|PROJECT...]",
		Short: "Tell what may be wrong with a codebook",
		Long: `Tell what may be wrong with a codebook: rules that cannot be read and, where
files are given, rules that never hold in them and codes that nearly always come
together.`,
		Example: `  yearbook-cli codes check --codebook ours.csv
  yearbook-cli codes check survey.csv --codebook ours.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				b, _, err := openBook(f.book)
				if err != nil {
					return err
				}
				codable, rules := count(b)
				_, err = fmt.Fprintf(stdout, "%s: all %d rules of %d codes can be read. Give files to see which of them hold.\n", b.Name, rules, codable)
				return err
			}
			coding, _, problems, err := f.code(cmd, args, stderr)
			if err != nil {
				return err
			}
			if f.json {
				err = writeReportJSON(stdout, coding)
			} else {
				err = writeReport(stdout, coding)
			}
			return errors.Join(err, problems)
		},
	}
	f.add(cmd)
	return cmd
}

// count counts the codes of a book that can be given, and the rules.
func count(b *codebook.Book) (codable, rules int) {
	for k := range b.Codes {
		if !b.Codes[k].Folder {
			codable++
		}
		rules += len(b.Codes[k].Rules)
	}
	return codable, rules
}

// writeReport prints what may be wrong, in sentences.
func writeReport(w io.Writer, g *codebook.Coding) error {
	r := g.Check()
	name := func(k int) string { return g.Book.Codes[k].Name }
	var b strings.Builder
	fmt.Fprintf(&b, "%s on %d messages, %d of them without a code.\n", g.Book.Name, len(g.Read), g.Unassigned)
	section := func(title string, n int) {
		if n > 0 {
			fmt.Fprintf(&b, "\n%s:\n", title)
		}
	}
	section("Codes that nearly always come with another", len(r.Overlaps))
	for _, o := range r.Overlaps {
		fmt.Fprintf(&b, "  %s: %d of its %d messages also have %s, which has %d\n", name(o.Code), o.Both, o.Messages, name(o.With), o.MessagesAll)
	}
	section("Codes that no message has", len(r.Unused))
	for _, k := range r.Unused {
		fmt.Fprintf(&b, "  %s\n", name(k))
	}
	section("Rules that never hold", len(r.Dead))
	for _, d := range r.Dead {
		fmt.Fprintf(&b, "  %s: %s\n", name(d.Code), g.Book.Codes[d.Code].Rules[d.Rule])
	}
	section("Codes without rules, which only people can give", len(r.Ruleless))
	for _, k := range r.Ruleless {
		fmt.Fprintf(&b, "  %s\n", name(k))
	}
	if len(r.Overlaps)+len(r.Unused)+len(r.Dead)+len(r.Ruleless) == 0 {
		b.WriteString("\nEvery rule holds somewhere, and no code always comes with another.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

type deadJSON struct {
	ID   string `json:"id"`
	Rule string `json:"rule"`
}

type overlapJSON struct {
	ID       string `json:"id"`
	With     string `json:"with"`
	Both     int    `json:"both"`
	Messages int    `json:"messages"`
	Other    int    `json:"with_messages"`
}

func writeReportJSON(w io.Writer, g *codebook.Coding) error {
	r := g.Check()
	out := struct {
		Codebook string        `json:"codebook"`
		Messages int           `json:"messages"`
		Overlaps []overlapJSON `json:"overlaps"`
		Unused   []string      `json:"unused"`
		Dead     []deadJSON    `json:"dead_rules"`
		Ruleless []string      `json:"without_rules"`
	}{g.Book.Name, len(g.Read), []overlapJSON{}, []string{}, []deadJSON{}, []string{}}
	id := func(k int) string { return g.Book.Codes[k].ID }
	for _, o := range r.Overlaps {
		out.Overlaps = append(out.Overlaps, overlapJSON{id(o.Code), id(o.With), o.Both, o.Messages, o.MessagesAll})
	}
	for _, k := range r.Unused {
		out.Unused = append(out.Unused, id(k))
	}
	for _, d := range r.Dead {
		out.Dead = append(out.Dead, deadJSON{id(d.Code), g.Book.Codes[d.Code].Rules[d.Rule]})
	}
	for _, k := range r.Ruleless {
		out.Ruleless = append(out.Ruleless, id(k))
	}
	return printJSON(w, out)
}

func codesList(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the codebooks that come with the program", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			t := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "NAME\tCODES\tRULES\tTITLE")
			for _, name := range codebook.Shipped() {
				b, err := codebook.Load(name)
				if err != nil {
					return err
				}
				codable, rules := count(b)
				fmt.Fprintf(t, "%s\t%d\t%d\t%s\n", name, codable, rules, b.Name)
			}
			return t.Flush()
		},
	}
}

func codesShow(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use: "show CODEBOOK", Short: "Print the codes of a codebook with their descriptions and rules", Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := codebook.Open(args[0])
			if err != nil {
				return err
			}
			_, err = io.WriteString(stdout, outline(b))
			return err
		},
	}
}

// outline is a codebook as indented text.
func outline(b *codebook.Book) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s\n", b.Name)
	if b.Description != "" {
		fmt.Fprintf(&s, "%s\n", b.Description)
	}
	for k, path := range b.Paths() {
		c := &b.Codes[k]
		in := strings.Repeat("  ", len(path)-1)
		fmt.Fprintf(&s, "\n%s%s", in, c.Name)
		if !c.Folder {
			fmt.Fprintf(&s, " (%s)", c.ID)
		}
		s.WriteByte('\n')
		for l := range strings.SplitSeq(c.Description, "\n") {
			if l != "" {
				fmt.Fprintf(&s, "%s  %s\n", in, l)
			}
		}
		for _, r := range c.Rules {
			fmt.Fprintf(&s, "%s  - %s\n", in, r)
		}
	}
	return s.String()
}

func codesConvert(stdout io.Writer) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:     "convert CODEBOOK FILE",
		Aliases: []string{"export", "import"},
		Short:   "Write a codebook as CSV or REFI-QDA (.qdc)",
		Long: `Write a codebook into a file: as a table where the name ends in .csv, for NVivo,
ATLAS.ti, MAXQDA, QualCoder, Taguette and others where it ends in .qdc. The
codebook to write is one that comes with the program, or a file in either form.`,
		Example: `  yearbook-cli codes convert nhs-patient-feedback ours.csv
  yearbook-cli codes convert from-nvivo.qdc ours.csv
  yearbook-cli codes convert ours.csv for-nvivo.qdc`,
		Args: exactly(2),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := codebook.Open(args[0])
			if err != nil {
				return err
			}
			var out bytes.Buffer
			if err := b.Write(&out, args[1]); err != nil {
				return usageError{err}
			}
			if _, err := os.Stat(args[1]); !errors.Is(err, fs.ErrNotExist) && !force {
				return fmt.Errorf("%s is there already: choose another name, or add --force to write over it", args[1])
			}
			if err := os.WriteFile(args[1], out.Bytes(), 0o644); err != nil {
				return fmt.Errorf("the codebook cannot be written (%w): choose another folder", err)
			}
			_, err = fmt.Fprintf(stdout, "Wrote %d codes into %s.\n", len(b.Codes), args[1])
			return err
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "write over a file that is there already")
	return cmd
}
