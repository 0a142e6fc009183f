package theme

import (
	"context"
	"strings"
	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// notes are what is known of the selected messages: the words that say
// something, in order, and the phrases that may name a theme. Words and phrases
// are numbers of lemmas.
type notes struct {
	words   lists    // sentenceEnd stands between sentences
	phrases lists    // numbers in spots
	spots   []note   // every noun phrase where it stands
	pairs   lists    // adjective and noun that belong together, as lemmas of phrases
	lemmas  []string // of phrases
	vocab   []string // lemmas of words
	uses    []uses   // of each
	foreign []bool   // messages that are not English; nothing is noted of them
}

// uses counts how often a word was said, and how often as a noun.
type uses struct{ all, noun int32 }

// end ends the notes of a message.
func (n *notes) end() {
	n.words.end()
	n.phrases.end()
	n.pairs.end()
}

// sentenceEnd stands between the words of two sentences.
const sentenceEnd = -1

// lists holds one list of numbers for each message.
type lists struct {
	all  []int32
	from []int32
}

func newLists(n int) lists { return lists{from: make([]int32, 1, n+1)} }

// of is the list of message k.
func (l *lists) of(k int) []int32 { return l.all[l.from[k]:l.from[k+1]] }

// end ends the list of a message.
func (l *lists) end() { l.from = append(l.from, int32(len(l.all))) }

// note is one noun phrase in one message.
type note struct{ lemma, start, end int32 }

// of are the noun phrases of message k.
func (n *notes) of(k int) []note {
	return n.spots[n.phrases.from[k]:n.phrases.from[k+1]]
}

// batch is the number of messages a worker takes at a time. Results do not
// depend on it, because batches are put together in order.
const batch = 1024

// annotate finds the words and phrases of the selected messages.
func annotate(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, m *language.Model, opt Options) (*notes, error) {
	work := corpus.Batches{Size: batch, Workers: opt.Workers, Watch: opt.Watch}
	parts := make([]notes, work.Count(sel))
	err := work.Run(ctx, sel, func() func(int, corpus.Selection) {
		r := newReader(m)
		return func(k int, some corpus.Selection) { parts[k] = r.read(ctx, c, some) }
	})
	if err != nil {
		return nil, err
	}
	return join(parts, len(sel)), nil
}

// join puts the notes of batches one after the other, with one numbering of
// lemmas.
func join(parts []notes, messages int) *notes {
	all := &notes{words: newLists(messages), phrases: newLists(messages), pairs: newLists(messages)}
	lemmas, vocab := numbering{}, numbering{}
	for p := range parts {
		part := &parts[p]
		words, phrases := vocab.all(part.vocab), lemmas.all(part.lemmas)
		for k := range len(part.words.from) - 1 {
			for _, w := range part.words.of(k) {
				if w != sentenceEnd {
					w = words[w]
				}
				all.words.all = append(all.words.all, w)
			}
			for _, n := range part.of(k) {
				n.lemma = phrases[n.lemma]
				all.phrases.all = append(all.phrases.all, 0)
				all.spots = append(all.spots, n)
			}
			for _, l := range part.pairs.of(k) {
				all.pairs.all = append(all.pairs.all, phrases[l])
			}
			all.end()
		}
		for w, u := range part.uses {
			for int(words[w]) >= len(all.uses) {
				all.uses = append(all.uses, uses{})
			}
			all.uses[words[w]].all += u.all
			all.uses[words[w]].noun += u.noun
		}
		all.foreign = append(all.foreign, part.foreign...)
		*part = notes{}
	}
	all.phrases.all = nil
	all.lemmas, all.vocab = lemmas.list, vocab.list
	return all
}

// numbering gives numbers to texts in the order in which they come.
type numbering struct {
	ids  map[string]int32
	list []string
}

func (n *numbering) of(s string) int32 {
	id, ok := n.ids[s]
	if !ok {
		if n.ids == nil {
			n.ids = map[string]int32{}
		}
		id = int32(len(n.list))
		n.ids[s] = id
		n.list = append(n.list, s)
	}
	return id
}

// all are the numbers of several texts.
func (n *numbering) all(list []string) []int32 {
	ids := make([]int32, len(list))
	for k, s := range list {
		ids[k] = n.of(s)
	}
	return ids
}

// reader takes messages apart. It belongs to one goroutine.
type reader struct {
	a       *language.Analyser
	class   []class           // by tag
	lemmas  map[string]string // of spellings seen; "" for words that say nothing
	phrases numbering
	vocab   numbering
	greeted [][2]int32 // what the message wishes in greeting
}

// class is what part a tag lets a word play.
type class uint8

const (
	noun class = 1 + iota
	verb
	adjective
	adverb
)

func newReader(m *language.Model) *reader {
	r := &reader{a: m.NewAnalyser(), class: make([]class, len(m.Tags())), lemmas: map[string]string{}}
	for t, name := range m.Tags() {
		switch {
		case strings.HasPrefix(name, "NN"):
			r.class[t] = noun
		case strings.HasPrefix(name, "VB"):
			r.class[t] = verb
		case strings.HasPrefix(name, "JJ"):
			r.class[t] = adjective
		case strings.HasPrefix(name, "RB"):
			r.class[t] = adverb
		}
	}
	return r
}

// read takes messages apart. It stops early where the context has ended; its
// answer is then of no use.
func (r *reader) read(ctx context.Context, c *corpus.Corpus, sel corpus.Selection) notes {
	n := notes{words: newLists(len(sel)), phrases: newLists(len(sel)), pairs: newLists(len(sel))}
	r.phrases, r.vocab = numbering{}, numbering{}
	for _, i := range sel {
		if ctx.Err() != nil {
			return n
		}
		text := c.Text(int(i))
		found := r.a.Candidates(text)
		if r.a.LastForeign() {
			n.foreign = append(n.foreign, true)
			n.end()
			continue
		}
		n.foreign = append(n.foreign, false)
		toks := r.a.LastTokens()
		from := int32(prefix(text, toks))
		r.greeted = greeted(r.greeted[:0], text, toks)
		for _, p := range found {
			if p.Start >= from && !within(r.greeted, p.Start, p.End) {
				n.spots = append(n.spots, note{r.phrases.of(p.Lemma), p.Start, p.End})
				n.phrases.all = append(n.phrases.all, 0)
			}
		}
		r.readWords(&n, text, toks, from)
		r.readPairs(&n, text, toks, from)
		n.end()
	}
	n.lemmas, n.vocab = r.phrases.list, r.vocab.list
	return n
}

// prefix is where a message begins after the headline's label: "VIDEO: ",
// "AUDIO - ". A label is one word in capitals before a colon.
func prefix(text string, toks []language.Token) int {
	if len(toks) < 3 || toks[0].Kind != language.Word {
		return 0
	}
	word, mark := toks[0].Text(text), toks[1].Text(text)
	if mark != ":" || len(word) < 3 || word != strings.ToUpper(word) {
		return 0
	}
	return int(toks[1].End)
}

// readWords keeps the words of a message that say something.
func (r *reader) readWords(n *notes, text string, toks []language.Token, from int32) {
	start := len(n.words.all)
	for _, t := range toks {
		if t.Start < from {
			continue
		}
		word := t.Text(text)
		switch {
		case t.Kind == language.Mark && strings.Contains(".!?;…", word[:1]):
			if k := len(n.words.all); k > start && n.words.all[k-1] != sentenceEnd {
				n.words.all = append(n.words.all, sentenceEnd)
			}
		case t.Kind == language.Hashtag:
			n.use(r.vocab.of(strings.ToLower(word)), true)
		case t.Kind == language.Word && r.class[t.Tag] != 0:
			if lemma := r.lemma(word); lemma != "" {
				n.use(r.vocab.of(lemma), r.class[t.Tag] == noun)
			}
		}
	}
	if k := len(n.words.all); k > start && n.words.all[k-1] == sentenceEnd {
		n.words.all = n.words.all[:k-1]
	}
}

// use notes one use of a word.
func (n *notes) use(w int32, noun bool) {
	n.words.all = append(n.words.all, w)
	if int(w) == len(n.uses) {
		n.uses = append(n.uses, uses{})
	}
	n.uses[w].all++
	if noun {
		n.uses[w].noun++
	}
}

// mostSpellings bounds the memory of spellings.
const mostSpellings = 200_000

// lemma is what a word is counted as; "" where it says nothing.
func (r *reader) lemma(word string) string {
	if l, ok := r.lemmas[word]; ok {
		return l
	}
	if len(r.lemmas) >= mostSpellings {
		clear(r.lemmas)
	}
	l := lemmaOf(word)
	r.lemmas[strings.Clone(word)] = l
	return l
}

func lemmaOf(word string) string {
	lower := strings.ReplaceAll(strings.ToLower(word), "\u2019", "'")
	if len(lower) < 2 || lower[0] < 'a' && lower[0] != '\'' || silent(lower) {
		return ""
	}
	l := strings.Clone(language.Lemma(word))
	if silent(l) {
		return ""
	}
	return l
}

// readPairs keeps adjectives with the noun they say something of: "friendly
// staff", and the same where the noun comes first, "the staff were friendly".
func (r *reader) readPairs(n *notes, text string, toks []language.Token, from int32) {
	for i, t := range toks {
		if t.Start < from || t.Kind != language.Word || r.class[t.Tag] != adjective {
			continue
		}
		word := strings.ToLower(t.Text(text))
		if !describes(word) {
			continue
		}
		if k := r.described(text, toks, i); k >= 0 && !within(r.greeted, toks[k].Start, toks[k].End) {
			head := language.Fold(toks[k].Text(text))
			if !silent(head) && head != word && !silentAlone(head) {
				n.pairs.all = append(n.pairs.all, r.phrases.of(language.British(word)+" "+head))
			}
		}
	}
}

// described is the token of the noun that adjective i says something of, -1
// where there is none.
func (r *reader) described(text string, toks []language.Token, i int) int {
	is := func(k int, c class) bool {
		return k >= 0 && k < len(toks) && toks[k].Kind == language.Word && r.class[toks[k].Tag] == c
	}
	k := i + 1
	for k < len(toks) && (is(k, adjective) || toks[k].Text(text) == "," || toks[k].Text(text) == "and" || toks[k].Text(text) == "&") {
		k++
	}
	if is(k, noun) {
		if is(k+1, noun) {
			return -1 // a phrase as it stands
		}
		return k
	}
	k = i - 1
	for k >= 0 && (is(k, adjective) || is(k, adverb) || toks[k].Text(text) == "," || toks[k].Text(text) == "and" || toks[k].Text(text) == "&") {
		k--
	}
	if k < 1 || !links(strings.ToLower(toks[k].Text(text))) {
		return -1
	}
	for k--; k >= 0 && (is(k, adverb) || is(k, verb) && links(strings.ToLower(toks[k].Text(text)))); k-- {
	}
	if is(k, noun) {
		return k
	}
	return -1
}
