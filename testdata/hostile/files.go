//go:build unix

package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"strings"
)

// hostile is one file made to do harm.
type hostile struct {
	name  string
	write func(path string) error
}

const (
	chat  = "13/03/2019, 09:00 - Ann: hello\n13/03/2019, 09:01 - Ben: hello\n"
	table = "Date,Name,Comment\n13/05/2021,Ann,The staff were kind\n"
	posts = `<disqus xmlns="http://disqus.com"><post><message>hello</message></post>`
)

func files() []hostile {
	return []hostile{
		{"zeros-10GB.zip", bomb("a.csv", "", "\x00")},
		{"rows-10GB.zip", bomb("a.csv", table, "13/05/2021,Ann,Kind staff\n")},
		{"chat-10GB.zip", bomb("_chat.txt", chat, "13/03/2019, 09:02 - Ann: hello\n")},
		{"json-10GB.zip", bomb("a.json", `[{"text":"hello","by":"`, "hello ")},
		{"sheet-10GB.xlsx", bomb("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", "<c><v>1</v></c>",
			"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
		{"deep.json", text(strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000))},
		{"deep-objects.json", text(strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000))},
		{"entities.xml", text(laughs())},
		{"deep.xml", long(posts, "<a>")},
		{"pieces.xml", long(posts+"<post><message>", "<b>words words words words words </b>")},
		{"line.xml", long(posts+"<post><message>", "words ")},
		{"line-chat.txt", long(chat+"13/03/2019, 09:02 - Ann: ", "words ")},
		{"line.csv", long(table+"14/05/2021,Ben,", "words ")},
		{"quoted-line.csv", long(table+"14/05/2021,Ben,\"", "words ")},
		{"line.json", long(`[{"text":"hello","by":"Ann"},{"text":"`, "words ")},
		{"line.html", long("<html><body><div class=comment><cite>Ann</cite>", "words ")},
		{"line.mbox", long("From a b 10:00\nFrom: Ann <a@example.org>\n\n", "words ")},
		{"line.txt", long("", "words ")},
		{"letters.txt", long("", "a")},
	}
}

// lineSize is how long a long line is, in bytes.
const lineSize = 200 << 20

// long writes 200 MB of one piece, without a line break but its own, behind a
// beginning.
func long(begin, piece string) func(string) error {
	return func(path string) error {
		return create(path, func(w io.Writer) error {
			if _, err := io.WriteString(w, begin); err != nil {
				return err
			}
			block := strings.Repeat(piece, (1<<20)/len(piece))
			for n := 0; n < lineSize; n += len(block) {
				if _, err := io.WriteString(w, block); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func text(s string) func(string) error {
	return func(path string) error { return os.WriteFile(path, []byte(s), 0o644) }
}

// laughs is XML whose entities would expand to 10^20 letters.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">`)
	for c := 'a'; c < 'u'; c++ {
		b.WriteString("<!ENTITY " + string(c+1) + ` "` + strings.Repeat("&"+string(c)+";", 10) + `">`)
	}
	b.WriteString(`]>` + posts + `<post><message>&u;</message></post></disqus>`)
	return b.String()
}

// bomb writes a ZIP in which one file unpacks to 10 GB: a beginning, and one
// piece over and over. Others are further files of it, names and contents.
func bomb(name, begin, piece string, others ...string) func(string) error {
	return func(path string) error {
		packed, err := packedOver(begin, piece)
		if err != nil {
			return err
		}
		return create(path, func(w io.Writer) error {
			z := zip.NewWriter(w)
			for i := 0; i+1 < len(others); i += 2 {
				f, err := z.Create(others[i])
				if err != nil {
					return err
				}
				if _, err := io.WriteString(f, others[i+1]); err != nil {
					return err
				}
			}
			f, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: 10 << 30})
			if err != nil {
				return err
			}
			if _, err := f.Write(packed); err != nil {
				return err
			}
			return z.Close()
		})
	}
}

// packedOver is a stream of packed bytes that unpacks to 10 GB. A packed piece
// that refers only to an equal one before it may be written as often as one
// likes.
func packedOver(begin, piece string) ([]byte, error) {
	const each = 4 << 20
	window := strings.Repeat(piece, (32<<10)/len(piece)+1)
	var first, again bytes.Buffer
	w, err := flate.NewWriter(&first, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, begin+window); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	if w, err = flate.NewWriterDict(&again, flate.BestCompression, []byte(window)); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, strings.Repeat(piece, each/len(piece))); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return append(first.Bytes(), bytes.Repeat(again.Bytes(), 10<<30/each)...), nil
}

// create writes a file piece by piece.
func create(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}
