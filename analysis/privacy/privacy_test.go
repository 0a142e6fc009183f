package privacy

import (
	"strings"
	"testing"

	"yearbook/analysis/corpus"
)

// newCorpus has one message by each of the people, a minute apart.
func newCorpus(t *testing.T, people ...string) *corpus.Corpus {
	t.Helper()
	var records []corpus.Record
	for i, name := range people {
		records = append(records, corpus.Record{Row: i + 1, Time: int64(i) * 60_000, Author: name, Text: "hello", Channel: corpus.Chat})
	}
	var b corpus.Builder
	b.Add(corpus.Source{Path: "a"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNames(t *testing.T) {
	c := newCorpus(t, "Zoe", "@kate", "Zoe")
	tests := []struct {
		person     corpus.PersonID
		name, mask string
	}{
		{0, "Zoe", "Person 1"}, {1, "kate", "Person 2"}, {corpus.NoPerson, "no name", "no name"},
	}
	for _, tt := range tests {
		if got := (Names{c}).Name(tt.person); got != tt.name {
			t.Errorf("person %d is called %q, want %q", tt.person, got, tt.name)
		}
		if got := (Pseudonyms{}).Name(tt.person); got != tt.mask {
			t.Errorf("person %d has the pseudonym %q, want %q", tt.person, got, tt.mask)
		}
	}
}

// Later messages leave the pseudonyms as they are, and no two people share one.
func TestPseudonymsStay(t *testing.T) {
	people := []string{"Zoe", "Kate", "Ann", "Kate", "Bob"}
	before := newCorpus(t, people...)
	after := newCorpus(t, append(people, "Aaron", "Zoe", "Abe")...)
	seen := map[string]bool{}
	for p, person := range after.People() {
		name := Pseudonyms{}.Name(corpus.PersonID(p))
		if p < len(before.People()) && before.People()[p].Key != person.Key {
			t.Errorf("%s was %s", name, before.People()[p].Key)
		}
		if seen[name] || strings.Contains(strings.ToLower(name), person.Key) {
			t.Errorf("pseudonym %q of %s", name, person.Key)
		}
		seen[name] = true
	}
}
