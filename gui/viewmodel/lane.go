package viewmodel

import (
	"context"
	"sync"

	"yearbook/analysis"
)

// lane runs pieces of work for one purpose, one at a time: a newer piece
// cancels the one before it, and only the newest may deliver its result.
// Its methods are called on the UI goroutine only.
type lane struct {
	run    Dispatcher
	turn   int
	cancel context.CancelFunc
}

// task works in the background and returns what to do with the result on the
// UI goroutine.
type task func(ctx context.Context, watch analysis.Watch) (deliver func())

// owner is a task whose result must be given back where nobody wants it any
// more. drop may be nil.
type owner func(ctx context.Context, watch analysis.Watch) (deliver, drop func())

// start begins a piece of work; see own.
func (l *lane) start(progress func(analysis.Progress), work task) {
	l.own(progress, work.plain)
}

func (t task) plain(ctx context.Context, watch analysis.Watch) (deliver, drop func()) {
	return t(ctx, watch), nil
}

// own begins a piece of work. progress is called on the UI goroutine, never
// after the work was replaced or stopped.
func (l *lane) own(progress func(analysis.Progress), work owner) {
	l.stop()
	turn := l.turn
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	current := func() bool { return l.turn == turn }
	watch := latest(l.run.Do, func(p analysis.Progress) {
		if current() {
			progress(p)
		}
	})
	l.run.Go(func() {
		deliver, drop := work(ctx, watch)
		l.run.Do(func() {
			if !current() {
				if drop != nil {
					drop()
				}
				return
			}
			l.stop()
			deliver()
		})
	})
}

// stop ends the work under way; its result will not be delivered.
func (l *lane) stop() {
	l.turn++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// busy reports whether work is under way.
func (l *lane) busy() bool { return l.cancel != nil }

// latest passes progress on through do, dropping what is overtaken before the
// UI goroutine gets round to it, so that a fast worker cannot flood the window.
func latest(do func(func()), show func(analysis.Progress)) analysis.Watch {
	var mu sync.Mutex
	var newest analysis.Progress
	waiting := false
	return func(p analysis.Progress) {
		mu.Lock()
		newest = p
		queued := waiting
		waiting = true
		mu.Unlock()
		if queued {
			return
		}
		do(func() {
			mu.Lock()
			p := newest
			waiting = false
			mu.Unlock()
			show(p)
		})
	}
}
