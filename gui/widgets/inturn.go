package widgets

import "sync"

// InTurn runs functions in the background one after the other, in the order in
// which they were handed over, so that the chart at the top is there first.
func InTurn(run func(func())) func(func()) {
	var mu sync.Mutex
	var waiting []func()
	running := false
	work := func() {
		for {
			mu.Lock()
			if len(waiting) == 0 {
				running = false
				mu.Unlock()
				return
			}
			next := waiting[0]
			waiting = waiting[1:]
			mu.Unlock()
			next()
		}
	}
	return func(f func()) {
		mu.Lock()
		waiting = append(waiting, f)
		start := !running
		running = true
		mu.Unlock()
		if start {
			run(work)
		}
	}
}
