package ingest

import "slices"

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
