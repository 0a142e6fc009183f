package ingest

import (
	"bufio"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
)

// format is one kind of file that can be read. To add one, write its reader in
// a file of its own and put it into the table.
type format struct {
	Name   string // short name, for code
	Title  string // what users call it
	detect func(h *head) float64
	read   func(j *job) error
}

// structured lists the formats with a syntax of their own, such as JSON, XML and
// transcripts: they are tried before a file is refused for being one of those.
func structured() []format {
	return slices.Concat(jsonFormats(), documentFormats(), sheetFormats())
}

// formats lists the formats of plain text and tables, the most particular
// first: of two that are equally sure, the first wins.
func formats() []format {
	return []format{
		{"tags", "TAGS sheet", detectTAGS, readTAGS},
		{"whatsapp", "WhatsApp text", detectWhatsApp, readWhatsApp},
		{"irc", "IRC log", detectIRC, readIRC},
		{"pipe", "Tweets as id|date|text", detectPipe, readPipe},
		{"bloghtml", "Blog page (HTML)", detectBlogHTML, readBlogHTML},
		{"blogtext", "Blog page (copied text)", detectBlogText, readBlogText},
		{"table", "Table (CSV)", detectTable, readTable},
		{"prose", "Comments as plain text", detectProse, readProse},
	}
}

// sure is the confidence below which a file counts as not recognised.
const sure = 0.3

// certain is the confidence from which no other format is tried.
const certain = 0.95

// headSize is how much of a file is looked at before its format is known.
const headSize = 256 << 10

// head is the beginning of a file, decoded, on which detection works.
type head struct {
	base  string // file name without folder and extension
	ext   string // extension in small letters, with its dot
	text  []byte
	lines [][]byte
	end   byte       // what ends a line
	whole bool       // the file ends where the head does
	json  *jsonShape // what it is built like as JSON, once asked for
}

func newHead(path string, text []byte, whole bool) *head {
	name := filepath.Base(path)
	ext := filepath.Ext(name)
	end := lineEnd(text)
	return &head{
		base: strings.TrimSuffix(name, ext), ext: strings.ToLower(ext),
		text: text, lines: split(text, end, whole), end: end, whole: whole,
	}
}

// sample is up to n lines that hold something.
func (h *head) sample(n int) [][]byte {
	out := make([][]byte, 0, min(n, len(h.lines)))
	for _, line := range h.lines {
		if len(out) == n {
			break
		}
		if len(trim(line)) > 0 {
			out = append(out, line)
		}
	}
	return out
}

// share is the part of lines for which is holds.
func share(lines [][]byte, is func([]byte) bool) float64 {
	if len(lines) == 0 {
		return 0
	}
	n := 0
	for _, line := range lines {
		if is(line) {
			n++
		}
	}
	return float64(n) / float64(len(lines))
}

// job is one file being read by one reader.
type job struct {
	ctx  context.Context
	head *head
	in   *bufio.Reader // the whole decoded file, from its start
	dec  *decoder
	opt  Options
	book *book
	size int64 // of the file in bytes, 0 where it is not known
}

// part is how much of the file the reader has taken, from 0 to 1; 0 where that is
// not known.
func (j *job) part() float64 {
	if j.size == 0 || j.dec.wide != "" {
		return 0
	}
	return min(1, float64(j.dec.taken-int64(j.in.Buffered()))/float64(j.size))
}

// lines hands out the lines of the whole file.
func (j *job) lines() *lines { return newLines(j.in, j.head.end, j.opt.MaxLine) }

// recognise finds the format of which the head is surest, or says why no file
// of its kind can be read.
func recognise(h *head) (best format, confidence float64, err error) {
	if best, confidence = surest(structured(), h); confidence >= sure {
		return best, confidence, nil
	}
	if err := refuseText(h); err != nil {
		return format{}, 0, err
	}
	if best, confidence = surest(formats(), h); confidence < sure {
		return format{}, 0, errors.New("what kind of file this is could not be told: export the chat as text or the table as CSV, with its header row")
	}
	return best, confidence, nil
}

func surest(formats []format, h *head) (best format, confidence float64) {
	for _, f := range formats {
		if c := f.detect(h); c > confidence {
			best, confidence = f, c
		}
		if confidence >= certain {
			break
		}
	}
	return best, confidence
}
