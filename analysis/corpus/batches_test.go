package corpus

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
)

// TestBatches: every message comes once, in its batch, whatever the workers.
func TestBatches(t *testing.T) {
	for _, n := range []int{0, 1, 9, 10, 11, 1003} {
		for _, workers := range []int{1, 2, 8} {
			sel := span(5, 5+n)
			last, calls := 0, 0
			b := Batches{Size: 10, Workers: workers, Watch: func(done, total int) {
				if done < last || total != n {
					t.Errorf("told %d of %d after %d", done, total, last)
				}
				last, calls = done, calls+1
			}}
			parts := make([]Selection, b.Count(sel))
			if err := b.Run(context.Background(), sel, func() func(int, Selection) {
				return func(k int, part Selection) { parts[k] = append(parts[k], part...) }
			}); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(slices.Concat(parts...), sel) || last != n || calls != len(parts) {
				t.Errorf("%d messages, %d workers: %v, told %d in %d calls", n, workers, parts, last, calls)
			}
		}
	}
}

// TestBatchesStop: no batch is begun after the context has ended.
func TestBatchesStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	var mutex sync.Mutex
	begun := 0
	err := Batches{Size: 1, Workers: 2}.Run(ctx, span(0, 1000), func() func(int, Selection) {
		return func(int, Selection) {
			mutex.Lock()
			defer mutex.Unlock()
			begun++
			if begun == 10 {
				stop()
			}
		}
	})
	if !errors.Is(err, context.Canceled) || begun > 12 {
		t.Errorf("%v after %d batches", err, begun)
	}
}
