package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// dimension is a way to split messages into strata that must be compared like
// with like: organisations, sources, channels, or a column of a table.
type dimension struct {
	one, many string // "trust", "trusts"
	names     []string
	of        func(i int) int // the stratum of a message
}

// notStated is the stratum of messages of which the column says nothing.
const notStated = "not stated"

// newDimension splits messages by a value. Strata are in alphabetical order.
func newDimension(one, many string, all corpus.Selection, value func(i int) string) *dimension {
	index := map[string]int{}
	for _, i := range all {
		index[value(int(i))] = 0
	}
	d := &dimension{one: one, many: many}
	for v := range index {
		d.names = append(d.names, v)
	}
	slices.Sort(d.names)
	for k, v := range d.names {
		index[v] = k
		if v == "" {
			d.names[k] = notStated
		}
	}
	d.of = func(i int) int { return index[value(i)] }
	return d
}

// dimensions are the ways to split that the corpus offers, the most telling
// first.
func (s *scope) dimensions(all corpus.Selection) []*dimension {
	var list []*dimension
	for _, by := range [...]string{"organisation", "source", "channel"} {
		if d, err := s.dimension(by, all); err == nil && len(d.names) > 1 {
			list = append(list, d)
		}
	}
	return list
}

// dimension is the way to split that is asked for by name. The error says which
// there are.
func (s *scope) dimension(by string, all corpus.Selection) (*dimension, error) {
	header := s.organisationHeader()
	switch {
	case strings.EqualFold(by, "organisation"), header != "" && strings.EqualFold(by, header):
		one, many := nounsOf(cmp.Or(header, "organisation"))
		d := newDimension(one, many, all, s.Organisation)
		if len(d.names) == 1 && d.names[0] == notStated {
			return nil, fmt.Errorf("the files do not say which organisation a message is about: name a column with --by, or map one with --columns organisation=HEADER")
		}
		return d, nil
	case strings.EqualFold(by, "source"):
		return newDimension("source", "sources", all, func(i int) string { return s.Sources()[s.Source(i)].Name }), nil
	case strings.EqualFold(by, "channel"):
		return newDimension("channel", "channels", all, func(i int) string { return string(s.Channel(i)) }), nil
	}
	value, err := s.column(by)
	if err != nil {
		return nil, err
	}
	one, many := nounsOf(by)
	return newDimension(one, many, all, value), nil
}

// organisationHeader is the header of the column that was read as the
// organisation, where all files have the same.
func (s *scope) organisationHeader() string {
	header := ""
	for _, src := range s.Sources() {
		for _, c := range s.receipts[src.Path].Columns {
			if c.Role != "organisation" {
				continue
			}
			if header != "" && !strings.EqualFold(header, c.Name) {
				return ""
			}
			header = c.Name
		}
	}
	return header
}

// nounsOf makes nouns of a column's header: "trust", "trusts" of "Trust".
func nounsOf(header string) (one, many string) {
	h := strings.TrimSpace(header)
	plain := h != "" && !strings.ContainsFunc(h, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
	if !plain {
		return "‘" + h + "’", "‘" + h + "’"
	}
	one = strings.ToLower(h)
	switch {
	case strings.HasSuffix(one, "s"):
		return one, one
	case strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "ey"):
		return one, strings.TrimSuffix(one, "y") + "ies"
	}
	return one, one + "s"
}

// mix is how the messages of two years are spread over strata.
type mix struct {
	*dimension
	before, now []int  // messages of each stratum
	a, b        int    // of all
	base        string // what they are of all of, such as "all messages"
}

func (d *dimension) mix(before, now corpus.Selection) mix {
	m := mix{d, make([]int, len(d.names)), make([]int, len(d.names)), len(before), len(now), "all messages"}
	for _, i := range before {
		m.before[d.of(int(i))]++
	}
	for _, i := range now {
		m.now[d.of(int(i))]++
	}
	return m
}

func (m mix) shares(k int) (before, now float64) {
	return float64(m.before[k]) / float64(max(1, m.a)), float64(m.now[k]) / float64(max(1, m.b))
}

// moved reports whether the strata hold other shares than before: together more
// than mixLimit has gone from some to others.
func (m mix) moved() bool {
	var up float64
	for k := range m.names {
		a, b := m.shares(k)
		up += max(0, b-a)
	}
	return m.a > 0 && m.b > 0 && up > mixLimit
}

// covers reports whether at least a quarter of each year lies in strata that both
// have, so that like can be compared with like.
func (m mix) covers() bool {
	var a, b, strata int
	for k := range m.names {
		if min(m.before[k], m.now[k]) >= fewBase {
			a, b, strata = a+m.before[k], b+m.now[k], strata+1
		}
	}
	return strata > 0 && 4*a >= m.a && 4*b >= m.b
}

// caveat names the stratum whose part moved most.
func (m mix) caveat(s *scope) finding.Caveat {
	most, by := 0, 0.0
	for k := range m.names {
		if a, b := m.shares(k); max(b-a, a-b) > by {
			most, by = k, max(b-a, a-b)
		}
	}
	a, b := m.shares(most)
	return finding.Caveat{Kind: "mix-moved", Text: fmt.Sprintf(
		"The mix of %s moved: of %s, %s gave %s in %s and %s in %s. Part of a change may come from that.",
		m.many, m.base, m.names[most], percent(a), s.before.Name, percent(b), s.now.Name)}
}

// movedMix is the first way to split, of those that the corpus offers, in which
// the mix moved and which both years cover, so that a comparison must allow for
// it.
func (s *scope) movedMix(before, now corpus.Selection) (mix, bool) {
	for _, d := range s.dimensions(before.Or(now)) {
		if m := d.mix(before, now); m.moved() && m.covers() {
			return m, true
		}
	}
	return mix{}, false
}
