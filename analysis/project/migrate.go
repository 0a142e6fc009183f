package project

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// applicationID marks an SQLite file as a project: "YRBK".
const applicationID = 0x5952424b

// step brings a project from one version to the next.
type step func(*sql.Tx) error

// steps are all of them: the project written by step i has version i+1, which
// is SQLite's user_version. A step that was released never changes.
var steps = []step{version1, version2}

// migrate takes the steps that the file lacks, each in a transaction of its
// own.
func migrate(db *sql.DB, steps []step) error {
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for ; version < len(steps); version++ {
		if err := take(db, steps[version], version+1); err != nil {
			return fmt.Errorf("bringing the project to version %d: %w", version+1, err)
		}
	}
	return nil
}

func take(db *sql.DB, s step, version int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s(tx); err != nil {
		return err
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

// versionOf is the version of a file, 0 for one without content. It refuses
// other programs' files.
func versionOf(db *sql.DB) (int, error) {
	var id, version, tables int
	row := db.QueryRow("SELECT (SELECT * FROM pragma_application_id), (SELECT * FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)")
	if err := row.Scan(&id, &version, &tables); err != nil {
		return 0, err
	}
	if tables == 0 && version == 0 && id == 0 {
		return 0, nil
	}
	if id != applicationID || version < 1 {
		return 0, fmt.Errorf("%w: another program wrote this file: name a file that ends in %s", ErrNotProject, Extension)
	}
	return version, nil
}

// sameSchema refuses a file whose tables are not those that Yearbook writes:
// a trigger or a view in a file from somebody else would otherwise run.
func sameSchema(db *sql.DB, steps []step) error {
	fresh, err := dial("file::memory:?mode=memory")
	if err != nil {
		return err
	}
	defer fresh.Close()
	if err := migrate(fresh, steps); err != nil {
		return err
	}
	want, err := schema(fresh)
	if err != nil {
		return err
	}
	got, err := schema(db)
	if err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		return damaged(errors.New("its tables are not those that Yearbook writes"))
	}
	return nil
}

func schema(db *sql.DB) ([]string, error) {
	return list[string](db, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
}

// querier is a database or a transaction.
type querier interface {
	Query(query string, args ...any) (*sql.Rows, error)
}

// list reads one column.
func list[T any](q querier, query string, args ...any) ([]T, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := rows.Scan(&one); err != nil {
			return nil, damaged(err)
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
