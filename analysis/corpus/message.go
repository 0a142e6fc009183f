package corpus

import (
	"math"
	"time"
)

// Channel says what kind of place a message was written in.
type Channel string

// The channels a reader can give. Issue by issue more follow; the set is open.
const (
	Chat        Channel = "chat"
	Tweet       Channel = "tweet"
	BlogPost    Channel = "blog post"
	BlogComment Channel = "blog comment"
)

// Recurring reports whether messages of the channel come in sittings, so that
// they belong to a session: a chat and a tweetchat do, a blog page does not.
func (c Channel) Recurring() bool { return c == Chat || c == Tweet }

// Marks are facts about a message that decide whether it counts as an opinion.
type Marks uint8

// The marks a reader sets.
const (
	// Repost is somebody else's words passed on: a retweet or a forward.
	Repost Marks = 1 << iota
	// Placeholder stands for a picture, a recording or a deleted message.
	Placeholder
	// NonAnswer is a form field that says nothing: "n/a", "nothing", "none".
	NonAnswer
)

// Has reports whether every mark of m is set.
func (a Marks) Has(m Marks) bool { return a&m == m }

// NoTime is the time of a message whose export does not say when it was written.
const NoTime int64 = math.MinInt64

// Record is one message as a reader found it, before merging.
type Record struct {
	Row     int     // line or row in the source, counted from 1
	ID      string  // the platform's own id as text, "" where there is none
	ReplyTo string  // id of the message answered, "" where unknown
	Time    int64   // milliseconds since 1970 in UTC, or NoTime
	Author  string  // the name shown in the export, "" where there is none
	Text    string  // what was said, without the author and the time
	Channel Channel // where it was said
	Marks   Marks

	// What tables of feedback say beside the words; "" where unknown.
	Question     string // what was asked
	Organisation string // the trust, hospital or body that it is about
	Score        string // the answer on a scale, as written
	Consent      string // whether it may be published, as written

	// Extra holds the columns that were kept on request, one value for each
	// of [Source.Attributes]; nil where there are none.
	Extra []string
}

// Millis is the time of t as a Record holds it.
func Millis(t time.Time) int64 { return t.UnixMilli() }

// PersonID is a position in [Corpus.People]; NoPerson stands for no name.
type PersonID int32

// NoPerson is the author of a message that names nobody.
const NoPerson PersonID = -1

// SessionID is a position in [Corpus.Sessions]; NoSession stands for none.
type SessionID int32

// NoSession is the session of a message outside every sitting.
const NoSession SessionID = -1

// Person is one participant.
type Person struct {
	Key   string // the name folded for comparison; unique in the corpus
	Name  string // the most frequent spelling of the name
	First int64  // time of the person's first dated message, or NoTime
}

// Source is one imported file.
type Source struct {
	Path    string // the path as given; unique among those added
	Name    string // what people call it, usually the file's name
	Format  string // name of the format, such as "WhatsApp text"
	Sitting bool   // the whole file is one session, as a dated log is
	// Attributes names the columns that were kept on request; the Extra of
	// each record holds a value for each of them.
	Attributes []string
	Messages   int // messages of the corpus that came from this source
	// Duplicates counts records that another source, or an earlier row with
	// the same id and time, already holds.
	Duplicates int
}

// Message is one thing one person said, put together from the columns.
type Message struct {
	Position int // position in the corpus
	ID       string
	ReplyTo  string
	Time     int64
	Person   PersonID
	Session  SessionID
	Source   int // position in Corpus.Sources
	Row      int
	Channel  Channel
	Marks    Marks
	Text     string

	Question, Organisation, Score, Consent string // see Record
}
