//go:build unix

package main

import (
	"runtime"
	"strings"
	"time"
)

// sampled does some work and tells how long it took, and for how long of that at
// least one goroutine was within the package of the given path. Every
// millisecond or so the stacks of all goroutines are looked at; the time since
// the last look counts as what is seen. So the package itself holds no clock, and
// what it calls elsewhere counts as its own.
func sampled(path string, work func() error) (all, within time.Duration, err error) {
	done, stopped := make(chan bool), make(chan bool)
	start := time.Now()
	go func() {
		defer close(stopped)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		records := make([]runtime.StackRecord, 1000)
		for last := start; ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			n, ok := runtime.GoroutineProfile(records)
			now := time.Now()
			if ok && anyWithin(path+".", records[:n]) {
				within += now.Sub(last)
			}
			last = now
		}
	}()
	err = work()
	all = time.Since(start)
	close(done)
	<-stopped
	return all, within, err
}

// anyWithin reports whether a function whose name has the prefix is on a stack.
func anyWithin(prefix string, records []runtime.StackRecord) bool {
	for k := range records {
		frames := runtime.CallersFrames(records[k].Stack())
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if strings.HasPrefix(f.Function, prefix) {
				return true
			}
		}
	}
	return false
}
