package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/language"
)

// common is what a word tells that is as frequent in all messages.
const common = 0.02

// telling is how much each word of the vocabulary tells of a cluster: in how many
// of its messages it stands, how much more often than elsewhere, and how near it
// lies to the cluster's centre.
func (f *finder) telling(held []int32, size int, centre []float64) []float64 {
	weight := make([]float64, len(held))
	for w, n := range held {
		if n < 2 {
			continue
		}
		lift := float64(n) / float64(f.vocab.df[w]) * float64(len(f.sel)) / float64(size)
		near := dot(f.space.of(int32(w)), centre)
		if lift >= 1 && near > 0 {
			weight[w] = float64(n) * (math.Log(lift) + common) * near
		}
	}
	return weight
}

// strongest are the positions of the n highest numbers above nought.
func strongest(weight []float64, n int) []int32 {
	var list []int32
	for w, x := range weight {
		if x > 0 {
			list = append(list, int32(w))
		}
	}
	slices.SortStableFunc(list, func(a, b int32) int { return cmp.Compare(weight[b], weight[a]) })
	return list[:min(len(list), n)]
}

// nameableShare is the part of a cluster's messages that must hold one and the
// same phrase.
const nameableShare = 0.04

// nameableSpread is the part that must hold a word of that phrase.
const nameableSpread = 0.08

// nameable reports whether a cluster is about something that can be named.
func nameable(list []ranked, size int) bool {
	return slices.ContainsFunc(list, func(x ranked) bool {
		return x.held >= min(leastMessages, size) && float64(x.held) >= nameableShare*float64(size) && x.spread >= nameableSpread
	})
}

const (
	// leastShare is the part of a theme's messages that should speak of its name.
	leastShare = 0.025
	// severalWords is how much more a name of several words says than one.
	severalWords = 1.3
	// sameShare is how telling the name of a theme must be, beside its most
	// telling term that another theme is called by.
	sameShare = 0.4
	// A theme whose name is one word gets a second where the first is spoken of in
	// less than broadShare of its messages, or plainShare where it is general. The
	// second is at least secondShare as telling and in secondHeld of the messages,
	// generalHeld where the first is general.
	broadShare  = 0.2
	plainShare  = 0.4
	secondShare = 0.4
	secondHeld  = 0.04
	generalHeld = 0.02
	// Two terms go together where so much of the messages of the rarer speak of both,
	// or their places are so alike (cosine).
	meetShare  = 0.1
	alikeWords = 0.35
)

// label picks the most telling term that no other theme is called by, and a
// second where one word does not say enough. Where the most telling term is
// taken and no other comes near it, the cluster is about the same as the theme
// that is called so: first is then empty, and same is that term. Two terms make a
// name where they go together.
func label(t *terms, list []ranked, taken map[string]bool, together func(a, b string) bool) (first, second, same string) {
	var order []ranked
	for _, x := range list[:min(len(list), mostPhrases)] {
		if x.may {
			order = append(order, x)
		}
	}
	if len(order) == 0 {
		return "", "", ""
	}
	slices.SortStableFunc(order, func(a, b ranked) int { return cmp.Compare(says(t, b), says(t, a)) })
	lemma := func(x ranked) string { return t.list[x.term].lemma }
	free := func(x ranked) bool { return !taken[plain(lemma(x))] }
	best := slices.IndexFunc(order, free)
	top := lemma(order[0])
	if best < 0 || says(t, order[best]) < sameShare*says(t, order[0]) || best > 0 && plain(top) != top {
		return "", "", plain(top)
	}
	name := order[best]
	first = lemma(name)
	taken[plain(first)] = true
	for _, x := range order {
		if adds(t, name, x) && free(x) && !shareWord(first, lemma(x)) && together(first, lemma(x)) {
			second = lemma(x)
			taken[plain(second)] = true
			break
		}
	}
	if k := slices.IndexFunc(order, func(x ranked) bool { return lemma(x) == second }); k >= 0 && order[k].cover > name.cover && !t.general(name.term) && !t.doing(name.term) {
		first, second = second, first
	}
	return first, second, ""
}

// says is how well a term names a cluster: the better, the more of its messages
// speak of it.
func says(t *terms, x ranked) float64 {
	weight := x.weight * math.Sqrt(math.Sqrt(x.cover))
	switch {
	case x.cover < leastShare:
		weight /= 10
	case t.general(x.term) || t.doing(x.term):
		weight /= 2
	}
	if t.list[x.term].words > 1 {
		weight *= severalWords
	}
	return weight
}

// adds reports whether a theme with this name needs a second, and the other term
// can be that.
func adds(t *terms, name, other ranked) bool {
	switch {
	case t.list[name.term].words > 1 || t.general(other.term) || t.doing(other.term):
		return false
	case t.general(name.term):
		return name.cover < plainShare && other.cover >= generalHeld
	}
	return name.cover < broadShare && other.cover >= secondHeld && other.weight >= secondShare*name.weight
}

// plain is a term with a general word of praise or blame in place of another, so
// that "excellent service" and "great service" are one thing to be called by.
func plain(lemma string) string {
	first, rest, more := strings.Cut(lemma, " ")
	switch {
	case more && praise[first]:
		return "+ " + rest
	case more && blame[first]:
		return "- " + rest
	}
	return lemma
}

// goTogether reports whether two terms make a name: whether words of them are used
// in the same surroundings, or messages speak of both, as many as make a theme and
// a tenth of those that speak of the rarer.
func (f *finder) goTogether(a, b string, messages []int32) bool {
	x, y := f.ids(a), f.ids(b)
	if len(x) == 1 && len(y) == 1 && dot(f.space.of(x[0]), f.space.of(y[0])) >= alikeWords {
		return true
	}
	ofA, ofB, both := 0, 0, 0
	for _, i := range messages {
		words := f.notes.words.of(int(i))
		inA, inB := holdAll(words, x), holdAll(words, y)
		switch {
		case inA && inB:
			ofA, ofB, both = ofA+1, ofB+1, both+1
		case inA:
			ofA++
		case inB:
			ofB++
		}
	}
	return both >= leastMessages && float64(both) >= meetShare*float64(min(ofA, ofB))
}

// ids are the words of a term that the vocabulary has.
func (f *finder) ids(lemma string) []int32 {
	var list []int32
	for w := range strings.FieldsSeq(lemma) {
		if id, ok := f.vocab.id(language.Lemma(w)); ok {
			list = append(list, id)
		}
	}
	return list
}

// holdAll reports whether all of some words are among those of a message.
func holdAll(words, all []int32) bool {
	for _, w := range all {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// shareWord reports whether two terms have a word in common, in any form.
func shareWord(a, b string) bool {
	for v := range strings.FieldsSeq(a) {
		for w := range strings.FieldsSeq(b) {
			if language.Lemma(v) == language.Lemma(w) {
				return true
			}
		}
	}
	return false
}
