package theme

import (
	"context"
	"sync"
	"sync/atomic"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// notes are the noun phrases of messages: those of message k are
// phrases[from[k]:from[k+1]].
type notes struct {
	phrases []note
	from    []int32
	lemmas  []string
}

// note is one noun phrase in one message.
type note struct{ lemma, start, end int32 }

// of are the phrases of message k.
func (n *notes) of(k int) []note { return n.phrases[n.from[k]:n.from[k+1]] }

// batch is the number of messages a worker takes at a time. Results do not
// depend on it, because batches are put together in order.
const batch = 1024

// annotate finds the noun phrases of the selected messages.
func annotate(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, m *language.Model, opt Options) (*notes, error) {
	parts := make([]notes, (len(sel)+batch-1)/batch)
	var next atomic.Int64
	var wg sync.WaitGroup
	var told sync.Mutex
	done := 0
	for range opt.Workers {
		wg.Go(func() {
			a := m.NewAnalyser()
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(parts) {
					return
				}
				part := sel[k*batch : min(len(sel), (k+1)*batch)]
				parts[k] = annotateBatch(ctx, a, c, part)
				if opt.Watch != nil {
					told.Lock()
					done += len(part)
					opt.Watch(done, len(sel))
					told.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return join(parts), nil
}

// annotateBatch stops early where the context has ended; its answer is then of
// no use.
func annotateBatch(ctx context.Context, a *language.Analyser, c *corpus.Corpus, sel corpus.Selection) notes {
	n := notes{from: make([]int32, 1, len(sel)+1)}
	ids := map[string]int32{}
	for _, i := range sel {
		if ctx.Err() != nil {
			return n
		}
		for _, p := range a.Phrases(c.Text(int(i))) {
			id, ok := ids[p.Lemma]
			if !ok {
				id = int32(len(n.lemmas))
				ids[p.Lemma] = id
				n.lemmas = append(n.lemmas, p.Lemma)
			}
			n.phrases = append(n.phrases, note{id, p.Start, p.End})
		}
		n.from = append(n.from, int32(len(n.phrases)))
	}
	return n
}

// join puts the notes of batches one after the other, with one numbering of
// lemmas.
func join(parts []notes) *notes {
	all := &notes{from: []int32{0}}
	ids := map[string]int32{}
	for p := range parts {
		part := &parts[p]
		renumber := make([]int32, len(part.lemmas))
		for k, lemma := range part.lemmas {
			id, ok := ids[lemma]
			if !ok {
				id = int32(len(all.lemmas))
				ids[lemma] = id
				all.lemmas = append(all.lemmas, lemma)
			}
			renumber[k] = id
		}
		base := int32(len(all.phrases))
		for _, n := range part.phrases {
			n.lemma = renumber[n.lemma]
			all.phrases = append(all.phrases, n)
		}
		for _, f := range part.from[1:] {
			all.from = append(all.from, base+f)
		}
	}
	return all
}
