package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is one sentence of a text: its bytes text[Start:End], without white
// space around it, and its tokens, From up to but not including To.
type Sentence struct {
	Start, End int32
	From, To   int32
}

// Sentences cuts a text into sentences, in order; every token is in one. Use
// [Analyser.LastTokens] for the tokens that From and To count. A sentence ends
//
//   - at a line break;
//   - after marks such as "!!!", "?" and "…" together with quotes, brackets,
//     emoji and emoticons that follow; so does a single full stop, but not
//     within an abbreviation, an address or a number, nor after the number of a
//     list ("1. Staff"), nor after initials or "etc." where a small letter
//     follows;
//   - after three dots where a capital or a digit follows;
//   - after emoji or emoticons where a capital follows, except for hearts, which
//     stand for a verb in "I ❤️ Leeds".
//
// The result is valid until the next call.
func (a *Analyser) Sentences(text string) []Sentence {
	a.Tokens(text)
	a.sentences = appendSentences(a.sentences[:0], text, a.tokens)
	return a.sentences
}

// LastTokens are the tokens of the text that was taken apart last, tagged. They
// are valid until the next call.
func (a *Analyser) LastTokens() []Token { return a.tokens }

// appendSentences cuts the tokens of a text into sentences.
func appendSentences(list []Sentence, text string, toks []Token) []Sentence {
	from := 0
	for i := range toks {
		if i+1 < len(toks) && !endsSentence(text, toks, from, i) {
			continue
		}
		list = append(list, Sentence{toks[from].Start, toks[i].End, int32(from), int32(i + 1)})
		from = i + 1
	}
	return list
}

// endsSentence reports whether token i, which is not the last, ends the sentence
// that began with token from.
func endsSentence(text string, toks []Token, from, i int) bool {
	next := toks[i+1]
	gap := text[toks[i].End:next.Start]
	if strings.ContainsAny(gap, "\n\r\u2028\u2029") {
		return true
	}
	if trails(text, next, gap) { // belongs to what stands before it
		return false
	}
	k := i // the last token that is no quote, bracket or picture
	pictures, hearts := false, false
	for k > from && i-k < mostTrailing && trailing(text, toks[k]) {
		if toks[k].Kind == Emoji || toks[k].Kind == Emoticon {
			pictures, hearts = true, hearts || isHeart(toks[k].Text(text))
		}
		k--
	}
	first, _ := utf8.DecodeRuneInString(next.Text(text))
	t := toks[k].Text(text)
	if toks[k].Kind == Mark {
		switch t[0] {
		case '!', '?':
			return true
		case '.':
			return stopEnds(text, toks, from, k, first, gap)
		}
		if strings.HasPrefix(t, "…") {
			return unicode.IsUpper(first) || unicode.IsDigit(first)
		}
		if strings.HasPrefix(t, "。") || strings.HasPrefix(t, "？") || strings.HasPrefix(t, "！") {
			return true
		}
	}
	return pictures && !hearts && unicode.IsUpper(first)
}

// mostTrailing bounds how far back the mark that ends a sentence is looked for.
const mostTrailing = 16

// stopEnds reports whether the full stop or row of dots at token k ends a
// sentence, where the next word begins with first after gap.
func stopEnds(text string, toks []Token, from, k int, first rune, gap string) bool {
	if toks[k].End-toks[k].Start > 1 {
		return !unicode.IsLower(first)
	}
	if k == from || toks[k-1].End != toks[k].Start {
		return true
	}
	word := toks[k-1].Text(text)
	switch {
	case toks[k-1].Kind == Number && k-1 == from && gap != "": // the number of a list
		return false
	case unicode.IsLower(first) && (initials(word) || afterwards[strings.ToLower(word)]):
		return false
	case unicode.IsDigit(first) && numbered[strings.ToLower(word)]:
		return false
	case len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' && word != "I" && gap != "": // J. Smith
		return false
	}
	return true
}

// afterwards are abbreviations that can stand at the end of a sentence too; a
// small letter after them says that they do not.
var afterwards = map[string]bool{
	"etc": true, "inc": true, "incl": true, "ltd": true, "co": true, "corp": true, "plc": true, "dept": true, "jr": true, "sr": true,
	"tel": true, "ext": true, "min": true, "mins": true, "hr": true, "hrs": true, "a.m": true, "p.m": true, "am": true, "pm": true,
	"p": true, "pp": true, "fig": true, "vol": true, "cf": true, "al": true, "appt": true, "appts": true, "max": true,
	"misc": true, "ref": true,
}

// numbered are abbreviations before a number.
var numbered = map[string]bool{
	"no": true, "nos": true, "p": true, "pp": true, "fig": true, "vol": true, "tel": true, "ext": true, "ch": true, "sec": true,
}

// trails reports whether a token belongs to the sentence before it: closing
// quotes and brackets, further marks, and pictures.
func trails(text string, t Token, gap string) bool {
	switch t.Kind {
	case Emoji, Emoticon:
		return true
	case Mark:
		s := t.Text(text)
		if strings.ContainsAny(s[:1], ")]}.!?,;") || strings.HasPrefix(s, "”") || strings.HasPrefix(s, "’") || strings.HasPrefix(s, "»") || strings.HasPrefix(s, "…") {
			return true
		}
		return gap == "" && (s[0] == '"' || s[0] == '\'' || s[0] == '*' || s[0] == '_')
	}
	return false
}

// trailing reports whether a token can stand between the mark that ends a
// sentence and the sentence's end.
func trailing(text string, t Token) bool {
	switch t.Kind {
	case Emoji, Emoticon:
		return true
	case Mark:
		s := t.Text(text)
		return strings.ContainsAny(s[:1], ")]}\"'*_") || strings.HasPrefix(s, "”") || strings.HasPrefix(s, "’") || strings.HasPrefix(s, "»")
	}
	return false
}

func isHeart(s string) bool {
	return s == "<3" || strings.HasPrefix(s, "❤") || strings.HasPrefix(s, "♥") || s >= "💓" && s <= "💟" && len(s) == 4
}
