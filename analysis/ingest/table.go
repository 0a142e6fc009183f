package ingest

import (
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"yearbook/analysis/corpus"
)

// The table reader takes any table as text: cells parted by a comma, a
// semicolon, a tab or a pipe. It guesses from headers and contents which
// column holds what people wrote, which the date and which the name; the
// receipt says what it chose and why.

// sampleRows is how many rows the choice of columns is based on.
const sampleRows = 1000

func detectTable(h *head) float64 {
	named := h.ext == ".csv" || h.ext == ".tsv" || h.ext == ".tab"
	d := sniffDialect(h)
	if d.columns < 2 {
		if named {
			return 0.35 // one column, or a table too broken to say
		}
		return 0
	}
	rows := firstRows(h, d, 50)
	switch {
	case named:
		return 0.6 + 0.3*d.share
	case len(rows) < 2 || d.share < 0.6:
		return 0
	case looksLikeHeader(rows) && d.share >= 0.8 && profile{words: headerWords(strings.Join(rows[0], " "))}.hints(headerHints...) > 0:
		return 0.4 + 0.3*d.share
	case len(rows) >= 3 && d.share >= 0.9 && d.columns >= 3:
		return 0.4
	}
	return 0
}

// tableReader reads the rows by a plan.
type tableReader struct {
	book     *book
	plan     plan
	delim    string
	header   []string
	channels map[corpus.Channel]bool
	ids      map[uint64]uint64 // of hashes: an id, and the text it first had
	seed     maphash.Seed
	twice    int // ids that came again with another text
	wide     int // rows with more cells than the header
}

func readTable(j *job) error {
	d := sniffDialect(j.head)
	if d.columns < 2 {
		d.delim = ','
	}
	rows := firstRows(j.head, d, sampleRows)
	if len(rows) == 0 {
		return fmt.Errorf("the table holds no rows that can be told apart: export it again as CSV UTF-8")
	}
	p, err := makePlan(rows, d.columns)
	if err != nil {
		return err
	}
	r := &tableReader{book: j.book, plan: p, delim: string(d.delim), channels: map[corpus.Channel]bool{}, ids: map[uint64]uint64{}, seed: maphash.MakeSeed()}
	j.book.res.Receipt.Columns = p.columns
	if p.unit != written {
		j.book.dates.base = DateDecision{Order: "time stamp", Evidence: "the times are numbers"}
	}
	for _, w := range p.warnings {
		j.book.warn("%s", w)
	}
	in := j.lines()
	for range d.skip {
		in.next()
	}
	return r.all(newRowReader(in, d.delim))
}

// all reads every row.
func (r *tableReader) all(rows *rowReader) error {
	awaitHeader := r.plan.header
	rows.want = len(r.plan.names)
	for {
		cells, ok := rows.next()
		if !ok {
			break
		}
		switch {
		case rows.long:
			r.book.skip("line too long", rows.line, cells[0])
		case blankRow(cells):
			r.book.skip("blank line", rows.line, nil)
		case awaitHeader:
			awaitHeader = false
			for _, c := range cells {
				r.header = append(r.header, string(trim(c)))
			}
		default:
			r.row(cells, rows.line)
		}
	}
	rows.warn(r.book)
	if r.wide > 0 {
		r.book.warn("%d rows have more cells than the header, as when a text holds the delimiter without quotation marks: check that they read well.", r.wide)
	}
	if r.twice > 0 {
		r.dropIDs()
	}
	return rows.err
}

// row takes one row below the header.
func (r *tableReader) row(cells [][]byte, line int) {
	p := &r.plan
	at := func(i int) []byte {
		if i < 0 || i >= len(cells) {
			return nil
		}
		return trim(cells[i])
	}
	said := r.said(cells)
	switch {
	case r.isHeader(cells):
		r.book.skip("header row repeated", line, said)
		return
	case p.text >= len(cells):
		r.book.skip("too few columns", line, cells[0])
		return
	case len(said) == 0:
		r.book.skip("empty", line, firstFilled(cells))
		return
	}
	rec := corpus.Record{Row: line, Text: text(said), Channel: r.channel(at(p.chan_)), Author: r.book.person(at(p.name))}
	if isNonAnswer(rec.Text) {
		rec.Marks |= corpus.NonAnswer
	}
	if p.id >= 0 {
		rec.ID = r.book.wholeID(at(p.id))
		rec.ReplyTo = r.book.wholeID(at(p.reply))
		r.watchID(rec)
	}
	if rec.Channel == corpus.Tweet {
		rec = tweet(rec)
	}
	r.book.keep(rec, r.moment(at(p.time), at(p.clock)))
}

// said is the text of a row. Where the text is the last column, what its
// delimiters cut off is put back.
func (r *tableReader) said(cells [][]byte) []byte {
	t, width := r.plan.text, len(r.plan.names)
	if t >= len(cells) {
		return nil
	}
	if len(cells) > width && r.plan.header && !blankRow(cells[width:]) {
		r.wide++
		if t == width-1 {
			return trim([]byte(joinCells(cells[t:], r.delim)))
		}
	}
	return trim(cells[t])
}

func joinCells(cells [][]byte, delim string) string {
	parts := make([]string, len(cells))
	for i, c := range cells {
		parts[i] = string(c)
	}
	return strings.Join(parts, delim)
}

// isHeader tells a header that comes again, as in files pasted together.
func (r *tableReader) isHeader(cells [][]byte) bool {
	return len(r.header) > 1 && slices.EqualFunc(cells, r.header, func(c []byte, h string) bool { return string(trim(c)) == h })
}

func firstFilled(cells [][]byte) []byte {
	for _, c := range cells {
		if len(trim(c)) > 0 {
			return c
		}
	}
	return nil
}

// channel is what the channel column says, in small letters.
func (r *tableReader) channel(cell []byte) corpus.Channel {
	if len(cell) == 0 {
		return r.plan.channel
	}
	c := corpus.Channel(strings.ToLower(r.book.name(cell)))
	if !r.channels[c] {
		if len(r.channels) >= maxChannels || len(c) > 60 {
			r.book.warn("The channel column holds more than %d values or long ones; the others count as %q.", maxChannels, string(r.plan.channel))
			return r.plan.channel
		}
		r.channels[c] = true
	}
	return c
}

// moment reads the time of a row.
func (r *tableReader) moment(cell, clock []byte) stamp {
	if r.plan.unit != written {
		v, ok := number(string(cell))
		if !ok {
			return stamp{}
		}
		return counted(v, r.plan.unit)
	}
	st, ok := parseStamp(cell)
	if !ok {
		return stamp{}
	}
	if !st.clock && len(clock) > 0 {
		if t, ok := parseClock(clock); ok {
			st.ms, st.clock = t.ms, true
		}
	}
	return st
}

// counted is the moment that a number stands for. Days of a spreadsheet are
// local time; seconds since 1970 are UTC.
func counted(v float64, unit timeUnit) stamp {
	ms := v
	switch unit {
	case sheetDays:
		ms = (v - 25569) * 86400_000
	case unixSecs:
		ms = v * 1000
	}
	if !(ms >= 0 && ms < 4.1e12) {
		return stamp{}
	}
	t := time.UnixMilli(int64(math.Round(ms))).UTC()
	if t.Year() > lastYear {
		return stamp{}
	}
	ofDay := int(t.UnixMilli() % 86400_000)
	return stamp{form: exact, x: t.Year(), y: int(t.Month()), z: t.Day(), ms: ofDay, clock: true, zoned: unit != sheetDays}
}

// watchID notes whether an id comes again with another text: then it is no id
// of messages, and folding by it would lose some.
func (r *tableReader) watchID(rec corpus.Record) {
	if rec.ID == "" {
		return
	}
	id, words := maphash.String(r.seed, rec.ID), maphash.String(r.seed, rec.Text)
	if before, ok := r.ids[id]; ok && before != words {
		r.twice++
		return
	}
	r.ids[id] = words
}

func (r *tableReader) dropIDs() {
	for i := range r.book.res.Records {
		r.book.res.Records[i].ID, r.book.res.Records[i].ReplyTo = "", ""
	}
	r.book.warn("The ids in %s are not unique (%d come again with another text) and were not used.", r.plan.title(r.plan.id), r.twice)
}

func isNumber(cell string) bool {
	_, ok := number(cell)
	return ok
}

// number reads a cell that is a number and nothing else.
func number(cell string) (float64, bool) {
	if cell == "" || len(cell) > 40 || !isDigit(cell[len(cell)-1]) && cell[len(cell)-1] != '%' {
		return 0, false
	}
	if c := cell[0]; !isDigit(c) && c != '-' && c != '+' && c != '.' {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(cell, "%"), ",", ""), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
