package main

import (
	"bytes"
	"os"
	"testing"
)

// The file in the repository is what prose's model gives.
func TestModelIsUpToDate(t *testing.T) {
	want, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../tagger.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("tagger.bin (%d bytes) is not what prose gives (%d bytes): run go generate ./analysis/language", len(got), len(want))
	}
	if again, err := generate(); err != nil || !bytes.Equal(again, want) {
		t.Error("generating twice gives two files")
	}
}
