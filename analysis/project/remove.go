package project

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// RemoveSource takes a source out of the project. Messages it had hidden in
// other sources as their doubles come back. It can be undone until the project
// is closed; then the text is erased from the file.
func (p *Project) RemoveSource(ctx context.Context, id int64) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		key := strconv.FormatInt(id, 10)
		var name string
		err := tx.QueryRow("SELECT name FROM sources WHERE id = ? AND id NOT IN (SELECT CAST(key AS INTEGER) FROM decisions WHERE kind = ?)",
			id, kindRemoved).Scan(&name)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("there is no source %d in this project: look at the list of sources again", id)
		}
		if err != nil {
			return err
		}
		e, err := decided(kindRemoved, key, true)
		if err != nil {
			return err
		}
		return p.apply(tx, "removed the source "+name, e)
	})
}

// removedSources lists the sources that are removed but not yet erased.
func removedSources(q querier) ([]int64, error) {
	return list[int64](q, "SELECT CAST(key AS INTEGER) FROM decisions WHERE kind = ? ORDER BY 1", kindRemoved)
}

// eraseRemoved erases every removed source for good. The undo stack remembers
// that it was there, see [GoneError].
func (p *Project) eraseRemoved(tx *sql.Tx) error {
	ids, err := removedSources(tx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := p.erase(tx, id, traced); err != nil {
			return err
		}
	}
	return nil
}

// What is left of a removal on the undo stack when the source is erased.
const (
	untraced = false
	traced   = true // a change without edits
)

// erase deletes a source and all that hangs on it, and takes its removal off the
// undo stack.
func (p *Project) erase(tx *sql.Tx, id int64, trace bool) error {
	var name string
	if err := tx.QueryRow("SELECT coalesce((SELECT name FROM sources WHERE id = ?), '')", id).Scan(&name); err != nil {
		return err
	}
	from, to := span(id)
	key := strconv.FormatInt(id, 10)
	_, err1 := tx.Exec("DELETE FROM messages WHERE id >= ? AND id < ?", from, to)
	_, err2 := tx.Exec("DELETE FROM authors WHERE source = ?", id)
	_, err3 := tx.Exec("DELETE FROM channels WHERE source = ?", id)
	_, err4 := tx.Exec("DELETE FROM sources WHERE id = ?", id)
	_, err5 := tx.Exec("DELETE FROM decisions WHERE kind = ? AND key = ?", kindRemoved, key)
	_, err6 := tx.Exec("DELETE FROM labels WHERE source = ?", id)
	if err := cmp.Or(err1, err2, err3, err4, err5, err6, forget(tx, key, trace)); err != nil {
		return err
	}
	return p.log(tx, "erased the messages of the source "+name, map[string]int64{"source": id})
}

// forget takes the removal of a source off the undo stack.
func forget(tx *sql.Tx, key string, trace bool) error {
	changes, err := list[int64](tx, "SELECT seq FROM changes WHERE edits LIKE '%'||?||'%'", kindRemoved)
	if err != nil {
		return err
	}
	for _, seq := range changes {
		var text string
		if err := tx.QueryRow("SELECT edits FROM changes WHERE seq = ?", seq).Scan(&text); err != nil {
			return err
		}
		edits, err := parseEdits(text)
		if err != nil {
			return err
		}
		rest := slices.DeleteFunc(edits, func(e edit) bool { return e.Kind == kindRemoved && e.Key == key })
		if err := rewrite(tx, seq, rest, trace); err != nil {
			return err
		}
	}
	return nil
}

func rewrite(tx *sql.Tx, seq int64, edits []edit, trace bool) error {
	if len(edits) == 0 && !trace {
		_, err := tx.Exec("DELETE FROM changes WHERE seq = ?", seq)
		return err
	}
	text, err := json.Marshal(edits)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE changes SET edits = ? WHERE seq = ?", string(text), seq)
	return err
}
