package project

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// A decision is something the analyst settled: a value as JSON under a kind and
// a key. These kinds belong to the project itself; others are free.
const (
	kindAlias   = "person alias"   // folded name → the person it belongs to
	kindMarks   = "person marks"   // folded name → marks
	kindRemoved = "removed source" // id of the source → true
)

var ownKinds = []string{kindAlias, kindMarks, kindRemoved, kindHandCodes}

// Decide keeps a value under a kind and a key, such as "setting" and
// "sessions"; a nil value removes it. What says in plain words what was
// decided, for the audit log and the undo menu. It can be undone.
func (p *Project) Decide(ctx context.Context, what, kind, key string, value any) error {
	if slices.Contains(ownKinds, kind) {
		return fmt.Errorf("%s: decisions of the kind %q have a method of their own: use that", p.path, kind)
	}
	e, err := decided(kind, key, value)
	if err != nil {
		return fmt.Errorf("%s: %w: report this", p.path, err)
	}
	return p.change(ctx, func(tx *sql.Tx) error { return p.apply(tx, what, e) })
}

// Decision reads what was decided into value, and reports whether anything was.
func (p *Project) Decision(ctx context.Context, kind, key string, value any) (found bool, err error) {
	err = p.read(ctx, func(tx *sql.Tx) error {
		text, err := valueOf(tx, kind, key)
		if err != nil || text == nil {
			return err
		}
		found = true
		if err := json.Unmarshal([]byte(*text), value); err != nil {
			return damaged(err)
		}
		return nil
	})
	return found, err
}

// Decisions lists all decisions of a kind by key.
func (p *Project) Decisions(ctx context.Context, kind string) (map[string]json.RawMessage, error) {
	var all map[string]json.RawMessage
	err := p.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = decisions[json.RawMessage](tx, kind)
		return err
	})
	return all, err
}

// decisions reads all decisions of a kind as T.
func decisions[T any](q querier, kind string) (map[string]T, error) {
	rows, err := q.Query("SELECT key, value FROM decisions WHERE kind = ?", kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]T{}
	for rows.Next() {
		var key, text string
		var value T
		if err := rows.Scan(&key, &text); err != nil {
			return nil, damaged(err)
		}
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			return nil, damaged(err)
		}
		all[key] = value
	}
	return all, rows.Err()
}

// edit is one decision before and after a change; nil stands for none.
type edit struct {
	Kind   string  `json:"kind"`
	Key    string  `json:"key"`
	Before *string `json:"before,omitempty"`
	After  *string `json:"after,omitempty"`
}

// decided is the edit that makes a decision; apply fills in what was before.
func decided(kind, key string, value any) (edit, error) {
	if value == nil {
		return edit{Kind: kind, Key: key}, nil
	}
	b, err := json.Marshal(value)
	text := string(b)
	return edit{Kind: kind, Key: key, After: &text}, err
}

func valueOf(tx *sql.Tx, kind, key string) (*string, error) {
	var text string
	err := tx.QueryRow("SELECT value FROM decisions WHERE kind = ? AND key = ?", kind, key).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &text, nil
}

// apply makes a change of one or more decisions and puts it on the undo stack.
// What would change nothing is left out.
func (p *Project) apply(tx *sql.Tx, what string, edits ...edit) error {
	var real []edit
	for _, e := range edits {
		var err error
		if e.Before, err = valueOf(tx, e.Kind, e.Key); err != nil {
			return err
		}
		if same(e.Before, e.After) {
			continue
		}
		if err := set(tx, e.Kind, e.Key, e.After); err != nil {
			return err
		}
		real = append(real, e)
	}
	if len(real) == 0 {
		return nil
	}
	text, err := json.Marshal(real)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM changes WHERE undone"); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO changes (what, edits) VALUES (?, ?)", what, string(text)); err != nil {
		return err
	}
	return p.log(tx, what, real)
}

func same(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

func set(tx *sql.Tx, kind, key string, value *string) error {
	var err error
	if value == nil {
		_, err = tx.Exec("DELETE FROM decisions WHERE kind = ? AND key = ?", kind, key)
	} else {
		_, err = tx.Exec("INSERT OR REPLACE INTO decisions (kind, key, value) VALUES (?, ?, ?)", kind, key, *value)
	}
	return err
}
