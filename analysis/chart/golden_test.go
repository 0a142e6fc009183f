package chart

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden drawings anew")

func TestGolden(t *testing.T) {
	for _, n := range golden() {
		t.Run(n.name, func(t *testing.T) {
			d, err := New(n.fig, Size{})
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := d.SVG(&got); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", n.name+".svg")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("the drawing changed (-want +got); if that is right, run go test -update:\n%s", diff)
			}
		})
	}
}
