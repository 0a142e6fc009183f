package theme

import (
	"strings"
	"unicode"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// sentences looks for phrases in messages, when a theme is taken apart.
type sentences struct {
	c      *corpus.Corpus
	folded map[string]string // words seen so far
}

// hold reports whether one sentence of a message has all words of a phrase, in
// any form and order: "the wait was so long" holds "long wait".
func (s *sentences) hold(i int, lemma string) bool {
	want := strings.Fields(lemma)
	got := make([]bool, len(want))
	for k, w := range want {
		want[k] = s.fold(w)
	}
	missing := len(want)
	see := func(word string) {
		f := s.fold(word)
		for k, w := range want {
			if !got[k] && w == f {
				got[k] = true
				missing--
			}
		}
	}
	for word := range strings.FieldsSeq(s.c.Text(i)) {
		if strings.HasPrefix(word, "#") {
			for _, part := range language.SplitHashtag(word) {
				see(part)
			}
		}
		bare := strings.TrimFunc(word, notLetter)
		see(bare)
		if strings.ContainsAny(bare, "-/’'") {
			for _, part := range strings.FieldsFunc(bare, func(r rune) bool { return strings.ContainsRune("-/’'", r) }) {
				see(part)
			}
		}
		if missing == 0 {
			return true
		}
		if strings.ContainsAny(word[len(strings.TrimRightFunc(word, notLetter)):], ".!?") {
			clear(got)
			missing = len(want)
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func (s *sentences) fold(word string) string {
	if f, ok := s.folded[word]; ok {
		return f
	}
	if s.folded == nil {
		s.folded = map[string]string{}
	}
	f := language.Fold(word)
	s.folded[word] = f
	return f
}
