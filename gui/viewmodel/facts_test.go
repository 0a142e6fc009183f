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
