package corpus

import (
	"context"
	"sync"
	"sync/atomic"
)

// Batches tells how a selection is worked through in parallel.
type Batches struct {
	Size    int // messages that a worker takes at a time
	Workers int // goroutines
	// Watch is told how many messages are done; nil is allowed. It is called from
	// several goroutines, one call at a time.
	Watch func(done, total int)
}

// Count is the number of batches of a selection.
func (b Batches) Count(s Selection) int { return (len(s) + b.Size - 1) / b.Size }

// Run hands each batch of the selection, with its number from 0, to a worker.
// Each goroutine makes a worker of its own, which may keep what it needs. When
// the context ends no further batch is begun, and its error is returned.
func (b Batches) Run(ctx context.Context, s Selection, worker func() func(k int, part Selection)) error {
	count := b.Count(s)
	var next atomic.Int64
	var wg sync.WaitGroup
	var told sync.Mutex
	done := 0
	for range min(b.Workers, count) {
		wg.Go(func() {
			work := worker()
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= count {
					return
				}
				part := s[k*b.Size : min(len(s), (k+1)*b.Size)]
				work(k, part)
				if b.Watch != nil {
					told.Lock()
					done += len(part)
					b.Watch(done, len(s))
					told.Unlock()
				}
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
