package project

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

func TestOneWriter(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 20))
	must(t, p.Close())
	c := start(t, "hold", p.path)
	_, err := Open(p.path, byKate)
	host, _ := os.Hostname()
	refused(t, err, p.path+": the project is open for writing by priya on "+host+" since 22 November 2025, 11:05", "open it read-only")
	held := (*HeldError)(nil)
	if !errors.As(err, &held) || held.User != "priya" {
		t.Errorf("%#v", err)
	}
	r, err := Open(p.path, Options{ReadOnly: true})
	must(t, err)
	load(t, r)
	must(t, r.Close())

	link := filepath.Join(t.TempDir(), "link.yearbook") // another name for the same file
	must(t, os.Symlink(p.path, link))
	_, err = Open(link, byKate)
	refused(t, err, "priya")

	c.kill(t)
	if _, err := os.Stat(p.path + ".lock"); err != nil {
		t.Error("the test needs the lock file of a killed process:", err)
	}
	q, err := Open(p.path, byKate) // the dead hold nothing
	must(t, err)
	_, err = Open(p.path, byKate) // nor does one process get it twice
	refused(t, err, "kate")
	must(t, q.Close())

	c = start(t, "hold", p.path)
	must(t, c.in.Close())
	must(t, c.Wait())
	if _, err := os.Stat(p.path + ".lock"); err == nil {
		t.Error("closing left the lock behind")
	}
}

// TestOneWriterOfMany opens and closes from many goroutines: never are there
// two writers, and removing the lock file loses none.
func TestOneWriterOfMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.yearbook")
	var writers, times atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 300 {
				l, err := acquire(path, byKate)
				if err != nil {
					if held := (*HeldError)(nil); !errors.As(err, &held) {
						t.Error(err)
					}
					continue
				}
				if writers.Add(1) > 1 {
					t.Error("two writers")
				}
				times.Add(1)
				writers.Add(-1)
				l.release()
			}
		})
	}
	wg.Wait()
	if times.Load() == 0 {
		t.Error("nobody ever got the lock")
	}
}

// TestUnreadableLock: a lock that says nothing still holds.
func TestUnreadableLock(t *testing.T) {
	p := create(t)
	must(t, os.Truncate(p.path+".lock", 0))
	_, err := Open(p.path, byKate)
	refused(t, err, "open for writing by somebody: ask them")
}
