package language

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jdkato/prose/v2"

	"yearbook/analysis/internal/shared"
)

// compared is the number of sentences that tags are compared on.
const compared = 20_000

// known is an empty model of prose with its own weights, loaded once.
var known = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("peer") })

// messages are the texts of the real data: comments, consultation answers,
// tweets and chat lines, in this order.
func messages(t testing.TB) [][]string {
	t.Helper()
	return [][]string{
		column(t, "fft", "fft_feedback.csv", "FFT answer"),
		column(t, "engagement", "dhcp_engagement_responses_labelled.csv", "Response"),
		shared.Lines(t, "health-tweets", 8000),
		chat(t),
	}
}

// column reads one column of a table.
func column(t testing.TB, folder, file, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared.Dir(t, folder), file))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.ToValidUTF8(strings.TrimPrefix(string(data), "\ufeff"), "")))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", file, err)
	}
	var list []string
	for k, head := range rows[0] {
		if head != name {
			continue
		}
		for _, row := range rows[1:] {
			if k < len(row) {
				list = append(list, row[k])
			}
		}
	}
	return list
}

// chat reads what people said in every session of the chat.
func chat(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared.Dir(t, "irc"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no chats: %v", err)
	}
	var list []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(bytes.ToValidUTF8(data, nil)) {
			if _, said, ok := strings.Cut(string(line), "> "); ok && line[0] == '[' {
				list = append(list, strings.TrimSpace(said))
			}
		}
	}
	return list
}

// sampled are n sentences, as many from each source as it has, up to an equal
// share of what is left.
func sampled(t testing.TB, n int) []string {
	t.Helper()
	a := model().NewAnalyser()
	var list []string
	sources := messages(t)
	for k, texts := range sources {
		var here []string
		for _, text := range texts {
			for _, s := range a.Sentences(text) {
				here = append(here, text[s.Start:s.End])
			}
		}
		want := (n - len(list)) / (len(sources) - k)
		step := max(1, len(here)/max(want, 1))
		for i := 0; i < len(here) && want > 0; i += step {
			list = append(list, here[i])
			want--
		}
	}
	return list
}

// proseTokens tags sentences with prose, two at a time: one answer takes it
// longer than all of ours.
func proseTokens(t testing.TB, sentences []string, opts ...prose.DocOpt) [][]prose.Token {
	t.Helper()
	answers := make([][]prose.Token, len(sentences))
	peer := known()
	var wg sync.WaitGroup
	for worker := range 2 {
		wg.Go(func() {
			for i := worker; i < len(sentences); i += 2 {
				doc, err := prose.NewDocument(sentences[i], append(opts, prose.UsingModel(peer), prose.WithSegmentation(false))...)
				if err != nil {
					t.Error(err)
					return
				}
				answers[i] = doc.Tokens()
			}
		})
	}
	wg.Wait()
	return answers
}

// TestTagsAgreeWithProse holds the compiled perceptron against prose's own on
// sentences without repeated words, where prose's shared tokens do no harm, and
// explains every difference. With the race detector a tenth is compared.
func TestTagsAgreeWithProse(t *testing.T) {
	n := compared
	if raced {
		n /= 10
	}
	list := sampled(t, n)
	answers := proseTokens(t, list, prose.WithExtraction(false))
	a := model().NewAnalyser()
	c := differences{byRule: map[string]int{}}
	for i, text := range list {
		switch ours := a.Tokens(text); {
		case repeats(answers[i]):
			c.repeated++
		case !sameTokens(text, ours, answers[i]):
			c.cutOtherwise++
		default:
			c.compare(t, a, text, ours, answers[i])
		}
	}
	t.Logf("%d sentences: %d compared, %d with a repeated word, %d cut into other tokens", len(list), c.sentences, c.repeated, c.cutOtherwise)
	t.Logf("%d tags compared: %d differ, of them %d by our rules, %d ties, %d after such a difference, %d unexplained; rules: %v",
		c.tags, c.rules+c.ties+c.followed+c.unexplained, c.rules, c.ties, c.followed, c.unexplained, c.byRule)
	if len(list) < n || c.tags < 4*n {
		t.Fatalf("%d sentences and %d tags compared: the test says too little", len(list), c.tags)
	}
	if c.unexplained > 0 {
		t.Errorf("%d differences cannot be explained", c.unexplained)
	}
	if rate := float64(c.ties+c.followed+c.unexplained) / float64(c.tags); rate > 0.001 {
		t.Errorf("%.3f %% of tags differ from prose other than by rule, want at most 0.1 %%", 100*rate)
	}
}

// differences counts tags that differ from prose's, by reason.
type differences struct {
	sentences, repeated, cutOtherwise  int
	tags                               int
	rules, ties, followed, unexplained int
	byRule                             map[string]int
}

func (c *differences) compare(t *testing.T, a *Analyser, text string, ours []Token, theirs []prose.Token) {
	t.Helper()
	c.sentences++
	m := model()
	for i, tok := range ours {
		c.tags++
		if m.Name(tok.Tag) == theirs[i].Tag {
			continue
		}
		differs := func(k int) bool { return k >= 0 && m.Name(ours[k].Tag) != theirs[k].Tag }
		switch {
		case tok.Kind > Mark || a.context[i].repost:
			c.rules++
			c.byRule[kindNames[tok.Kind]]++
		case differs(i-1) || differs(i-2):
			c.followed++
		case tied(a, ours, i, theirs[i].Tag):
			c.ties++
		default:
			c.unexplained++
			t.Logf("%q in %q: %s, prose %s", tok.Text(text), text, m.Name(tok.Tag), theirs[i].Tag)
		}
	}
}

// tied reports whether the model gives two tags of a token the same score, so
// that prose takes the one that comes first in a map.
func tied(a *Analyser, toks []Token, i int, other string) bool {
	m := model()
	id, ok := m.tagID(other)
	if !ok || id >= classes || toks[i].Tag >= classes {
		return false
	}
	before, before2 := m.start, m.start2
	if i > 0 {
		before, before2 = toks[i-1].Tag, before
	}
	if i > 1 {
		before2 = toks[i-2].Tag
	}
	sum := m.scoresOf((*[5]*form)(a.padded[i:]), before, before2)
	return sum.of(id) == sum.of(toks[i].Tag)
}

func repeats(toks []prose.Token) bool {
	seen := map[string]bool{}
	for _, tok := range toks {
		if seen[tok.Text] {
			return true
		}
		seen[tok.Text] = true
	}
	return false
}

func sameTags(ours []Token, theirs []prose.Token) bool {
	for i, tok := range ours {
		if model().Name(tok.Tag) != theirs[i].Tag {
			return false
		}
	}
	return true
}

// straight is a text as prose reads it.
var straight = strings.NewReplacer("\u201c", `"`, "\u201d", `"`, "\u2018", "'", "\u2019", "'")

func sameTokens(text string, ours []Token, theirs []prose.Token) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i := range ours {
		if straight.Replace(ours[i].Text(text)) != theirs[i].Text {
			return false
		}
	}
	return true
}
