package theme

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// model is loaded once for all tests of the package.
var model = sync.OnceValue(func() *language.Model {
	m, err := language.Load()
	if err != nil {
		panic(err)
	}
	return m
})

// everything compares results with what they do not show.
var everything = cmp.AllowUnexported(Result{}, lists{})

// said is one message of a test.
type said struct {
	author, text string
	marks        corpus.Marks
}

// build makes a corpus of messages a minute apart.
func build(t testing.TB, messages []said) *corpus.Corpus {
	t.Helper()
	records := make([]corpus.Record, len(messages))
	start := time.Date(2013, 1, 8, 20, 0, 0, 0, time.UTC)
	for i, m := range messages {
		records[i] = corpus.Record{
			Row: i + 1, Author: m.author, Text: m.text, Marks: m.marks, Channel: corpus.Chat,
			Time: corpus.Millis(start.Add(time.Duration(i) * time.Minute)),
		}
	}
	var b corpus.Builder
	b.Add(corpus.Source{Path: "chat.txt"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// find finds the themes of the whole corpus and checks what holds of every
// result.
func find(t testing.TB, c *corpus.Corpus, opt Options) *Result {
	t.Helper()
	r, err := Find(t.Context(), c, c.All(), model(), opt)
	if err != nil {
		t.Fatal(err)
	}
	check(t, c, r)
	return r
}

// check holds a result against its promises.
func check(t testing.TB, c *corpus.Corpus, r *Result) {
	t.Helper()
	ids := map[string]bool{}
	var carried corpus.Selection
	for x, th := range r.Themes {
		if x > 0 && th.Messages.Len() > r.Themes[x-1].Messages.Len() {
			t.Errorf("%q is larger than the theme before it", th.ID)
		}
		if th.ID == "" || ids[th.ID] {
			t.Errorf("id %q of %q is empty or not its own", th.ID, th.Label)
		}
		ids[th.ID] = true
		if th.Label == "" || len(th.Phrases) == 0 || th.Messages.Len() == 0 {
			t.Errorf("theme %+v is empty", th)
		}
		for k, i := range th.Messages {
			if k > 0 && th.Messages[k-1] >= i || !r.Read.Has(int(i)) {
				t.Errorf("%s: message %d is out of order or was not read", th.ID, i)
			}
			if !slices.Contains(r.Of(int(i)), int32(x)) {
				t.Errorf("%s: message %d does not say that it carries it", th.ID, i)
			}
		}
		for k, p := range th.Phrases {
			if k > 0 && th.Phrases[k-1].Weight < p.Weight {
				t.Errorf("%s: phrase %q is out of order", th.ID, p.Lemma)
			}
			if p.Messages > th.Messages.Len() || p.Display == "" {
				t.Errorf("%s: phrase %+v of %d messages", th.ID, p, th.Messages.Len())
			}
		}
		if th.People != len(c.Who(th.Messages)) {
			t.Errorf("%s: %d people, want %d", th.ID, th.People, len(c.Who(th.Messages)))
		}
		carried = carried.Or(th.Messages)
	}
	if r.Unassigned != r.Read.Len()-carried.Len() {
		t.Errorf("%d unassigned of %d read, %d carried", r.Unassigned, r.Read.Len(), carried.Len())
	}
}

// holds reports whether a phrase of the result is the lemma or has it as a word.
func (r *Result) holds(lemma string) bool {
	for _, th := range r.Themes {
		for _, p := range th.Phrases {
			if strings.Contains(" "+p.Lemma+" ", " "+lemma+" ") {
				return true
			}
		}
	}
	return false
}

// community makes messages in which people talk of a few things and much else.
func community(n int) []said {
	r := rand.New(rand.NewPCG(1, 2))
	planted := []string{"campaign toolkit", "patient feedback", "waiting times", "press office", "social media policy"}
	with := []string{
		"We have been talking about the %s again.", "Does anyone have a good %s to share?", "Our team wrote a new %s last year.",
		"I still think the %s is what we need.", "The %s was cut again.",
	}
	without := []string{"Hello all, good evening!", "I agree with that.", "Yes, we did it too.", "Thanks, see you next week.", "It was really good."}
	messages := make([]said, n)
	for i := range messages {
		text := without[r.IntN(len(without))]
		if r.IntN(2) == 0 {
			text = fmt.Sprintf(with[r.IntN(len(with))], planted[r.IntN(len(planted))])
		}
		messages[i] = said{author: fmt.Sprintf("member%02d", r.IntN(20)), text: text}
	}
	return messages
}
