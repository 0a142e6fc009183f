package theme

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// finder holds what is known on the way to themes.
type finder struct {
	c     *corpus.Corpus
	sel   corpus.Selection // the messages read
	notes *notes
	vocab *vocabulary
	space *space
	names names
	opt   Options
	drawn []int32         // messages from which clusters are learned
	stop  map[string]bool // words and phrases that the analyst stopped, as lemmas
}

func newFinder(c *corpus.Corpus, sel corpus.Selection, n *notes, m *language.Model, opt Options) *finder {
	f := &finder{c: c, sel: sel, notes: n, opt: opt}
	f.names = findNames(c, sel, n, m.Knows)
	f.stop = map[string]bool{}
	for _, w := range opt.Stop {
		if w = strings.Join(strings.Fields(strings.ToLower(w)), " "); strings.Contains(w, " ") {
			f.stop[singular(w)] = true
		} else {
			f.stop[language.Lemma(w)], f.stop[language.Fold(w)] = true, true
		}
	}
	f.vocab = choose(c, sel, n, f.names.in, func(w string) bool { return f.stop[w] })
	f.vocab.renumber(n)
	f.space = learn(n, f.vocab)
	return f
}

// vector puts the direction of some words into v: the sum of their places, each
// word counting for its weight and once more for e times as often. It reports
// whether there is one.
func (f *finder) vector(v []float64, words []int32, counts map[int32]int) bool {
	clear(v)
	clear(counts)
	for _, w := range words {
		if w != sentenceEnd {
			counts[w]++
		}
	}
	for i, w := range words { // in order, so that sums are the same every time
		if w == sentenceEnd || slices.Contains(words[:i], w) {
			continue
		}
		s := f.vocab.weight[w]
		if n := counts[w]; n > 1 {
			s *= 1 + math.Log(float64(n))
		}
		for d, x := range f.space.of(w) {
			v[d] += s * x
		}
	}
	return unit(v)
}

// mostPoints is the number of messages from which clusters are learned.
const mostPoints = 20_000

// sample are messages that say something, in an order by chance that adding
// others does not change.
func (f *finder) sample() *points {
	type drawn struct {
		order uint64
		k     int32
	}
	var list []drawn
	for k, i := range f.sel {
		if len(f.notes.words.of(k)) > 0 {
			list = append(list, drawn{mix(hash(f.c.Text(int(i))) ^ uint64(f.c.Time(int(i)).UnixMilli())), int32(k)})
		}
	}
	slices.SortFunc(list, func(a, b drawn) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.k, b.k)) })
	list = list[:min(len(list), mostPoints)]
	p := newPoints(f.space.dim, len(list))
	v, counts := make([]float64, f.space.dim), map[int32]int{}
	for _, x := range list {
		if f.vector(v, f.notes.words.of(int(x.k)), counts) {
			p.add(v)
			f.drawn = append(f.drawn, x.k)
		}
	}
	return p
}

// mix spreads the bits of a number (the finisher of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (f *finder) find(ctx context.Context, r *Result) error {
	p := f.sample()
	r.carried = newLists(len(f.sel))
	for _, foreign := range f.notes.foreign {
		if foreign {
			r.NotEnglish++
		}
	}
	if p.len() == 0 {
		r.Unassigned = len(f.sel)
		for range f.sel {
			r.carried.end()
		}
		return nil
	}
	t := f.collect()
	seeds := newSeeding(p, func(i int) []int32 { return f.notes.words.of(int(f.drawn[i])) }, len(f.vocab.words))
	want := f.opt.Themes
	if want <= 0 {
		want = seeds.number()
	}
	few := func(n int) bool { return f.opt.Themes > 0 && n < want || n < want*mostlyNamed/100 }
	for k, room, tries := want, want, 1; ; tries++ {
		c := seeds.first(k)
		kmeans(p, c)
		carried, list, err := f.named(ctx, t, c, nil)
		if err != nil {
			return err
		}
		again := tries < mostTries && c.len() >= k
		if again && few(len(list)) {
			k += want - len(list)
			continue
		}
		if list = list[:min(room, len(list))]; len(list) > 0 && len(list) < c.len() {
			if carried, list, err = f.named(ctx, t, c, list); err != nil {
				return err
			}
		}
		if again && few(len(list)) { // some are now called like others
			room += want - len(list)
			k = max(k, room)
			continue
		}
		list = list[:min(want, len(list))]
		carried = f.hold(list, t, f.tally(c.len(), t, &carried), &carried)
		f.describe(r, list, c, t, &carried)
		return nil
	}
}

// named gives each message its clusters, of those in the list where there is one,
// names the clusters, and unites those that are called alike.
func (f *finder) named(ctx context.Context, t *terms, c *points, only []described) (lists, []described, error) {
	carried, err := f.assign(ctx, c, only)
	if err != nil {
		return lists{}, nil, err
	}
	a := f.tally(c.len(), t, &carried)
	list, into := f.name(t, c, a)
	if merges(into) {
		carried = unite(c, a, &carried, into)
		list, _ = f.name(t, c, f.tally(c.len(), t, &carried))
	}
	return carried, list, nil
}

// merges reports whether any cluster belongs to another.
func merges(into []int32) bool {
	for m, other := range into {
		if int(other) != m {
			return true
		}
	}
	return false
}

// mostlyNamed is the part, in percent, of the groups that must have a name where
// the messages decide how many there are. With fewer, talk about nothing gets more
// groups of its own.
const mostlyNamed = 67

// mostTries bounds how often clusters are sought until enough can be named.
const mostTries = 5

// How alike a message and a theme must be for the message to carry it, and a
// sentence for its message to carry its theme too.
const (
	leastAlike         = 0.3
	leastAlikeSentence = 0.5
)

// assign gives each message the theme it is most alike, and the themes its
// sentences are most alike. Where there is a list, themes are only those in it.
func (f *finder) assign(ctx context.Context, c *points, list []described) (lists, error) {
	named := newPoints(c.dim, len(list))
	for _, d := range list {
		named.add(c.of(d.cluster))
	}
	work := corpus.Batches{Size: batch, Workers: f.opt.Workers}
	parts := make([]lists, work.Count(f.sel))
	err := work.Run(ctx, f.sel, func() func(int, corpus.Selection) {
		a := assigner{f: f, c: c, named: named, list: list, v: make([]float64, f.space.dim), counts: map[int32]int{}}
		return func(b int, some corpus.Selection) {
			parts[b] = newLists(len(some))
			for k := range some {
				parts[b].all = a.themes(parts[b].all, f.notes.words.of(b*batch+k))
				parts[b].end()
			}
		}
	})
	if err != nil {
		return lists{}, err
	}
	all := newLists(len(f.sel))
	for _, part := range parts {
		for k := range len(part.from) - 1 {
			all.all = append(all.all, part.of(k)...)
			all.end()
		}
	}
	return all, nil
}

type assigner struct {
	f      *finder
	c      *points
	named  *points // those of c that are themes, none where all are
	list   []described
	v      []float64
	counts map[int32]int
}

// theme is the one that v, the direction of some words, is alike at least so
// much; -1 where none is. Where the nearest centre is no theme, it is the nearest
// that is one if one of the words tells of it.
func (a *assigner) theme(words []int32, least float64) (int32, float64) {
	m, s := nearest(a.c, a.v)
	if len(a.list) > 0 && !slices.ContainsFunc(a.list, func(d described) bool { return d.cluster == m }) {
		x, near := nearest(a.named, a.v)
		d := a.list[x]
		if !a.f.tellsOf(d, words) {
			return -1, 0
		}
		m, s = d.cluster, near
	}
	if s < least {
		return -1, s
	}
	return int32(m), s
}

// mostTelling is the number of words one of which must stand in a message.
const mostTelling = 4

// tellsOf reports whether one of the words is among the most telling of a
// cluster or stands in its name.
func (f *finder) tellsOf(d described, words []int32) bool {
	if slices.ContainsFunc(words, func(w int32) bool { return slices.Contains(d.words[:min(len(d.words), mostTelling)], w) }) {
		return true
	}
	for w := range strings.FieldsSeq(d.label + " " + d.second) {
		if id, ok := f.vocab.id(language.Lemma(w)); ok && slices.Contains(words, id) {
			return true
		}
	}
	return false
}

// themes appends the themes of a message, the best first.
func (a *assigner) themes(list []int32, words []int32) []int32 {
	if !a.f.vector(a.v, words, a.counts) {
		return list
	}
	start := len(list)
	if m, _ := a.theme(words, leastAlike); m >= 0 {
		list = append(list, m)
	}
	if !slices.Contains(words, sentenceEnd) {
		return list
	}
	type scored struct {
		m int32
		s float64
	}
	var more []scored
	for len(words) > 0 {
		var sentence []int32
		sentence, words = cutSentence(words)
		if !a.f.vector(a.v, sentence, a.counts) {
			continue
		}
		if m, s := a.theme(sentence, leastAlikeSentence); m >= 0 {
			more = append(more, scored{m, s})
		}
	}
	slices.SortStableFunc(more, func(x, y scored) int { return cmp.Compare(y.s, x.s) })
	for _, x := range more {
		if !slices.Contains(list[start:], x.m) {
			list = append(list, x.m)
		}
	}
	return list
}
