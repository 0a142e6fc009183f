package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// TestCaveats: each caveat appears where it should and nowhere else.
func TestCaveats(t *testing.T) {
	plain := func(y int) chat { return chat{year: y, held: always, n: wobble(30)} }
	tweets := func(share int) func(int) corpus.Channel {
		return func(k int) corpus.Channel {
			if k%10 < share {
				return corpus.Tweet
			}
			return corpus.Chat
		}
	}
	tests := []struct {
		name  string
		chats []chat
		want  []string // of the finding about messages or channels
	}{
		{"two whole years alike", []chat{plain(2012), plain(2013)}, nil},
		{"the second ends in April", []chat{plain(2012), {year: 2013, held: func(w int) bool { return w < 16 }, n: wobble(30)}}, []string{"partial-year", "unequal-sessions"}},
		{"the first begins in June", []chat{{year: 2012, held: func(w int) bool { return w > 22 }, n: wobble(30)}, plain(2013)}, []string{"partial-year", "unequal-sessions"}},
		{"every other week", []chat{plain(2012), {year: 2013, held: func(w int) bool { return w%2 == 0 }, n: wobble(30)}}, []string{"unequal-sessions"}},
		{"once every 10 weeks", []chat{{year: 2012, held: func(w int) bool { return w%10 == 0 }, n: wobble(30)}, {year: 2013, held: func(w int) bool { return w%10 == 0 }, n: wobble(30)}}, []string{"few-sessions"}},
		{"from chat to tweets", []chat{{year: 2012, held: always, n: wobble(30), channel: tweets(2)}, {year: 2013, held: always, n: wobble(30), channel: tweets(6)}}, []string{"mix-moved", "strata-differ"}},
		{"an account that starts", []chat{plain(2012), {year: 2013, held: always, n: wobble(30), author: func(k int) string { return fmt.Sprintf("p%d", min(k%18, 12)) }}}, []string{"joined-or-stopped", "same-people"}},
		{"the same mix", []chat{{year: 2012, held: always, n: wobble(30), channel: tweets(4)}, {year: 2013, held: always, n: wobble(30), channel: tweets(4)}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := review(t, build(t, tt.chats...), Question{Year: 2013, Against: 2012})
			var got []string
			for _, f := range r.Findings {
				if f.ID != "messages-per-session" && f.ID != "channels" {
					continue
				}
				for _, c := range f.Caveats {
					if !slices.Contains(got, c.Kind) {
						got = append(got, c.Kind)
					}
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("caveats %v, want %v", got, tt.want)
			}
		})
	}
}

// TestVerdicts: a rise, a fall, no change, and too few sessions to say.
func TestVerdicts(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before chat
		now    chat
		want   finding.Verdict
	}{
		{"rise", chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(40)}, finding.Rose},
		{"fall", chat{year: 2012, held: always, n: wobble(40)}, chat{year: 2013, held: always, n: wobble(30)}, finding.Fell},
		{"same", chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)}, finding.NoClearChange},
		// twice the total, but from twice the sessions
		{"more sessions", chat{year: 2012, held: func(w int) bool { return w%2 == 0 }, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)}, finding.NoClearChange},
		// the second year ends in April; its busy months are compared with the same months
		{"part of a year", chat{year: 2012, held: always, n: seasonal}, chat{year: 2013, held: func(w int) bool { return w < 16 }, n: seasonal}, finding.NoClearChange},
		{"no common part", chat{year: 2012, held: func(w int) bool { return w < 12 }, n: wobble(30)}, chat{year: 2013, held: func(w int) bool { return w > 30 }, n: wobble(60)}, finding.TooFew},
		// half as many again, all of it by one new account
		{"a new account", chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(45), author: func(k int) string { return fmt.Sprintf("p%d", map[bool]int{true: k % 12, false: 99}[k%3 > 0]) }}, finding.NoClearChange},
		{"two sessions", chat{year: 2012, held: func(w int) bool { return w < 2 }, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(60)}, finding.TooFew},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := review(t, build(t, tt.before, tt.now), Question{Year: 2013, Against: 2012})
			f, ok := r.Find("messages-per-session")
			if !ok || f.Verdict != tt.want {
				t.Errorf("verdict %q, want %q: %s", f.Verdict, tt.want, f.Sentence)
			}
		})
	}
}

// TestUndated: messages without a time are said to be left out.
func TestUndated(t *testing.T) {
	var b corpus.Builder
	records := chat{year: 2013, held: always, n: wobble(20)}.records()
	records = append(records, corpus.Record{Row: len(records) + 1, Time: corpus.NoTime, Author: "p1", Text: "when?", Channel: corpus.Chat})
	b.Add(corpus.Source{Path: "a.txt"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, ok := review(t, c, Question{}).Find("years")
	if !ok || !slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == "undated" && strings.HasPrefix(c.Text, "1 message ") }) {
		t.Errorf("caveats: %+v", f.Caveats)
	}
}

// TestQuestions: years that are not there get a sentence that names those that
// are; without a year the last whole one is taken.
func TestQuestions(t *testing.T) {
	c := build(t, chat{year: 2011, held: always, n: wobble(30)}, chat{year: 2012, held: always, n: wobble(30)},
		chat{year: 2013, held: func(w int) bool { return w < 2 }, n: wobble(30)})
	r := review(t, c, Question{})
	if r.Period != "2012" || r.Against != "2011" {
		t.Errorf("without a year: %s against %s", r.Period, r.Against)
	}
	if r := review(t, c, Question{Year: 2011}); r.Against != "" {
		t.Errorf("the first year is compared with %s", r.Against)
	}
	for _, q := range []Question{{Year: 1999}, {Year: 2012, Against: 1999}, {Year: 2012, Against: 2012}} {
		if _, err := Build(Subject{Corpus: c, Themes: &theme.Result{}, Names: privacy.Pseudonyms{}}, q); err == nil {
			t.Errorf("%+v was answered", q)
		}
	}
}

// TestOddCorpora: no corpus makes the review panic or say what is not there.
func TestOddCorpora(t *testing.T) {
	at := time.Date(2013, 5, 1, 12, 0, 0, 0, time.UTC).UnixMilli()
	for name, records := range map[string][]corpus.Record{
		"one message":      {{Row: 1, Time: at, Author: "a", Text: "hello", Channel: corpus.Chat}},
		"no names":         {{Row: 1, Time: at, Text: "hello", Channel: "comment"}, {Row: 2, Time: at + 1, Text: "again", Channel: "comment"}},
		"blog only":        {{Row: 1, Time: at, Author: "a", Text: "post", Channel: corpus.BlogPost}, {Row: 2, Time: at, Author: "b", Text: "c", Channel: corpus.BlogComment}},
		"one person twice": {{Row: 1, Time: at, Author: "a", Text: "x", Channel: corpus.Chat}, {Row: 2, Time: at, Author: "A", Text: "x", Channel: corpus.Chat}},
	} {
		t.Run(name, func(t *testing.T) {
			r := review(t, corpusOf(t, "a", records), Question{})
			if len(r.Findings) == 0 || len(r.Summary) == 0 {
				t.Errorf("an empty review: %+v", r)
			}
		})
	}
}

// TestNameless: answers without a name are nobody's, and figures about people
// say so.
func TestNameless(t *testing.T) {
	named := chat{year: 2013, held: always, n: func(int) int { return 24 }}
	form := func(int) string { return "" }
	comments := chat{year: 2013, held: always, n: func(int) int { return 3 }, author: form, channel: func(int) corpus.Channel { return corpus.BlogComment }}
	sentences := func(c *corpus.Corpus) (text string, caveats int) {
		for _, f := range review(t, c, Question{}).Findings {
			if f.ID == "years" || f.ID == "concentration" || f.ID == "newcomers" {
				text += f.Headline + ". " + f.Sentence + "\n"
				for _, c := range f.Caveats {
					if c.Kind == "nameless" {
						caveats++
					}
				}
			}
		}
		return text, caveats
	}
	if text, caveats := sentences(build(t, named)); caveats > 0 || strings.Contains(text, "name") {
		t.Errorf("all have a name:\n%s", text)
	}
	text, caveats := sentences(build(t, named, comments))
	for _, want := range []string{
		"1,404 messages in 2013, 1,248 of them with a name",
		"12 people wrote 1,248 of them: 104 each on average",
		"The other 156 have no name",
		"of the 1,248 messages with a name",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if caveats != 3 {
		t.Errorf("%d findings have the caveat, not 3", caveats)
	}
	if text, _ := sentences(build(t, comments)); !strings.Contains(text, "none of them with a name") {
		t.Errorf("nobody has a name:\n%s", text)
	}
}
