package native

import (
	"slices"
	"testing"
)

func TestMultiple(t *testing.T) {
	cases := []struct {
		name, buffer string
		want         []string
	}{
		{"nothing", "", nil},
		{"nothing in a cleared buffer", "\x00\x00\x00", nil},
		{"one file", "C:\\chats\\a.txt\x00\x00", []string{`C:\chats\a.txt`}},
		{"two files", "C:\\chats\x00a.txt\x00b c.txt\x00\x00", []string{`C:\chats\a.txt`, `C:\chats\b c.txt`}},
		{"in the root of a drive", "C:\\\x00a.txt\x00b.txt\x00\x00", []string{`C:\a.txt`, `C:\b.txt`}},
		{"on a share", "\\\\trust\\year\x00a.txt\x00b.txt\x00", []string{`\\trust\year\a.txt`, `\\trust\year\b.txt`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := multiple(c.buffer); !slices.Equal(got, c.want) {
				t.Errorf("multiple(%q) = %q, want %q", c.buffer, got, c.want)
			}
		})
	}
}
