package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Expand turns arguments into the paths of files to read, sorted and without
// repeats. An argument is a file, a folder, which is walked with its
// sub-folders, or a pattern such as chats/*.txt. A folder that is an unpacked
// Slack export is offered itself, as one file. What cannot be used, and each
// hidden file or document about the data (README, LICENCE) that a walk passes
// over, is a Problem with a sentence of its own. A file named outright is
// always offered.
func Expand(args []string) (paths []string, problems []Problem) {
	e := expansion{seen: map[string]bool{}}
	for _, arg := range args {
		e.add(arg)
	}
	slices.Sort(e.paths)
	slices.SortStableFunc(e.problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return e.paths, slices.Compact(e.problems)
}

type expansion struct {
	seen     map[string]bool // absolute paths already offered
	paths    []string
	problems []Problem
}

func (e *expansion) add(arg string) {
	if strings.TrimSpace(arg) == "" {
		e.problem(arg, "An empty name was given: name a file or a folder.")
		return
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		e.walk(arg)
	case err == nil && !info.Mode().IsRegular():
		e.problem(arg, "This is not an ordinary file: name a file or a folder.")
	case err == nil:
		e.offer(arg)
	case strings.ContainsAny(arg, "*?["):
		e.match(arg)
	default:
		e.problem(arg, sentence(err))
	}
}

// match takes an argument as a pattern, for shells that do not expand it.
func (e *expansion) match(pattern string) {
	found, err := filepath.Glob(pattern)
	if err != nil {
		e.problem(pattern, "This pattern cannot be understood: check its brackets.")
		return
	}
	if len(found) == 0 {
		e.problem(pattern, "No file matches this pattern: check the spelling and the folder.")
		return
	}
	for _, path := range found {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			e.problem(path, sentence(err))
		case info.IsDir():
			e.walk(path)
		default:
			e.offerWalked(path, info.Mode())
		}
	}
}

// walk offers every file below a folder but hidden files and documents.
func (e *expansion) walk(root string) {
	files, noted := 0, len(e.problems)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			e.problem(path, sentence(err))
			return nil
		}
		hidden := strings.HasPrefix(d.Name(), ".") && path != root
		if d.IsDir() {
			if hidden {
				e.pass(path, "Skipped, because the folder is hidden: name it to read it.")
				return fs.SkipDir
			}
			if IsSlackFolder(path) {
				e.offer(path)
				files++
				return fs.SkipDir
			}
			return nil
		}
		mode := d.Type()
		if info, err := os.Stat(path); err == nil { // follow links to files
			mode = info.Mode()
		}
		if e.offerWalked(path, mode) {
			files++
		}
		return nil
	})
	if err != nil {
		e.problem(root, sentence(err))
	}
	if files == 0 && len(e.problems) == noted {
		e.problem(root, "This folder is empty: put the files to read into it, or name another folder.")
	} else if files == 0 {
		e.problem(root, "This folder holds no file to read: name another folder, or name the files themselves.")
	}
}

// offerWalked offers a file found by a walk or a pattern, or notes why not.
func (e *expansion) offerWalked(path string, mode fs.FileMode) bool {
	switch name := filepath.Base(path); {
	case !mode.IsRegular():
		e.pass(path, "Skipped, because it is not an ordinary file.")
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
		e.pass(path, "Skipped, because the file is hidden: name it to read it.")
	case aboutTheData(name):
		e.pass(path, "Skipped, because it looks like a document about the data: name it to read it.")
	default:
		e.offer(path)
		return true
	}
	return false
}

func (e *expansion) offer(path string) {
	path = filepath.Clean(path)
	key := path
	if abs, err := filepath.Abs(path); err == nil {
		key = abs
	}
	if !e.seen[key] {
		e.seen[key] = true
		e.paths = append(e.paths, path)
	}
}

func (e *expansion) problem(path, text string) {
	e.problems = append(e.problems, Problem{Path: path, Text: text})
}

// pass notes a file that a walk passed over, which is no fault.
func (e *expansion) pass(path, text string) {
	e.problems = append(e.problems, Problem{Path: path, Text: text, Harmless: true})
}

// aboutTheData reports whether a file's name is one that people give to
// documents beside data, or that computers leave in folders.
func aboutTheData(name string) bool {
	lower := strings.ToLower(name)
	base := strings.TrimSuffix(lower, filepath.Ext(lower))
	switch base {
	case "readme", "read me", "license", "licence", "copying", "copyright", "notice", "changelog",
		"changes", "contributing", "authors", "citation", "thumbs", "desktop":
		ext := filepath.Ext(lower)
		switch ext {
		case "", ".md", ".txt", ".rst", ".html", ".pdf", ".db", ".ini", ".cff":
			return true
		}
	}
	return false
}

// sentence says what a file system's error means to a user.
func sentence(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "There is no such file or folder: check the spelling and the folder."
	case errors.Is(err, fs.ErrPermission):
		return "This file may not be read: ask whoever owns it for permission, or copy it to a folder of yours."
	default:
		return "This file could not be read (" + rootCause(err) + "): copy it to this computer and try again."
	}
}

// rootCause is the innermost error, without the path.
func rootCause(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}
