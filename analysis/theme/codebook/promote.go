package codebook

import (
	"fmt"
	"strings"

	"yearbook/analysis/theme"
)

// FromTheme makes a code of a theme that was found: its phrases become rules,
// the most telling first. Rules know the forms of words, so the code may be
// given to more messages than carried the theme, and to fewer where the theme
// was found by other words than its phrases.
func FromTheme(t *theme.Theme) (Code, error) {
	c := Code{
		ID: slug(t.ID), Name: t.Label,
		Description: fmt.Sprintf("Made of a theme that was found in %d messages.", len(t.Messages)),
	}
	for _, p := range t.Phrases {
		if r, ok := ruleOf(p); ok {
			c.Rules = append(c.Rules, r)
		}
	}
	c.clean()
	if len(c.Rules) == 0 {
		return c, fmt.Errorf("no phrase of ‘%s’ can be written as a rule: rename it or write the code yourself", t.Label)
	}
	return c, nil
}

// ruleOf writes a phrase as a rule: as words in any form, or, where a sign in it
// means something in rules, exactly.
func ruleOf(p theme.Phrase) (string, bool) {
	exactly := `"` + strings.ReplaceAll(p.Display, `"`, "") + `"`
	if strings.ContainsAny(p.Lemma, `&|!()/"*?`) {
		_, err := ParseRule(exactly)
		return exactly, err == nil
	}
	if _, err := ParseRule(p.Lemma); err == nil {
		return p.Lemma, true
	}
	_, err := ParseRule(exactly)
	return exactly, err == nil
}
