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

func TestMessageKey(t *testing.T) {
	m := corpus.Message{Text: "Thank you", Time: 7}
	same := []corpus.Message{{Text: "Thank you", Time: 7, Person: 3, Row: 9, Source: 2}}
	other := []corpus.Message{
		{Text: "Thank you", Time: 8}, {Text: "thank you", Time: 7}, {Text: "Thank you", Time: 7, ID: "1"},
		{Text: "2 Thank you", Time: 7, ID: "1"}, {Text: "Thank you", Time: corpus.NoTime},
	}
	for _, x := range same {
		if MessageKey(x) != MessageKey(m) {
			t.Errorf("%+v has another key", x)
		}
	}
	for _, x := range other {
		if MessageKey(x) == MessageKey(m) {
			t.Errorf("%+v has the same key", x)
		}
	}
	a, b := corpus.Message{ID: "1", Text: "x", Time: 1}, corpus.Message{ID: "1", Text: "x", Time: 2}
	if MessageKey(a) != MessageKey(b) {
		t.Error("a message with an id changes its key with its time")
	}
}
