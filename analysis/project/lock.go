package project

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"
)

// lock is the right to write a project. It is a lock of the operating system on
// a file beside the project, because that dies with the process and works on
// network shares; what stands in the file only tells others who holds it. The
// project file itself cannot bear it: SQLite's own locks come and go there.
type lock struct {
	file *os.File
	path string
}

// holder is what the file says.
type holder struct {
	Note    string    `json:"note"`
	User    string    `json:"user"`
	Host    string    `json:"computer"`
	Process int       `json:"process"`
	Since   time.Time `json:"since"`
}

const lockNote = "Somebody has the project beside this file open in Yearbook. If nobody has, this file does no harm."

// errLocked is what tryLock says where another holds the lock.
var errLocked = errors.New("another process holds the lock")

// acquire takes the lock of a project. Where another holds it the error is a
// HeldError; any other error means that no lock can be had in this place.
func acquire(project string, opt Options) (*lock, error) {
	path := lockPath(project)
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		if err := tryLock(f); err != nil {
			f.Close()
			if errors.Is(err, errLocked) {
				return nil, heldBy(project, path)
			}
			return nil, err
		}
		if !current(f, path) { // its holder removed it in between
			f.Close()
			continue
		}
		l := &lock{f, path}
		if err := l.sign(opt); err != nil {
			l.release()
			return nil, err
		}
		return l, nil
	}
}

// lockPath is beside the file itself, not beside a link to it.
func lockPath(project string) string {
	if file, err := filepath.EvalSymlinks(project); err == nil {
		project = file
	}
	return project + ".lock"
}

// current reports whether f is still the file of that path.
func current(f *os.File, path string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(mine, there)
}

// sign says who holds the lock.
func (l *lock) sign(opt Options) error {
	host, _ := os.Hostname() // "" reads well
	text, err := json.MarshalIndent(holder{lockNote, opt.User, host, os.Getpid(), opt.Clock().Round(0)}, "", "  ")
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(append(text, '\n'), 0)
	return err
}

// heldBy reads who holds the lock. It may have been taken this moment and say
// nothing yet.
func heldBy(project, path string) error {
	held := &HeldError{Path: project}
	for range 5 {
		var h holder
		if f, err := os.Open(path); err == nil {
			text, _ := io.ReadAll(io.LimitReader(f, 4<<10))
			f.Close()
			if json.Unmarshal(text, &h) == nil {
				held.User, held.Host, held.Since = h.User, h.Host, h.Since
				break
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return held
}
