package review

import (
	"fmt"
	"strings"
	"testing"

	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// TestFewPeopleInWords: one of three is not the busiest tenth, and nobody is not "0".
func TestFewPeopleInWords(t *testing.T) {
	three := func(k int) string { return fmt.Sprintf("p%d", k%3) }
	r := review(t, build(t, chat{year: 2012, held: always, n: wobble(30), author: three}, chat{year: 2013, held: always, n: wobble(30), author: three}), Question{Year: 2013})
	f, _ := r.Find("concentration")
	if !strings.HasPrefix(f.Headline, "The busiest of 3 people wrote") {
		t.Error(f.Headline)
	}
	f, _ = r.Find("newcomers")
	if f.Headline != "Nobody joined in 2013" || !strings.Contains(f.Sentence, "nobody wrote for the first time and 3 had written before") {
		t.Errorf("%s. %s", f.Headline, f.Sentence)
	}
	if r.Rule == "" {
		t.Error("the review does not say how its summary was chosen")
	}
	r = review(t, build(t, chat{year: 2013, held: always, n: wobble(30)}), Question{})
	if f, _ = r.Find("concentration"); !strings.HasPrefix(f.Headline, "The busiest 10% of people") {
		t.Error(f.Headline)
	}
}

// TestRetentionLeavesTheLastOut: the last session of a year has no next one in it.
func TestRetentionLeavesTheLastOut(t *testing.T) {
	s, err := newScope(Subject{Corpus: build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)}), Themes: noThemes(), Names: privacy.Pseudonyms{}}, Question{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(s.cameBack(s.before)); got != len(s.before.sessions)-1 {
		t.Errorf("%d of %d sessions", got, len(s.before.sessions))
	}
}

// TestTie: no organisation is called the largest where two are.
func TestTie(t *testing.T) {
	for n, says := range map[int]string{100: "no organisation had more than all others", 120: "A had the most"} {
		f, ok := review(t, table(t, answer{year: 2021, n: n, trust: "A"}, answer{year: 2021, n: 100, trust: "B"}), Question{}).Find("organisations")
		if !ok || !strings.Contains(f.Sentence, says) {
			t.Errorf("%d and 100: %s", n, f.Sentence)
		}
	}
}

// TestShareOverTime: it is the share that rises, not the messages.
func TestShareOverTime(t *testing.T) {
	c := build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)})
	about := c.All().Filter(func(i int) bool { return i%(2+i%3) == 0 })
	themes := &theme.Result{Read: c.All(), Themes: []theme.Theme{{Label: "food", Messages: about}}}
	f, err := Trend(Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, TrendAsk{Measure: "theme:food", Chart: "p"})
	if err != nil || !strings.Contains(f.Sentence, "the share of messages about ‘food’ in each session") {
		t.Errorf("%v: %+v", err, f)
	}
}

// TestNoLimits: where sessions do not differ, nothing is called usual variation; a
// spike among them is named.
func TestNoLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		n    func(int) int
		says string
	}{
		"level": {func(int) int { return 12 }, "No limits of usual variation could be drawn"},
		"spike": {func(w int) int { return map[bool]int{true: 72, false: 12}[w == 30] }, "unusually many or few messages"},
	} {
		c := build(t, chat{year: 2013, held: always, n: tt.n, author: func(k int) string { return fmt.Sprintf("p%d", k%12) }})
		f, err := Trend(Subject{Corpus: c, Names: privacy.Pseudonyms{}}, TrendAsk{Measure: "messages", Chart: "xmr"})
		if err != nil || !strings.Contains(f.Headline, tt.says) {
			t.Errorf("%s: %v %s. %s", name, err, f.Headline, f.Sentence)
		}
	}
}
