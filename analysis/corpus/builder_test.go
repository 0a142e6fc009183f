package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFoldName(t *testing.T) {
	for _, same := range [][]string{
		{"Kate Smith", "kate smith", " Kate\u00a0 Smith ", "@kate smith", "~ Kate Smith", "~\u202fKate Smith", "\u200eKate\u200f Smith", "\u2068Kate Smith\u2069", "~@Kate Smith", "@~Kate Smith"},
		{"An\u00e4", "Ana\u0308", "AN\u00c4"},
		{"J\u030c", "j\u030c", "\u01f0"}, // small j with caron has a letter of its own, the capital has none
		{"+44 7700 900123", "\u202a+44 7700 900123\u202c"},
		{"", " ", "\u200e"},
	} {
		for _, name := range same[1:] {
			if FoldName(name) != FoldName(same[0]) {
				t.Errorf("%q is %q, %q is %q", same[0], FoldName(same[0]), name, FoldName(name))
			}
		}
	}
	different := []string{"", "@", "~", "kate", "katie", "kate s", "kate_", "[kate]", "k@te", "café", "cafe", "👩🏽", "👩", "x (2)"}
	for i, a := range different {
		for _, b := range different[i+1:] {
			if FoldName(a) == FoldName(b) {
				t.Errorf("%q and %q are folded together", a, b)
			}
		}
	}
}

func FuzzFoldName(f *testing.F) {
	for _, s := range []string{"", "@~ @x", "~ Kate", "\u200e\u2068J\u030c\u2069", "\xff@", "İstanbul", "ẞ", "Ὀδυσσεύς"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if once := FoldName(name); FoldName(once) != once {
			t.Errorf("%q folds to %q, then to %q", name, once, FoldName(once))
		}
	})
}

func TestPeople(t *testing.T) {
	records := chat(t, "2013-08-06 20:00:00", "2013-08-06 20:01:00", "2013-08-06 20:02:00", "2013-08-06 20:03:00", "2013-08-06 20:04:00", "2013-08-06 20:05:00")
	for i, name := range []string{"jo", "KATE", "@Kate", "~ Kate", "KATE", ""} {
		records[i].Author = name
	}
	records = append(records, Record{Row: 7, Time: at(t, "2013-08-06 20:06:00"), Author: "\u200eKate", Channel: Chat},
		Record{Row: 8, Time: NoTime, Author: "kate", Channel: Chat}, Record{Row: 9, Time: NoTime, Author: "Zoe", Channel: Chat})
	c := one(t, records, Options{})
	want := []Person{
		// "Kate" is the spelling used most, whatever stands before it.
		{Key: "kate", Name: "Kate", First: at(t, "2013-08-06 20:01:00")},
		{Key: "zoe", Name: "Zoe", First: NoTime},
		{Key: "jo", Name: "jo", First: at(t, "2013-08-06 20:00:00")},
	}
	if d := cmp.Diff(want, c.People()); d != "" {
		t.Error(d)
	}
	if got := c.ByPerson(c.All()); !slices.Equal(got, []int{6, 1, 1}) {
		t.Errorf("messages by person: %v", got)
	}
	if c.Person(7) != NoPerson {
		t.Errorf("a message without a name is by %d", c.Person(7))
	}
	if got := c.Who(Selection{2, 7, 8}); !slices.Equal(got, []PersonID{0, 2}) {
		t.Errorf("who: %v", got)
	}
}

func TestNoTime(t *testing.T) {
	c := one(t, []Record{
		{Row: 1, Time: at(t, "1969-12-31 12:00:00"), Text: "dated", Channel: Chat},
		{Row: 2, Time: NoTime, Text: "undated", Channel: Chat},
	}, Options{})
	if c.Text(0) != "undated" || c.Dated(0) || !c.Time(0).IsZero() || !c.Dated(1) {
		t.Errorf("first message %+v", c.Message(0))
	}
	if got := c.In(Period{Start: time.Time{}, End: time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)}); !slices.Equal(got, Selection{1}) {
		t.Errorf("in all of time: %v", got)
	}
	if _, _, ok := c.Span(Selection{0}); ok {
		t.Error("an undated message has a span")
	}
	if got := c.Years(CalendarYear); !slices.Equal(got, []int{1969}) {
		t.Errorf("years %v", got)
	}
}

func TestDuplicates(t *testing.T) {
	const noon, later = 1_375_000_000_000, 1_375_000_060_000
	chat := func(row int, time int64, text string) Record {
		return Record{Row: row, Time: time, Author: "Kate", Text: text, Channel: Chat}
	}
	id := func(row int, id string, time int64, text string) Record {
		r := chat(row, time, text)
		r.ID = id
		return r
	}
	thrice := []Record{chat(1, noon, "ha"), chat(2, noon, "ha"), chat(3, noon, "ha")}
	tests := []struct {
		name       string
		files      []file
		messages   int
		duplicates []int
	}{
		{"equal messages in one second of one export", []file{{Source{Path: "a"}, thrice}}, 3, []int{0}},
		{"the same export twice", []file{{Source{Path: "a"}, thrice}, {Source{Path: "b"}, thrice}}, 3, []int{0, 3}},
		{"a longer export", []file{{Source{Path: "a"}, thrice[:2]}, {Source{Path: "b"}, thrice}}, 3, []int{2, 0}},
		{"exports that overlap", []file{
			{Source{Path: "a"}, []Record{chat(1, noon, "1"), chat(2, later, "2")}},
			{Source{Path: "b"}, []Record{chat(1, later, "2"), chat(2, later+1, "3")}}}, 3, []int{0, 1}},
		{"an id in two exports, the texts cut differently", []file{
			{Source{Path: "a"}, []Record{id(1, "77", noon, "a long…")}},
			{Source{Path: "b"}, []Record{id(1, "77", noon+999, "a long story"), id(2, "78", later, "more")}}}, 2, []int{1, 0}},
		{"an id in one export twice", []file{{Source{Path: "a"}, []Record{id(1, "77", noon, "x"), id(9, "77", noon, "x")}}}, 1, []int{1}},
		{"rows of two tables numbered from one", []file{
			{Source{Path: "a"}, []Record{id(1, "1", noon, "good")}},
			{Source{Path: "b"}, []Record{id(1, "1", later, "bad")}}}, 2, []int{0, 0}},
		{"ids without times", []file{
			{Source{Path: "a"}, []Record{id(1, "1", NoTime, "good"), id(2, "2", NoTime, "fair")}},
			{Source{Path: "b"}, []Record{id(1, "1", NoTime, "good"), id(2, "2", NoTime, "bad")}}}, 3, []int{0, 1}},
		{"an id is of one channel", []file{{Source{Path: "a"}, []Record{
			{Row: 1, ID: "1", Time: noon, Channel: Chat}, {Row: 2, ID: "1", Time: noon, Channel: Tweet}}}}, 2, []int{0}},
		{"undated exports twice", []file{
			{Source{Path: "a"}, []Record{chat(1, NoTime, "x"), chat(2, NoTime, "x"), chat(3, noon, "y")}},
			{Source{Path: "b"}, []Record{chat(1, NoTime, "x"), chat(2, noon, "y")}}}, 3, []int{0, 2}},
		{"an empty file", []file{{Source{Path: "a"}, nil}, {Source{Path: "b"}, thrice}}, 3, []int{0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := build(t, Options{}, tt.files...)
			var duplicates []int
			for _, s := range c.Sources() {
				duplicates = append(duplicates, s.Duplicates)
			}
			if c.Len() != tt.messages || !slices.Equal(duplicates, tt.duplicates) {
				t.Errorf("%d messages, duplicates %v; want %d, %v", c.Len(), duplicates, tt.messages, tt.duplicates)
			}
		})
	}
}

// Nothing lost, nothing doubled, whatever the order of the files.
func TestBuildProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		files := randomFiles(r)
		c := build(t, Options{}, files...)
		for _, s := range c.Sources() {
			k := slices.IndexFunc(files, func(f file) bool { return f.Path == s.Path })
			if s.Messages+s.Duplicates != len(files[k].records) {
				t.Fatalf("%s: %d messages and %d duplicates of %d records", s.Path, s.Messages, s.Duplicates, len(files[k].records))
			}
		}
		checkColumns(t, c)
		checkSessions(t, c)
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		if again := build(t, Options{}, files...); !reflect.DeepEqual(c, again) {
			t.Fatalf("the order of the files matters: %v", cmp.Diff(multiset(c), multiset(again), cmp.AllowUnexported(message{})))
		}
	}
}

// checkColumns holds the columns against the sources and against each other.
func checkColumns(t *testing.T, c *Corpus) {
	t.Helper()
	bySource, first := make([]int, len(c.Sources())), make([]int64, len(c.People()))
	for p := range first {
		first[p] = NoTime
	}
	for i := range c.Len() {
		m := c.Message(i)
		if i > 0 && m.Time < c.Message(i-1).Time {
			t.Fatalf("message %d is out of order", i)
		}
		if m.Text != c.Text(i) || m.Person != c.Person(i) || m.Channel != c.Channel(i) || m.Marks != c.Marks(i) ||
			m.Source != c.Source(i) || m.Session != c.Session(i) {
			t.Fatalf("message %d is %+v, its columns differ", i, m)
		}
		bySource[m.Source]++
		if p := m.Person; p != NoPerson && first[p] == NoTime {
			first[p] = m.Time
		}
	}
	for k, s := range c.Sources() {
		if s.Messages != bySource[k] {
			t.Fatalf("%s: %d messages, %d in the columns", s.Path, s.Messages, bySource[k])
		}
	}
	for p, person := range c.People() {
		if person.First != first[p] || FoldName(person.Name) != person.Key {
			t.Fatalf("person %d: %+v, first message at %d", p, person, first[p])
		}
	}
}

// checkSessions: each dated message of a channel where people meet is in one
// session; no other is.
func checkSessions(t *testing.T, c *Corpus) {
	t.Helper()
	var all Selection
	names := map[string]bool{}
	for id, s := range c.Sessions() {
		if s.Messages.Len() == 0 || names[s.Name] {
			t.Fatalf("session %d %q has %d messages, or its name is not its own", id, s.Name, s.Messages.Len())
		}
		names[s.Name] = true
		all = all.Or(s.Messages)
		for _, i := range s.Messages {
			if c.Session(int(i)) != SessionID(id) || c.Time(int(i)).Before(s.Start) || c.Time(int(i)).After(s.End) {
				t.Fatalf("message %d is not of session %d", i, id)
			}
		}
	}
	want := c.All().Filter(func(i int) bool { return c.Dated(i) && c.Channel(i).Recurring() })
	if !slices.Equal(all, want) {
		t.Fatalf("sessions hold %v, want %v", all, want)
	}
	split := c.Split(c.All())
	for id, s := range c.Sessions() {
		if !slices.Equal(split[SessionID(id)], s.Messages) {
			t.Fatalf("split and session %d differ", id)
		}
	}
}

// A longer export of a chat in place of a shorter one adds only what is new.
func TestLongerExport(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		long := random(r, 1+r.IntN(40))
		var short []Record
		for _, rec := range long {
			if r.IntN(3) > 0 {
				short = append(short, rec)
			}
		}
		alone := build(t, Options{}, file{Source{Path: "b"}, long})
		both := build(t, Options{}, file{Source{Path: "a"}, short}, file{Source{Path: "b"}, long})
		if d := cmp.Diff(multiset(alone), multiset(both), cmp.AllowUnexported(message{})); d != "" {
			t.Fatal(d)
		}
	}
}

// A builder can be built, added to and built again; a corpus never changes.
func TestBuilderAgain(t *testing.T) {
	var b Builder
	b.Add(Source{Path: "a"}, chat(t, "2013-08-06 20:00:00", "2013-08-06 20:01:00"))
	build := func() *Corpus {
		c, err := b.Build(Options{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first, again := build(), build()
	if !reflect.DeepEqual(first, again) {
		t.Error("the second build differs from the first")
	}
	b.Add(Source{Path: "0"}, chat(t, "2013-08-06 20:00:00", "2013-08-06 20:01:00", "2013-08-13 20:00:00"))
	if more := build(); more.Len() != 3 || more.Sources()[1].Duplicates != 2 {
		t.Errorf("%d messages, sources %+v", more.Len(), more.Sources())
	}
	if !reflect.DeepEqual(first, again) {
		t.Error("building again changed a corpus")
	}
}

// Rows are put in order; those with one number stay as they came.
func TestRowOrder(t *testing.T) {
	c := one(t, []Record{
		{Row: 3, Text: "c"}, {Row: 1, Text: "a"}, {Row: 2, Text: "b1"}, {Row: 2, Text: "b2"}, {Row: math.MaxInt, Text: "z"},
	}, Options{})
	var texts string
	for i := range c.Len() {
		texts += c.Text(i)
	}
	if texts != "ab1b2cz" {
		t.Errorf("order %q", texts)
	}
	if row := c.Message(4).Row; row != math.MaxInt32 {
		t.Errorf("a row beyond the last is %d", row)
	}
}

func TestManyChannels(t *testing.T) {
	records := make([]Record, mostChannels)
	for i := range records {
		records[i] = Record{Row: i + 1, Channel: Channel(fmt.Sprintf("c%05d", i)), Text: fmt.Sprint(i)}
	}
	c := one(t, records, Options{})
	if last := c.Len() - 1; c.Channel(last) != "c65535" || c.Text(last) != "65535" {
		t.Errorf("last channel %s", c.Channel(last))
	}
	var b Builder
	b.Add(Source{}, append(records, Record{Channel: "one more"}))
	if _, err := b.Build(Options{}); err == nil {
		t.Error("no error for more channels than the column can hold")
	}
}

// Times that only a damaged file holds must not make anything hang.
func TestFarTimes(t *testing.T) {
	c := one(t, []Record{{Row: 1, Time: math.MaxInt64, Channel: Chat}, {Row: 2, Time: math.MaxInt64, Channel: Chat}, {Row: 3, Time: math.MinInt64 + 1, Channel: Chat}}, Options{})
	if len(c.Years(CalendarYear)) == 0 || len(c.Years(FinancialYear)) == 0 || len(c.Sessions()) != 2 {
		t.Errorf("years %v, %d sessions", c.Years(CalendarYear), len(c.Sessions()))
	}
}

// BenchmarkBuild reports what a message costs in memory besides its text.
func BenchmarkBuild(b *testing.B) {
	const n = 1_000_000
	records := make([]Record, n)
	r := rand.New(rand.NewPCG(5, 6))
	for i := range records {
		records[i] = Record{
			Row: i + 1, Time: 1_300_000_000_000 + int64(i)*60_000, Author: fmt.Sprintf("Person %d", r.IntN(5000)),
			Text: fmt.Sprintf("message %d on how the ward hears of the campaign", i), Channel: Chat,
		}
	}
	before := heap()
	var c *Corpus
	for b.Loop() {
		var builder Builder
		builder.Add(Source{Path: "a"}, records)
		var err error
		if c, err = builder.Build(Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heap()-before)/n, "B/message")
	runtime.KeepAlive(c)
	runtime.KeepAlive(records)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
