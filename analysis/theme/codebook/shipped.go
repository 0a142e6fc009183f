package codebook

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed books/*.csv
var books embed.FS

// Shipped lists the names of the codebooks that come with the program.
func Shipped() []string {
	entries, err := books.ReadDir("books")
	if err != nil {
		return nil // an embedded folder is always there
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".csv"))
	}
	slices.Sort(names)
	return names
}

// Load is the shipped codebook of the name.
func Load(name string) (*Book, error) {
	data, err := books.ReadFile("books/" + name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("there is no codebook called %q: choose %s, or name a file", name, strings.Join(Shipped(), ", "))
	}
	return ReadCSV(bytes.NewReader(data))
}
