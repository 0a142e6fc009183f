package viewmodel

// turns lets work on project files run in the order in which it was asked for,
// so that a project is closed before it is opened again. take is called on the
// UI goroutine, wait and done where the work runs.
type turns struct{ last chan struct{} }

// take gets in line. wait returns when all earlier work is over; done lets the
// next one begin and must be called.
func (t *turns) take() (wait, done func()) {
	before, mine := t.last, make(chan struct{})
	t.last = mine
	wait = func() {
		if before != nil {
			<-before
		}
	}
	return wait, func() { close(mine) }
}

// idle reports whether nothing is under way or in line.
func (t *turns) idle() bool {
	if t.last == nil {
		return true
	}
	select {
	case <-t.last:
		return true
	default:
		return false
	}
}
