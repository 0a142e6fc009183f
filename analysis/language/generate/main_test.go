package main

import (
	"bytes"
	"os"
	"testing"
)

// The files in the repository are what prose's models give.
func TestModelsAreUpToDate(t *testing.T) {
	for file, make := range map[string]func() ([]byte, error){"tagger.bin": generate, "names.bin": generateNames} {
		want, err := make()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile("../" + file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s (%d bytes) is not what prose gives (%d bytes): run go generate ./analysis/language", file, len(got), len(want))
		}
		if again, err := make(); err != nil || !bytes.Equal(again, want) {
			t.Errorf("generating %s twice gives two files", file)
		}
	}
}
