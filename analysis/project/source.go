package project

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// Source is one imported file.
type Source struct {
	ID          int64
	Path        string // as given
	Name        string
	Format      string
	Sitting     bool
	Fingerprint string // see [Fingerprint]
	Imported    time.Time
	Messages    int // as read, doubles of other sources among them
	Receipt     ingest.Receipt
}

// Fingerprint is the SHA-256 of a file, in hexadecimal; of a folder it is that of
// the names and the bytes of the files in it.
func Fingerprint(path string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%w: check the name and that you may read it", err)
		case d.IsDir():
			return nil
		}
		if name != path {
			fmt.Fprintf(h, "%q\n", filepath.ToSlash(name[len(path):]))
		}
		return addFile(h, name)
	})
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// addFile writes the bytes of a file to w.
func addFile(w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%w: check the name and that you may read it", err)
	}
	defer f.Close()
	if _, err := io.Copy(w, f); err != nil {
		return fmt.Errorf("%w: check the disk or the network share and try again", err)
	}
	return nil
}

// Sources lists the sources, in order of path. Those that were removed are left
// out.
func (p *Project) Sources(ctx context.Context) ([]Source, error) {
	var all []Source
	err := p.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = sources(tx)
		return err
	})
	return all, err
}

// Receipts lists the receipts of the sources, in order of path.
func (p *Project) Receipts(ctx context.Context) ([]ingest.Receipt, error) {
	all, err := p.Sources(ctx)
	receipts := make([]ingest.Receipt, len(all))
	for i, s := range all {
		receipts[i] = s.Receipt
	}
	return receipts, err
}

// sources reads the sources in an order that does not depend on when they were
// imported.
func sources(tx *sql.Tx) ([]Source, error) {
	rows, err := tx.Query(`SELECT id, path, name, format, sitting, fingerprint, imported, messages, receipt FROM sources
		WHERE id NOT IN (SELECT CAST(key AS INTEGER) FROM decisions WHERE kind = ?) ORDER BY path, digest`, kindRemoved)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Source
	for rows.Next() {
		var s Source
		var imported, receipt string
		if err := rows.Scan(&s.ID, &s.Path, &s.Name, &s.Format, &s.Sitting, &s.Fingerprint, &imported, &s.Messages, &receipt); err != nil {
			return nil, damaged(err)
		}
		if s.Imported, err = time.Parse(time.RFC3339, imported); err != nil {
			return nil, damaged(err)
		}
		if s.Receipt, err = unpack(receipt); err != nil {
			return nil, damaged(err)
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// corpus is the source as the corpus knows it.
func (s *Source) corpus() corpus.Source {
	return corpus.Source{Path: s.Path, Name: s.Name, Format: s.Format, Sitting: s.Sitting, Attributes: s.Receipt.Kept}
}

// packed is a receipt as it stands in the file, with the zone of its times.
type packed struct {
	Zone    string
	Receipt ingest.Receipt
}

func pack(r ingest.Receipt) (string, error) {
	b, err := json.Marshal(packed{r.First.Location().String(), r})
	return string(b), err
}

func unpack(text string) (ingest.Receipt, error) {
	var k packed
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		return k.Receipt, err
	}
	if loc, err := time.LoadLocation(k.Zone); err == nil && !k.Receipt.First.IsZero() {
		k.Receipt.First, k.Receipt.Last = k.Receipt.First.In(loc), k.Receipt.Last.In(loc)
	}
	return k.Receipt, nil
}
