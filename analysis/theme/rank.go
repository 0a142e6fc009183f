package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/language"
)

// ranked is a term of a cluster and how telling it is.
type ranked struct {
	term   int32
	held   int // messages of the cluster with it
	weight float64
	spread float64 // the part of the cluster's messages with its most frequent word
	cover  float64 // the part that speak of it
	may    bool    // name the cluster
}

const (
	// shyness is the part of a cluster's messages that makes a phrase, with three
	// more, count half.
	shyness = 50
	// mostRanked is the number of phrases of a cluster of which it is counted how
	// often their words stand together.
	mostRanked = 30
	// leastLift is how much more often than elsewhere a name must be said.
	leastLift = 2
)

// rank orders the terms of a cluster by how telling they are: by their words, by
// how often these stand together, and, for a single word, by how much it is a
// name for something. A term is spoken of in as many messages as the geometric
// mean of those that hold it as it is, and those in a sentence of which all its
// words stand: so "smoking ban" counts where a ban on smoking is meant, but two
// words that meet by chance do not make a name.
func (f *finder) rank(t *terms, a *tally, m int, words []float64) []ranked {
	size := a.size[m]
	shy := func(n float64) float64 { return n / (n + 3 + float64(size)/shyness) }
	list := f.weigh(t, a, m, words)
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.weight*shy(float64(b.held)), a.weight*shy(float64(a.held))), strings.Compare(t.list[a.term].lemma, t.list[b.term].lemma))
	})
	list = list[:min(len(list), mostRanked)]
	for x, n := range f.together(t, list, a.of[m]) {
		spoken := math.Sqrt(float64(n) * float64(list[x].held))
		list[x].weight *= shy(spoken)
		list[x].cover = spoken / float64(size)
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(b.weight, a.weight) })
	return list
}

// weigh lists the terms of a cluster with the weight of their words.
func (f *finder) weigh(t *terms, a *tally, m int, words []float64) []ranked {
	size := a.size[m]
	whole := float64(len(f.sel)) / float64(size)
	need := int32(max(2, size/200))
	var list []ranked
	for x, n := range a.held[m] {
		term := &t.list[x]
		lift := float64(n) / float64(term.messages) * whole
		if n < need || lift < 1 {
			continue
		}
		sum, most := 0.0, n
		for _, id := range f.ids(term.lemma) {
			sum += words[id]
			most = max(most, a.words[m][id])
		}
		weight := sum / math.Sqrt(float64(term.words))
		if term.words == 1 {
			weight *= f.nominal(term)
		}
		if weight > 0 {
			may := int(n) >= min(leastMessages, size) && lift >= min(leastLift, math.Sqrt(whole))
			list = append(list, ranked{term: int32(x), held: int(n), weight: weight, spread: float64(most) / float64(size), may: may})
		}
	}
	return list
}

// nominal is how much a single word is a name for something: high where it is
// hardly ever a verb or an adjective, and for the name of what a verb does, such
// as "listening".
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
	if strings.HasSuffix(t.lemma, "ing") && !generalNouns[lemma] {
		so = max(so, 1-noun)
	}
	return so * so
}

// together counts the messages in a sentence of which all words of a term stand,
// in any order; at least those that hold the term.
func (f *finder) together(t *terms, list []ranked, messages []int32) []int {
	bit := map[int32]uint64{} // of each word, of the first 64
	need, count := make([]uint64, len(list)), make([]int, len(list))
	for x, r := range list {
		ids := f.ids(t.list[r.term].lemma)
		for _, id := range ids {
			if bit[id] == 0 && len(bit) < 64 {
				bit[id] = 1 << len(bit)
			}
			need[x] |= bit[id]
		}
		if slices.ContainsFunc(ids, func(id int32) bool { return bit[id] == 0 }) {
			need[x] = 0 // only counted as it is
		}
	}
	met := make([]bool, len(list))
	for _, i := range messages {
		clear(met)
		for words := f.notes.words.of(int(i)); len(words) > 0; {
			var sentence []int32
			sentence, words = cutSentence(words)
			var said uint64
			for _, w := range sentence {
				said |= bit[w]
			}
			for x, mask := range need {
				met[x] = met[x] || said&mask == mask && mask != 0
			}
		}
		for x, yes := range met {
			if yes {
				count[x]++
			}
		}
	}
	for x, r := range list {
		count[x] = max(count[x], r.held)
	}
	return count
}

// cutSentence is the first sentence of some words, and the words after it.
func cutSentence(words []int32) (sentence, rest []int32) {
	if k := slices.Index(words, sentenceEnd); k >= 0 {
		return words[:k], words[k+1:]
	}
	return words, nil
}
