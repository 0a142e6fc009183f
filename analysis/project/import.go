package project

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// Watch is told now and then how many of the messages are written. It is called
// from the goroutine that imports. A nil Watch is allowed.
type Watch func(done, total int)

// Kind says what an import did.
type Kind string

// What an import can do.
const (
	Added   Kind = "added"         // a new source
	Already Kind = "already there" // nothing: the project holds just this
	Reread  Kind = "read again"    // the same file, read differently, took its former place
)

// Outcome says what an import did. How many of the messages are new, and how
// many are doubles of other sources, is in the corpus: see Messages and
// Duplicates of [corpus.Source].
type Outcome struct {
	Source   int64
	Kind     Kind
	Messages int
	Path     string // of the source in the project
}

// String says it in a sentence.
func (o Outcome) String() string {
	switch o.Kind {
	case Already:
		return fmt.Sprintf("This file is in the project already, as %s: nothing was added.", o.Path)
	case Reread:
		return fmt.Sprintf("%s was read again: its %s took the place of what was read before.", o.Path, messages(o.Messages))
	}
	return fmt.Sprintf("%s was added with %s.", o.Path, messages(o.Messages))
}

func messages(n int) string {
	if n == 1 {
		return "1 message"
	}
	return fmt.Sprintf("%d messages", n)
}

// Import adds what was read from a file as one source, in one transaction: it
// is in the project whole or not at all. The fingerprint is that of the file,
// see [Fingerprint].
//
// A source that is there already is not added twice. The same file at the same
// path read differently (dates the other way round, say) replaces what was read
// before. A file that has changed since is a further source: messages that both
// hold are doubles, which the corpus counts once. The result is not changed.
func (p *Project) Import(ctx context.Context, res *ingest.Result, fingerprint string, watch Watch) (Outcome, error) {
	d := digest(res)
	var out Outcome
	err := p.change(ctx, func(tx *sql.Tx) (err error) {
		out, err = p.importAs(ctx, tx, res, fingerprint, d, watch)
		return err
	})
	return out, err
}

func (p *Project) importAs(ctx context.Context, tx *sql.Tx, res *ingest.Result, fingerprint, digest string, watch Watch) (Outcome, error) {
	out := Outcome{Kind: Added, Path: res.Source.Path, Messages: len(res.Records)}
	if err := p.eraseEqual(tx, digest); err != nil {
		return out, err
	}
	if there, err := p.adopt(tx, res, fingerprint, digest, &out); there || err != nil {
		return out, err
	}
	former, err := list[int64](tx, "SELECT id FROM sources WHERE path = ? AND fingerprint = ?", out.Path, fingerprint)
	if err != nil {
		return out, err
	}
	for _, id := range former {
		out.Kind = Reread
		if err := p.erase(tx, id, untraced); err != nil {
			return out, err
		}
	}
	if out.Source, err = p.addSource(tx, res, fingerprint, digest); err != nil {
		return out, err
	}
	if err := writeRecords(ctx, tx, out.Source, res.Records, watch); err != nil {
		return out, err
	}
	return out, p.log(tx, "imported "+out.Path, map[string]any{
		"source": out.Source, "kind": out.Kind, "messages": out.Messages, "fingerprint": fingerprint,
	})
}

// eraseEqual erases a removed source that is about to be imported again, so
// that undoing the removal cannot bring it in twice.
func (p *Project) eraseEqual(tx *sql.Tx, digest string) error {
	ids, err := list[int64](tx, `SELECT id FROM sources WHERE digest = ?
		AND id IN (SELECT CAST(key AS INTEGER) FROM decisions WHERE kind = ?)`, digest, kindRemoved)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := p.erase(tx, id, untraced); err != nil {
			return err
		}
	}
	return nil
}

// adopt reports whether the project holds just this already. Of two copies of a
// file the first path in the alphabet is kept, whichever came first.
func (p *Project) adopt(tx *sql.Tx, res *ingest.Result, fingerprint, digest string, out *Outcome) (bool, error) {
	err := tx.QueryRow("SELECT id, path FROM sources WHERE digest = ?", digest).Scan(&out.Source, &out.Path)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	out.Kind = Already
	if out.Path <= res.Source.Path {
		return true, nil
	}
	receipt, err := pack(res.Receipt)
	if err != nil {
		return false, err
	}
	_, err = tx.Exec("UPDATE sources SET path = ?, name = ?, format = ?, fingerprint = ?, receipt = ? WHERE id = ?",
		res.Source.Path, res.Source.Name, res.Source.Format, fingerprint, receipt, out.Source)
	what := fmt.Sprintf("found that %s is a copy of %s, and names the source by it", res.Source.Path, out.Path)
	return true, cmp.Or(err, p.log(tx, what, map[string]int64{"source": out.Source}))
}

func (p *Project) addSource(tx *sql.Tx, res *ingest.Result, fingerprint, digest string) (int64, error) {
	receipt, err := pack(res.Receipt)
	if err != nil {
		return 0, err
	}
	s := res.Source
	done, err := tx.Exec(`INSERT INTO sources (path, name, format, sitting, fingerprint, digest, imported, messages, receipt)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, s.Path, s.Name, s.Format, s.Sitting, fingerprint, digest, p.now(), len(res.Records), receipt)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// span is the range of the ids of a source's messages.
func span(source int64) (from, to int64) { return source << 32, (source + 1) << 32 }

// batch is how many messages one statement inserts; of 16 to 1000 none is
// measurably better.
const batch = 128

// writeRecords writes the messages of a source, and then its names.
func writeRecords(ctx context.Context, tx *sql.Tx, source int64, records []corpus.Record, watch Watch) error {
	w := writer{tx: tx}
	w.next, _ = span(source)
	for done := 0; done < len(records); {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(batch, len(records)-done)
		if err := w.write(records[done : done+n]); err != nil {
			return err
		}
		done += n
		if watch != nil && (done%(64*batch) == 0 || done == len(records)) {
			watch(done, len(records))
		}
	}
	return cmp.Or(w.authors.write(tx, "authors", source), w.channels.write(tx, "channels", source), w.labels.write(tx, "labels", source))
}

// writer inserts messages, a batch with one statement.
type writer struct {
	tx        *sql.Tx
	next      int64 // id of the next message
	authors   numbering
	channels  numbering
	labels    numbering
	statement *sql.Stmt // for as many messages as size
	size      int
	args      []any
}

func (w *writer) write(records []corpus.Record) error {
	if len(records) != w.size {
		if err := w.prepare(len(records)); err != nil {
			return err
		}
	}
	w.args = w.args[:0]
	for i := range records {
		r := &records[i]
		w.args = append(w.args, w.next, int64(r.Row), orNull(r.ID), orNull(r.ReplyTo), moment(r.Time),
			w.authors.of(r.Author), w.channels.of(string(r.Channel)), int64(r.Marks), r.Text, w.labelled(r))
		w.next++
	}
	_, err := w.statement.Exec(w.args...)
	return err
}

func (w *writer) prepare(size int) (err error) {
	values := strings.Repeat(", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", size)[2:]
	w.size = size
	w.statement, err = w.tx.Prepare("INSERT INTO messages (id, row, platform_id, reply_to, time, author, channel, marks, text, labels) VALUES " + values)
	return err
}

// labelled is the number of the labels of a message, NULL where it has none.
func (w *writer) labelled(r *corpus.Record) any {
	text := joinLabels(r)
	if text == "" {
		return nil
	}
	return w.labels.of(text)
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func moment(ms int64) any {
	if ms == corpus.NoTime {
		return nil
	}
	return ms
}

// numbering gives each text a number, in order of appearance, and counts.
type numbering struct {
	index map[string]int
	texts []string
	uses  []int
}

func (n *numbering) of(text string) int64 {
	i, ok := n.index[text]
	if !ok {
		if n.index == nil {
			n.index = map[string]int{}
		}
		i = len(n.texts)
		n.index[text] = i
		n.texts, n.uses = append(n.texts, text), append(n.uses, 0)
	}
	n.uses[i]++
	return int64(i)
}

func (n *numbering) write(tx *sql.Tx, table string, source int64) error {
	insert, err := tx.Prepare("INSERT INTO " + table + " (source, number, text, uses) VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, text := range n.texts {
		if _, err := insert.Exec(source, i, text, n.uses[i]); err != nil {
			return err
		}
	}
	return nil
}
