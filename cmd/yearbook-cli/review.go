package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/report"
)

// reviewFlags are the choices of one review.
type reviewFlags struct {
	out, year, against, format string
	codebook                   string
	financial, names           bool
	reading                    readingFlags
}

func review(stdout, stderr io.Writer) *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review FILE|PROJECT... --out FOLDER",
		Short: "Write the review of a year",
		Long: `Write the review of a year into a folder: a page to read, the numbers as JSON,
and every chart as PNG and SVG. Without --year the last year with messages is
reviewed; without --against it is compared with the year before. People appear
as numbers unless --names is given.`,
		Example: `  yearbook-cli review chats/ --out review
  yearbook-cli review chats/ --year 2012 --financial-year --out review --format html
  yearbook-cli review chat.yearbook --out review`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args, stdout, stderr) },
	}
	f.reading.add(cmd.Flags())
	cmd.Flags().StringVar(&f.out, "out", "", "folder to write into (needed)")
	cmd.Flags().StringVar(&f.year, "year", "", "year to review, such as 2013; with --financial-year the year it begins, or 2013/14")
	cmd.Flags().StringVar(&f.against, "against", "", "year to compare with")
	cmd.Flags().BoolVar(&f.financial, "financial-year", false, "cut years from April to March")
	cmd.Flags().StringVar(&f.format, "format", "html,json,png,svg", "what to write")
	cmd.Flags().StringVar(&f.codebook, "codebook", "", "take the themes from this codebook: a name from 'codes list', or a file")
	cmd.Flags().BoolVar(&f.names, "names", false, "show people's names instead of numbers")
	return cmd
}

func (f *reviewFlags) run(cmd *cobra.Command, args []string, stdout, stderr io.Writer) error {
	q, formats, err := f.parse()
	if err != nil {
		return usageError{err}
	}
	opt, err := f.reading.options()
	if err != nil {
		return err
	}
	if f.codebook != "" {
		if q.Codebook, _, err = openBook(f.codebook); err != nil {
			return err
		}
	}
	p := newProgress(stderr)
	defer p.clear()
	reading, err := analysis.Open(cmd.Context(), args, opt, p.watch)
	if err != nil {
		return err
	}
	p.clear()
	problems := tellProblems(stderr, reading.Problems)
	if reading.Corpus.Len() == 0 {
		return analysis.ErrNoMessages
	}
	if err := hasYears(reading.Corpus, q); err != nil {
		return usageError{err}
	}
	r, err := reading.Review(cmd.Context(), q, p.watch)
	if err != nil {
		return err
	}
	files, err := report.Write(cmd.Context(), r, f.out, formats, func(done, total int) {
		p.watch(analysis.Progress{Stage: "Writing files", Done: done, Total: total})
	})
	p.clear()
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s\n\n", r.Title)
	for _, line := range r.Summary {
		fmt.Fprintf(stdout, "- %s\n", line.Text)
	}
	if len(files) == 1 {
		fmt.Fprintf(stdout, "\nWrote %s\n", files[0])
	} else {
		fmt.Fprintf(stdout, "\nWrote %d files. Start with %s\n", len(files), files[0])
	}
	return problems
}

// parse reads the flags.
func (f *reviewFlags) parse() (analysis.Question, []report.Format, error) {
	q := analysis.Question{Names: f.names}
	if f.financial {
		q.Calendar = corpus.FinancialYear
	}
	if strings.TrimSpace(f.out) == "" {
		return q, nil, fmt.Errorf("review needs a folder to write into: add --out FOLDER")
	}
	formats, err := report.ParseFormats(f.format)
	if err != nil {
		return q, nil, err
	}
	if q.Year, err = parseYear(f.year, f.financial); err != nil {
		return q, nil, err
	}
	if q.Against, err = parseYear(f.against, f.financial); err != nil {
		return q, nil, err
	}
	if q.Year != 0 && q.Year == q.Against {
		return q, nil, fmt.Errorf("a year cannot be compared with itself: give --against another year")
	}
	return q, formats, nil
}

// parseYear reads "2013", or "2013/14" and "2013-14" for a financial year.
// Nothing gives 0.
func parseYear(s string, financial bool) (int, error) {
	if s == "" {
		return 0, nil
	}
	head, tail, long := s, "", false
	if k := strings.IndexAny(s, "/-"); k > 0 {
		head, tail, long = s[:k], s[k+1:], true
	}
	y, err := strconv.Atoi(head)
	if err != nil || y < 1970 || y > 2200 {
		return 0, fmt.Errorf("%q is not a year: write it as 2013", s)
	}
	if long && (!financial || tail != fmt.Sprintf("%02d", (y+1)%100)) {
		return 0, fmt.Errorf("%q is not a year: write it as 2013, or as 2013/14 with --financial-year", s)
	}
	return y, nil
}

// hasYears reports years asked for in which there are no messages.
func hasYears(c *corpus.Corpus, q analysis.Question) error {
	years := map[int]bool{}
	var names []string
	for _, y := range c.Years(q.Calendar) {
		years[y] = true
		names = append(names, q.Calendar.Year(y, c.Location()).Name)
	}
	for _, y := range [...]int{q.Year, q.Against} {
		if y != 0 && !years[y] && len(names) > 0 {
			return fmt.Errorf("there are no messages in %s: the files have %s",
				q.Calendar.Year(y, c.Location()).Name, strings.Join(names, ", "))
		}
	}
	return nil
}
