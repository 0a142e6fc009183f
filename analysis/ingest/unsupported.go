package ingest

import (
	"bytes"
	"errors"
)

// refusal is a kind of file that is told from its content but cannot be read.
// As readers are added, refusals go.
type refusal struct {
	is     func(start []byte) bool
	reason string
}

func magic(signs ...string) func([]byte) bool {
	return func(start []byte) bool {
		for _, s := range signs {
			if bytes.HasPrefix(start, []byte(s)) {
				return true
			}
		}
		return false
	}
}

// refusals of files that are not text, the most particular first.
func binaryRefusals() []refusal {
	zipWith := func(names ...string) func([]byte) bool {
		return func(start []byte) bool {
			for _, n := range names {
				if bytes.HasPrefix(start, []byte("PK\x03\x04")) && bytes.Contains(start, []byte(n)) {
					return true
				}
			}
			return false
		}
	}
	return []refusal{
		{zipWith("xl/", "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "this is a spreadsheet workbook that is damaged or cut short: open it and save it again, or save the sheet as CSV UTF-8"},
		{zipWith("word/", "mimetypeapplication/vnd.oasis.opendocument.text"), "this is a word processor document in which Yearbook found no transcript. Save it as plain text instead"},
		{zipWith("ppt/"), "this is a presentation; Yearbook reads no presentations. Export the chat or the table itself instead"},
		{magic("PK\x03\x04", "PK\x05\x06", "PK\x07\x08"), "this is a ZIP archive that Yearbook cannot open; it may be damaged. Unpack it and name the files in it instead"},
		{magic("\x1f\x8b", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "BZh", "\xfd7zXZ\x00"), "this is a compressed archive; Yearbook cannot read it. Unpack it and name the files in it instead"},
		{magic("%PDF-"), "this is a PDF; Yearbook cannot read it. Copy its text into a text file, or export the chat itself instead"},
		{magic("\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "BM6", "II*\x00", "MM\x00*"), "this is a picture; Yearbook cannot read it. Export the chat or the table as text instead"},
		{func(b []byte) bool { return magic("RIFF")(b) && len(b) > 12 && string(b[8:12]) == "WEBP" }, "this is a picture; Yearbook cannot read it. Export the chat or the table as text instead"},
		{magic("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "this is an old Office document; Yearbook cannot read it. Open it and save the table as CSV UTF-8, or the text as plain text, instead"},
		{magic("SQLite format 3\x00"), "this is a database; Yearbook cannot read it as a chat. If it is a Yearbook project, open it as one; otherwise export the table as CSV instead"},
		{func(b []byte) bool {
			return magic("ID3", "OggS", "\xff\xfb", "RIFF")(b) || len(b) > 8 && string(b[4:8]) == "ftyp"
		}, "this is a recording; Yearbook cannot read it. Export its transcript or the chat instead"},
		{magic("{\\rtf"), "this is a rich text document; Yearbook cannot read it. Save it as plain text instead"},
		{magic("MZ", "\x7fELF"), "this is a program, not a chat or a table: name the file that was exported instead"},
		{noise, "this is no text file, so Yearbook cannot read it. Export the chat as text or the table as CSV instead"},
	}
}

// noise tells bytes that are no text in any of the encodings: many control
// characters, or zeros that are not those of UTF-16.
func noise(start []byte) bool {
	if sniffUTF16(start) != "" {
		return false
	}
	zeros, controls := 0, 0
	for _, b := range start {
		switch {
		case b == 0:
			zeros++
		case b < 0x20 && !textual(b):
			controls++
		}
	}
	return 10*zeros > 9*len(start) || 25*controls > len(start)-zeros
}

// textual reports whether texts hold this control character: blanks, and the
// codes of bold and colour in chats.
func textual(b byte) bool {
	switch b {
	case '\t', '\n', '\r', '\f', '\b', 0x02, 0x03, 0x0f, 0x16, 0x1b, 0x1d, 0x1f:
		return true
	}
	return false
}

func refuseBinary(start []byte) error {
	for _, r := range binaryRefusals() {
		if r.is(start) {
			return errors.New(r.reason)
		}
	}
	return nil
}

// textRefusals are kinds of text for which there is no reader yet.
func textRefusals() []refusal {
	xml := func(start []byte) bool {
		start = bytes.TrimLeft(start, "`")
		return magic("<?xml", "<rss", "<disqus", "<feed", "<svg")(start) && !bytes.Contains(start[:min(len(start), 1024)], []byte("<html"))
	}
	return []refusal{
		{xml, "this is an XML file of a kind that Yearbook does not know. Export the chat as text or the table as CSV instead"},
	}
}

func refuseText(h *head) error {
	start := trim(h.text)
	for _, r := range textRefusals() {
		if r.is(start) {
			return errors.New(r.reason)
		}
	}
	return nil
}
