package project

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Extension is how the names of project files end.
const Extension = ".yearbook"

// Options say how a project is opened. The zero value opens it for writing.
type Options struct {
	// ReadOnly opens the project without a lock and changes nothing.
	ReadOnly bool
	// Clock tells the time for the audit log and the lock; nil means time.Now.
	Clock func() time.Time
	// User is the name for the audit log and the lock; "" means the name the
	// operating system gives.
	User string
}

func (o Options) filled() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	o.User = cmp.Or(o.User, os.Getenv("USERNAME"), os.Getenv("USER"), "somebody")
	return o
}

// Project is an open project file.
type Project struct {
	path string
	opt  Options

	mu     sync.Mutex // one call at a time
	db     *sql.DB    // one connection, nil once closed
	lock   *lock      // nil where read-only
	notice string     // why it is read-only
}

// Create makes a new project and opens it for writing. It never overwrites a
// file: the error then is fs.ErrExist.
func Create(path string, opt Options) (*Project, error) {
	opt = opt.filled()
	err := publish(path, func(temp string) error { return establish(temp, opt) })
	if err != nil {
		return nil, err
	}
	return Open(path, opt)
}

// establish writes an empty project.
func establish(path string, opt Options) error {
	db, err := connect(path, modeCreate)
	if err != nil {
		return explain(path, err)
	}
	defer db.Close()
	p := &Project{path: path, opt: opt, db: db}
	if err := migrate(db, steps); err != nil {
		return explain(path, err)
	}
	return p.write(func(tx *sql.Tx) error { return p.log(tx, "created the project", nil) })
}

// Open opens a project. Where somebody else has it open for writing the error
// is a [HeldError]. Where the file, its folder or its media cannot be written
// the project opens read-only.
func Open(path string, opt Options) (*Project, error) {
	p := &Project{path: path, opt: opt.filled()}
	if err := exists(path); err != nil {
		return nil, err
	}
	if err := p.open(); err != nil {
		p.abandon()
		return nil, err
	}
	return p, nil
}

// exists refuses what cannot be a project before SQLite sees it. It does not
// open the file: closing it again would drop the locks that SQLite holds on it
// elsewhere in this process.
func exists(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w: there is no project here: check the name, or create it", path, fs.ErrNotExist)
	case err != nil:
		return fmt.Errorf("%s: %w: check that you may read this folder", path, err)
	case info.IsDir():
		return fmt.Errorf("%s: this is a folder: name the project file in it", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: this is not an ordinary file: name a file that ends in %s", path, Extension)
	case info.Size() == 0:
		return fmt.Errorf("%s: %w: the file is empty: take it from a backup, or create a new project", path, ErrNotProject)
	}
	return nil
}

func (p *Project) open() error {
	if p.opt.ReadOnly {
		p.notice = "The project was opened read-only, as asked."
	} else if err := p.takeLock(); err != nil {
		return err
	}
	err := p.connect()
	if err == nil {
		err = p.upgrade()
	}
	return explain(p.path, err)
}

// connect opens the file with SQLite, which tells whether it can be written.
func (p *Project) connect() error {
	mode := modeWrite
	if p.ReadOnly() {
		mode = modeRead
	}
	var err error
	if p.db, err = connect(p.path, mode); err != nil || p.ReadOnly() {
		return err
	}
	fixed, err := unwritable(p.db)
	if fixed {
		p.notice = "The project file is write-protected, so it was opened read-only: save a copy to change it."
		p.lock.release()
		p.lock = nil
	}
	return err
}

// takeLock makes this process the one writer, or read-only where no lock can be
// taken.
func (p *Project) takeLock() error {
	var err error
	p.lock, err = acquire(p.path, p.opt)
	if err == nil {
		return nil
	}
	if held := (*HeldError)(nil); errors.As(err, &held) {
		return held
	}
	p.notice = "This folder cannot be written, so the project was opened read-only: save a copy elsewhere to change it."
	return nil
}

// upgrade checks that the file is a project of a version this program knows,
// and brings an older one up to date.
func (p *Project) upgrade() error {
	version, err := versionOf(p.db)
	if err != nil {
		return err
	}
	switch {
	case version > len(steps):
		return fmt.Errorf("%w: this project was written by a newer Yearbook: install that version to open it", ErrNotProject)
	case version < len(steps) && p.ReadOnly():
		return fmt.Errorf("%w: this project was written by an older Yearbook and must be brought up to date: open it once where it can be written", ErrReadOnly)
	case version < len(steps):
		if err := migrate(p.db, steps); err != nil {
			return err
		}
		what := fmt.Sprintf("brought the project from version %d to version %d", version, len(steps))
		if err := p.write(func(tx *sql.Tx) error { return p.log(tx, what, nil) }); err != nil {
			return err
		}
	}
	return sameSchema(p.db, steps)
}

// Path is the path of the file as it was given.
func (p *Project) Path() string { return p.path }

// ReadOnly reports whether the project cannot be changed.
func (p *Project) ReadOnly() bool { return p.notice != "" }

// Notice is a sentence that says why the project is read-only, "" where it is
// not.
func (p *Project) Notice() string { return p.notice }

// Close erases the sources that were removed, and lets others write. After
// removing a large source it takes a few seconds.
func (p *Project) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	if p.db != nil && !p.ReadOnly() {
		err = p.write(p.eraseRemoved)
	}
	return cmp.Or(explain(p.path, err), explain(p.path, p.abandon()))
}

// abandon closes what is open.
func (p *Project) abandon() error {
	var err error
	if p.db != nil {
		err = p.db.Close()
	}
	if p.lock != nil {
		p.lock.release()
	}
	p.db, p.lock = nil, nil
	return err
}

// errClosed answers calls after Close.
var errClosed = errors.New("the project is closed: open it again")

// change runs f in one transaction, if the project can be written.
func (p *Project) change(ctx context.Context, f func(*sql.Tx) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case p.db == nil:
		return fmt.Errorf("%s: %w", p.path, errClosed)
	case p.ReadOnly():
		return fmt.Errorf("%s: %w: save a copy and open that to make changes", p.path, ErrReadOnly)
	}
	return explain(p.path, p.write(f))
}

// write runs f in one transaction. It is not cancelled in between: what takes
// long looks at its context itself.
func (p *Project) write(f func(*sql.Tx) error) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// read runs f on the one connection, inside a transaction, so that all it sees
// is of one moment.
func (p *Project) read(ctx context.Context, f func(*sql.Tx) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.db == nil {
		return fmt.Errorf("%s: %w", p.path, errClosed)
	}
	tx, err := p.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return explain(p.path, err)
	}
	defer tx.Rollback()
	return explain(p.path, f(tx))
}

// folder is where a file lies, as an absolute path.
func folder(path string) (string, error) {
	full, err := filepath.Abs(path)
	return filepath.Dir(full), err
}
