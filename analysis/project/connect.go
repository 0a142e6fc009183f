package project

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

// mode says what a connection may do.
type mode string

const (
	modeCreate mode = "rwc"
	modeWrite  mode = "rw"
	// modeRead may write too, as far as SQLite is concerned: only so can it take
	// back an import that was broken off. query_only keeps everything else out.
	// Where the file cannot be written SQLite opens it read-only by itself.
	modeRead mode = "rw&_query_only=1"
)

// connect opens a file with SQLite and reads its header.
func connect(path string, m mode) (*sql.DB, error) {
	name, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // a drive's letter
	}
	at := url.URL{Scheme: "file", Path: name}
	return dial(at.String() + "?mode=" + string(m) + pragmas(m))
}

// pragmas are the settings of every connection. See the package comment on the
// journal; synchronous=FULL makes a committed import survive a power cut;
// secure_delete overwrites what is removed; temp_store keeps messages out of
// temporary files; the rest distrusts what stands in the file.
func pragmas(m mode) string {
	list := []string{"busy_timeout(30000)", "synchronous(FULL)", "secure_delete(1)", "temp_store(MEMORY)",
		"trusted_schema(0)", "cell_size_check(1)", "mmap_size(0)"}
	if m != modeRead {
		list = append(list, "journal_mode(DELETE)")
	}
	return "&_defensive=1&_dqs=0&_txlock=immediate&_pragma=" + strings.Join(list, "&_pragma=")
}

func dial(dsn string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // one call at a time; also the settings stay
	if _, err := versionOf(db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// unwritable reports whether SQLite could open the file for reading only.
func unwritable(db *sql.DB) (bool, error) {
	conn, err := db.Conn(context.Background())
	if err != nil {
		return false, err
	}
	defer conn.Close()
	fixed := false
	err = conn.Raw(func(c any) error {
		asker, ok := c.(interface{ IsReadOnly(string) (bool, error) })
		if !ok {
			return fmt.Errorf("%T cannot say whether a file is read-only: report this", c)
		}
		fixed, err = asker.IsReadOnly("main")
		return err
	})
	return fixed, err
}
