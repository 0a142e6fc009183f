package codebook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

// said is one message of a test.
type said struct {
	author, text string
	marks        corpus.Marks
}

func build(t testing.TB, messages []said) *corpus.Corpus {
	t.Helper()
	records := make([]corpus.Record, len(messages))
	for i, m := range messages {
		records[i] = corpus.Record{Row: i + 1, Author: m.author, Text: m.text, Marks: m.marks, Channel: corpus.Chat, Time: int64(i) * 60_000}
	}
	var b corpus.Builder
	b.Add(corpus.Source{Path: "chat.txt"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var waits = []said{
	{"ann", "Long waits again, and the car park was full", 0},
	{"bob", "I waited for hours and parked far away", 0},
	{"ann", "The nurses were kind", 0},
	{"cat", "n/a", corpus.NonAnswer},
	{"cat", "RT the car park was full", corpus.Repost},
	{"cat", "Nothing to say about it", 0},
}

func waitsBook() *Book {
	return &Book{Name: "Test", Codes: []Code{
		{ID: "access", Name: "Access", Folder: true},
		{ID: "wait", Name: "Waiting", Parent: "access", Rules: []string{"wait", "queue"}},
		{ID: "park", Name: "Parking", Parent: "access", Rules: []string{"car park | park"}},
		{ID: "staff", Name: "Staff", Rules: []string{"nurse near/3 kind"}},
		{ID: "food", Name: "Food", Rules: []string{"food"}},
		{ID: "mine", Name: "By hand"},
	}}
}

func TestApply(t *testing.T) {
	c := build(t, waits)
	r, err := Apply(t.Context(), c, c.All(), waitsBook(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := &theme.Result{
		Read: corpus.Selection{0, 1, 2, 5}, Unassigned: 1,
		Themes: []theme.Theme{
			{ID: "wait", Label: "Waiting", Messages: corpus.Selection{0, 1}, People: 2, Share: 0.5, Examples: corpus.Selection{0, 1}, Phrases: []theme.Phrase{{Lemma: "waited", Display: "waited", Messages: 1, People: 1, Weight: 0.5}, {Lemma: "waits", Display: "waits", Messages: 1, People: 1, Weight: 0.5}}},
			{ID: "park", Label: "Parking", Messages: corpus.Selection{0, 1}, People: 2, Share: 0.5, Examples: corpus.Selection{0, 1}, Phrases: []theme.Phrase{{Lemma: "car park", Display: "car park", Messages: 1, People: 1, Weight: 0.5}, {Lemma: "park", Display: "park", Messages: 1, People: 1, Weight: 0.5}, {Lemma: "parked", Display: "parked", Messages: 1, People: 1, Weight: 0.5}}},
			{ID: "staff", Label: "Staff", Messages: corpus.Selection{2}, People: 1, Share: 0.25, Examples: corpus.Selection{2}, Phrases: []theme.Phrase{{Lemma: "nurses were kind", Display: "nurses were kind", Messages: 1, People: 1, Weight: 1}}},
		},
	}
	if d := cmp.Diff(want.Themes, r.Themes); d != "" || len(r.Read) != 4 || r.Unassigned != want.Unassigned || r.NonAnswers != 1 {
		t.Errorf("%s %v %d", d, r.Read, r.Unassigned)
	}
	for i, want := range [][]int32{{1, 0}, {0, 1}, {2}, nil, nil, nil} {
		if got := r.Of(i); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("message %d carries %v, want %v", i, got, want)
		}
	}
}

// The same whatever the number of workers.
func TestWorkers(t *testing.T) {
	var messages []said
	for k := range 3 * batch {
		messages = append(messages, said{fmt.Sprintf("p%d", k%17), waits[k%3].text + strings.Repeat(" wait", k%4), 0})
	}
	c := build(t, messages)
	var first *theme.Result
	for _, workers := range []int{1, 2, 8} {
		told := 0
		r, err := Apply(t.Context(), c, c.All(), waitsBook(), Options{Workers: workers, Watch: func(done, total int) { told = done }})
		if err != nil || told != c.Len() {
			t.Fatal(err, told)
		}
		if first == nil {
			first = r
		}
		if d := cmp.Diff(first.Themes, r.Themes); d != "" {
			t.Errorf("%d workers: %s", workers, d)
		}
	}
}

func TestCoding(t *testing.T) {
	c := build(t, waits)
	b := waitsBook()
	m, err := Compile(b)
	if err != nil {
		t.Fatal(err)
	}
	g, err := m.Code(t.Context(), c, c.All(), b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := [][]string{}
	for i := range c.Len() {
		got = append(got, g.IDs(i))
	}
	if d := cmp.Diff([][]string{{"park", "wait"}, {"wait", "park"}, {"staff"}, nil, nil, nil}, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(corpus.Selection{0, 1}, g.Examples(1, 3)); d != "" {
		t.Error(d)
	}
	if g.NonAnswers != 1 || g.Messages(3).Len() != 1 {
		t.Errorf("%d non-answers, %v", g.NonAnswers, g.Messages(3))
	}
	if d := cmp.Diff(Report{Dead: []DeadRule{{1, 1}, {4, 0}}, Unused: []int{4}, Ruleless: []int{5}}, g.Check()); d != "" {
		t.Error(d)
	}
}

func TestOverlaps(t *testing.T) {
	var messages []said
	for k := range 10 {
		messages = append(messages, said{"a", "long wait", 0}, said{"a", "parking", 0})
		if k < 5 {
			messages = append(messages, said{"b", "waiting for parking and the nurse was kind", 0})
		}
	}
	c := build(t, messages)
	b := waitsBook()
	m, err := Compile(b)
	if err != nil {
		t.Fatal(err)
	}
	g, err := m.Code(t.Context(), c, c.All(), b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Overlap{{Code: 3, With: 1, Messages: 5, Both: 5, MessagesAll: 15}, {Code: 3, With: 2, Messages: 5, Both: 5, MessagesAll: 15}}
	if d := cmp.Diff(want, g.Check().Overlaps); d != "" {
		t.Error(d)
	}
}

func TestApplyStops(t *testing.T) {
	c := build(t, waits)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Apply(ctx, c, c.All(), waitsBook(), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	var broken *BookError
	if _, err := Apply(t.Context(), c, c.All(), one("("), Options{}); !errors.As(err, &broken) {
		t.Error(err)
	}
}
