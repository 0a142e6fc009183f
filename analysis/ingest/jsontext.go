package ingest

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// key is the next string; short ones are kept in one copy.
func (s *jsonScanner) key() (string, error) {
	b, err := s.text(1 << 10)
	if err != nil {
		return "", err
	}
	if key, ok := s.keys[string(b)]; ok {
		return key, nil
	}
	key := string(b)
	if len(key) < 64 && len(s.keys) < 4096 {
		s.keys[key] = key
	}
	return key, nil
}

// text reads a string. Of one with more than most bytes only about as many are
// given. The bytes are good until the next call.
func (s *jsonScanner) text(most int) ([]byte, error) {
	s.step()
	s.buf = s.buf[:0]
	for {
		if s.i >= len(s.win) && !s.fill() {
			return nil, s.fault()
		}
		run := s.win[s.i:]
		n := 0
		for n < len(run) && run[n] != '"' && run[n] != '\\' && run[n] != '\n' {
			n++
		}
		if len(s.buf) <= most {
			s.buf = append(s.buf, run[:n]...)
		}
		if s.i += n; n == len(run) {
			continue
		}
		switch s.win[s.i] {
		case '"':
			s.i++
			return s.buf, nil
		case '\n':
			if next := s.ahead(2); len(next) > 1 && next[1] == '{' {
				return nil, errJSONFault
			}
			if len(s.buf) <= most {
				s.buf = append(s.buf, '\n')
			}
			s.step()
			continue
		}
		s.i++
		had := len(s.buf)
		if err := s.escape(); err != nil {
			return nil, err
		}
		if had > most {
			s.buf = s.buf[:had]
		}
	}
}

// escape reads what follows a backslash. A NUL is left out.
func (s *jsonScanner) escape() error {
	c := s.peek()
	switch c {
	case 'u':
		s.step()
		return s.unicode()
	case '"', '\\', '/':
	case 'n':
		c = '\n'
	case 't':
		c = '\t'
	case 'r':
		c = '\r'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	default:
		return s.fault()
	}
	s.i++
	s.buf = append(s.buf, c)
	return nil
}

func (s *jsonScanner) unicode() error {
	r, err := s.hex()
	if err != nil {
		return err
	}
	for utf16.IsSurrogate(r) && s.peek() == '\\' {
		s.i++
		if s.peek() != 'u' {
			s.buf = utf8.AppendRune(s.buf, utf8.RuneError)
			return s.escape()
		}
		s.i++
		low, err := s.hex()
		if err != nil {
			return err
		}
		if whole := utf16.DecodeRune(r, low); whole != utf8.RuneError {
			r = whole
			break
		}
		s.buf = utf8.AppendRune(s.buf, utf8.RuneError)
		r = low
	}
	if r != 0 {
		s.buf = utf8.AppendRune(s.buf, r)
	}
	return nil
}

func (s *jsonScanner) hex() (rune, error) {
	var four [4]byte
	for k := range four {
		four[k] = s.peek()
		if four[k] == 0 || four[k] == '"' || four[k] == '\n' {
			return 0, s.fault()
		}
		s.i++
	}
	v, err := strconv.ParseUint(string(four[:]), 16, 16)
	if err != nil {
		return 0, errJSONFault
	}
	return rune(v), nil
}

// word reads a number, true, false, null or their like.
func (s *jsonScanner) word() ([]byte, error) {
	s.buf = s.buf[:0]
	for {
		c := s.peek()
		if !isDigit(c) && !isLetter(c) && c != '-' && c != '+' && c != '.' {
			break
		}
		if len(s.buf) == 64 {
			return nil, errJSONFault
		}
		s.buf = append(s.buf, c)
		s.i++
	}
	if len(s.buf) == 0 || wordKind(s.buf) == jsonNone {
		return nil, s.fault()
	}
	return s.buf, nil
}
