package language

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"yearbook/analysis/internal/shared"
)

// TestTagsAgreeWithProse holds the compiled perceptron against prose's own on
// sentences without repeated words, where prose's shared tokens do no harm.
// What may differ is ties, which prose breaks by the order of a map.
func TestTagsAgreeWithProse(t *testing.T) {
	lines := shared.Lines(t, "health-tweets", 4000)
	known := prose.ModelFromData("tags") // an empty model with the default weights
	a := model().NewAnalyser()
	tokens, different := 0, 0
	for _, line := range lines {
		doc, err := prose.NewDocument(line, prose.UsingModel(known), prose.WithSegmentation(false), prose.WithExtraction(false))
		if err != nil {
			t.Fatal(err)
		}
		theirs := doc.Tokens()
		ours := a.Tokens(line)
		if repeats(theirs) || !sameTokens(line, ours, theirs) {
			continue
		}
		for i, tok := range ours {
			tokens++
			if model().Name(tok.Tag) != theirs[i].Tag {
				different++
				t.Logf("%q in %q: %s, prose %s", tok.Text(line), line, model().Name(tok.Tag), theirs[i].Tag)
			}
		}
	}
	if tokens < 5000 {
		t.Fatalf("only %d tokens compared: the test says nothing", tokens)
	}
	if rate := float64(different) / float64(tokens); rate > 0.001 {
		t.Errorf("%d of %d tags differ from prose (%.3f %%), want at most 0.1 %%", different, tokens, 100*rate)
	}
	t.Logf("%d tokens compared, %d differ", tokens, different)
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

func sameTokens(text string, ours []Token, theirs []prose.Token) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i := range ours {
		if ours[i].Kind == Hashtag { // a noun by rule here, guessed by prose
			return false
		}
		if ours[i].Text(text) != theirs[i].Text {
			return false
		}
	}
	return true
}

// TestAnalysersAgree: the answer does not depend on what an analyser saw
// before.
func TestAnalysersAgree(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "comments.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	warm := model().NewAnalyser()
	for s := bufio.NewScanner(f); s.Scan(); {
		text := s.Text()
		fresh := model().NewAnalyser()
		var one, two []string
		for _, p := range warm.Phrases(text) {
			one = append(one, p.Lemma)
		}
		for _, p := range fresh.Phrases(text) {
			two = append(two, p.Lemma)
		}
		if strings.Join(one, "|") != strings.Join(two, "|") {
			t.Errorf("%q: %q from a warm analyser, %q from a fresh one", text, one, two)
		}
	}
}

func FuzzPhrases(f *testing.F) {
	for _, s := range []string{"", "The campaign toolkits", "don’t [x redacted] :-) 👍🏽", "a@b.c @ #", "\xff\xfe\x00", "'''s n't 't"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := model().NewAnalyser()
		end := int32(0)
		for _, tok := range a.Tokens(text) {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(text) {
				t.Fatalf("token [%d,%d) after %d in %d bytes", tok.Start, tok.End, end, len(text))
			}
			end = tok.End
		}
		end = 0
		for _, p := range a.Phrases(text) {
			if p.Start < end || p.End <= p.Start || p.Lemma == "" || p.Words < 1 || p.Words > mostWords {
				t.Fatalf("phrase %+v after %d", p, end)
			}
			end = p.End
		}
	})
}

func BenchmarkPhrases(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", "comments.txt"))
	if err != nil {
		b.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	a, tokens := model().NewAnalyser(), 0
	for b.Loop() {
		for _, l := range lines {
			a.Phrases(l)
			tokens += len(a.tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
