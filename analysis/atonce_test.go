package analysis

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// fixtures are files of nearly every format there is a reader for.
const fixtures = "ingest/testdata"

// TestReadingAtOnce reads the fixtures of all readers at once, several times.
// Readers start no goroutines themselves; what several of them share must bear
// to be used by all. Each time the answer is the same.
func TestReadingAtOnce(t *testing.T) {
	if _, err := os.Stat(fixtures); err != nil {
		t.Fatal(err)
	}
	var args []string
	for _, pattern := range []string{"*/*", "json/*/*"} {
		found, err := filepath.Glob(filepath.Join(fixtures, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			info, err := os.Stat(path)
			if err == nil && info.Mode().IsRegular() && filepath.Ext(path) != ".golden" {
				args = append(args, path)
			}
		}
	}
	if len(args) < 100 {
		t.Fatalf("only %d fixtures were found", len(args))
	}
	var first *Reading
	for range 3 {
		r, err := Read(t.Context(), args, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
			continue
		}
		if !reflect.DeepEqual(first.Receipts, r.Receipts) || !reflect.DeepEqual(first.Problems, r.Problems) || first.Corpus.Len() != r.Corpus.Len() {
			t.Error("the same files gave different receipts")
		}
	}
}
