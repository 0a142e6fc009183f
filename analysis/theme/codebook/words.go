package codebook

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis/language"
)

// word is one word of a text. A contraction is two words in one place: "don't"
// is "do" and "not".
type word struct {
	start, end int32 // bytes of the text
	pos        int32 // place among the words; a new sentence leaves a gap
	entry      int32 // position among the forms known to a reader
}

// sentenceGap is wider than any distance a rule can ask for.
const sentenceGap = MostNear + 14

// MostNear is the largest number of words in near/ and then/.
const MostNear = 50

// pieces calls found for each run of text that makes words, and sentence at the
// end of each sentence. Runs are cut at white space, punctuation and inner
// hyphens; apostrophes and an ampersand between letters hold together. Links
// have no words.
func pieces(text string, found func(start, end int), sentence func()) {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && !isWordByte[c] {
			switch {
			case c == '\n':
				sentence()
			case c == '.' || c == '!' || c == '?':
				if endsSentence(text, i) {
					sentence()
				}
			case c == '@' && i > 0 && isWordByte[text[i-1]]:
				i = linkEnd(text, i) // an e-mail address
				continue
			case c == '#' || c == '@':
				if n := wordEnd(text, i+1); n > i+1 {
					found(i, n)
					i = n
					continue
				}
			}
			i++
			continue
		}
		if isLink(text[i:]) {
			i = linkEnd(text, i)
			continue
		}
		n := wordEnd(text, i)
		if n == i {
			r, size := utf8.DecodeRuneInString(text[i:])
			if isPicture(r) {
				n = pictureEnd(text, i+size)
				found(i, n)
			} else if r == '…' {
				sentence()
			}
			i = max(n, i+size)
			continue
		}
		found(i, n)
		i = n
	}
}

// wordEnd is the end of the word that begins at i, or i where there is none.
func wordEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if isWordByte[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if isLetter(r) || r == '\u2019' && i > 0 && between(text, i, size) {
				i += size
				continue
			}
			return i
		}
		if (c == '\'' || c == '&' || c == '_') && i > 0 && between(text, i, 1) || c == '.' && initial(text, i) {
			i++
			continue
		}
		return i
	}
	return i
}

// isLink reports whether a text begins with a link.
func isLink(text string) bool {
	for _, p := range [...]string{"http://", "https://", "www."} {
		if len(text) > len(p) && strings.EqualFold(text[:len(p)], p) {
			return true
		}
	}
	return false
}

// linkEnd is the next white space.
func linkEnd(text string, i int) int {
	for i < len(text) && text[i] > ' ' {
		i++
	}
	return i
}

// between reports whether letters stand on both sides of the mark at i.
func between(text string, i, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+size:])
	return isLetter(before) && isLetter(after)
}

// initial reports whether the full stop at i stands between single letters or
// between digits: "a.m", "3.5".
func initial(text string, i int) bool {
	if i == 0 || i+1 >= len(text) || !isWordByte[text[i-1]] || !isWordByte[text[i+1]] {
		return false
	}
	if digit(text[i-1]) && digit(text[i+1]) {
		return true
	}
	alone := i == 1 || !isWordByte[text[i-2]]
	last := i+2 >= len(text) || !isWordByte[text[i+2]]
	return alone && last
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// endsSentence reports whether the mark at i ends a sentence: the text ends, or
// white space follows, and no title stands before it.
func endsSentence(text string, i int) bool {
	if i+1 < len(text) && !strings.ContainsRune(" \n\t\r\"')", rune(text[i+1])) && text[i+1] < utf8.RuneSelf {
		return false
	}
	if text[i] != '.' {
		return true
	}
	from := i
	for from > 0 && isWordByte[text[from-1]] {
		from--
	}
	switch strings.ToLower(text[from:i]) {
	case "dr", "mr", "mrs", "ms", "prof", "st", "eg", "ie", "approx":
		return i+1 >= len(text)
	}
	return true
}

var isWordByte = func() (is [256]bool) {
	for c := range utf8.RuneSelf {
		is[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return is
}()

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return isWordByte[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && r != '\ufe0f' && r != '\u20e3'
}

func isPicture(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x2BFF
}

// pictureEnd takes in what changes the picture that ends at i: skin tones,
// variation selectors, and pictures joined to it.
func pictureEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\ufe0f' || r >= 0x1F3FB && r <= 0x1F3FF:
			i += size
		case r == '\u200d':
			next, more := utf8.DecodeRuneInString(text[i+size:])
			if !isPicture(next) {
				return i
			}
			i += size + more
		default:
			return i
		}
	}
	return i
}

// split gives the words, in small letters, that a piece of text stands for. A
// hashtag stands for the words that its capitals tell apart.
func split(piece string) []string {
	if piece[0] == '@' {
		return []string{strings.ToLower(piece)}
	}
	if piece[0] == '#' {
		return language.SplitHashtag(piece)
	}
	if r, _ := utf8.DecodeRuneInString(piece); isPicture(r) {
		return []string{strings.Map(plainPicture, piece)}
	}
	w := strings.ToLower(strings.ReplaceAll(piece, "\u2019", "'"))
	if strings.ContainsAny(w, "&_") && len(w) > len("b&bs") {
		return strings.FieldsFunc(w, func(r rune) bool { return r == '&' || r == '_' })
	}
	if two := contractions[strings.ReplaceAll(w, "'", "")]; two != nil {
		return two
	}
	if base, ok := strings.CutSuffix(w, "'s"); ok {
		return []string{strings.ReplaceAll(base, "'", "")}
	}
	for ending, meaning := range endings {
		if base, ok := strings.CutSuffix(w, ending); ok {
			return []string{strings.ReplaceAll(base, "'", ""), meaning}
		}
	}
	return []string{strings.ReplaceAll(w, "'", "")}
}

var endings = map[string]string{"'ll": "will", "'ve": "have", "'re": "are", "'d": "would", "'m": "am"}

// contractions with "not", by their letters; people often leave the apostrophe
// out. "Cant" and "wont" hardly ever mean the words spelt so.
var contractions = func() map[string][]string {
	m := map[string][]string{
		"cant": {"can", "not"}, "cannot": {"can", "not"}, "wont": {"will", "not"}, "shant": {"shall", "not"}, "aint": {"is", "not"},
		"im": {"i", "am"}, "ive": {"i", "have"}, "youre": {"you", "are"}, "theyre": {"they", "are"}, "weve": {"we", "have"}, "theyve": {"they", "have"},
	}
	for _, v := range strings.Fields("do does did is are was were have has had would could should need must might") {
		m[v+"nt"] = []string{v, "not"}
	}
	return m
}()

// plainPicture drops the colour of skin and the style of a picture.
func plainPicture(r rune) rune {
	if r == '\ufe0f' || r >= 0x1F3FB && r <= 0x1F3FF {
		return -1
	}
	return r
}
