package project

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"yearbook/analysis/corpus"
)

// kindHandCodes is the kind of decision that says which codes a person gave a
// message: key of the message → codes.
const kindHandCodes = "hand codes"

// MessageKeys names each message of a corpus so that a new import of the same
// export, or of a longer one, finds it again: a digest of its id, or of its time
// where it has none, of the question and of its text, and which of several equal
// ones it is. Who wrote it is no part of it, because people can be merged.
// Nothing can be read back from a key.
func MessageKeys(c *corpus.Corpus) []string {
	keys := make([]string, c.Len())
	times := make(map[string]int, c.Len())
	for i := range keys {
		key := messageKey(c.Message(i))
		times[key]++
		if n := times[key]; n > 1 {
			key += fmt.Sprintf("-%d", n)
		}
		keys[i] = key
	}
	return keys
}

func messageKey(m corpus.Message) string {
	h := sha256.New()
	if m.ID != "" {
		fmt.Fprintf(h, "id %d %s", len(m.ID), m.ID)
	} else {
		fmt.Fprintf(h, "time %d", m.Time)
	}
	fmt.Fprintf(h, " %d %s %s", len(m.Question), m.Question, m.Text)
	return "m" + hex.EncodeToString(h.Sum(nil)[:16]) // a letter first, so that no spreadsheet takes it for a number
}

// HandCodes are the codes that people gave messages, by [MessageKeys]. A message
// that was looked at and fits no code is there with none.
func (p *Project) HandCodes(ctx context.Context) (map[string][]string, error) {
	var all map[string][]string
	err := p.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = decisions[[]string](tx, kindHandCodes)
		return err
	})
	return all, err
}

// SetHandCodes keeps the codes of some messages in place of any they had; nil
// takes a message back to not looked at. All of it is one change, which can be
// undone. What says in plain words what was done. It returns the number of
// messages whose codes changed.
func (p *Project) SetHandCodes(ctx context.Context, what string, codes map[string][]string) (changed int, err error) {
	var edits []edit
	for _, key := range slices.Sorted(maps.Keys(codes)) {
		var value any
		if list := codes[key]; list != nil {
			value = slices.Compact(slices.Sorted(slices.Values(append([]string{}, list...))))
			if len(list) == 0 {
				value = []string{}
			}
		}
		e, err := decided(kindHandCodes, key, value)
		if err != nil {
			return 0, err
		}
		edits = append(edits, e)
	}
	err = p.change(ctx, func(tx *sql.Tx) error {
		for _, e := range edits {
			before, err := valueOf(tx, e.Kind, e.Key)
			if err != nil {
				return err
			}
			if !same(before, e.After) {
				changed++
			}
		}
		return p.apply(tx, what, edits...)
	})
	return changed, err
}
