package theme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
)

// tally counts, for each cluster, its messages, and those with each word and
// each term.
type tally struct {
	size        []int
	of          [][]int32 // the messages of each
	words, held [][]int32
}

func (f *finder) tally(k int, t *terms, carried *lists) *tally {
	a := &tally{size: make([]int, k), of: make([][]int32, k), words: make([][]int32, k), held: make([][]int32, k)}
	for m := range k {
		a.words[m], a.held[m] = make([]int32, len(f.vocab.words)), make([]int32, len(t.list))
	}
	for i := range f.sel {
		words := f.notes.words.of(i)
		for _, m := range carried.of(i) {
			a.size[m]++
			a.of[m] = append(a.of[m], int32(i))
			for x, w := range words {
				if w != sentenceEnd && !slices.Contains(words[:x], w) {
					a.words[m][w]++
				}
			}
		}
	}
	f.eachTerm(t.ofLemma, len(t.list), func(i int, x int32) {
		for _, m := range carried.of(i) {
			a.held[m][x]++
		}
	})
	return a
}

// described is a cluster with its name.
type described struct {
	cluster int
	label   string  // the lemma of the term that names it
	second  string  // another that names it as well, "" where one is enough
	phrases []int32 // terms, the most telling first
	weight  []float64
	words   []int32 // the most telling words, the first ten
}

// name finds names for clusters, the largest first. Clusters without a phrase
// that a fair part of their messages hold are talk about nothing in particular
// and get none.
//
// Clusters that have the same name and no other are one theme: into says which
// cluster each of them belongs to.
func (f *finder) name(t *terms, c *points, a *tally) (list []described, into []int32) {
	into = make([]int32, c.len())
	for m := range into {
		into[m] = int32(m)
	}
	order := make([]int, 0, c.len())
	for m, n := range a.size {
		if n >= leastMessages {
			order = append(order, m)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(a.size[y], a.size[x]) })
	taken, called := map[string]bool{}, map[string]int32{}
	for _, m := range order {
		words := f.telling(a.words[m], a.size[m], c.of(m))
		d := described{cluster: m, words: strongest(words, coherenceWords)}
		ranked := f.rank(t, a, m, words)
		if !nameable(ranked, a.size[m]) {
			continue
		}
		together := func(x, y string) bool { return f.goTogether(x, y, a.of[m]) }
		var same string
		if d.label, d.second, same = label(t, ranked, taken, together); d.label == "" {
			if other, ok := called[same]; ok {
				into[m] = other
			}
			continue
		}
		called[plain(d.label)] = int32(m)
		if d.second != "" {
			called[plain(d.second)] = int32(m)
		}
		for _, x := range ranked[:min(len(ranked), mostPhrases)] {
			d.phrases, d.weight = append(d.phrases, x.term), append(d.weight, x.weight)
		}
		list = append(list, d)
	}
	return list, into
}

// unite makes one cluster of those that belong together; the others become
// empty.
func unite(c *points, a *tally, carried *lists, into []int32) lists {
	for m, other := range into {
		if int(other) == m {
			continue
		}
		v := c.of(int(other))
		for d, x := range c.of(m) {
			v[d] += x * float64(a.size[m]) / float64(a.size[other])
		}
		unit(v)
	}
	out := lists{all: make([]int32, 0, len(carried.all)), from: make([]int32, 1, len(carried.from))}
	for k := range len(carried.from) - 1 {
		start := len(out.all)
		for _, m := range carried.of(k) {
			if !slices.Contains(out.all[start:], into[m]) {
				out.all = append(out.all, into[m])
			}
		}
		out.end()
	}
	return out
}

// leastMessages is the smallest theme.
const leastMessages = 3

// mostPhrases is the number of phrases kept of a theme.
const mostPhrases = 12

// A phrase stands for a theme where so much of its messages carry the theme
// already, and it is so telling beside the most telling one.
const (
	standsFor     = 0.5
	standsTelling = 0.3
)

// hold gives a theme to every message that holds its name or another phrase that
// stands for it, after the themes that the message has. So the number of
// messages of a theme is never below that of its name.
func (f *finder) hold(list []described, t *terms, a *tally, carried *lists) lists {
	of := make([][]int32, len(t.list))
	for _, d := range list {
		for p, id := range d.phrases {
			named := t.list[id].lemma == d.label || t.list[id].lemma == d.second
			stands := float64(a.held[d.cluster][id]) >= standsFor*float64(t.list[id].messages) && d.weight[p] >= standsTelling*d.weight[0]
			if stands || named && t.list[id].words > 1 {
				of[id] = append(of[id], int32(d.cluster))
			}
		}
	}
	more := make([][]int32, len(f.sel))
	f.eachTerm(t.ofLemma, len(t.list), func(i int, id int32) {
		for _, m := range of[id] {
			if !slices.Contains(carried.of(i), m) && !slices.Contains(more[i], m) {
				more[i] = append(more[i], m)
			}
		}
	})
	out := newLists(len(f.sel))
	for i := range f.sel {
		out.all = append(append(out.all, carried.of(i)...), more[i]...)
		out.end()
	}
	return out
}

// describe turns named clusters into themes: gathers their phrases, messages
// and people.
func (f *finder) describe(r *Result, list []described, c *points, t *terms, carried *lists) {
	number := make([]int32, c.len())
	for m := range number {
		number[m] = -1
	}
	ids := map[string]bool{}
	for x, d := range list {
		number[d.cluster] = int32(x)
		th := Theme{ID: slug(d.label)}
		for n := 2; ids[th.ID]; n++ {
			th.ID = fmt.Sprintf("%s-%d", slug(d.label), n)
		}
		ids[th.ID] = true
		for p, id := range d.phrases {
			th.Phrases = append(th.Phrases, Phrase{Lemma: t.list[id].lemma, Weight: d.weight[p]})
		}
		r.Themes = append(r.Themes, th)
	}
	for i, at := range f.sel {
		for _, m := range carried.of(i) {
			if x := number[m]; x >= 0 {
				r.carried.all = append(r.carried.all, x)
				r.Themes[x].Messages = append(r.Themes[x].Messages, at)
			}
		}
		r.carried.end()
		if len(r.carried.of(i)) == 0 {
			r.Unassigned++
		}
	}
	f.count(r, t, list)
	for x := range r.Themes {
		th := &r.Themes[x]
		th.People = len(f.c.Who(th.Messages))
		th.Share = float64(len(th.Messages)) / float64(len(f.sel))
		th.Examples = f.examples(th.Messages, c.of(list[x].cluster))
	}
	f.cohere(r, list)
	r.largestFirst()
}

// largestFirst puts the themes in order of the messages that carry them, which may
// be more than those of the groups they were named for.
func (r *Result) largestFirst() {
	order := make([]int, len(r.Themes))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(len(r.Themes[y].Messages), len(r.Themes[x].Messages))
	})
	themes, place := make([]Theme, len(order)), make([]int32, len(order))
	for at, k := range order {
		themes[at], place[k] = r.Themes[k], int32(at)
	}
	r.Themes = themes
	for k, x := range r.carried.all {
		r.carried.all[k] = place[x]
	}
}

// count fills in how the phrases are written, and in how many messages of
// their theme and by how many people.
func (f *finder) count(r *Result, t *terms, list []described) {
	type place struct{ theme, phrase int }
	places := map[int32][]place{}
	for x, d := range list {
		for p, id := range d.phrases {
			places[id] = append(places[id], place{x, p})
		}
	}
	who := map[place]map[corpus.PersonID]bool{}
	written := map[int32]map[string]int{}
	f.eachTerm(t.ofLemma, len(t.list), func(i int, id int32) {
		if places[id] == nil {
			return
		}
		p := f.c.Person(int(f.sel[i]))
		for _, at := range places[id] {
			if !slices.Contains(r.carried.of(i), int32(at.theme)) {
				continue
			}
			r.Themes[at.theme].Phrases[at.phrase].Messages++
			if p != corpus.NoPerson {
				if who[at] == nil {
					who[at] = map[corpus.PersonID]bool{}
				}
				who[at][p] = true
			}
		}
		if written[id] == nil {
			written[id] = map[string]int{}
		}
		f.spellings(written[id], i, t.list[id].lemma)
	})
	for x, d := range list {
		th := &r.Themes[x]
		shown := map[string]string{}
		for p := range th.Phrases {
			ph := &th.Phrases[p]
			ph.People = max(1, len(who[place{x, p}]))
			ph.Display = display(ph.Lemma, written[d.phrases[p]])
			shown[ph.Lemma] = ph.Display
		}
		th.Label = shown[d.label]
		if d.second != "" {
			th.Label += " and " + shown[d.second]
		}
	}
}

// spellings counts how message i writes a phrase, by itself or at the end of a
// longer one. Where an adjective was said of a noun at a distance, the two are
// put together.
func (f *finder) spellings(counts map[string]int, i int, lemma string) {
	text := f.c.Text(int(f.sel[i]))
	first, head := "", lemma
	if k := strings.LastIndexByte(lemma, ' '); k >= 0 {
		first, head = lemma[:k+1], lemma[k+1:]
	}
	words := strings.Count(lemma, " ") + 1
	apart := ""
	for _, note := range f.notes.of(i) {
		is := singular(f.notes.lemmas[note.lemma])
		w := strings.Fields(text[note.start:note.end])
		switch {
		case is == lemma || strings.HasSuffix(is, " "+lemma):
			counts[strings.Join(w[max(0, len(w)-words):], " ")]++
			return
		case is == head || strings.HasSuffix(is, " "+head):
			apart = first + strings.ToLower(w[len(w)-1])
		}
	}
	if apart != "" {
		counts[apart]++
	}
}

// smallShare is the part of a phrase's uses that must be in small letters for
// it to be shown so: capitals at the head of a sentence or of a headline are
// no part of a phrase, those of "NHS" are.
const smallShare = 0.2

// display is the spelling used most; the shortest and then the first in the
// alphabet where several are.
func display(lemma string, counts map[string]int) string {
	total, inSmall := 0, 0
	for s, n := range counts {
		total += n
		if s == strings.ToLower(s) {
			inSmall += n
		}
	}
	onlySmall := float64(inSmall) >= smallShare*float64(total)
	best, most := lemma, 0
	for s, n := range counts {
		if onlySmall && s != strings.ToLower(s) {
			continue
		}
		if n > most || n == most && (len(s) < len(best) || len(s) == len(best) && s < best) {
			best, most = s, n
		}
	}
	return best
}
