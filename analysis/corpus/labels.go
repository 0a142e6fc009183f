package corpus

import (
	"cmp"
	"slices"
)

// labels is a column of which few values differ, such as the question that was
// answered: each value is held once. The zero value holds "" for every message.
type labels struct {
	values []string // the different values, in alphabetical order
	short  []uint16 // positions in values, where they fit
	long   []uint32 // the same where they do not
}

// at is the value for message i.
func (l *labels) at(i int) string {
	switch {
	case l.short != nil:
		return l.values[l.short[i]]
	case l.long != nil:
		return l.values[l.long[i]]
	}
	return ""
}

// encode makes a column of one value of each entry. It stays empty where every
// value is "".
func encode(entries []entry, value func(*entry) string) labels {
	index := map[string]uint32{}
	for i := range entries {
		if v := value(&entries[i]); v != "" {
			index[v] = 0
		}
	}
	if len(index) == 0 {
		return labels{}
	}
	index[""] = 0
	var l labels
	for v := range index {
		l.values = append(l.values, v)
	}
	slices.SortFunc(l.values, cmp.Compare[string])
	for i, v := range l.values {
		index[v] = uint32(i)
	}
	if len(l.values) <= 1<<16 {
		l.short = make([]uint16, len(entries))
		for i := range entries {
			l.short[i] = uint16(index[value(&entries[i])])
		}
		return l
	}
	l.long = make([]uint32, len(entries))
	for i := range entries {
		l.long[i] = index[value(&entries[i])]
	}
	return l
}

// fillLabels makes the columns that tables of feedback fill.
func (c *Corpus) fillLabels(entries []entry) {
	c.question = encode(entries, func(e *entry) string { return e.Question })
	c.organisation = encode(entries, func(e *entry) string { return e.Organisation })
	c.score = encode(entries, func(e *entry) string { return e.Score })
	c.consent = encode(entries, func(e *entry) string { return e.Consent })
}

// Question is what was asked where message i is an answer, "" where unknown.
func (c *Corpus) Question(i int) string { return c.question.at(i) }

// Organisation is the trust, hospital or body that message i is about, ""
// where unknown.
func (c *Corpus) Organisation(i int) string { return c.organisation.at(i) }

// Score is the answer on a scale that came with message i, as written.
func (c *Corpus) Score(i int) string { return c.score.at(i) }

// Consent says whether message i may be published, as written.
func (c *Corpus) Consent(i int) string { return c.consent.at(i) }
