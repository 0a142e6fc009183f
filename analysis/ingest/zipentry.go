package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// open unpacks one entry of the archive as it is read. Nothing is written to disk.
func (a *archive) open(f *zip.File) (io.ReadCloser, error) {
	in, err := f.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, fmt.Errorf("%s in the archive is packed in a way that Yearbook cannot read: pack it as an ordinary ZIP without a password", shorten([]byte(f.Name)))
	case err != nil:
		return nil, fmt.Errorf("%s in the archive cannot be opened: make the archive again", shorten([]byte(f.Name)))
	case f.Flags&1 != 0:
		in.Close()
		return nil, fmt.Errorf("the archive is locked with a password: unpack it and name the files in it instead")
	}
	return in, nil
}

// entry is a file in an archive, or in a folder that is read as one.
type entry struct {
	Name string // its path in there, with slashes
	open func() (io.ReadCloser, error)
}

// entries are the files that an archive holds, in the order of their names.
func (a *archive) entries() []entry {
	var out []entry
	for _, f := range a.files() {
		out = append(out, entry{f.Name, func() (io.ReadCloser, error) { return a.open(f) }})
	}
	slices.SortStableFunc(out, func(x, y entry) int { return strings.Compare(x.Name, y.Name) })
	return out
}

// scan reads one entry as JSON with a reader that goes on over several.
func (a *archive) scan(f entry, r *jsonReader, each func() error) error {
	return a.scanAfter(f, r, func(*bufio.Reader) error { return nil }, each)
}

// scanAfter is scan for an entry that begins with something else, over which
// before steps; nil stands for the JavaScript before a list.
func (a *archive) scanAfter(f entry, r *jsonReader, before func(*bufio.Reader) error, each func() error) error {
	in, err := f.open()
	if err != nil {
		return err
	}
	defer in.Close()
	raw := bufio.NewReaderSize(in, 64<<10)
	start, err := raw.Peek(512)
	if len(start) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return a.explain(f, err)
	}
	dec := bufio.NewReader(newDecoder(a.ctx, raw, start))
	if before == nil {
		before = afterEquals
	}
	if err := before(dec); err != nil {
		return a.explain(f, err)
	}
	r.s = newJSONScanner(dec, a.opt)
	r.s.only = r.only
	if err := r.documents(each); err != nil {
		return a.explain(f, err)
	}
	return nil
}

// afterEquals steps over "window.YTD.account.part0 =".
func afterEquals(in *bufio.Reader) error {
	text, _ := in.Peek(512)
	_, err := in.Discard(bytes.IndexByte(text, '=') + 1)
	return err
}

// explain says what an error inside an entry means to a user.
func (a *archive) explain(f entry, err error) error {
	if a.guard.stopped(err) || a.ctx.Err() != nil {
		return cmp.Or(a.guard.err, err)
	}
	if damagedZip(err) {
		return fmt.Errorf("%s in the archive is damaged: download or make the archive again", shorten([]byte(f.Name)))
	}
	return fmt.Errorf("%s in the archive: %w", shorten([]byte(f.Name)), err)
}

// damagedZip tells faults of the packing from those of what is packed.
func damagedZip(err error) bool {
	return errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "flate:")
}

// files are the entries that hold something, without the rubbish that computers
// put into archives.
func (a *archive) files() []*zip.File {
	var out []*zip.File
	for _, f := range a.zip.File {
		name := path.Base(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.Contains(f.Name, "__MACOSX/") {
			continue
		}
		out = append(out, f)
	}
	return out
}

// isMedia tells pictures, recordings and documents by their names.
func isMedia(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".svg", ".ico",
		".mp4", ".mov", ".3gp", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".m4v",
		".opus", ".mp3", ".m4a", ".ogg", ".aac", ".wav", ".amr", ".oga", ".caf", ".flac",
		".vcf", ".pdf", ".ttf", ".woff", ".woff2", ".css", ".tgs":
		return true
	}
	return false
}
