package review

import (
	"fmt"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// waitingShare compares the share of answers with the label between two years.
func waitingShare(t *testing.T, rows ...answer) (*sample, corpus.Selection, shareChange) {
	t.Helper()
	c := table(t, rows...)
	s, err := newScope(Subject{Corpus: c, Names: privacy.Pseudonyms{}}, Question{Year: 2022, Against: 2021})
	if err != nil {
		t.Fatal(err)
	}
	x, err := s.sample(s.before.messages, s.now.messages, nil)
	if err != nil {
		t.Fatal(err)
	}
	hits := c.All().Filter(func(i int) bool { return c.Attribute("Waiting", i) != "" })
	change, err := x.share(hits)
	if err != nil {
		t.Fatal(err)
	}
	return x, hits, change
}

// chat is an invented weekly chat: n(week) messages, by people who take turns,
// each week of a year in which held says so.
type chat struct {
	year    int
	held    func(week int) bool
	n       func(week int) int
	channel func(k int) corpus.Channel
	author  func(k int) string
	reposts int // every so many messages is passed on; 0 is none
}

func always(int) bool { return true }

func (c chat) records() []corpus.Record {
	var out []corpus.Record
	for week := range 52 {
		if !c.held(week) {
			continue
		}
		start := time.Date(c.year, 1, 5, 20, 0, 0, 0, time.UTC).AddDate(0, 0, 7*week)
		for k := range c.n(week) {
			ch := corpus.Chat
			if c.channel != nil {
				ch = c.channel(k)
			}
			var marks corpus.Marks
			if c.reposts > 0 && k%c.reposts == 0 {
				marks = corpus.Repost
			}
			out = append(out, corpus.Record{
				Marks: marks, Row: len(out) + 1, Time: start.Add(time.Duration(k) * time.Second).UnixMilli(),
				Author: c.name(k), Text: fmt.Sprintf("message %d of week %d", k, week), Channel: ch,
			})
		}
	}
	return out
}

// name is who writes message k of a week: twelve people in turn, if nothing
// else is said.
func (c chat) name(k int) string {
	if c.author != nil {
		return c.author(k)
	}
	return fmt.Sprintf("p%d", k%12)
}

// corpusOf is a corpus of the records of one file.
func corpusOf(t testing.TB, path string, records []corpus.Record, attributes ...string) *corpus.Corpus {
	t.Helper()
	var b corpus.Builder
	b.Add(corpus.Source{Path: path, Attributes: attributes}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// build is a corpus of chats, each in a file of its own.
func build(t *testing.T, chats ...chat) *corpus.Corpus {
	t.Helper()
	var b corpus.Builder
	for i, c := range chats {
		b.Add(corpus.Source{Path: fmt.Sprintf("%d.txt", i)}, c.records())
	}
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// review reviews a corpus in which no themes were found.
func review(t *testing.T, c *corpus.Corpus, q Question) *finding.Review {
	t.Helper()
	r, err := Build(Subject{Corpus: c, Themes: &theme.Result{Read: c.All()}, Names: privacy.Pseudonyms{}}, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// wobble is a number of messages that differs a little from week to week.
func wobble(mean int) func(int) int {
	return func(week int) int { return mean + (week*7)%11 - 5 }
}

// seasonal is twice as busy until the end of April.
func seasonal(week int) int {
	if week < 16 {
		return wobble(60)(week)
	}
	return wobble(30)(week)
}

func noThemes() *theme.Result { return &theme.Result{} }
