package main

import (
	"math/rand/v2"
	"strings"
)

// spin writes out a template: "{a|b}" becomes a or b, "{$x}" becomes slot("x"). Braces may nest.
func spin(rng *rand.Rand, template string, slot func(string) string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			out.WriteString(template)
			return out.String()
		}
		out.WriteString(template[:open])
		choices, rest := group(template[open+1:])
		template = rest
		choice := choices[rng.IntN(len(choices))]
		if name, ok := strings.CutPrefix(choice, "$"); ok {
			out.WriteString(slot(name))
		} else {
			out.WriteString(spin(rng, choice, slot))
		}
	}
}

// group splits what follows an opening brace into its choices and what comes after the closing brace.
func group(s string) (choices []string, rest string) {
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '|':
			if depth == 0 {
				choices = append(choices, s[from:i])
				from = i + 1
			}
		case '}':
			if depth == 0 {
				return append(choices, s[from:i]), s[i+1:]
			}
			depth--
		}
	}
	panic("brace not closed: " + s)
}

// bag deals templates: all of them once in random order before any comes again, so that no wording is common in
// one year and rare in the next.
type bag struct {
	lines []string
	order []int
}

func (b *bag) draw(rng *rand.Rand) string {
	if len(b.order) == 0 {
		b.order = rng.Perm(len(b.lines))
	}
	i := b.order[len(b.order)-1]
	b.order = b.order[:len(b.order)-1]
	return b.lines[i]
}

// writer turns templates into sentences and sees to it that none is said too often.
type writer struct {
	rng   *rand.Rand
	used  map[string]int
	bags  map[string]*bag
	limit int
}

func newWriter(rng *rand.Rand, limit int) *writer {
	return &writer{rng: rng, used: map[string]int{}, bags: map[string]*bag{}, limit: limit}
}

// bag is the bag of that name.
func (w *writer) bag(name string, lines []string) *bag {
	b := w.bags[name]
	if b == nil {
		b = &bag{lines: lines}
		w.bags[name] = b
	}
	return b
}

// write draws from the named list until a sentence is fresh enough and no longer than room runes.
// It gives up, with "", only where the list has nothing left to offer.
func (w *writer) write(name string, lines []string, room, times int, slot func(string) string) string {
	b := w.bag(name, lines)
	for range 60 {
		template := b.draw(w.rng)
		for range 6 {
			text := spin(w.rng, template, slot)
			if len([]rune(text)) <= room && w.take(text, times) {
				return text
			}
		}
	}
	return ""
}

// take notes that the sentences of a text are said so many times more, unless that would be too often for one.
func (w *writer) take(text string, times int) bool {
	said := sentences(text)
	for _, s := range said {
		if w.used[s]+times > w.limit {
			return false
		}
	}
	for _, s := range said {
		w.used[s] += times
	}
	return true
}

// sentences lists the sentences of a text in a form fit for comparison; exclamations of one word or two are not
// sentences.
func sentences(text string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
		if words := strings.Fields(strings.ToLower(s)); len(words) > 2 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}
