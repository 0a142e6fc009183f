package ingest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"yearbook/analysis/corpus"
)

// Options say how a file is read. The zero value reads it as an NHS analyst in
// England would expect.
type Options struct {
	// Location is the zone of times that name none; nil means Europe/London.
	Location *time.Location
	// DayFirst overrules the inference of the order of numeric dates: true
	// for day first, false for month first, nil to let the file decide.
	DayFirst *bool
	// Date is the day of files that name none, such as a saved meeting chat
	// whose name holds no date either; zero means that it is not known.
	Date time.Time
	// MaxLine is the longest line in bytes that is read; 0 means 16 MB.
	MaxLine int64
	// MaxFile is the largest file in bytes that is read; 0 means any size.
	MaxFile int64
	// MaxExpanded is how many bytes a zip archive may unpack to; 0 means 4 GB.
	MaxExpanded int64
	// MaxRatio is how many times larger than itself an archive may become when
	// it is unpacked; 0 means 200.
	MaxRatio int64
	// MaxEntries is the largest number of files in a zip archive; 0 means 100,000.
	MaxEntries int
	// MaxDepth is how deeply JSON may be nested; 0 means 1,000.
	MaxDepth int
	// Chats names the chats to read of an export that holds several, such as a
	// Telegram account or a Slack workspace; nil reads all but those that the
	// account had left. Capitals, blanks and marks do not matter. Files of a
	// single chat are read in any case.
	Chats []string
	// Mapping says how a table is read, in place of what Yearbook would guess.
	// It is for one layout: to read files of several, use Presets.
	Mapping *Mapping
	// Sheet names the sheet of a workbook that is read; "" means the one that
	// looks most like data, with those that have the same header. It goes before
	// that of the mapping, and files that are no workbooks are read as they are.
	Sheet string
	// Presets are mappings for layouts that come again; those of Yearbook
	// itself come after them.
	Presets []Preset
	// Keep names further columns of tables to keep with each message, such as
	// a service or a label, by their headers: capitals and white space do not
	// matter. Columns of e-mail or IP addresses are never kept.
	Keep []string
}

const defaultMaxLine = 16 << 20

func (o Options) filled() Options {
	if o.Location == nil {
		o.Location = corpus.London()
	}
	if o.MaxLine <= 0 {
		o.MaxLine = defaultMaxLine
	}
	return o
}

// File reads one file, or one unpacked Slack export, which is a folder. The result is never nil: where the file cannot be used
// the error says why, in a sentence for the user, and the receipt holds what
// was learnt before. A cancelled context stops the reading within a few
// thousand rows with the context's error.
func File(ctx context.Context, path string, opt Options) (*Result, error) {
	opt = opt.filled()
	res := blank(path)
	if err := ctx.Err(); err != nil {
		return res, err
	}
	if IsSlackFolder(path) {
		if err := readSlackFolder(ctx, path, res, opt); err != nil {
			return res, fmt.Errorf("%s: %w", path, err)
		}
		return res, nil
	}
	f, info, err := openRegular(path, opt)
	if err != nil {
		return res, err
	}
	defer f.Close()
	if isArchive(f) {
		if known, err := readArchive(ctx, f, info.Size(), res, opt); known && err != nil {
			return res, fmt.Errorf("%s: %w", path, err)
		} else if known {
			return res, nil
		}
	}
	if err := read(ctx, f, res, opt); err != nil {
		return res, fmt.Errorf("%s: %w", path, err)
	}
	return res, nil
}

// openRegular opens a file that can be read, or says why it cannot.
func openRegular(path string, opt Options) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w: %s", path, err, sentence(err))
	case info.IsDir():
		return nil, nil, fmt.Errorf("%s: this is a folder: name the files in it, or let Yearbook walk it", path)
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s: this is not an ordinary file: name a file that was exported or saved", path)
	case opt.MaxFile > 0 && info.Size() > opt.MaxFile:
		return nil, nil, fmt.Errorf("%s: the file is larger than the limit of %d MB: split it, or raise the limit", path, opt.MaxFile>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w: %s", path, err, sentence(err))
	}
	return f, info, nil
}

// blank is the result before anything was read.
func blank(path string) *Result {
	return &Result{
		Source: corpus.Source{Path: path, Name: filepath.Base(path)},
		Receipt: Receipt{
			Path: path, Channels: map[string]int{}, Skipped: map[string]int{},
			Examples: map[string][]Example{}, DateOrder: DateDecision{Order: "none"},
		},
	}
}

// read reads a stream whose name is res.Source.Path. A panic, which would be
// a mistake of this package, becomes an error.
func read(ctx context.Context, in io.Reader, res *Result, opt Options) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading failed inside Yearbook (%v): please report it, and export the file in another format meanwhile", r)
		}
	}()
	j, err := open(ctx, in, res, opt)
	if err != nil {
		return err
	}
	f, confidence, err := recognise(j.head)
	if err != nil {
		return err
	}
	r := &res.Receipt
	r.Format, r.Confidence = f.Title, math.Round(100*confidence)/100
	res.Source.Format = f.Title
	err = f.read(j)
	j.finish()
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// open decodes the stream, and refuses what is no text that Yearbook reads.
func open(ctx context.Context, in io.Reader, res *Result, opt Options) (*job, error) {
	raw := bufio.NewReaderSize(in, 64<<10)
	start, err := raw.Peek(16 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %s", err, sentence(err))
	}
	if len(start) == 0 {
		return nil, errors.New("the file is empty: export it again")
	}
	if err := refuseBinary(start); err != nil {
		return nil, err
	}
	dec := newDecoder(ctx, raw, start)
	decoded := bufio.NewReaderSize(dec, headSize)
	text, err := decoded.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %s", err, sentence(err))
	}
	if len(trim(text)) == 0 && err != nil {
		return nil, errors.New("the file holds no text, only blanks: export it again")
	}
	h := newHead(res.Source.Path, text, err != nil)
	res.Receipt.Encoding = dec.encoding()
	j := &job{ctx: ctx, head: h, in: decoded, dec: dec, opt: opt, book: newBook(res, opt), size: sizeOf(in)}
	j.book.part = j.part
	return j, nil
}

// sizeOf is how many bytes there are to read, 0 where it is not known.
func sizeOf(in io.Reader) int64 {
	switch in := in.(type) {
	case interface{ Size() int64 }:
		return in.Size()
	case *os.File:
		if info, err := in.Stat(); err == nil {
			return info.Size()
		}
	}
	return 0
}

// finish completes the receipt after the last row.
func (j *job) finish() {
	r := &j.book.res.Receipt
	r.Encoding = j.dec.encoding()
	if j.dec.nuls > 0 {
		j.book.warn("%d NUL bytes were left out: the file may have been damaged when it was saved.", j.dec.nuls)
	}
	if j.dec.odd > 0 && j.dec.multi {
		j.book.warn("%d characters were not UTF-8 and were read as Windows-1252: check names and quotation marks.", j.dec.odd)
	}
	j.book.close()
}
