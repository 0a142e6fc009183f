//go:build unix

package main

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite"
)

// million is the number of messages of the large table.
const million = 1_000_000

// importProject compares importing a table of a million messages into a
// project, by the command line as people run it, with bare inserts into SQLite.
func importProject(t *tabwriter.Writer, paths []string) error {
	dir := filepath.Dir(paths[0])
	table := filepath.Join(dir, "million.csv")
	if err := writeMillion(table); err != nil {
		return err
	}
	cli := filepath.Join(dir, "yearbook-cli")
	build := exec.Command("go", "build", "-o", cli, "./cmd/yearbook-cli")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the command line: %w\n%s", err, out)
	}
	var ours, theirs time.Duration
	peak := int64(0)
	for range importRounds {
		took, rss, err := importOnce(cli, table, filepath.Join(dir, "million.yearbook"))
		if err != nil {
			return err
		}
		bare := filepath.Join(dir, "bare.db")
		start := time.Now()
		if err := bareInserts(bare); err != nil {
			return err
		}
		ours, theirs = faster(ours, took), faster(theirs, time.Since(start))
		peak = max(peak, rss)
		if err := os.Remove(bare); err != nil {
			return fmt.Errorf("removing the bare table: %w", err)
		}
	}
	row(t, "import 1,000,000 CSV messages into a project", fmt.Sprintf("%.1f s, %d MiB at most", ours.Seconds(), peak),
		fmt.Sprintf("%.1f s", theirs.Seconds()), fmt.Sprintf("%.2f times the time", ours.Seconds()/theirs.Seconds()), "bare inserts into SQLite, one transaction")
	return nil
}

// importRounds is how often each side of the import is timed, in turn.
const importRounds = 3

// importOnce imports a table into a new project and returns the time and the
// most memory that it took, in MiB.
func importOnce(cli, table, project string) (time.Duration, int64, error) {
	cmd := exec.Command(cli, "import", table, "--project", project)
	if err := forgetPeak(); err != nil {
		return 0, 0, err
	}
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("importing: %w\n%s", err, out)
	}
	took := time.Since(start)
	return took, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10, os.Remove(project)
}

// forgetPeak gives back the memory that this process does not need, and makes
// its peak begin anew: a child's peak counts that of the process that starts it.
func forgetPeak() error {
	debug.FreeOSMemory()
	return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// faster is the smaller of two times, where nought is none.
func faster(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

func writeMillion(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "Date,Name,Comment")
	start := time.Date(2012, 1, 1, 9, 0, 0, 0, time.UTC)
	for i := range million {
		at := start.Add(time.Duration(i) * 63 * time.Second)
		fmt.Fprintf(w, "%s,Person %d,%s\n", at.Format("2006-01-02 15:04:05"), i*7919%20000, comment(i))
	}
	return w.Flush()
}

// comment is one of many texts of about 16 words.
func comment(i int) string {
	return fmt.Sprintf("The campaign toolkit number %d saved ward %d a week of work and we thank everyone for it", i%977, i%89)
}

func bareInserts(path string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; CREATE TABLE messages (id INTEGER PRIMARY KEY, time INTEGER, author TEXT, channel TEXT, text TEXT)"); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("INSERT INTO messages VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for i := range million {
		if _, err := insert.Exec(i, int64(i)*63000, fmt.Sprintf("Person %d", i*7919%20000), "comment", comment(i)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// readSheet compares reading a workbook of 100,000 rows with excelize's row
// iterator.
func readSheet(t *tabwriter.Writer, paths []string) error {
	const rows = 100_000
	path := filepath.Join(filepath.Dir(paths[0]), "large.xlsx")
	if err := writeSheet(path, rows); err != nil {
		return err
	}
	start := time.Now()
	n, err := readFile(path)
	if err != nil {
		return err
	}
	ours := time.Since(start)
	start = time.Now()
	if err := walkSheet(path); err != nil {
		return err
	}
	theirs := time.Since(start)
	row(t, "read an XLSX of 100,000 rows", fmt.Sprintf("%.4g rows/s", float64(n)/ours.Seconds()), fmt.Sprintf("%.4g rows/s", rows/theirs.Seconds()),
		fmt.Sprintf("%.2f", theirs.Seconds()/ours.Seconds()), "excelize's row iterator over the same file")
	return nil
}

func writeSheet(path string, rows int) error {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	if err := w.SetRow("A1", []any{"Date", "Name", "Score", "Comment"}); err != nil {
		return err
	}
	for i := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		day := time.Date(2012, 1, 1, 9, i, 0, 0, time.UTC).Format("2006-01-02 15:04")
		if err := w.SetRow(cell, []any{day, fmt.Sprintf("Person %d", i%2000), i % 5, comment(i)}); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}

func walkSheet(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Error()
}
