package ingest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCells(t *testing.T) {
	tests := []struct {
		name, text string
		want       Table
	}{
		{"plain", "a,b\n1,2\n", Table{[]string{"a", "b"}, [][]string{{"1", "2"}}, []int{2}}},
		{"mark at the start", "\xef\xbb\xbfa,b\n1,2\n", Table{[]string{"a", "b"}, [][]string{{"1", "2"}}, []int{2}}},
		{"semicolons and CRLF", "a;b\r\n\"1;1\";2\r\n", Table{[]string{"a", "b"}, [][]string{{"1;1", "2"}}, []int{2}}},
		{"Windows-1252", "a,b\ncaf\xe9,\x93x\x94\n", Table{[]string{"a", "b"}, [][]string{{"café", "“x”"}}, []int{2}}},
		{"several lines", "a,b\n\"1\n2\",x\n3,y\n", Table{[]string{"a", "b"}, [][]string{{"1\n2", "x"}, {"3", "y"}}, []int{2, 4}}},
		{"short, long and empty rows", "a,b\n1\n,\n\n1,2,3\n", Table{[]string{"a", "b"}, [][]string{{"1", ""}, {"1", "2"}}, []int{2, 5}}},
		{"no rows", "a,b\n", Table{[]string{"a", "b"}, nil, nil}},
	}
	for _, tt := range tests {
		path := filepath.Join(t.TempDir(), "table.csv")
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := Cells(context.Background(), path)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d := cmp.Diff(tt.want, *got); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

func TestCellsRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"empty.csv": "", "blank.csv": " \n\n", "book.xlsx": "PK\x03\x04rest of a workbook"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Cells(context.Background(), path); err == nil || !strings.Contains(err.Error(), ":") {
			t.Errorf("%s: error %v, want one that says what to do", name, err)
		}
	}
	if _, err := Cells(context.Background(), filepath.Join(dir, "none.csv")); err == nil {
		t.Error("a missing file is read")
	}
}

func TestColumn(t *testing.T) {
	table := Table{Headers: []string{"Message\u00a0ID", " Codes "}}
	for header, want := range map[string]int{"message id": 0, "codes": 1, "code": -1} {
		if got := table.Column(header); got != want {
			t.Errorf("column %q is %d, want %d", header, got, want)
		}
	}
}

func FuzzCells(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "sep=;\na;b\n\"x\ny\";2", "\"a\n\"\"b,c", "\xff\xfea\x00,\x00", ",,\n\n", "a\tb\r1\t2\r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		j, err := open(context.Background(), strings.NewReader(text), blank("table.csv"), Options{}.filled())
		if err != nil {
			return
		}
		table, err := cells(j)
		if err != nil {
			return
		}
		if len(table.Rows) != len(table.Lines) {
			t.Fatalf("%d rows and %d lines", len(table.Rows), len(table.Lines))
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Headers) {
				t.Fatalf("%d cells under %d headers", len(row), len(table.Headers))
			}
		}
	})
}
