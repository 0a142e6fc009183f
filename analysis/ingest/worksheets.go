package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// sheetSample is the beginning of one sheet, and what can be made of it.
type sheetSample struct {
	index   int
	name    string
	rows    [][]string
	columns int
	plan    *plan
	err     error
}

// sheetChoice is which sheets of a workbook are read.
type sheetChoice struct {
	best   sheetSample
	sheets []sheetSample // the best and those with its header, in the order of the workbook
	others []string      // names of those that are not read, in quotation marks
}

// chooseSheets looks at the beginning of every sheet that is not hidden and
// takes the one that looks most like data, together with those that have the
// same header, as where each year has a sheet; or the sheet that was asked for.
func chooseSheets(ctx context.Context, w workbook, opt Options) (sheetChoice, error) {
	c := sheetChoice{}
	all := w.sheets()
	wanted := opt.wantedSheet()
	visible := slices.ContainsFunc(all, func(s sheetInfo) bool { return !s.hidden })
	var samples []sheetSample
	for i, info := range all {
		if wanted != "" && !sameHeader(info.name, wanted) || wanted == "" && visible && info.hidden {
			continue
		}
		s, err := sampleSheet(ctx, w, i, opt)
		if err != nil {
			return c, err
		}
		samples = append(samples, s)
	}
	if wanted != "" && len(samples) == 0 {
		return c, fmt.Errorf("the workbook has no sheet %q: choose one of those it has (%s)", wanted, strings.Join(quotedNames(all), ", "))
	}
	best, bestScore := -1, 0.0
	for i, s := range samples {
		if score := s.score(); score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return c, errors.New("no sheet of this workbook holds anything: check that it is the file you meant")
	}
	c.best = samples[best]
	for _, s := range alike(samples, best) {
		c.sheets = append(c.sheets, samples[s])
	}
	for _, s := range samples {
		if !slices.ContainsFunc(c.sheets, func(o sheetSample) bool { return o.index == s.index }) {
			c.others = append(c.others, fmt.Sprintf("%q", s.name))
		}
	}
	return c, nil
}

// wantedSheet is the sheet that was asked for, "" where none was.
func (o Options) wantedSheet() string {
	if o.Sheet == "" && o.Mapping != nil {
		return o.Mapping.Sheet
	}
	return o.Sheet
}

func quotedNames(sheets []sheetInfo) (names []string) {
	for _, s := range sheets {
		if !s.hidden {
			names = append(names, fmt.Sprintf("%q", s.name))
		}
	}
	return names
}

// alike lists the samples that are read together with the best: those with its
// header, but for copies.
func alike(samples []sheetSample, best int) []int {
	b := samples[best]
	if b.err != nil || b.plan.header == 0 || b.asked() {
		return []int{best}
	}
	byRows := []int{}
	for i, s := range samples {
		if i != best && s.plan != nil && s.err == nil && s.sameHeader(b) {
			byRows = append(byRows, i)
		}
	}
	slices.SortStableFunc(byRows, func(x, y int) int { return len(samples[y].rows) - len(samples[x].rows) })
	seen := map[string]bool{}
	b.copied(seen)
	list := []int{best}
	for _, i := range byRows {
		if n := samples[i].copied(seen); 2*n < len(samples[i].rows) {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list
}

// asked reports whether the preset that the sheet follows names it.
func (s sheetSample) asked() bool {
	return s.plan.mapping.Sheet != "" && sameHeader(s.plan.mapping.Sheet, s.name)
}

// sameHeader reports whether two sheets have the same columns.
func (s sheetSample) sameHeader(o sheetSample) bool {
	return s.plan.header == o.plan.header && slices.EqualFunc(s.plan.names, o.plan.names, sameHeader)
}

// copied counts the rows below the header that were seen before, in a sheet of
// which this one is a part or a copy, and notes the others.
func (s sheetSample) copied(seen map[string]bool) (n int) {
	own := map[string]bool{}
	for _, row := range s.rows[min(s.plan.above+s.plan.header, len(s.rows)):] {
		key := strings.Join(row, "\x00")
		if own[key] = true; seen[key] {
			n++
		}
	}
	for key := range own {
		seen[key] = true
	}
	return n
}

// score says how much a sheet looks like data: first of all by what is in it,
// then by how much.
func (s sheetSample) score() float64 {
	if len(s.rows) == 0 {
		return 0
	}
	score := 2 * math.Log2(float64(len(s.rows)+1))
	if s.err != nil {
		return score / 100
	}
	if s.plan.time >= 0 {
		score += 5
	}
	if s.plan.name >= 0 {
		score += 2
	}
	if s.plan.mapping.Layout != "" {
		score += 20
	}
	if s.asked() {
		score += 100
	}
	return score
}

// sampleCells is how many cells of a sheet its choice of columns is based on.
const sampleCells = 1 << 17

// sampleSheet reads the first rows of a sheet.
func sampleSheet(ctx context.Context, w workbook, index int, opt Options) (sheetSample, error) {
	out := sheetSample{index: index, name: w.sheets()[index].name}
	rows, err := w.open(ctx, index)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	counts := map[int]int{}
	for cells := 0; len(out.rows) < sampleRows && cells < sampleCells; {
		next, ok := rows.next()
		if !ok {
			break
		}
		row := make([]string, len(next))
		for i, c := range next {
			row[i] = string(trim(c))
		}
		cells += len(row)
		out.rows = append(out.rows, row)
		counts[len(row)]++
		if n := counts[len(row)]; n > counts[out.columns] || n == counts[out.columns] && len(row) > out.columns {
			out.columns = len(row)
		}
	}
	if err := rows.end(newBook(blank(""), opt)); err != nil || len(out.rows) == 0 {
		return out, err
	}
	out.plan, out.err = makePlan(out.rows, out.columns, opt)
	if out.err != nil && opt.Mapping != nil && opt.wantedSheet() == "" {
		l := findLayout(out.rows, out.columns)
		if p, err := makePlan(out.rows, out.columns, opt.withHeader(l)); err == nil {
			out.plan, out.err = p, nil
		}
	}
	return out, nil
}

// withHeader is the options with the header of the mapping in another place:
// sheets that are alike may have titles of different lengths.
func (o Options) withHeader(l layout) Options {
	if o.Mapping != nil {
		m := *o.Mapping
		m.SkipRows, m.HeaderRows = l.above, l.header
		o.Mapping = &m
	}
	return o
}

// names are those of the sheets that are read.
func (c sheetChoice) names() string {
	var names []string
	for _, s := range c.sheets {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}

func (c sheetChoice) quoted() string {
	var names []string
	for _, s := range c.sheets {
		names = append(names, fmt.Sprintf("%q", s.name))
	}
	return strings.Join(names, ", ")
}

// tellSheet warns of a sheet that was cut off in the row of that line, and of cells
// that reach over several rows.
func tellSheet(b *book, cut bool, merged, line int) {
	if cut {
		b.warn("The sheet breaks off in the middle of row %d: it is damaged, and what followed is lost. Export it again.", line)
	}
	if merged > 0 {
		b.warn("%d cells of this sheet are merged over several rows; their values count for the first of those rows only. To have them in each row, take the merging off and fill the cells.", merged)
	}
}
