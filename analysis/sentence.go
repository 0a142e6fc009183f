package analysis

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

// Sentence writes an error as a sentence for people: without what only the
// operating system or the database says of it, where plain words follow, with a
// capital unless it begins with the name of a file, and with a full stop. It is
// "" where there is no error.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	s := strings.TrimSpace(err.Error())
	for _, raw := range systemTexts(err) {
		s = strings.ReplaceAll(s, raw+": ", "")
		s = strings.ReplaceAll(s, " ("+raw+")", "")
	}
	first, _, _ := strings.Cut(s, " ")
	if !strings.ContainsAny(strings.TrimRight(first, ".,:;"), `./\`) {
		r, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(r)) + s[size:]
	}
	if s != "" && !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// systemTexts is what the operating system and the database say in an error,
// the longest first.
func systemTexts(err error) []string {
	if err == nil {
		return nil
	}
	var texts []string
	var errno syscall.Errno
	switch e := err.(type) {
	case *fs.PathError, *os.LinkError, *os.SyscallError, interface{ Code() int }: // the last is SQLite's
		texts = append(texts, err.Error())
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			texts = append(texts, systemTexts(inner)...)
		}
	default:
		bare := errors.As(err, &errno) && err == error(errno)
		if bare || err == fs.ErrNotExist || err == fs.ErrExist || err == fs.ErrPermission {
			texts = append(texts, err.Error())
		}
	}
	return append(texts, systemTexts(errors.Unwrap(err))...)
}
