package project

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

var ctx = context.Background()

// fixed is a clock that stands still.
func fixed() time.Time { return time.Date(2025, 11, 22, 11, 5, 0, 0, time.UTC) }

var byKate = Options{Clock: fixed, User: "kate"}

// create makes a project for a test.
func create(t testing.TB) *Project {
	t.Helper()
	p, err := Create(filepath.Join(t.TempDir(), "year.yearbook"), byKate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func reopen(t testing.TB, p *Project) *Project {
	t.Helper()
	must(t, p.Close())
	q, err := Open(p.path, byKate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	return q
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// result is what reading a file with these records gives.
func result(path string, records ...corpus.Record) *ingest.Result {
	return &ingest.Result{
		Source:  corpus.Source{Path: path, Name: filepath.Base(path), Format: "test"},
		Records: records,
		Receipt: ingest.Receipt{Path: path, Format: "test", Rows: len(records), Messages: len(records)},
	}
}

// chat is a record of a chat at a minute of an evening.
func chat(row int, minute int, author, text string) corpus.Record {
	at := time.Date(2013, 8, 6, 20, minute, 0, 0, time.UTC)
	return corpus.Record{Row: row, Time: corpus.Millis(at), Author: author, Text: text, Channel: corpus.Chat}
}

func add(t testing.TB, p *Project, res *ingest.Result) Outcome {
	t.Helper()
	out, err := p.Import(ctx, res, "fingerprint of "+res.Source.Path, nil)
	must(t, err)
	return out
}

func load(t testing.TB, p *Project) *corpus.Corpus {
	t.Helper()
	c, err := p.Corpus(ctx, corpus.Options{})
	must(t, err)
	return c
}

// sameCorpus compares all that a review can see.
func sameCorpus(t testing.TB, want, got *corpus.Corpus) {
	t.Helper()
	for _, pair := range [][2]any{
		{want.Sources(), got.Sources()}, {want.People(), got.People()}, {want.Sessions(), got.Sessions()},
		{all(want), all(got)},
	} {
		if reflect.DeepEqual(pair[0], pair[1]) { // much quicker than to look for differences
			continue
		}
		if d := cmp.Diff(pair[0], pair[1]); d != "" {
			t.Errorf("corpora differ (-want +got):\n%s", shorten(d))
		}
	}
}

func all(c *corpus.Corpus) []corpus.Message {
	list := make([]corpus.Message, c.Len())
	for i := range list {
		list[i] = c.Message(i)
	}
	return list
}

func shorten(s string) string {
	if len(s) > 3000 {
		return s[:3000] + "…"
	}
	return s
}

// build makes the corpus without a project.
func build(t testing.TB, results ...*ingest.Result) *corpus.Corpus {
	t.Helper()
	var b corpus.Builder
	for _, r := range results {
		b.Add(r.Source, slices.Clone(r.Records))
	}
	c, err := b.Build(corpus.Options{})
	must(t, err)
	return c
}

// random makes records that are often alike: few people in several spellings,
// few texts and seconds, few ids, some without a time, a name or a text.
func random(r *rand.Rand, n int) []corpus.Record {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	records := make([]corpus.Record, n)
	for i := range records {
		rec := &records[i]
		rec.Row = i + 1
		rec.Time = 1_375_000_000_000 + int64(r.IntN(40))*3_600_000 + int64(r.IntN(3))*500
		if r.IntN(8) == 0 {
			rec.Time = corpus.NoTime
		}
		rec.Author = pick("Kate", "kate", "@KATE", "~ Kate", "Jo", "Ana\u0308", "An\u00e4", "")
		rec.Text = pick("yes", "no", "thank you", "", "a\x00b", "two\nlines")
		rec.Channel = corpus.Channel(pick("chat", "tweet", "blog comment", "survey answer", ""))
		rec.Marks = corpus.Marks(r.IntN(256))
		if r.IntN(3) == 0 {
			rec.ID = pick("1", "2", "3", "4", "5")
		}
		if r.IntN(5) == 0 {
			rec.ReplyTo = pick("1", "2")
		}
	}
	return records
}

// whats lists what the audit log says.
func whats(t testing.TB, p *Project) []string {
	t.Helper()
	entries, err := p.Log(ctx)
	must(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.What)
	}
	return all
}

// holds reports whether the bytes of the project's folder hold a text.
func holds(t testing.TB, p *Project, text string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(p.path), "*"))
	must(t, err)
	for _, f := range files {
		b, err := os.ReadFile(f)
		must(t, err)
		if strings.Contains(string(b), text) {
			return true
		}
	}
	return false
}

// refused checks that an error says all of these things.
func refused(t testing.TB, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error %q does not say %q", err, part)
		}
	}
}

// year is a source of n messages, the same for the same number.
func year(number, n int) *ingest.Result {
	r := rand.New(rand.NewPCG(uint64(number), 1))
	records := make([]corpus.Record, n)
	for i := range records {
		words := strings.Repeat(fmt.Sprint("word ", r.IntN(1000), " "), 40+r.IntN(200))
		records[i] = chat(i+1, 0, fmt.Sprint("Person ", r.IntN(50)), words)
		records[i].Time += int64(i) * 60_000
	}
	return result(fmt.Sprintf("year%d.txt", number), records...)
}
