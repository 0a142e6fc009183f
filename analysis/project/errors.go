package project

import (
	"context"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a caller may want to decide on.
var (
	ErrNotProject = errors.New("not a project this Yearbook can open")
	ErrDamaged    = errors.New("the project file is damaged")
	ErrReadOnly   = errors.New("the project is read-only")
)

// HeldError says that somebody else has the project open for writing.
type HeldError struct {
	Path       string
	User, Host string // "" where the lock does not say
	Since      time.Time
}

// Error names who holds the project and what to do.
func (e *HeldError) Error() string {
	who := e.User
	if who == "" {
		who = "somebody"
	}
	if e.Host != "" {
		who += " on " + e.Host
	}
	if !e.Since.IsZero() {
		who += " since " + e.Since.Format("2 January 2006, 15:04")
	}
	return fmt.Sprintf("%s: the project is open for writing by %s: ask them to close it, or open it read-only", e.Path, who)
}

// damaged marks an error as caused by what stands in the file.
func damaged(err error) error {
	return fmt.Errorf("%w (%w): open a saved copy or a backup, or import the files into a new project", ErrDamaged, err)
}

// explain puts the path before an error and, where the error came out of
// SQLite, says what it means to the user.
func explain(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var failed *sqlite.Error
	if !errors.As(err, &failed) || errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%s: %w", path, err)
	}
	return fmt.Errorf("%s: %w", path, meaning(failed))
}

func meaning(err *sqlite.Error) error {
	if err.Code() == sqlite3.SQLITE_READONLY_ROLLBACK {
		return fmt.Errorf("%w: an import into it was broken off and must be taken back first: open it once where it can be written", ErrReadOnly)
	}
	switch err.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: name a file that ends in %s, or take this one from a backup", ErrNotProject, Extension)
	case sqlite3.SQLITE_CORRUPT:
		return damaged(err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: somebody else is using the project at this moment: try again shortly", err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: the disk is full and nothing was changed: free some space and try again", err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%w (%w): save a copy where it can be written", ErrReadOnly, err)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return fmt.Errorf("%w: check that you may read and write this folder, or copy the project to your own PC", err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("%w: the disk or the network share failed: check the connection and try again, or copy the project to your own PC", err)
	}
	return fmt.Errorf("%w: close the project and open it again, and if that does not help take it from a backup", err)
}
