// Package shared finds real data by other people for tests. It is no part of
// the programs. The data lie outside the project; where they are absent a test
// is skipped, except on a build server, where their absence is a failure.
package shared

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Dir returns the folder of the given name under the shared data, such as
// "irc". YEARBOOK_DATA names the folder that holds them; without it the folders
// beside the project are looked at.
func Dir(t testing.TB, name string) string {
	t.Helper()
	if root := os.Getenv("YEARBOOK_DATA"); root != "" {
		return must(t, filepath.Join(root, name))
	}
	return must(t, filepath.Join(Root(t), "..", "shared", "data", name))
}

// Reference returns a file of expected values.
func Reference(t testing.TB, name string) string {
	t.Helper()
	return must(t, filepath.Join(Root(t), "..", "shared", "reference", name))
}

// Root is the project's folder: the one that holds go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

func must(t testing.TB, path string) string {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing on the build server", path)
		}
		t.Skipf("%s is not on this machine", path)
	}
	return path
}

// Lines reads up to n messages of the pipe-separated files in a folder: what
// stands after the last bar of each line.
func Lines(t testing.TB, name string, n int) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(Dir(t, name), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", name, err)
	}
	var lines []string
	for _, file := range files {
		lines = append(lines, fileLines(t, file, n/len(files))...)
	}
	return lines
}

func fileLines(t testing.TB, file string, n int) []string {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for s := bufio.NewScanner(f); s.Scan() && len(lines) < n; {
		line := strings.ToValidUTF8(s.Text(), "")
		lines = append(lines, line[strings.LastIndexByte(line, '|')+1:])
	}
	return lines
}
