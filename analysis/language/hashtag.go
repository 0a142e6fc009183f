package language

import (
	"strings"
	"unicode"
)

// SplitHashtag cuts the name of a hashtag or an account into words, in small
// letters: "#CampaignToolkit" gives campaign, toolkit; "#NHSComms2012" gives
// nhs, comms, 2012; "#GPsInTheUK" gives gps, in, the, uk. It cuts before a
// capital that follows a small letter, before the last of several capitals that
// a small letter follows, between letters and digits, and at underscores. What
// has no capital within stays whole: "#mentalhealth".
func SplitHashtag(tag string) []string {
	runes := []rune(strings.TrimLeft(tag, "#@"))
	var words []string
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && !cutsBefore(runes, i) {
			continue
		}
		if w := strings.Trim(string(runes[start:i]), "_"); w != "" {
			words = append(words, strings.ToLower(w))
		}
		start = i
	}
	return words
}

// cutsBefore reports whether a new word begins at runes[i], which is not the
// first.
func cutsBefore(runes []rune, i int) bool {
	before, r := runes[i-1], runes[i]
	switch {
	case before == '_':
		return true
	case unicode.IsDigit(before) != unicode.IsDigit(r):
		return r != '_'
	case !unicode.IsUpper(r):
		return false
	case !unicode.IsUpper(before):
		return true
	}
	if i+1 >= len(runes) || !unicode.IsLower(runes[i+1]) {
		return false
	}
	return runes[i+1] != 's' || i+2 < len(runes) && unicode.IsLower(runes[i+2]) // GPs is one word
}
