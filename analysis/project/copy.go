package project

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// SaveCopy writes the project to another file: without the sources that were
// removed, and as small as it can be. It never overwrites a file: the error then
// is fs.ErrExist. A copy that is broken off leaves nothing under that name.
func (p *Project) SaveCopy(ctx context.Context, path string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.db == nil {
		return fmt.Errorf("%s: %w", p.path, errClosed)
	}
	return publish(path, func(temp string) error {
		if err := vacuumInto(p.db, temp); err != nil {
			return err
		}
		return p.tidy(temp)
	})
}

// vacuumInto writes a copy, which query_only would forbid.
func vacuumInto(db *sql.DB, path string) error {
	var only int
	if err := db.QueryRow("PRAGMA query_only").Scan(&only); err != nil {
		return err
	}
	if _, err := db.Exec("PRAGMA query_only = 0"); err != nil {
		return err
	}
	_, err := db.Exec("VACUUM INTO ?", path)
	_, restored := db.Exec(fmt.Sprintf("PRAGMA query_only = %d", only))
	return errors.Join(err, restored)
}

// tidy erases the removed sources from a copy that nobody has seen yet.
func (p *Project) tidy(path string) error {
	db, err := connect(path, modeWrite)
	if err != nil {
		return err
	}
	defer db.Close()
	twin := &Project{path: path, opt: p.opt, db: db}
	gone, err := removedSources(db)
	if err != nil || len(gone) == 0 {
		return err
	}
	if err := twin.write(twin.eraseRemoved); err != nil {
		return err
	}
	_, err = db.Exec("VACUUM")
	return err
}

// publish lets write make a file under a passing name in the same folder, and
// then gives it its own name at one stroke, unless there is such a file.
func publish(path string, write func(temp string) error) error {
	if _, err := os.Lstat(path); err == nil {
		return taken(path)
	}
	dir, err := folder(path)
	if err != nil {
		return fmt.Errorf("%s: %w: give the whole path", path, err)
	}
	room, err := os.MkdirTemp(dir, ".yearbook-*")
	if err != nil {
		return fmt.Errorf("%s: %w: choose a folder that exists and that you may write to", path, err)
	}
	defer os.RemoveAll(room)
	temp := filepath.Join(room, "new")
	if err := write(temp); err != nil {
		return explain(path, err)
	}
	if err := flush(temp); err != nil {
		return fmt.Errorf("%s: %w: check the disk and try again", path, err)
	}
	return name(temp, path, dir)
}

// name gives a finished file its name. A link cannot overwrite; where there are
// no links the name is claimed with an empty file first.
func name(temp, path, dir string) error {
	err := os.Link(temp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		var claim *os.File
		if claim, err = os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666); err == nil {
			claim.Close()
			if err = os.Rename(temp, path); err != nil {
				os.Remove(path)
			}
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return taken(path)
	}
	if err == nil {
		err = settle(dir)
	}
	if err != nil {
		return fmt.Errorf("%s: %w: check that you may write to this folder", path, err)
	}
	return nil
}

func taken(path string) error {
	return fmt.Errorf("%s: %w: choose another name, or remove that file first", path, fs.ErrExist)
}

// flush sees a file safely onto the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
