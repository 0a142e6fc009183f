package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// slab keeps many short texts in few pieces of memory, since a reader keeps
// nearly all of the texts it makes. What was handed out is never written again.
type slab struct{ piece *strings.Builder }

const (
	slabSize  = 64 << 10
	slabShort = slabSize / 16 // longer texts have memory of their own
)

// text makes the words of a message, as the function of that name does.
func (s *slab) text(b []byte) string {
	b = trim(b)
	if len(b) == 0 || len(b) > slabShort || bytes.IndexByte(b, '\r') >= 0 || !utf8.Valid(b) {
		return text(b)
	}
	if s.piece == nil || s.piece.Cap()-s.piece.Len() < len(b) {
		s.piece = &strings.Builder{}
		s.piece.Grow(slabSize)
	}
	from := s.piece.Len()
	s.piece.Write(b)
	return s.piece.String()[from:]
}
