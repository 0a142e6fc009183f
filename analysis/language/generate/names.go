package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// micro is the unit of the weights of names: prose's are given to the sixth
// digit after the point.
const micro = 1e6

// featureRow are the weights of one feature, by label.
type featureRow map[string]float64

// generateNames is the file of prose's maximum-entropy model. Its format is
// described where it is read, in analysis/language/name_model.go.
func generateNames() ([]byte, error) {
	var labels []string
	var mapping map[string]int
	var weights []float64
	var words []string
	for name, into := range map[string]any{"labels": &labels, "mapping": &mapping, "weights": &weights, "words": &words} {
		if err := decode("Maxent/"+name, into); err != nil {
			return nil, err
		}
	}
	slices.Sort(labels)
	slices.Sort(words)
	kinds, err := byKind(mapping, weights, labels)
	if err != nil {
		return nil, err
	}
	w := &writer{classes: len(labels), tags: labels, scale: micro}
	w.out = append(w.out, "yearbook names 1\n"...)
	w.list(labels)
	w.list(words)
	w.row(kinds["bias"]["True"])
	for _, kind := range [...]string{
		"en-wordlist", "shape", "wordlen", "prefix3", "suffix3", "pos", "prevpos", "nextpos", "prevtag", "pos+prevtag",
		"shape+prevtag", "word",
	} {
		w.rows(kinds[kind])
	}
	w.contexts(kinds["word.lower"], kinds["prevword"], kinds["nextword"], kinds["word+nextpos"])
	return w.out, nil
}

// byKind takes features such as "prevword-of-B-GPE" apart: weights by kind,
// value and label.
func byKind(mapping map[string]int, weights []float64, labels []string) (map[string]map[string]featureRow, error) {
	kinds := map[string]map[string]featureRow{}
	for feature, i := range mapping {
		kind, rest := "en-wordlist", ""
		if after, ok := strings.CutPrefix(feature, "en-wordlist-"); ok {
			rest = after
		} else {
			kind, rest, _ = strings.Cut(feature, "-")
		}
		k := slices.IndexFunc(labels, func(l string) bool { return strings.HasSuffix(rest, "-"+l) })
		if k < 0 || i >= len(weights) || math.IsInf(weights[i], 0) || math.IsNaN(weights[i]) {
			return nil, fmt.Errorf("feature %q of prose's names is not understood", feature)
		}
		value := strings.TrimSuffix(rest, "-"+labels[k])
		if kinds[kind] == nil {
			kinds[kind] = map[string]featureRow{}
		}
		if kinds[kind][value] == nil {
			kinds[kind][value] = featureRow{}
		}
		kinds[kind][value][labels[k]] = weights[i]
	}
	return kinds, nil
}

func (w *writer) list(words []string) {
	w.number(len(words))
	for _, word := range words {
		w.word(word)
	}
}

// rows writes the features of one kind by value.
func (w *writer) rows(values map[string]featureRow) {
	w.number(len(values))
	for _, value := range slices.Sorted(maps.Keys(values)) {
		w.word(value)
		w.row(values[value])
	}
}

// contexts writes what words say of themselves, of the word after and of the
// word before, and before which tags.
func (w *writer) contexts(lower, before, after, tagged map[string]featureRow) {
	byWord := map[string][]string{} // word: keys of tagged
	for key := range tagged {
		word := key[:strings.LastIndexByte(key, '+')]
		byWord[word] = append(byWord[word], key)
	}
	words := slices.Collect(maps.Keys(byWord))
	for _, table := range [...]map[string]featureRow{lower, before, after} {
		words = slices.AppendSeq(words, maps.Keys(table))
	}
	slices.Sort(words)
	words = slices.Compact(words)
	w.number(len(words))
	for _, word := range words {
		w.word(word)
		w.row(lower[word])
		w.row(before[word])
		w.row(after[word])
		keys := byWord[word]
		slices.Sort(keys)
		w.number(len(keys))
		for _, key := range keys {
			w.word(key[len(word)+1:])
			w.row(tagged[key])
		}
	}
}

// scaled is a weight in whole units of the file.
func (w *writer) scaled(x float64) int64 { return int64(math.Round(x * w.scale)) }

func (w *writer) number(n int) { w.out = binary.AppendUvarint(w.out, uint64(n)) }
