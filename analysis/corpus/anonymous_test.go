package corpus

import (
	"fmt"
	"testing"
)

// answers are unnamed records of a survey, all on one day.
func answers(texts ...string) []Record {
	var out []Record
	for i, text := range texts {
		out = append(out, Record{Row: i + 1, Time: 1_600_000_000_000, Text: text, Channel: "comment"})
	}
	return out
}

// TestUnnamedAnswers: equal answers of two surveys are two answers; a survey
// exported twice is one.
func TestUnnamedAnswers(t *testing.T) {
	ward := answers("Nothing", "Kind staff", "Nothing", "Parking", "Cold food", "Good", "Long wait", "Clean", "Noise at night", "Fine")
	tests := []struct {
		name  string
		a, b  []Record
		want  int
		folds int
	}{
		{"two surveys", ward, answers("Nothing", "Good", "The website", "Opening hours"), 14, 0},
		{"the same twice", ward, answers("Nothing", "Kind staff", "Nothing", "Parking", "Cold food", "Good", "Long wait", "Clean", "Noise at night", "Fine"), 10, 10},
		{"a longer export", ward[:9:9], append(ward[:9:9], answers("Fine", "More")...), 11, 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b Builder
			b.Add(Source{Path: "a"}, append([]Record(nil), tt.a...))
			b.Add(Source{Path: "b"}, append([]Record(nil), tt.b...))
			c, err := b.Build(Options{})
			if err != nil {
				t.Fatal(err)
			}
			folds := 0
			for _, s := range c.Sources() {
				folds += s.Duplicates
			}
			if c.Len() != tt.want || folds != tt.folds {
				t.Errorf("%d messages and %d duplicates, want %d and %d", c.Len(), folds, tt.want, tt.folds)
			}
		})
	}
}

// Rows that are merely numbered are matched as rows without a number are:
// equal rows of two files are two, those of a file exported twice one.
func TestNumberedRows(t *testing.T) {
	rows := func(texts ...string) []Record {
		out := answers(texts...)
		for i := range out {
			out[i].ID = fmt.Sprint(i + 1)
		}
		return out
	}
	for _, at := range []int64{NoTime, 1_600_000_000_000} {
		set := func(records []Record) []Record {
			for i := range records {
				records[i].Time = at
			}
			return records
		}
		one := rows("Nothing", "Kind staff", "Parking", "Cold food")
		c := build(t, Options{}, file{Source{Path: "a"}, set(one)}, file{Source{Path: "b"}, set(rows("Nothing", "The website", "Opening hours", "Phones"))})
		if c.Len() != 8 {
			t.Errorf("two files have %d of 8 messages", c.Len())
		}
		again := rows("Nothing", "Kind staff", "Parking", "Cold food")
		if c := build(t, Options{}, file{Source{Path: "a"}, set(one)}, file{Source{Path: "b"}, set(again)}); c.Len() != 4 {
			t.Errorf("one file exported twice has %d of 4 messages", c.Len())
		}
	}
}
