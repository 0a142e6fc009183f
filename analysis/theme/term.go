package theme

import (
	"strings"

	"yearbook/analysis/language"
)

// terms are the phrases that may name a theme: whole noun phrases, endings of
// them, and adjectives with the noun they were said of.
type terms struct {
	list    []term
	ofLemma [][]int32 // terms that count where a lemma of the notes is seen
}

type term struct {
	lemma    string
	words    int
	messages int
	pair     bool
}

// collect counts every phrase, ending of a phrase and pair, and keeps those that
// enough messages hold. A phrase that is hardly ever said but as the ending of
// one longer phrase is left out, and so are names and what the analyst stopped.
func (f *finder) collect() *terms {
	n := f.notes
	var numbers numbering
	parts := make([][]int32, len(n.lemmas))
	known := make(map[string]bool, len(n.lemmas))
	for _, lemma := range n.lemmas {
		known[lemma] = true
	}
	folded := func(lemma string) string {
		if one := singular(lemma); known[one] {
			return one // "Drugs" in a headline
		}
		return lemma
	}
	for l, lemma := range n.lemmas {
		lemma = folded(lemma)
		parts[l] = append(parts[l], numbers.of(lemma))
		if joined(lemma) {
			continue // its parts are phrases of their own
		}
		for at := strings.IndexByte(lemma, ' ') + 1; at > 0; {
			if language.CanStand(strings.Fields(lemma[at:])) {
				parts[l] = append(parts[l], numbers.of(folded(lemma[at:])))
			}
			next := strings.IndexByte(lemma[at:], ' ') + 1
			if next == 0 {
				break
			}
			at += next
		}
	}
	counts := make([]int, len(numbers.list))
	f.eachTerm(parts, len(numbers.list), func(_ int, t int32) { counts[t]++ })
	for id, lemma := range numbers.list {
		if joined(lemma) && !recurs(counts, numbers.ids, lemma, counts[id]) {
			counts[id] = 0
		}
	}
	longer := make([]int, len(counts)) // messages of the most frequent longer phrase that ends so
	for id, lemma := range numbers.list {
		for at := strings.IndexByte(lemma, ' ') + 1; at > 0; {
			if end, ok := numbers.ids[lemma[at:]]; ok {
				longer[end] = max(longer[end], counts[id])
			}
			next := strings.IndexByte(lemma[at:], ' ') + 1
			if next == 0 {
				break
			}
			at += next
		}
	}
	need := max(2, len(f.sel)/20_000)
	t := &terms{}
	renumber := make([]int32, len(counts))
	for id, lemma := range numbers.list {
		renumber[id] = -1
		if counts[id] < need || float64(longer[id]) >= nestedShare*float64(counts[id]) || f.names.in(lemma) || f.stopped(lemma) || hollow(lemma) {
			continue
		}
		renumber[id] = int32(len(t.list))
		t.list = append(t.list, term{lemma: lemma, words: strings.Count(lemma, " ") + 1, messages: counts[id]})
	}
	t.ofLemma = make([][]int32, len(parts))
	for l, list := range parts {
		for _, id := range list {
			if renumber[id] >= 0 {
				t.ofLemma[l] = append(t.ofLemma[l], renumber[id])
			}
		}
	}
	return t
}

// recurs reports whether a phrase with a preposition, in so many messages, is a
// name rather than chance: where one of its nouns is seldom used but in it.
func recurs(counts []int, ids map[string]int32, lemma string, messages int) bool {
	words := strings.Fields(lemma)
	for _, end := range [...]string{words[0], words[len(words)-1]} {
		if id, ok := ids[end]; messages >= 3 && (!ok || 5*messages >= counts[id]) {
			return true
		}
	}
	return false
}

// nestedShare is the part of a phrase's messages in one longer phrase above
// which it stands for nothing by itself.
const nestedShare = 0.7

// singular folds the last word of a phrase, which stays as it is where a capital
// made it a name.
func singular(lemma string) string {
	at := strings.LastIndexByte(lemma, ' ') + 1
	return lemma[:at] + language.Fold(lemma[at:])
}

// joined reports whether a phrase holds a preposition: "duty of candour".
func joined(lemma string) bool {
	at := strings.IndexByte(lemma, ' ')
	for at >= 0 {
		rest := lemma[at+1:]
		at2 := strings.IndexByte(rest, ' ')
		if at2 < 0 {
			return false
		}
		switch rest[:at2] {
		case "of", "to", "for", "in", "at", "on", "with", "and", "&":
			return true
		}
		at += 1 + at2
	}
	return false
}

// hollow reports whether a phrase begins or ends with a word that says nothing.
func hollow(lemma string) bool {
	if silentAlone(lemma) {
		return true
	}
	first, _, _ := strings.Cut(lemma, " ")
	last := lemma[strings.LastIndexByte(lemma, ' ')+1:]
	return silent(first) || silent(last) || measures[first] || comparatives[last]
}

// stopped reports whether a phrase is, or holds a word, that the analyst stopped.
func (f *finder) stopped(lemma string) bool {
	if f.stop[lemma] {
		return true
	}
	for w := range strings.FieldsSeq(lemma) {
		if f.stop[w] {
			return true
		}
	}
	return false
}

// eachTerm calls do once for each term in each message.
func (f *finder) eachTerm(ofLemma [][]int32, terms int, do func(k int, t int32)) {
	last := make([]int32, terms)
	for k := range f.sel {
		mark := int32(k) + 1
		for _, note := range f.notes.of(k) {
			for _, t := range ofLemma[note.lemma] {
				if last[t] != mark {
					last[t] = mark
					do(k, t)
				}
			}
		}
		for _, l := range f.notes.pairs.of(k) {
			if t := ofLemma[l]; len(t) > 0 && last[t[0]] != mark { // not the noun alone
				last[t[0]] = mark
				do(k, t[0])
			}
		}
	}
}

// general reports whether a term is a general noun, which says too little by
// itself.
func (t *terms) general(id int32) bool { return generalNouns[t.list[id].lemma] }

// doing reports whether a term is one word for what a verb does: "listening". It
// says less than one with what is done: "healthy eating".
func (t *terms) doing(id int32) bool {
	x := &t.list[id]
	return x.words == 1 && strings.HasSuffix(x.lemma, "ing") && language.Lemma(x.lemma) != x.lemma
}
