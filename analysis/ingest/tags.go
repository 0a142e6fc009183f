package ingest

import (
	"strings"

	"yearbook/analysis/corpus"
)

// The TAGS reader takes the sheet of Martin Hawksey's TAGS, saved as CSV. The
// sheet's "time" is its own clock with a Z on it and is an hour out in summer:
// "created_at" is used. NA stands for a blank.

// tagsColumns are where a sheet holds what is needed; -1 where it does not.
type tagsColumns struct{ id, user, text, created, time, reply int }

func findTAGS(header []string) (tagsColumns, bool) {
	at := func(name string) int {
		for i, h := range header {
			if strings.EqualFold(h, name) {
				return i
			}
		}
		return -1
	}
	c := tagsColumns{at("id_str"), at("from_user"), at("text"), at("created_at"), at("time"), at("in_reply_to_status_id_str")}
	return c, c.id >= 0 && c.user >= 0 && c.text >= 0 && (c.created >= 0 || c.time >= 0)
}

func detectTAGS(h *head) float64 {
	if len(h.lines) == 0 {
		return 0
	}
	first := strings.ToLower(string(h.lines[0][:min(len(h.lines[0]), 4096)]))
	if !strings.Contains(first, "id_str") || !strings.Contains(first, "from_user") {
		return 0
	}
	rows := firstRows(h, sniffDialect(h), 1)
	if len(rows) == 0 {
		return 0
	}
	if _, ok := findTAGS(rows[0]); !ok {
		return 0
	}
	return 0.98
}

func readTAGS(j *job) error {
	if j.opt.Mapping != nil || len(j.opt.Keep) > 0 {
		return readTable(j)
	}
	d := sniffDialect(j.head)
	header := firstRows(j.head, d, 1)
	cols := tagsColumns{}
	if len(header) > 0 {
		cols, _ = findTAGS(header[0])
	}
	in := j.lines()
	r := newRowReader(in, d.delim)
	first := true
	for {
		cells, ok := r.next()
		if !ok {
			break
		}
		switch {
		case r.long:
			j.book.skip("line too long", r.line, cells[0])
		case first && !blankRow(cells):
			first, r.want = false, len(cells)
		case blankRow(cells):
			j.book.skip("blank line", r.line, nil)
		default:
			j.book.tagsRow(cols, cells, r.line)
		}
	}
	return r.end(j.book)
}

// tagsRow takes one row of the sheet.
func (b *book) tagsRow(cols tagsColumns, cells [][]byte, line int) {
	at := func(i int) []byte {
		if i < 0 || i >= len(cells) {
			return nil
		}
		if c := trim(cells[i]); string(c) != "NA" {
			return c
		}
		return nil
	}
	id, words := at(cols.id), text(at(cols.text))
	switch {
	case foldEqual(id, "id_str"):
		b.skip("header row repeated", line, id)
		return
	case words == "" && at(cols.user) == nil:
		b.skip("too few columns", line, cells[0])
		return
	case words == "":
		b.skip("empty", line, cells[0])
		return
	}
	st, ok := parseStamp(at(cols.created))
	if !ok {
		if st, ok = parseStamp(at(cols.time)); ok {
			b.warn("Some rows have no created_at; their time comes from the sheet's own clock, which can be an hour out in summer.")
		}
	}
	b.keep(tweet(corpus.Record{
		Row: line, ID: b.wholeID(id), ReplyTo: b.wholeID(at(cols.reply)), Author: b.person(at(cols.user)), Text: words,
	}), st)
}

// wholeID is an id as text; one that a spreadsheet has rounded is none.
func (b *book) wholeID(id []byte) string {
	s := valid(string(id))
	if strings.Contains(s, "E+") || strings.Contains(s, "e+") {
		if b.rounded++; b.rounded == 1 {
			b.warn("Some ids were rounded by a spreadsheet (such as %s) and cannot be used: save the sheet as CSV without opening it in Excel.", shorten(id))
		}
		return ""
	}
	return s
}
