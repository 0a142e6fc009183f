// Package sample holds an invented year of an invented health communications
// community, so that the app can show what it does on a computer with nothing
// else on it. See README.md for what is planted in it.
package sample

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
)

//go:embed whatsapp.txt tags.csv blog.html
var files embed.FS

// names are the files of the sample.
var names = [...]string{"whatsapp.txt", "tags.csv", "blog.html"}

// Write writes the sample into a folder, which must exist, and returns the
// paths of its files.
func Write(dir string) ([]string, error) {
	var paths []string
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("the sample is missing from the program (%w): install Yearbook again", err)
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return nil, fmt.Errorf("cannot write the sample (%w): choose another folder or free some space", err)
		}
		paths = append(paths, path)
	}
	return paths, nil
}
