// Command themes measures how well found themes agree with people who labelled
// the same messages, beside non-negative matrix factorisation and latent
// Dirichlet allocation (scikit-learn) with the same number of topics in the same
// run. What is measured is what `yearbook-cli themes --assign` writes.
//
// The labelled messages lie outside the project: in $YEARBOOK_DATA, or in
// shared/data beside the project.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

//go:embed scores.py
var scores string

// set is a labelled table and the number of topics to find in it: that of its
// labels.
type set struct {
	name, file string
	topics     int
	about      string
}

var sets = []set{
	{"fft", "fft/fft_feedback.csv", 44, "Friends and Family Test, labels as given"},
	{"fft-coarse", "fft/fft_feedback.csv", 10, "the same, labels gathered in ten families"},
	{"engagement", "engagement/dhcp_engagement_responses_labelled.csv", 8, "engagement responses"},
}

func main() {
	alone := flag.Bool("alone", false, "leave scikit-learn's topics out")
	flag.Parse()
	if err := run(os.Stdout, *alone); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, alone bool) error {
	data := os.Getenv("YEARBOOK_DATA")
	if data == "" {
		data = filepath.Join("..", "shared", "data")
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "messages\ttopics\tsystem\tNMI\tone label\twith a theme\teach label\tbest F1\tweighted\tcover\t")
	for _, s := range sets {
		if err := measure(t, s, filepath.Join(data, filepath.FromSlash(s.file)), alone); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return keep(w, data)
}

// result is what scores.py prints.
type result struct {
	Messages, Labels   int
	Yearbook, NMF, LDA *score
}

type score struct {
	NMI      float64 `json:"nmi"`
	One      float64 `json:"nmi_one"`
	In       float64 `json:"nmi_in"`
	Each     float64 `json:"nmi_each"`
	F1       float64 `json:"f1"`
	Weighted float64 `json:"f1_weighted"`
	Cover    float64 `json:"cover"`
}

func measure(t *tabwriter.Writer, s set, path string, alone bool) error {
	reading, err := analysis.Read(context.Background(), []string{path}, analysis.Options{}, nil)
	if err != nil {
		return err
	}
	if reading.Corpus.Len() == 0 {
		return errors.New("there are no messages: set YEARBOOK_DATA to the folder with the labelled tables")
	}
	found, err := reading.Themes(context.Background(), theme.Options{Themes: s.topics}, nil)
	if err != nil {
		return err
	}
	file, err := assign(reading.Corpus, found)
	if err != nil {
		return err
	}
	defer os.Remove(file)
	args := []string{"-W", "ignore", "-", s.name, path, file, strconv.Itoa(s.topics)}
	if !alone {
		args = append(args, "--peers")
	}
	cmd := exec.Command("/usr/bin/python3", args...)
	cmd.Stdin, cmd.Stderr = strings.NewReader(scores), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("scikit-learn did not run (%w): install python3-sklearn", err)
	}
	var r result
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&r); err != nil {
		return err
	}
	for _, x := range []struct {
		system string
		*score
	}{{"Yearbook", r.Yearbook}, {"NMF", r.NMF}, {"LDA", r.LDA}} {
		if x.score != nil {
			fmt.Fprintf(t, "%s, %d\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.0f%%\t\n", s.name, r.Messages, s.topics, x.system,
				x.NMI, x.One, x.In, x.Each, x.F1, x.Weighted, 100*x.Cover)
		}
	}
	return nil
}

// assign writes the themes of every message as the command line does.
func assign(c *corpus.Corpus, r *theme.Result) (string, error) {
	f, err := os.CreateTemp("", "themes*.csv")
	if err != nil {
		return "", err
	}
	defer f.Close()
	w := csv.NewWriter(f)
	if err := w.Write([]string{"row", "themes"}); err != nil {
		return "", err
	}
	for i := range c.Len() {
		if err := w.Write([]string{strconv.Itoa(c.Message(i).Row), strings.Join(r.IDs(i), ";")}); err != nil {
			return "", err
		}
	}
	w.Flush()
	return f.Name(), errors.Join(w.Error(), f.Close())
}
