package corpus

import (
	"math"
	"slices"
	"sort"
	"time"
)

// Corpus is a set of messages in order of time, as columns. See [Builder].
type Corpus struct {
	loc      *time.Location
	sources  []Source
	people   []Person
	sessions []Session
	unit     Unit

	id, replyTo []string // nil where no message has one
	time        []int64
	person      []PersonID
	session     []SessionID
	source      []int32
	row         []int32
	channel     []uint16
	channels    []Channel
	marks       []Marks
	text        []string

	question, organisation, score, consent labels
	attributes                             []attribute // in alphabetical order
}

// Len is the number of messages.
func (c *Corpus) Len() int { return len(c.time) }

// Location is the time zone in which days and years are cut.
func (c *Corpus) Location() *time.Location { return c.loc }

// Sources are the imported files, in order of path.
func (c *Corpus) Sources() []Source { return c.sources }

// People are the participants, in order of their first message; messages
// without a time come before all others.
func (c *Corpus) People() []Person { return c.people }

// Sessions are the sittings, in order of their first message.
func (c *Corpus) Sessions() []Session { return c.sessions }

// Unit says what a session of this corpus is.
func (c *Corpus) Unit() Unit { return c.unit }

// Channels are the channels that occur, in alphabetical order.
func (c *Corpus) Channels() []Channel { return c.channels }

// Text is what message i says.
func (c *Corpus) Text(i int) string { return c.text[i] }

// Dated reports whether it is known when message i was written.
func (c *Corpus) Dated(i int) bool { return c.time[i] != NoTime }

// Time is when message i was written, in the corpus's zone.
// It is the zero time where that is not known.
func (c *Corpus) Time(i int) time.Time { return c.clock(c.time[i]) }

// Person is who wrote message i.
func (c *Corpus) Person(i int) PersonID { return c.person[i] }

// Session is the sitting message i belongs to.
func (c *Corpus) Session(i int) SessionID { return c.session[i] }

// Channel is where message i was written.
func (c *Corpus) Channel(i int) Channel { return c.channels[c.channel[i]] }

// Marks are the marks of message i.
func (c *Corpus) Marks(i int) Marks { return c.marks[i] }

// Source is the position in Sources of the file message i came from.
func (c *Corpus) Source(i int) int { return int(c.source[i]) }

// Message puts message i together.
func (c *Corpus) Message(i int) Message {
	m := Message{
		Position: i, Time: c.time[i], Person: c.person[i], Session: c.session[i],
		Source: int(c.source[i]), Row: int(c.row[i]), Channel: c.Channel(i),
		Marks: c.marks[i], Text: c.text[i],
		Question: c.Question(i), Organisation: c.Organisation(i), Score: c.Score(i), Consent: c.Consent(i),
	}
	if c.id != nil {
		m.ID = c.id[i]
	}
	if c.replyTo != nil {
		m.ReplyTo = c.replyTo[i]
	}
	return m
}

// All selects every message.
func (c *Corpus) All() Selection { return span(0, c.Len()) }

// In selects the messages written in the period. Messages without a time are
// in no period.
func (c *Corpus) In(p Period) Selection {
	from := sort.Search(c.Len(), func(i int) bool { return c.time[i] >= p.Start.UnixMilli() })
	to := sort.Search(c.Len(), func(i int) bool { return c.time[i] >= p.End.UnixMilli() })
	return span(from, to)
}

// Span is the time of the first and the last dated message selected, in the
// corpus's zone; ok is false where none is dated.
func (c *Corpus) Span(s Selection) (first, last time.Time, ok bool) {
	lo, hi := int64(math.MaxInt64), NoTime
	for _, i := range s {
		if t := c.time[i]; t != NoTime {
			lo, hi = min(lo, t), max(hi, t)
		}
	}
	if hi == NoTime {
		return time.Time{}, time.Time{}, false
	}
	return c.clock(lo), c.clock(hi), true
}

// Years lists the years of the calendar that hold at least one message,
// ascending.
func (c *Corpus) Years(k Calendar) []int {
	var years []int
	for i := 0; i < c.Len(); {
		if !c.Dated(i) {
			i++
			continue
		}
		y := k.Of(c.Time(i))
		if len(years) == 0 || years[len(years)-1] != y {
			years = append(years, y)
		}
		end := k.Year(y, c.loc).End.UnixMilli()
		i += max(1, sort.Search(c.Len()-i, func(j int) bool { return c.time[i+j] >= end }))
	}
	return years
}

// ByPerson counts the selected messages of each person; its index is a
// PersonID. Messages without a name are not counted.
func (c *Corpus) ByPerson(s Selection) []int {
	counts := make([]int, len(c.people))
	for _, i := range s {
		if p := c.person[i]; p != NoPerson {
			counts[p]++
		}
	}
	return counts
}

// Who lists those who wrote at least one of the selected messages, ascending.
func (c *Corpus) Who(s Selection) []PersonID {
	var who []PersonID
	for p, n := range c.ByPerson(s) {
		if n > 0 {
			who = append(who, PersonID(p))
		}
	}
	return who
}

// Split groups the selected messages by session; sessions without a selected
// message are left out, and so are messages outside sessions.
func (c *Corpus) Split(s Selection) map[SessionID]Selection {
	groups := map[SessionID]Selection{}
	for _, i := range s {
		if id := c.session[i]; id != NoSession {
			groups[id] = append(groups[id], i)
		}
	}
	return groups
}

// SessionsIn lists the sessions that began in the period, in order of time.
func (c *Corpus) SessionsIn(p Period) []SessionID {
	var ids []SessionID
	for id, s := range c.sessions {
		if p.Contains(s.Start) {
			ids = append(ids, SessionID(id))
		}
	}
	return ids
}

func (c *Corpus) clock(ms int64) time.Time {
	if ms == NoTime {
		return time.Time{}
	}
	return time.UnixMilli(ms).In(c.loc)
}

func span(from, to int) Selection {
	s := make(Selection, max(0, to-from))
	for i := range s {
		s[i] = int32(from + i)
	}
	return slices.Clip(s)
}
