package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"yearbook/analysis"
)

// every is the time between two lines of progress.
const every = 100 * time.Millisecond

// progress draws the state of long work on one line of a terminal. On anything
// else it is silent.
type progress struct {
	w     io.Writer
	on    bool
	last  time.Time
	shown int
}

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, on: ok && term.IsTerminal(int(f.Fd()))}
}

// watch shows where the work is.
func (p *progress) watch(now analysis.Progress) {
	if !p.on || time.Since(p.last) < every && now.Done != now.Total {
		return
	}
	p.last = time.Now()
	line := now.Stage
	if now.Total > 0 {
		line += fmt.Sprintf(" (%d of %d)", now.Done, now.Total)
	}
	fmt.Fprintf(p.w, "\r%s%s", line, strings.Repeat(" ", max(0, p.shown-len(line))))
	p.shown = len(line)
}

// clear removes the line.
func (p *progress) clear() {
	if p.on && p.shown > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.shown))
		p.shown = 0
	}
}
