package codebook

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open reads a shipped codebook by its name, or a file by its path: .qdc as
// REFI-QDA, anything else as a table. The error is a plain sentence.
func Open(name string) (*Book, error) {
	if slices.Contains(Shipped(), name) {
		return Load(name)
	}
	f, err := os.Open(name)
	if err != nil {
		if !strings.ContainsAny(name, `./\`) {
			return Load(name) // its error names what there is
		}
		return nil, fmt.Errorf("the codebook cannot be opened (%w): check the name of the file", err)
	}
	defer f.Close()
	b, err := Read(f, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if b.Name == "" {
		b.Name = line(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	}
	return b, nil
}

// Read reads a codebook in the format that the name's ending tells.
func Read(r io.Reader, name string) (*Book, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".qdc", ".qde", ".xml":
		return ReadQDC(r)
	}
	return ReadCSV(r)
}

// Write writes a codebook in the format that the name's ending tells.
func (b *Book) Write(w io.Writer, name string) error {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".qdc":
		return b.WriteQDC(w)
	case ".csv":
		return b.WriteCSV(w)
	default:
		return fmt.Errorf("a codebook cannot be written as %q: let the file's name end in .csv or .qdc", ext)
	}
}
