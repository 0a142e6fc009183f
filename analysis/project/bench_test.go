package project

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

const million = 1_000_000

// memoryLimit is what a program should set that holds itself to 600 MiB:
// SQLite's own memory is not counted in it. Without it the garbage collector
// lets a million messages peak between 510 and 640 MiB, most of that while the
// file is read.
const memoryLimit = 540 << 20

// writeTable writes a table of a million messages of about 16 words by 20,000
// people, as the requirement has it.
func writeTable(t testing.TB, path string) {
	f, err := os.Create(path)
	must(t, err)
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "id,Date,Name,Comment")
	for i := range million {
		at := time.Unix(1_375_000_000+int64(i)*30, 0).UTC().Format("2006-01-02 15:04:05")
		fmt.Fprintf(w, "58597839%07d,%s,Person %d,\"the ward round was late again but the staff were kind and told us why, thank you %d\"\n", i, at, i%20000, i)
	}
	must(t, w.Flush())
	must(t, f.Close())
}

// BenchmarkImportMillion imports a million rows of CSV into a project, and
// holds it against bare inserts of the same messages by SQLite, each in a
// process of its own so that its peak of memory can be told.
func BenchmarkImportMillion(b *testing.B) {
	dir := b.TempDir()
	table := filepath.Join(dir, "million.csv")
	writeTable(b, table)
	for b.Loop() {
		os.Remove(table + ".yearbook")
		os.Remove(table + ".db")
		bare, _ := alone(b, "lone bare", table)
		took, peak := alone(b, "lone", table)
		load, loadPeak := alone(b, "lone load", table)
		b.ReportMetric(took/bare, "times-bare")
		b.ReportMetric(took, "s-import")
		b.ReportMetric(bare, "s-bare")
		b.ReportMetric(peak, "MiB-peak")
		b.ReportMetric(load, "s-load")
		b.ReportMetric(loadPeak, "MiB-peak-load")
	}
}

// alone runs a job in a child that says how long it took.
func alone(b *testing.B, job, path string) (seconds, peak float64) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+job+":"+path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatal(err, string(out))
	}
	if _, err := fmt.Sscan(string(out), &seconds, &peak); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	b.Logf("%s: %s", job, out)
	return seconds, peak
}

// report says how long a job took and the most memory the process ever had.
func report(took time.Duration, more ...any) {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kib float64
	fmt.Sscan(rest, &kib)
	fmt.Println(append([]any{took.Seconds(), kib / 1024}, more...)...)
}

// benchImportJob reads the table and imports it.
func benchImportJob(table string) error {
	debug.SetMemoryLimit(memoryLimit)
	p, err := Create(table+".yearbook", byKate)
	if err != nil {
		return err
	}
	start := time.Now()
	print, err := Fingerprint(table)
	if err != nil {
		return err
	}
	res, err := ingest.File(ctx, table, ingest.Options{})
	if err != nil {
		return err
	}
	read := time.Since(start)
	if _, err := p.Import(ctx, res, print, nil); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	report(time.Since(start), "of which reading", read, res.Receipt.Messages)
	return nil
}

// benchBareJob inserts the same messages row by row into a plain table.
func benchBareJob(table string) error {
	res, err := ingest.File(ctx, table, ingest.Options{})
	if err != nil {
		return err
	}
	start := time.Now()
	db, err := sql.Open("sqlite", table+".db")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE messages (id TEXT, time INTEGER, author TEXT, channel TEXT, text TEXT, row INTEGER, marks INTEGER)"); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for i := range res.Records {
		r := &res.Records[i]
		if _, err := insert.Exec(r.ID, r.Time, r.Author, string(r.Channel), r.Text, r.Row, int64(r.Marks)); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	report(time.Since(start))
	return nil
}

// benchLoadJob opens the project and builds the corpus.
func benchLoadJob(table string) error {
	debug.SetMemoryLimit(memoryLimit)
	start := time.Now()
	p, err := Open(table+".yearbook", byKate)
	if err != nil {
		return err
	}
	defer p.Close()
	c, err := p.Corpus(ctx, corpus.Options{})
	if err != nil {
		return err
	}
	report(time.Since(start), c.Len())
	return nil
}
