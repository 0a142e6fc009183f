package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Kind says what a token is, before any grammar.
type Kind uint8

// The kinds of token.
const (
	Word      Kind = iota // letters, perhaps with inner hyphens, apostrophes or digits
	Number                // 12, 3.5, 1,000, 8:30
	Mark                  // punctuation and other symbols; a run of one character is one token
	URL                   // https://example.org/x, www.example.org
	Email                 // name@example.org
	Mention               // @name
	Hashtag               // #name
	Emoji                 // one grapheme cluster
	Emoticon              // :-)
	Redaction             // [name redacted], XXXX, ***
)

// Token is one token of a text: text[Start:End].
type Token struct {
	Start, End int32
	Kind       Kind
	Tag        Tag // set by tagging
}

// Text is the token as it stands in the text it was cut from.
func (t Token) Text(text string) string { return text[t.Start:t.End] }

// tokenize appends the tokens of text to toks.
func tokenize(toks []Token, text string) []Token {
	end := 0 // of the run without white space that holds i
	for i := 0; i < len(text); {
		if c := text[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) || isJoiner(r) {
				i += size
				continue
			}
		}
		if i >= end {
			end = chunkEnd(text, i)
		}
		next, kind := lex(text, i, end, r, size)
		if kind == Word {
			toks = splitContraction(toks, text, i, next)
		} else {
			toks = append(toks, Token{Start: int32(i), End: int32(next), Kind: kind})
		}
		i = next
	}
	return toks
}

// isJoiner reports whether r is invisible: marks of direction and joiners that
// stand alone.
func isJoiner(r rune) bool {
	return r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\ufeff' || r == '\u200d' ||
		r == '\ufe0f' || r >= '\u202a' && r <= '\u202e'
}

// chunkEnd is the end of the run without white space that begins at i.
func chunkEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			return i
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			return i
		}
		i += size
	}
	return i
}

// lex finds the token that begins at i, where rune r of the given size stands
// and the next white space is at end. It returns the token's end, which is
// always greater than i, and its kind.
func lex(text string, i, end int, r rune, size int) (int, Kind) {
	if next := i + size; next < end && text[next] >= utf8.RuneSelf && asPicture(r, text[next:end]) {
		return i + len(firstCluster(text[i:])), Emoji
	}
	switch {
	case isWordRune(r):
		return lexWord(text, i, end)
	case r == '@' || r == '#':
		if n := nameEnd(text, i+1, end); n > i+1 {
			if r == '@' {
				return hostEnd(text, n, end), Mention
			}
			return n, Hashtag
		}
	case r == '[' || r == '<':
		if n := redactionEnd(text, i); n > i {
			return n, Redaction
		}
	}
	if n := emoticonEnd(text, i, end); n > i {
		return n, Emoticon
	}
	if isPictograph(r) {
		return i + max(len(firstCluster(text[i:])), size), Emoji
	}
	n := i + size
	for strings.HasPrefix(text[n:end], text[i:i+size]) {
		n += size
	}
	if r == '*' && n-i >= 3 {
		return n, Redaction
	}
	return n, Mark
}

// firstCluster is what the reader sees as the first character of s.
func firstCluster(s string) string {
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return cluster
}

// asPicture reports whether what follows r asks for it to be drawn as a picture,
// or frames it as a keycap.
func asPicture(r rune, after string) bool {
	if r < utf8.RuneSelf {
		return (r >= '0' && r <= '9' || r == '#' || r == '*') && strings.HasPrefix(strings.TrimPrefix(after, "\ufe0f"), "\u20e3")
	}
	return (r == '\u2139' || !unicode.IsLetter(r)) && strings.HasPrefix(after, "\ufe0f")
}

// lexWord finds the word, number, address or link that begins at i.
func lexWord(text string, i, end int) (int, Kind) {
	if n := urlEnd(text, i, end); n > i {
		return n, URL
	}
	if n := letterEmoticonEnd(text, i, end); n > i {
		return n, Emoticon
	}
	n, digitsOnly := i, true
	for n < end {
		if c := text[n]; isASCIIWord[c] {
			digitsOnly = digitsOnly && c <= '9'
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[n:end])
		if isWordRune(r) {
			digitsOnly = false
			n += size
			continue
		}
		if r == '@' && n > i {
			if e := emailEnd(text, n, end); e > n {
				return e, Email
			}
		}
		if !joins(text, i, n, size, end, r) {
			break
		}
		n += size
	}
	word := text[i:n]
	switch {
	case digitsOnly:
		return n, Number
	case len(word) >= 3 && word[0]|0x20 == 'x' && strings.Trim(word, "Xx") == "" && (len(word) > 3 || word == "XXX"):
		return n, Redaction
	case n < end && text[n] == '.' && abbreviations[strings.ToLower(word)]:
		return n + 1, Word
	}
	return n, Word
}

// abbreviations keep the full stop after them.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true,
	"e.g": true, "i.e": true, "vs": true, "approx": true,
}

// joins reports whether the rune r of the given size at n holds together the
// word that began at i and what follows.
func joins(text string, i, n, size, end int, r rune) bool {
	if n+size >= end {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[n+size : end])
	if !isWordRune(after) {
		return false
	}
	before := text[n-1]
	digits := before >= '0' && before <= '9' && after >= '0' && after <= '9'
	switch r {
	case '\'', '\u2019', '-', '\u2010', '\u2011', '&', '_':
		return true
	case ',', ':', '/':
		return digits
	case '.':
		return digits || initials(text[i:n]) || domainAfter(text[n+1:end])
	}
	return false
}

// initials reports whether s ends in a single letter of an abbreviation such
// as "U.K" or "e.g".
func initials(s string) bool {
	if k := strings.LastIndexByte(s, '.'); k >= 0 {
		s = s[k+1:]
	}
	return len(s) == 1 && s[0] >= 'A'
}

// domainAfter reports whether s begins with the last part of a host name.
func domainAfter(s string) bool {
	const longest = 253 // letters of a host name
	s = s[:min(len(s), longest)]
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] == '.') {
		n++
	}
	s = strings.TrimSuffix(s[:n], ".")
	switch s[strings.LastIndexByte(s, '.')+1:] {
	case "uk", "com", "org", "net", "eu", "wales", "scot", "info", "gov":
		return true
	}
	return false
}

// isASCIIWord tells the bytes of letters and digits.
var isASCIIWord = func() (is [256]bool) {
	for c := range utf8.RuneSelf {
		is[c] = isWordRune(rune(c))
	}
	return is
}()

// isWordRune reports whether r is a letter, a digit or a mark on a letter.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && r != '\ufe0f' && r != '\u20e3'
}

// isPictograph reports whether r is drawn as a picture, as far as it needs no
// sign that asks for one.
func isPictograph(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x3299 && unicode.Is(pictographs, r)
}

// pictographs are the characters below U+1F000 that Unicode lists as
// Extended_Pictographic (emoji-data.txt), from the arrows on.
var pictographs = &unicode.RangeTable{R16: []unicode.Range16{
	{0x2194, 0x2199, 1}, {0x21A9, 0x21AA, 1}, {0x231A, 0x231B, 1}, {0x2328, 0x2328, 1}, {0x2388, 0x2388, 1},
	{0x23CF, 0x23CF, 1}, {0x23E9, 0x23F3, 1}, {0x23F8, 0x23FA, 1}, {0x24C2, 0x24C2, 1}, {0x25AA, 0x25AB, 1},
	{0x25B6, 0x25B6, 1}, {0x25C0, 0x25C0, 1}, {0x25FB, 0x25FE, 1}, {0x2600, 0x2605, 1}, {0x2607, 0x2612, 1},
	{0x2614, 0x2685, 1}, {0x2690, 0x2705, 1}, {0x2708, 0x2712, 1}, {0x2714, 0x2714, 1}, {0x2716, 0x2716, 1},
	{0x271D, 0x271D, 1}, {0x2721, 0x2721, 1}, {0x2728, 0x2728, 1}, {0x2733, 0x2734, 1}, {0x2744, 0x2744, 1},
	{0x2747, 0x2747, 1}, {0x274C, 0x274C, 1}, {0x274E, 0x274E, 1}, {0x2753, 0x2755, 1}, {0x2757, 0x2757, 1},
	{0x2763, 0x2767, 1}, {0x2795, 0x2797, 1}, {0x27A1, 0x27A1, 1}, {0x27B0, 0x27B0, 1}, {0x27BF, 0x27BF, 1},
	{0x2934, 0x2935, 1}, {0x2B05, 0x2B07, 1}, {0x2B1B, 0x2B1C, 1}, {0x2B50, 0x2B50, 1}, {0x2B55, 0x2B55, 1},
	{0x3030, 0x3030, 1}, {0x303D, 0x303D, 1}, {0x3297, 0x3297, 1}, {0x3299, 0x3299, 1},
}}

// nameEnd is the end of the account or tag name that begins at i.
func nameEnd(text string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if !isWordRune(r) && r != '_' {
			break
		}
		i += size
	}
	return i
}

// hostEnd is the end of the account name that ends at n where a host follows:
// "@kate@mastodon.social", "@kate.bsky.social".
func hostEnd(text string, n, end int) int {
	if n == end {
		return n
	}
	if text[n] == '@' {
		return emailEnd(text, n, end)
	}
	e := n
	for e < end && (isASCIIWord[text[e]] || text[e] == '-' || text[e] == '.') {
		e++
	}
	if host := strings.TrimRight(text[n:e], ".-"); strings.HasSuffix(host, ".social") || strings.HasSuffix(host, ".nhs.uk") {
		return n + len(host)
	}
	return n
}

// urlEnd is the end of the link that begins at i, or i where there is none.
func urlEnd(text string, i, end int) int {
	s := text[i:end]
	if c := s[0] | 0x20; c != 'h' && c != 'w' {
		return i
	}
	if !hasPrefixFold(s, "http://") && !hasPrefixFold(s, "https://") && !hasPrefixFold(s, "www.") {
		return i
	}
	s = strings.TrimRight(s, ".,;:!?'\"…)]}>”’")
	if len(s) <= len("https://") && !hasPrefixFold(s, "www.") {
		return i
	}
	return i + len(s)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// emailEnd is the end of the address whose "@" stands at n, or n where what
// follows is no host name.
func emailEnd(text string, n, end int) int {
	e := n + 1
	for e < end && (isASCIIWord[text[e]] || text[e] == '-' || text[e] == '.') {
		e++
	}
	for e > n && (text[e-1] == '.' || text[e-1] == '-') {
		e--
	}
	if strings.IndexByte(text[n+1:max(n+1, e)], '.') <= 0 {
		return n
	}
	return e
}

// redactionEnd is the end of a mark such as "[name redacted]" or
// "<COMMENT TRUNCATED>" that begins at i, or i where there is none.
func redactionEnd(text string, i int) int {
	const longest = 48
	window := text[i:min(len(text), i+longest)]
	k := strings.IndexAny(window[1:], "]>[<\n")
	if k < 0 || window[1+k] == '[' || window[1+k] == '<' || window[1+k] == '\n' {
		return i
	}
	inside := strings.ToLower(window[1 : 1+k])
	for _, word := range [...]string{"redacted", "unreadable", "illegible", "truncated", "omitted", "removed", "image", "inaudible"} {
		if strings.Contains(inside, word) {
			return i + k + 2
		}
	}
	switch inside {
	case "name", "names", "photo", "picture", "video", "gif", "sticker", "audio", "attachment", "deleted", "blank", "withheld", "anonymised":
		return i + k + 2
	}
	return i
}

// emoticonEnd is the end of the emoticon that fills the chunk from i, perhaps
// before closing punctuation, or i where there is none.
func emoticonEnd(text string, i, end int) int {
	if strings.IndexByte(":;=<(^->\\", text[i]) < 0 {
		return i
	}
	for e := min(end, i+4); e > i+1; e-- {
		if emoticons[text[i:e]] && (e == end || strings.Trim(text[e:end], ".,!?)") == "") {
			return e
		}
	}
	return i
}

// letterEmoticonEnd is the same for emoticons that begin with a letter or digit.
func letterEmoticonEnd(text string, i, end int) int {
	if end-i < 2 || i > 0 && isASCIIWord[text[i-1]] {
		return i
	}
	switch text[i+1] {
	case 'D', '_', '-', '.': // no word goes on so
	default:
		return i
	}
	if !strings.Contains("xXoOTvV8B", text[i:i+1]) {
		return i
	}
	for e := min(end, i+3); e > i+1; e-- {
		if letterEmoticons[text[i:e]] && (e == end || strings.Trim(text[e:end], ".,!?)") == "") {
			return e
		}
	}
	return i
}

var letterEmoticons = map[string]bool{
	"xD": true, "XD": true, "xDD": true, "XDD": true, "o_O": true, "O_o": true, "o_o": true, "O_O": true, "o_0": true, "O.o": true, "o.O": true, "T_T": true,
	"v_v": true, "V_V": true,
	"8-)": true, "B-)": true,
}

var emoticons = map[string]bool{
	":)": true, ":(": true, ":D": true, ":P": true, ":p": true, ":o": true, ":O": true, ":/": true, ":|": true,
	":-)": true, ":-(": true, ":-D": true, ":-P": true, ":-p": true, ":-o": true, ":-/": true, ":-|": true,
	";)": true, ";-)": true, ";D": true, ";P": true, "=)": true, "=(": true, "=D": true, "<3": true,
	":S": true, ":s": true, ":3": true, ":0": true, ":-O": true, ":-S": true, ":\\": true, ":-\\": true, ";(": true, ":((": true, ":)))": true,
	">:(": true, ">_<": true, ">.<": true, "</3": true, "=P": true, "=/": true, "\\o/": true, ":-*": true, ":-]": true,
	":'(": true, ":')": true, ":))": true, ":-))": true, "(:": true, "^^": true, "^_^": true, "-_-": true, ":]": true, ":*": true,
}

// contractions are the endings that the tagger's training text cuts off,
// longest first.
var contractions = [...]string{"n't", "'ll", "'re", "'ve", "'s", "'m", "'d"}

// splitContraction appends the word text[i:n], cut before a contraction:
// "don't" is "do" and "n't".
func splitContraction(toks []Token, text string, i, n int) []Token {
	if k := contractionAt(text[i:n]); k > 0 {
		return append(toks,
			Token{Start: int32(i), End: int32(i + k), Kind: Word},
			Token{Start: int32(i + k), End: int32(n), Kind: Word})
	}
	return append(toks, Token{Start: int32(i), End: int32(n), Kind: Word})
}

// contractionAt is where the contraction at the end of word begins, or 0.
func contractionAt(word string) int {
	const curly = "\u2019"
	for k := len(word) - 1; k > 0 && k >= len(word)-5; k-- {
		quote := 0
		if word[k] == '\'' {
			quote = 1
		} else if strings.HasPrefix(word[k:], curly) {
			quote = len(curly)
		}
		if quote == 0 {
			continue
		}
		rest := strings.ToLower(word[k+quote:])
		for _, c := range contractions {
			if c == "n't" && rest == "t" && k > 1 && (word[k-1] == 'n' || word[k-1] == 'N') {
				return k - 1
			}
			if c[0] == '\'' && rest == c[1:] {
				return k
			}
		}
	}
	return 0
}
