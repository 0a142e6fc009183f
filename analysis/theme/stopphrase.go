package theme

import (
	"slices"
	"strings"

	"yearbook/analysis/language"
)

// stopPhrases are the entries of a stop list that have several words, folded and
// with a space at either end.
func stopPhrases(stopped []string) []string {
	var list []string
	for _, s := range stopped {
		if f := foldAll(s); strings.Count(f, " ") > 2 {
			list = append(list, f)
		}
	}
	return list
}

// foldAll folds every word of a phrase and puts a space at either end.
func foldAll(s string) string {
	words := strings.Fields(s)
	for k, w := range words {
		words[k] = language.Fold(w)
	}
	return " " + strings.Join(words, " ") + " "
}

// stop takes stopped phrases off a theme, and its name where it is one.
func (p *piece) stop(phrases []string) {
	is := func(s string) bool {
		f := foldAll(s)
		return slices.ContainsFunc(phrases, func(x string) bool { return strings.Contains(f, x) })
	}
	kept := slices.DeleteFunc(slices.Clone(p.Phrases), func(ph Phrase) bool { return is(ph.Lemma) })
	if len(kept) == len(p.Phrases) {
		return
	}
	if len(kept) == 0 {
		p.hidden = true
		return
	}
	p.Phrases = kept
	if is(p.Label) {
		p.Label = kept[0].Display
	}
}
