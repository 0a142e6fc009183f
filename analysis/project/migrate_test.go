package project

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

var update = flag.Bool("update", false, "write the fixture of the present version, if there is none")

// fixture is what every file in testdata holds.
func fixture() []*ingest.Result {
	a := result("a.txt", chat(1, 0, "Kate Smith", "hello"), chat(2, 0, "Kate Smith", "hello"), chat(3, 1, "KS", "bye"))
	b := result("b.txt", chat(1, 0, "Kate Smith", "hello"), corpus.Record{Row: 2, ID: "9", ReplyTo: "8", Time: corpus.NoTime, Text: "späť", Channel: corpus.Tweet, Marks: corpus.Repost})
	b.Receipt.Skipped = map[string]int{"empty": 1}
	return []*ingest.Result{a, b}
}

func writeFixture(t *testing.T, path string) {
	p, err := Create(path, byKate)
	must(t, err)
	for _, res := range fixture() {
		add(t, p, res)
	}
	must(t, p.MergePeople(ctx, "Kate Smith", "KS"))
	must(t, p.MarkPerson(ctx, "Kate Smith", Moderator))
	must(t, p.Decide(ctx, "cut the talk by week", "setting", "sessions", corpus.SessionRule{Unit: corpus.Week}))
	must(t, p.Close())
}

// TestEveryVersion opens a file that each version wrote. A new version needs a
// new file: go test -run EveryVersion -update. Old files are never written again.
func TestEveryVersion(t *testing.T) {
	for version := 1; version <= len(steps); version++ {
		path := filepath.Join("testdata", fmt.Sprintf("v%d.yearbook", version))
		if _, err := os.Stat(path); *update && version == len(steps) && errors.Is(err, os.ErrNotExist) {
			must(t, os.MkdirAll("testdata", 0o755))
			writeFixture(t, path)
		}
		b, err := os.ReadFile(path)
		must(t, err)
		work := filepath.Join(t.TempDir(), "old.yearbook")
		must(t, os.WriteFile(work, b, 0o644))
		p, err := Open(work, byKate)
		must(t, err)
		checkFixture(t, p)
		must(t, p.Close())
	}
}

func checkFixture(t *testing.T, p *Project) {
	version, err := versionOf(p.db)
	must(t, err)
	if version != len(steps) {
		t.Errorf("the file is of version %d after opening", version)
	}
	files := fixture()
	files[0].Records[2].Author = "Kate Smith" // merged
	sameCorpus(t, build(t, files...), load(t, p))
	receipts, err := p.Receipts(ctx)
	must(t, err)
	if d := cmp.Diff([]ingest.Receipt{files[0].Receipt, files[1].Receipt}, receipts); d != "" {
		t.Error(d)
	}
	marks, err := p.Marks(ctx)
	must(t, err)
	if d := cmp.Diff(map[string][]Mark{"kate smith": {Moderator}}, marks); d != "" {
		t.Error(d)
	}
	what, err := p.Undo(ctx)
	if what != "cut the talk by week" || err != nil {
		t.Errorf("undo: %q, %v", what, err)
	}
	if log := whats(t, p); len(log) < 6 || log[3] != "merged KS into Kate Smith" {
		t.Errorf("%q", log)
	}
}

// TestMigrate takes the steps one by one, and none of a step that fails.
func TestMigrate(t *testing.T) {
	db, err := connect(filepath.Join(t.TempDir(), "x"), modeCreate)
	must(t, err)
	defer db.Close()
	add := func(query string) step {
		return func(tx *sql.Tx) error { _, err := tx.Exec(query); return err }
	}
	three := []step{version1, add("ALTER TABLE sources ADD COLUMN note TEXT"), add("CREATE TABLE more (x) STRICT")}
	if err := migrate(db, three); err == nil {
		t.Error("a mistaken step was taken")
	}
	if v, err := versionOf(db); v != 2 || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
	three[2] = add("CREATE TABLE more (x TEXT) STRICT")
	must(t, migrate(db, three))
	must(t, migrate(db, three)) // nothing to do
	must(t, sameSchema(db, three))
	if v, err := versionOf(db); v != 3 || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
	if err := sameSchema(db, steps); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}
