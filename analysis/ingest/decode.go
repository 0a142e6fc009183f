package ingest

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoder turns the bytes of a file into UTF-8 without NUL bytes. A byte that
// is no UTF-8 is read as Windows-1252, so that a file in that encoding, and one
// pasted together from both, come out right without being read twice.
type decoder struct {
	ctx  context.Context
	src  io.Reader
	wide string // "UTF-16LE" or "UTF-16BE" where src was translated from it

	raw   []byte
	carry []byte // a character cut off by the end of the last chunk
	out   []byte // what is ready to be handed out
	conv  []byte
	err   error

	multi bool // characters beyond ASCII were seen
	odd   int  // bytes read as Windows-1252
	nuls  int
	taken int64 // bytes of src
}

// newDecoder reads src, whose first bytes are start.
func newDecoder(ctx context.Context, src io.Reader, start []byte) *decoder {
	d := &decoder{ctx: ctx, src: src, raw: make([]byte, 64<<10)}
	if wide := sniffUTF16(start); wide != "" {
		d.wide = wide
		endian := unicode.LittleEndian
		if wide == "UTF-16BE" {
			endian = unicode.BigEndian
		}
		d.src = transform.NewReader(src, unicode.UTF16(endian, unicode.UseBOM).NewDecoder())
	} else if bytes.HasPrefix(start, []byte("\xef\xbb\xbf")) {
		io.CopyN(io.Discard, src, 3)
	}
	return d
}

// sniffUTF16 tells UTF-16 by its byte order mark or by where its zeros lie.
func sniffUTF16(start []byte) string {
	if len(start) >= 2 {
		switch {
		case start[0] == 0xff && start[1] == 0xfe:
			return "UTF-16LE"
		case start[0] == 0xfe && start[1] == 0xff:
			return "UTF-16BE"
		}
	}
	var zeros [2]int
	n := len(start) &^ 1
	for i := 0; i < n; i++ {
		if start[i] == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case n >= 8 && zeros[1] > n/5 && zeros[0] < n/50+1:
		return "UTF-16LE"
	case n >= 8 && zeros[0] > n/5 && zeros[1] < n/50+1:
		return "UTF-16BE"
	}
	return ""
}

// encoding names what the file turned out to be.
func (d *decoder) encoding() string {
	switch {
	case d.wide != "":
		return d.wide
	case d.odd > 0 && !d.multi:
		return "Windows-1252"
	default:
		return "UTF-8"
	}
}

func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// fill makes the next chunk ready.
func (d *decoder) fill() {
	if err := d.ctx.Err(); err != nil {
		d.err = err
		return
	}
	k := copy(d.raw, d.carry)
	d.carry = d.carry[:0]
	n, err := d.src.Read(d.raw[k:])
	d.taken += int64(n)
	d.err = err
	chunk := d.raw[:k+n]
	if err == nil {
		whole := len(chunk) - cutOff(chunk)
		d.carry = append(d.carry, chunk[whole:]...)
		chunk = chunk[:whole]
	}
	ascii := isASCII(chunk)
	if (ascii || utf8.Valid(chunk)) && bytes.IndexByte(chunk, 0) < 0 {
		d.multi = d.multi || !ascii
		d.out = chunk
		return
	}
	d.out = d.convert(chunk)
}

// convert mends a chunk that is not clean UTF-8.
func (d *decoder) convert(chunk []byte) []byte {
	out := d.conv[:0]
	for len(chunk) > 0 {
		r, size := rune(chunk[0]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(chunk)
		}
		switch {
		case r == 0:
			d.nuls++
		case r == utf8.RuneError && size == 1:
			d.odd++
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(chunk[0]))
		default:
			d.multi = d.multi || size > 1
			out = append(out, chunk[:size]...)
		}
		chunk = chunk[size:]
	}
	d.conv = out
	return out
}

// cutOff is the number of bytes at the end of b that begin a character which
// b does not complete.
func cutOff(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if tail := b[len(b)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return i
			}
			break
		}
	}
	return 0
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
