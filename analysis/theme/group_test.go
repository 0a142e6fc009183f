package theme

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// terms makes terms in so many messages each, from the first message given.
func newTerm(lemma string, from, n int) *term {
	t := &term{lemma: lemma, words: strings.Count(lemma, " ") + 1}
	for k := range n {
		t.messages = append(t.messages, int32(from+k))
	}
	return t
}

// Values by hand: log2(words+1) times messages, less the mean messages of the
// longer terms that end in it.
func TestCValue(t *testing.T) {
	terms := []*term{
		newTerm("toolkit", 0, 10), newTerm("campaign toolkit", 0, 6), newTerm("flu campaign toolkit", 0, 2), newTerm("press toolkit", 6, 3),
		newTerm("policy", 20, 5), newTerm("soft touch", 30, 4), newTerm("campaign", 40, 7),
	}
	setCValues(terms)
	want := map[string]float64{
		"toolkit":              1 * (10 - (6+2+3)/3.0), // ends three longer terms
		"campaign toolkit":     math.Log2(3) * (6 - 2),
		"flu campaign toolkit": 2 * 2,
		"press toolkit":        math.Log2(3) * 3,
		"policy":               5,
		"soft touch":           math.Log2(3) * 4,
		"campaign":             7, // "campaign toolkit" does not end in it
	}
	for _, x := range terms {
		if math.Abs(x.cvalue-want[x.lemma]) > 1e-12 {
			t.Errorf("%s: %v, want %v", x.lemma, x.cvalue, want[x.lemma])
		}
	}
}

// lemmas lists the terms of clusters.
func lemmas(groups []*cluster) [][]string {
	var list [][]string
	for _, g := range groups {
		var names []string
		for _, t := range g.terms {
			names = append(names, t.lemma)
		}
		list = append(list, names)
	}
	return list
}

func TestSplitHead(t *testing.T) {
	tests := []struct {
		name  string
		terms []*term
		want  [][]string
	}{
		{"one noun", []*term{newTerm("survey", 0, 10)}, [][]string{{"survey"}}},
		{"one strong phrase stays with its noun", []*term{newTerm("staff survey", 0, 6), newTerm("survey", 0, 10)}, [][]string{{"staff survey", "survey"}}},
		{"two strong phrases stand for themselves", []*term{newTerm("staff survey", 0, 6), newTerm("patient survey", 6, 6), newTerm("survey", 0, 14)},
			[][]string{{"staff survey"}, {"patient survey"}, {"survey"}}},
		{"a longer form goes with the strong one", []*term{newTerm("staff survey", 0, 6), newTerm("patient survey", 6, 6), newTerm("annual staff survey", 0, 2), newTerm("survey", 0, 14)},
			[][]string{{"staff survey", "annual staff survey"}, {"patient survey"}, {"survey"}}},
		{"a shorter form is not a second one", []*term{newTerm("annual staff survey", 0, 8), newTerm("staff survey", 0, 9), newTerm("survey", 0, 14)},
			[][]string{{"annual staff survey", "staff survey", "survey"}}},
		{"a rare phrase stays with the rest", []*term{newTerm("staff survey", 0, 40), newTerm("patient survey", 40, 40), newTerm("flu survey", 80, 3), newTerm("survey", 0, 90)},
			[][]string{{"staff survey"}, {"patient survey"}, {"flu survey", "survey"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			groups := splitHead(tt.terms)
			if d := cmp.Diff(tt.want, lemmas(groups)); d != "" {
				t.Error(d)
			}
			n := 0
			for _, g := range groups {
				n += len(g.terms)
			}
			if n != len(tt.terms) {
				t.Errorf("%d terms of %d", n, len(tt.terms))
			}
		})
	}
}

func TestJoinRelated(t *testing.T) {
	groups := func(terms ...*term) []*cluster {
		var list []*cluster
		for _, x := range terms {
			list = append(list, newCluster(x))
		}
		return list
	}
	tests := []struct {
		name   string
		groups []*cluster
		want   [][]string
	}{
		{"none", nil, nil},
		{"apart", groups(newTerm("a", 0, 10), newTerm("b", 10, 10)), [][]string{{"a"}, {"b"}}},
		{"together", groups(newTerm("a", 0, 10), newTerm("b", 5, 10)), [][]string{{"a", "b"}}}, // cosine 0.5
		{"too little in common", groups(newTerm("a", 0, 10), newTerm("b", 7, 10)), [][]string{{"a"}, {"b"}}},
		{"the closest first", groups(newTerm("a", 0, 10), newTerm("b", 6, 10), newTerm("c", 8, 14)), [][]string{{"a"}, {"b", "c"}}},
		{"a chain", groups(newTerm("a", 0, 10), newTerm("b", 4, 10), newTerm("c", 8, 10)), [][]string{{"a", "b", "c"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, lemmas(joinRelated(tt.groups))); d != "" {
				t.Error(d)
			}
		})
	}
	var many []*cluster
	for range 3 * mostPhrases {
		many = append(many, newCluster(newTerm("x", 0, 10)))
	}
	n := 0
	for _, g := range joinRelated(many) {
		n += len(g.terms)
		if len(g.terms) > mostPhrases {
			t.Errorf("a theme of %d phrases", len(g.terms))
		}
	}
	if n != 3*mostPhrases {
		t.Errorf("%d terms, want %d", n, 3*mostPhrases)
	}
}

// sharedMessages counts what And does.
func TestSharedMessages(t *testing.T) {
	groups := []*cluster{newCluster(newTerm("a", 0, 10)), newCluster(newTerm("b", 5, 10)), newCluster(newTerm("c", 9, 1)), {messages: corpus.Selection{}}}
	shared := sharedMessages(groups)
	for a, x := range groups {
		for b, y := range groups {
			if want := x.messages.And(y.messages).Len(); a != b && shared[a][b] != want {
				t.Errorf("%d and %d share %d, want %d", a, b, shared[a][b], want)
			}
		}
	}
}
