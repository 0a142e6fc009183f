package ingest

import (
	"errors"
	"fmt"
	"io"
)

// jsonScanner pulls JSON out of a stream piece by piece. It holds one window of
// the file and the value that is being built, never the whole file.
//
// It is lenient where that loses nothing: a comma before a closing bracket, a
// control character or a line break inside a string and words such as NaN are let
// pass. A line that ends inside a string is damage where the next one begins an
// object, so that a cut line of JSONL does not swallow it.
type jsonScanner struct {
	in       io.Reader
	win      []byte
	i        int
	err      error // of in, once its last bytes are in the window
	base     int64 // offset of the window in the file
	line     int   // of the next byte, counted from 1
	lineAt   int64 // offset of the first byte of that line
	depth    int
	maxDepth int
	first    [beginDepth][]string // keys with which objects of a depth began

	only  map[string]bool // the keys that values keep, at any depth; nil for all
	limit int             // bytes that one value may hold
	room  int             // what is left of it
	long  bool            // the last value held more, and what went beyond was left out
	buf   []byte
	keys  map[string]string // one copy of each key
	store []byte
}

// Faults of JSON. Every other error of a scanner is one of the stream.
var (
	errJSONDepth = errors.New("nested too deeply")
	errJSONEnd   = errors.New("the file ends in the middle")
	errJSONFault = errors.New("no JSON")
)

func newJSONScanner(in io.Reader, opt Options) *jsonScanner {
	return &jsonScanner{
		in: in, line: 1, maxDepth: opt.depth(), limit: int(min(opt.MaxLine, 1<<30)),
		keys: map[string]string{}, store: make([]byte, 64<<10),
	}
}

// fill makes the next window ready and reports whether it holds anything.
func (s *jsonScanner) fill() bool {
	for s.err == nil {
		s.base += int64(len(s.win))
		var n int
		n, s.err = s.in.Read(s.store)
		s.win, s.i = s.store[:n], 0
		if n > 0 {
			return true
		}
	}
	return false
}

// peek is the next byte, 0 at the end of the file.
func (s *jsonScanner) peek() byte {
	if s.i < len(s.win) || s.fill() {
		return s.win[s.i]
	}
	return 0
}

func (s *jsonScanner) offset() int64 { return s.base + int64(s.i) }

// step leaves the byte that peek gave behind.
func (s *jsonScanner) step() {
	if s.win[s.i] == '\n' {
		s.line++
		s.lineAt = s.offset() + 1
	}
	s.i++
}

// next is the next byte that is not blank, not yet left behind; 0 at the end.
func (s *jsonScanner) next() byte {
	for {
		switch c := s.peek(); c {
		case ' ', '\t', '\r', '\n', '\v', '\f':
			s.step()
		default:
			return c
		}
	}
}

// fault is the error for a byte that has no business where it stands.
func (s *jsonScanner) fault() error {
	if s.i >= len(s.win) && s.err != nil {
		if s.err != io.EOF {
			return s.err
		}
		return errJSONEnd
	}
	return errJSONFault
}

// enter goes into an object or a list, leave out of it.
func (s *jsonScanner) enter() error {
	if s.depth++; s.depth > s.maxDepth {
		return errJSONDepth
	}
	s.step()
	return nil
}

func (s *jsonScanner) leave() {
	s.depth--
	s.step()
}

// object hands every key of the object that comes next to each, which must
// take its value. Any other value is left out.
func (s *jsonScanner) object(each func(key string) error) error {
	if s.next() != '{' {
		return s.skip()
	}
	if err := s.enter(); err != nil {
		return err
	}
	begun := false
	for {
		switch s.next() {
		case '}':
			s.leave()
			return nil
		case ',':
			s.step()
			continue
		case '"':
		default:
			return s.fault()
		}
		key, err := s.key()
		if err != nil {
			return err
		}
		if !begun {
			begun = true
			s.begins(key)
		}
		if s.next() != ':' {
			return s.fault()
		}
		s.step()
		if err := each(key); err != nil {
			return err
		}
		if c := s.next(); c != ',' && c != '}' {
			return s.fault()
		}
	}
}

// array calls each for every element of the list that comes next; each must
// take it. Any other value is left out.
func (s *jsonScanner) array(each func() error) error { return s.list(each, nil) }

// value takes the next value whole. What goes beyond the limit is left out and
// noted in long.
func (s *jsonScanner) value() (jsonValue, error) {
	s.room, s.long = s.limit, false
	return s.build()
}

func (s *jsonScanner) build() (jsonValue, error) {
	v := jsonValue{}
	s.room -= 16
	switch c := s.next(); c {
	case '{':
		v.kind = jsonObject
		err := s.object(func(key string) error {
			if s.only != nil && !s.only[key] {
				return s.skip()
			}
			s.room -= len(key)
			item, err := s.build()
			if s.fits() && err == nil {
				v.put(key, item)
			}
			return err
		})
		return v, err
	case '[':
		v.kind = jsonArray
		err := s.array(func() error {
			item, err := s.build()
			if s.fits() && err == nil {
				v.put("", item)
			}
			return err
		})
		return v, err
	case '"':
		v.kind = jsonString
		b, err := s.text(s.room)
		s.room -= len(b)
		if s.fits() {
			v.text = string(b)
		}
		return v, err
	default:
		word, err := s.word()
		if err != nil {
			return v, err
		}
		v.kind, v.text = wordKind(word), string(word)
		return v, nil
	}
}

func (s *jsonScanner) fits() bool {
	s.long = s.long || s.room < 0
	return !s.long
}

// skip leaves the next value out.
func (s *jsonScanner) skip() error {
	from := s.depth
	for {
		switch s.next() {
		case '{', '[':
			if err := s.enter(); err != nil {
				return err
			}
		case '}', ']':
			if s.depth == from {
				return errJSONFault
			}
			s.leave()
		case '"':
			if _, err := s.text(0); err != nil {
				return err
			}
		case ',', ':':
			if s.depth == from {
				return errJSONFault
			}
			s.step()
		default:
			if _, err := s.word(); err != nil {
				return err
			}
		}
		if s.depth == from {
			return nil
		}
	}
}

// again looks for the next line that begins an object, after damage. Its
// bracket is not yet read.
func (s *jsonScanner) again(from int64) bool {
	s.depth = 0
	if s.peek() == '{' && s.offset() == s.lineAt && s.offset() > from {
		return true
	}
	for {
		c := s.peek()
		if s.i >= len(s.win) {
			return false
		}
		s.step()
		if c == '\n' && s.peek() == '{' {
			return true
		}
	}
}

// place names where the scanner stands, for a message.
func (s *jsonScanner) place() string {
	return fmt.Sprintf("line %d, character %d", s.line, s.offset()-s.lineAt+1)
}
