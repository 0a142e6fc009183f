package corpus

import (
	"math/rand/v2"
	"testing"
)

// said makes records of a chat from pairs of a time and a text, by one person.
func said(t testing.TB, pairs ...string) []Record {
	t.Helper()
	var records []Record
	for i := 0; i < len(pairs); i += 2 {
		records = append(records, Record{Row: len(records) + 1, Time: at(t, "2021-02-"+pairs[i]), Author: "Kate", Text: pairs[i+1], Channel: Chat})
	}
	return records
}

// TestTwoPhones: one chat saved by a phone that writes seconds and by one that
// does not counts once.
func TestTwoPhones(t *testing.T) {
	android := said(t, "03 19:00:00", "hello", "03 19:01:00", "yes", "03 19:01:00", "yes", "04 08:30:00", "morning", "05 09:00:00", "bye")
	iphone := said(t, "03 19:00:05", "hello", "03 19:01:07", "yes", "03 19:01:09", "yes", "04 08:30:59", "morning", "05 09:00:01", "bye")
	for _, c := range []struct {
		name string
		a, b []Record
		want int
	}{
		{"the same chat", android, iphone, 5},
		{"one began later", android, iphone[2:], 5},
		{"the other began later", android[1:], iphone, 5},
		{"more in one minute with seconds", android, append(said(t, "03 19:01:30", "yes"), iphone...), 6},
		{"more in one minute without", append(said(t, "03 19:01:00", "yes"), android...), iphone, 6},
		{"other words", android, said(t, "03 19:00:05", "hallo", "04 09:00:00", "hello"), 7},
		{"the next minute", android, said(t, "03 19:02:05", "yes", "03 18:59:59", "hello"), 7},
		{"too few to tell", android[:2], iphone, 7},
		{"both without seconds", android, android, 5},
		{"both with seconds", iphone, said(t, "03 19:00:25", "hello", "03 19:01:20", "yes"), 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, files := range [][]file{
				{{Source{Path: "a.txt"}, c.a}, {Source{Path: "b.txt"}, c.b}},
				{{Source{Path: "b.txt"}, c.b}, {Source{Path: "a.txt"}, c.a}},
			} {
				corpus := build(t, Options{}, files...)
				if corpus.Len() != c.want {
					t.Errorf("%d messages, want %d", corpus.Len(), c.want)
				}
				total := 0
				for _, s := range corpus.Sources() {
					total += s.Messages + s.Duplicates
				}
				if total != len(c.a)+len(c.b) {
					t.Errorf("%d messages are kept or double, of %d", total, len(c.a)+len(c.b))
				}
			}
		})
	}
	c := build(t, Options{}, file{Source{Path: "a.txt"}, android}, file{Source{Path: "b.txt"}, iphone})
	for i := range c.Len() {
		if c.Sources()[c.Source(i)].Path != "b.txt" {
			t.Errorf("message %d is kept without its seconds", i)
		}
	}
}

// TestTwoPhonesByChance: of a random chat, its parts with and without seconds give
// the chat.
func TestTwoPhonesByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var all, minutes []Record
		when := at(t, "2021-02-03 19:00:00")
		for k := range 20 + r.IntN(50) {
			when += int64(r.IntN(90)) * 1000
			rec := Record{Row: k + 1, Time: when, Author: string(rune('A' + r.IntN(3))), Text: string(rune('a' + r.IntN(2))), Channel: Chat}
			all = append(all, rec)
			rec.Time -= rec.Time % minuteMillis
			minutes = append(minutes, rec)
		}
		from := r.IntN(len(all) / 2)
		c := build(t, Options{}, file{Source{Path: "a.txt"}, minutes}, file{Source{Path: "b.txt"}, all[from:]}, file{Source{Path: "c.txt"}, all[:from+r.IntN(5)]})
		if c.Len() != len(all) {
			t.Fatalf("%d messages of %d", c.Len(), len(all))
		}
	}
}
