package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// statTest is one statistic that can be worked out from a table by hand.
type statTest struct {
	name string
	// answers is the question it answers, in one line.
	answers string
	// columns says in words which columns the table has; example is such a table.
	columns, example string
	// options adds the test's own options to its command; nil when it has none.
	options func(*pflag.FlagSet)
	run     func(table) (result, error)
}

// statGroup is a heading in the list of tests.
type statGroup struct {
	heading string
	tests   []statTest
}

// statGroups lists every test. It is made anew for each command line, as the
// options of a test live in it.
func statGroups() []statGroup {
	return []statGroup{
		{"Rates and means", rateTests()},
		{"Shares", shareTests()},
		{"Many tests at once", adjustTests()},
		{"Words", wordTests()},
		{"Trends", trendTests()},
		{"Control charts and funnels", chartTests()},
		{"People", peopleTests()},
		{"Seasons", seasonTests()},
		{"Networks", networkTests()},
	}
}

func statistics(stdout io.Writer) *cobra.Command {
	var asJSON bool
	groups := statGroups()
	cmd := &cobra.Command{
		Use:   "stats TEST [FILE]",
		Short: "Work out one statistic from a table, to check it by hand",
		Long: `Work out one statistic from a table of numbers, to check it by hand. The table
is CSV, from the FILE or from what is piped in: commas, semicolons or tabs, with
or without a first row of names. An empty cell, or NA, is a missing value.
'yearbook-cli stats TEST --help' shows the columns that a test expects.

` + listTests(groups),
		Example: `  yearbook-cli stats xmr --improvement up --target 20 < weekly.csv
  yearbook-cli stats quasi-poisson sessions.csv --json`,
		Args: knownTest,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "print JSON instead of text")
	for _, g := range groups {
		for _, t := range g.tests {
			cmd.AddCommand(statCommand(t, stdout, &asJSON))
		}
	}
	return cmd
}

// listTests prints every test with the question it answers.
func listTests(groups []statGroup) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for i, g := range groups {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s:\n", g.heading)
		for _, t := range g.tests {
			fmt.Fprintf(w, "  %s\t%s\n", t.name, t.answers)
		}
	}
	_ = w.Flush() // a strings.Builder takes everything
	return strings.TrimRight(b.String(), "\n")
}

// knownTest refuses a test that is not there.
func knownTest(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError{fmt.Errorf("there is no test %q: 'yearbook-cli stats' lists them", args[0])}
}

func statCommand(t statTest, stdout io.Writer, asJSON *bool) *cobra.Command {
	var header, noHeader bool
	cmd := &cobra.Command{
		Use:    t.name + " [FILE]",
		Short:  t.answers,
		Hidden: true, // 'stats' lists them in groups
		Long: fmt.Sprintf("%s\n\nColumns: %s\n\nFor example:\n\n%s", t.answers, t.columns,
			indent(strings.TrimRight(t.example, "\n"))),
		Example: fmt.Sprintf("  yearbook-cli stats %s < table.csv", t.name),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("stats %s reads one table, not %d: name one file", t.name, len(args))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if header && noHeader {
				return usageError{errors.New("--header and --no-header exclude each other: give one of them")}
			}
			in, err := t.read(cmd, args, headerRule(header, noHeader))
			if err != nil {
				return err
			}
			r, err := t.run(in)
			if err != nil {
				return usageError{fmt.Errorf("%w. 'stats %s' expects the columns: %s", err, t.name, t.columns)}
			}
			if *asJSON {
				return r.writeJSON(stdout)
			}
			return r.writeText(stdout)
		},
	}
	cmd.Flags().BoolVar(&header, "header", false, "the first row holds names, although they look like numbers")
	cmd.Flags().BoolVar(&noHeader, "no-header", false, "the first row is data, although it looks like names")
	if t.options != nil {
		t.options(cmd.Flags())
	}
	return cmd
}

// read reads the table from the file named, or from what is piped in.
func (t statTest) read(cmd *cobra.Command, args []string, rule headerMode) (table, error) {
	in := cmd.InOrStdin()
	if len(args) == 1 && args[0] != "-" {
		f, err := os.Open(args[0])
		if err != nil {
			return table{}, fmt.Errorf("the table cannot be read (%w): check the name of the file", err)
		}
		defer f.Close()
		in = f
	} else if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return table{}, usageError{fmt.Errorf("stats %s needs a table: name a file, or pipe one in. It expects the columns: %s", t.name, t.columns)}
	}
	out, err := readTable(in, rule)
	if err != nil {
		return table{}, usageError{fmt.Errorf("%w. 'stats %s' expects the columns: %s", err, t.name, t.columns)}
	}
	return out, nil
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(s, "\n", "\n  ")
}
