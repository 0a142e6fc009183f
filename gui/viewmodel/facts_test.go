package viewmodel

import (
	"testing"

	"yearbook/analysis/ingest"
)

// TestFactsOfTables: what was not read of a file is said, and why.
func TestFactsOfTables(t *testing.T) {
	said := map[string]string{}
	for _, f := range facts(&ingest.Receipt{
		Path: "/a/survey.xlsx", Sheet: "2021",
		Columns: []ingest.Column{{Role: "text", Name: "Comment"}},
		Unused:  []ingest.Column{{Name: "Postcode", Reason: "short codes"}},
		Chats:   []ingest.Chat{{Name: "Ward 7"}, {Name: "Mum", Left: "a personal chat"}},
	}, 0) {
		said[f.Name] = f.Value
	}
	for name, want := range map[string]string{
		"Sheet": "2021", "Columns": "text from “Comment”", "Columns not read": "“Postcode” (short codes)",
		"Chats": "“Ward 7” and “Mum” (left out: a personal chat)",
	} {
		if said[name] != want {
			t.Errorf("%s: %q, want %q", name, said[name], want)
		}
	}
}

// TestNotes: dates are to be checked where nothing decides their order, not where
// other dates of the file do.
func TestNotes(t *testing.T) {
	for weak, want := range map[bool]string{true: "9 dates could be read two ways", false: ""} {
		f := file(&ingest.Receipt{
			DateOrder: ingest.DateDecision{Order: "day first", Ambiguous: 9, Weak: weak},
			Channels:  map[string]int{"blog comment": 25, "blog post": 1, "chat": 2},
		}, 0)
		if f.Notes != want {
			t.Errorf("weak %v: %q", weak, f.Notes)
		}
		if last := f.Facts[len(f.Facts)-1]; last != (Fact{"Channels", "25 blog comments, 1 blog post and 2 chat messages"}) {
			t.Errorf("%+v", last)
		}
	}
}
