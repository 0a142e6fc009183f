package project

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Undo takes back the last change of a decision that was not taken back yet,
// and says what it was; "" means there is none. Changes stay undoable when the
// project is closed and opened again, except the removal of sources, of which a
// [GoneError] tells: after it, Undo goes on with the change before. An import is
// undone with [Project.RemoveSource].
func (p *Project) Undo(ctx context.Context) (what string, err error) {
	gone := false
	err = p.change(ctx, func(tx *sql.Tx) (err error) {
		const last = "FROM changes WHERE NOT undone ORDER BY seq DESC LIMIT 1"
		if err := tx.QueryRow("SELECT what " + last).Scan(&what); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		done, err := tx.Exec("DELETE FROM changes WHERE edits = '[]' AND seq = (SELECT seq " + last + ")")
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			gone = n > 0
			return err
		}
		what, err = p.turn(tx, "undid: ", "SELECT seq, what, edits "+last, back)
		return err
	})
	if err == nil && gone {
		return "", fmt.Errorf("%s: %w", p.path, &GoneError{What: what})
	}
	return what, err
}

// GoneError says that a change cannot be taken back, since what it removed is
// erased.
type GoneError struct{ What string }

func (e *GoneError) Error() string {
	return fmt.Sprintf("%s: this cannot be taken back, since its messages were erased when the project was closed: import the file again, or undo once more to take back the change before it", e.What)
}

// Redo makes the change that was taken back last again, and says what it was;
// "" means there is none.
func (p *Project) Redo(ctx context.Context) (what string, err error) {
	err = p.change(ctx, func(tx *sql.Tx) (err error) {
		what, err = p.turn(tx, "redid: ", "SELECT seq, what, edits FROM changes WHERE undone ORDER BY seq LIMIT 1", forth)
		return err
	})
	return what, err
}

func back(e edit) *string  { return e.Before }
func forth(e edit) *string { return e.After }

// turn moves one change from one side of the undo stack to the other.
func (p *Project) turn(tx *sql.Tx, verb, query string, to func(edit) *string) (string, error) {
	var seq int64
	var what, text string
	err := tx.QueryRow(query).Scan(&seq, &what, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	edits, err := parseEdits(text)
	if err != nil {
		return "", err
	}
	for _, e := range edits {
		if err := set(tx, e.Kind, e.Key, to(e)); err != nil {
			return "", err
		}
	}
	if _, err := tx.Exec("UPDATE changes SET undone = NOT undone WHERE seq = ?", seq); err != nil {
		return "", err
	}
	return what, p.log(tx, verb+what, nil)
}

func parseEdits(text string) ([]edit, error) {
	var edits []edit
	if err := json.Unmarshal([]byte(text), &edits); err != nil {
		return nil, damaged(err)
	}
	return edits, nil
}
