package coder

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis/language"
	"yearbook/analysis/language/sentiment"
)

// block is a kind of feature. Each has a logistic regression of its own, so
// that the many sequences of characters do not drown the few words.
type block int

const (
	words   block = iota // words, stems, pairs, noun phrases, groups of the thesaurus, the caller's own
	letters              // sequences of 3 to 5 characters inside words
	blocks
)

// extractor turns text into names of features. It is not safe for concurrent
// use: each worker has its own.
type extractor struct {
	analyser *language.Analyser
	extra    func(string) []string
	folded   []string
	stems    []string
}

func newExtractor(m *language.Model, extra func(string) []string) *extractor {
	return &extractor{analyser: m.NewAnalyser(), extra: extra}
}

// each calls add for every feature of the text, as often as it occurs. A name
// begins with a letter for its kind.
func (x *extractor) each(text string, add func(b block, name string)) {
	x.fold(text)
	for i, w := range x.folded {
		s := x.stems[i]
		add(words, "w "+w)
		if s != w {
			add(words, "s "+s)
		}
		x.groups(s, add)
		if i > 0 {
			add(words, "p "+x.stems[i-1]+" "+s)
			x.groups(x.stems[i-1]+" "+s, add)
		}
		sequences(w, add)
	}
	add(words, size(len(x.folded)))
	add(words, mood(text))
	for _, p := range x.analyser.Phrases(text) {
		if p.Words > 1 {
			add(words, "n "+p.Lemma)
		}
	}
	if x.extra != nil {
		for _, e := range x.extra(text) {
			add(words, "x "+e)
		}
	}
}

func (x *extractor) groups(key string, add func(block, string)) {
	for _, g := range thesaurus()[key] {
		add(words, "g "+g)
	}
}

// sequences adds the sequences of characters of a word with a blank at each
// end.
func sequences(word string, add func(block, string)) {
	const most = 60 // characters; what is longer is no word
	s := " " + word + " "
	if len(s) > most {
		return
	}
	for i := range s {
		n := 0
		for j := i; j < len(s) && n < 5; {
			_, size := utf8.DecodeRuneInString(s[j:])
			j += size
			if n++; n >= 3 {
				add(letters, s[i:j])
			}
		}
	}
}

// fold finds the words of a text in small letters, and their stems. All
// numbers are one word, and so are all addresses, all mentions and all
// redactions. Of the marks only those of a question and of a shout are kept.
func (x *extractor) fold(text string) {
	x.folded, x.stems = x.folded[:0], x.stems[:0]
	for _, t := range x.analyser.Tokens(text) {
		w := t.Text(text)
		switch t.Kind {
		case language.Number:
			w = "0"
		case language.URL, language.Email:
			w = "http"
		case language.Mention:
			w = "@"
		case language.Redaction:
			w = "[]"
		case language.Mark:
			if w = w[:1]; w != "!" && w != "?" {
				continue
			}
		default:
			w = strings.ToLower(strings.ReplaceAll(w, "\u2019", "'"))
		}
		x.folded = append(x.folded, w)
		x.stems = append(x.stems, stem(w))
	}
}

// size names how long a text is, in words.
func size(n int) string {
	switch {
	case n == 0:
		return "l none"
	case n == 1:
		return "l one"
	case n <= 3:
		return "l to 3"
	case n <= 8:
		return "l to 8"
	case n <= 20:
		return "l to 20"
	}
	return "l more"
}

// mood names how much a text praises or complains.
func mood(text string) string {
	switch s := sentiment.Score(text).Score; {
	case s < -0.5:
		return "m complains"
	case s < -0.1:
		return "m rather complains"
	case s <= 0.1:
		return "m neither"
	case s <= 0.6:
		return "m rather praises"
	}
	return "m praises"
}

// stem takes off the commonest endings, so that "waited", "waiting" and "waits"
// are one. A stem need not be a word.
func stem(w string) string {
	if len(w) < 4 || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return w
	}
	w = language.Singular(w)
	for _, end := range [...]string{"ing", "edly", "ed", "ly"} {
		s, ok := strings.CutSuffix(w, end)
		if !ok || len(s) < 3 || !strings.ContainsAny(s, "aeiouy") {
			continue
		}
		if n := len(s); s[n-1] == s[n-2] && !strings.ContainsAny(s[n-1:], "aeiouls") {
			s = s[:n-1] // stopped, but not called or missed
		}
		w = s
		break
	}
	if len(w) > 4 {
		w = strings.TrimSuffix(w, "e")
	}
	if strings.HasSuffix(w, "y") && len(w) > 3 {
		w = w[:len(w)-1] + "i"
	}
	return w
}
