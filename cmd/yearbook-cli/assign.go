package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"yearbook/analysis/corpus"
)

// nonAnswer stands in the table of assignments for a message that says nothing.
const nonAnswer = "non-answer"

// saveAssignments writes the table of [writeAssignments] into a file.
func saveAssignments(path string, c *corpus.Corpus, ids func(i int) []string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("the assignments cannot be written (%w): choose another folder", err)
	}
	w := bufio.NewWriter(f)
	err = cmp.Or(writeAssignments(w, c, ids), w.Flush(), f.Close())
	if err != nil {
		f.Close() // twice does no harm
		return fmt.Errorf("the assignments cannot be written (%w): see whether the disk is full", err)
	}
	return nil
}

// writeAssignments writes one row for each message of the corpus: its file, its
// row there, its id, and the ids of its themes or codes, the best first, set
// apart by semicolons; or "non-answer"; or nothing where none fits. Rows are in
// order of file and row, so that they can be set beside the file.
func writeAssignments(w io.Writer, c *corpus.Corpus, ids func(i int) []string) error {
	order := make([]int32, c.Len())
	rows := make([]int32, c.Len())
	for i := range order {
		order[i], rows[i] = int32(i), int32(c.Message(i).Row)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.Source(int(a)), c.Source(int(b))), cmp.Compare(rows[a], rows[b]), cmp.Compare(a, b))
	})
	out := csv.NewWriter(w)
	if err := out.Write([]string{"file", "row", "message_id", "themes"}); err != nil {
		return err
	}
	for _, i := range order {
		m := c.Message(int(i))
		themes := strings.Join(ids(int(i)), ";")
		if m.Marks.Has(corpus.NonAnswer) {
			themes = nonAnswer
		}
		if err := out.Write([]string{safeCell(c.Sources()[m.Source].Path), strconv.Itoa(m.Row), safeCell(m.ID), safeCell(themes)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// safeCell keeps a spreadsheet from taking text for a formula: what begins as
// one, and is no number, gets an apostrophe in front, which spreadsheets do not
// show.
func safeCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
