package corpus

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // office PCs have no zone files

	"golang.org/x/text/unicode/norm"
)

// London is the zone in which NHS years are cut. The zone data is part of the
// program, so loading it cannot fail.
func London() *time.Location {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic("corpus: zone data is missing from the program: " + err.Error())
	}
	return loc
}

// Builder collects the records of many sources and makes a Corpus of them.
// The zero value is ready to use.
type Builder struct {
	sources []Source
	records [][]Record
}

// Add hands over all records of one source. The builder keeps the slice and
// may reorder it.
func (b *Builder) Add(src Source, records []Record) {
	b.sources = append(b.sources, src)
	b.records = append(b.records, records)
}

// Options say how a corpus is built.
type Options struct {
	Location *time.Location // nil means Europe/London
	Sessions SessionRule
}

// entry is one record on its way into the columns.
type entry struct {
	*Record
	source int32
	key    string // folded author
}

// Build merges what was added. Sources are taken in order of path, whatever
// the order in which they came. It fails only on more messages than a corpus
// can hold.
func (b *Builder) Build(opt Options) (*Corpus, error) {
	if opt.Location == nil {
		opt.Location = London()
	}
	sources, records := b.inOrder()
	total := 0
	for _, r := range records {
		total += len(r)
	}
	if total > math.MaxInt32 {
		return nil, fmt.Errorf("%d messages are more than one review can hold: load fewer files at a time", total)
	}
	entries := merge(sources, records, total)
	slices.SortStableFunc(entries, byTime)
	c := &Corpus{loc: opt.Location, sources: sources}
	c.fill(entries)
	c.cut(opt.Sessions)
	return c, nil
}

// inOrder returns the sources by path and their records by row.
func (b *Builder) inOrder() ([]Source, [][]Record) {
	order := make([]int, len(b.sources))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.sources[i].Path, b.sources[j].Path) })
	sources := make([]Source, len(order))
	records := make([][]Record, len(order))
	for k, i := range order {
		sources[k], records[k] = b.sources[i], b.records[i]
		sources[k].Messages, sources[k].Duplicates = 0, 0
		slices.SortStableFunc(records[k], func(x, y Record) int { return cmp.Compare(x.Row, y.Row) })
	}
	return sources, records
}

// merge folds duplicates. A record with an id is the same message as any
// other with that id and channel. Records without an id are matched as
// multisets of time, person and text: of the sources that hold an equal
// record, the one that holds it most often keeps all of them, so that equal
// messages in one second survive and a longer export adds only what is new.
func merge(sources []Source, records [][]Record, total int) []entry {
	type same struct {
		channel   Channel
		time      int64
		key, text string
	}
	keys := newFolder()
	seen := map[[2]string]bool{}
	var best map[same]holding // only needed where two sources could overlap
	overlap := overlaps(records)
	if overlap {
		best = map[same]holding{}
		for s, rs := range records {
			for i := range rs {
				if r := &rs[i]; r.ID == "" {
					k := same{r.Channel, r.Time, keys.fold(r.Author), r.Text}
					best[k] = best[k].count(int32(s))
				}
			}
		}
	}
	out := make([]entry, 0, total)
	for s, rs := range records {
		for i := range rs {
			r := &rs[i]
			key := keys.fold(r.Author)
			if r.ID != "" {
				id := [2]string{string(r.Channel), r.ID}
				if seen[id] {
					sources[s].Duplicates++
					continue
				}
				seen[id] = true
			} else if overlap && best[same{r.Channel, r.Time, key, r.Text}].winner() != int32(s) {
				sources[s].Duplicates++
				continue
			}
			sources[s].Messages++
			out = append(out, entry{r, int32(s), key})
		}
	}
	return out
}

// holding counts how often each source holds one message. Sources are counted
// in order, so that only the current one and the best before it are needed.
type holding struct {
	best, current   int32
	bestN, currentN int32
}

func (h holding) count(source int32) holding {
	if h.currentN == 0 || h.current != source {
		if h.currentN > h.bestN {
			h.best, h.bestN = h.current, h.currentN
		}
		h.current, h.currentN = source, 0
	}
	h.currentN++
	return h
}

func (h holding) winner() int32 {
	if h.currentN > h.bestN {
		return h.current
	}
	return h.best
}

// overlaps reports whether two sources cover a common span of time without
// ids, so that they could hold the same message.
func overlaps(records [][]Record) bool {
	type window struct{ from, to int64 }
	var windows []window
	for _, rs := range records {
		w := window{math.MaxInt64, math.MinInt64}
		for i := range rs {
			if rs[i].ID == "" {
				w.from, w.to = min(w.from, rs[i].Time), max(w.to, rs[i].Time)
			}
		}
		if w.from <= w.to {
			windows = append(windows, w)
		}
	}
	slices.SortFunc(windows, func(a, b window) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(windows); i++ {
		if windows[i].from <= windows[i-1].to {
			return true
		}
		windows[i].to = max(windows[i].to, windows[i-1].to)
	}
	return false
}

// byTime orders messages by time; those of one moment by source and row, which
// is the order in which they were read.
func byTime(a, b entry) int {
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.source, b.source), cmp.Compare(a.Row, b.Row))
}

// fill moves the entries into columns and names the people.
func (c *Corpus) fill(entries []entry) {
	n := len(entries)
	c.time, c.text = make([]int64, n), make([]string, n)
	c.person, c.marks = make([]PersonID, n), make([]Marks, n)
	c.source, c.row, c.channel = make([]int32, n), make([]int32, n), make([]uint16, n)
	index := c.listChannels(entries)
	cast := newCast()
	for i, e := range entries {
		c.time[i], c.text[i], c.marks[i] = e.Time, e.Text, e.Marks
		c.source[i], c.row[i], c.channel[i] = e.source, int32(e.Row), index[e.Channel]
		c.person[i] = cast.see(e)
		if e.ID != "" {
			if c.id == nil {
				c.id = make([]string, n)
			}
			c.id[i] = e.ID
		}
		if e.ReplyTo != "" {
			if c.replyTo == nil {
				c.replyTo = make([]string, n)
			}
			c.replyTo[i] = e.ReplyTo
		}
	}
	c.people = cast.named()
}

func (c *Corpus) listChannels(entries []entry) map[Channel]uint16 {
	index := map[Channel]uint16{}
	for _, e := range entries {
		index[e.Channel] = 0
	}
	for ch := range index {
		c.channels = append(c.channels, ch)
	}
	slices.Sort(c.channels)
	for i, ch := range c.channels {
		index[ch] = uint16(i)
	}
	return index
}

// cast gathers the people as their messages go by in order of time.
type cast struct {
	ids       map[string]PersonID
	people    []Person
	spellings []map[string]int
}

func newCast() *cast { return &cast{ids: map[string]PersonID{}} }

func (k *cast) see(e entry) PersonID {
	if e.key == "" {
		return NoPerson
	}
	id, ok := k.ids[e.key]
	if !ok {
		id = PersonID(len(k.people))
		k.ids[e.key] = id
		k.people = append(k.people, Person{Key: e.key, First: e.Time})
		k.spellings = append(k.spellings, map[string]int{})
	}
	if k.people[id].First == NoTime {
		k.people[id].First = e.Time
	}
	k.spellings[id][e.Author]++
	return id
}

// named gives each person the spelling used most, the first in the alphabet
// where two are used equally often.
func (k *cast) named() []Person {
	for id, spellings := range k.spellings {
		best, n := "", 0
		for s, m := range spellings {
			if m > n || m == n && s < best {
				best, n = s, m
			}
		}
		k.people[id].Name = cleanName(best)
	}
	return k.people
}

// folder folds names for comparison and remembers the answers.
type folder map[string]string

func newFolder() folder { return folder{} }

func (f folder) fold(name string) string {
	if key, ok := f[name]; ok {
		return key
	}
	key := FoldName(name)
	f[name] = key
	return key
}

// FoldName folds a name so that spellings of one name compare equal: case,
// accents' encoding, spaces, a leading "@" or "~" and marks of text direction
// do not count. Different names are never folded together.
func FoldName(name string) string {
	return strings.ToLower(norm.NFC.String(cleanName(name)))
}

// cleanName drops what exports put round a name.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r == '\ufeff':
			return -1
		case r == '\u00a0' || r == '\u202f' || r == '\u2009':
			return ' '
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "~ "), "~")
	return strings.TrimSpace(strings.TrimPrefix(name, "@"))
}
