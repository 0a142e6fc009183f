//go:build unix

// Command bench times parts of Yearbook beside a baseline or a peer in the same
// run, and prints the ratios. Absolute times move with the machine; ratios
// hold.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/testdata/sample"
)

func main() {
	if words := os.Getenv(annotationChild); words != "" {
		if err := holdMillion(words, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// rounds is how often each pair is timed, in turn; the fastest counts.
const rounds = 5

// group is a number of rows that belong together.
type group struct {
	name string
	rows []func(*tabwriter.Writer, []string) error
}

var groups = [...]group{
	{"reading", []func(*tabwriter.Writer, []string) error{readCSV, readChat, readJSONL, memory, readSheet, importProject}},
	{"language", []func(*tabwriter.Writer, []string) error{languageRows}},
	{"review", []func(*tabwriter.Writer, []string) error{whole}},
	{"statistics", []func(*tabwriter.Writer, []string) error{bootstrapPeople, reviewStatistics}},
}

// run prints the rows of the groups that are named, of all where none is.
func run(w io.Writer, names []string) error {
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
	for _, g := range groups {
		if len(names) > 0 && !slices.Contains(names, g.name) {
			continue
		}
		for _, rows := range g.rows {
			if err := rows(t, paths); err != nil {
				return errors.Join(err, t.Flush()) // with what was measured until then
			}
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
	row(t, name, fmt.Sprintf("%.4g %s/s", a, unit), fmt.Sprintf("%.4g %s/s", b, unit), fmt.Sprintf("%.2f", a/b), baseline)
	return nil
}

func row(t *tabwriter.Writer, name, ours, theirs, ratio, baseline string) {
	fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t\n", name, ours, theirs, ratio, baseline)
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
	return compareReading(t, "read a TAGS sheet", large, walkCSV, "encoding/csv walking the same bytes")
}

func walkCSV(r io.Reader) error {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.LazyQuotes = -1, true
	for {
		if _, err := c.Read(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func readChat(t *tabwriter.Writer, paths []string) error {
	large, err := grown(find(paths, ".txt"), 40*megabyte, false)
	if err != nil {
		return err
	}
	return compareReading(t, "read a WhatsApp chat", large, walkCSV, "encoding/csv walking the same bytes")
}

// readJSONL compares reading tweets as one JSON object a line with
// encoding/json merely walking them.
func readJSONL(t *tabwriter.Writer, paths []string) error {
	large := filepath.Join(filepath.Dir(paths[0]), "tweets.jsonl")
	f, err := os.Create(large)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for i := range 100_000 {
		fmt.Fprintf(w, `{"id":"%d","text":%q,"created_at":"2012-05-%02dT20:%02d:00.000Z","author_id":"%d","author":{"id":"%d","username":"user%d","name":"User %d"},"lang":"en","public_metrics":{"like_count":%d,"retweet_count":0}}`+"\n",
			1_000_000_000_000_000_000+i, comment(i), i%28+1, i%60, i%900, i%900, i%900, i%900, i%7)
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		return err
	}
	return compareReading(t, "read tweets as JSONL", large, func(r io.Reader) error {
		d := json.NewDecoder(r)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}, "encoding/json walking the same bytes")
}

// memory reads a large table and tells how much memory was in use beyond what
// the messages themselves keep.
func memory(t *tabwriter.Writer, paths []string) error {
	const size = 300 * megabyte
	large, err := grown(find(paths, ".csv"), size, true)
	if err != nil {
		return err
	}
	runtime.GC() // the table was made in memory
	peak, done, stopped := uint64(0), make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	debug.SetGCPercent(10) // so that the heap holds little that is not in use
	res, err := ingest.File(context.Background(), large, ingest.Options{})
	close(done)
	<-stopped
	debug.SetGCPercent(100)
	if err != nil {
		return err
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	over := float64(peak)/megabyte - float64(m.HeapAlloc)/megabyte*1.1
	row(t, fmt.Sprintf("memory while reading %d MB of CSV", size/megabyte), fmt.Sprintf("%.0f MiB at most", float64(peak)/megabyte),
		fmt.Sprintf("%.0f MiB", float64(m.HeapAlloc)/megabyte), fmt.Sprintf("%+.0f MiB", over), fmt.Sprintf("what its %d messages keep, and a tenth for the collector", len(res.Records)))
	return os.Remove(large)
}

// readFile reads a file and counts its messages.
func readFile(path string) (int, error) {
	res, err := ingest.File(context.Background(), path, ingest.Options{})
	return len(res.Records), err
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
