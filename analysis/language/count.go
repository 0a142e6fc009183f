package language

import (
	"context"
	"sync"
	"sync/atomic"
)

// Counts is what was found in many texts.
type Counts struct {
	Texts, Tokens, Sentences, Phrases int
	Foreign                           int   // texts that are not English
	Tags                              []int // tokens by tag, as long as [Model.Tags]
}

func (c *Counts) add(d *Counts) {
	c.Texts += d.Texts
	c.Tokens += d.Tokens
	c.Sentences += d.Sentences
	c.Phrases += d.Phrases
	c.Foreign += d.Foreign
	for t, n := range d.Tags {
		c.Tags[t] += n
	}
}

// countedAtOnce is the number of texts a worker takes at a time.
const countedAtOnce = 512

// Count takes n texts apart with the given number of workers, at least one, and
// counts what it finds: the same whatever the number. It stops with the
// context's error when the context ends. The function text is called by several
// goroutines.
func (m *Model) Count(ctx context.Context, n int, text func(i int) string, workers int) (Counts, error) {
	total := Counts{Tags: make([]int, len(m.tags))}
	var next atomic.Int64
	var lock sync.Mutex
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			a, part := m.NewAnalyser(), Counts{Tags: make([]int, len(m.tags))}
			for ctx.Err() == nil {
				from := int(next.Add(countedAtOnce)) - countedAtOnce
				if from >= n {
					break
				}
				for i := from; i < min(from+countedAtOnce, n); i++ {
					a.count(text(i), &part)
				}
			}
			lock.Lock()
			defer lock.Unlock()
			total.add(&part)
		})
	}
	wg.Wait()
	return total, ctx.Err()
}

// count takes one text apart and adds what it finds.
func (a *Analyser) count(text string, c *Counts) {
	c.Texts++
	c.Phrases += len(a.Phrases(text))
	c.Tokens += len(a.tokens)
	for _, t := range a.tokens {
		c.Tags[t.Tag]++
	}
	a.sentences = appendSentences(a.sentences[:0], text, a.tokens)
	c.Sentences += len(a.sentences)
	if a.LastForeign() {
		c.Foreign++
	}
}
