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
	cover  float64 // the part that speak of it
	lift   float64 // how much more often messages of the cluster hold it
}

// shyness is the part of a cluster's messages that makes a phrase, with three
// more, count half.
const shyness = 50

// rank orders the terms of a cluster by how telling they are: by their words,
// by how often these stand together in a sentence, and, for a single word, by how
// often it is a noun.
func (f *finder) rank(t *terms, a *tally, m int, words []float64) []ranked {
	size := a.size[m]
	need := int32(max(2, size/200))
	var list []ranked
	for x, n := range a.held[m] {
		term := &t.list[x]
		if n < need || float64(n)*float64(len(f.sel)) < float64(term.messages)*float64(size) {
			continue
		}
		sum, most := 0.0, n
		for w := range strings.FieldsSeq(term.lemma) {
			if id, ok := f.vocab.id(language.Lemma(w)); ok {
				sum += words[id]
				most = max(most, a.words[m][id])
			}
		}
		weight := sum / math.Sqrt(float64(term.words))
		if term.words == 1 {
			weight *= f.nominal(term)
		}
		if weight > 0 {
			list = append(list, ranked{int32(x), int(n), weight, float64(most) / float64(size), 0, float64(n) / float64(term.messages) * float64(len(f.sel)) / float64(size)})
		}
	}
	shy := func(n float64) float64 { return n / (n + 3 + float64(size)/shyness) }
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.weight*shy(float64(b.held)), a.weight*shy(float64(a.held))), strings.Compare(t.list[a.term].lemma, t.list[b.term].lemma))
	})
	list = list[:min(len(list), mostRanked)]
	for x, n := range f.together(t, list, a.of[m]) {
		said := math.Sqrt(float64(n) * float64(list[x].held))
		list[x].weight *= shy(said)
		list[x].cover = said / float64(size)
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(b.weight, a.weight) })
	return list
}

// nominal is how much a single word is a name for something: high where it is
// hardly ever a verb or an adjective, and for the name of what a verb does, as
// "listening".
func (f *finder) nominal(t *term) float64 {
	lemma := language.Lemma(t.lemma)
	id, ok := f.vocab.id(lemma)
	if !ok {
		return 1
	}
	noun := f.vocab.noun[id]
	if lemma == t.lemma {
		return noun * noun
	}
	so := min(noun, float64(t.messages)/float64(f.vocab.df[id])) // said in this form
	if strings.HasSuffix(t.lemma, "ing") {
		so = max(so, 1-noun)
	}
	return so * so
}

// mostRanked is the number of phrases of a cluster of which it is counted how
// often their words stand together.
const mostRanked = 30

// together counts the messages in a sentence of which all words of a phrase stand,
// in any order; at least those that hold the phrase.
func (f *finder) together(t *terms, list []ranked, messages []int32) []int {
	bit := map[int32]uint64{} // of each word
	need := make([]uint64, len(list))
	count := make([]int, len(list))
	for x, r := range list {
		for w := range strings.FieldsSeq(t.list[r.term].lemma) {
			if id, ok := f.vocab.id(language.Lemma(w)); ok {
				if bit[id] == 0 && len(bit) < 64 {
					bit[id] = 1 << len(bit)
				}
				need[x] |= bit[id]
			}
		}
	}
	met := make([]int32, len(list)) // the last message counted
	for k, i := range messages {
		sentence := uint64(0)
		count1 := func() {
			for x, mask := range need {
				if mask != 0 && sentence&mask == mask && met[x] != int32(k)+1 {
					met[x] = int32(k) + 1
					count[x]++
				}
			}
			sentence = 0
		}
		for _, w := range f.notes.words.of(int(i)) {
			if w == sentenceEnd {
				count1()
			} else {
				sentence |= bit[w]
			}
		}
		count1()
	}
	for x, r := range list {
		count[x] = max(count[x], r.held)
	}
	return count
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
	list = slices.DeleteFunc(slices.Clone(list[:min(len(list), mostPhrases)]), func(x ranked) bool {
		return x.held < min(leastMessages, size) || x.lift < leastLift && x.lift < mostLift(list)
	})
	said := func(x ranked) float64 { return says(t, x) }
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b ranked) int { return cmp.Compare(said(b), said(a)) })
	if len(order) == 0 {
		return "", "", ""
	}
	top := order[0]
	best := slices.IndexFunc(order, func(x ranked) bool { return !taken[t.list[x.term].lemma] })
	if best < 0 || said(order[best]) < sameShare*said(top) {
		return "", "", t.list[top.term].lemma
	}
	name := order[best]
	first = t.list[name.term].lemma
	taken[first] = true
	general := t.general(name.term) && name.cover < plainShare
	if t.list[name.term].words > 1 || name.cover >= broadShare && !general {
		return first, "", ""
	}
	for _, x := range order {
		lemma := t.list[x.term].lemma
		enough := x.weight >= secondShare*name.weight || general
		if enough && x.cover >= secondHeld && !taken[lemma] && !shareWord(first, lemma) && !t.general(x.term) {
			taken[lemma] = true
			if x.cover > name.cover {
				return lemma, first, ""
			}
			return first, lemma, ""
		}
	}
	return first, "", ""
}

const (
	leastLift  = 2
	plainShare = 0.4
)

// mostLift is the highest lift of terms.
func mostLift(list []ranked) float64 {
	most := 0.0
	for _, x := range list {
		most = max(most, x.lift)
	}
	return most
}

// says is how well a term names a cluster.
func says(t *terms, x ranked) float64 {
	weight := x.weight * math.Sqrt(math.Sqrt(x.cover))
	if x.cover < leastShare {
		weight /= 10
	}
	if t.list[x.term].words > 1 {
		return severalWords * weight
	}
	if t.general(x.term) {
		weight /= 2
	}
	return weight
}

func shareWord(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if slices.Contains(strings.Fields(b), w) {
			return true
		}
	}
	return false
}
