package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestHandCodes(t *testing.T) {
	p := create(t)
	set := func(codes map[string][]string, want int) {
		t.Helper()
		changed, err := p.SetHandCodes(ctx, "coded by hand", codes)
		must(t, err)
		if changed != want {
			t.Errorf("%d messages changed, want %d", changed, want)
		}
	}
	holds := func(want map[string][]string) {
		t.Helper()
		got, err := p.HandCodes(ctx)
		must(t, err)
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	set(map[string][]string{"a": {"parking", "food", "food"}, "b": {}}, 2)
	holds(map[string][]string{"a": {"food", "parking"}, "b": {}})
	set(map[string][]string{"a": {"parking", "food"}, "b": {"staff"}}, 1)
	set(map[string][]string{"b": nil}, 1)
	holds(map[string][]string{"a": {"food", "parking"}})
	for range 2 {
		if _, err := p.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	holds(map[string][]string{"a": {"food", "parking"}, "b": {}})
	p = reopen(t, p)
	holds(map[string][]string{"a": {"food", "parking"}, "b": {}})
	refused(t, p.Decide(ctx, "x", kindHandCodes, "7", nil), "method of their own")
}

func TestMessageKeys(t *testing.T) {
	m := corpus.Message{Text: "Thank you", Time: 7}
	same := []corpus.Message{{Text: "Thank you", Time: 7, Person: 3, Row: 9, Source: 2}}
	other := []corpus.Message{
		{Text: "Thank you", Time: 8}, {Text: "thank you", Time: 7}, {Text: "Thank you", Time: 7, ID: "1"},
		{Text: "2 Thank you", Time: 7, ID: "1"}, {Text: "Thank you", Time: corpus.NoTime}, {Text: "Thank you", Time: 7, Question: "Why?"},
	}
	for _, x := range same {
		if messageKey(x) != messageKey(m) {
			t.Errorf("%+v has another key", x)
		}
	}
	for _, x := range other {
		if messageKey(x) == messageKey(m) {
			t.Errorf("%+v has the same key", x)
		}
	}
	a, b := corpus.Message{ID: "1", Text: "x", Time: 1}, corpus.Message{ID: "1", Text: "x", Time: 2}
	if messageKey(a) != messageKey(b) {
		t.Error("a message with an id changes its key with its time")
	}
}

// TestKeysSurvive imports a chat, then a longer export of it: what was there
// keeps its key, and equal messages have different ones.
func TestKeysSurvive(t *testing.T) {
	p := create(t)
	keys := func() map[string]bool {
		c, err := p.Corpus(ctx, corpus.Options{})
		must(t, err)
		all := map[string]bool{}
		for _, k := range MessageKeys(c) {
			all[k] = true
		}
		if len(all) != c.Len() {
			t.Errorf("%d keys of %d messages", len(all), c.Len())
		}
		return all
	}
	short := []corpus.Record{chat(1, 0, "Kate", "Yes"), chat(2, 0, "Jo", "Yes"), chat(3, 1, "Ann", "No")}
	add(t, p, result("a.txt", short...))
	before := keys()
	add(t, p, result("b.txt", append(short, chat(4, 1, "Bo", "No"), chat(5, 2, "Kate", "Yes"))...))
	after := keys()
	for k := range before {
		if !after[k] {
			t.Errorf("key %s is gone", k)
		}
	}
	if len(before) != 3 || len(after) != 5 {
		t.Errorf("%d keys, then %d", len(before), len(after))
	}
}
