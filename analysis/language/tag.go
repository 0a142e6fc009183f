package language

import (
	"regexp"
	"strconv"
	"strings"
)

// form is what tagging and finding phrases need to know of one spelling.
type form struct {
	word  *lexeme
	self  scores // what its letters and the word itself say
	fixed bool
	tag   Tag // where fixed

	repost bool // RT, which before a mention is no word

	never bool // never part of a phrase; what follows is then not set
	stop  stopping

	lower, singular string // as in a phrase: in British spelling
	acronym         bool   // capitals, perhaps with a small s: GPs
	describing      bool   // a plural that can stand before another noun
	when            bool   // begins a phrase of its own

	// What it says of the language of a message.
	latinLetters, otherLetters uint8
	english                    bool
	tongues, shared            uint32 // languages of which it is a function word; of English too

	name *nameForm // worked out when names are first asked for
}

// Analyser takes texts apart. It keeps a memory of spellings and buffers that
// are used again, so it belongs to one goroutine.
type Analyser struct {
	model     *Model
	forms     map[string]*form // seen lately
	earlier   map[string]*form // seen before that
	edges     [4]*form         // -START-, -START2-, -END-, -END2-
	tokens    []Token
	padded    []*form // the forms of the tokens, with two edges at each end
	context   []*form // the same without the edges
	sentences []Sentence
	labels    []uint8 // of the tokens, as the model of names gives them
	names     []Name
	phrases   phraser
}

// mostForms bounds the memory of spellings to about 25 MB: so many seen lately
// and as many seen before that, so that what is common is never forgotten.
const mostForms = 30_000

// NewAnalyser returns an analyser that uses the model.
func (m *Model) NewAnalyser() *Analyser {
	a := &Analyser{model: m, forms: map[string]*form{}, phrases: newPhraser(m)}
	for i, edge := range [...]string{"-START-", "-START2-", "-END-", "-END2-"} {
		a.edges[i] = &form{word: m.find(edge)}
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
// training never saw is tagged by rule: pictures, and RT before a mention, are
// symbols; links, mentions, hashtags and redaction marks are nouns.
func (a *Analyser) tag(text string, toks []Token) {
	a.padded = append(a.padded[:0], a.edges[0], a.edges[1])
	for _, t := range toks {
		a.padded = append(a.padded, a.form(t, text))
	}
	a.padded = append(a.padded, a.edges[2], a.edges[3])
	a.context = a.padded[2 : len(toks)+2]
	before, before2 := a.model.start, a.model.start2
	for i, f := range a.context {
		t := f.tag
		switch kind := toks[i].Kind; {
		case kind == Emoji || kind == Emoticon:
			t = a.model.symbol
		case kind > Mark:
			t = a.model.noun
		case f.repost && i+1 < len(toks) && toks[i+1].Kind == Mention:
			t = a.model.symbol
		case !f.fixed:
			t = a.model.predict((*[5]*form)(a.padded[i:]), before, before2)
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
		a.forms, a.earlier = make(map[string]*form, mostForms), a.forms
	}
	word = strings.Clone(word)
	f, ok := a.earlier[word]
	if !ok {
		f = a.model.form(strings.ReplaceAll(word, "\u2019", "'"))
	}
	a.forms[word] = f
	return f
}

// placeholder is prose's rule for the empty categories of the Penn Treebank.
var placeholder = regexp.MustCompile(`^(?:0|\*[\w?]\*|\*\-\d{1,3}|\*[A-Z]+\*\-\d{1,3}|\*)$`)

// form works out what tagging needs of a spelling: the rules come first, then
// words with one tag only, then the rows of the perceptron.
func (m *Model) form(word string) *form {
	f := &form{word: m.find(normalize(word)), self: *or(m.suffix[last3(word)], m.bias), fixed: true}
	f.self.add(m.prefix[word[0]])
	f.self.add(f.word.here)
	f.repost = word == "RT" || word == "MT"
	switch {
	case word == "-":
		f.tag = m.hyphen
	case word[0] == '@', linkLike(word): // a mention without a name, a host
		f.tag = m.noun
	case (word[0] == '0' || word[0] == '*') && placeholder.MatchString(word):
		f.tag = m.none
	default:
		f.tag, f.fixed = m.fixed[word]
	}
	f.lower = strings.ToLower(word)
	f.speech()
	if f.never = !letters(f.lower); f.never {
		return f
	}
	f.lower, f.singular = British(f.lower), Fold(word)
	f.acronym = isUpper(strings.TrimSuffix(word, "s"))
	f.describing, f.when = describing[f.lower], when[f.lower]
	f.stop = stopOf(f.lower, f.singular)
	f.never = f.stop&stopAlways != 0
	return f
}

// linkLike reports whether prose takes a word for a link: small letters, digits
// or a hyphen before a full stop, and two characters or more after it. So it is
// with "nhs.uk", and with "10.30" too.
func linkLike(w string) bool {
	end := len(strings.TrimRight(w, "!()[]{};:'\".,<>?"))
	for k := 1; k+2 < end; k++ {
		if c := w[k-1]; w[k] == '.' && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
			return true
		}
	}
	return false
}

// predict is the tag with the highest score of the word in the middle; the
// first in the alphabet where several score the same.
func (m *Model) predict(words *[5]*form, before, before2 Tag) Tag {
	sum := m.scoresOf(words, before, before2)
	return sum.best()
}

// scoresOf sums what the features of the word in the middle say.
func (m *Model) scoresOf(words *[5]*form, before, before2 Tag) (sum scores) {
	f := words[2]
	self, context := &f.self, &m.context[int(before)*len(m.tags)+int(before2)]
	word1, word2 := words[1].word.before, words[0].word.before2
	word3, word4 := words[3].word.after, words[4].word.after2
	for c := range sum {
		sum[c] = self[c] + context[c] + word1[c] + word2[c] + word3[c] + word4[c]
	}
	for i := range f.word.tagged {
		if x := &f.word.tagged[i]; x.before == before {
			for _, p := range x.pulls {
				sum.pull(p)
			}
		}
	}
	return sum
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
