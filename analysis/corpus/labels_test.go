package corpus

import (
	"fmt"
	"testing"
)

func TestLabels(t *testing.T) {
	var b Builder
	b.Add(Source{Path: "a"}, []Record{
		{Row: 1, Time: 2, Text: "x", Channel: "comment", Question: "why?", Organisation: "North", Score: "5"},
		{Row: 2, Time: 1, Text: "y", Channel: "comment", Question: "how?"},
	})
	c, err := b.Build(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Question(0) != "how?" || c.Question(1) != "why?" || c.Organisation(0) != "" || c.Organisation(1) != "North" || c.Score(1) != "5" {
		t.Errorf("%+v %+v", c.Message(0), c.Message(1))
	}
	if c.consent.short != nil || c.consent.values != nil || c.Consent(1) != "" {
		t.Error("a column that nobody fills takes room")
	}
}

// More values than fit into two bytes are held all the same.
func TestManyLabels(t *testing.T) {
	records := make([]Record, 1<<16+5)
	for i := range records {
		records[i] = Record{Row: i + 1, Time: int64(i), Text: "x", Channel: "comment", Question: fmt.Sprint("question ", i)}
	}
	var b Builder
	b.Add(Source{Path: "a"}, records)
	c, err := b.Build(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 1, 65535, 65540} {
		if want := fmt.Sprint("question ", i); c.Question(i) != want {
			t.Errorf("%q, want %q", c.Question(i), want)
		}
	}
}
