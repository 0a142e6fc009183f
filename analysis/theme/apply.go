package theme

import (
	"cmp"
	"slices"

	"yearbook/analysis/corpus"
)

// Apply gives the themes as the analyst wants them: first merges and splits in
// the order in which they were made, then new names, then what is hidden. The
// result that was found is not changed. Without edits the same is returned.
//
// A theme is the one with the id of the edit. Where there is none, because an
// import changed what was found, it is the theme whose phrases are most like
// those at the time of the decision: at least half of all phrases of the two are
// common to both (Jaccard index 0.5), the most alike pair first, each theme once,
// and none that an edit names by its own id. It keeps the id that it had.
//
// Merging: a message carries the theme if it carried either. Splitting: the
// messages of the theme that hold all words of the phrase in one sentence carry
// the part, and the theme keeps the others. Hiding: messages that carry no other
// theme count as unassigned.
//
// Apply does not find anything: the words of e.Stopped are for [Options.Stop].
// Phrases of several words in it are taken off the themes here; a theme that was
// called by one is called by its next phrase, and one that has no other is hidden.
func Apply(c *corpus.Corpus, found *Result, e Edits) (*Result, []Unmet) {
	phrases := stopPhrases(e.Stopped)
	if len(e.refs())+len(phrases) == 0 {
		return found, nil
	}
	w := newWork(c, found, &e)
	for _, p := range w.pieces {
		p.stop(phrases)
	}
	var unmet []Unmet
	miss := func(k Kind, id string, done bool) {
		if !done {
			unmet = append(unmet, Unmet{k, id})
		}
	}
	for _, s := range e.steps() {
		if s.merge != nil {
			miss(Merged, s.merge.Theme.ID, w.merge(s.merge))
		} else {
			miss(Parted, PartID(s.split.Theme.ID, s.split.Phrase), w.split(s.split))
		}
	}
	for _, r := range e.Renames {
		p := w.byID[r.Theme.ID]
		if miss(Renamed, r.Theme.ID, p != nil); p != nil {
			p.Label = r.Label
		}
	}
	for _, r := range e.Hidden {
		p := w.byID[r.ID]
		if miss(Concealed, r.ID, p != nil); p != nil {
			p.hidden = true
		}
	}
	return w.result(), unmet
}

// work is a result being changed.
type work struct {
	c      *corpus.Corpus
	found  *Result
	pieces []*piece          // in the order of what was found, parts after their theme
	byID   map[string]*piece // without those merged into others
	gone   map[string]*piece // what a merged theme is part of now
	text   sentences
}

// piece is a theme being changed.
type piece struct {
	Theme
	from    []int            // positions of the themes found that it is made of, ascending
	all     corpus.Selection // its messages, with those that were split off
	touched bool
	hidden  bool
	again   map[string]bool // lemmas of phrases to be counted again
}

func newWork(c *corpus.Corpus, found *Result, e *Edits) *work {
	w := &work{c: c, found: found, byID: map[string]*piece{}, gone: map[string]*piece{}, text: sentences{c: c}}
	called := resolve(found, e.refs())
	for k := range found.Themes {
		p := &piece{Theme: found.Themes[k], from: []int{k}, all: found.Themes[k].Messages, again: map[string]bool{}}
		if id, ok := called[k]; ok {
			p.ID = id
		}
		w.pieces, w.byID[p.ID] = append(w.pieces, p), p
	}
	return w
}

// find is the theme with the id, or the one that it was merged into.
func (w *work) find(id string) *piece {
	p := w.byID[id]
	for p == nil && w.gone[id] != nil {
		id = w.gone[id].ID
		p = w.byID[id]
	}
	return p
}

func (w *work) merge(m *Merge) bool {
	p, into := w.byID[m.Theme.ID], w.find(m.Into.ID)
	if p == nil || into == nil || p == into {
		return false
	}
	into.touched = true
	into.from = union(into.from, p.from)
	into.all, into.Messages = into.all.Or(p.Messages), into.Messages.Or(p.Messages)
	for _, ph := range p.Phrases {
		at := slices.IndexFunc(into.Phrases, func(x Phrase) bool { return x.Lemma == ph.Lemma })
		if at < 0 {
			into.Phrases = append(slices.Clip(into.Phrases), ph)
			continue
		}
		into.Phrases = slices.Clone(into.Phrases)
		into.Phrases[at].Weight = max(into.Phrases[at].Weight, ph.Weight)
		into.again[ph.Lemma] = true
	}
	delete(w.byID, p.ID)
	w.gone[p.ID] = into
	w.pieces = slices.DeleteFunc(w.pieces, func(x *piece) bool { return x == p })
	return true
}

func union(a, b []int) []int {
	list := slices.Sorted(slices.Values(slices.Concat(a, b)))
	return slices.Compact(list)
}

func (w *work) split(s *Split) bool {
	p := w.find(s.Theme.ID)
	id := PartID(s.Theme.ID, s.Phrase)
	if p == nil || w.byID[id] != nil || w.gone[id] != nil || len(p.Phrases) == 1 {
		return false
	}
	at := slices.IndexFunc(p.Phrases, func(x Phrase) bool { return x.Lemma == s.Phrase })
	if at < 0 {
		return false
	}
	ph := p.Phrases[at]
	own := p.all.Filter(func(i int) bool { return w.text.hold(i, ph.Lemma) })
	if len(own) == 0 {
		return false
	}
	ph.Messages, ph.People = len(own), max(1, len(w.c.Who(own)))
	part := &piece{from: p.from, all: own, touched: true, again: map[string]bool{}}
	part.Theme = Theme{ID: id, Label: cmp.Or(s.Label, ph.Display), Phrases: []Phrase{ph}, Messages: own}
	p.touched = true
	p.Phrases = slices.Delete(slices.Clone(p.Phrases), at, at+1)
	p.Messages = p.Messages.Filter(func(i int) bool { return !own.Has(i) })
	k := slices.Index(w.pieces, p)
	w.pieces, w.byID[id] = slices.Insert(w.pieces, k+1, part), part
	return true
}

// result puts the pieces together.
func (w *work) result() *Result {
	r := *w.found
	r.Themes = nil
	kept := slices.Clone(w.pieces)
	kept = slices.DeleteFunc(kept, func(p *piece) bool { return p.hidden || len(p.Messages) == 0 || len(p.Phrases) == 0 })
	slices.SortStableFunc(kept, func(a, b *piece) int {
		return cmp.Or(cmp.Compare(len(b.Messages), len(a.Messages)), cmp.Compare(a.from[0], b.from[0]), cmp.Compare(a.ID, b.ID))
	})
	of := make([][]int32, len(w.found.Themes)) // of each theme found, what it is now
	for k, p := range kept {
		w.finish(p)
		r.Themes = append(r.Themes, p.Theme)
		for _, x := range p.from {
			of[x] = append(of[x], int32(k))
		}
	}
	r.Unassigned = 0
	r.carried = newLists(len(r.Read))
	for _, i := range r.Read {
		start := len(r.carried.all)
		for _, x := range w.found.Of(int(i)) {
			for _, k := range of[x] {
				if !slices.Contains(r.carried.all[start:], k) && kept[k].Messages.Has(int(i)) {
					r.carried.all = append(r.carried.all, k)
				}
			}
		}
		if len(r.carried.all) == start {
			r.Unassigned++
		}
		r.carried.end()
	}
	return &r
}

// finish counts again what changed with the messages of a piece.
func (w *work) finish(p *piece) {
	if !p.touched {
		return
	}
	p.People = len(w.c.Who(p.Messages))
	p.Share = float64(len(p.Messages)) / float64(len(w.found.Read))
	p.Phrases = slices.Clone(p.Phrases)
	for k := range p.Phrases {
		ph := &p.Phrases[k]
		if p.again[ph.Lemma] || ph.Messages > len(p.Messages) || len(p.all) > len(p.Messages) {
			held := p.Messages.Filter(func(i int) bool { return w.text.hold(i, ph.Lemma) })
			ph.Messages, ph.People = len(held), max(1, len(w.c.Who(held)))
		}
	}
	if some := slices.DeleteFunc(slices.Clone(p.Phrases), func(ph Phrase) bool { return ph.Messages == 0 }); len(some) > 0 {
		p.Phrases = some
	}
	slices.SortStableFunc(p.Phrases, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Lemma, b.Lemma))
	})
	p.Coherence = w.coherence(p)
	p.Examples = w.examples(p)
}

// coherence is the mean of that of the themes that a piece is made of, each
// counting for its messages.
func (w *work) coherence(p *piece) float64 {
	sum, n := 0.0, 0.0
	for _, x := range p.from {
		t := &w.found.Themes[x]
		sum += t.Coherence * float64(len(t.Messages))
		n += float64(len(t.Messages))
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// examples takes turns with those of the themes that a piece is made of, and
// fills up with messages spread over the time of the piece.
func (w *work) examples(p *piece) corpus.Selection {
	var list corpus.Selection
	add := func(i int32) {
		if p.Messages.Has(int(i)) && !slices.Contains(list, i) && len(list) < mostExamples {
			list = append(list, i)
		}
	}
	for turn := range mostExamples {
		for _, x := range p.from {
			if ex := w.found.Themes[x].Examples; turn < len(ex) {
				add(ex[turn])
			}
		}
	}
	for k := range mostExamples {
		add(p.Messages[k*len(p.Messages)/mostExamples])
	}
	slices.Sort(list)
	return list
}
