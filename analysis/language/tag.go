package language

import (
	"regexp"
	"strconv"
	"strings"
)

// form is what tagging needs to know of one spelling.
type form struct {
	word           *lexeme
	suffix, prefix row
	fixed          bool
	tag            Tag // where fixed

	lower, singular string // for phrases
	acronym         bool   // capitals, perhaps with a small s: GPs
	stop            stopping
}

// Analyser takes texts apart. It keeps a memory of spellings and buffers that
// are used again, so it belongs to one goroutine.
type Analyser struct {
	model   *Model
	forms   map[string]*form
	tokens  []Token
	context []*form
	edges   [4]*lexeme // -START-, -START2-, -END-, -END2-
	scores  []int32
	phrases phraser
}

// mostForms bounds the memory of spellings to about 20 MB.
const mostForms = 100_000

// NewAnalyser returns an analyser that uses the model.
func (m *Model) NewAnalyser() *Analyser {
	a := &Analyser{model: m, forms: map[string]*form{}, scores: make([]int32, m.classes), phrases: newPhraser(m)}
	for i, edge := range [...]string{"-START-", "-START2-", "-END-", "-END2-"} {
		a.edges[i] = m.find(edge)
	}
	return a
}

// Tokens cuts a text into tokens and tags them. The result is valid until the
// next call.
func (a *Analyser) Tokens(text string) []Token {
	a.tokens = tokenize(a.tokens[:0], text)
	a.tag(text, a.tokens)
	return a.tokens
}

// tag gives every token its part of speech, from left to right. What the
// training never saw is tagged by rule: pictures are symbols; links, mentions,
// hashtags and redaction marks are nouns.
func (a *Analyser) tag(text string, toks []Token) {
	a.context = a.context[:0]
	for _, t := range toks {
		a.context = append(a.context, a.form(t, text))
	}
	before, before2 := a.model.start, a.model.start2
	for i, f := range a.context {
		t := f.tag
		switch kind := toks[i].Kind; {
		case kind == Emoji || kind == Emoticon:
			t = a.model.symbol
		case kind > Mark:
			t = a.model.noun
		case !f.fixed:
			t = a.predict(i, f, before, before2)
		}
		toks[i].Tag = t
		before, before2 = t, before
	}
}

// form looks a spelling up, or works it out and remembers it.
func (a *Analyser) form(t Token, text string) *form {
	word := t.Text(text)
	if f, ok := a.forms[word]; ok {
		return f
	}
	if len(a.forms) >= mostForms {
		clear(a.forms)
	}
	word = strings.Clone(word)
	f := a.model.form(strings.ReplaceAll(word, "\u2019", "'"))
	a.forms[word] = f
	return f
}

// placeholder is prose's rule for the empty categories of the Penn Treebank.
var placeholder = regexp.MustCompile(`^(?:0|\*[\w?]\*|\*\-\d{1,3}|\*[A-Z]+\*\-\d{1,3}|\*)$`)

// form works out what tagging needs of a spelling: the rules come first, then
// words with one tag only, then the rows of the perceptron.
func (m *Model) form(word string) *form {
	f := &form{word: m.find(normalize(word)), suffix: m.suffix[last3(word)], prefix: m.prefix[string(rune(word[0]))], fixed: true}
	switch {
	case word == "-":
		f.tag = m.hyphen
	case placeholder.MatchString(word):
		f.tag = m.none
	default:
		f.tag, f.fixed = m.fixed[word]
	}
	f.lower = strings.ToLower(word)
	f.singular = Singular(word)
	f.acronym = isUpper(strings.TrimSuffix(word, "s"))
	f.stop = stopOf(f.lower, f.singular)
	return f
}

// find is the lexeme of a normalised word; a word the training did not keep
// still has the rows of its last letters.
func (m *Model) find(word string) *lexeme {
	if x, ok := m.words[word]; ok {
		return x
	}
	return &lexeme{beforeSuffix: m.beforeSuffix[last3(word)], afterSuffix: m.afterSufix[last3(word)]}
}

// predict is the tag with the highest score; the first in the alphabet where
// several score the same.
func (a *Analyser) predict(i int, f *form, before, before2 Tag) Tag {
	m := a.model
	copy(a.scores, m.bias)
	prev, prev2, next, next2 := a.at(i-1), a.at(i-2), a.at(i+1), a.at(i+2)
	a.add(f.suffix)
	a.add(f.prefix)
	a.add(m.before[before])
	a.add(m.before2[before2])
	a.add(m.pair[int(before)*len(m.tags)+int(before2)])
	a.add(f.word.here)
	if f.word.tagged != nil {
		a.add(f.word.tagged[before])
	}
	a.add(prev.before)
	a.add(prev.beforeSuffix)
	a.add(prev2.before2)
	a.add(next.after)
	a.add(next.afterSuffix)
	a.add(next2.after2)
	best := 0
	for c, s := range a.scores {
		if s > a.scores[best] {
			best = c
		}
	}
	return Tag(best)
}

func (a *Analyser) add(r row) {
	class, weight := a.model.class[r.from:r.to], a.model.weight[r.from:r.to]
	for k, c := range class {
		a.scores[c] += weight[k]
	}
}

// at is the word at position i, or what stands beyond the ends of the text.
func (a *Analyser) at(i int) *lexeme {
	switch n := len(a.context); {
	case i == -2:
		return a.edges[0]
	case i == -1:
		return a.edges[1]
	case i == n:
		return a.edges[2]
	case i == n+1:
		return a.edges[3]
	default:
		return a.context[i].word
	}
}

// normalize folds a word as prose does for the words around a token.
func normalize(word string) string {
	if strings.Contains(word, "-") && word[0] != '-' {
		return "!HYPHEN"
	}
	if len(word) == 4 {
		if _, err := strconv.Atoi(word); err == nil {
			return "!YEAR"
		}
	}
	if word[0] >= '0' && word[0] <= '9' {
		return "!DIGITS"
	}
	return strings.ToLower(word)
}
