package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/chart"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	yearly "yearbook/analysis/review"
)

// trendFlags are the choices of one chart over time.
type trendFlags struct {
	measure, chart, out    string
	financial, json, names bool
	reading                readingFlags
}

func trend(stdout, stderr io.Writer) *cobra.Command {
	var f trendFlags
	cmd := &cobra.Command{
		Use:   "trend FILE|PROJECT... --measure MEASURE",
		Short: "Chart one thing from session to session",
		Long: `Chart one thing from session to session of a chat, with its usual variation, and
say whether it rose or fell. The chart xmr has limits for counts; p allows for
sessions of unequal size (the share of messages about a theme, or messages for
each person); line has none.`,
		Example: `  yearbook-cli trend chats/ --measure messages --out messages.svg
  yearbook-cli trend chats/ --measure "theme:campaign toolkit" --chart p --json`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args, stdout, stderr) },
	}
	f.reading.add(cmd.Flags())
	cmd.Flags().StringVar(&f.measure, "measure", "messages", "'messages', 'people' or 'theme:NAME'")
	cmd.Flags().StringVar(&f.chart, "chart", "", "'xmr', 'p' or 'line' (by default p for a theme, else xmr)")
	cmd.Flags().StringVar(&f.out, "out", "", "draw the chart into this file, ending in .svg or .png")
	cmd.Flags().BoolVar(&f.financial, "financial-year", false, "cut years from April to March")
	cmd.Flags().BoolVar(&f.names, "names", false, "show people's names instead of numbers")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of text")
	return cmd
}

func (f *trendFlags) run(cmd *cobra.Command, args []string, stdout, stderr io.Writer) error {
	ask, err := f.parse()
	if err != nil {
		return usageError{err}
	}
	opt, err := f.reading.options()
	if err != nil {
		return err
	}
	p := newProgress(stderr)
	defer p.clear()
	reading, err := analysis.Open(cmd.Context(), args, opt, p.watch)
	if err != nil {
		return err
	}
	p.clear()
	problems := tellProblems(stderr, reading.Problems)
	found, err := reading.Trend(cmd.Context(), ask, f.names, p.watch)
	p.clear()
	var asked *yearly.AskError
	switch {
	case errors.As(err, &asked):
		return usageError{err}
	case err != nil:
		return err
	}
	if f.out != "" {
		if err := drawInto(f.out, found.Figure); err != nil {
			return err
		}
	}
	if f.json {
		err = printJSON(stdout, trendOf(f.measure, ask.Chart, found))
	} else {
		err = printTrend(stdout, found)
	}
	if err != nil {
		return err
	}
	return problems
}

func (f *trendFlags) parse() (yearly.TrendAsk, error) {
	ask := yearly.TrendAsk{Measure: f.measure, Chart: f.chart}
	if f.financial {
		ask.Calendar = corpus.FinancialYear
	}
	switch f.chart {
	case "xmr", "p", "line":
	case "":
		ask.Chart = "xmr"
		if strings.HasPrefix(f.measure, "theme:") {
			ask.Chart = "p"
		}
	default:
		return ask, fmt.Errorf("%q is not a chart: choose xmr, p or line", f.chart)
	}
	switch strings.ToLower(filepath.Ext(f.out)) {
	case ".svg", ".png":
	default:
		if f.out != "" {
			return ask, fmt.Errorf("%q is not a picture that can be written: end it in .svg or .png", f.out)
		}
	}
	return ask, nil
}

// drawInto writes a figure as the file's ending says.
func drawInto(path string, fig *finding.Figure) (err error) {
	d, err := chart.New(fig, chart.Size{})
	if err != nil {
		return fmt.Errorf("the chart cannot be drawn: %w", err)
	}
	w, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("the chart cannot be written (%w): choose another folder", err)
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if strings.EqualFold(filepath.Ext(path), ".png") {
		return d.PNG(w, 2)
	}
	return d.SVG(w)
}

// trendJSON is a chart over time in numbers.
type trendJSON struct {
	Measure  string          `json:"measure"`
	Chart    string          `json:"chart"`
	Verdict  finding.Verdict `json:"verdict"`
	Headline string          `json:"headline"`
	Sentence string          `json:"sentence"`
	Method   string          `json:"method"`
	Points   []trendPoint    `json:"points"`
	Caveats  []yearly.Remark `json:"caveats"`
}

type trendPoint struct {
	Label    string   `json:"label"`
	Time     int64    `json:"time"` // seconds since 1970
	Value    float64  `json:"value"`
	Messages int      `json:"messages"`
	Mean     *float64 `json:"mean,omitempty"`
	Lower    *float64 `json:"lower,omitempty"`
	Upper    *float64 `json:"upper,omitempty"`
	Signal   string   `json:"signal,omitempty"`
	Rule     string   `json:"rule,omitempty"`
}

func trendOf(measure, kind string, f *finding.Finding) trendJSON {
	t := trendJSON{
		Measure: measure, Chart: kind, Verdict: f.Verdict, Headline: f.Headline, Sentence: f.Sentence, Method: f.Method,
		Points: []trendPoint{}, Caveats: []yearly.Remark{},
	}
	for _, p := range f.Figure.Series[0].Points {
		out := trendPoint{Label: p.Label, Time: int64(p.X), Value: p.Y, Messages: p.Selection.Len(), Rule: p.Note}
		if c := p.Control; c != nil {
			out.Mean, out.Signal = &c.Mean, string(c.Signal)
			if c.Limits != nil {
				out.Lower, out.Upper = &c.Limits.Low, &c.Limits.High
			}
		}
		t.Points = append(t.Points, out)
	}
	for _, c := range f.Caveats {
		t.Caveats = append(t.Caveats, yearly.Remark{Kind: c.Kind, Text: c.Text})
	}
	return t
}

func printTrend(w io.Writer, f *finding.Finding) error {
	fmt.Fprintf(w, "%s\n%s\n\n%s\n\n", f.Headline, strings.Repeat("=", len([]rune(f.Headline))), f.Sentence)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	var names []string
	for _, c := range f.Table.Columns {
		names = append(names, strings.ToUpper(c.Name))
	}
	fmt.Fprintln(t, strings.Join(names, "\t"))
	for _, row := range f.Table.Rows {
		cells := make([]string, len(row.Cells))
		for k, c := range row.Cells {
			cells[k] = c.Text
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	for i, c := range f.Caveats {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "- %s\n", c.Text)
	}
	fmt.Fprintf(w, "\n%s\n", f.Method)
	return nil
}
