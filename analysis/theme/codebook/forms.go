package codebook

import (
	"slices"
	"strings"

	"yearbook/analysis/language"
)

// forms lists the forms of an English word, given in its plainest form and in
// small letters: "wait" gives waits, waited and waiting. Forms that no language
// has do no harm, because nobody writes them. All are in British spelling.
func forms(w string) []string {
	list := []string{w}
	if plain(w) {
		list = append(list, regular(w)...)
		if s := language.Singular(w); s != w && len(s) > 1 {
			list = append(list, regular(s)...)
			list = append(list, s)
		}
		list = append(list, irregular[w]...)
	}
	for k, f := range list {
		list[k] = language.British(f)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// plain reports whether a word is made of small letters, so that endings can be
// put to it.
func plain(w string) bool {
	return len(w) > 1 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == ""
}

// regular puts -s, -ed and -ing to a word.
func regular(w string) []string {
	n := len(w)
	last, before := w[n-1], w[n-2]
	var list []string
	switch {
	case last == 'y' && !vowel(before):
		list = append(list, w[:n-1]+"ies", w[:n-1]+"ied", w+"ing", w+"s")
	case strings.HasSuffix(w, "ie"):
		list = append(list, w+"s", w+"d", w[:n-2]+"ying")
	case last == 'e':
		list = append(list, w+"s", w+"d", w[:n-1]+"ing")
		if before == 'e' || before == 'o' {
			list = append(list, w+"ing")
		}
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		list = append(list, w+"es", w+"ed", w+"ing")
	default:
		list = append(list, w+"s")
		if last == 'o' {
			list = append(list, w+"es")
		}
		if strings.HasSuffix(w, "f") {
			list = append(list, w[:n-1]+"ves")
		}
		double := w + string(last)
		if shortVowel(w) {
			list = append(list, double+"ed", double+"ing")
		}
		if !shortVowel(w) || vowels(w) > 1 {
			list = append(list, w+"ed", w+"ing")
		}
	}
	return list
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func vowels(w string) int {
	n := 0
	for k := range len(w) {
		if vowel(w[k]) && (k == 0 || !vowel(w[k-1])) {
			n++
		}
	}
	return n
}

// shortVowel reports whether a word ends in one vowel and one consonant, which
// is then doubled: "stop", but not "wait" or "show".
func shortVowel(w string) bool {
	n := len(w)
	return n >= 3 && !vowel(w[n-1]) && strings.IndexByte("wxy", w[n-1]) < 0 && vowel(w[n-2]) && !vowel(w[n-3])
}

// irregular forms, by the plainest form.
var irregular = func() map[string][]string {
	m := map[string][]string{}
	for _, l := range strings.Split(strings.TrimSpace(irregularList), "\n") {
		for _, group := range strings.Split(l, ",") {
			words := strings.Fields(group)
			m[words[0]] = words[1:]
		}
	}
	return m
}()

const irregularList = `
be am is are was were been being, have has had having, do does did done doing, go goes went gone going, get got gotten getting
give gave given, take took taken, make made, feel felt, tell told, say said, speak spoke spoken, know knew known, see saw seen
hear heard, come came coming, keep kept, leave left, lose lost, find found, think thought, understand understood, send sent
bring brought, buy bought, meet met, ring rang rung, write wrote written, read reads, run ran running, sit sat sitting, wake woke woken
eat ate eaten, drink drank drunk, drive drove driven, fall fell fallen, break broke broken, choose chose chosen, forget forgot forgotten
pay paid, show shown, teach taught, catch caught, hold held, hurt hurts, put puts putting, cut cuts cutting, let lets letting, stand stood
begin began begun beginning, sleep slept, spend spent, wear wore worn, win won winning, lead led, deal dealt, mean meant, build built
become became, hit hits hitting, quit quits quitting, set sets setting, shut shuts shutting, rise rose risen, seek sought, sell sold
shake shook shaken, steal stole stolen, stick stuck, swear swore sworn, tear tore torn, throw threw thrown, draw drew drawn
grow grew grown, blow blew blown, fly flew flown, fight fought, feed fed, bite bit bitten, bleed bled, lay laid, lend lent, learn learnt
dream dreamt, spell spelt, burn burnt, smell smelt, overhear overheard, misunderstand misunderstood, withdraw withdrew withdrawn
child children, man men, woman women, person people persons, foot feet, tooth teeth, wife wives, life lives, midwife midwives, mouse mice
criterion criteria, analysis analyses, diagnosis diagnoses, crisis crises, hoover hoovered hoovering
offer offered offering, visit visited visiting, answer answered answering, open opened opening, listen listened listening, happen happened happening
`
