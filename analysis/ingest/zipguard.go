package ingest

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
)

// Limits of archives where the options say nothing.
const (
	defaultMaxExpanded = 4 << 30
	defaultMaxRatio    = 200
	defaultMaxEntries  = 100_000
	defaultMaxDepth    = 1000
)

// ratioFrom is how many bytes an entry may unpack to before it is held against
// its size: small files of blanks are no attack.
const ratioFrom = 4 << 20

func (o Options) expanded() int64 { return orDefault(o.MaxExpanded, defaultMaxExpanded) }
func (o Options) ratio() int64    { return orDefault(o.MaxRatio, defaultMaxRatio) }
func (o Options) entries() int    { return orDefault(o.MaxEntries, defaultMaxEntries) }
func (o Options) depth() int      { return orDefault(o.MaxDepth, defaultMaxDepth) }

func orDefault[T int | int64](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// zipGuard watches how much an archive unpacks to, whichever reader unpacks it.
// It sits below every compressed entry, so that an archive made to fill a
// computer is stopped while it grows, whatever its headers say.
type zipGuard struct {
	opt Options
	out int64 // bytes unpacked so far, over all entries
	err error // why the archive was stopped
}

// guardZip watches an archive, or says why it is not opened.
func guardZip(z *zip.Reader, opt Options) (*zipGuard, error) {
	g := &zipGuard{opt: opt}
	if n := len(z.File); n > opt.entries() {
		return g, fmt.Errorf("this ZIP archive holds %d files, more than the limit of %d: unpack it and name the files you mean, or raise the limit", n, opt.entries())
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser {
		in := &countingReader{r: r}
		return &guardedReader{g: g, in: in, out: flate.NewReader(in)}
	})
	return g, nil
}

// stop tells a fault of the guard from one of an entry.
func (g *zipGuard) stopped(err error) bool { return g.err != nil && errors.Is(err, g.err) }

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// guardedReader unpacks one entry.
type guardedReader struct {
	g   *zipGuard
	in  *countingReader
	out io.ReadCloser
	n   int64
}

func (r *guardedReader) Read(p []byte) (int, error) {
	if r.g.err != nil {
		return 0, r.g.err
	}
	n, err := r.out.Read(p)
	r.n += int64(n)
	r.g.out += int64(n)
	switch g := r.g; {
	case g.out > g.opt.expanded():
		g.err = tooLarge("this ZIP archive unpacks to more than the limit of %d MB: unpack it and name the files you mean, or raise the limit", g.opt.expanded()>>20)
	case r.n > ratioFrom && r.n/max(r.in.n, 1) > g.opt.ratio():
		g.err = tooLarge("this ZIP archive unpacks to more than %d times its size, as archives made to fill a computer do: if you trust it, unpack it and name the files you mean", g.opt.ratio())
	}
	if r.g.err != nil {
		return n, r.g.err
	}
	return n, err
}

func (r *guardedReader) Close() error { return r.out.Close() }

// bombError says that an archive would fill the computer. It is complete as it
// is: callers pass it on without words of their own.
type bombError struct{ error }

func tooLarge(format string, args ...any) error { return bombError{fmt.Errorf(format, args...)} }

// isBomb reports whether reading ended because of the guard.
func isBomb(err error) bool {
	var b bombError
	return errors.As(err, &b)
}
