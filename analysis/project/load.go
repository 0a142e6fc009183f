package project

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"unicode/utf8"

	"yearbook/analysis/corpus"
)

// Records reads the messages of a source as they were imported, in that order.
func (p *Project) Records(ctx context.Context, source int64) ([]corpus.Record, error) {
	var all []corpus.Record
	err := p.read(ctx, func(tx *sql.Tx) error {
		found, err := sources(tx)
		if err != nil {
			return err
		}
		for i := range found {
			if found[i].ID == source {
				all, err = records(ctx, tx, &found[i], func(name string) string { return name })
				return err
			}
		}
		return fmt.Errorf("there is no source %d in this project: look at the list of sources again", source)
	})
	return all, err
}

// Corpus builds the corpus of all sources. Names that the analyst merged are
// one person in it, so that what one person wrote under two names in two exports
// of one chat is recognised as doubles.
func (p *Project) Corpus(ctx context.Context, opt corpus.Options) (*corpus.Corpus, error) {
	var b corpus.Builder
	err := p.read(ctx, func(tx *sql.Tx) error {
		rename, err := renaming(tx)
		if err != nil {
			return err
		}
		found, err := sources(tx)
		if err != nil {
			return err
		}
		for i := range found {
			all, err := records(ctx, tx, &found[i], rename)
			if err != nil {
				return err
			}
			b.Add(found[i].corpus(), all)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.Build(opt)
}

// records reads the messages of a source.
func records(ctx context.Context, tx *sql.Tx, s *Source, rename func(string) string) ([]corpus.Record, error) {
	authors, err := texts(tx, "authors", s.ID)
	if err != nil {
		return nil, err
	}
	channels, err := texts(tx, "channels", s.ID)
	if err != nil {
		return nil, err
	}
	for i := range authors {
		authors[i] = rename(authors[i])
	}
	from, to := span(s.ID)
	rows, err := tx.Query("SELECT row, platform_id, reply_to, time, author, channel, marks, text FROM messages WHERE id >= ? AND id < ? ORDER BY id", from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := make([]corpus.Record, 0, min(max(s.Messages, 0), 1<<20))
	for rows.Next() {
		if len(all)%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var f fields
		if err := rows.Scan(&f.row, &f.id, &f.replyTo, &f.time, &f.author, &f.channel, &f.marks, &f.text); err != nil {
			return nil, damaged(err)
		}
		r, err := f.record(authors, channels)
		if err != nil {
			return nil, damaged(fmt.Errorf("message %d of %s: %w", len(all)+1, s.Name, err))
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(all) != s.Messages {
		return nil, damaged(fmt.Errorf("%s should have %d messages and has %d", s.Name, s.Messages, len(all)))
	}
	return all, nil
}

// fields are the columns of one message.
type fields struct {
	row             int
	id, replyTo     sql.NullString
	time            sql.NullInt64
	author, channel int64
	marks           int64
	text            string
}

func (f *fields) record(authors, channels []string) (corpus.Record, error) {
	switch {
	case f.author < 0 || f.author >= int64(len(authors)) || f.channel < 0 || f.channel >= int64(len(channels)):
		return corpus.Record{}, errors.New("its author or its channel is unknown")
	case f.marks < 0 || f.marks > 255:
		return corpus.Record{}, errors.New("its marks are unknown")
	case !utf8.ValidString(f.text) || !utf8.ValidString(f.id.String) || !utf8.ValidString(f.replyTo.String):
		return corpus.Record{}, errors.New("its text is garbled")
	}
	r := corpus.Record{
		Row: f.row, ID: f.id.String, ReplyTo: f.replyTo.String, Time: corpus.NoTime,
		Author: authors[f.author], Channel: corpus.Channel(channels[f.channel]), Marks: corpus.Marks(f.marks), Text: f.text,
	}
	if f.time.Valid {
		r.Time = f.time.Int64
	}
	return r, nil
}

// texts reads the numbered texts of a source.
func texts(tx *sql.Tx, table string, source int64) ([]string, error) {
	rows, err := tx.Query("SELECT number, text FROM "+table+" WHERE source = ? ORDER BY number", source)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var number int
		var text string
		if err := rows.Scan(&number, &text); err != nil {
			return nil, damaged(err)
		}
		if number != len(all) || !utf8.ValidString(text) {
			return nil, damaged(fmt.Errorf("the names in table %s are garbled", table))
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
