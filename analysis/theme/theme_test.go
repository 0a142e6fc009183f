package theme

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"yearbook/analysis/corpus"
)

func TestPlantedThemes(t *testing.T) {
	r := find(t, build(t, community(400)), Options{})
	for _, want := range []string{"campaign toolkit", "patient feedback", "waiting times", "press office", "social media policy"} {
		if !slices.ContainsFunc(r.Themes, func(th Theme) bool { return th.Label == want }) {
			t.Errorf("theme %q was not found", want)
		}
	}
	if len(r.Themes) != 5 {
		for _, th := range r.Themes {
			t.Logf("%s %+v", th.Label, th.Phrases)
		}
		t.Errorf("%d themes, want the five planted", len(r.Themes))
	}
	if r.Unassigned < 150 || r.Unassigned > 250 {
		t.Errorf("%d of 400 messages carry no theme, about half were planted without", r.Unassigned)
	}
	if r := find(t, build(t, community(400)), Options{Themes: 2}); len(r.Themes) != 2 {
		t.Errorf("%d themes, want at most 2", len(r.Themes))
	}
}

// People are never themes, however they are called.
func TestNamesAreNoThemes(t *testing.T) {
	people := []string{"kate", "tom_", "Priya Nair", "[dave]away", "dr_willis", "ed", "NHS Communications", "kernel"}
	var messages []said
	for i := range 160 {
		author := people[i%len(people)]
		text := []string{
			"kate: have you tried the ward newsletter?", "tom_: the hospital website is down", "I asked Priya Nair about the ward newsletter.",
			"We saw Priya at the NHS conference.", "dave: yes, the hospital website", "dr_willis, the kernel update broke it",
			"ed: which kernel update?", "Kate, the NHS conference was fine", "the old kernel was better", "a Kate Smith came with Tom",
		}[i%10]
		messages = append(messages, said{author: author, text: text})
	}
	r := find(t, build(t, messages), Options{})
	for _, th := range r.Themes {
		t.Logf("%s: %d %v", th.Label, len(th.Messages), th.Phrases)
	}
	for _, name := range []string{"kate", "tom", "tom_", "priya", "nair", "priya nair", "dave", "willis", "dr_willis", "ed"} {
		if r.holds(name) {
			t.Errorf("%q, a person, is part of a theme", name)
		}
	}
	for _, word := range []string{"ward newsletter", "hospital website", "kernel update", "nhs conference"} {
		if !r.holds(word) {
			t.Errorf("%q is no theme: somebody is called so, or by a part of it, but it is a word", word)
		}
	}
}

// What is nobody's own words is not read.
func TestLeftOut(t *testing.T) {
	messages := community(100)
	for _, marks := range []corpus.Marks{corpus.Repost, corpus.Placeholder, corpus.NonAnswer, corpus.Repost | corpus.Placeholder} {
		for range 10 {
			messages = append(messages, said{"member01", "The flu jab poster is here", marks}, said{"member02", "Our flu jab poster", marks})
		}
	}
	r := find(t, build(t, messages), Options{})
	if r.Read.Len() != 100 {
		t.Errorf("%d messages read, want 100", r.Read.Len())
	}
	if r.holds("flu jab poster") || r.holds("poster") {
		t.Error("words passed on make a theme")
	}
}

// The answer depends neither on the number of workers nor on the order of the
// sources.
func TestSameAnswer(t *testing.T) {
	messages := community(4000)
	want := find(t, build(t, messages), Options{Workers: 1})
	for _, workers := range []int{2, 8} {
		if d := cmp.Diff(want, find(t, build(t, messages), Options{Workers: workers}), everything); d != "" {
			t.Errorf("%d workers: %s", workers, d)
		}
	}
	whole := build(t, messages)
	var results []*Result
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 1, 0, 2}} {
		var b corpus.Builder
		for _, k := range order {
			var records []corpus.Record
			for i := k * 1000; i < k*1000+1000; i++ {
				m := whole.Message(i)
				records = append(records, corpus.Record{Row: m.Row, Time: m.Time, Author: messages[i].author, Text: m.Text, Channel: m.Channel})
			}
			b.Add(corpus.Source{Path: fmt.Sprint(k)}, records)
		}
		c, err := b.Build(corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, find(t, c, Options{}))
	}
	for _, r := range results {
		if d := cmp.Diff(want, r, everything); d != "" {
			t.Errorf("in several sources: %s", d)
		}
	}
}

func TestWatch(t *testing.T) {
	c := build(t, community(5000))
	last := 0
	find(t, c, Options{Workers: 4, Watch: func(done, total int) {
		if done <= last || total != 5000 {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	}})
	if last != 5000 {
		t.Errorf("the last count was %d", last)
	}
}

func TestCancel(t *testing.T) {
	c := build(t, community(20_000))
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		calls := 0 // each worker may end the batch it is at
		r, err := Find(ctx, c, c.All(), model(), Options{Workers: workers, Watch: func(done, total int) {
			calls++
			cancel()
		}})
		if !errors.Is(err, context.Canceled) || r != nil {
			t.Errorf("%d workers: %v, %v", workers, r, err)
		}
		if calls > workers {
			t.Errorf("%d workers: %d batches were read after the first, at which it was cancelled", workers, calls-1)
		}
		if _, err := Find(ctx, c, nil, model(), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("nothing to read and a context that has ended: %v", err)
		}
	}
}

func TestLittleText(t *testing.T) {
	same := func(text string, n int) []said {
		return slices.Repeat([]said{{author: "kate", text: text}}, n)
	}
	tests := []struct {
		name     string
		messages []said
		labels   []string
	}{
		{"nothing", nil, nil},
		{"empty messages", same("", 50), nil},
		{"too few", same("The campaign toolkit", 2), nil},
		{"all the same", same("The campaign toolkit", 50), []string{"campaign toolkit"}},
		{"nobody's", []said{{text: "Our press office"}, {text: "A press office"}, {text: "Two press offices"}}, []string{"press office"}},
		{"not English", same("Diolch yn fawr i chi gyd", 1), nil},
		{"capitals", same("the local NHS trust", 9), []string{"local NHS trust"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := find(t, build(t, tt.messages), Options{})
			var labels []string
			for _, th := range r.Themes {
				labels = append(labels, th.Label)
			}
			if d := cmp.Diff(tt.labels, labels); d != "" {
				t.Error(d)
			}
		})
	}
}

// A message without a phrase changes no theme.
func TestNothingToAdd(t *testing.T) {
	messages := community(300)
	before := find(t, build(t, messages), Options{})
	for k, text := range []string{"", "ok!!!", "@member01 yes", "https://example.org/toolkit", "👍🏽", "It was really good."} {
		after := find(t, build(t, append(slices.Clone(messages), said{author: "member01", text: text})), Options{})
		shares := cmpopts.IgnoreFields(Theme{}, "Share", "Coherence") // of all messages read
		if d := cmp.Diff(before.Themes, after.Themes, shares, cmpopts.IgnoreFields(Phrase{}, "Weight")); d != "" || after.Unassigned != before.Unassigned+1 {
			t.Errorf("%d: %q: %d unassigned after %d; %s", k, text, after.Unassigned, before.Unassigned, d)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"campaign toolkit": "campaign-toolkit", "A&E wait": "a-e-wait", "patient's view": "patient-s-view", "tŷ": "t", "日本": "theme", "": "theme",
	} {
		if got := slug(in); got != want {
			t.Errorf("slug(%q) = %q, want %q", in, got, want)
		}
	}
	if !strings.HasPrefix(slug("---x"), "x") {
		t.Error("a slug begins with a hyphen")
	}
}
