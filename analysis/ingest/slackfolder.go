package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// An unpacked Slack export is a folder that is read as the archive was: as one
// source, with the names of people.

// IsSlackFolder reports whether a folder is an unpacked Slack export: the list of
// people lies in it, and beside that a folder with a day of a channel.
func IsSlackFolder(root string) bool {
	if info, err := os.Stat(filepath.Join(root, "users.json")); err != nil || !info.Mode().IsRegular() {
		return false
	}
	channels, err := os.ReadDir(root)
	if err != nil {
		return false
	}
	for _, channel := range channels {
		if !channel.IsDir() {
			continue
		}
		days, _ := os.ReadDir(filepath.Join(root, channel.Name()))
		for _, day := range days {
			if slackDay.MatchString(channel.Name() + "/" + day.Name()) {
				return true
			}
		}
	}
	return false
}

// readSlackFolder reads an unpacked Slack export.
func readSlackFolder(ctx context.Context, root string, res *Result, opt Options) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading failed inside Yearbook (%v): please report it, and name the ZIP that Slack made meanwhile", r)
		}
	}()
	a := &archive{ctx: ctx, opt: opt, book: newBook(res, opt), guard: &zipGuard{opt: opt}}
	files, err := folderEntries(root, opt.entries())
	if err != nil {
		return err
	}
	r := &res.Receipt
	r.Format, r.Confidence, r.Encoding = slackTitle, slackSure, "UTF-8"
	res.Source.Format = slackTitle
	err = a.readSlack(files)
	a.book.close()
	return cmp.Or(err, ctx.Err())
}

// folderEntries are the files of a folder and of the folders in it, without hidden
// ones, in the order of their names.
func folderEntries(root string, most int) ([]entry, error) {
	var out []entry
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(root, name)
		switch {
		case err != nil || relErr != nil:
			return errors.Join(err, relErr)
		case name != root && path.Base(filepath.ToSlash(rel))[0] == '.':
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		case len(out) == most:
			return fmt.Errorf("this folder holds more files than the limit of %d: name the files you mean, or raise the limit", most)
		}
		out = append(out, entry{filepath.ToSlash(rel), func() (io.ReadCloser, error) { return openEntry(name) }})
		return nil
	})
	return out, err
}

func openEntry(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, sentence(err))
	}
	return f, nil
}
