package language

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCandidates(t *testing.T) {
	tests := []struct{ text, want string }{
		{"We have a duty of candour here", "duty of candour*, duty, candour"},
		{"Duties of candour are clear", "duty of candour*, duty, candour"},
		{"better continuity of care for patients", "continuity of care*, continuity, care for patient*, patient"},
		{"a freedom of information request", "freedom of information request*, freedom, information request"},
		{"it changed my quality of life", "quality of life*, quality"},
		{"end of life care was poor", "end of life care*, life care"},
		{"the University of York", "university of york*, university, york"},
		{"the Friends and Family Test asks", "friends and family test*, family test"},
		{"staff and patients", "staff, patient"},
		{"lots of staff and a number of wards", "staff, ward"},
		{"the end of the day at this time of year", ""},
		{"point of good contact", "contact"},
		{"access to services", "access to service*, access, service"},
		{"the ward of\ntoolkits", "ward, toolkit"},
		{"of, to", ""}, {"", ""},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		list := []string{}
		for _, p := range a.Candidates(tt.text) {
			lemma := p.Lemma
			if p.Prepositional {
				lemma += "*"
			}
			if n := len(strings.Fields(p.Lemma)); n != p.Words {
				t.Errorf("%q has %d words, not %d", p.Lemma, n, p.Words)
			}
			list = append(list, lemma)
		}
		if d := cmp.Diff(tt.want, strings.Join(list, ", ")); d != "" {
			t.Errorf("candidates of %q:\n%s", tt.text, d)
		}
	}
}

// Leaving out what is prepositional gives the plain phrases.
func FuzzCandidates(f *testing.F) {
	for _, s := range []string{"", "duty of candour", "A and B", "of of of", "x\xff of y", "life of life of life"} {
		f.Add(s)
	}
	a := model().NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		var plain []Phrase
		start := int32(0)
		for _, p := range a.Candidates(text) {
			if p.Start < start || p.End <= p.Start || int(p.End) > len(text) || p.Words < 1 || p.Words > 6 {
				t.Fatalf("candidate %+v after %d", p, start)
			}
			start = p.Start
			if !p.Prepositional {
				plain = append(plain, p)
			}
		}
		if d := cmp.Diff(append([]Phrase(nil), a.Phrases(text)...), plain); d != "" {
			t.Fatal(d)
		}
	})
}
