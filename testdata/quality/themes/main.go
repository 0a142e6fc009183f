// Command themes measures how well found themes agree with people who labelled
// the same messages, beside non-negative matrix factorisation and latent
// Dirichlet allocation (scikit-learn), communities of phrases and head nouns, with
// the same number of topics in the same run. What is measured is what `yearbook-cli themes --assign` writes.
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
	"time"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
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
	alone := flag.Bool("alone", false, "leave the other methods out")
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
	fmt.Fprintln(t, "messages\ttopics\tsystem\tNMI\tone label\twith a theme\teach label\tbest F1\tweighted\tcover\tfound\tseconds\t")
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
	Themes   float64 `json:"themes"`
	Seconds  float64 `json:"seconds"`
}

func measure(t *tabwriter.Writer, s set, path string, alone bool) error {
	reading, err := analysis.Read(context.Background(), []string{path}, analysis.Options{}, nil)
	if err != nil {
		return err
	}
	if reading.Corpus.Len() == 0 {
		return errors.New("there are no messages: set YEARBOOK_DATA to the folder with the labelled tables")
	}
	start := time.Now()
	found, err := reading.Themes(context.Background(), theme.Options{Themes: s.topics}, nil)
	if err != nil {
		return err
	}
	took := time.Since(start)
	if err := print(t, s, path, "Yearbook", reading.Corpus, found.IDs, took, alone); err != nil || alone {
		return err
	}
	m, err := language.Load()
	if err != nil {
		return err
	}
	for _, other := range []struct {
		name string
		find func(p *phrases) [][]string
	}{
		{"communities", func(p *phrases) [][]string { return communities(p, reading.Corpus.Len(), s.topics) }},
		{"head nouns", func(p *phrases) [][]string { return heads(p, s.topics) }},
	} {
		start = time.Now()
		of := other.find(findPhrases(reading.Corpus, m))
		if err := print(t, s, path, other.name, reading.Corpus, func(i int) []string { return of[i] }, time.Since(start), true); err != nil {
			return err
		}
	}
	return nil
}

// print scores themes and writes a row; unless alone, rows of scikit-learn's
// topics too.
func print(t io.Writer, s set, path, name string, c *corpus.Corpus, of func(i int) []string, took time.Duration, alone bool) error {
	file, err := assign(c, of)
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
	fmt.Printf("%s, %d topics, %s: %s\n", s.name, s.topics, name, strings.Join(largest(c.Len(), of), ", "))
	r.Yearbook.Seconds = took.Seconds()
	for _, x := range []struct {
		system string
		*score
	}{{name, r.Yearbook}, {"NMF", r.NMF}, {"LDA", r.LDA}} {
		if x.score != nil {
			fmt.Fprintf(t, "%s, %d\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.0f%%\t%.0f\t%.1f\t\n", s.name, r.Messages, s.topics, x.system,
				x.NMI, x.One, x.In, x.Each, x.F1, x.Weighted, 100*x.Cover, x.Themes, x.Seconds)
		}
	}
	return nil
}

// assign writes the themes of every message as the command line does.
func assign(c *corpus.Corpus, of func(i int) []string) (string, error) {
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
		if err := w.Write([]string{strconv.Itoa(c.Message(i).Row), strings.Join(of(i), ";")}); err != nil {
			return "", err
		}
	}
	w.Flush()
	return f.Name(), errors.Join(w.Error(), f.Close())
}
