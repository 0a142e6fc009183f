package theme

import (
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
)

// vocabulary are the words by which messages are compared. The words of the
// notes are renumbered to positions in it.
type vocabulary struct {
	words  []string
	df     []int32   // messages with the word
	weight []float64 // what the word counts for
	noun   []float64 // the part of its uses that are nouns
	ids    map[string]int32
	of     []int32 // by number of the notes' lemma; -1 for words that do not count
}

const (
	mostWords = 6000 // words by which messages are compared
	// commonTag is the share of messages above which a hashtag is the chat's
	// own, and commonWord the share above which a word tells nothing apart.
	commonTag, commonWord = 0.1, 0.5
	// unsure is the number of messages below which a word's place is so unsure
	// that it counts for less than half.
	unsure = 5
)

// choose picks the words that several messages and, where there are several,
// more than one person use. Names of participants and what the analyst stopped
// are left out.
func choose(c *corpus.Corpus, sel corpus.Selection, n *notes, isName, stopped func(string) bool) *vocabulary {
	df, several := countWords(c, sel, n)
	v := &vocabulary{of: make([]int32, len(n.vocab)), ids: map[string]int32{}}
	need := int32(max(2, len(sel)/20_000))
	person := len(c.Who(sel)) >= 8
	type candidate struct {
		lemma int32
		word  string
	}
	tags := map[string]int32{}
	var list []candidate
	for l, word := range n.vocab {
		v.of[l] = -1
		tag := strings.HasPrefix(word, "#")
		bare := strings.TrimPrefix(word, "#")
		switch {
		case df[l] < need || person && !several[l], isName(bare), stopped(bare), silent(bare), len(bare) < 2:
		case tag && float64(df[l]) > commonTag*float64(len(sel)) && len(sel) >= 20:
		case float64(df[l]) > commonWord*float64(len(sel)) && len(sel) >= 100:
		case tag:
			tags[bare] = int32(l)
		default:
			list = append(list, candidate{int32(l), word})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		if df[a.lemma] != df[b.lemma] {
			return int(df[b.lemma]) - int(df[a.lemma])
		}
		return strings.Compare(a.word, b.word)
	})
	list = list[:min(len(list), mostWords)]
	for k, x := range list {
		v.of[x.lemma] = int32(k)
		v.words = append(v.words, x.word)
		v.ids[x.word] = int32(k)
		v.df = append(v.df, df[x.lemma])
		v.noun = append(v.noun, float64(n.uses[x.lemma].noun)/float64(n.uses[x.lemma].all))
		if tag, ok := tags[x.word]; ok {
			v.of[tag] = int32(k)
			v.df[k] += df[tag]
			delete(tags, x.word)
		}
	}
	for _, d := range v.df {
		rare := math.Log(float64(1+len(sel)) / float64(1+d))
		v.weight = append(v.weight, math.Sqrt(1+rare)*float64(d)/float64(d+unsure))
	}
	return v
}

// countWords counts the messages with each word, and notes which are used by
// more than one person.
func countWords(c *corpus.Corpus, sel corpus.Selection, n *notes) (df []int32, several []bool) {
	df, several = make([]int32, len(n.vocab)), make([]bool, len(n.vocab))
	last, who := make([]int32, len(n.vocab)), make([]corpus.PersonID, len(n.vocab))
	for k, i := range sel {
		p := c.Person(int(i))
		for _, w := range n.words.of(k) {
			if w == sentenceEnd || last[w] == int32(k)+1 {
				continue
			}
			if df[w]++; df[w] == 1 {
				who[w] = p
			} else if p != who[w] || p == corpus.NoPerson {
				several[w] = true
			}
			last[w] = int32(k) + 1
		}
	}
	return df, several
}

// renumber replaces the words of the notes by positions in the vocabulary and
// drops those that are not in it.
func (v *vocabulary) renumber(n *notes) {
	kept := n.words.all[:0]
	for k := range len(n.words.from) - 1 {
		words := n.words.all[n.words.from[k]:n.words.from[k+1]]
		n.words.from[k] = int32(len(kept))
		start := len(kept)
		for _, w := range words {
			switch {
			case w == sentenceEnd:
				if m := len(kept); m > start && kept[m-1] != sentenceEnd {
					kept = append(kept, sentenceEnd)
				}
			case v.of[w] >= 0:
				kept = append(kept, v.of[w])
			}
		}
		if m := len(kept); m > start && kept[m-1] == sentenceEnd {
			kept = kept[:m-1]
		}
	}
	n.words.from[len(n.words.from)-1] = int32(len(kept))
	n.words.all = kept
}

func (v *vocabulary) id(word string) (int32, bool) {
	id, ok := v.ids[word]
	return id, ok
}
