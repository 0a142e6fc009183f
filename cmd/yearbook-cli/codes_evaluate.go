package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/analysis/theme/coder"
)

// evaluateFlags are the choices of one evaluation.
type evaluateFlags struct {
	train, test, text, labels string
	json                      bool
}

func codesEvaluate(stdout, stderr io.Writer) *cobra.Command {
	var f evaluateFlags
	cmd := &cobra.Command{
		Use:   "evaluate --train A.csv --test B.csv --text COLUMN --labels LABELS.txt",
		Short: "Measure how well codes are learnt from one table, on another",
		Long: `Measure how well codes are learnt from one table, on another. Both have a column
with what people wrote and one column for each code, in which any cell with
something in it means yes. The file of labels names those columns, one a line.
Nothing else in the tables is read.`,
		Example: `  yearbook-cli codes evaluate --train coded-2023.csv --test coded-2024.csv --text Comment --labels labels.txt`,
		Args:    exactly(0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), stdout, stderr) },
	}
	cmd.Flags().StringVar(&f.train, "train", "", "table to learn from (needed)")
	cmd.Flags().StringVar(&f.test, "test", "", "table to measure on (needed)")
	cmd.Flags().StringVar(&f.text, "text", "", "column with what people wrote (needed)")
	cmd.Flags().StringVar(&f.labels, "labels", "", "file with the columns that are codes, one a line (needed)")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of a table")
	return cmd
}

func (f *evaluateFlags) run(ctx context.Context, stdout, stderr io.Writer) error {
	for _, need := range [...]struct{ flag, value string }{{"train", f.train}, {"test", f.test}, {"text", f.text}, {"labels", f.labels}} {
		if strings.TrimSpace(need.value) == "" {
			return usageError{fmt.Errorf("evaluate needs --%s: see its help", need.flag)}
		}
	}
	labels, err := readLabels(f.labels)
	if err != nil {
		return err
	}
	train, err := ingest.Cells(ctx, f.train)
	if err != nil {
		return err
	}
	test, err := ingest.Cells(ctx, f.test)
	if err != nil {
		return err
	}
	p := newProgress(stderr)
	e, err := analysis.Evaluate(ctx, train, test, f.text, labels, p.watch)
	p.clear()
	switch {
	case errors.Is(err, analysis.ErrNoColumn):
		return usageError{err}
	case err != nil:
		return err
	case f.json:
		return printJSON(stdout, evaluationOf(e))
	}
	return evaluationOf(e).print(stdout)
}

// readLabels reads names of columns, one a line. Empty lines and repeats are
// passed over.
func readLabels(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the file of labels cannot be read (%w): check its name", err)
	}
	var labels []string
	seen := map[string]bool{}
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		if l := strings.TrimSpace(strings.ToValidUTF8(line, "\ufffd")); l != "" && !seen[l] {
			seen[l] = true
			labels = append(labels, l)
		}
	}
	if len(labels) == 0 {
		return nil, fmt.Errorf("%s names no labels: write the names of the columns that are codes into it, one a line", path)
	}
	return labels, nil
}

// evaluationJSON is what an evaluation found.
type evaluationJSON struct {
	Learnt    int           `json:"train_rows"`
	Checked   int           `json:"test_rows"`
	Micro     figuresJSON   `json:"micro"`
	Macro     figuresJSON   `json:"macro"`
	Supported supportedJSON `json:"supported"` // over the labels that the test table has at all
	Labels    []labelJSON   `json:"labels"`
}

type supportedJSON struct {
	Labels int         `json:"labels"`
	Micro  figuresJSON `json:"micro"`
	Macro  figuresJSON `json:"macro"`
}

type figuresJSON struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

type labelJSON struct {
	Label    string `json:"label"`
	Examples int    `json:"examples"` // rows to learn from
	Support  int    `json:"support"`  // rows of the test table that have it
	Given    int    `json:"given"`    // rows that were given it
	figuresJSON
}

func figures(f coder.Figures) figuresJSON {
	return figuresJSON{round(f.Precision), round(f.Recall), round(f.F1)}
}

// round keeps four decimals.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func evaluationOf(e *analysis.Evaluation) evaluationJSON {
	some := coder.Supported(e.Counts)
	out := evaluationJSON{
		Learnt: e.Learnt, Checked: e.Checked,
		Micro: figures(coder.Micro(e.Counts)), Macro: figures(coder.Macro(e.Counts)),
		Supported: supportedJSON{len(some), figures(coder.Micro(some)), figures(coder.Macro(some))},
	}
	for k, c := range e.Counts {
		out.Labels = append(out.Labels, labelJSON{e.Labels[k], e.Examples[k], c.Support(), c.Given(), figures(coder.Figures{Precision: c.Precision(), Recall: c.Recall(), F1: c.F1()})})
	}
	return out
}

func (e evaluationJSON) print(w io.Writer) error {
	fmt.Fprintf(w, "Learnt from %d rows, measured on %d.\n\n", e.Learnt, e.Checked)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "LABEL\tEXAMPLES\tSUPPORT\tGIVEN\tPRECISION\tRECALL\tF1")
	for _, l := range e.Labels {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%.3f\t%.3f\t%.3f\n", l.Label, l.Examples, l.Support, l.Given, l.Precision, l.Recall, l.F1)
	}
	fmt.Fprintln(t)
	row := func(name string, f figuresJSON) {
		fmt.Fprintf(t, "%s\t\t\t\t%.3f\t%.3f\t%.3f\n", name, f.Precision, f.Recall, f.F1)
	}
	row("micro", e.Micro)
	row("macro", e.Macro)
	if e.Supported.Labels < len(e.Labels) {
		row(fmt.Sprintf("macro of the %d with support", e.Supported.Labels), e.Supported.Macro)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return nil
}
