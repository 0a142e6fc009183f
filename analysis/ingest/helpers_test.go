package ingest

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"yearbook/analysis/corpus"
)

// readString reads text as if it were a file of that name.
func readString(t testing.TB, name, text string) (*Result, error) {
	t.Helper()
	return readOpt(t, name, text, Options{})
}

func readOpt(t testing.TB, name, text string, opt Options) (*Result, error) {
	t.Helper()
	res := blank(name)
	err := read(context.Background(), strings.NewReader(text), res, opt.filled())
	checkInvariants(t, res)
	return res, err
}

// mustRead fails the test where a text cannot be read.
func mustRead(t testing.TB, name, text string) *Result {
	t.Helper()
	res, err := readString(t, name, text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return res
}

// readAs reads text with one named reader, whatever detection would say.
func readAs(t testing.TB, format, name, text string) *Result {
	t.Helper()
	res := blank(name)
	j, err := open(context.Background(), strings.NewReader(text), res, Options{MaxLine: 1 << 16}.filled())
	if err != nil {
		return res
	}
	for _, f := range formats() {
		if f.Name == format {
			f.read(j)
		}
	}
	j.finish()
	checkInvariants(t, res)
	return res
}

// checkInvariants holds a result against what the package guarantees.
func checkInvariants(t testing.TB, res *Result) {
	t.Helper()
	r := res.Receipt
	sum := r.Messages
	for reason, n := range r.Skipped {
		sum += n
		if len(r.Examples[reason]) != min(n, 3) {
			t.Errorf("%d examples of %q for %d rows", len(r.Examples[reason]), reason, n)
		}
	}
	if r.Rows != sum {
		t.Errorf("%d rows, but %d messages and skipped rows", r.Rows, sum)
	}
	if r.Messages != len(res.Records) && r.Format != "" {
		t.Errorf("receipt says %d messages, there are %d", r.Messages, len(res.Records))
	}
	for _, rec := range res.Records {
		for _, s := range []string{rec.Author, rec.Text, rec.ID, rec.ReplyTo, string(rec.Channel)} {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("not clean text: %q", s)
			}
		}
		if rec.Text == "" || rec.Row < 1 || rec.Channel == "" {
			t.Errorf("incomplete record %+v", rec)
		}
		if rec.Time != corpus.NoTime {
			if y := time.UnixMilli(rec.Time).UTC().Year(); y < 1970 || y > 2101 {
				t.Errorf("time out of range: %+v", rec)
			}
		}
	}
	for _, w := range r.Warnings {
		if !utf8.ValidString(w) {
			t.Errorf("warning is no text: %q", w)
		}
	}
}

// messages shows records in short: "2019-01-20 11:23 Name: text".
func messages(res *Result) []string {
	var out []string
	for _, rec := range res.Records {
		when := "no time"
		if rec.Time != corpus.NoTime {
			when = time.UnixMilli(rec.Time).In(corpus.London()).Format("2006-01-02 15:04")
		}
		out = append(out, when+" "+rec.Author+": "+rec.Text)
	}
	return out
}

// london is a time in milliseconds.
func london(t testing.TB, s string) int64 {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04:05", s, corpus.London())
	if err != nil {
		t.Fatal(err)
	}
	return v.UnixMilli()
}

// sharedData is the folder with real data, which is not part of the project.
func sharedData(t testing.TB) string {
	t.Helper()
	candidates := []string{os.Getenv("YEARBOOK_DATA")}
	dir, _ := os.Getwd()
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		candidates = append(candidates, filepath.Join(dir, "..", "shared", "data"))
	}
	for _, c := range candidates {
		if c == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(c, "README.md")); err == nil {
			return c
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the shared data is missing: set YEARBOOK_DATA")
	}
	t.Skip("the shared data is not on this machine")
	return ""
}

// countLines counts the lines of a file that match.
func countLines(t testing.TB, path string, is *regexp.Regexp) int {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		if is.MatchString(line) {
			n++
		}
	}
	return n
}

func bufioOf(text string) *bufio.Reader { return bufio.NewReader(strings.NewReader(text)) }
