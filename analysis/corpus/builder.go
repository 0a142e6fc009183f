package corpus

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // office PCs have no zone files

	"golang.org/x/text/unicode/norm"
)

// London is the zone in which NHS years are cut. The zone data is part of the
// program, so loading it cannot fail.
func London() *time.Location { return london() }

var london = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic("corpus: zone data is missing from the program: " + err.Error())
	}
	return loc
})

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

// families are as families gives them.
func (e entry) same(families []int32) same {
	k := same{e.Channel, e.Time, e.key, e.Text, 0}
	if e.key == "" {
		k.family = families[e.source]
	}
	return k
}

// Build merges what was added. Sources are taken in order of path, whatever
// the order in which they came. It fails only on more messages or channels
// than a corpus can hold.
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
	if err := c.fill(entries); err != nil {
		return nil, err
	}
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

// same identifies a record without an id.
type same struct {
	channel   Channel
	time      int64
	key, text string
	family    int32 // of records without an author: the family of their source
}

// identity is a platform's id and what must agree with it: tables number their
// rows from one, so the same id at another time is another message. Where there
// is no time the text is part of the id.
type identity struct {
	channel Channel
	id      string
	second  int64
	family  int32 // of rows that are merely numbered: one more than the family of their source
}

// identity is that of the record. Families are as families gives them.
func (e entry) identity(families []int32) identity {
	id := identity{channel: e.Channel, id: e.ID, second: e.Time / 1000}
	if e.Time == NoTime {
		id.id, id.second = e.ID+"\x00"+e.Text, NoTime
	}
	if e.nameless() {
		id.family = families[e.source] + 1
	}
	return id
}

// merge folds duplicates. A record with an id is the same message as any
// other with that id, channel and second. Records without an id are matched as
// multisets of time, person and text: of the sources that hold an equal
// record, the one that holds it most often keeps all of them, so that equal
// messages in one second survive and a longer export adds only what is new.
// Where two hold it equally often the longer source keeps it, so that a sitting
// exported twice stays in one piece. Records without an id and an author are
// matched only between files of one family, see families. Chats that one file
// writes with seconds and another without are matched by the minute.
func merge(sources []Source, records [][]Record, total int) []entry {
	order := longestFirst(records)
	keys := newFolder()
	seen := map[identity]bool{}
	kin := families(records, order)
	best := holdings(records, order, keys, kin)
	out := make([]entry, 0, total)
	for _, s := range order {
		for i := range records[s] {
			r := &records[s][i]
			e := entry{r, int32(s), keys.fold(r.Author)}
			duplicate := false
			if r.ID != "" {
				id := e.identity(kin)
				duplicate, seen[id] = seen[id], true
			} else if best != nil {
				duplicate = best[e.same(kin)].winner() != e.source
			}
			if duplicate {
				sources[s].Duplicates++
				continue
			}
			sources[s].Messages++
			out = append(out, e)
		}
	}
	return withoutMinutes(sources, records, out)
}

// longestFirst is the order of the sources by number of records, then by path.
func longestFirst(records [][]Record) []int {
	order := make([]int, len(records))
	for s := range order {
		order[s] = s
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(records[b]), len(records[a])) })
	return order
}

// holdings counts the records without an id by source; it is nil where no two
// sources could hold the same one.
func holdings(records [][]Record, order []int, keys folder, kin []int32) map[same]holding {
	if !overlaps(records) {
		return nil
	}
	best := map[same]holding{}
	for _, s := range order {
		for i := range records[s] {
			if r := &records[s][i]; r.ID == "" {
				k := entry{r, int32(s), keys.fold(r.Author)}.same(kin)
				best[k] = best[k].count(int32(s))
			}
		}
	}
	return best
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

// mostChannels is what the column of channels can tell apart.
const mostChannels = math.MaxUint16 + 1

// fill moves the entries into columns and names the people.
func (c *Corpus) fill(entries []entry) error {
	n := len(entries)
	c.time, c.text = make([]int64, n), make([]string, n)
	c.person, c.marks = make([]PersonID, n), make([]Marks, n)
	c.source, c.row, c.channel = make([]int32, n), make([]int32, n), make([]uint16, n)
	index := c.listChannels(entries)
	if len(index) > mostChannels {
		return fmt.Errorf("%d channels are more than one review can hold: check which column was taken for the channel", len(index))
	}
	cast := newCast()
	for i, e := range entries {
		c.time[i], c.text[i], c.marks[i] = e.Time, e.Text, e.Marks
		c.source[i], c.row[i], c.channel[i] = e.source, int32(min(e.Row, math.MaxInt32)), index[e.Channel]
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
	c.fillLabels(entries)
	c.fillAttributes(entries)
	c.people = cast.named()
	return nil
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
		clean := make(map[string]int, len(spellings))
		best, n := "", 0
		for s, m := range spellings {
			clean[cleanName(s)] += m
		}
		for s, m := range clean {
			if m > n || m == n && s < best {
				best, n = s, m
			}
		}
		k.people[id].Name = best
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
// accents' encoding, spaces, "@" and "~" before it and marks of text direction
// do not count. Names that differ in anything else are not folded together.
func FoldName(name string) string {
	lower := strings.ToLower(norm.NFC.String(cleanName(name)))
	return norm.NFC.String(lower) // small letters compose where capitals did not
}

// cleanName drops what exports put round a name. A name of nothing else stays.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	if bare := strings.TrimLeft(name, "@~ "); bare != "" {
		return bare
	}
	return name
}

// isInvisible reports whether r is a mark of direction or takes no room. The
// joiners that hold emoji and some scripts together are not among them.
func isInvisible(r rune) bool {
	return r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u2060' || r == '\ufeff' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
