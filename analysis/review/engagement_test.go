package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

func TestAsks(t *testing.T) {
	for text, want := range map[string]bool{
		"What time is it?": true, "Really?!": true, "no": false, "see https://a.b/c?d=e": false, "is it (maybe?) so": true, "?": true,
		"www.x.org/?q": false, "why?because": false, "": false, "Did she say “when?”": true,
	} {
		if asks(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestNamed(t *testing.T) {
	for text, want := range map[string][]string{
		"@kate thanks":          {"kate"},
		"kate: thanks":          {"kate"},
		"write to a@b.nhs.uk":   nil,
		"(@kate, @john_doe.)":   {"kate", "john_doe"},
		"yes, of course":        {"yes"}, // only names of participants count
		"at 10 o'clock: nobody": nil,
	} {
		if got := named(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestOneIn(t *testing.T) {
	for x, want := range map[float64]string{
		0: "nobody", 1: "everybody", 0.143: "1 in 7 people", 0.33: "1 in 3 people", 0.283: "1 in 4 people", 0.5: "1 in 2 people", 0.41: "2 in 5 people", 0.72: "7 in 10 people", 0.98: "9 in 10 people", 0.001: "1 in 1,000 people",
	} {
		if got := oneIn(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}

// TestEngagement: a chat of 12 people who answer each other, of whom one asks
// every tenth message and is answered 4 minutes later, or not at all.
func TestEngagement(t *testing.T) {
	var records []corpus.Record
	for week := range 20 {
		start := time.Date(2013, 1, 2, 20, 0, 0, 0, time.UTC).AddDate(0, 0, 7*week)
		for k := range 30 {
			r := corpus.Record{
				Row: len(records) + 1, ID: fmt.Sprint(len(records)), Channel: corpus.Chat, Author: fmt.Sprintf("p%d", k%12), Text: fmt.Sprintf("word %d", len(records)),
				Time: start.Add(time.Duration(k) * time.Minute).UnixMilli(),
			}
			switch {
			case k%10 == 0:
				r.Text = fmt.Sprintf("what about number %d?", len(records))
			case k%10 == 4 && k < 20: // two of three questions are answered
				r.ReplyTo = fmt.Sprint(len(records) - 4)
			case k%10 == 5:
				r.Text = "@p1 " + r.Text
			}
			records = append(records, r)
		}
	}
	c := corpusOf(t, "a.txt", records)
	r := review(t, c, Question{})
	for id, says := range map[string]string{
		"questions": "60 of 600 messages asked something. 67% of these 60 questions were answered by somebody else, half of them within 4 minutes",
		"replies":   "40 of 600 messages answered another",
		"network":   "answered or named somebody",
		"retention": "On average 100% of the people in a session of 2013 came to the next one",
		"hours":     "of messages came from 8pm to 9pm",
		"weekdays":  "100% of messages came on Wednesdays",
	} {
		f, ok := r.Find(id)
		if !ok || !strings.Contains(f.Sentence, says) {
			t.Errorf("%s: %v %s", id, ok, f.Sentence)
		}
	}
	if _, ok := r.Find("outside-hours"); ok {
		t.Error("something was outside the usual hours")
	}
	f, _ := r.Find("network")
	for _, row := range f.Table.Rows {
		if !strings.HasPrefix(row.Cells[0].Text, "Person ") {
			t.Errorf("a name in the network: %q", row.Cells[0].Text)
		}
	}
	if slices.ContainsFunc(r.Findings, func(f finding.Finding) bool {
		return f.Headline == "" || f.Sentence == "" || f.AltText == "" || f.Method == ""
	}) {
		t.Error("a finding without words")
	}
}
