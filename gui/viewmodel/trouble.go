package viewmodel

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"unicode"

	"yearbook/analysis"
)

// Trouble is something that went wrong, in words for the person at the window.
type Trouble struct {
	Title  string // what did not work
	Advice string // what to do about it
	Detail string // more, line by line, may be empty
}

// cancelled reports whether the work ended because it was asked to.
func cancelled(err error) bool { return errors.Is(err, context.Canceled) }

// explain puts an error into plain words.
func explain(title string, err error) Trouble { return Trouble{Title: title, Advice: advice(err)} }

// advice is what an error says. The errors of the analysis are sentences that
// end with what to do; those of the computer itself are put into words here.
func advice(err error) string {
	if _, raw := err.(*fs.PathError); !raw && !errors.Is(err, context.DeadlineExceeded) {
		return analysis.Sentence(err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "The file or folder is no longer there. Check that it was not moved or renamed, and that the drive is connected."
	case errors.Is(err, fs.ErrPermission):
		return "This computer does not allow it. Choose another folder, such as Documents, or close the file in other programs."
	case errors.Is(err, syscall.ENOSPC):
		return "The drive is full. Choose a folder on another drive."
	case errors.Is(err, context.DeadlineExceeded):
		return "It took too long. Copy the files from the network to this computer and try again."
	}
	return analysis.Sentence(err)
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	return strings.TrimRight(string(r), ".") + "."
}

// unusable says why nothing could be read, from what was wrong with each file.
func unusable(problems []Problem) Trouble {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Name+": "+p.Text)
	}
	t := Trouble{
		Title:  "There is nothing to review in these files",
		Advice: "Yearbook reads exports of chats and comments: a WhatsApp or IRC text, a spreadsheet saved as CSV, a saved blog page. Check that you opened the export itself.",
		Detail: strings.Join(lines, "\n"),
	}
	return t
}
