package theme

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// describe turns clusters into themes: names them, and gathers their phrases,
// messages and people.
func (f *finder) describe(r *Result, c *points, carried lists) {
	k := c.len()
	t := f.collect()
	size := make([]int, k)
	holds := make([][]int32, k) // messages of the cluster with each term
	for m := range holds {
		holds[m] = make([]int32, len(t.list))
	}
	for i := range f.sel {
		for _, m := range carried.of(i) {
			size[m]++
		}
	}
	f.eachTerm(t.ofLemma, len(t.list), func(i int, x int32) {
		for _, m := range carried.of(i) {
			holds[m][x]++
		}
	})
	order := make([]int, 0, k)
	for m := range k {
		if size[m] > 0 {
			order = append(order, m)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	number := make([]int32, k)
	for m := range number {
		number[m] = -1
	}
	ids, labels := map[string]bool{}, map[string]bool{}
	var chosen [][]int32
	for _, m := range order {
		ranked, weight := f.rank(t, holds[m], size[m], c.of(m))
		if len(ranked) == 0 {
			continue
		}
		name := ranked[0]
		for _, x := range ranked {
			if !labels[t.list[x].lemma] {
				name = x
				break
			}
		}
		labels[t.list[name].lemma] = true
		number[m] = int32(len(r.Themes))
		th := Theme{}
		list := ranked[:min(len(ranked), mostPhrases)]
		for _, x := range list {
			th.Phrases = append(th.Phrases, Phrase{Lemma: t.list[x].lemma, Weight: weight[x]})
		}
		chosen = append(chosen, list)
		th.Label = t.list[name].lemma
		th.ID = slug(th.Label)
		for n := 2; ids[th.ID]; n++ {
			th.ID = fmt.Sprintf("%s-%d", slug(th.Label), n)
		}
		ids[th.ID] = true
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
	f.count(r, t, chosen)
	for x := range r.Themes {
		th := &r.Themes[x]
		th.People = len(f.c.Who(th.Messages))
		th.Share = float64(len(th.Messages)) / float64(len(f.sel))
	}
}

// mostPhrases is the number of phrases kept of a theme.
const mostPhrases = 12

// rank orders the terms of a cluster by how telling they are: how many of its
// messages hold the term, how much more often than elsewhere, how many words
// it has, and how near it lies to the cluster's centre.
func (f *finder) rank(t *terms, holds []int32, size int, centre []float64) ([]int32, map[int32]float64) {
	need := int32(max(2, size/100))
	weight := map[int32]float64{}
	var list []int32
	v, counts := make([]float64, f.space.dim), map[int32]int{}
	for x, n := range holds {
		if n < need {
			continue
		}
		lift := float64(n) / float64(t.list[x].messages) * float64(len(f.sel)) / float64(size)
		if lift <= 1 {
			continue
		}
		var words []int32
		for w := range strings.FieldsSeq(t.list[x].lemma) {
			if id, ok := f.vocab.id(language.Lemma(w)); ok {
				words = append(words, id)
			}
		}
		if !f.vector(v, words, counts) {
			continue
		}
		near := dot(v, centre)
		if near <= 0 {
			continue
		}
		weight[int32(x)] = float64(n) * math.Log(lift) * near * math.Log2(float64(t.list[x].words)+1)
		list = append(list, int32(x))
	}
	slices.SortFunc(list, func(a, b int32) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), strings.Compare(t.list[a].lemma, t.list[b].lemma))
	})
	return list, weight
}

// count fills in how the chosen phrases are written, and in how many messages
// of their theme and by how many people.
func (f *finder) count(r *Result, t *terms, chosen [][]int32) {
	type place struct{ theme, phrase int }
	places := map[int32][]place{}
	for x, list := range chosen {
		for p, id := range list {
			places[id] = append(places[id], place{x, p})
		}
	}
	who := map[place]map[corpus.PersonID]bool{}
	written := map[int32]map[string]int{}
	f.eachTerm(t.ofLemma, len(t.list), func(i int, id int32) {
		list := places[id]
		if list == nil {
			return
		}
		p := f.c.Person(int(f.sel[i]))
		for _, at := range list {
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
		f.spellings(written[id], i, t.list[id])
	})
	for x := range r.Themes {
		th := &r.Themes[x]
		for p := range th.Phrases {
			ph := &th.Phrases[p]
			ph.People = max(1, len(who[place{x, p}]))
			ph.Display = display(ph.Lemma, written[chosen[x][p]])
			if ph.Lemma == th.Label {
				th.Label = ph.Display
			}
		}
	}
}

// spellings counts how message i writes a term, by itself or at the end of a
// longer phrase.
func (f *finder) spellings(counts map[string]int, i int, t term) {
	text := f.c.Text(int(f.sel[i]))
	for _, note := range f.notes.of(i) {
		lemma := f.notes.lemmas[note.lemma]
		if lemma != t.lemma && !strings.HasSuffix(lemma, " "+t.lemma) {
			continue
		}
		words := strings.Fields(text[note.start:note.end])
		counts[strings.Join(words[max(0, len(words)-t.words):], " ")]++
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

// position is where a message stands in a selection.
func position(s corpus.Selection, i int) (int, bool) { return slices.BinarySearch(s, int32(i)) }
