package codebook

import (
	"slices"
	"testing"

	"yearbook/analysis/theme"
)

func TestFromTheme(t *testing.T) {
	c, err := FromTheme(&theme.Theme{ID: "waits--long-wait", Label: "Long waits", Messages: make([]int32, 7), Phrases: []theme.Phrase{
		{Lemma: "long wait", Display: "long waits"}, {Lemma: "a&e", Display: "A&E"}, {Lemma: "near/2 x", Display: "near/2 x"}, {Lemma: "others", Display: "others"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if c.ID != "waits-long-wait" || c.Name != "Long waits" || !slices.Equal(c.Rules, []string{"long wait", `"A&E"`, `"near/2 x"`, "others"}) {
		t.Errorf("%+v", c)
	}
	m, err := Compile(&Book{Codes: []Code{c}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"The long waits again": 1, "In A&E today": 1, "Nothing": 0} {
		if got := len(m.Match(text)); got != want {
			t.Errorf("%q has %d codes", text, got)
		}
	}
	if _, err := FromTheme(&theme.Theme{ID: "x", Label: "x"}); err == nil {
		t.Error("a theme without phrases became a code")
	}
}
