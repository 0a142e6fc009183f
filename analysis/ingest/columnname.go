package ingest

import (
	"fmt"
	"slices"
	"strings"
)

// pickName finds the column that says who wrote a row, or a first name and a
// surname that say it together.
func (p *plan) pickName(cols []profile) {
	best, bestRank := -1, len(nameHints)
	var addresses []int // columns that would name people but for what they hold
	for i, c := range cols {
		if i == p.time || i == p.clock || c.filled == 0 || c.dates > 0.5 || c.links > 0.5 || c.length > 60 || c.partOfName() != "" || !c.mayNamePeople() {
			continue
		}
		rank := slices.IndexFunc(nameHints, func(h string) bool { return slices.Contains(c.words, h) })
		switch {
		case rank < 0 || rank >= bestRank:
		case c.nothingButAddresses():
			addresses = append(addresses, i)
		default:
			best, bestRank = i, rank
		}
	}
	switch {
	case best >= 0:
		c := cols[best]
		p.name = best
		p.use(RoleName, best, "its header says so; %d different names in %d rows looked at", c.distinct, c.filled)
		if n := c.emails + c.ips; n >= 0.05 {
			p.warnings = append(p.warnings, fmt.Sprintf("%.0f %% of the names in %s are e-mail or IP addresses, which are never kept: those rows count without a name.", 100*n, p.title(best)))
		}
		return
	case p.header > 0:
		if p.pickFullName(cols); p.name < 0 {
			for _, i := range addresses {
				p.warnings = append(p.warnings, fmt.Sprintf("Column %s was not used for the names: it holds e-mail or IP addresses or telephone numbers, which are never kept.", p.title(i)))
			}
		}
		return
	}
	for i, c := range cols {
		if i != p.time && c.filled > 0 && !c.personal() && c.numbers == 0 && c.dates == 0 && c.links == 0 && c.length <= 30 && c.spaces <= 3 &&
			c.distinct > 1 && c.uniqueness() < 0.9 {
			p.name = i
			p.use(RoleName, i, "its cells are short and come again: %d different ones in %d rows", c.distinct, c.filled)
			return
		}
	}
}

// pickFullName takes a first name and a surname together. One without the other
// would make one person of all who share it.
func (p *plan) pickFullName(cols []profile) {
	at := map[string]int{}
	for i, c := range cols {
		if part := c.partOfName(); part != "" && c.filled > 0 && !c.personal() && c.numbers < 0.5 && !p.taken(i) {
			if _, known := at[part]; !known {
				at[part] = i
			}
		}
	}
	first, hasFirst := at[forename]
	last, hasLast := at[surname]
	switch {
	case hasFirst && hasLast:
		p.name, p.surname = first, last
		p.use(RoleName, first, "its header says so, together with the surname")
		p.use(RoleName, last, "its header says so, together with the first name")
	case hasFirst:
		p.warnings = append(p.warnings, fmt.Sprintf("Column %s holds first names alone, which people share, and was not used for the names.", p.title(first)))
	case hasLast:
		p.warnings = append(p.warnings, fmt.Sprintf("Column %s holds surnames alone, which people share, and was not used for the names.", p.title(last)))
	}
}

// The parts of a name that can have a column of their own.
const (
	forename = "first name"
	surname  = "surname"
)

// partOfName says whether a header is that of first names or of surnames.
func (c profile) partOfName() string {
	words := strings.Join(c.words, " ")
	for _, part := range [...]struct {
		is    string
		calls []string
	}{
		{forename, []string{"first name", "firstname", "forename", "forenames", "given name", "christian name"}},
		{surname, []string{"surname", "last name", "lastname", "family name"}},
	} {
		for _, call := range part.calls {
			if words == call || len(c.words) <= 4 && strings.HasSuffix(words, " "+call) {
				return part.is
			}
		}
	}
	return ""
}

// nothingButAddresses reports whether a column holds addresses in place of
// names. A column in which some people stand with their address and others
// with their name does name people.
func (c profile) nothingButAddresses() bool {
	return c.emails+c.ips >= 0.95 || c.personal() && c.emails+c.ips < 0.3
}

// mayNamePeople reports whether a header can be that of a column of names: a
// short one without a word that makes it the name of a thing. The id of a
// respondent stands for a name.
func (c profile) mayNamePeople() bool {
	if len(c.words) > 4 || strings.Contains(c.name, "?") {
		return false
	}
	respondent := c.hints("respondent", "participant") > 0
	for _, w := range c.words {
		if slices.Contains(notPeople, w) && !(respondent && (w == "id" || w == "number")) {
			return false
		}
	}
	return respondent || c.numbers < 0.5
}
