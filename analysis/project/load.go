package project

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
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
	labels, err := texts(tx, "labels", s.ID)
	if err != nil {
		return nil, err
	}
	for i := range authors {
		authors[i] = rename(authors[i])
	}
	from, to := span(s.ID)
	rows, err := tx.Query("SELECT row, platform_id, reply_to, time, author, channel, marks, text, labels FROM messages WHERE id >= ? AND id < ? ORDER BY id", from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := make([]corpus.Record, 0, min(max(s.Messages, 0), 1<<20))
	var f fields
	into := f.pointers()
	for rows.Next() {
		if len(all)%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := rows.Scan(into...); err != nil {
			return nil, damaged(err)
		}
		r, err := f.record(authors, channels, labels)
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

// fields are the columns of one message as the driver hands them over. To scan
// them into numbers would take database/sql twice as long: it makes texts of
// them on the way.
type fields [9]any

func (f *fields) pointers() []any {
	p := make([]any, len(f))
	for i := range f {
		p[i] = &f[i]
	}
	return p
}

var errGarbled = errors.New("it is garbled")

func (f *fields) record(authors, channels, labels []string) (corpus.Record, error) {
	row, ok1 := f[0].(int64)
	id, ok2 := textOr(f[1])
	replyTo, ok3 := textOr(f[2])
	author, ok4 := f[4].(int64)
	channel, ok5 := f[5].(int64)
	marks, ok6 := f[6].(int64)
	text, ok7 := f[7].(string)
	switch {
	case !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 || !ok7,
		uint64(author) >= uint64(len(authors)) || uint64(channel) >= uint64(len(channels)) || uint64(marks) > math.MaxUint8,
		!utf8.ValidString(text) || !utf8.ValidString(id) || !utf8.ValidString(replyTo):
		return corpus.Record{}, errGarbled
	}
	r := corpus.Record{
		Row: int(row), ID: id, ReplyTo: replyTo, Time: corpus.NoTime,
		Author: authors[author], Channel: corpus.Channel(channels[channel]), Marks: corpus.Marks(marks), Text: text,
	}
	if at, ok := f[3].(int64); ok {
		r.Time = at
	}
	if n, ok := f[8].(int64); ok && (uint64(n) >= uint64(len(labels)) || !splitLabels(&r, labels[n])) {
		return corpus.Record{}, errGarbled
	}
	return r, nil
}

// textOr is a text or, for NULL, "".
func textOr(v any) (string, bool) {
	if v == nil {
		return "", true
	}
	s, ok := v.(string)
	return s, ok
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
