package ingest

import (
	"bytes"

	"yearbook/analysis/corpus"
)

// speech puts the pieces of a transcript together. A transcript cuts what
// somebody says into lines of a few seconds, so that neighbouring pieces by one
// speaker are one message, and one row. Pieces that name nobody are joined to
// the end of the sentence.
type speech struct {
	book *book
	when *sitting
	max  int
	chat corpus.Channel

	open    bool
	line    int
	ms      int
	speaker string
	buf     []byte
	unnamed int
}

func newSpeech(b *book, opt Options) *speech {
	return &speech{book: b, when: newSitting(b, opt), max: int(min(opt.MaxLine, 1<<30)), chat: corpus.Chat}
}

// add takes one piece, said ms after the start.
func (s *speech) add(line, ms int, speaker string, said []byte) {
	if said = trim(said); len(said) == 0 {
		return
	}
	if s.open && s.speaker == speaker && len(s.buf)+len(said) < s.max && (speaker != "" || !endsSentence(s.buf)) {
		s.buf = append(append(s.buf, ' '), said...)
		return
	}
	s.flush()
	s.open, s.line, s.ms, s.speaker = true, line, ms, speaker
	s.buf = append(s.buf[:0], said...)
}

// flush ends the message that is open.
func (s *speech) flush() {
	if !s.open {
		return
	}
	s.open = false
	st := s.when.offset(s.ms)
	if s.speaker == "" {
		s.unnamed++
	}
	said := text(s.buf)
	if said == "" {
		s.book.skip("empty", s.line, nil)
		return
	}
	s.book.keep(corpus.Record{Row: s.line, Author: s.speaker, Text: said, Channel: s.chat}, st)
}

// close ends the transcript.
func (s *speech) close() {
	s.flush()
	if s.unnamed > 0 {
		s.book.warn("%d messages name no speaker: they count, but for no person.", s.unnamed)
	}
	s.when.close(true)
}

func endsSentence(b []byte) bool {
	b = bytes.TrimRight(b, "\"')” ")
	return len(b) > 0 && bytes.IndexByte([]byte(".?!"), b[len(b)-1]) >= 0
}

// speakerPrefix cuts "Name: text" at the beginning of a piece.
func speakerPrefix(said []byte) (name, rest []byte, ok bool) {
	i := bytes.Index(said, []byte(": "))
	if i < 0 && bytes.HasSuffix(said, []byte(":")) {
		i = len(said) - 1
	}
	if i <= 0 || !isSpeaker(said[:i]) {
		return nil, nil, false
	}
	return trim(said[:i]), trim(said[i+1:]), true
}

// isSpeaker reports whether s can be a speaker's name, as meetings write it:
// "Ann Lee", "LEE, Ann (WARD 7 NHS TRUST)", "A Person (she/her)", but no part of
// a sentence.
func isSpeaker(s []byte) bool {
	s = trim(s)
	if len(s) > 160 || len(s) == 0 {
		return false
	}
	if isEmail(string(s)) { // where a name should be
		return true
	}
	if i := bytes.IndexByte(s, '('); i > 0 && s[len(s)-1] == ')' {
		s = trim(s[:i])
	}
	if i := bytes.IndexByte(s, '/'); i > 0 { // "Name / organisation"
		s = trim(s[:i])
	}
	if len(s) == 0 || s[0] < 0x80 && !isLetter(s[0]) && !isDigit(s[0]) && s[0] != '@' || s[0] >= 'a' && s[0] <= 'z' && bytes.IndexByte(s, ' ') >= 0 || bytes.HasPrefix(s, []byte("http")) {
		return false
	}
	return isName(bytes.ReplaceAll(s, []byte(","), nil))
}
