package theme

import (
	"slices"
	"strings"
	"testing"
)

// A name says enough: of one word only where that is no general noun and stands
// in much of the theme.
func TestLabel(t *testing.T) {
	type row struct {
		lemma         string
		weight, cover float64
	}
	tests := []struct {
		name                string
		taken               []string
		apart               bool // the terms never meet
		list                []row
		first, second, same string
	}{
		{name: "a word that much of the theme speaks of", list: []row{{"ebola", 100, 0.5}, {"outbreak", 60, 0.1}, {"ebola outbreak", 80, 0.03}}, first: "ebola"},
		{name: "a phrase before its words", list: []row{{"ban", 116, 0.08}, {"smoking ban", 100, 0.05}, {"smoking", 78, 0.06}}, first: "smoking ban"},
		{name: "a general noun is told apart", list: []row{{"risk", 380, 0.25}, {"heart attack", 50, 0.025}}, first: "risk", second: "heart attack"},
		{name: "a general noun that says it", list: []row{{"staff", 380, 0.7}, {"ward", 50, 0.1}}, first: "staff"},
		{name: "two words that go together", list: []row{{"kindness", 10, 0.1}, {"dignity", 8, 0.08}}, first: "kindness", second: "dignity"},
		{name: "two that do not", apart: true, list: []row{{"nurse", 10, 0.1}, {"son", 8, 0.08}}, first: "nurse"},
		{name: "not the word again", list: []row{{"diet", 10, 0.1}, {"healthy diets", 2, 0.01}}, first: "diet"},
		{name: "the wider word first", list: []row{{"abortion", 10, 0.1}, {"law", 7, 0.15}}, first: "law", second: "abortion"},
		{name: "praise in other words", taken: []string{"+ service"}, list: []row{{"great service", 10, 0.2}, {"good food", 9, 0.2}}, same: "+ service"},
		{name: "a name that is taken and another near", taken: []string{"waiting time"}, list: []row{{"waiting time", 10, 0.2}, {"arrival time", 8, 0.2}}, first: "arrival time"},
		{name: "a name that is taken and none near", taken: []string{"waiting time"}, list: []row{{"waiting time", 10, 0.2}, {"queue", 2, 0.1}}, same: "waiting time"},
		{name: "nothing that may", list: nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all terms
			var list []ranked
			for k, x := range tt.list {
				all.list = append(all.list, term{lemma: x.lemma, words: strings.Count(x.lemma, " ") + 1})
				list = append(list, ranked{term: int32(k), weight: x.weight, cover: x.cover, may: true})
			}
			taken := map[string]bool{}
			for _, s := range tt.taken {
				taken[s] = true
			}
			first, second, same := label(&all, list, taken, func(a, b string) bool { return !tt.apart })
			if first != tt.first || second != tt.second || same != tt.same {
				t.Errorf("label = %q, %q, same as %q; want %q, %q, %q", first, second, same, tt.first, tt.second, tt.same)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	for _, pair := range [][2]string{{"excellent service", "great service"}, {"poor food", "terrible food"}} {
		if plain(pair[0]) != plain(pair[1]) {
			t.Errorf("%q and %q are not one thing", pair[0], pair[1])
		}
	}
	different := []string{"good service", "poor service", "friendly service", "good food", "service", "great"}
	for k, a := range different {
		if slices.ContainsFunc(different[k+1:], func(b string) bool { return plain(a) == plain(b) }) {
			t.Errorf("%q is taken for something else", a)
		}
	}
}

// What is left of a number of hours is no phrase.
func TestHollow(t *testing.T) {
	for lemma, want := range map[string]bool{
		"hour wait": true, "year old": true, "day surgery": false, "out-of-hours service": false, "waiting time": false, "long covid": false,
	} {
		if got := hollow(lemma); got != want {
			t.Errorf("hollow(%q) = %v, want %v", lemma, got, want)
		}
	}
}
