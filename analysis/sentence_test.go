package analysis

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

type database struct{ error }

func (database) Code() int { return 11 }

func TestSentence(t *testing.T) {
	missing := &fs.PathError{Op: "stat", Path: "/x/chat.txt", Err: syscall.ENOENT}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("the file is empty: export it again"), "The file is empty: export it again."},
		{errors.New("name the files."), "Name the files."},
		{fmt.Errorf("%s: %w: %s", "/x/chat.txt", missing, "there is no such file: check the spelling"), "/x/chat.txt: there is no such file: check the spelling."},
		{fmt.Errorf("chat.yearbook: %w", fmt.Errorf("%w: check the folder", missing)), "chat.yearbook: check the folder."},
		{fmt.Errorf("%w (%w): open a backup", errors.New("the project is damaged"), database{errors.New("disk image is malformed (11)")}), "The project is damaged: open a backup."},
		{fmt.Errorf("writing: %w: the disk is full", error(syscall.ENOSPC)), "Writing: the disk is full."},
		{fmt.Errorf("x.yearbook: %w: there is no project here: check the name", fs.ErrNotExist), "x.yearbook: there is no project here: check the name."},
		{missing, "Stat /x/chat.txt: no such file or directory."}, // nothing plainer is said
		{errors.Join(errors.New("one is wrong"), fmt.Errorf("%w: two is wrong", missing)), "One is wrong\ntwo is wrong."},
	} {
		if got := Sentence(c.err); got != c.want {
			t.Errorf("%v:\n got %q\nwant %q", c.err, got, c.want)
		}
	}
}
