// Command sentiment measures the polarity of comments against hand-given labels
// of Friends and Family Test comments that other people published (1 very
// positive to 5 very negative), beside govader on the same comments. Half of the
// respondents was looked at while the lexicon was written; the other half was
// not.
//
// The comments lie outside the project: in $YEARBOOK_DATA, or in shared/data
// beside the project.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/jonreiter/govader"
	"gonum.org/v1/gonum/stat"

	"yearbook/analysis/ingest"
	"yearbook/analysis/language/sentiment"
)

func main() {
	wrong := flag.Int("wrong", 0, "print this many comments of the half looked at that are far out")
	flag.Parse()
	if err := run(os.Stdout, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type comment struct {
	question, text string
	label          float64 // 1 to 5
	half           int     // 0 was looked at
}

func run(w io.Writer, wrong int) error {
	all, err := read(context.Background())
	if err != nil {
		return err
	}
	vader := govader.NewSentimentIntensityAnalyzer()
	methods := []struct {
		name  string
		score func(comment) (float64, sentiment.Label)
	}{
		{"Yearbook, text alone", func(c comment) (float64, sentiment.Label) {
			r := sentiment.Score(c.text)
			return r.Score, r.Label
		}},
		{"Yearbook, with the question", func(c comment) (float64, sentiment.Label) {
			r := sentiment.Answer(c.question, c.text)
			return r.Score, r.Label
		}},
		{"govader", func(c comment) (float64, sentiment.Label) {
			x := vader.PolarityScores(c.text).Compound
			switch { // as its authors cut it
			case x >= 0.05:
				return x, sentiment.Positive
			case x <= -0.05:
				return x, sentiment.Negative
			}
			return x, sentiment.Neutral
		}},
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "half\tmethod\tcomments\tSpearman\tF1 positive\tneutral\tnegative\tmean F1\tright\t")
	for half, name := range []string{"looked at", "untouched"} {
		for _, m := range methods {
			agreement(t, name, m.name, half, all, m.score)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, c := range all {
		r := sentiment.Answer(c.question, c.text)
		if wrong > 0 && c.half == 0 && c.label != 3 && (r.Label == sentiment.Neutral || (c.label < 3) != (r.Score > 0)) {
			wrong--
			fmt.Fprintf(w, "%g %.2f %s | %s\n", c.label, r.Score, c.question, strings.Join(strings.Fields(c.text), " "))
			for _, s := range r.Words {
				fmt.Fprintf(w, "    %q %.2f\n", c.text[s.Start:s.End], s.Weight)
			}
		}
	}
	return nil
}

func read(ctx context.Context) ([]comment, error) {
	t, err := ingest.Cells(ctx, filepath.Join(cmp.Or(os.Getenv("YEARBOOK_DATA"), filepath.Join("..", "shared", "data")), "fft", "fft_feedback.csv"))
	if err != nil {
		return nil, err
	}
	question, text, who, label := t.Column("FFT question"), t.Column("FFT answer"), t.Column("Respondent ID"), t.Column("Comment sentiment")
	if question < 0 || text < 0 || who < 0 || label < 0 {
		return nil, errors.New("the table of comments has other columns than expected")
	}
	var all []comment
	for _, row := range t.Rows {
		x, err := strconv.ParseFloat(strings.TrimSpace(row[label]), 64)
		if err != nil || strings.TrimSpace(row[text]) == "" {
			continue
		}
		h := fnv.New32a()
		io.WriteString(h, row[who])
		all = append(all, comment{row[question], row[text], x, int(h.Sum32() % 2)})
	}
	return all, nil
}

func agreement(w io.Writer, name, method string, half int, all []comment, score func(comment) (float64, sentiment.Label)) {
	labels := [...]sentiment.Label{sentiment.Positive, sentiment.Neutral, sentiment.Negative}
	var scores, truth []float64
	var both, given, want [3]float64
	right := 0.0
	for _, c := range all {
		if c.half != half {
			continue
		}
		x, label := score(c)
		scores, truth = append(scores, x), append(truth, -c.label)
		is := 1
		if c.label < 3 {
			is = 0
		} else if c.label > 3 {
			is = 2
		}
		says := slices.Index(labels[:], label)
		given[says]++
		want[is]++
		if is == says {
			both[is]++
			right++
		}
	}
	fmt.Fprintf(w, "%s\t%s\t%d\t%.3f\t", name, method, len(scores), stat.Correlation(ranks(scores), ranks(truth), nil))
	mean := 0.0
	for k := range labels {
		f := 2 * both[k] / math.Max(1, given[k]+want[k])
		mean += f / 3
		fmt.Fprintf(w, "%.2f\t", f)
	}
	fmt.Fprintf(w, "%.3f\t%.0f%%\t\n", mean, 100*right/float64(len(scores)))
}

// ranks from 1; equal values share the mean of theirs.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}
