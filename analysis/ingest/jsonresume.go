package ingest

import (
	"bytes"
	"errors"
)

// Damage inside a list of records costs the record it is in. The next record is
// known by its first key, since a program writes the keys of all its records in
// one order: after the damage, the scanner looks for a bracket that follows a
// comma and is followed by a key with which an object of that depth has begun.

// beginDepth is how deep objects may lie whose first keys are remembered, and
// beginKeys how many different ones of each depth.
const (
	beginDepth = 12
	beginKeys  = 8
)

// begins notes the first key of an object that was just entered.
func (s *jsonScanner) begins(key string) {
	if s.depth >= beginDepth {
		return
	}
	keys := s.first[s.depth]
	for _, k := range keys {
		if k == key {
			return
		}
	}
	if len(keys) < beginKeys {
		s.first[s.depth] = append(keys, key)
	}
}

// list is array for records: where one of them is damaged it goes on with the
// next, and tells damaged how many were lost. Where there is no next one, or
// nobody to tell, the fault is passed on.
func (s *jsonScanner) list(each func() error, damaged func(lost int)) error {
	if s.next() != '[' {
		return s.skip()
	}
	if err := s.enter(); err != nil {
		return err
	}
	at := s.depth
	for {
		switch s.next() {
		case ']':
			s.leave()
			return nil
		case ',':
			s.step()
			continue
		}
		err := each()
		if err == nil {
			if c := s.next(); c == ',' || c == ']' {
				continue
			}
			err = s.fault()
		}
		if damaged == nil || !errors.Is(err, errJSONFault) {
			return err
		}
		lost := 1
		if b := bytes.TrimRight(s.buf, " \t\r\n"); len(b) > 1 && b[len(b)-1] == '{' {
			lost++ // a string without its end ran on into the next record
		}
		if !s.resume(at + 1) {
			return err
		}
		s.depth = at
		damaged(lost)
	}
}

// resume looks for the next record at a depth. Its bracket is not yet read.
func (s *jsonScanner) resume(depth int) bool {
	if depth >= beginDepth || len(s.first[depth]) == 0 {
		return false
	}
	last := byte(',') // where the damage is a bracket too much, the comma is behind
	for {
		c := s.next()
		switch {
		case c == 0 && s.i >= len(s.win):
			return false
		case c != '{':
		case last == ',' && s.isBegin(s.first[depth]):
			return true
		case s.offset() == s.lineAt: // the next object of a file with one on each line
			return false
		}
		last = c
		s.step()
	}
}

// isBegin reports whether the object that comes next begins with one of the keys.
func (s *jsonScanner) isBegin(keys []string) bool {
	const most = 256
	ahead := bytes.TrimLeft(s.ahead(most)[1:], " \t\r\n")
	if len(ahead) == 0 || ahead[0] != '"' {
		return false
	}
	for _, key := range keys {
		if rest, ok := bytes.CutPrefix(ahead[1:], []byte(key)); ok && len(rest) > 0 && rest[0] == '"' {
			return true
		}
	}
	return false
}

// ahead is what comes next, up to n bytes of it, and leaves it where it is.
func (s *jsonScanner) ahead(n int) []byte {
	for len(s.win)-s.i < n && s.err == nil {
		s.base += int64(s.i)
		rest := copy(s.store, s.win[s.i:])
		var read int
		read, s.err = s.in.Read(s.store[rest:])
		s.win, s.i = s.store[:rest+read], 0
	}
	return s.win[s.i:min(len(s.win), s.i+n)]
}
