package ingest

import (
	"bufio"
	"bytes"
)

// dialect is how a table is written down.
type dialect struct {
	delim   byte
	columns int     // cells of most rows
	share   float64 // of the rows that have that many
	skip    int     // lines before the table: Excel's "sep=;"
}

// sniffDialect tries each delimiter on the head of a file and takes the one
// that cuts its rows most evenly.
func sniffDialect(h *head) dialect {
	text, skip := h.text, 0
	if first := trim(h.lines[0]); len(first) == 5 && foldEqual(first[:4], "sep=") {
		d := measure(afterLine(text, h.end), h, first[4])
		d.skip = 1
		return d
	}
	best := dialect{}
	for _, delim := range []byte(",\t;|") {
		d := measure(text, h, delim)
		d.skip = skip
		if d.columns > 1 && (d.share > best.share+0.02 || d.share > best.share-0.02 && d.columns > best.columns) {
			best = d
		}
	}
	return best
}

func afterLine(text []byte, end byte) []byte {
	_, rest, _ := bytes.Cut(text, []byte{end})
	return rest
}

// measure counts the cells of the first rows under one delimiter.
func measure(text []byte, h *head, delim byte) dialect {
	const most = 300
	counts := map[int]int{}
	rows := 0
	r := newRowReader(newLines(bufio.NewReader(bytes.NewReader(text)), h.end, headSize), delim)
	for rows < most {
		cells, ok := r.next()
		if !ok {
			break
		}
		if !h.whole && r.in.n >= len(h.lines) {
			break // the last row of the head is cut short
		}
		if blankRow(cells) {
			continue
		}
		counts[len(cells)]++
		rows++
	}
	d := dialect{delim: delim}
	for n, c := range counts {
		if s := float64(c) / float64(rows); s > d.share || s == d.share && n > d.columns {
			d.columns, d.share = n, s
		}
	}
	return d
}

func blankRow(cells [][]byte) bool {
	for _, c := range cells {
		if len(trim(c)) > 0 {
			return false
		}
	}
	return true
}

// firstRows reads up to n rows of the head, which outlive the reader.
func firstRows(h *head, d dialect, n int) [][]string {
	text := h.text
	if d.skip > 0 {
		text = afterLine(text, h.end)
	}
	r := newRowReader(newLines(bufio.NewReader(bytes.NewReader(text)), h.end, headSize), d.delim)
	var rows [][]string
	for len(rows) < n {
		cells, ok := r.next()
		if !ok || !h.whole && r.in.n > len(h.lines)-d.skip {
			break
		}
		if blankRow(cells) {
			continue
		}
		if r.want == 0 {
			r.want = len(cells)
		}
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = string(trim(c))
		}
		rows = append(rows, row)
	}
	return rows
}
