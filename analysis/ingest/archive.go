package ingest

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// archiveFormat is a kind of zip archive that is read in place as one source:
// a workbook, a document, an exported chat.
type archiveFormat struct {
	Name   string // short name, for code
	Title  string // what users call it
	detect func(a *archive) float64
	read   func(a *archive) error
}

// archives lists every kind of zip archive, the most particular first.
func archives() []archiveFormat {
	return slices.Concat(jsonArchives(), documentArchives(), sheetArchives())
}

// beyondDoubt is the confidence of the exports that a single file tells.
const beyondDoubt = 0.9

// archive is one zip archive being read.
type archive struct {
	ctx   context.Context
	zip   *zip.Reader
	opt   Options
	book  *book
	guard *zipGuard
	// merged says that the reader completed the receipt itself, out of those of
	// the entries.
	merged bool
}

// isArchive reports whether a stream of the size begins as a zip does.
func isArchive(in io.ReaderAt) bool {
	var start [4]byte
	n, err := in.ReadAt(start[:], 0)
	return n == len(start) && (err == nil || errors.Is(err, io.EOF)) && string(start[:]) == "PK\x03\x04"
}

// readArchive reads a zip archive whose kind is known. The bool says whether it
// is; where it is not, nothing was read.
func readArchive(ctx context.Context, in io.ReaderAt, size int64, res *Result, opt Options) (known bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			known, err = true, fmt.Errorf("reading failed inside Yearbook (%v): please report it, and export the file in another format meanwhile", r)
		}
	}()
	z, err := zip.NewReader(in, size)
	if err != nil {
		return false, nil
	}
	guard, err := guardZip(z, opt)
	if err != nil {
		return true, err
	}
	a := &archive{ctx: ctx, zip: z, opt: opt, book: newBook(res, opt), guard: guard}
	var best archiveFormat
	confidence := 0.0
	var exports []string // kinds of export that the archive holds beyond doubt
	for _, f := range archives() {
		c := f.detect(a)
		if c >= beyondDoubt {
			exports = append(exports, f.Title)
		}
		if c > confidence {
			best, confidence = f, c
		}
	}
	if confidence < sure {
		return false, nil
	}
	for _, title := range exports {
		if title != best.Title {
			a.book.warn("The archive holds another export as well (%s), which was not read: unpack the archive, and name the folder or the files of each.", title)
		}
	}
	r := &res.Receipt
	r.Format, r.Confidence, r.Encoding = best.Title, confidence, "UTF-8"
	res.Source.Format = best.Title
	if err = best.read(a); err != nil {
		err = a.keptBefore(err)
	}
	if !a.merged {
		a.book.close()
	}
	if err == nil {
		err = ctx.Err()
	}
	return true, err
}

// keptBefore adds to the error of an archive that was stopped that what was read
// until then is kept, and leaves a note of it in the receipt.
func (a *archive) keptBefore(err error) error {
	n := len(a.book.res.Records)
	if !a.guard.stopped(err) || n == 0 {
		return err
	}
	a.book.warn("The archive was read up to a limit only, and the %d messages before it were kept.", n)
	return bombError{fmt.Errorf("%w. The %d messages read before the limit were kept", err, n)}
}
