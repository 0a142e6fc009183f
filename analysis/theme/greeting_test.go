package theme

import (
	"testing"

	"yearbook/analysis/language"
)

func TestGreeted(t *testing.T) {
	m, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := m.NewAnalyser()
	for text, want := range map[string]string{
		"Good night everyone, time for toast":              "night",
		"That was useful. Good night all":                  "night",
		"Off to bed, good night @kate":                     "night",
		"Happy Christmas!":                                 "Christmas",
		"Kind regards, the ward team":                      "regards",
		"Thank you, many thanks all":                       "thanks",
		"I had a good night on the ward":                   "",
		"The good night nurse was kind":                    "",
		"We need a happy birthday card":                    "",
		"The best wishes list is long":                     "",
		"Good evidence for the campaign":                   "",
		"good":                                             "",
		"It was a good day for the trust: 14 were treated": "",
	} {
		toks := a.Tokens(text)
		got := ""
		for _, s := range greeted(nil, text, toks) {
			got += text[s[0]:s[1]]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
