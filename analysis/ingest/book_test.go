package ingest

import (
	"testing"

	"yearbook/analysis/corpus"
)

// TestRoomForRecords holds the memory for a large file to what it needs: room is
// made by how far the reader has come, not by doubling, and seldom.
func TestRoomForRecords(t *testing.T) {
	const rows = 300_000
	steady := func(i int) float64 { return float64(i+1) / rows }
	for name, c := range map[string]struct {
		part  func(i int) float64 // of the file that is read after row i
		most  float64             // room, times the records
		times int                 // that room is made
	}{
		"rows of one length":    {steady, 1.1, 9},
		"rows grow shorter":     {func(i int) float64 { return steady(i) * (2 - steady(i)) }, 1.1, 16},
		"rows grow longer":      {func(i int) float64 { return steady(i) * (1 + steady(i)) / 2 }, 2.1, 9},
		"parsed before kept":    {func(int) float64 { return 1 }, 1.3, 30},
		"the size is not known": {func(int) float64 { return 0 }, 2.5, 14},
	} {
		t.Run(name, func(t *testing.T) {
			i, times := 0, 0
			b := newBook(blank("a.txt"), Options{}.filled())
			b.part = func() float64 { return c.part(i) }
			for ; i < rows; i++ {
				room := cap(b.res.Records)
				b.keep(corpus.Record{}, stamp{})
				if cap(b.res.Records) > room {
					times++
				}
			}
			if room := float64(cap(b.res.Records)); room > c.most*rows || times > c.times {
				t.Errorf("room for %.2f times the records, made %d times", room/rows, times)
			}
		})
	}
}
