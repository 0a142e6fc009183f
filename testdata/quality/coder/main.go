// Command coder measures the learned coder on hand-coded Friends and Family Test
// comments that other people published, beside TF-IDF with a linear support
// vector machine (scikit-learn) on the same five folds by respondent in the
// same run. It prints micro and macro F1 for each fold, and those of all folds
// put together.
//
// The comments lie outside the project: in $YEARBOOK_DATA, or in shared/data
// beside the project.
package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/analysis/language"
	"yearbook/analysis/theme/coder"
)

//go:embed svc.py
var peer string

const folds = 5

func main() {
	most := flag.Int("labels", 29, "take this many of the most frequent labels; 0 takes all that occur")
	alone := flag.Bool("alone", false, "leave scikit-learn out")
	each := flag.Bool("each", false, "print every label")
	next := flag.Bool("next", false, "measure instead what it is worth to code the messages that the program picks")
	flag.Parse()
	if err := run(os.Stdout, *most, *alone, *each, *next); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// comments are texts with their labels, dealt into folds by respondent.
type comments struct {
	Texts  []string `json:"texts"`
	Folds  []int    `json:"folds"`
	Labels []string `json:"labels"`
	Yes    [][]int  `json:"yes"` // by comment, the positions of its labels
	who    []string
}

func run(w io.Writer, most int, alone, each, next bool) error {
	ctx := context.Background()
	c, err := read(ctx, most)
	if err != nil {
		return err
	}
	if next {
		return compareNext(ctx, w, c)
	}
	methods := []method{}
	start := time.Now()
	var honest honesty
	ours, err := learn(ctx, c, &honest)
	if err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	methods = append(methods, method{"Yearbook", ours})
	if !alone {
		theirs, err := scikit(c)
		if err != nil {
			return err
		}
		methods = append(methods, theirs...)
	}
	fmt.Fprintf(w, "%d comments, %d labels, five folds by respondent; Yearbook took %.1f s for all folds.\n\n", len(c.Texts), len(c.Labels), seconds)
	if err := table(w, c, methods, each); err != nil {
		return err
	}
	return honest.print(w)
}

// honesty counts by tenth of probability how often the code was right.
type honesty [10]struct {
	sum  float64
	n, r int
}

func (h *honesty) note(p float64, right bool) {
	x := &h[min(int(p*10), 9)]
	x.sum += p
	x.n++
	if right {
		x.r++
	}
}

func (h *honesty) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\nprobability given\tcases\tmean given\tright\t")
	for k, x := range h {
		if x.n > 0 {
			fmt.Fprintf(t, "%d to %d%%\t%d\t%.0f%%\t%.0f%%\t\n", 10*k, 10*k+10, x.n, 100*x.sum/float64(x.n), 100*float64(x.r)/float64(x.n))
		}
	}
	return t.Flush()
}

// read takes the comments and the labels wanted from the table.
func read(ctx context.Context, most int) (*comments, error) {
	t, err := ingest.Cells(ctx, filepath.Join(cmp.Or(os.Getenv("YEARBOOK_DATA"), filepath.Join("..", "shared", "data")), "fft", "fft_feedback.csv"))
	if err != nil {
		return nil, err
	}
	text, who, first := t.Column("FFT answer"), t.Column("Respondent ID"), t.Column("Not assigned")
	if text < 0 || who < 0 || first < 0 {
		return nil, errors.New("the table of comments has other columns than expected")
	}
	count := make([]int, len(t.Headers))
	var columns []int
	for k := first; k < len(t.Headers); k++ {
		for _, row := range t.Rows {
			if strings.TrimSpace(row[k]) != "" {
				count[k]++
			}
		}
		if count[k] > 0 {
			columns = append(columns, k)
		}
	}
	slices.SortStableFunc(columns, func(a, b int) int { return count[b] - count[a] })
	if most > 0 && most < len(columns) {
		columns = columns[:most]
	}
	c := &comments{}
	for _, k := range columns {
		c.Labels = append(c.Labels, t.Headers[k])
	}
	for _, row := range t.Rows {
		c.Texts = append(c.Texts, row[text])
		c.who = append(c.who, row[who])
		h := fnv.New32a()
		io.WriteString(h, row[who])
		c.Folds = append(c.Folds, int(h.Sum32()%folds))
		yes := []int{}
		for l, k := range columns {
			if strings.TrimSpace(row[k]) != "" {
				yes = append(yes, l)
			}
		}
		c.Yes = append(c.Yes, yes)
	}
	return c, nil
}

// given is by fold and label what a method got right and wrong.
type given [folds][]coder.Count

type method struct {
	name  string
	given given
}

// score compares the labels that a method gave to each comment with the truth.
func (c *comments) score(labels [][]int) given {
	var g given
	for f := range g {
		g[f] = make([]coder.Count, len(c.Labels))
	}
	for i, truth := range c.Yes {
		for l := range c.Labels {
			is, says := slices.Contains(truth, l), slices.Contains(labels[i], l)
			g[c.Folds[i]][l].Add(is, says)
		}
	}
	return g
}

// learn trains on four folds and codes the fifth, five times.
func learn(ctx context.Context, c *comments, honest *honesty) (given, error) {
	m, err := language.Load()
	if err != nil {
		return given{}, err
	}
	hits, err := analysis.CodebookHits()
	if err != nil {
		return given{}, err
	}
	place := map[string]int{}
	for l, name := range c.Labels {
		place[name] = l
	}
	labels := make([][]int, len(c.Texts))
	for f := range folds {
		var learn []int
		for i := range c.Texts {
			if c.Folds[i] != f {
				learn = append(learn, i)
			}
		}
		model, err := coder.Train(ctx, m, c.examples(learn), coder.Options{Labels: c.Labels, Extra: hits})
		if err != nil {
			return given{}, err
		}
		codes := model.NewCoder()
		for i, text := range c.Texts {
			if c.Folds[i] != f {
				continue
			}
			for _, s := range codes.Suggest(text) {
				labels[i] = append(labels[i], place[s.Code])
			}
			for l, p := range codes.Probabilities(text) {
				honest.note(p, slices.Contains(c.Yes[i], l))
			}
		}
	}
	return c.score(labels), nil
}

// scikit runs the peer on the same folds.
func scikit(c *comments) ([]method, error) {
	python, err := findPython()
	if err != nil {
		return nil, err
	}
	in, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(python, "-c", peer)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the comparison in Python failed: %w", err)
	}
	var theirs []struct {
		Name   string  `json:"name"`
		Labels [][]int `json:"labels"`
	}
	if err := json.Unmarshal(out, &theirs); err != nil {
		return nil, fmt.Errorf("the comparison in Python printed no JSON: %w", err)
	}
	var methods []method
	for _, m := range theirs {
		methods = append(methods, method{m.Name, c.score(m.Labels)})
	}
	return methods, nil
}

// findPython is the first Python that has scikit-learn.
func findPython() (string, error) {
	for _, p := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if p != "" && exec.Command(p, "-c", "import sklearn").Run() == nil {
			return p, nil
		}
	}
	return "", errors.New("no Python with scikit-learn was found: install python3-sklearn, or leave it out with -alone")
}

func table(w io.Writer, c *comments, methods []method, each bool) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "micro / macro F1\t")
	for f := range folds {
		fmt.Fprintf(t, "fold %d\t", f+1)
	}
	fmt.Fprintln(t, "all folds\t")
	for _, m := range methods {
		fmt.Fprintf(t, "%s\t", m.name)
		for f := range folds {
			fmt.Fprintf(t, "%.3f / %.3f\t", coder.Micro(m.given[f]).F1, coder.Macro(m.given[f]).F1)
		}
		sum := m.given.sum()
		fmt.Fprintf(t, "%.3f / %.3f\t\n", coder.Micro(sum).F1, coder.Macro(sum).F1)
	}
	if each {
		fmt.Fprintln(t)
		for l, name := range c.Labels {
			fmt.Fprintf(t, "%s\t%d\t", name, methods[0].given.sum()[l].Support())
			for _, m := range methods {
				fmt.Fprintf(t, "%.2f\t", m.given.sum()[l].F1())
			}
			fmt.Fprintln(t)
		}
	}
	return t.Flush()
}

// sum puts the folds together.
func (g given) sum() []coder.Count {
	all := make([]coder.Count, len(g[0]))
	for _, fold := range g {
		for l, c := range fold {
			all[l].Both += c.Both
			all[l].Extra += c.Extra
			all[l].Missed += c.Missed
		}
	}
	return all
}
