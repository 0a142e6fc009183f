package language

import "strings"

// Phrase is a noun phrase found in a text.
type Phrase struct {
	Start, End int32  // byte offsets of the phrase in the text
	Lemma      string // its words in lower case, the last in the singular, with one space between
	Words      int    // number of words in Lemma

	Prepositional bool // holds a preposition; only [Analyser.Candidates] finds such
}

// mostWords is the longest phrase kept; longer runs keep their last words.
const mostWords = 4

// phraser is the memory and the buffers for finding phrases.
type phraser struct {
	noun, plural, proper, properNoun, modifier, participle, opener []bool // by tag
	found                                                          []Phrase
	joined                                                         []byte
	lemmas                                                         map[string]string
}

// mostLemmas bounds the memory of phrase spellings.
const mostLemmas = 200_000

func newPhraser(m *Model) phraser {
	p := phraser{lemmas: map[string]string{}}
	mark := func(names ...string) []bool {
		set := make([]bool, len(m.tags))
		for _, n := range names {
			if id, ok := m.tagID(n); ok {
				set[id] = true
			}
		}
		return set
	}
	p.noun = mark("NN", "NNS", "NNP", "NNPS")
	p.plural = mark("NNS")
	p.proper = mark("NNP")
	p.properNoun = mark("NNP", "NNPS")
	p.modifier = mark("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS")
	p.participle = mark("VBG", "VBN")
	p.opener = mark("DT", "PRP$", "JJ")
	return p
}

// Phrases finds the noun phrases of a text: runs of adjectives and nouns that
// end in a noun, of at most four words, in lower case and with the plural of
// the last noun folded. A participle counts as an adjective after an article.
// Links, mentions, hashtags, emoji and stop words are no part of a phrase.
// The result is valid until the next call.
func (a *Analyser) Phrases(text string) []Phrase {
	toks := a.Tokens(text)
	p := &a.phrases
	p.found = p.found[:0]
	for i := 0; i < len(toks); {
		if !a.opens(toks, i) {
			i++
			continue
		}
		j := i + 1
		for j < len(toks) && a.continues(text, toks, j) {
			j++
		}
		a.keep(text, toks, i, j)
		i = j
	}
	return p.found
}

// opens reports whether token i can begin a phrase.
func (a *Analyser) opens(toks []Token, i int) bool {
	if !a.usable(toks, i) {
		return false
	}
	p := &a.phrases
	if p.modifier[toks[i].Tag] {
		return true
	}
	return p.participle[toks[i].Tag] && i > 0 && p.opener[toks[i-1].Tag] &&
		i+1 < len(toks) && p.noun[toks[i+1].Tag]
}

// continues reports whether token i can go on a phrase that holds token i-1.
func (a *Analyser) continues(text string, toks []Token, i int) bool {
	if !a.usable(toks, i) || !a.phrases.modifier[toks[i].Tag] || a.ends(toks, i-1) || a.context[i].when {
		return false
	}
	between := text[toks[i-1].End:toks[i].Start]
	return between != "" && strings.Trim(between, " \t\u00a0") == ""
}

// ends reports whether no noun can follow token i in a phrase. A plural noun
// seldom describes another; in chats it is mostly a verb that was taken for
// one, as in "the policy forbids phones".
func (a *Analyser) ends(toks []Token, i int) bool {
	return a.phrases.plural[toks[i].Tag] && !a.context[i].describing
}

// when are words that begin a phrase of their own, mostly of time: "patient
// feedback last year" is about the feedback.
var when = map[string]bool{"last": true, "next": true}

// describing are plurals that do describe other nouns.
var describing = map[string]bool{
	"communications": true, "comms": true, "services": true, "systems": true, "sports": true, "operations": true,
	"relations": true, "affairs": true, "accounts": true, "news": true, "savings": true, "sales": true, "women": true,
	"children": true, "people": true, "arts": true, "human": true, "resources": true, "data": true, "media": true,
	"windows": true, "standards": true, "careers": true, "rights": true, "complaints": true, "events": true,
	"settings": true, "graphics": true, "multimedia": true,
}

func (a *Analyser) usable(toks []Token, i int) bool {
	return toks[i].Kind == Word && !a.context[i].never
}

// letters reports whether a word begins with a letter.
func letters(lower string) bool {
	return lower[0] >= 'a' && lower[0] <= 'z' || lower[0] >= 0x80
}

// idle reports whether token i says nothing at the head of a phrase that ends
// before token j.
func (a *Analyser) idle(i, j int) bool {
	return a.context[i].stop&stopFirst != 0 && (i+1 == j || !settled[[2]string{a.context[i].lower, a.context[i+1].singular}])
}

// keep records the phrase in tokens [i, j), cut back to where it says
// something.
func (a *Analyser) keep(text string, toks []Token, i, j int) {
	p := &a.phrases
	for j > i && !p.noun[toks[j-1].Tag] {
		j--
	}
	for i < j && a.idle(i, j) {
		i++
	}
	i = max(i, j-mostWords)
	for i < j && a.idle(i, j) {
		i++
	}
	if i == j || j-i == 1 && a.context[i].stop&stopAlone != 0 {
		return
	}
	last := a.context[j-1].lower
	if !p.proper[toks[j-1].Tag] || a.context[j-1].acronym { // Leeds is no plural
		last = a.context[j-1].singular
	}
	lemma := last
	if j-i > 1 {
		p.joined = p.joined[:0]
		for _, f := range a.context[i : j-1] {
			p.joined = append(append(p.joined, f.lower...), ' ')
		}
		p.joined = append(p.joined, last...)
		lemma = p.intern()
	}
	p.found = append(p.found, Phrase{Start: toks[i].Start, End: toks[j-1].End, Lemma: lemma, Words: j - i})
}

// intern returns the joined words as a string, the same one each time.
func (p *phraser) intern() string {
	if s, ok := p.lemmas[string(p.joined)]; ok {
		return s
	}
	if len(p.lemmas) >= mostLemmas {
		clear(p.lemmas)
	}
	s := string(p.joined)
	p.lemmas[s] = s
	return s
}
