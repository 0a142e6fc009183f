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
	surname                                int // beside a column of first names
	organisation, score, consent, question int
	group                                  int // the column within which dates have one order
	unit                                   timeUnit
	channel                                corpus.Channel
	keep                                   []int         // for each of Options.Keep: its column
	unread                                 []int         // open text that was not taken
	undated                                int           // a column that looks like the date and cannot be read
	personal                               []int         // columns of addresses of people
	only                                   map[Role]bool // the roles that are guessed; nil means all
	looked                                 []profile     // what each column looks like, nil where that was not needed
	warnings                               []string
}

// answer is one column of text and the question that its cells answer.
type answer struct {
	column   int
	question string
	markup   markup
}

func newPlan(l layout) *plan {
	p := &plan{layout: l, time: -1, clock: -1, name: -1, surname: -1, undated: -1, id: -1, reply: -1, chan_: -1,
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
		"hospital", "practice", "provider", "clinic", "department", "role"}
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
	p.looked = slices.Clone(cols)
	for i := range cols {
		cols[i].open = p.open[i] || cols[i].asksForWords()
		if p.taken(i) || p.mapping.leavesOut(p.names[i]) {
			cols[i].filled = 0
		}
	}
	if p.time < 0 && p.wants(RoleTime) {
		p.pickTime(cols)
	}
	if p.name < 0 && p.wants(RoleName) {
		p.pickName(cols)
	}
	p.pickLabels(cols)
	p.pickQuestion(cols)
	if len(p.texts) == 0 && !p.pickText(cols) {
		return fmt.Errorf("no column of this table holds what people wrote (its columns are %s): give the column with the comments the header \"text\"", p.list())
	}
	if p.id < 0 && p.wants(RoleID) {
		p.pickID(cols)
	}
	if p.chan_ < 0 && p.mapping.Channel == "" && p.wants(RoleChannel) {
		p.pickChannel(cols)
	}
	return nil
}

// wants reports whether a role may be guessed.
func (p *plan) wants(r Role) bool { return p.only == nil || p.only[r] }

// taken reports whether a column has a role.
func (p *plan) taken(i int) bool {
	return slices.Contains([]int{p.time, p.clock, p.name, p.surname, p.id, p.reply, p.chan_, p.organisation, p.score, p.consent, p.question}, i) ||
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
			p.undated = i
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

// pickLabels finds the columns that say of whom, how well and whether it may
// be published. Their values are few and short.
func (p *plan) pickLabels(cols []profile) {
	pick := func(at *int, role Role, hints []string, fits func(profile) bool) {
		for i, c := range cols {
			if *at < 0 && p.wants(role) && c.filled > 0 && !p.taken(i) && !c.personal() && len(c.words) <= 12 && c.length <= 60 && c.dates < 0.5 &&
				c.hints(hints...) > 0 && c.hints("type", "code", "id", "name") <= c.hints("name") && fits(c) {
				*at = i
				p.use(role, i, "its header says so; %d different values in %d rows looked at", c.distinct, c.filled)
			}
		}
	}
	few := func(most int) func(profile) bool {
		return func(c profile) bool { return c.distinct <= most && (c.numbers >= 0.5 || c.length <= 25) }
	}
	short := func(c profile) bool {
		return c.numbers < 0.5 && (len(c.words) <= 4 && !strings.Contains(c.name, "?") || c.asksForBody())
	}
	pick(&p.organisation, RoleOrganisation, bodyHints, short)
	pick(&p.score, RoleScore, scoreHints, few(20))
	pick(&p.consent, RoleConsent, consentHints, few(6))
}

// asksForBody reports whether a header is the question for the respondent's own
// organisation.
func (c profile) asksForBody() bool {
	words := strings.Join(c.words, " ")
	for _, ask := range []string{"what is your organi", "name of your organi", "which organi"} {
		if strings.Contains(words, ask) && len(c.words) <= 8 {
			return true
		}
	}
	return false
}

// pickQuestion finds the column with the question that each row answers: there
// are few of them, and each comes again. A column of questions that people ask
// holds different ones.
func (p *plan) pickQuestion(cols []profile) {
	for i, c := range cols {
		if p.question < 0 && p.wants(RoleQuestion) && c.filled >= 2 && !p.taken(i) && len(c.words) <= 3 && c.numbers < 0.5 &&
			(c.hints("question", "questions", "prompt") > 0 && c.hints("id", "number", "no", "type", "code") == 0) && 2*c.distinct <= c.filled+1 {
			p.question = i
			p.use(RoleQuestion, i, "its header says so; %d different ones in %d rows looked at", c.distinct, c.filled)
		}
	}
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
