package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// term is a phrase that may make a theme: a whole noun phrase or the ending of
// one.
type term struct {
	lemma    string
	words    int
	messages corpus.Selection // positions in the selection that was annotated
	people   int
	cvalue   float64
}

// head is the last word of the term, the noun the rest describes.
func (t *term) head() string { return t.lemma[strings.LastIndexByte(t.lemma, ' ')+1:] }

// mostTerms bounds the phrases that are grouped, so that grouping takes the
// same short time however large the corpus is.
const mostTerms = 400

// support is how often a phrase must be used before it can make a theme.
type support struct{ messages, people int }

// supportFor asks for more messages in larger corpora, and for several people
// where there are several: what one person says again and again is no theme of
// a community.
func supportFor(messages, people int) support {
	s := support{messages: max(3, messages/4000), people: 1}
	switch {
	case people >= 30:
		s.people = 3
	case people >= 8:
		s.people = 2
	}
	return s
}

// loneShare is the least termhood per message of a term: below it the term is
// hardly ever said but as the ending of a longer one, and stands for nothing.
const loneShare = 0.1

// rank counts every phrase and ending of a phrase, and returns those with enough
// support by C-value, the highest first.
func rank(c *corpus.Corpus, sel corpus.Selection, n *notes, knows func(word string) bool) []*term {
	parts := partsOf(n)
	need := supportFor(len(sel), len(c.Who(sel)))
	names := findNames(c, sel, n, knows)
	var terms []*term
	for lemma, t := range countParts(sel, n, parts) {
		if len(t.messages) < need.messages || names.in(lemma) {
			continue
		}
		t.people = countPeople(c, sel, t.messages)
		if t.people >= need.people {
			terms = append(terms, t)
		}
	}
	slices.SortFunc(terms, func(a, b *term) int { return strings.Compare(a.lemma, b.lemma) })
	setCValues(terms)
	terms = slices.DeleteFunc(terms, func(t *term) bool { return t.cvalue < loneShare*float64(len(t.messages)) })
	slices.SortStableFunc(terms, func(a, b *term) int {
		return cmp.Or(cmp.Compare(b.cvalue, a.cvalue), strings.Compare(a.lemma, b.lemma))
	})
	if len(terms) > mostTerms {
		terms = terms[:mostTerms]
	}
	return terms
}

// partsOf lists, for every lemma, the phrases that count when it is seen: the
// whole and every shorter ending of it. "Campaign toolkit" is about a toolkit,
// not about a campaign, so beginnings do not count.
func partsOf(n *notes) [][]string {
	parts := make([][]string, len(n.lemmas))
	for id, lemma := range n.lemmas {
		parts[id] = append(parts[id], lemma)
		words := strings.Fields(lemma)
		at := 0
		for k := 1; k < len(words); k++ {
			at += len(words[k-1]) + 1
			if language.CanStand(words[k:]) {
				parts[id] = append(parts[id], lemma[at:])
			}
		}
	}
	return parts
}

// countParts collects the messages of every phrase.
func countParts(sel corpus.Selection, n *notes, parts [][]string) map[string]*term {
	counts := map[string]*term{}
	byLemma := make([][]*term, len(n.lemmas))
	for id, list := range parts {
		for _, lemma := range list {
			t := counts[lemma]
			if t == nil {
				t = &term{lemma: lemma, words: strings.Count(lemma, " ") + 1}
				counts[lemma] = t
			}
			byLemma[id] = append(byLemma[id], t)
		}
	}
	for k := range sel {
		for _, note := range n.of(k) {
			for _, t := range byLemma[note.lemma] {
				if len(t.messages) == 0 || t.messages[len(t.messages)-1] != int32(k) {
					t.messages = append(t.messages, int32(k))
				}
			}
		}
	}
	return counts
}

// countPeople counts the authors of messages given by position in sel.
func countPeople(c *corpus.Corpus, sel, messages corpus.Selection) int {
	who := map[corpus.PersonID]bool{}
	for _, k := range messages {
		if p := c.Person(int(sel[k])); p != corpus.NoPerson {
			who[p] = true
		}
	}
	if len(who) == 0 {
		return 1 // messages without names, as in an anonymous survey
	}
	return len(who)
}

// setCValues gives each term log2(words+1) times the number of its messages,
// less the average number of messages of the longer terms that end in it.
// Terms of one word count too, hence +1.
func setCValues(terms []*term) {
	inside := map[string][2]int{} // ending: messages of the longer terms, number of longer terms
	for _, t := range terms {
		for part := t.lemma; ; {
			k := strings.IndexByte(part, ' ')
			if k < 0 {
				break
			}
			part = part[k+1:]
			x := inside[part]
			inside[part] = [2]int{x[0] + len(t.messages), x[1] + 1}
		}
	}
	for _, t := range terms {
		f := float64(len(t.messages))
		if x := inside[t.lemma]; x[1] > 0 {
			f -= float64(x[0]) / float64(x[1])
		}
		t.cvalue = math.Log2(float64(t.words)+1) * f
	}
}
