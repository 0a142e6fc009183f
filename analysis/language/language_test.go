package language

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// model is loaded once for all tests of the package.
var model = sync.OnceValue(func() *Model {
	m, err := Load()
	if err != nil {
		panic(err)
	}
	return m
})

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Don't panic, it's fine.", "Do n't panic , it 's fine ."},
		{"We’ve seen @amara_comms use #NHSSM!", "We ’ve seen @amara_comms use #NHSSM !"},
		{"see https://example.org/a?b=1, or www.example.org.", "see https://example.org/a?b=1 , or www.example.org ."},
		{"mail me@example.nhs.uk today", "mail me@example.nhs.uk today"},
		{"A&E at 8:30, £3.50 or 1,000 people", "A&E at 8:30 , £ 3.50 or 1,000 people"},
		{"pre-written tweets - yes", "pre-written tweets - yes"},
		{"great :-) thanks!!!", "great :-) thanks !!!"},
		{"love it 👍🏽👨‍👩‍👧 ok", "love it 👍🏽 👨‍👩‍👧 ok"},
		{"seen by [name redacted] and XXXX or ***", "seen by [name redacted] and XXXX or ***"},
		{"Dr. Who at nhs.uk vs. the U.K. e.g. this", "Dr. Who at nhs.uk vs. the U.K . e.g. this"},
		{"end.Next sentence", "end . Next sentence"},
		{"", ""}, {" \u200e\ufeff ", ""}, {"@ # - [", "@ # - ["},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		var got []string
		for _, tok := range a.Tokens(tt.text) {
			got = append(got, tok.Text(tt.text))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("tokens of %q\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"toolkits": "toolkit", "policies": "policy", "GPs": "gp", "CCGs": "ccg", "NHS": "nhs", "news": "news",
		"responses": "response", "churches": "church", "women": "woman", "boxes": "box", "buses": "bus",
		"status": "status", "analysis": "analysis", "media": "media", "class": "class", "ties": "tie",
	} {
		if got := Singular(in); got != want {
			t.Errorf("Singular(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhrases(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The campaign toolkits were great", []string{"campaign toolkit"}},
		{"We need a social media policy for every hospital", []string{"social media policy", "hospital"}},
		{"Hello all, good evening from Leeds", []string{"leeds"}},
		{"Q1 what about patient feedback? RT @x", []string{"patient feedback"}},
		{"The waiting times are a big thing", []string{"waiting time"}},
		{"Nothing", nil},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		var got []string
		for _, p := range a.Phrases(tt.text) {
			got = append(got, p.Lemma)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("phrases of %q:\n%s", tt.text, d)
		}
	}
}
