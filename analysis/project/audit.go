package project

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Entry is one line of the audit log.
type Entry struct {
	Seq     int64
	At      time.Time // in UTC
	Who     string
	What    string          // in plain words
	Details json.RawMessage // nil where there are none
}

// log adds a line to the audit log. Lines are never changed or removed.
func (p *Project) log(tx *sql.Tx, what string, details any) error {
	var text any
	if details != nil {
		b, err := json.Marshal(details)
		if err != nil {
			return err
		}
		text = string(b)
	}
	_, err := tx.Exec("INSERT INTO audit (at, who, what, details) VALUES (?, ?, ?, ?)", p.now(), p.opt.User, what, text)
	return err
}

func (p *Project) now() string { return p.opt.Clock().UTC().Format(time.RFC3339) }

// Log is the audit log, oldest line first.
func (p *Project) Log(ctx context.Context) ([]Entry, error) {
	var all []Entry
	err := p.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.Query("SELECT seq, at, who, what, details FROM audit ORDER BY seq")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var e Entry
			var at string
			var details sql.NullString
			if err := rows.Scan(&e.Seq, &at, &e.Who, &e.What, &details); err != nil {
				return damaged(err)
			}
			if e.At, err = time.Parse(time.RFC3339, at); err != nil {
				return damaged(err)
			}
			if details.Valid {
				e.Details = json.RawMessage(details.String)
			}
			all = append(all, e)
		}
		return rows.Err()
	})
	return all, err
}
