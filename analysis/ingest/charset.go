package ingest

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// Every file is read as UTF-8, with Windows-1252 for what is none, before its
// reader sees it. Where a document then states another encoding, asBytes undoes
// that, so that the encoding stated can be applied.

// asBytes turns text that was read as Windows-1252 back into its bytes.
type asBytes struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (asBytes) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if nDst+size > len(dst) {
				return nDst, nSrc, transform.ErrShortDst
			}
			copy(dst[nDst:], src[nSrc:nSrc+size])
			nDst, nSrc = nDst+size, nSrc+size
			continue
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		dst[nDst] = b
		nDst, nSrc = nDst+1, nSrc+size
	}
	return nDst, nSrc, nil
}

// readsAsWindows1252 reports whether a charset comes out right without more ado.
func readsAsWindows1252(charset string) bool {
	switch strings.ToLower(strings.Trim(charset, "\"' ")) {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252", "utf-16", "utf-16le", "utf-16be":
		return true
	}
	return false
}

// fromCharset decodes bytes in a named charset. Bytes in one that nobody knows
// are read as UTF-8 or Windows-1252; known is then false.
func fromCharset(b []byte, charset string) (s string, known bool) {
	charset = strings.ToLower(strings.Trim(charset, "\"' "))
	known = true
	switch charset {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
	default:
		if enc, err := htmlindex.Get(charset); err == nil {
			if out, err := enc.NewDecoder().Bytes(b); err == nil {
				return valid(string(out)), true
			}
		}
		known = readsAsWindows1252(charset)
	}
	if utf8.Valid(b) {
		return string(b), known
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return valid(string(b)), known
	}
	return valid(string(out)), known
}
