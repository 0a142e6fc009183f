package corpus

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// at reads a time of the clock in London.
func at(t testing.TB, s string) int64 {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04:05", s, London())
	if err != nil {
		t.Fatal(err)
	}
	return Millis(when)
}

// chat makes records of a chat, one for each time, by one person.
func chat(t testing.TB, times ...string) []Record {
	t.Helper()
	records := make([]Record, len(times))
	for i, s := range times {
		records[i] = Record{Row: i + 1, Time: at(t, s), Author: "Kate", Text: fmt.Sprint("message ", i), Channel: Chat}
	}
	return records
}

// one builds a corpus of one source.
func one(t testing.TB, records []Record, opt Options) *Corpus {
	t.Helper()
	return build(t, opt, file{Source{Path: "a.txt"}, records})
}

type file struct {
	Source
	records []Record
}

// build makes a corpus of copies of the files, so that a test can use them again.
func build(t testing.TB, opt Options, files ...file) *Corpus {
	t.Helper()
	var b Builder
	for _, f := range files {
		b.Add(f.Source, append([]Record(nil), f.records...))
	}
	c, err := b.Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// random makes records that are often alike: few people in several spellings,
// few texts, few seconds, few ids, some without a time or a name.
func random(r *rand.Rand, n int) []Record {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	records := make([]Record, n)
	for i := range records {
		rec := &records[i]
		rec.Row = i + 1
		rec.Time = 1_375_000_000_000 + int64(r.IntN(40))*3_600_000 + int64(r.IntN(3))*500
		if r.IntN(8) == 0 {
			rec.Time = NoTime
		}
		rec.Author = pick("Kate", "kate", "@KATE", "~ Kate", "Jo", "Ana\u0308", "An\u00e4", "")
		rec.Text = pick("yes", "no", "thank you", "")
		rec.Channel = Channel(pick("chat", "tweet", "blog comment", "survey answer"))
		rec.Marks = Marks(r.IntN(8))
		if r.IntN(3) == 0 {
			rec.ID = pick("1", "2", "3", "4", "5")
		}
		if r.IntN(5) == 0 {
			rec.ReplyTo = pick("1", "2")
		}
	}
	return records
}

// randomFiles makes up to five files.
func randomFiles(r *rand.Rand) []file {
	files := make([]file, r.IntN(6))
	for i := range files {
		files[i] = file{Source{Path: fmt.Sprintf("%d.txt", i), Sitting: r.IntN(4) == 0}, random(r, r.IntN(30))}
	}
	return files
}

// message is what makes two messages the same for a reader of a review.
type message struct {
	channel          Channel
	time             int64
	person, text, id string
}

// multiset counts the messages of a corpus.
func multiset(c *Corpus) map[message]int {
	all := map[message]int{}
	for i := range c.Len() {
		m := c.Message(i)
		key := message{channel: m.Channel, time: m.Time, text: m.Text, id: m.ID}
		if m.Person != NoPerson {
			key.person = c.People()[m.Person].Key
		}
		all[key]++
	}
	return all
}
