package project

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// killSources are three sources; the second is larger than SQLite's cache, so
// that its pages reach the disk long before the end of its transaction.
func killSources() []*ingest.Result {
	return []*ingest.Result{year(1, 300), year(2, 4000), year(3, 300)}
}

// TestKill kills an import at random moments. Each time the project must open,
// hold whole sources only, and be complete after a second import.
func TestKill(t *testing.T) {
	const kills = 100
	empty := create(t)
	must(t, empty.Close())
	blank, err := os.ReadFile(empty.path)
	must(t, err)
	want := build(t, killSources()...)
	path := filepath.Join(t.TempDir(), "killed.yearbook")
	must(t, os.WriteFile(path, blank, 0o644))
	whole := elapsed(func() {
		c := start(t, "import", path)
		must(t, c.Wait())
	})
	r := rand.New(rand.NewPCG(1, 5))
	held, journals := [4]int{}, 0
	for done := 0; done < kills; {
		must(t, os.WriteFile(path, blank, 0o644))
		c := start(t, "import", path)
		time.Sleep(time.Duration(r.Int64N(int64(whole))))
		if !c.kill(t) { // the import was quicker than the one that was timed
			whole = max(whole*9/10, time.Millisecond)
			continue
		}
		done++
		if _, err := os.Stat(path + "-journal"); err == nil {
			journals++
		}
		held[afterKill(t, path, want)]++
		if t.Failed() {
			break
		}
	}
	t.Logf("%d kills within %v: %v times 0 to 3 sources were there, %d journals were taken back", kills, whole, held, journals)
	if journals == 0 {
		t.Error("no kill came in the middle of a transaction")
	}
}

// afterKill checks a project whose import was killed, completes it and reports
// how many sources it held.
func afterKill(t *testing.T, path string, want *corpus.Corpus) int {
	t.Helper()
	p, err := Open(path, byKate)
	must(t, err)
	defer p.Close()
	var check string
	if must(t, p.db.QueryRow("PRAGMA integrity_check").Scan(&check)); check != "ok" {
		t.Error(check)
	}
	found, err := p.Sources(ctx)
	must(t, err)
	sources := killSources()
	sameCorpus(t, build(t, sources[:len(found)]...), load(t, p))
	stray, err := list[int](p.db, "SELECT count(*) FROM messages WHERE source NOT IN (SELECT id FROM sources)")
	must(t, err)
	if stray[0] > 0 {
		t.Errorf("%d messages belong to no source", stray[0])
	}
	for i, res := range sources {
		out := add(t, p, res)
		if (out.Kind == Already) != (i < len(found)) {
			t.Errorf("source %d of which %d were there: %s", i, len(found), out)
		}
	}
	sameCorpus(t, want, load(t, p))
	return len(found)
}

// TestKillWhileErasing breaks off the erasing of a removed source.
func TestKillWhileErasing(t *testing.T) {
	p := create(t)
	res := year(1, 3000)
	out := add(t, p, res)
	must(t, p.RemoveSource(ctx, out.Source))
	tx, err := p.db.Begin()
	must(t, err)
	must(t, p.eraseRemoved(tx))
	must(t, tx.Rollback())
	if _, err := p.Undo(ctx); err != nil {
		t.Error(err)
	}
	sameCorpus(t, build(t, res), load(t, p))
}
