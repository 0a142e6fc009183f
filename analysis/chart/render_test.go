package chart

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var render = flag.String("render", "", "write every test figure as PNG to this folder, to look at")

// TestRender writes pictures for people to judge; it checks nothing.
func TestRender(t *testing.T) {
	if *render == "" {
		t.Skip("no -render folder")
	}
	sizes := map[string]Size{"": {}, "-small": {400, 300}, "-medium": {960, 540}, "-large": {1600, 900}}
	for _, n := range figures() {
		for suffix, size := range sizes {
			d, err := New(n.fig, size)
			if err != nil {
				t.Fatal(n.name, err)
			}
			f, err := os.Create(filepath.Join(*render, n.name+suffix+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := d.PNG(f, 1); err != nil {
				t.Error(n.name, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
