package language

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"yearbook/analysis/internal/shared"
)

// sharedText are the lines of real data by other people.
func sharedText(t testing.TB) []string {
	t.Helper()
	var lines []string
	for _, name := range []string{"health-tweets", "irc"} {
		files, err := filepath.Glob(filepath.Join(shared.Dir(t, name), "*.txt"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", name, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for line := range bytes.Lines(data) {
				lines = append(lines, string(line))
			}
		}
	}
	return lines
}

// TestAnswersStay holds every token, tag and phrase of the real data against
// what they were, so that work on speed changes nothing. Where a change is
// meant, the sum is renewed.
func TestAnswersStay(t *testing.T) {
	if raced {
		t.Skip("runs without the race detector: nothing here is done at the same time")
	}
	const want = "1689e076535711c91e0b3304cbbc4fdec0139e7a06e07e93bf1d80ed9ab42cf7"
	sum := sha256.New()
	a := model().NewAnalyser()
	for _, line := range sharedText(t) {
		for _, p := range a.Phrases(line) {
			fmt.Fprintln(sum, p.Start, p.End, p.Lemma, p.Words)
		}
		for _, tok := range a.tokens {
			fmt.Fprintln(sum, tok.Start, tok.End, tok.Kind, model().Name(tok.Tag))
		}
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("sum of the answers is %s, was %s", got, want)
	}
}

// BenchmarkShared measures speed on real data with a warm analyser.
func BenchmarkShared(b *testing.B) {
	lines := sharedText(b)
	a, tokens := model().NewAnalyser(), 0
	for _, l := range lines {
		a.Phrases(l)
	}
	for b.Loop() {
		for _, l := range lines {
			a.Phrases(l)
			tokens += len(a.tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
