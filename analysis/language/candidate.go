package language

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Candidates finds what [Analyser.Phrases] finds and, besides, longer phrases
// that hold a preposition, such as "duty of candour" or "continuity of care":
// they are marked as Prepositional. Whether such a run of words is a name or
// chance cannot be told from one text, so they are candidates: keep those that
// recur. They overlap the plain phrases they are made of. In order of Start,
// longer ones first. The result is valid until the next call.
//
// A prepositional candidate is at most two words that end in a noun, one of the
// words of, to, for, in, at, on and with, and at most three words that end in a
// noun, with no article between; or the same with "and" where the words on both
// sides have capitals ("Friends and Family Test"). Nouns of quantity ("lots of
// staff") make none, nor do two nouns that say nothing by themselves.
func (a *Analyser) Candidates(text string) []Phrase {
	a.Phrases(text)
	p := &a.phrases
	for k := 1; k+1 < len(a.tokens); k++ {
		if joint := joints[a.context[k].lower]; joint != noJoint {
			a.join(text, k, joint)
		}
	}
	slices.SortStableFunc(p.found, func(x, y Phrase) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	return p.found
}

// joining says how a word can join two nouns to a name.
type joining uint8

const (
	noJoint     joining = iota
	preposition         // always
	capitals            // where both sides have capitals
)

var joints = map[string]joining{
	"of": preposition, "to": preposition, "for": preposition, "in": preposition, "at": preposition, "on": preposition,
	"with": preposition, "and": capitals, "&": capitals,
}

// quantities are nouns that only count or place what follows "of".
var quantities = setOf(`lot bit number couple amount part rest majority minority range set group list piece pair bunch load plenty
variety example kind sort type series handful dozen hundred thousand million half quarter percent loads lots tons ton top bottom
front back middle side one most some all none more total sense case instance result view fan member`)

// join records the phrase around the joining word at token k, if there is one.
func (a *Analyser) join(text string, k int, joint joining) {
	toks := a.tokens
	if !near(text, toks[k-1], toks[k]) || !near(text, toks[k], toks[k+1]) {
		return
	}
	i, j := a.leftOf(text, k), a.rightOf(text, k)
	if i == k || j == k+1 || a.says(k-1) == 0 && a.says(j-1) == 0 && j-k == 2 {
		return
	}
	if joint == capitals && !(a.allCapitals(text, i, k) && a.allCapitals(text, k+1, j)) {
		return
	}
	p := &a.phrases
	p.joined = p.joined[:0]
	for n := i; n < j; n++ {
		word := a.context[n].lower
		if (n == k-1 && joint == preposition || n == j-1) && !p.proper[toks[n].Tag] {
			word = a.context[n].singular
		}
		if n > i {
			p.joined = append(p.joined, ' ')
		}
		p.joined = append(p.joined, word...)
	}
	p.found = append(p.found, Phrase{Start: toks[i].Start, End: toks[j-1].End, Lemma: p.intern(), Words: j - i, Prepositional: true})
}

// says is 1 where the word of token i says something by itself.
func (a *Analyser) says(i int) int {
	if a.context[i].stop&stopAlone != 0 {
		return 0
	}
	return 1
}

// leftOf is the first token of the words before token k, k where there are none.
func (a *Analyser) leftOf(text string, k int) int {
	toks, p := a.tokens, &a.phrases
	head := k - 1
	if !a.usable(toks, head) || !p.noun[toks[head].Tag] || quantities[a.context[head].singular] {
		return k
	}
	i := head
	if i > 0 && a.opens(toks, i-1) && a.continues(text, toks, i) && a.context[i-1].stop&stopFirst == 0 {
		i--
	}
	return i
}

// rightOf is the end of the words after token k, k+1 where there are none.
func (a *Analyser) rightOf(text string, k int) int {
	const most = 3
	toks := a.tokens
	i := k + 1
	if !a.usable(toks, i) || !a.phrases.modifier[toks[i].Tag] || a.context[i].when || a.context[i].stop&stopFirst != 0 {
		return i
	}
	j := i + 1
	for j < len(toks) && a.continues(text, toks, j) {
		j++
	}
	for j > i && !a.phrases.noun[toks[j-1].Tag] {
		j--
	}
	if j-i > most {
		return i // too long for a name
	}
	return j
}

func (a *Analyser) allCapitals(text string, i, j int) bool {
	for ; i < j; i++ {
		if r, _ := utf8.DecodeRuneInString(a.tokens[i].Text(text)); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
