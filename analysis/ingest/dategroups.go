package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
)

// dateGroups says which group each record of a table belongs to: one column of
// dates can hold two orders where the exports of two services were pasted
// together, and then each service has its own.
type dateGroups struct {
	of    []uint32 // by position of the record
	names []string
	index map[string]uint32
	last  string // the group of the record before
	lastK uint32
}

// note puts the record at a position into a group.
func (g *dateGroups) note(position int, name string) {
	if name != g.last || len(g.of) == 0 {
		g.last, g.lastK = name, g.find(name)
	}
	for len(g.of) < position {
		g.of = append(g.of, 0)
	}
	g.of = append(g.of, g.lastK)
}

// find is the number of a group.
func (g *dateGroups) find(name string) uint32 {
	k, ok := g.index[name]
	if !ok {
		if g.index == nil {
			g.index = map[string]uint32{}
		}
		k = uint32(len(g.names))
		g.names = append(g.names, name)
		g.index[name] = k
	}
	return k
}

// datedRow is a record whose date could be read in more than one order.
type datedRow struct {
	record int
	days   [2]int // the day number that each order makes, 0 for none
}

func (r datedRow) proves(o int) bool { return r.days[o] > 0 && r.days[1-o] == 0 }

func (r datedRow) either() bool {
	return r.days[0] > 0 && r.days[1] > 0 && r.days[0] != r.days[1]
}

// block is a run of rows read in one order.
type block struct {
	rows  []datedRow
	order int
	why   string
}

// mostGroups is the number of groups beyond which a column names no services.
const mostGroups = 300

// split decides the order of dates by group, where the file mixes two, and
// gives the order of each record: 0 day first, 1 month first, -1 as the file.
// It gives nil where one order holds for the whole file.
func (d *dates) split(records []corpus.Record) (orders []int8, groups []DateGroup) {
	if d.groups == nil || d.dayFirst != nil || !d.mixes() {
		return nil, nil
	}
	if n := len(d.groups.names); n == 0 || n > mostGroups {
		d.groups = &dateGroups{names: []string{""}}
	}
	byGroup := d.rowsByGroup(records)
	main := d.mainOrder()
	orders = slices.Repeat([]int8{-1}, len(records))
	differs := false
	for g, rows := range byGroup {
		if len(rows) == 0 {
			continue
		}
		for _, b := range d.blocks(rows, main) {
			groups = append(groups, b.describe(d.groups.names[g], records))
			differs = differs || b.order != main
			for _, r := range b.rows {
				orders[r.record] = int8(b.order)
			}
		}
	}
	if !differs {
		return nil, nil
	}
	slices.SortStableFunc(groups, func(a, b DateGroup) int { return cmp.Compare(a.First, b.First) })
	return orders, groups
}

// mixes reports whether dates of one form can be read in one order only, and
// others in the other only.
func (d *dates) mixes() bool {
	for _, f := range []dateForm{yearLast, short} {
		if t := &d.tallies[f]; t.n > 0 && d.verdicts[f].order < 2 && t.reading[0].proofs > 0 && t.reading[1].proofs > 0 {
			return true
		}
	}
	return false
}

// mainOrder is the order of most of the file.
func (d *dates) mainOrder() int {
	if d.tallies[short].n > d.tallies[yearLast].n {
		return d.verdicts[short].order
	}
	return d.verdicts[yearLast].order
}

// rowsByGroup is the rows of each group whose dates have an order to decide.
func (d *dates) rowsByGroup(records []corpus.Record) [][]datedRow {
	out := make([][]datedRow, len(d.groups.names))
	for i := range records {
		v := records[i].Time
		if v == corpus.NoTime || v&provisional == 0 {
			continue
		}
		st := d.unpack(v)
		if st.form != yearLast && st.form != short {
			continue
		}
		row := datedRow{record: i}
		for o := range row.days {
			if y, m, day := st.ordered(o); validDate(y, m, day) {
				row.days[o] = (y*12+m)*31 + day
			}
		}
		if row.days[0]+row.days[1] > 0 {
			g := uint32(0)
			if i < len(d.groups.of) {
				g = d.groups.of[i]
			}
			out[g] = append(out[g], row)
		}
	}
	return out
}

// blocks decides the order of the rows of one group.
func (d *dates) blocks(rows []datedRow, main int) []block {
	var proofs [2]int
	for _, r := range rows {
		for o := range proofs {
			if r.proves(o) {
				proofs[o]++
			}
		}
	}
	switch {
	case proofs[0] == 0 && proofs[1] == 0:
		return []block{{rows, main, "nothing here decides; as most of the table"}}
	case proofs[1] == 0:
		return []block{{rows, 0, proven(proofs[0], len(rows))}}
	case proofs[0] == 0:
		return []block{{rows, 1, proven(proofs[1], len(rows))}}
	}
	return cutBlocks(rows, main)
}

func proven(n, of int) string {
	return fmt.Sprintf("%d of %d dates can be read no other way", n, of)
}

// The costs by which a group with both orders is cut into blocks. Exports are
// in order of time, more or less: read rightly, a row lies near the one above.
const (
	farApart  = 45            // days beyond which distance costs no more
	misread   = 2 * farApart  // a row that the order of its block cannot read
	changeOf  = 6 * farApart  // the order changes from one row to the next
	otherwise = farApart / 10 // a block does not begin in the order of most
)

// cutBlocks finds the blocks for which the rows lie nearest in time: the
// cheapest way through the rows in two states.
func cutBlocks(rows []datedRow, main int) []block {
	n := len(rows)
	from := make([][2]int8, n) // the best state before each
	var cost [2]int
	cost[1-main] = otherwise
	for i, r := range rows {
		var next [2]int
		for o := range next {
			best, state := 0, int8(-1)
			for before := range cost {
				c := cost[before]
				if i > 0 {
					c += apart(rows[i-1].day(before), r.day(o))
					if before != o {
						c += changeOf
					}
				} else if before != o {
					continue
				}
				if state < 0 || c < best {
					best, state = c, int8(before)
				}
			}
			if r.days[o] == 0 {
				best += misread
			}
			next[o], from[i][o] = best, state
		}
		cost = next
	}
	state := main
	if cost[1-main] < cost[main] {
		state = 1 - main
	}
	order := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		order[i] = state
		state = int(from[i][state])
	}
	var out []block
	for i, start := 0, 0; i < n; i++ {
		if i+1 == n || order[i+1] != order[start] {
			out = append(out, block{rows: rows[start : i+1], order: order[start], why: blockProof(rows[start:i+1], order[start])})
			start = i + 1
		}
	}
	return out
}

func blockProof(rows []datedRow, o int) string {
	n := 0
	for _, r := range rows {
		if r.proves(o) {
			n++
		}
	}
	return proven(n, len(rows)) + ", and read so the rows lie nearest in time"
}

// day is the day of a row in an order, or in the other where it has none.
func (r datedRow) day(o int) int {
	if r.days[o] > 0 {
		return r.days[o]
	}
	return r.days[1-o]
}

func apart(a, b int) int { return min(max(a-b, b-a), farApart) }

// describe says for the receipt how a block was read.
func (b block) describe(name string, records []corpus.Record) DateGroup {
	g := DateGroup{Name: name, Order: "day first", Evidence: b.why, Rows: len(b.rows),
		First: records[b.rows[0].record].Row, Last: records[b.rows[len(b.rows)-1].record].Row}
	if b.order == 1 {
		g.Order = "month first"
	}
	for _, r := range b.rows {
		switch {
		case r.proves(b.order):
			g.Proven++
		case r.proves(1 - b.order):
			g.Odd++
		case r.either():
			g.Ambiguous++
		}
	}
	return g
}
