package language

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCount(t *testing.T) {
	text := func(i int) string {
		return [...]string{"The ward was kind. We waited!", "", fmt.Sprintf("A newsletter no%dx", i), "Nie wiem, bardzo długo czekałem"}[i%4]
	}
	const n = 4 * countedAtOnce
	one, err := model().Count(context.Background(), n, text, 1)
	if err != nil {
		t.Fatal(err)
	}
	if one.Texts != n || one.Tokens != n/4*(8+0+3+6) || one.Sentences != n/4*4 || one.Foreign != n/4 || one.Phrases < n/4*2 {
		t.Errorf("%+v", one)
	}
	tokens := 0
	for _, k := range one.Tags {
		tokens += k
	}
	if tokens != one.Tokens {
		t.Errorf("%d tokens by tag, %d in all", tokens, one.Tokens)
	}
	for _, workers := range []int{0, 2, 8} {
		many, err := model().Count(context.Background(), n, text, workers)
		if d := cmp.Diff(one, many); err != nil || d != "" {
			t.Errorf("%d workers: %v %s", workers, err, d)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := model().Count(ctx, n, text, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, yet %v", err)
	}
}

// BenchmarkCold is one pass over the chat by analysers that have seen nothing.
func BenchmarkCold(b *testing.B) {
	lines := chat(b)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			tokens := 0
			for b.Loop() {
				c, err := model().Count(context.Background(), len(lines), func(i int) string { return lines[i] }, workers)
				if err != nil {
					b.Fatal(err)
				}
				tokens += c.Tokens
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
