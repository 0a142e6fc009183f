package viewmodel

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
)

// list makes the rows in the background and shows them.
func (m *Messages) list() {
	all, query, order := m.all, m.query, m.order
	if query == "" && order == OldestFirst { // as the selection has it: nothing to do
		m.lane.stop()
		m.show(all)
		return
	}
	m.searching = true
	m.changed()
	m.lane.start(func(analysis.Progress) {}, func(ctx context.Context, _ analysis.Watch) func() {
		rows := m.sorted(ctx, m.matching(ctx, all, query), order)
		return func() { m.show(rows) }
	})
}

func (m *Messages) show(rows []int32) {
	m.rows, m.selected, m.searching = rows, -1, false
	m.version++
	if len(rows) > 0 {
		m.selected = 0
	}
	m.changed()
}

// matching keeps the messages that contain the query. It reads only what does
// not change while the list is open, so it may run in the background.
func (m *Messages) matching(ctx context.Context, all corpus.Selection, query string) []int32 {
	if query == "" {
		return slices.Clone(all)
	}
	query = strings.ToLower(query)
	names := m.namesWith(query)
	var rows []int32
	for k, i := range all {
		if k%4096 == 0 && ctx.Err() != nil {
			return nil
		}
		p := m.corpus.Person(int(i))
		if p != corpus.NoPerson && names[p] || strings.Contains(strings.ToLower(m.corpus.Text(int(i))), query) {
			rows = append(rows, i)
		}
	}
	return rows
}

// namesWith tells the people whose name, as shown, contains the query.
func (m *Messages) namesWith(query string) []bool {
	found := make([]bool, len(m.corpus.People()))
	for p := range found {
		found[p] = strings.Contains(strings.ToLower(m.name(corpus.PersonID(p))), query)
	}
	return found
}

// sorted orders rows; messages that are equal in the order stay by time.
func (m *Messages) sorted(ctx context.Context, rows []int32, order Order) []int32 {
	if ctx.Err() != nil {
		return nil
	}
	c := m.corpus
	switch order {
	case NewestFirst:
		slices.Reverse(rows)
	case ByPerson:
		place := m.alphabet()
		slices.SortStableFunc(rows, func(x, y int32) int {
			return cmp.Compare(place[c.Person(int(x))+1], place[c.Person(int(y))+1])
		})
	case LongestFirst:
		slices.SortStableFunc(rows, func(x, y int32) int {
			return cmp.Compare(len(c.Text(int(y))), len(c.Text(int(x))))
		})
	}
	return rows
}

// alphabet gives each person a place by the name shown; index 0 is NoPerson,
// who comes last.
func (m *Messages) alphabet() []int {
	n := len(m.corpus.People())
	names := make([]string, n)
	order := make([]int, n)
	for p := range names {
		names[p], order[p] = m.name(corpus.PersonID(p)), p
	}
	slices.SortStableFunc(order, func(x, y int) int { return natural(names[x], names[y]) })
	place := make([]int, n+1)
	place[0] = n
	for k, p := range order {
		place[p+1] = k
	}
	return place
}

// natural compares names so that "Person 2" comes before "Person 12".
func natural(x, y string) int {
	px, nx := number(x)
	py, ny := number(y)
	return cmp.Or(strings.Compare(strings.ToLower(px), strings.ToLower(py)), cmp.Compare(nx, ny))
}

// number splits the digits off the end of a name.
func number(s string) (rest string, n int) {
	i := len(s)
	for i > 0 && len(s)-i < 9 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	for _, d := range s[i:] {
		n = n*10 + int(d-'0')
	}
	return s[:i], n
}
