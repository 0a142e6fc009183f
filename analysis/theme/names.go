package theme

import (
	"slices"
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
type use struct {
	total, called, capital int
	shouted                int  // written all in capitals, as NHS is
	described              int  // after "the", "a", "my", as no name is
	handle                 bool // somebody's whole name, and no word of the language
}

// name reports whether the word is mostly a name. An account may be called
// "kernel" or "hospital"; the word is then still a word, unless people call
// each other by it, or write it with a capital in the middle of a sentence. An
// account name that is no word of the language is a name however it is used,
// but for abbreviations and what often has an article.
func (u use) name() bool {
	if u.handle && 2*u.shouted < u.total && 2*u.described < u.total {
		return true
	}
	return u.total > 0 && (10*u.called >= u.total || 10*u.capital >= 6*u.total)
}

// findNames looks at how the parts of participants' names are used.
func findNames(c *corpus.Corpus, sel corpus.Selection, n *notes, knows func(word string) bool) names {
	found := names{full: map[string]bool{}, words: map[string]bool{}}
	uses := map[string]*use{}
	for _, p := range c.People() {
		parts := strings.Fields(p.Key)
		if last := len(parts) - 1; last > 0 {
			found.full[p.Key] = true
			found.full[strings.TrimSuffix(p.Key, parts[last])+language.Singular(parts[last])] = true
		}
		for _, w := range nameWords(parts) {
			u := &use{handle: len(parts) == 1 && w == p.Key && !knows(w)}
			uses[w], uses[language.Singular(w)] = u, u
		}
	}
	for k, i := range sel {
		text := c.Text(int(i))
		for _, note := range n.of(k) {
			if joined(n.lemmas[note.lemma]) {
				continue // its parts are phrases of their own
			}
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

// nameWords lists the words that stand for a person: the parts of the name as
// they are, and what is between the marks that accounts put in them, as in
// "kate_" or "[kate]away".
func nameWords(parts []string) []string {
	var words []string
	for _, part := range parts {
		words = append(words, part)
		words = append(words, strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
}

func countUses(uses map[string]*use, lemma, text string, note note) {
	words := strings.Fields(lemma)
	for k, w := range words {
		u := uses[w]
		if u == nil {
			continue
		}
		u.total++
		if k == 0 && afterArticle(text[:note.start]) {
			u.described++
		}
		if written := text[note.start:note.end]; len(words) == 1 && written == strings.ToUpper(written) && written != strings.ToLower(written) {
			u.shouted++
		}
		if len(words) == 1 && calls(text, note) {
			u.called++
		} else if written := strings.Fields(text[note.start:note.end]); k < len(written) &&
			capital(written[k]) && (k > 0 || note.start > 0 && insideSentence(text[:note.start])) {
			u.capital++
		}
	}
}

// afterArticle reports whether a word after this text has an article or the like.
func afterArticle(before string) bool {
	before = strings.TrimRight(before, " ")
	switch strings.ToLower(before[strings.LastIndexByte(before, ' ')+1:]) {
	case "the", "a", "an", "this", "which", "my", "your", "our", "their", "any", "every":
		return true
	}
	return false
}

// calls reports whether the phrase opens the message and is set off by a colon
// or a comma, as in "kate: have you tried" or "@kate_, yes".
func calls(text string, n note) bool {
	const marks = "@~_-^`|[]{}\\ \t\n" // that accounts put round a name
	if strings.Trim(text[:n.start], marks) != "" {
		return false
	}
	rest := strings.TrimLeft(text[n.end:], marks)
	return rest != "" && (rest[0] == ':' || rest[0] == ',')
}

// capital reports whether the word begins with a capital and goes on in small
// letters. Capitals throughout are no sign of a name: NHS, IT.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && strings.IndexFunc(word, unicode.IsLower) >= 0
}

// insideSentence reports whether a word after this text stands in mid-sentence.
func insideSentence(before string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && !strings.ContainsRune(".!?:-–—\"“•|", r)
}
