package language

import (
	"flag"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var namesCompared = flag.Int("names", 2000, "sentences on which names are held against prose, which takes some 5 ms for each")

// TestNamesAgreeWithProse holds the labels of the compiled model, read as prose
// reads it, against prose's own on sentences on which the tags agree. With the
// race detector a tenth is compared.
func TestNamesAgreeWithProse(t *testing.T) {
	n := *namesCompared
	if raced {
		n /= 10
	}
	list := sampled(t, n)
	answers := proseTokens(t, list)
	a, m := model().NewAnalyser(), model().names()
	sentences, compared, named, different := 0, 0, 0, 0
	for i, text := range list {
		ours := a.Tokens(text)
		if repeats(answers[i]) || !sameTokens(text, ours, answers[i]) || !sameTags(ours, answers[i]) {
			continue
		}
		sentences++
		for k, label := range a.label(text, m, &m.asProse) {
			compared++
			if answers[i][k].Label != "O" {
				named++
			}
			if m.labels[label] != answers[i][k].Label {
				different++
				t.Logf("%q in %q: %s, prose %s", ours[k].Text(text), text, m.labels[label], answers[i][k].Label)
			}
		}
	}
	t.Logf("%d sentences, %d labels compared, %d of them names: %d differ", sentences, compared, named, different)
	if sentences < n/3 || named < n/10 {
		t.Fatal("too few were compared: the test says nothing")
	}
	if rate := float64(different) / float64(compared); rate > 0.001 {
		t.Errorf("%.3f %% of labels differ from prose, want at most 0.1 %%", 100*rate)
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a person", "I met Kate Smith on the ward", "Kate Smith/person"},
		{"a title", "Dr Patel and Nurse Amara Okafor were kind", "Patel/person, Amara Okafor/person"},
		{"a place", "we moved from Leeds to London last year", "Leeds/place, London/place"},
		{"an organisation by its head", "they took me to North Tees Hospital", "North Tees Hospital/organisation"},
		{"an organisation with of", "I study at the University of York now", "University of York/organisation"},
		{"acronyms", "the NHS in the UK and the CQC", "NHS/organisation, UK/place, CQC/organisation"},
		{"acronyms that are no names", "the GP sent me to A&E by VIDEO call", ""},
		{"a place by its head", "a bed on Oak Ward for me", "Oak Ward/place"},
		{"first words", "Nothing. Technology is fine. Did not wait.", ""},
		{"days and months", "come on Monday or in March", ""},
		{"small letters", "kate lives in leeds", ""},
		{"no names", "@Kate #Leeds https://London.org [Name redacted]", ""},
		{"nothing", "", ""},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var list []string
			for _, n := range a.Names(tt.text) {
				list = append(list, tt.text[n.Start:n.End]+"/"+n.Kind.String())
			}
			if d := cmp.Diff(tt.want, strings.Join(list, ", ")); d != "" {
				t.Error(d)
			}
		})
	}
}

// The shape "upcase" is what strings.Title leaves as it is.
func TestTitled(t *testing.T) {
	words := []string{"O'Neill", "It's", "it", "McX", "a_b", "A_b", "3rd", "1st-Class", "Jean-luc", "É", "é", "ﬁ", "Été", "x’y", "X’y"}
	for w := range model().fixed {
		words = append(words, w)
	}
	for _, w := range words {
		if got, want := titled(w), strings.Title(w) == w; got != want { //nolint:staticcheck // prose uses it
			t.Errorf("titled(%q) = %v", w, got)
		}
	}
}

// A damaged model is refused, and nothing panics over it.
func TestDamagedNames(t *testing.T) {
	if _, ok := parseNames(namesData, model().tags); !ok {
		t.Fatal("the model itself is refused")
	}
	for _, text := range []string{"", "x", namesData[:1000], namesData[:len(namesData)/2], namesData[:len(namesData)-1], namesData + "x", "yearbook names 1\n\xff\xff\xff\xff\xff"} {
		if _, ok := parseNames(text, model().tags); ok {
			t.Errorf("a damaged model of %d bytes is taken", len(text))
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"", "Dr Smith", "University of York", "A\xff B", "Kate  Smith\nLeeds", "ǅ Ǆ"} {
		f.Add(s)
	}
	a := model().NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		end := int32(0)
		for _, n := range a.Names(text) {
			if n.Start < end || n.End <= n.Start || int(n.End) > len(text) || n.Kind == noName {
				t.Fatalf("name %+v after %d in %d bytes", n, end, len(text))
			}
			end = n.End
		}
	})
}

func BenchmarkNames(b *testing.B) {
	lines := sharedText(b)[:20_000]
	a, tokens := model().NewAnalyser(), 0
	for b.Loop() {
		for _, l := range lines {
			a.Names(l)
			tokens += len(a.tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
