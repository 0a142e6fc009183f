package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
	yearly "yearbook/analysis/review"
)

// compareFlags are the choices of one comparison.
type compareFlags struct {
	year, against       string
	by, theme, label    string
	calendar, financial bool
	names, json         bool
	reading             readingFlags
}

func compare(stdout, stderr io.Writer) *cobra.Command {
	var f compareFlags
	cmd := &cobra.Command{
		Use:   "compare FILE|PROJECT... --year YEAR --against YEAR",
		Short: "Compare one thing between two years",
		Long: `Compare one thing between two years: the share of messages about a theme
(--theme), the share with a hand-given label (--label, a column of a table in
which anything but an empty cell means yes), or, with neither, messages and
people in each session.

Where the mix of organisations, sources or channels moved between the years,
like is compared with like; --by chooses what is kept apart. Shares differ by
percentage points, strata have a common odds ratio, and counts per session a
ratio. 'rose' and 'fell' are said only where chance, people who write again and
again, and the mix do not explain the change.`,
		Example: `  yearbook-cli compare chats/ --year 2013 --against 2012
  yearbook-cli compare survey.csv --label "Waiting times" --year 2022 --against 2021 --by organisation
  yearbook-cli compare chat.yearbook --theme "bank holidays" --year 2013 --against 2012 --json`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args, stdout, stderr) },
	}
	f.reading.add(cmd.Flags())
	cmd.Flags().StringVar(&f.year, "year", "", "the later year, such as 2013; with --financial-year the year it begins, or 2013/14")
	cmd.Flags().StringVar(&f.against, "against", "", "the year to compare with")
	cmd.Flags().StringVar(&f.by, "by", "", "compare like with like by 'organisation', 'source', 'channel' or a column (by default where the mix moved)")
	cmd.Flags().StringVar(&f.theme, "theme", "", "compare the share of messages about this theme")
	cmd.Flags().StringVar(&f.label, "label", "", "compare the share of messages with anything in this column")
	cmd.Flags().BoolVar(&f.calendar, "calendar", false, "cut years from January to December (the default)")
	cmd.Flags().BoolVar(&f.financial, "financial-year", false, "cut years from April to March")
	cmd.Flags().BoolVar(&f.names, "names", false, "show people's names instead of numbers")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of text")
	cmd.MarkFlagsMutuallyExclusive("calendar", "financial-year")
	cmd.MarkFlagsMutuallyExclusive("theme", "label")
	return cmd
}

func (f *compareFlags) run(cmd *cobra.Command, args []string, stdout, stderr io.Writer) error {
	ask, err := f.parse()
	if err != nil {
		return usageError{err}
	}
	opt, err := f.reading.options()
	if err != nil {
		return err
	}
	wanted := f.columns()
	opt.Ingest.Keep = append(opt.Ingest.Keep, wanted...)
	opt.Ingest.Keep = append(opt.Ingest.Keep, yearly.NotLabelled[:]...)
	p := newProgress(stderr)
	defer p.clear()
	reading, err := analysis.Open(cmd.Context(), args, opt, p.watch)
	if err != nil {
		return err
	}
	p.clear()
	problems := tellProblems(stderr, withoutColumns(reading.Problems, append(wanted, yearly.NotLabelled[:]...)))
	if reading.Corpus.Len() == 0 {
		return analysis.ErrNoMessages
	}
	if err := hasYears(reading.Corpus, analysis.Question{Calendar: ask.Calendar, Year: ask.Year, Against: ask.Against}); err != nil {
		return usageError{err}
	}
	c, err := reading.Compare(cmd.Context(), ask, p.watch)
	p.clear()
	var asked *yearly.AskError
	switch {
	case errors.As(err, &asked):
		return usageError{err}
	case err != nil:
		return err
	}
	if f.json {
		if err := printJSON(stdout, c); err != nil {
			return err
		}
		return problems
	}
	if err := printComparison(stdout, c); err != nil {
		return err
	}
	return problems
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// columns are the columns that the question needs.
func (f *compareFlags) columns() []string {
	var list []string
	if f.label != "" {
		list = append(list, f.label)
	}
	switch strings.ToLower(f.by) {
	case "", "organisation", "source", "channel":
	default:
		list = append(list, f.by)
	}
	return list
}

// withoutColumns leaves out what is said of the columns: the comparison says
// better what it needs.
func withoutColumns(problems []ingest.Problem, columns []string) []ingest.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p ingest.Problem) bool { return slices.Contains(columns, p.Path) })
}

// parse reads the flags.
func (f *compareFlags) parse() (analysis.Ask, error) {
	ask := analysis.Ask{Names: f.names}
	ask.By, ask.Theme, ask.Label = f.by, f.theme, f.label
	if f.financial {
		ask.Calendar = corpus.FinancialYear
	}
	var err error
	if ask.Year, err = parseYear(f.year, f.financial); err != nil {
		return ask, err
	}
	if ask.Against, err = parseYear(f.against, f.financial); err != nil {
		return ask, err
	}
	if ask.Year != 0 && ask.Year == ask.Against {
		return ask, fmt.Errorf("a year cannot be compared with itself: give --against another year")
	}
	return ask, nil
}

func printComparison(w io.Writer, c *yearly.Comparison) error {
	fmt.Fprintf(w, "%s\n%s\n\n%s\n\n", c.Headline, strings.Repeat("=", len([]rune(c.Headline))), c.Sentence)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "Measure\t%s\n", c.Measure)
	fmt.Fprintf(t, "%s\t%d of %d\n", c.Year.Name, c.Year.N, c.Year.Of)
	fmt.Fprintf(t, "%s\t%d of %d\n", c.Against.Name, c.Against.N, c.Against.Of)
	fmt.Fprintf(t, "Pooled\t%s\n", inWords(c.Pooled))
	if c.OverPeople != nil {
		fmt.Fprintf(t, "People drawn again\t%s\n", inWords(*c.OverPeople))
	}
	if len(c.Stratified.Strata) > 0 {
		fmt.Fprintf(t, "By %s\t%s\n", c.Stratified.By, inWords(c.Stratified.Contrast))
		if same := c.Stratified.Same; same != nil {
			fmt.Fprintf(t, "With the same mix\t%.1f%% in %s and %.1f%% in %s: %s\n", same.Year, c.Year.Name, same.Against, c.Against.Name, inWords(same.Contrast))
		}
		for _, s := range c.Stratified.Strata {
			fmt.Fprintf(t, "  %s\t%d of %d and %d of %d: %s (%s)\n", s.Name, s.Year.N, s.Year.Of, s.Against.N, s.Against.Of, inWords(s.Change), s.Verdict)
		}
	}
	fmt.Fprintf(t, "Verdict\t%s\n", c.Verdict)
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the comparison: %w", err)
	}
	for i, remark := range c.Caveats {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "- %s\n", remark.Text)
	}
	for _, also := range c.Also {
		fmt.Fprintln(w)
		if err := printComparison(w, also); err != nil {
			return err
		}
	}
	return nil
}

// inWords is an estimate with its interval and P value.
func inWords(c yearly.Contrast) string {
	if c.Estimate == nil {
		return "not known"
	}
	text := figure(*c.Estimate) + " " + c.Unit
	switch {
	case c.Low != nil && c.High != nil:
		text += fmt.Sprintf(" (%s to %s)", figure(*c.Low), figure(*c.High))
	case c.Low != nil:
		text += fmt.Sprintf(" (at least %s)", figure(*c.Low))
	}
	if c.P != nil {
		text += ", P = " + figure(*c.P)
	}
	return text
}

func figure(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }
