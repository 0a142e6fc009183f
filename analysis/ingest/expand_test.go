package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folder makes files for a test and moves into their folder.
func folder(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, "/") {
			continue
		}
		if err := os.WriteFile(f, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestExpand(t *testing.T) {
	folder(t, "a/2.txt", "a/1.txt", "a/b/3.csv", "a/README.md", "a/LICENSE", "a/.hidden", "a/.git/x", "a/readme-notes.txt", "z.txt", "README.txt", "empty/")
	if err := os.MkdirAll("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		args     []string
		paths    []string
		problems []string // path: beginning of the sentence
	}{
		{"a folder", []string{"a"}, []string{"a/1.txt", "a/2.txt", "a/b/3.csv", "a/readme-notes.txt"},
			[]string{"a/.git: Skipped", "a/.hidden: Skipped", "a/LICENSE: Skipped", "a/README.md: Skipped"}},
		{"twice", []string{"z.txt", "./z.txt", "a/b", "a/b/3.csv"}, []string{"a/b/3.csv", "z.txt"}, nil},
		{"named outright", []string{"a/README.md", "a/.hidden"}, []string{"a/.hidden", "a/README.md"}, nil},
		{"pattern", []string{"a/*.txt"}, []string{"a/1.txt", "a/2.txt", "a/readme-notes.txt"}, nil},
		{"pattern without match", []string{"q*.csv"}, nil, []string{"q*.csv: No file matches"}},
		{"bad pattern", []string{"[.csv"}, nil, []string{"[.csv: This pattern cannot be understood"}},
		{"missing", []string{"nope.txt"}, nil, []string{"nope.txt: There is no such file"}},
		{"empty folder", []string{"empty"}, nil, []string{"empty: This folder is empty"}},
		{"empty name", []string{""}, nil, []string{": An empty name"}},
		{"nothing", nil, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			paths, problems := Expand(test.args)
			if diff := cmp.Diff(test.paths, paths); diff != "" {
				t.Error(diff)
			}
			if len(problems) != len(test.problems) {
				t.Fatalf("%+v", problems)
			}
			for i, p := range problems {
				if !strings.HasPrefix(p.Path+": "+p.Text, test.problems[i]) || !strings.HasSuffix(p.Text, ".") {
					t.Errorf("got %s: %s, want %s", p.Path, p.Text, test.problems[i])
				}
			}
		})
	}
}

func TestExpandUnreadableFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	folder(t, "a/secret/x.txt", "a/y.txt")
	if err := os.Chmod("a/secret", 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod("a/secret", 0o755)
	paths, problems := Expand([]string{"a"})
	if len(paths) != 1 || len(problems) != 1 {
		t.Errorf("%v %v", paths, problems)
	}
}
