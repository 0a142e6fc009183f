package main

import (
	"fmt"
	"os"
	"path/filepath"

	files "yearbook/testdata/sample"
)

// sample writes the sample, which is part of the program, where the user's
// programs keep passing files, and returns its paths.
func sample() ([]string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	dir = filepath.Join(dir, "yearbook", "sample")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the folder for the sample (%w): open your own files instead", err)
	}
	return files.Write(dir)
}
