package project

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"yearbook/analysis/ingest"
)

// digest is the SHA-256 of what was read from a file. It tells one file read in
// two ways apart, which the file's fingerprint cannot: a log may have its date in
// its name, and the analyst may overrule the order of day and month.
func digest(res *ingest.Result) string {
	h := sha256.New()
	b := make([]byte, 0, 64<<10)
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	if res.Source.Sitting {
		b = append(b, "sitting"...)
	}
	for _, name := range res.Source.Attributes {
		text(name)
	}
	for i := range res.Records {
		r := &res.Records[i]
		b = binary.AppendVarint(b, int64(r.Row))
		b = binary.AppendVarint(b, r.Time)
		b = append(b, byte(r.Marks))
		text(r.ID)
		text(r.ReplyTo)
		text(r.Author)
		text(string(r.Channel))
		text(r.Text)
		if labels := joinLabels(r); labels != "" {
			text(labels)
		}
		if len(b) > 60<<10 {
			h.Write(b)
			b = b[:0]
		}
	}
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}
