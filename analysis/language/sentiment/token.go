package sentiment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word in small letters, or the mark of a clause's end.
type token struct {
	start, end int
	word       string
	loud       bool // in capitals
	pause      bool // a comma, a full stop or the like: word is the mark
}

// tokens cuts a text into words, pauses, emoji and emoticons. "Don't" becomes
// "do" and "not", with the place of the whole.
func (lex *lexicon) tokens(text string) []token {
	var toks []token
	for i := 0; i < len(text); {
		if m, n := lex.markAt(text, i); n > 0 {
			toks = append(toks, token{start: i, end: i + n, word: m})
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case wordRune(r):
			end := wordEnd(text, i)
			toks = append(toks, split(text, i, end)...)
			i = end
		case strings.ContainsRune(".,;:!?\n()–—…", r):
			if n := len(toks); n == 0 || !toks[n-1].pause || r == '!' || r == '?' {
				toks = append(toks, token{start: i, end: i + size, word: string(r), pause: true})
			}
			i += size
		case (r == '-' || r == '/') && (i == 0 || text[i-1] == ' ' || i+1 < len(text) && text[i+1] == ' '): // a dash
			toks = append(toks, token{start: i, end: i + size, word: ",", pause: true})
			i += size
		default:
			i += size
		}
	}
	return toks
}

// markAt finds the emoji or emoticon at a place; n is 0 where there is none.
// One of letters, such as xd, must stand alone.
func (lex *lexicon) markAt(text string, i int) (name string, n int) {
	if c := text[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == ' ' || c == '.' || c == ',' {
		return "", 0
	}
	for _, m := range lex.marks {
		if len(text)-i < len(m.text) || !strings.EqualFold(text[i:i+len(m.text)], m.text) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+len(m.text):])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if text[i] < utf8.RuneSelf && (wordRune(next) || next == '/' || i > 0 && wordRune(before) && !unicode.IsSpace(before) && m.text[0] != ':') {
			continue
		}
		return m.text, len(m.text)
	}
	return "", 0
}

func wordRune(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// wordEnd is where the word that begins at i ends. An apostrophe, or a slash
// between digits, may stand inside.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) {
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if (r == '\'' || r == '\u2019') && unicode.IsLetter(next) || r == '/' && unicode.IsDigit(next) {
			i += size
			continue
		}
		break
	}
	return i
}

// contractions without their apostrophe, as people write them in a hurry.
var hurried = map[string]string{
	"cant": "can", "dont": "do", "wont": "would", "didnt": "did", "doesnt": "does", "isnt": "is", "wasnt": "was",
	"werent": "were", "arent": "are", "couldnt": "could", "wouldnt": "would", "shouldnt": "should", "hasnt": "has",
	"havent": "have", "hadnt": "had", "cannot": "can", "aint": "is",
}

// split makes the tokens of one word.
func split(text string, start, end int) []token {
	word := strings.ToLower(strings.ReplaceAll(text[start:end], "\u2019", "'"))
	loud := end-start > 2 && text[start:end] == strings.ToUpper(text[start:end]) && strings.ContainsFunc(word, unicode.IsLetter)
	first, negated := hurried[word]
	if stem, ok := strings.CutSuffix(word, "n't"); ok {
		first, negated = stem, true
		switch stem {
		case "ca":
			first = "can"
		case "wo":
			first = "would"
		}
	}
	if negated {
		return []token{{start: start, end: end, word: first}, {start: start, end: end, word: "not", loud: loud}}
	}
	for _, ending := range [...]string{"'s", "'re", "'ve", "'ll", "'d", "'m"} {
		word = strings.TrimSuffix(word, ending)
	}
	return []token{{start: start, end: end, word: word, loud: loud}}
}
