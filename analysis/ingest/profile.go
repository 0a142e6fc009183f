package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// timeUnit is how a column writes times.
type timeUnit int

const (
	written     timeUnit = iota // a date in one of the layouts
	sheetDays                   // days since 1900, as spreadsheets count
	unixSecs                    // seconds since 1970
	unixMillis                  // milliseconds since 1970
	compactDays                 // days as one number: 20210910
	monthsOnly                  // months without a day
)

func (u timeUnit) String() string {
	return [...]string{"", "days since 1900", "seconds since 1970", "milliseconds since 1970", "days as 20210910", "months"}[u]
}

// profile is what a sample of a column looks like.
type profile struct {
	name     string // its header, "" where there is none
	words    []string
	filled   int
	distinct int
	length   float64 // average, of answers that say something
	spaces   float64 // average number of words but one
	dates    float64 // shares of the filled cells
	clocks   float64
	clocked  float64 // dates with a time of day
	compact  float64 // numbers that can be days as 20210910
	months   float64 // cells that are months without a day
	numbers  float64
	emails   float64
	ips      float64
	links    float64
	nons     float64
	low      float64 // least and greatest number
	high     float64
	open     bool // its header says that answers are in free words
}

// uniqueness is the share of filled cells that differ from all others.
func (p profile) uniqueness() float64 {
	if p.filled == 0 {
		return 0
	}
	return float64(p.distinct) / float64(p.filled)
}

// personal reports whether a column holds addresses that are never kept.
func (p profile) personal() bool {
	return p.emails >= 0.3 || p.ips >= 0.3 || p.hints("email", "mail", "ip", "ipaddress", "phone", "telephone", "mobile") > 0 && p.length < 60
}

// hints is 1 where a word of the header is among words, 2 where it is the
// whole header, else 0.
func (p profile) hints(words ...string) int {
	for _, w := range words {
		if len(p.words) == 1 && p.words[0] == w {
			return 2
		}
	}
	for _, w := range words {
		if slices.Contains(p.words, w) {
			return 1
		}
	}
	return 0
}

// headerWords cuts "authorName", "from_user" and "Posted by" into words.
func headerWords(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			b.WriteByte(' ')
		case unicode.IsUpper(r) && lower:
			b.WriteByte(' ')
			fallthrough
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		lower = unicode.IsLower(r)
	}
	return strings.Fields(b.String())
}

// profiles measures every column over the sampled rows below the header.
func profiles(rows [][]string, names []string) []profile {
	out := make([]profile, len(names))
	for i := range out {
		cells := make([]string, 0, len(rows))
		for _, row := range rows {
			if i < len(row) && row[i] != "" {
				cells = append(cells, row[i])
			}
		}
		out[i] = measureColumn(names[i], cells)
	}
	return out
}

func measureColumn(name string, cells []string) profile {
	p := profile{name: name, words: headerWords(name), filled: len(cells)}
	if len(cells) == 0 {
		return p
	}
	distinct := map[string]bool{}
	spoken := 0
	for _, cell := range cells {
		distinct[cell] = true
		if isNonAnswer(cell) {
			p.nons++
		} else {
			spoken++
			p.length += float64(len(cell))
			p.spaces += float64(strings.Count(cell, " "))
		}
		p.sort(cell)
	}
	p.distinct = len(distinct)
	n := float64(len(cells))
	for _, share := range []*float64{&p.dates, &p.clocks, &p.clocked, &p.compact, &p.months, &p.numbers, &p.emails, &p.ips, &p.links, &p.nons} {
		*share /= n
	}
	p.length /= float64(max(spoken, 1))
	p.spaces /= float64(max(spoken, 1))
	return p
}

// sort counts a cell under what it is.
func (p *profile) sort(cell string) {
	if v, ok := number(cell); ok {
		if p.numbers == 0 {
			p.low, p.high = v, v
		}
		p.low, p.high = min(p.low, v), max(p.high, v)
		p.numbers++
		if isCompactDay([]byte(cell)) {
			p.compact++
		}
		return
	}
	if len(cell) < 60 {
		if st, ok := parseStamp([]byte(cell)); ok {
			p.dates++
			if st.clock {
				p.clocked++
			}
		} else if _, ok := parseClock([]byte(cell)); ok {
			p.clocks++
		} else if _, ok := parseMonth([]byte(cell)); ok {
			p.months++
		}
	}
	switch {
	case isEmail(cell):
		p.emails++
	case isIP(cell):
		p.ips++
	case isLink(cell):
		p.links++
	}
}

func isLink(cell string) bool {
	return (strings.HasPrefix(cell, "http://") || strings.HasPrefix(cell, "https://")) && !strings.ContainsAny(cell, " \n")
}

// parseClock reads a cell that is a time of day and nothing else.
func parseClock(b []byte) (stamp, bool) {
	c := cursor{s: trim(b)}
	var st stamp
	ok := c.clock(&st)
	return st, ok && c.done()
}

// unit tells what the numbers of a column of times count.
func (c profile) unit() timeUnit {
	switch {
	case c.months >= 0.8:
		return monthsOnly
	case c.compact >= 0.95:
		return compactDays
	case c.numbers < 0.95:
	case c.low >= 25569 && c.high < 73415:
		return sheetDays
	case c.low >= 1e8 && c.high < 4.1e9:
		return unixSecs
	case c.low >= 1e11 && c.high < 4.1e12:
		return unixMillis
	}
	return written
}
