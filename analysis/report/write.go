package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

// Format is a kind of file a review can be written as.
type Format string

// The formats.
const (
	HTML Format = "html" // review.html
	JSON Format = "json" // review.json
	PNG  Format = "png"  // charts/ID.png, one per finding with a figure
	SVG  Format = "svg"  // charts/ID.svg
)

// Formats lists all formats.
func Formats() []Format { return []Format{HTML, JSON, PNG, SVG} }

// ParseFormats reads a list such as "html,png". The error names the word that
// is not a format and those that are.
func ParseFormats(list string) ([]Format, error) {
	var formats []Format
	for word := range strings.SplitSeq(list, ",") {
		f := Format(strings.ToLower(strings.TrimSpace(word)))
		if f == "" {
			continue
		}
		if !slices.Contains(Formats(), f) {
			return nil, fmt.Errorf("%q is not a format: choose from html, json, png and svg", word)
		}
		if !slices.Contains(formats, f) {
			formats = append(formats, f)
		}
	}
	if len(formats) == 0 {
		return nil, errors.New("no format was named: choose from html, json, png and svg")
	}
	return formats, nil
}

// Write writes the review into a folder, which is made where it does not
// exist, and returns the paths of the files in the order in which they were
// written. Files of the same names are replaced. watch is told how many files
// are done, of how many; it may be nil. The error ends with what to do.
func Write(ctx context.Context, r *finding.Review, dir string, formats []Format, watch func(done, total int)) ([]string, error) {
	files := plan(r, formats)
	var written []string
	for k, f := range files {
		if err := ctx.Err(); err != nil {
			return written, err
		}
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := writeFile(path, f.write); err != nil {
			return written, err
		}
		written = append(written, path)
		if watch != nil {
			watch(k+1, len(files))
		}
	}
	return written, nil
}

// file is one file to write.
type file struct {
	name  string // with slashes, below the folder
	write func(io.Writer) error
}

// plan lists the files that the formats ask for.
func plan(r *finding.Review, formats []Format) []file {
	var files []file
	if slices.Contains(formats, HTML) {
		files = append(files, file{"review.html", func(w io.Writer) error { return WriteHTML(w, r) }})
	}
	if slices.Contains(formats, JSON) {
		files = append(files, file{"review.json", func(w io.Writer) error { return WriteJSON(w, r) }})
	}
	for _, format := range [...]Format{PNG, SVG} {
		if !slices.Contains(formats, format) {
			continue
		}
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Figure != nil {
				files = append(files, file{"charts/" + fileName(f.ID) + "." + string(format), func(w io.Writer) error { return drawing(w, f, format) }})
			}
		}
	}
	return files
}

// pngScale is the number of pixels per point: sharp on a slide and in print.
const pngScale = 2

func drawing(w io.Writer, f *finding.Finding, format Format) error {
	d, err := chart.New(f.Figure, chart.DefaultSize(f.Figure))
	if err != nil {
		return err
	}
	if format == PNG {
		return d.PNG(w, pngScale)
	}
	return d.SVG(w)
}

// fileName keeps the letters, digits and hyphens of an id.
func fileName(id string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, id)
	return name[:min(len(name), 80)]
}

// writeFile writes a file under a passing name and then gives it its own.
func writeFile(path string, write func(io.Writer) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return cannotWrite(path, err)
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".yearbook-*")
	if err != nil {
		return cannotWrite(path, err)
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(content.Bytes())
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return cannotWrite(path, err)
	}
	return nil
}

// cannotWrite puts an error of the file system into words.
func cannotWrite(path string, err error) error {
	why := "the disk or the folder refused it"
	switch {
	case errors.Is(err, fs.ErrPermission):
		why = "you may not write there"
	case errors.Is(err, fs.ErrExist), strings.Contains(err.Error(), "not a directory"):
		why = "a file of that name is in the way"
	}
	return fmt.Errorf("cannot write %s (%w): %s, so choose another folder", path, err, why)
}
