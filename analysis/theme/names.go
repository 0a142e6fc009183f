package theme

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// names are the words by which people are called in a corpus. They are never
// themes: a theme is about what was said, and exports show pseudonyms.
type names struct {
	full  map[string]bool // whole names of several words
	words map[string]bool
}

// in reports whether a phrase is, or holds, a name.
func (n names) in(lemma string) bool {
	if n.full[lemma] {
		return true
	}
	for w := range strings.FieldsSeq(lemma) {
		if n.words[w] {
			return true
		}
	}
	return false
}

// use counts how a word that is part of somebody's name is used.
type use struct{ total, called, capital int }

// name reports whether the word is mostly a name. An account may be called
// "kernel" or "hospital"; the word is then still a word, unless people call
// each other by it, or write it with a capital in the middle of a sentence.
func (u use) name() bool {
	return u.total > 0 && (10*u.called >= u.total || 10*u.capital >= 6*u.total)
}

// findNames looks at how the parts of participants' names are used.
func findNames(c *corpus.Corpus, sel corpus.Selection, n *notes) names {
	found := names{full: map[string]bool{}, words: map[string]bool{}}
	uses := map[string]*use{}
	for _, p := range c.People() {
		parts := strings.Fields(p.Key)
		if len(parts) > 1 {
			found.full[p.Key] = true
		}
		for _, w := range parts {
			if utf8.RuneCountInString(w) > 2 {
				u := &use{}
				uses[w], uses[language.Singular(w)] = u, u
			}
		}
	}
	for k, i := range sel {
		text := c.Text(int(i))
		for _, note := range n.of(k) {
			countUses(uses, n.lemmas[note.lemma], text, note)
		}
	}
	for w, u := range uses {
		if u.name() {
			found.words[w] = true
		}
	}
	return found
}

func countUses(uses map[string]*use, lemma, text string, note note) {
	words := strings.Fields(lemma)
	for k, w := range words {
		u := uses[w]
		if u == nil {
			continue
		}
		u.total++
		if len(words) == 1 && calls(text, note) {
			u.called++
		} else if written := strings.Fields(text[note.start:note.end]); k < len(written) &&
			capital(written[k]) && (k > 0 || note.start > 0 && insideSentence(text[:note.start])) {
			u.capital++
		}
	}
}

// calls reports whether the phrase opens the message and is set off by a colon
// or a comma, as in "kate: have you tried".
func calls(text string, n note) bool {
	if strings.TrimSpace(text[:n.start]) != "" || int(n.end) >= len(text) {
		return false
	}
	return text[n.end] == ':' || text[n.end] == ','
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// insideSentence reports whether a word after this text stands in mid-sentence.
func insideSentence(before string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && !strings.ContainsRune(".!?:-–—\"“•|", r)
}
