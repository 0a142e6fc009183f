package ingest

import (
	"strings"
	"unicode"
)

// isNonAnswer reports whether a cell of a form says nothing: "n/a", "none",
// "did not answer", a spreadsheet's error, or marks without a letter or digit.
func isNonAnswer(s string) bool {
	if len(s) > 40 {
		return false
	}
	bare := strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	switch bare {
	case "":
		return !strings.ContainsFunc(s, unicode.IsSymbol) // an emoji is an answer
	case "n/a", "n.a", "na", "n a", "none", "nothing", "nil", "null", "nan", "did not answer", "no answer", "not answered",
		"no comment", "no comments", "not applicable", "blank", "no response", "nothing to add", "none given", "name",
		"no reply", "not stated", "value", "ref":
		switch bare {
		case "name", "value", "ref": // #NAME?, #VALUE!, #REF! of a spreadsheet
			return strings.HasPrefix(s, "#")
		}
		return true
	}
	return false
}
