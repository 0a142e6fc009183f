package viewmodel

import (
	"strings"

	"yearbook/analysis/corpus"
)

// Order is the order in which messages are listed.
type Order int

// The orders of a list of messages.
const (
	OldestFirst Order = iota
	NewestFirst
	ByPerson
	LongestFirst
)

// Orders names the orders, in order.
var Orders = [...]string{"Oldest first", "Newest first", "By person", "Longest first"}

// Row is one message as a list shows it.
type Row struct {
	When  string // "6 August 2013, 8:05pm"
	Who   string
	Where string // channel
	Text  string
}

// Messages lists the messages behind a number, searched and sorted. It holds
// positions only, so that a million messages cost four megabytes; rows are
// made when they are looked at.
type Messages struct {
	changed func()
	lane    lane
	corpus  *corpus.Corpus
	name    func(corpus.PersonID) string

	open      bool
	opened    int // how many lists were opened so far
	version   int // how often the rows changed so far
	title     string
	context   string
	all       corpus.Selection
	rows      []int32
	query     string
	order     Order
	selected  int // position in rows, -1 for none
	searching bool
}

func newMessages(run Dispatcher, changed func()) *Messages {
	return &Messages{lane: lane{run: run}, changed: changed, selected: -1}
}

// NewMessages returns a closed list of messages of a corpus, on its own.
func NewMessages(run Dispatcher, c *corpus.Corpus, name func(corpus.PersonID) string) *Messages {
	m := newMessages(run, func() {})
	m.about(c, name)
	return m
}

// about sets what messages are from and how people are called.
func (m *Messages) about(c *corpus.Corpus, name func(corpus.PersonID) string) {
	m.corpus, m.name = c, name
}

// Open lists the selected messages under a title.
func (m *Messages) Open(title, about string, s corpus.Selection) {
	m.open, m.title, m.context = true, title, about
	m.all, m.query, m.order = s, "", OldestFirst
	m.opened++
	m.list()
}

// Close puts the list away.
func (m *Messages) Close() {
	if !m.open {
		return
	}
	m.lane.stop()
	m.open, m.searching = false, false
	m.all, m.rows, m.selected = nil, nil, -1
	m.changed()
}

// IsOpen reports whether there is a list to show.
func (m *Messages) IsOpen() bool { return m.open }

// Opened counts the lists opened so far, to tell a new list from a changed one.
func (m *Messages) Opened() int { return m.opened }

// Version counts how often the rows changed so far.
func (m *Messages) Version() int { return m.version }

// Title says which messages these are: "Messages of 6 August 2013".
func (m *Messages) Title() string { return m.title }

// Context is the headline of the finding the messages stand behind.
func (m *Messages) Context() string { return m.context }

// Counts says how many there are: "52 messages", "3 of 52 messages".
func (m *Messages) Counts() string {
	all := Counted(m.all.Len(), "message", "messages")
	switch {
	case m.searching:
		return "Looking through " + all + "…"
	case m.query != "":
		return Count(len(m.rows)) + " of " + all
	}
	return all
}

// Len is the number of rows listed.
func (m *Messages) Len() int { return len(m.rows) }

// Query is what is searched for.
func (m *Messages) Query() string { return m.query }

// Order is the order of the list.
func (m *Messages) Order() Order { return m.order }

// Searching reports whether the list is still being made.
func (m *Messages) Searching() bool { return m.searching }

// Search lists the messages that contain the words, whatever their case, in
// text or in the name shown for the person.
func (m *Messages) Search(query string) {
	if query = strings.TrimSpace(query); query == m.query {
		return
	}
	m.query = query
	m.list()
}

// Sort lists the messages in another order.
func (m *Messages) Sort(o Order) {
	if o == m.order {
		return
	}
	m.order = o
	m.list()
}

// Select opens one message of the list; -1 opens none.
func (m *Messages) Select(row int) {
	if row < -1 || row >= len(m.rows) || row == m.selected {
		return
	}
	m.selected = row
	m.changed()
}

// Selected is the message that is open, ok is false where none is.
func (m *Messages) Selected() (row int, ok bool) {
	return m.selected, m.selected >= 0 && m.selected < len(m.rows)
}

// Person is who said the message that is open, ok is false where none is or
// nobody is named.
func (m *Messages) Person() (p corpus.PersonID, ok bool) {
	if _, open := m.Selected(); !open {
		return corpus.NoPerson, false
	}
	p = m.corpus.Person(int(m.rows[m.selected]))
	return p, p != corpus.NoPerson
}

// Row makes one row of the list.
func (m *Messages) Row(row int) Row {
	if row < 0 || row >= len(m.rows) {
		return Row{}
	}
	i := int(m.rows[row])
	r := Row{Where: string(m.corpus.Channel(i)), Text: m.corpus.Text(i), Who: m.who(i), When: "no date"}
	if m.corpus.Dated(i) {
		t := m.corpus.Time(i)
		r.When = Day(t) + ", " + Clock(t)
	}
	return r
}

// Quote writes a row as text to copy, with who said it, where and when.
func (r Row) Quote() string {
	return r.Text + "\n(" + strings.Join([]string{r.Who, r.Where, r.When}, ", ") + ")"
}

func (m *Messages) who(i int) string {
	p := m.corpus.Person(i)
	if p == corpus.NoPerson {
		return "no name"
	}
	return m.name(p)
}
