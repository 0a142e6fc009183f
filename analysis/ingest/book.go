package ingest

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"yearbook/analysis/corpus"
)

// book keeps the account of one file while it is read: every logical row ends
// in keep or in skip, so that none can be lost.
type book struct {
	res   *Result
	dates dates
	names map[string]string // one copy of each name
	notes map[string]bool   // warnings already given
	part  func() float64    // how much of the file is read, see job.part; nil where it is not known

	hidden  int // addresses taken out of texts
	rounded int // ids that a spreadsheet has rounded
}

func newBook(res *Result, opt Options) *book {
	return &book{
		res:   res,
		dates: dates{local: wallClock{loc: opt.Location}, dayFirst: opt.DayFirst},
		names: map[string]string{},
		notes: map[string]bool{},
	}
}

// Room for records is doubled until there are so many. From then on it is made
// for as many as the rest of the file holds if it goes on as it began or, where
// that is not known, once more for a quarter of those there are.
const (
	doublings        = 1 << 12
	doublingsUnknown = 1 << 20
)

// more is how many further records to make room for.
func (b *book) more() int {
	n := len(b.res.Records)
	part := 0.0
	if b.part != nil {
		part = b.part()
	}
	switch {
	case n < doublings || part == 0 && n < doublingsUnknown:
		return max(n, 64)
	case part == 0:
		return n / 4
	}
	const spare = 1.02 // rows are not all of one length
	return max(int(float64(n)*(spare/part-1)), n/16)
}

// keep records a message. Its time is set from st; the zero stamp means that
// the file does not say.
func (b *book) keep(rec corpus.Record, st stamp) {
	rec.Time = corpus.NoTime
	if st.form != noDate {
		rec.Time = b.dates.note(st, rec.Row)
	}
	b.hideAddresses(&rec)
	b.res.Receipt.Rows++
	if n := len(b.res.Records); n == cap(b.res.Records) {
		b.res.Records = slices.Grow(b.res.Records, b.more())
	}
	b.res.Records = append(b.res.Records, rec)
}

// skip counts a row that is no message.
func (b *book) skip(reason string, line int, text []byte) {
	r := &b.res.Receipt
	r.Rows++
	r.Skipped[reason]++
	if r.Skipped[reason] <= 3 {
		r.Examples[reason] = append(r.Examples[reason], Example{Line: line, Text: withoutAddresses(shorten(text))})
	}
}

// date takes into account the date of a row that is skipped: it may tell the
// order of the others.
func (b *book) date(st stamp) {
	if st.form != noDate && st.form != exact {
		b.dates.tallies[st.form].note(st, 0)
	}
}

// name returns the one copy of an author's name, as valid UTF-8.
func (b *book) name(s []byte) string {
	if name, ok := b.names[string(s)]; ok {
		return name
	}
	name := valid(string(s))
	b.names[name] = name
	return name
}

// warn adds a sentence to the receipt, once.
func (b *book) warn(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !b.notes[s] {
		b.notes[s] = true
		b.res.Receipt.Warnings = append(b.res.Receipt.Warnings, s)
	}
}

// close settles dates and fills the totals of the receipt.
func (b *book) close() {
	r := &b.res.Receipt
	decision, orders, warnings := b.dates.decide(b.res.Records)
	r.DateOrder, r.Zone = decision, b.dates.zone()
	for _, w := range warnings {
		b.warn("%s", w)
	}
	b.res.Records = slices.Clip(b.res.Records)
	first, last := int64(0), int64(0)
	people := map[string]bool{}
	undated, sameChannel := 0, 0
	for i := range b.res.Records {
		rec := &b.res.Records[i]
		order := int8(-1)
		if orders != nil {
			order = orders[i]
		}
		rec.Time = b.dates.resolve(rec.Time, order)
		if rec.Time == corpus.NoTime {
			undated++
		} else {
			if b.dates.steady && i > 0 { // an hour that summer time leaps over
				rec.Time = max(rec.Time, last)
			}
			if r.First.IsZero() || rec.Time < first {
				first, r.First = rec.Time, b.moment(rec.Time)
			}
			if r.Last.IsZero() || rec.Time > last {
				last, r.Last = rec.Time, b.moment(rec.Time)
			}
		}
		if rec.Author != "" && !people[rec.Author] {
			people[rec.Author] = true
		}
		if sameChannel++; i+1 == len(b.res.Records) || b.res.Records[i+1].Channel != rec.Channel {
			r.Channels[string(rec.Channel)] += sameChannel
			sameChannel = 0
		}
		if rec.Marks.Has(corpus.Repost) {
			r.Reposts++
		}
		if rec.Marks.Has(corpus.NonAnswer) {
			r.NonAnswers++
		}
	}
	r.Messages, r.People = len(b.res.Records), len(people)
	if b.hidden > 0 {
		b.warn("E-mail and IP addresses that people wrote into their texts were replaced by [e-mail] and [IP]: %d in all.", b.hidden)
	}
	switch {
	case r.Layout == codebookLayout:
	case r.Messages == 0:
		b.warn("No message was found in this file: check that it is the export you meant, and that it is complete.")
	case undated == r.Messages:
		b.warn("No message has a date, so this file cannot be compared over time: export it again with dates if you can.")
	case undated > 0:
		b.warn("Messages without a date that can be read: %d of %d. They count, but in no period.", undated, r.Messages)
	}
}

func (b *book) moment(ms int64) time.Time {
	return time.UnixMilli(ms).In(b.dates.local.loc)
}

// text makes the words of a message out of bytes of the file.
func text(b []byte) string {
	s := valid(string(trim(b)))
	if strings.IndexByte(s, '\r') >= 0 {
		s = newlines.Replace(s)
	}
	return s
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func valid(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}
