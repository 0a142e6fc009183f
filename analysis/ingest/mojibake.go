package ingest

import "unicode/utf8"

// unmangle mends text whose every UTF-8 byte was written as a character of its
// own, as Facebook and Instagram do. Text that is right already, or that does
// not come out as UTF-8, is left alone.
func unmangle(s string) string {
	high := false
	for _, r := range s {
		if r > 0xff {
			return s
		}
		high = high || r >= 0x80
	}
	if !high {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}
