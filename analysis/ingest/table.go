package ingest

import (
	"hash/maphash"
	"math"
	"slices"
	"strconv"
	"strings"

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

// rowSource hands out the rows of a table, from a file of text or a workbook.
type rowSource interface {
	// next is the next row; its cells are good until the next call.
	next() (cells [][]byte, ok bool)
	// where is the line of the current row; long says that it was cut short.
	where() (line int, long bool)
	// expect says how many cells a row should have.
	expect(columns int)
	// end tells what was lenient, and whether the rows broke off.
	end(b *book) error
}

// tableReader reads the rows by a plan.
type tableReader struct {
	book     *book
	plan     *plan
	delim    string
	header   []string
	channels map[corpus.Channel]bool
	labels   map[string]string // one clean copy of each short text
	people   map[string]string // the same of names
	stamps   map[string]stamp  // what dates already read mean
	ids      map[uint64]uint64 // of hashes: an id, and the text it first had
	seed     maphash.Seed
	twice    int // ids that came again with another text
	wide     int // rows with more cells than the header
	groups   *dateGroups
	words    slab
	whole    []byte // a first name and a surname
	group    string // of the current row: within one, dates have one order
	extras   []string
}

// tableDialect is the dialect of a file that is taken for a table.
func tableDialect(h *head) dialect {
	d := sniffDialect(h)
	if d.columns < 2 {
		d.delim = ','
	}
	return d
}

func readTable(j *job) error {
	d := tableDialect(j.head)
	in := j.lines()
	for range d.skip {
		in.next()
	}
	return readRows(j.book, firstRows(j.head, d, sampleRows), d, newRowReader(in, d.delim), j.opt)
}

// readRows reads a table of which sample holds the first rows. Of the dialect
// only the delimiter and the number of columns count.
func readRows(b *book, sample [][]string, d dialect, rows rowSource, opt Options) error {
	p, err := makePlan(sample, d.columns, opt)
	if err != nil {
		return err
	}
	r := newTableReader(b, p, string(d.delim))
	r.keepColumns(opt.Keep, sample[min(p.above+p.header, len(sample)):])
	b.res.Receipt.Unused = p.unused(sample[min(p.above+p.header, len(sample)):])
	err = r.all(rows)
	if n := len(p.texts); n > 1 {
		b.warn("Each of the %d rows of this table can hold %d answers; each answer is a message of its own, so the rows counted here are answers.", b.res.Receipt.Responses, n)
	}
	return err
}

// newTableReader is a reader that follows the plan; the receipt says what the
// plan is.
func newTableReader(b *book, p *plan, delim string) *tableReader {
	r := &tableReader{book: b, plan: p, delim: delim, channels: map[corpus.Channel]bool{}, labels: map[string]string{},
		people: map[string]string{}, stamps: map[string]stamp{},
		ids: map[uint64]uint64{}, seed: maphash.MakeSeed(), groups: &dateGroups{}}
	receipt := &b.res.Receipt
	for _, c := range p.mapping.Columns {
		if c.Role != RoleNone {
			receipt.Columns = append(receipt.Columns, Column{Role: string(c.Role), Name: c.Header, Reason: c.Reason})
		}
	}
	receipt.Layout = p.mapping.Layout
	switch p.unit {
	case written:
	case compactDays:
		b.dates.base = DateDecision{Order: "year first", Evidence: "the dates are one number each, year, month and day, as in 20210910"}
	case monthsOnly:
		b.dates.base = DateDecision{Order: "months", Evidence: "the dates are months without a day; each stands for its first day"}
		b.warn("The dates in %s are months without a day: each counts as the first of its month.", p.title(p.time))
	default:
		b.dates.base = DateDecision{Order: "time stamp", Evidence: "the times are numbers"}
	}
	for _, w := range p.warnings {
		b.warn("%s", w)
	}
	b.dates.groups = r.groups
	return r
}

// all reads every row.
func (r *tableReader) all(rows rowSource) error {
	above, header := r.plan.above, r.plan.header
	rows.expect(len(r.plan.names))
	sheets, _ := rows.(interface {
		began() (above, header int, ok bool)
	})
	title := r.plan.header // rows of the header of this sheet
	for {
		cells, ok := rows.next()
		if !ok {
			break
		}
		if sheets != nil {
			if a, h, ok := sheets.began(); ok {
				above, header, title = a, h, 0
				if len(r.header) == 0 {
					title = h
				}
			}
		}
		line, long := rows.where()
		switch {
		case long:
			r.book.skip("line too long", line, cells[0])
		case blankRow(cells):
			r.book.skip("blank line", line, nil)
		case above > 0:
			above--
			r.book.skip("above the table", line, firstFilled(cells))
		case header > 0:
			if header == title {
				for _, c := range cells {
					r.header = append(r.header, string(trim(c)))
				}
			}
			header--
		default:
			r.row(cells, line)
		}
	}
	if r.wide > 0 {
		r.book.warn("%d rows have more cells than the header, as when a text holds the delimiter without quotation marks: check that they read well.", r.wide)
	}
	if r.twice > 0 {
		r.dropIDs()
	}
	return rows.end(r.book)
}

// row takes one row below the header.
func (r *tableReader) row(cells [][]byte, line int) {
	p := r.plan
	first := p.texts[0].column
	for _, a := range p.texts {
		first = min(first, a.column)
	}
	switch {
	case r.isHeader(cells):
		r.book.skip("header row repeated", line, r.said(cells, first))
		return
	case first >= len(cells):
		r.book.skip("too few columns", line, cells[0])
		return
	}
	if len(p.texts) > 1 {
		r.book.res.Receipt.Responses++
	}
	var rec corpus.Record
	var st stamp
	for n, a := range p.texts {
		said := r.said(cells, a.column)
		if len(said) == 0 {
			r.book.skip("empty", line, firstFilled(cells))
			continue
		}
		if rec.Channel == "" {
			rec.Row = line
			st = r.about(&rec, cells)
			rec.Extra = r.extra(cells)
		}
		r.answer(rec, st, said, n)
	}
}

// cell is one cell of a row, nil where the plan has no such column.
func (r *tableReader) cell(cells [][]byte, i int) []byte {
	if i < 0 || i >= len(cells) {
		return nil
	}
	c := trim(cells[i])
	if blank := r.plan.mapping.Blank; blank != "" && string(c) == blank {
		return nil
	}
	return c
}

// about notes what the columns beside the text say of a row.
func (r *tableReader) about(rec *corpus.Record, cells [][]byte) stamp {
	p := r.plan
	r.group = r.label(r.cell(cells, p.group))
	rec.Channel, rec.Author = r.channel(r.cell(cells, p.chan_)), r.author(r.fullName(cells))
	rec.Organisation, rec.Score = r.label(r.cell(cells, p.organisation)), r.label(r.cell(cells, p.score))
	rec.Consent, rec.Question = r.label(r.cell(cells, p.consent)), r.label(r.cell(cells, p.question))
	if r.group == "" || r.group == rec.Organisation {
		r.group = rec.Organisation
	} else if rec.Organisation != "" {
		r.group = r.label([]byte(rec.Organisation + ", " + r.group))
	}
	if p.id >= 0 {
		rec.ID = r.book.wholeID(r.cell(cells, p.id))
		if isAddress(rec.ID) {
			r.book.warn("E-mail or IP addresses in place of ids were left out.")
			rec.ID = ""
		}
		rec.ReplyTo = r.book.wholeID(r.cell(cells, p.reply))
	}
	return r.moment(r.cell(cells, p.time), r.cell(cells, p.clock))
}

// fullName is what a row says of the name: one cell, or the first name and the
// surname.
func (r *tableReader) fullName(cells [][]byte) []byte {
	name := r.cell(cells, r.plan.name)
	last := r.cell(cells, r.plan.surname)
	if len(last) == 0 {
		return name
	}
	r.whole = append(append(append(r.whole[:0], name...), ' '), last...)
	return trim(r.whole)
}

// author is the name in a cell, "" for the word that Microsoft Forms writes
// where it knows none.
func (r *tableReader) author(cell []byte) string {
	if len(cell) == 0 {
		return ""
	}
	if s, ok := r.people[string(cell)]; ok {
		return s
	}
	s := r.book.person(cell)
	if r.plan.texts[0].markup != plainText && strings.IndexByte(s, '&') >= 0 {
		s = r.book.name([]byte(unescapeEntities(s)))
	}
	if strings.EqualFold(s, "anonymous") {
		s = ""
	}
	if len(r.people) < maxLabels {
		r.people[string(cell)] = s
	}
	return s
}

// answer keeps the n-th answer of a row.
func (r *tableReader) answer(rec corpus.Record, st stamp, said []byte, n int) {
	p := r.plan
	if rec.Text = r.words.text(said); p.texts[n].markup != plainText {
		if rec.Text = p.texts[n].markup.words(rec.Text); rec.Text == "" {
			r.book.skip("empty", rec.Row, said)
			return
		}
	}
	if rec.Question == "" {
		rec.Question = p.texts[n].question
	}
	if isNonAnswer(rec.Text) {
		rec.Marks |= corpus.NonAnswer
	}
	if rec.ID != "" {
		if n > 0 { // a row's id stands for all of its answers
			rec.ID += "#" + strconv.Itoa(n+1)
		}
		if r.watchID(rec) && p.mapping.OncePerID {
			r.book.skip("the same message on another row", rec.Row, said)
			return
		}
	}
	if rec.Channel == corpus.Tweet {
		rec = tweet(rec)
	}
	if p.group >= 0 || p.organisation >= 0 {
		r.groups.note(len(r.book.res.Records), r.group)
	}
	r.book.keep(rec, st)
}

// said is the text of a row. Where the only text is the last column, what its
// delimiters cut off is put back.
func (r *tableReader) said(cells [][]byte, t int) []byte {
	width := len(r.plan.names)
	if t >= len(cells) {
		return nil
	}
	if len(cells) > width && r.delim != "" && r.plan.header > 0 && !blankRow(cells[width:]) {
		r.wide++
		if t == width-1 {
			return trim([]byte(joinCells(cells[t:], r.delim)))
		}
	}
	return r.cell(cells, t)
}

// label is a short text as it is kept: spaces made even, one copy of each.
func (r *tableReader) label(cell []byte) string {
	if len(cell) == 0 {
		return ""
	}
	if s, ok := r.labels[string(cell)]; ok {
		return s
	}
	s := label(string(cell))
	if isAddress(s) {
		r.book.warn("E-mail or IP addresses in a column that was to be kept were left out.")
		s = ""
	}
	s = withoutAddresses(s)
	if len(r.labels) < maxLabels {
		r.labels[string(cell)] = s
	}
	return s
}

// maxLabels is how many different short texts are remembered.
const maxLabels = 1 << 16

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
		if isAddress(string(c)) {
			return r.plan.channel
		}
		if len(r.channels) >= maxChannels || len(c) > 60 {
			r.book.warn("The channel column holds more than %d values or long ones; the others count as %q.", maxChannels, string(r.plan.channel))
			return r.plan.channel
		}
		r.channels[c] = true
	}
	return c
}

// watchID reports whether the id came before with the same text, and counts
// where it comes with another: then it is no id of messages, and folding by it
// would lose some.
func (r *tableReader) watchID(rec corpus.Record) bool {
	id, words := maphash.String(r.seed, rec.ID), maphash.String(r.seed, rec.Text)
	before, ok := r.ids[id]
	if ok && before != words {
		r.twice++
		return false
	}
	r.ids[id] = words
	return ok
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
