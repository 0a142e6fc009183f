package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"yearbook/analysis/corpus"
)

// plan says which columns of a table are used for what; -1 means none.
type plan struct {
	header                                    bool
	names                                     []string
	text, time, clock, name, id, chan_, reply int
	unit                                      timeUnit
	channel                                   corpus.Channel
	columns                                   []Column
	warnings                                  []string
}

// timeUnit is how a column writes times.
type timeUnit int

const (
	written    timeUnit = iota // a date in one of the layouts
	sheetDays                  // days since 1900, as spreadsheets count
	unixSecs                   // seconds since 1970
	unixMillis                 // milliseconds since 1970
)

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
	numbers  float64
	emails   float64
	ips      float64
	links    float64
	nons     float64
	low      float64 // least and greatest number
	high     float64
	shortest int
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

// looksLikeHeader reports whether the first row names the columns: no value
// among its cells, no two alike, and either a word that headers use or cells
// that are shorter than those below.
func looksLikeHeader(rows [][]string) bool {
	first := rows[0]
	seen := map[string]bool{}
	filled, length := 0, 0
	hinted := false
	for _, cell := range first {
		if cell == "" {
			continue
		}
		if _, isDate := parseStamp([]byte(cell)); isDate || isNumber(cell) || isEmail(cell) || isLink(cell) || seen[cell] {
			return false
		}
		seen[cell] = true
		filled++
		length += len(cell)
		p := profile{words: headerWords(cell)}
		if len(p.words) <= 4 && p.hints(headerHints...) > 0 {
			hinted = true
		}
	}
	if filled == 0 {
		return false
	}
	below, cells := 0, 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" {
				below += len(cell)
				cells++
			}
		}
	}
	return hinted || cells > 0 && below*filled > 2*length*cells
}

var (
	textHints   = []string{"text", "comment", "comments", "feedback", "response", "answer", "message", "msg", "body", "content", "tweet", "review", "opinion", "remarks", "story"}
	timeHints   = []string{"date", "time", "created", "timestamp", "posted", "published", "submitted", "sent", "when", "day"}
	nameHints   = []string{"author", "from", "user", "username", "sender", "nick", "nickname", "screen", "handle", "respondent", "participant", "speaker", "member", "person", "who", "by", "name"}
	headerHints = slices.Concat(textHints, timeHints, nameHints, []string{"id", "channel", "source", "question", "type", "email"})
	// notPeople are words beside which a name is that of a thing.
	notPeople = []string{"id", "file", "event", "organisation", "organization", "trust", "service", "site", "place", "ward",
		"url", "image", "count", "followers", "friends", "location", "lang", "number", "group", "page", "product", "reply", "team", "type", "description"}
	channelHints = []string{"channel", "platform", "medium"}
)

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
	for _, share := range []*float64{&p.dates, &p.clocks, &p.clocked, &p.numbers, &p.emails, &p.ips, &p.links, &p.nons} {
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

// makePlan chooses the columns. It fails where no column holds what people said.
// Columns is how many cells most rows have.
func makePlan(rows [][]string, columns int) (plan, error) {
	p := plan{text: -1, time: -1, clock: -1, name: -1, id: -1, chan_: -1, reply: -1, channel: corpus.Channel("comment")}
	p.header = looksLikeHeader(rows)
	if p.header {
		columns = max(columns, len(rows[0]))
	}
	p.names = make([]string, max(columns, 1))
	body := rows
	if p.header {
		copy(p.names, rows[0])
		body = rows[1:]
	}
	if len(body) == 0 {
		return p, fmt.Errorf("the table has a header but no rows: export it again")
	}
	cols := profiles(body, p.names)
	p.pickTime(cols)
	p.pickName(cols)
	if !p.pickText(cols) {
		return p, fmt.Errorf("no column of this table holds what people wrote (its columns are %s): give the column with the comments the header \"text\"", p.list())
	}
	p.pickID(cols)
	p.pickChannel(cols)
	return p, nil
}

// list is the columns by name, for a message.
func (p *plan) list() string {
	const most = 8
	var names []string
	for i := range p.names {
		if i == most {
			return strings.Join(names, ", ") + " and more"
		}
		names = append(names, p.title(i))
	}
	return strings.Join(names, ", ")
}

func (p *plan) title(i int) string {
	if p.names[i] == "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return fmt.Sprintf("%q", shorten([]byte(p.names[i])))
}

func (p *plan) use(role string, i int, format string, args ...any) {
	name := p.names[i]
	if name == "" {
		name = fmt.Sprintf("column %d", i+1)
	}
	p.columns = append(p.columns, Column{Role: role, Name: valid(name), Reason: fmt.Sprintf(format, args...)})
}

func (p *plan) pickTime(cols []profile) {
	best, bestScore := -1, 0.0
	for i, c := range cols {
		hint := c.hints(timeHints...)
		if c.filled == 0 || c.hints("birth", "dob", "updated", "modified") > 0 {
			continue
		}
		score := c.dates + 0.2*float64(min(hint, 1)) + 0.1*float64(c.hints("created"))
		if hint > 0 && c.dates >= 0.6 || c.dates >= 0.8 {
			if score > bestScore {
				best, bestScore = i, score
			}
		} else if unit := c.unit(); hint > 0 && unit != written && best < 0 {
			p.time, p.unit = i, unit
		}
	}
	if best >= 0 {
		p.time, p.unit = best, written
		p.use("time", best, "%.0f %% of its cells are dates", 100*cols[best].dates)
		p.pickClock(cols)
		return
	}
	if p.time >= 0 {
		p.use("time", p.time, "its cells are numbers that count %s", [...]string{"", "days since 1900", "seconds since 1970", "milliseconds since 1970"}[p.unit])
		return
	}
	for i, c := range cols {
		if c.hints("date", "timestamp", "created") > 0 && c.filled > 0 && c.clocks < 0.5 {
			p.warnings = append(p.warnings, fmt.Sprintf("Column %s looks like the date, but only %.0f %% of it can be read: write dates as 2013-08-06 or 6 August 2013.", p.title(i), 100*c.dates))
			return
		}
	}
}

// pickClock finds a column with the time of day beside one with the date only.
func (p *plan) pickClock(cols []profile) {
	if cols[p.time].clocked > 0 {
		return
	}
	for i, c := range cols {
		if i != p.time && c.clocks >= 0.8 && c.hints("time", "clock", "hour", "at") > 0 {
			p.clock = i
			p.use("time", i, "its cells are times of day, beside the date in %s", p.title(p.time))
			return
		}
	}
}

// unit tells what the numbers of a column of times count.
func (c profile) unit() timeUnit {
	switch {
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

func (p *plan) pickName(cols []profile) {
	best, bestRank := -1, len(nameHints)
	for i, c := range cols {
		if i == p.time || i == p.clock || c.filled == 0 || c.personal() || c.dates > 0.5 || c.links > 0.5 || c.length > 60 {
			continue
		}
		if !c.mayNamePeople() {
			continue
		}
		if rank := slices.IndexFunc(nameHints, func(h string) bool { return slices.Contains(c.words, h) }); rank >= 0 && rank < bestRank {
			best, bestRank = i, rank
		}
	}
	if best >= 0 {
		p.name = best
		p.use("name", best, "its header says so; %d different names in %d rows looked at", cols[best].distinct, cols[best].filled)
		return
	}
	if p.header {
		return
	}
	for i, c := range cols {
		if i != p.time && c.filled > 0 && !c.personal() && c.numbers == 0 && c.dates == 0 && c.links == 0 && c.length <= 30 && c.spaces <= 3 &&
			c.distinct > 1 && c.uniqueness() < 0.9 {
			p.name = i
			p.use("name", i, "its cells are short and come again: %d different ones in %d rows", c.distinct, c.filled)
			return
		}
	}
}

// mayNamePeople reports whether a header can be that of a column of names: a
// short one without a word that makes it the name of a thing. The id of a
// respondent stands for a name.
func (c profile) mayNamePeople() bool {
	if len(c.words) > 4 {
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

// openText is the uniqueness from which a column counts as open text.
const openText = 0.2

func (p *plan) pickText(cols []profile) bool {
	best, bestScore := -1, 0.0
	var open []int
	for i, c := range cols {
		score := p.textScore(i, c)
		if score == 0 {
			continue
		}
		if c.uniqueness() >= openText && c.spaces >= 2 {
			open = append(open, i)
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return false
	}
	p.text = best
	c := cols[best]
	p.use("text", best, "%d of %d cells looked at are different, with %.0f characters on average", c.distinct, c.filled, c.length)
	for _, i := range open {
		if i != best {
			p.warnings = append(p.warnings, fmt.Sprintf("Column %s holds open text too and was not read; only %s was.", p.title(i), p.title(best)))
		}
	}
	return true
}

// textScore says how much a column looks like what people wrote; 0 rules it out.
func (p *plan) textScore(i int, c profile) float64 {
	if i == p.time || i == p.clock || i == p.name || c.filled == 0 || c.personal() ||
		c.numbers > 0.5 || c.dates > 0.5 || c.links > 0.5 || c.nons == 1 && c.hints(textHints...) == 0 {
		return 0
	}
	hint := c.hints(textHints...)
	if c.hints("id", "url", "type", "sentiment", "count", "label", "code", "lang", "source", "entities", "options") > 0 {
		hint = 0
	}
	open := c.uniqueness() >= openText || c.nons > 0.3 && c.distinct > 5
	if hint == 0 && (!open || c.length < 20 || c.spaces < 2) {
		return 0
	}
	return (1 + min(c.length, 300)) * (0.1 + c.uniqueness()) * [...]float64{1, 3, 6}[hint]
}

// pickID takes an id only where it is one of a platform's or a survey's own:
// short numbers would be the same in every file and fold different messages.
func (p *plan) pickID(cols []profile) {
	for i, c := range cols {
		if i == p.text || i == p.name || i == p.time || c.filled == 0 || c.distinct < c.filled || c.personal() || c.shortestOK() {
			continue
		}
		switch strings.Join(c.words, " ") {
		case "id", "id str", "tweet id", "message id", "comment id", "response id", "status id", "post id", "uuid", "guid":
			p.id = i
			p.use("id", i, "its header says so and no two cells are the same")
		}
	}
	if p.id < 0 {
		return
	}
	for i, c := range cols {
		switch strings.Join(c.words, " ") {
		case "reply to", "reply to id", "is reply to", "in reply to status id str", "in reply to status id", "parent id":
			if i != p.text && c.filled > 0 {
				p.reply = i
				p.use("reply to", i, "its header says so")
			}
		}
	}
}

// shortestOK reports whether the ids of a column are too short to be unique
// beyond their own file.
func (c profile) shortestOK() bool { return c.length < 9 }

func (p *plan) pickChannel(cols []profile) {
	for i, c := range cols {
		if i != p.text && i != p.name && c.filled > 0 && c.hints(channelHints...) == 2 && c.distinct <= maxChannels && c.length <= 30 && c.numbers == 0 {
			p.chan_ = i
			p.use("channel", i, "its header says so; %d different ones", c.distinct)
			return
		}
	}
	t := cols[p.text]
	if t.hints("message", "msg", "chat") > 0 && p.name >= 0 && p.time >= 0 && cols[p.time].clocked > 0.5 {
		p.channel = corpus.Chat
	}
	if t.hints("tweet") > 0 {
		p.channel = corpus.Tweet
	}
}

// maxChannels is how many different channels one table can name.
const maxChannels = 30
