package ingest

import (
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
)

// plan says which columns of a table are used for what; -1 means none. It is a
// [Mapping] with its headers found in one table.
type plan struct {
	layout
	mapping Mapping

	texts                                  []answer
	time, clock, name, id, reply, chan_    int
	organisation, score, consent, question int
	group                                  int // the column within which dates have one order
	unit                                   timeUnit
	channel                                corpus.Channel
	keep                                   []int // for each of Options.Keep: its column
	unread                                 []int // open text that was not taken
	warnings                               []string
}

// answer is one column of text and the question that its cells answer.
type answer struct {
	column   int
	question string
}

func newPlan(l layout) *plan {
	p := &plan{layout: l, time: -1, clock: -1, name: -1, id: -1, reply: -1, chan_: -1,
		organisation: -1, score: -1, consent: -1, question: -1, group: -1, channel: "comment"}
	if l.orange {
		p.mapping.Blank = "?"
	}
	return p
}

var (
	textHints   = []string{"text", "comment", "comments", "feedback", "response", "answer", "message", "msg", "body", "content", "tweet", "review", "opinion", "remarks", "story"}
	timeHints   = []string{"date", "time", "created", "timestamp", "posted", "published", "submitted", "sent", "when", "day"}
	monthHints  = []string{"month", "period", "quarter"}
	nameHints   = []string{"author", "from", "user", "username", "sender", "nick", "nickname", "screen", "handle", "respondent", "participant", "speaker", "member", "person", "who", "by", "name", "ident"}
	headerHints = slices.Concat(textHints, timeHints, nameHints, []string{"id", "channel", "source", "question", "type", "email", "category"})
	// notPeople are words beside which a name is that of a thing.
	notPeople = []string{"id", "file", "event", "organisation", "organization", "trust", "service", "site", "place", "ward",
		"url", "image", "count", "followers", "friends", "location", "lang", "number", "group", "page", "product", "reply", "team", "type", "description",
		"hospital", "practice", "provider", "clinic", "department"}
	channelHints = []string{"channel", "platform", "medium"}
	bodyHints    = []string{"trust", "organisation", "organization", "hospital", "provider", "practice", "icb", "ccg"}
	scoreHints   = []string{"score", "rating", "stars", "recommend", "likelihood", "criticality"}
	consentHints = []string{"consent", "publish", "published", "publication", "permission"}
	groupHints   = []string{"service", "site", "ward", "team", "department", "clinic", "unit", "location", "source"}
	// notText are words of headers whose columns describe and do not say.
	notText = []string{"id", "url", "type", "sentiment", "count", "label", "code", "lang", "source", "entities", "options",
		"bio", "description", "location", "address", "title", "subject", "link", "attachments", "hashtags", "mentions", "assignment", "category", "theme"}
)

// guess chooses the columns that the plan does not have yet, from the headers
// and from what the sampled rows below them hold. It fails where no column
// holds what people said.
func (p *plan) guess(body [][]string) error {
	cols := profiles(body, p.names)
	for i := range cols {
		cols[i].open = p.open[i]
		if p.taken(i) || p.mapping.leavesOut(p.names[i]) {
			cols[i].filled = 0
		}
	}
	if p.time < 0 {
		p.pickTime(cols)
	}
	if p.name < 0 {
		p.pickName(cols)
	}
	p.pickLabels(cols)
	if len(p.texts) == 0 && !p.pickText(cols) {
		return fmt.Errorf("no column of this table holds what people wrote (its columns are %s): give the column with the comments the header \"text\"", p.list())
	}
	if p.id < 0 {
		p.pickID(cols)
	}
	if p.chan_ < 0 && p.mapping.Channel == "" {
		p.pickChannel(cols)
	}
	return nil
}

// taken reports whether a column has a role.
func (p *plan) taken(i int) bool {
	return slices.Contains([]int{p.time, p.clock, p.name, p.id, p.reply, p.chan_, p.organisation, p.score, p.consent, p.question}, i) ||
		slices.ContainsFunc(p.texts, func(a answer) bool { return a.column == i })
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

// use notes the role of a column, with the reason.
func (p *plan) use(role Role, i int, format string, args ...any) {
	p.mapping.Columns = append(p.mapping.Columns, MappedColumn{Role: role, Header: valid(p.caption(i)), Position: i + 1, Reason: fmt.Sprintf(format, args...)})
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
		} else if unit := c.unit(); unit != written && best < 0 && p.time < 0 && (hint > 0 || unit == monthsOnly && c.hints(monthHints...) > 0) {
			p.time, p.unit = i, unit
		}
	}
	if best >= 0 {
		p.time, p.unit = best, written
		p.use(RoleTime, best, "%.0f %% of its cells are dates", 100*cols[best].dates)
		p.pickClock(cols)
		return
	}
	if p.time >= 0 {
		switch p.unit {
		case monthsOnly:
			p.use(RoleTime, p.time, "its cells are months")
		case compactDays:
			p.use(RoleTime, p.time, "its cells are days written as one number")
			p.pickClock(cols)
		default:
			p.use(RoleTime, p.time, "its cells are numbers that count %s", p.unit)
		}
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
			p.use(RoleTime, i, "its cells are times of day, beside the date in %s", p.title(p.time))
			return
		}
	}
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
		p.use(RoleName, best, "its header says so; %d different names in %d rows looked at", cols[best].distinct, cols[best].filled)
		return
	}
	if p.header > 0 {
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

// pickLabels finds the columns that say of whom, how well and whether it may
// be published. Their values are few and short.
func (p *plan) pickLabels(cols []profile) {
	pick := func(at *int, role Role, hints []string, fits func(profile) bool) {
		for i, c := range cols {
			if *at < 0 && c.filled > 0 && !p.taken(i) && !c.personal() && len(c.words) <= 12 && c.length <= 60 && c.dates < 0.5 &&
				c.hints(hints...) > 0 && c.hints("type", "code", "id", "name") <= c.hints("name") && fits(c) {
				*at = i
				p.use(role, i, "its header says so; %d different values in %d rows looked at", c.distinct, c.filled)
			}
		}
	}
	few := func(most int) func(profile) bool {
		return func(c profile) bool { return c.distinct <= most && (c.numbers >= 0.5 || c.length <= 25) }
	}
	short := func(c profile) bool { return len(c.words) <= 4 && c.numbers < 0.5 && !strings.Contains(c.name, "?") }
	pick(&p.organisation, RoleOrganisation, bodyHints, short)
	pick(&p.score, RoleScore, scoreHints, few(20))
	pick(&p.consent, RoleConsent, consentHints, few(6))
}

// pickGroup finds the column within which dates have one order.
func (p *plan) pickGroup() {
	for _, hint := range groupHints {
		for i, name := range p.names {
			if i != p.time && i != p.clock && len(headerWords(name)) <= 4 && slices.Contains(headerWords(name), hint) &&
				!slices.ContainsFunc(p.texts, func(a answer) bool { return a.column == i }) {
				p.group = i
				return
			}
		}
	}
}

// mostTexts is how many columns of text are taken without being told.
const mostTexts = 500

// openText is the uniqueness from which a column counts as open text.
const openText = 0.2

func (p *plan) pickText(cols []profile) bool {
	best, bestScore := -1, 0.0
	for i, c := range cols {
		if score := p.textScore(i, c); score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return false
	}
	survey := p.isSurvey(cols, best)
	for i, c := range cols {
		open := p.textScore(i, c) > 0 && c.uniqueness() >= openText && c.spaces >= 2
		switch {
		case i == best:
		case survey && len(p.texts) < mostTexts && p.textScore(i, c) > 0 && c.hints(notText...) == 0 && (open && (asks(c.name) || c.hints(textHints...) > 0) || c.open):
		case open:
			p.unread = append(p.unread, i)
			continue
		default:
			continue
		}
		p.texts = append(p.texts, answer{column: i})
		p.use(RoleText, i, "%d of %d cells looked at are different, with %.0f characters on average", c.distinct, c.filled, c.length)
	}
	return true
}

// isSurvey reports whether several columns can each hold an answer: the best
// one has a question or a survey's word for its header, not that of a post.
func (p *plan) isSurvey(cols []profile, best int) bool {
	c := cols[best]
	return asks(c.name) || c.open || c.hints("comment", "comments", "feedback", "response", "answer", "why", "how", "what", "please", "improve", "better", "good") > 0 &&
		c.hints("tweet", "message", "post", "id") == 0
}

// textScore says how much a column looks like what people wrote; 0 rules it out.
func (p *plan) textScore(i int, c profile) float64 {
	if i == p.time || i == p.clock || i == p.name || p.taken(i) || c.filled == 0 || c.personal() ||
		c.numbers > 0.5 || c.dates > 0.5 || c.links > 0.5 || c.nons == 1 && c.hints(textHints...) == 0 {
		return 0
	}
	hint := c.hints(textHints...)
	if c.hints("id", "url", "type", "sentiment", "count", "label", "code", "lang", "source", "entities", "options") > 0 {
		hint = 0
	}
	open := c.uniqueness() >= openText || c.nons > 0.3 && c.distinct > 5
	if hint == 0 && !c.open && (!open || c.length < 20 || c.spaces < 2) {
		return 0
	}
	return (1 + min(c.length, 300)) * (0.1 + c.uniqueness()) * [...]float64{1, 3, 6}[hint]
}

// pickID takes an id only where it is one of a platform's or a survey's own:
// short numbers would be the same in every file and fold different messages.
func (p *plan) pickID(cols []profile) {
	for i, c := range cols {
		if p.taken(i) || c.filled == 0 || c.distinct < c.filled || c.personal() || c.shortestOK() {
			continue
		}
		switch strings.Join(c.words, " ") {
		case "id", "id str", "tweet id", "message id", "comment id", "response id", "status id", "post id", "uuid", "guid":
			p.id = i
		}
	}
	if p.id < 0 {
		p.pickIndex(cols)
		return
	}
	p.use(RoleID, p.id, "its header says so and no two cells are the same")
	for i, c := range cols {
		switch strings.Join(c.words, " ") {
		case "reply to", "reply to id", "is reply to", "in reply to status id str", "in reply to status id", "parent id":
			if p.reply < 0 && c.filled > 0 && !p.taken(i) {
				p.reply = i
				p.use(RoleReply, i, "its header says so")
			}
		}
	}
}

// pickIndex takes the numbers that R and pandas write before the rows of a table,
// in a column without a header, for ids. They tell the rows of one file apart,
// not those of two; the corpus knows that. Beside names they would not do.
func (p *plan) pickIndex(cols []profile) {
	c := cols[0]
	if p.header == 0 || p.names[0] != "" || p.name >= 0 || p.taken(0) || len(cols) < 2 || c.filled < 2 ||
		c.distinct < c.filled || c.numbers < 1 || c.high-c.low != float64(c.filled-1) || c.low != 0 && c.low != 1 {
		return
	}
	p.id = 0
	p.use(RoleID, 0, "it numbers the rows from %.0f", c.low)
}

// shortestOK reports whether the ids of a column are too short to be unique
// beyond their own file.
func (c profile) shortestOK() bool { return c.length < 9 }

func (p *plan) pickChannel(cols []profile) {
	for i, c := range cols {
		if !p.taken(i) && c.filled > 0 && c.hints(channelHints...) == 2 && c.distinct <= maxChannels && c.length <= 30 && c.numbers == 0 {
			p.chan_ = i
			p.use(RoleChannel, i, "its header says so; %d different ones", c.distinct)
			return
		}
	}
	if len(p.texts) != 1 {
		return
	}
	t := cols[p.texts[0].column]
	words := profile{words: headerWords(p.names[p.texts[0].column])}
	if words.hints("message", "msg", "chat") > 0 && p.name >= 0 && p.time >= 0 && cols[p.time].clocked > 0.5 {
		p.mapping.Channel = corpus.Chat
	}
	if t.hints("tweet") > 0 {
		p.mapping.Channel = corpus.Tweet
	}
}

// maxChannels is how many different channels one table can name.
const maxChannels = 30
