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

// ranked is a term of a cluster and how telling it is.
type ranked struct {
	term   int32
	held   int // messages of the cluster with it
	weight float64
	spread float64 // the part of the cluster's messages with its most frequent word
}

// shyness is the part of a cluster's messages that makes a phrase, with three
// more, count half.
const shyness = 50

// rank orders the terms of a cluster by how telling they are: by their words,
// by how often these stand together, and, for a single word, by how often it is
// a noun.
func (f *finder) rank(t *terms, held, said []int32, size int, words []float64) []ranked {
	need := int32(max(2, size/200))
	var list []ranked
	for x, n := range held {
		term := &t.list[x]
		if n < need || float64(n)*float64(len(f.sel)) < float64(term.messages)*float64(size) {
			continue
		}
		sum, df, most := 0.0, int32(0), n
		for w := range strings.FieldsSeq(term.lemma) {
			if id, ok := f.vocab.id(language.Lemma(w)); ok {
				sum += words[id]
				most = max(most, said[id])
				df = f.vocab.df[id]
			}
		}
		weight := sum / math.Sqrt(float64(term.words)) * float64(n) / (float64(n) + 3 + float64(size)/shyness)
		if term.words == 1 && df > 0 {
			weight *= min(1, 2*float64(term.messages)/float64(df))
		}
		if weight > 0 {
			list = append(list, ranked{int32(x), int(n), weight, float64(most) / float64(size)})
		}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(t.list[a.term].lemma, t.list[b.term].lemma))
	})
	return list
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

// A theme whose name is one word gets a second where the first stands in less
// than broadShare of its messages and the second is at least secondShare as
// telling.
const (
	broadShare  = 0.2
	secondShare = 0.5
	secondHeld  = 0.04 // and stands in so much of its messages
	// leastShare is the part of a theme's messages that its name stands in, if
	// any does.
	leastShare = 0.025
	// sameShare is how telling the name of a theme must be, beside its most
	// telling term that another theme is called by.
	sameShare = 0.4
	// broadSpread is the part of a theme's messages that should hold a word of its
	// name; a name counts for less the fewer do.
	broadSpread = 0.15
	// severalWords is how much more a name of several words says than one.
	severalWords = 1.3
)

// label picks the most telling term that no other theme is called by, and a
// second where one word does not say enough. Where the most telling term is
// taken and no other comes near it, the cluster is about the same as the theme
// that is called so: same is then that term.
func label(t *terms, list []ranked, size int, taken map[string]bool) (first, second, same string) {
	list = list[:min(len(list), mostPhrases)]
	said := func(x ranked) float64 {
		if float64(x.held) < leastShare*float64(size) {
			return x.weight / 10
		}
		weight := x.weight * min(1, x.spread/broadSpread)
		if t.list[x.term].words > 1 {
			return severalWords * weight
		}
		return weight
	}
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b ranked) int { return cmp.Compare(said(b), said(a)) })
	top := order[0]
	best := slices.IndexFunc(order, func(x ranked) bool { return !taken[t.list[x.term].lemma] })
	if best < 0 || said(order[best]) < sameShare*said(top) {
		return "", "", t.list[top.term].lemma
	}
	name := order[best]
	first = t.list[name.term].lemma
	taken[first] = true
	if t.list[name.term].words > 1 || float64(name.held) >= broadShare*float64(size) {
		return first, "", ""
	}
	for _, x := range list {
		lemma := t.list[x.term].lemma
		if x.weight >= secondShare*name.weight && float64(x.held) >= secondHeld*float64(size) && !taken[lemma] && !shareWord(first, lemma) {
			taken[lemma] = true
			return first, lemma, ""
		}
	}
	return first, "", ""
}

func shareWord(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if slices.Contains(strings.Fields(b), w) {
			return true
		}
	}
	return false
}
