// Command bench times parts of Yearbook beside a baseline or a peer in the same
// run, and prints the ratios. Absolute times move with the machine; ratios
// hold.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jdkato/prose/v2"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/analysis/language"
	"yearbook/testdata/sample"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// rounds is how often each pair is timed, in turn; the fastest counts.
const rounds = 5

func run(w io.Writer) error {
	dir, err := os.MkdirTemp("", "yearbook-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	paths, err := sample.Write(dir)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "work\tYearbook\tbaseline\tratio\tbaseline is\t")
	for _, b := range []func(*tabwriter.Writer, []string) error{readCSV, readChat, tagText, whole} {
		if err := b(t, paths); err != nil {
			return err
		}
	}
	return t.Flush()
}

// pair times two pieces of work in turn and prints how many units each does in
// a second, and the first as a multiple of the second.
func pair(t *tabwriter.Writer, name, unit string, units float64, ours, theirs func() error, baseline string) error {
	var best [2]time.Duration
	for range rounds {
		for k, work := range [...]func() error{ours, theirs} {
			start := time.Now()
			if err := work(); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if d := time.Since(start); best[k] == 0 || d < best[k] {
				best[k] = d
			}
		}
	}
	a, b := units/best[0].Seconds(), units/best[1].Seconds()
	fmt.Fprintf(t, "%s\t%.4g %s/s\t%.4g %s/s\t%.2f\t%s\t\n", name, a, unit, b, unit, a/b, baseline)
	return nil
}

// grown repeats a file until it holds at least size bytes; a table's header is
// kept once.
func grown(path string, size int, header bool) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	body := data
	if header {
		body = data[bytes.IndexByte(data, '\n')+1:]
	}
	out := bytes.NewBuffer(bytes.Clone(data))
	for out.Len() < size {
		out.Write(body)
	}
	large := strings.TrimSuffix(path, filepath.Ext(path)) + "-large" + filepath.Ext(path)
	return large, os.WriteFile(large, out.Bytes(), 0o644)
}

const megabyte = 1 << 20

func readCSV(t *tabwriter.Writer, paths []string) error {
	large, err := grown(find(paths, ".csv"), 40*megabyte, true)
	if err != nil {
		return err
	}
	return compareReading(t, "read a TAGS sheet", large, func(r io.Reader) error {
		c := csv.NewReader(r)
		c.ReuseRecord, c.FieldsPerRecord, c.LazyQuotes = true, -1, true
		for {
			if _, err := c.Read(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}, "encoding/csv walking the same bytes")
}

func readChat(t *tabwriter.Writer, paths []string) error {
	large, err := grown(find(paths, ".txt"), 40*megabyte, false)
	if err != nil {
		return err
	}
	return compareReading(t, "read a WhatsApp chat", large, func(r io.Reader) error {
		s := bufio.NewScanner(r)
		for s.Scan() {
		}
		return s.Err()
	}, "bufio.Scanner walking the same lines")
}

func compareReading(t *tabwriter.Writer, name, path string, walk func(io.Reader) error, baseline string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return pair(t, name, "MB", float64(info.Size())/megabyte, func() error {
		_, err := ingest.File(context.Background(), path, ingest.Options{})
		return err
	}, func() error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		return walk(bufio.NewReader(f))
	}, baseline)
}

// tagText compares tagging with prose's fastest settings on the same messages.
func tagText(t *tabwriter.Writer, paths []string) error {
	r, err := analysis.Read(context.Background(), []string{find(paths, ".txt")}, analysis.Options{}, nil)
	if err != nil {
		return err
	}
	model, err := language.Load()
	if err != nil {
		return err
	}
	a, peer, tokens := model.NewAnalyser(), prose.ModelFromData("bench"), 0
	for i := range r.Corpus.Len() {
		tokens += len(a.Tokens(r.Corpus.Text(i)))
	}
	return pair(t, "tokens, tags and phrases, one worker", "tokens", float64(tokens), func() error {
		for i := range r.Corpus.Len() {
			a.Phrases(r.Corpus.Text(i))
		}
		return nil
	}, func() error {
		for i := range r.Corpus.Len() {
			_, err := prose.NewDocument(r.Corpus.Text(i), prose.UsingModel(peer), prose.WithSegmentation(false), prose.WithExtraction(false))
			if err != nil {
				return err
			}
		}
		return nil
	}, "prose with UsingModel, no segmentation, no names (no phrases)")
}

// whole compares a review from files with reading the same files.
func whole(t *tabwriter.Writer, paths []string) error {
	ctx := context.Background()
	r, err := analysis.Read(ctx, paths, analysis.Options{}, nil)
	if err != nil {
		return err
	}
	return pair(t, "the whole review of the sample", "messages", float64(r.Corpus.Len()), func() error {
		r, err := analysis.Read(ctx, paths, analysis.Options{}, nil)
		if err != nil {
			return err
		}
		_, err = r.Review(ctx, analysis.Question{}, nil)
		return err
	}, func() error {
		_, err := analysis.Read(ctx, paths, analysis.Options{}, nil)
		return err
	}, "reading the files only")
}

func find(paths []string, ext string) string {
	for _, p := range paths {
		if filepath.Ext(p) == ext {
			return p
		}
	}
	return ""
}
