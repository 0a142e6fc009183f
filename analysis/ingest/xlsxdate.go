package ingest

import (
	"bytes"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// appendMoment writes a number of days as "2021-05-13", "2021-05-13 10:30:00"
// or, of less than a day, "10:30:00".
func appendMoment(out []byte, days float64, from1904 bool) []byte {
	seconds := int64(math.Round(days * 86400))
	day, ofDay := seconds/86400, seconds%86400
	if from1904 {
		day += 1462
	} else if day < 60 {
		day++ // before the 29 February 1900 that never was
	}
	clock := func(out []byte) []byte {
		return time.Unix(ofDay, 0).UTC().AppendFormat(out, time.TimeOnly)
	}
	if seconds < 86400 && !from1904 {
		return clock(out)
	}
	out = time.Unix((day-25569)*86400, 0).UTC().AppendFormat(out, time.DateOnly)
	if ofDay == 0 {
		return out
	}
	return clock(append(out, ' '))
}

// unescapeCell adds a cell's own text to out, with the escapes of Excel.
func unescapeCell(out, text []byte) []byte {
	for {
		i := bytes.Index(text, []byte("_x"))
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		text = text[i:]
		r, ok := excelEscape(text)
		if !ok {
			out = append(out, text[:2]...)
			text = text[2:]
			continue
		}
		if r > 0 {
			out = utf8.AppendRune(out, r)
		}
		text = text[len("_x000D_"):]
	}
}

// excelEscape reads the character that Excel writes as "_x000D_".
func excelEscape(text []byte) (rune, bool) {
	if len(text) < len("_x000D_") || text[6] != '_' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(text[2:6]), 16, 32)
	return rune(v), err == nil && utf8.ValidRune(rune(v))
}

// unescapeExcel resolves the escapes in strings that lie one after the other,
// and moves their ends.
func unescapeExcel(text []byte, ends []int) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	out := make([]byte, 0, len(text))
	from := 0
	for i, end := range ends {
		out = unescapeCell(out, text[from:end])
		ends[i], from = len(out), end
	}
	return out
}
