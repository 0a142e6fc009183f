package ingest

import (
	"bytes"
	"strings"
)

// jsonShape is what the beginning of a JSON file is built like: the paths of its
// fields, written as "messages[].author.name". Of a list of records and of one
// record on each line the paths are the same.
type jsonShape struct {
	is    bool           // the file is JSON at all
	list  bool           // it begins with a list
	paths map[string]int // how often each was seen
}

// Bounds of a shape. Files whose keys are ids would otherwise fill it.
const (
	shapePaths = 4000
	shapeDepth = 8
)

// isJSON tells the beginning of JSON from other text that begins with a bracket.
func isJSON(start []byte) bool {
	if len(start) < 2 || start[0] != '{' && start[0] != '[' {
		return false
	}
	next := bytes.TrimLeft(start[1:], " \t\r\n")
	if start[0] == '{' {
		return len(next) > 0 && (next[0] == '"' || next[0] == '}')
	}
	return len(next) > 0 && strings.IndexByte(`{["]`, next[0]) >= 0
}

// jsonShapeOf looks at the beginning of a file.
func jsonShapeOf(h *head) *jsonShape {
	if h.json != nil {
		return h.json
	}
	sh := &jsonShape{paths: map[string]int{}}
	h.json = sh
	start := trim(h.text)
	if !isJSON(start) {
		return sh
	}
	sh.is, sh.list = true, start[0] == '['
	s := newJSONScanner(bytes.NewReader(start), Options{}.filled())
	for s.next() != 0 {
		from := s.offset()
		if err := sh.walk(s, "", 0); err != nil && !s.again(from) {
			break
		}
		for s.next() == ',' {
			s.step()
		}
		if s.offset() == from {
			break
		}
	}
	return sh
}

// walk notes the paths below prefix. The list that holds everything adds
// nothing to them.
func (sh *jsonShape) walk(s *jsonScanner, prefix string, depth int) error {
	if depth > shapeDepth {
		return s.skip()
	}
	switch s.next() {
	case '{':
		return s.object(func(key string) error {
			path := key
			if prefix != "" {
				path = prefix + "." + key
			}
			if sh.paths[path] > 0 || len(sh.paths) < shapePaths {
				sh.paths[path]++
			}
			return sh.walk(s, path, depth+1)
		})
	case '[':
		if prefix != "" {
			prefix += "[]"
		}
		return s.list(func() error {
			if prefix != "" && (sh.paths[prefix] > 0 || len(sh.paths) < shapePaths) {
				sh.paths[prefix]++
			}
			return sh.walk(s, prefix, depth+1)
		}, func(int) {})
	default:
		return s.skip()
	}
}

// has reports whether all the paths were seen.
func (sh *jsonShape) has(paths ...string) bool {
	for _, p := range paths {
		if sh.paths[p] == 0 {
			return false
		}
	}
	return true
}

// any reports whether one of the paths was seen.
func (sh *jsonShape) any(paths ...string) bool {
	for _, p := range paths {
		if sh.paths[p] > 0 {
			return true
		}
	}
	return false
}
