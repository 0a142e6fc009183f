package language

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
