package ingest

import (
	"slices"
	"strings"
)

// keepColumns finds the columns that are to be kept beside those that have a
// role, and notes them in the receipt. Body is the sampled rows.
func (r *tableReader) keepColumns(names []string, body [][]string) {
	p, receipt := r.plan, &r.book.res.Receipt
	for _, name := range names {
		i := slices.IndexFunc(p.names, func(h string) bool { return sameHeader(h, name) })
		switch {
		case i < 0 || slices.Contains(p.keep, i):
			continue
		case measureColumn(p.names[i], columnOf(body, i)).personal():
			r.book.warn("Column %s holds addresses or telephone numbers of people and was not kept.", p.title(i))
			continue
		}
		p.keep = append(p.keep, i)
		receipt.Kept = append(receipt.Kept, label(p.names[i]))
	}
	r.book.res.Source.Attributes = receipt.Kept
}

// extra is what a row holds in the columns that are kept, one value for each;
// nil where it holds nothing.
func (r *tableReader) extra(cells [][]byte) []string {
	n := len(r.plan.keep)
	if n == 0 {
		return nil
	}
	if len(r.extras)+n > cap(r.extras) {
		r.extras = make([]string, 0, 256*n)
	}
	from, said := len(r.extras), false
	for _, i := range r.plan.keep {
		s := r.label(r.cell(cells, i))
		said = said || s != ""
		r.extras = append(r.extras, s)
	}
	if !said {
		r.extras = r.extras[:from]
		return nil
	}
	return r.extras[from:len(r.extras):len(r.extras)]
}

// unused is the columns with something in them that are not read, and why. Body
// is the sampled rows.
func (p *plan) unused(body [][]string) (columns []Column) {
	const most = 100
	for i := range p.names {
		if p.taken(i) || slices.Contains(p.keep, i) {
			continue
		}
		var c profile
		if p.looked != nil {
			c = p.looked[i]
		} else {
			c = measureColumn(p.names[i], columnOf(body, i))
		}
		if c.filled > 0 && len(columns) < most {
			columns = append(columns, Column{Name: label(p.caption(i)), Reason: p.whyUnused(i, c)})
		}
	}
	return columns
}

func (p *plan) whyUnused(i int, c profile) string {
	for _, m := range p.mapping.Columns {
		if m.Role == RoleNone && m.Position == i+1 {
			return m.Reason
		}
	}
	switch {
	case c.personal():
		return "it holds addresses or telephone numbers of people"
	case slices.Contains(p.unread, i):
		return "it holds open text beside that which was read"
	case i == p.undated:
		return "its dates cannot be read"
	case c.dates > 0.5:
		return "another column gives the date"
	case c.links > 0.5:
		return "it holds links"
	case c.numbers > 0.5:
		return "it holds numbers"
	case c.length < 60 && (2*c.distinct <= c.filled || strings.Contains(c.name, "?")):
		return "its answers are short"
	}
	return "its header names nothing that is read"
}
