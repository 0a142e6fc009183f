package ingest

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// merge reads the wanted entries one after the other into one result, and names
// those left out that a reader might know.
func (a *archive) merge(what string, wanted func(*zip.File) bool) error {
	return a.mergeNaming(what, wanted, mayBeRead)
}

// mergeKnown is merge for an export whose other entries are known to hold no
// messages.
func (a *archive) mergeKnown(what string, wanted func(*zip.File) bool) error {
	return a.mergeNaming(what, wanted, func(*zip.File) bool { return false })
}

func (a *archive) mergeNaming(what string, wanted, named func(*zip.File) bool) error {
	a.merged = true
	m := zipMerge{a: a, people: map[string]bool{}, formats: map[string]int{}}
	files := a.files()
	slices.SortStableFunc(files, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	for _, f := range files {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		if !wanted(f) && named(f) {
			m.beside = append(m.beside, f.Name)
			continue
		} else if !wanted(f) {
			m.left++
			continue
		}
		if err := m.read(f); err != nil {
			m.finish(what)
			return err
		}
	}
	return m.finish(what)
}

// zipMerge adds up what the entries of an archive gave.
type zipMerge struct {
	a       *archive
	people  map[string]bool
	formats map[string]int // entries by the title of their format
	most    int            // messages of the entry that gave most
	left    int            // entries that were not wanted
	beside  []string       // and those of them that a reader might know
	names   []string       // entries that were read
	nested  []string
	passed  []string // entries that could not be read, with the reason
}

// read reads one entry. Its error is one that ends the reading of the archive.
func (m *zipMerge) read(f *zip.File) error {
	a := m.a
	in, err := a.open(f)
	if err != nil {
		m.pass(f, err)
		return nil
	}
	defer in.Close()
	sub := blank(path.Join(a.book.res.Source.Path, f.Name))
	err = read(a.ctx, &onlyPlain{in: in}, sub, a.opt)
	if errors.Is(err, errNested) {
		m.nested = append(m.nested, f.Name)
		return nil
	}
	if len(sub.Records) > 0 || err == nil {
		m.add(f, sub)
	}
	switch {
	case err == nil:
		return nil
	case a.guard.stopped(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return cmp.Or(a.guard.err, err)
	}
	m.pass(f, err)
	return nil
}

var errNested = errors.New("an archive inside an archive")

// onlyPlain refuses an archive inside the archive.
type onlyPlain struct {
	in    io.Reader
	begun bool
}

func (o *onlyPlain) Read(p []byte) (int, error) {
	n, err := o.in.Read(p)
	first := !o.begun
	if o.begun = true; first && n >= 4 && string(p[:4]) == "PK\x03\x04" {
		return 0, errNested
	}
	return n, err
}

func (m *zipMerge) pass(f *zip.File, err error) {
	if len(m.passed) < 3 {
		reason := err.Error()
		if damagedZip(err) {
			reason = "it is damaged: make the archive again"
		}
		m.passed = append(m.passed, fmt.Sprintf("%s (%s)", shorten([]byte(f.Name)), reason))
	} else {
		m.passed = append(m.passed, "")
	}
}

// add takes over what one entry gave.
func (m *zipMerge) add(f *zip.File, sub *Result) {
	m.names = append(m.names, f.Name)
	res := m.a.book.res
	r, s := &res.Receipt, &sub.Receipt
	offset := 0
	if n := len(res.Records); n > 0 {
		offset = res.Records[n-1].Row
	}
	for i := range sub.Records {
		sub.Records[i].Row += offset
		if name := sub.Records[i].Author; name != "" {
			m.people[name] = true
		}
	}
	res.Records = append(res.Records, sub.Records...)
	name := shorten([]byte(f.Name))
	for reason, n := range s.Skipped {
		r.Skipped[reason] += n
		for _, e := range s.Examples[reason] {
			if len(r.Examples[reason]) < 3 {
				r.Examples[reason] = append(r.Examples[reason], Example{Line: e.Line, Text: shorten([]byte(name + ": " + e.Text))})
			}
		}
	}
	for channel, n := range s.Channels {
		r.Channels[channel] += n
	}
	r.Rows, r.Messages = r.Rows+s.Rows, r.Messages+s.Messages
	r.Reposts, r.NonAnswers = r.Reposts+s.Reposts, r.NonAnswers+s.NonAnswers
	if !s.First.IsZero() && (r.First.IsZero() || s.First.Before(r.First)) {
		r.First = s.First
	}
	if s.Last.After(r.Last) {
		r.Last = s.Last
	}
	m.describe(name, sub)
}

// describe takes over how an entry was understood: that of the entry with the
// most messages stands for all.
func (m *zipMerge) describe(name string, sub *Result) {
	r, s := &m.a.book.res.Receipt, &sub.Receipt
	ambiguous := r.DateOrder.Ambiguous + s.DateOrder.Ambiguous
	if m.formats[s.Format]++; s.Messages > m.most {
		m.most = s.Messages
		r.DateOrder, r.Encoding, r.Zone = s.DateOrder, s.Encoding, s.Zone
	}
	r.DateOrder.Ambiguous = ambiguous
	r.Confidence = s.Confidence
	m.a.book.res.Source.Sitting = sub.Source.Sitting
	for _, c := range s.Columns {
		c.Name = name + ": " + c.Name
		r.Columns = append(r.Columns, c)
	}
	for _, w := range s.Warnings {
		if len(r.Warnings) < 50 {
			m.a.book.warn("%s: %s", name, w)
		}
	}
}

// finish says what the archive was and what was left in it.
func (m *zipMerge) finish(what string) error {
	res := m.a.book.res
	r := &res.Receipt
	r.People = len(m.people)
	titles := slices.Sorted(maps.Keys(m.formats))
	read := 0
	for _, n := range m.formats {
		read += n
	}
	switch {
	case len(titles) == 1:
		r.Format = titles[0] + " in a ZIP"
	case len(titles) > 1:
		r.Format = "ZIP of " + strings.Join(titles, ", ")
	}
	res.Source.Format = r.Format
	if read > 1 {
		res.Source.Sitting = false
		m.a.book.warn("%d files of the archive were read as one source (%s); dates were read file by file. Unpack the archive to have them as sources of their own.", read, few(m.names))
	}
	if m.left > 0 {
		m.a.book.warn("%d pictures, recordings and other files in the archive were left out.", m.left)
	}
	if len(m.beside) > 0 {
		m.a.book.warn("%d files beside the chat were taken for files sent in it and were not read: %s. If they are exports of their own, unpack the archive and name them.", len(m.beside), few(m.beside))
	}
	if n := len(m.nested); n > 0 {
		m.a.book.warn("%d archives or Office documents inside the archive were not opened (%s): unpack the archive and name them.", n, few(m.nested))
	}
	if n := len(m.passed); n > 0 {
		m.a.book.warn("%d files in the archive could not be read: %s.", n, strings.Join(slices.DeleteFunc(slices.Clone(m.passed), func(s string) bool { return s == "" }), "; "))
	}
	switch {
	case read > 0 && r.Messages == 0:
		m.a.book.warn("No message was found in this archive: check that it is the export you meant, and that it is complete.")
	case read == 0 && len(m.nested) > 0:
		return errors.New("this ZIP archive holds other archives or Office documents, which Yearbook does not open: unpack it and name the files in it instead")
	case read == 0 && len(m.passed) > 0:
		return fmt.Errorf("this ZIP archive holds no file that Yearbook can read: %s", m.passed[0])
	case read == 0:
		return fmt.Errorf("this ZIP archive holds no %s that Yearbook can read: unpack it and name the files you mean", what)
	}
	return nil
}
