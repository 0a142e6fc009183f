//go:build unix

// Command hostile has the command line read files that were made to do harm,
// each in a process of its own, and prints how long it took, how much memory it
// held at most, and what it said. The aim is 5 seconds and 300 MiB; times move
// with the machine, so nothing fails here: tests hold what does not move.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// The aim for each file.
const (
	mostTime   = 5 * time.Second
	mostMemory = 300 // MiB
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	dir, err := os.MkdirTemp("", "yearbook-hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cli := filepath.Join(dir, "yearbook-cli")
	build := exec.Command("go", "build", "-o", cli, "./cmd/yearbook-cli")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the command line: %w\n%s", err, out)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "FILE\tSIZE\tTIME\tMEMORY\tWITHIN\tWHAT IT SAID")
	for _, f := range files() {
		path := filepath.Join(dir, f.name)
		if err := f.write(path); err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
		if err := measure(t, cli, path); err != nil {
			return err
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return t.Flush()
}

// measure reads one file and prints a row.
func measure(w io.Writer, cli, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	cmd := exec.Command(cli, "inspect", path)
	// A child's peak counts that of the process that starts it: give back what is
	// not needed, and let the peak begin anew.
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		return err
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	err = cmd.Run()
	took := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	peak := int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) >> 10
	within := "yes"
	if took > mostTime || peak > mostMemory {
		within = "NO"
	}
	fmt.Fprintf(w, "%s\t%.1f MB\t%.2f s\t%d MiB\t%s\t%s\n", filepath.Base(path), float64(info.Size())/(1<<20), took.Seconds(), peak, within, said(out.String()+errs.String(), path))
	return nil
}

// said is the last sentence about the file or, where nothing but details follow
// the table, its row.
func said(output, path string) string {
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(output), "\n"), func(line string) bool {
		return strings.TrimSpace(line) == "" || strings.HasPrefix(line, " ") || line == path
	})
	last := strings.ReplaceAll(lines[len(lines)-1], path+": ", "")
	if r := []rune(last); len(r) > 150 {
		return string(r[:149]) + "…"
	}
	return last
}
