package project

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

func TestImportOutcomes(t *testing.T) {
	p := create(t)
	short := result("b.txt", chat(1, 0, "Kate", "ha"), chat(2, 0, "Kate", "ha"))
	steps := []struct {
		res         *ingest.Result
		fingerprint string
		kind        Kind
		says        string
		messages    int // of the corpus afterwards
	}{
		{short, "f1", Added, "b.txt was added with 2 messages.", 2},
		{short, "f1", Already, "This file is in the project already, as b.txt: nothing was added.", 2},
		{result("c.txt", short.Records...), "f1", Already, "as b.txt", 2},
		{result("a.txt", short.Records...), "f1", Already, "as b.txt", 2},
		{result("b.txt", chat(1, 0, "Kate", "ha"), chat(2, 0, "Kate", "ha"), chat(3, 1, "Jo", "bye")), "f2", Added, "b.txt was added with 3 messages.", 3},
		{result("b.txt", chat(1, 9, "Kate", "ha"), chat(2, 9, "Kate", "ha")), "f2", Reread, "b.txt was read again: its 2 messages took the place", 4},
		{result("e.txt"), "f3", Added, "0 messages", 4},
		{result("f.txt", chat(1, 9, "Kate", "ha")), "f4", Added, "f.txt was added with 1 message.", 4},
	}
	for i, s := range steps {
		var told []int
		out, err := p.Import(ctx, s.res, s.fingerprint, func(done, total int) { told = append(told, done, total) })
		must(t, err)
		if out.Kind != s.kind || !strings.Contains(out.String(), s.says) {
			t.Errorf("step %d: %s: %s", i, out.Kind, out)
		}
		if got := load(t, p).Len(); got != s.messages {
			t.Errorf("step %d: the corpus holds %d messages, not %d", i, got, s.messages)
		}
		if n := len(s.res.Records); out.Kind != Already && n > 0 && !slices.Equal(told, []int{n, n}) {
			t.Errorf("step %d: progress %v", i, told)
		}
	}
	sources, err := p.Sources(ctx)
	must(t, err)
	var paths []string
	for _, s := range sources {
		paths = append(paths, s.Path)
	}
	if d := cmp.Diff([]string{"a.txt", "b.txt", "e.txt", "f.txt"}, paths); d != "" {
		t.Error(d)
	}
	want := []string{"created the project", "imported b.txt", "found that a.txt is a copy of b.txt, and names the source by it", "imported b.txt",
		"erased the messages of the source b.txt", "imported b.txt", "imported e.txt", "imported f.txt"}
	if d := cmp.Diff(want, whats(t, p)); d != "" {
		t.Error(d)
	}
}

// TestOrderDoesNotMatter imports random files, copies and longer exports of one
// another among them, in two orders.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 2))
		var files []*ingest.Result
		for i := range 1 + r.IntN(5) {
			records := random(r, r.IntN(300))
			if i > 0 && r.IntN(2) == 0 { // a copy, or a longer export
				records = append(slices.Clone(files[i-1].Records), records[:r.IntN(len(records)+1)*r.IntN(2)]...)
				for k := range records {
					records[k].Row = k + 1
				}
			}
			files = append(files, result(fmt.Sprintf("%d.txt", r.IntN(100)*10+i), records...))
		}
		var corpora []*corpus.Corpus
		for range 2 {
			p := create(t)
			for _, i := range r.Perm(len(files)) {
				add(t, p, files[i])
			}
			corpora = append(corpora, load(t, reopen(t, p)))
		}
		sameCorpus(t, corpora[0], corpora[1])
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// TestSamePathTwice: a file that grew is two sources with one path.
func TestSamePathTwice(t *testing.T) {
	early := result("chat.txt", chat(1, 0, "Kate", "a"), chat(2, 0, "Jo", "b"))
	late := result("chat.txt", append(slices.Clone(early.Records), chat(3, 0, "Ann", "c"))...)
	other := result("chat.txt", chat(1, 0, "Zoe", "d"), chat(2, 0, "Jo", "b"), chat(3, 2, "Jo", "e"))
	var corpora []*corpus.Corpus
	for _, order := range [][]*ingest.Result{{early, late, other}, {other, late, early}} {
		p := create(t)
		for i, res := range order {
			_, err := p.Import(ctx, res, fmt.Sprint("export ", len(res.Records), i), nil)
			must(t, err)
		}
		corpora = append(corpora, load(t, p))
	}
	sameCorpus(t, corpora[0], corpora[1])
}

// TestLongerExport: A and then a longer B is as good as B alone.
func TestLongerExport(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		long := random(r, 1+r.IntN(200))
		for i := range long {
			long[i].ID, long[i].Channel = "", corpus.Chat
		}
		a, b := result("a.txt", long[:r.IntN(len(long))]...), result("b.txt", long...)
		both, alone := create(t), create(t)
		add(t, both, a)
		add(t, both, b)
		add(t, alone, b)
		if d := cmp.Diff(multiset(load(t, alone)), multiset(load(t, both))); d != "" {
			t.Fatalf("seed %d: %s", seed, d)
		}
	}
}

func multiset(c *corpus.Corpus) map[string]int {
	all := map[string]int{}
	for i := range c.Len() {
		m := c.Message(i)
		who := ""
		if m.Person != corpus.NoPerson {
			who = c.People()[m.Person].Key
		}
		all[fmt.Sprint(m.Time, who, m.Text, m.ID, m.Channel)]++
	}
	return all
}

func TestCancelledImport(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 20))
	before := load(t, p)
	c, cancel := context.WithCancel(ctx)
	_, err := p.Import(c, year(2, 10000), "x", func(done, total int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	sameCorpus(t, before, load(t, p))
	if _, err := p.Corpus(c, corpus.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if out := add(t, p, year(2, 500)); out.Kind != Added {
		t.Errorf("after a cancelled import: %s", out)
	}
}

// TestNoAddresses reads a table with e-mail and IP addresses in every place that
// could let them slip through, and looks for them in the bytes of the file.
func TestNoAddresses(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "survey.csv")
	text := "Email,IP address,Name,Date,Comment\n" +
		"kate.smith@example.org,192.0.2.17,Kate,06/08/2013,The ward was kind\n" +
		"jo@example.org,2001:db8::8a2e:370:7334,Jo <jo@example.org>,07/08/2013,I waited for two hours\n" +
		"zoe@example.org,198.51.100.23,zoe@example.org,27/08/2013,Thank you to everybody there\n" +
		"ann@example.org,203.0.113.9,203.0.113.9,28/08/2013,The car park was full again\n" +
		"empty@example.org,203.0.113.10,Eve,28/08/2013,\n" +
		"short@example.org\n"
	must(t, os.WriteFile(file, []byte(text), 0o644))
	res, err := ingest.File(ctx, file, ingest.Options{})
	must(t, err)
	if len(res.Records) != 4 {
		t.Fatalf("%d records; receipt %+v", len(res.Records), res.Receipt)
	}
	p := create(t)
	print, err := Fingerprint(file)
	must(t, err)
	_, err = p.Import(ctx, res, print, nil)
	must(t, err)
	if !holds(t, p, "The ward was kind") {
		t.Error("the test looks in the wrong place")
	}
	for _, planted := range []string{"@example", "192.0.2", "2001:db8", "198.51.100", "203.0.113"} {
		if holds(t, p, planted) {
			t.Errorf("the project file holds %s", planted)
		}
	}
}

// The fingerprint of a folder depends on the names and the bytes of its files.
func TestFingerprintOfFolder(t *testing.T) {
	print := func(files map[string]string) string {
		root := t.TempDir()
		for name, text := range files {
			path := filepath.Join(root, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		p, err := Fingerprint(root)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	base := map[string]string{"a/1.json": "x", "b.json": "y"}
	if print(base) != print(base) {
		t.Error("equal folders differ")
	}
	if print(base) == print(map[string]string{"a/1.json": "x", "c.json": "y"}) || print(base) == print(map[string]string{"a/1.json": "x", "b.json": "z"}) {
		t.Error("different folders are equal")
	}
}

func TestFingerprint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "abc")
	must(t, os.WriteFile(path, []byte("abc"), 0o644))
	got, err := Fingerprint(path)
	must(t, err)
	if got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error(got)
	}
	_, err = Fingerprint(path + "d")
	refused(t, err, "check the name")
}
