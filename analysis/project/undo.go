package project

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// Undo takes back the last change of a decision that was not taken back yet,
// and says what it was; "" means there is none. Changes stay undoable when the
// project is closed and opened again, except the removal of sources. An import
// is undone with [Project.RemoveSource].
func (p *Project) Undo(ctx context.Context) (what string, err error) {
	err = p.change(ctx, func(tx *sql.Tx) (err error) {
		what, err = p.turn(tx, "undid: ", "SELECT seq, what, edits FROM changes WHERE NOT undone ORDER BY seq DESC LIMIT 1", back)
		return err
	})
	return what, err
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
