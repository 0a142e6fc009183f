package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

func TestRoundTrip(t *testing.T) {
	p := create(t)
	res := result("a folder/with ? % # & signs.txt",
		corpus.Record{Row: 1, ID: "007", ReplyTo: "006", Time: -5, Author: "Kate 👩🏽", Text: "a\x00b\nc", Channel: corpus.Tweet, Marks: 255},
		corpus.Record{Row: 1, Time: corpus.NoTime})
	res.Source.Sitting = true
	res.Receipt = ingest.Receipt{
		Path: res.Source.Path, Confidence: 0.97, Rows: 3, Messages: 2, Channels: map[string]int{"tweet": 1, "": 1},
		First: time.Date(2013, 8, 6, 20, 0, 0, 0, corpus.London()), Last: time.Date(2013, 12, 6, 20, 0, 0, 0, corpus.London()),
		DateOrder: ingest.DateDecision{Order: "day first", Evidence: "31/12", Ambiguous: 2},
		Columns:   []ingest.Column{{Role: "text", Name: "Said", Reason: "longest"}},
		Skipped:   map[string]int{"empty": 1}, Examples: map[string][]ingest.Example{"empty": {{Line: 2, Text: "10:30:15 x"}}},
		Warnings: []string{"Odd."},
	}
	out := add(t, p, res)
	want := []Source{{ID: 1, Path: res.Source.Path, Name: res.Source.Name, Format: "test", Sitting: true,
		Fingerprint: "fingerprint of " + res.Source.Path, Imported: fixed(), Messages: 2, Receipt: res.Receipt}}
	for range 2 {
		got, err := p.Sources(ctx)
		must(t, err)
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if zone := got[0].Receipt.First.Location().String(); zone != "Europe/London" {
			t.Errorf("the times of the receipt are in %s", zone)
		}
		records, err := p.Records(ctx, out.Source)
		must(t, err)
		if d := cmp.Diff(res.Records, records); d != "" {
			t.Error(d)
		}
		p = reopen(t, p)
	}
	receipts, err := p.Receipts(ctx)
	must(t, err)
	if d := cmp.Diff([]ingest.Receipt{res.Receipt}, receipts); d != "" {
		t.Error(d)
	}
	_, err = p.Records(ctx, 7)
	refused(t, err, "no source 7", "look at the list")
}

func TestFileSettings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dossier d'été 100% #1?&mode=memory")
	must(t, os.Mkdir(dir, 0o755))
	p, err := Create(filepath.Join(dir, "2013.yearbook"), byKate)
	must(t, err)
	defer p.Close()
	for pragma, want := range map[string]string{"journal_mode": "delete", "synchronous": "2", "application_id": "1498563147", "secure_delete": "1", "user_version": fmt.Sprint(len(steps))} {
		var got string
		must(t, p.db.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("%s is %s, not %s", pragma, got, want)
		}
	}
	add(t, p, year(1, 10))
	files, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if d := cmp.Diff([]string{"2013.yearbook", "2013.yearbook.lock"}, names); d != "" {
		t.Errorf("files beside an open project: %s", d)
	}
	must(t, p.Close())
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("files beside a closed project: %v", files)
	}
	_, err = p.Sources(ctx)
	refused(t, err, "closed", "open it again")
	must(t, p.Close())
}

func TestCreateKeepsFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.docx")
	must(t, os.WriteFile(path, []byte("dear"), 0o644))
	_, err := Create(path, Options{})
	refused(t, err, "choose another name")
	if b, _ := os.ReadFile(path); !errors.Is(err, fs.ErrExist) || string(b) != "dear" {
		t.Errorf("%v, %q", err, b)
	}
	_, err = Create(filepath.Join(t.TempDir(), "none", "x.yearbook"), Options{})
	refused(t, err, "choose a folder that exists")
}

// sick are files that are no project, with what opening them must say.
func sick(t testing.TB) map[string]struct{ bytes, says string } {
	p := create(t)
	add(t, p, year(1, 200))
	must(t, p.Close())
	b, err := os.ReadFile(p.path)
	must(t, err)
	whole := string(b)
	garbled := whole[:5000] + strings.Repeat("x", 9000) + whole[14000:]
	newer := whole[:60] + "\x00\x00\x00\x63" + whole[64:]
	other := whole[:68] + "GPKG" + whole[72:]
	return map[string]struct{ bytes, says string }{
		"empty":           {"", "the file is empty"},
		"text":            {strings.Repeat("Kate: hello\n", 200), "not a project"},
		"short text":      {"hello", "not a project"},
		"cut short":       {whole[:len(whole)/2], "damaged"},
		"only its header": {whole[:100], "damaged"},
		"garbled":         {garbled, "damaged"},
		"newer":           {newer, "newer Yearbook"},
		"other program's": {other, "another program"},
	}
}

func TestSickFiles(t *testing.T) {
	for name, file := range sick(t) {
		for _, opt := range []Options{byKate, {ReadOnly: true}} {
			path := filepath.Join(t.TempDir(), "sick.yearbook")
			must(t, os.WriteFile(path, []byte(file.bytes), 0o644))
			p, err := Open(path, opt)
			if err == nil {
				_, err = p.Corpus(ctx, corpus.Options{})
				p.Close()
			}
			if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), file.says) || strings.Count(err.Error(), path) > 1 {
				t.Errorf("%s: %v", name, err)
			}
			t.Logf("%s: %v", name, err)
			if after, _ := os.ReadFile(path); string(after) != file.bytes {
				t.Errorf("%s: opening changed the file", name)
			}
			if _, err := os.Stat(path + ".lock"); err == nil {
				t.Errorf("%s: the lock was left behind", name)
			}
		}
	}
	_, err := Open(filepath.Join(t.TempDir(), "none.yearbook"), Options{})
	refused(t, err, "there is no project here")
	_, err = Open(t.TempDir(), Options{})
	refused(t, err, "this is a folder")
}

// TestForeignSchema: a file from somebody else may hold a trigger.
func TestForeignSchema(t *testing.T) {
	p := create(t)
	_, err := p.db.Exec("CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM audit; END")
	must(t, err)
	must(t, p.Close())
	_, err = Open(p.path, Options{})
	refused(t, err, "its tables are not those that Yearbook writes")
}

func TestReadOnly(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 20))
	r, err := Open(p.path, Options{ReadOnly: true}) // while p is open for writing
	must(t, err)
	defer r.Close()
	if !r.ReadOnly() || r.Notice() == "" || p.ReadOnly() || p.Notice() != "" {
		t.Error("which project is read-only is not said")
	}
	sameCorpus(t, load(t, p), load(t, r))
	add(t, p, year(2, 20))
	sameCorpus(t, load(t, p), load(t, r))
	_, err = r.Import(ctx, year(3, 1), "x", nil)
	refused(t, err, "read-only", "save a copy")
	if !errors.Is(err, ErrReadOnly) || !errors.Is(r.RemoveSource(ctx, 1), ErrReadOnly) {
		t.Errorf("changing a read-only project: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.yearbook")
	must(t, r.SaveCopy(ctx, copied))
	var only int
	if must(t, r.db.QueryRow("PRAGMA query_only").Scan(&only)); only != 1 {
		t.Error("after saving a copy the original can be changed")
	}
}
