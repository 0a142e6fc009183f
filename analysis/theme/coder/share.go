package coder

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Options say how to learn. The zero value is a good choice.
type Options struct {
	// Labels are the codes to learn, in the order wanted; none stands for all
	// that the examples have, in the order of the alphabet.
	Labels []string
	// Extra gives a text further features, such as the hits of a codebook. It
	// may be called from several goroutines at once.
	Extra func(text string) []string
	// Workers is the number of goroutines; 0 stands for one per processor. It
	// changes no answer.
	Workers int
	// Watch is told of progress, one call at a time.
	Watch func(done, total int)
}

// share does n pieces of work, several at a time. Each worker makes its own
// function for them. It stops early, with the context's error, where that ends.
func (o Options) share(ctx context.Context, n int, worker func() func(i int)) error {
	workers := o.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			do := worker()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
