package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// TestRates: what is said of messages in each session, with each rule once where it
// speaks and once where it does not.
func TestRates(t *testing.T) {
	plain := func(y int) chat { return chat{year: y, held: always, n: wobble(30)} }
	seldom := func(week int) bool { return week%10 == 0 }
	tweets := func(of10 int) func(int) corpus.Channel {
		return func(k int) corpus.Channel {
			if k%10 < of10 {
				return corpus.Tweet
			}
			return corpus.Chat
		}
	}
	// Twelve regulars write the first 30 messages of a week, others the rest.
	joined := func(k int) string {
		if k < 30 {
			return fmt.Sprintf("p%d", k%12)
		}
		return fmt.Sprintf("q%d", k-30)
	}
	from := func(begin int) func(int) int {
		return func(week int) int {
			if week < begin {
				return 30 + week*7%3
			}
			return 60 + week*7%11
		}
	}
	half := func(k int) corpus.Channel { return []corpus.Channel{corpus.Chat, corpus.Tweet}[k%2] }
	guests := func(k int) string { return fmt.Sprintf("%c%d", 'p'+rune(k%2), k/2%12) }
	uneven := func(high int) func(int) int {
		return func(week int) int { return []int{12, high, 40}[week/10%3] }
	}
	for _, tt := range []struct {
		name            string
		chats           []chat
		verdict         finding.Verdict
		told, untold    string // in the headline or the sentence
		caveat, without string
	}{
		{"a step in mid-year", []chat{plain(2012), {year: 2013, held: always, n: from(24), author: joined}},
			finding.Rose, "between", "busy", "joined-mid-period", "autocorrelation"},
		{"others since the start of the year", []chat{plain(2012), {year: 2013, held: always, n: from(0), author: joined}},
			finding.Rose, "between", "", "", "joined-mid-period"},
		{"opposite channels", []chat{{year: 2012, held: always, n: wobble(30), channel: tweets(2)}, {year: 2013, held: always, n: wobble(30), channel: tweets(6)}},
			finding.NoClearChange, "rose in some channels and fell in others", "", "strata-differ", ""},
		{"channels alike", []chat{{year: 2012, held: always, n: wobble(30), channel: tweets(4)}, {year: 2013, held: always, n: wobble(30), channel: tweets(4)}},
			finding.NoClearChange, "No clear change", "do not agree", "", "strata-differ"},
		{"a channel that joins", []chat{plain(2012), {year: 2013, held: always, n: func(week int) int { return 2 * wobble(30)(week) }, channel: half, author: guests}},
			finding.NoClearChange, "In the 1 channel that both years cover, each session had 30 messages in 2013, compared with 30 in 2012. The true difference", "", "mix-moved", ""},
		{"years as they are", []chat{plain(2012), plain(2013)},
			finding.NoClearChange, "The true difference", "both years cover", "", "mix-moved"},
		{"few and uneven sessions", []chat{{year: 2012, held: seldom, n: uneven(70)}, {year: 2013, held: seldom, n: uneven(90)}},
			finding.TooFew, "too few sessions to say whether that is a change: the true difference could be anything from", "", "few-sessions", ""},
		{"few and even sessions", []chat{{year: 2012, held: seldom, n: wobble(40)}, {year: 2013, held: seldom, n: wobble(41)}},
			finding.NoClearChange, "The true difference", "too few", "few-sessions", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := review(t, build(t, tt.chats...), Question{Year: 2013, Against: 2012}).Find("messages-per-session")
			if !ok {
				t.Fatal("no finding")
			}
			said := f.Headline + ". " + f.Sentence
			if f.Verdict != tt.verdict || !strings.Contains(said, tt.told) || tt.untold != "" && strings.Contains(said, tt.untold) {
				t.Errorf("%v: %s", f.Verdict, said)
			}
			has := func(kind string) bool {
				return slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == kind })
			}
			if tt.caveat != "" && !has(tt.caveat) || tt.without != "" && has(tt.without) {
				t.Errorf("caveats: %+v", f.Caveats)
			}
		})
	}
}
