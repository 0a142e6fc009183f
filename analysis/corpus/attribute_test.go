package corpus

import (
	"slices"
	"testing"
)

// TestAttributes: columns kept of two tables are one column where their names
// differ by capitals and spaces only; a source without it holds nothing there.
func TestAttributes(t *testing.T) {
	record := func(row int, text string, extra ...string) Record {
		return Record{Row: row, Time: int64(row), Text: text, Channel: "comment", Extra: extra}
	}
	c := build(t, Options{},
		file{Source{Path: "a", Attributes: []string{"Service", "Label"}}, []Record{record(1, "one", "Ward 1", "food"), record(4, "four", "Ward 2", "")}},
		file{Source{Path: "b", Attributes: []string{"label ", "unused"}}, []Record{record(2, "two", "staff", ""), record(5, "five")}},
		file{Source{Path: "c"}, []Record{record(3, "three")}})
	if got := c.Attributes(); !slices.Equal(got, []string{"Label", "Service", "unused"}) {
		t.Fatalf("attributes %q", got)
	}
	for _, tt := range []struct {
		name string
		want []string
	}{
		{"Service", []string{"Ward 1", "", "", "Ward 2", ""}},
		{" label", []string{"food", "staff", "", "", ""}},
		{"unused", make([]string, 5)},
		{"never kept", make([]string, 5)},
	} {
		var got []string
		for i := range c.Len() {
			got = append(got, c.Attribute(tt.name, i))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A corpus of which no column was kept has no room for any.
func TestNoAttributes(t *testing.T) {
	c := one(t, []Record{{Row: 1, Text: "x"}}, Options{})
	if c.attributes != nil || len(c.Attributes()) != 0 {
		t.Errorf("attributes %v", c.attributes)
	}
}
