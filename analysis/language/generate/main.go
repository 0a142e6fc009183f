// Command generate writes the models of analysis/language: prose's averaged
// perceptron and its maximum-entropy model of names, each as one compact file,
// so that the program starts without decoding 10 MB of nested maps. Run it with
// "go generate ./analysis/language".
//
// The formats are described where they are read, in analysis/language/model.go
// and name_model.go.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/jdkato/prose/v2"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate TAGGER NAMES")
		os.Exit(2)
	}
	for i, make := range [...]func() ([]byte, error){generate, generateNames} {
		model, err := make()
		if err == nil {
			err = os.WriteFile(os.Args[1+i], model, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "generate:", err)
			os.Exit(1)
		}
	}
}

// decode reads one part of prose's models.
func decode(name string, into any) error {
	data, err := prose.Asset("model/" + name + ".gob")
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(data)).Decode(into)
	}
	if err != nil {
		return fmt.Errorf("%s of prose: %w", name, err)
	}
	return nil
}

// generate is the model file.
func generate() ([]byte, error) {
	var classes []string
	var fixed map[string]string
	var features map[string]map[string]float64
	for name, into := range map[string]any{"classes": &classes, "tags": &fixed, "weights": &features} {
		if err := decode("AveragedPerceptron/"+name, into); err != nil {
			return nil, err
		}
	}
	w := &writer{classes: len(features["bias"]), tags: listTags(features["bias"], classes), scale: 1000}
	w.out = append(w.out, "yearbook tagger 1\n"...)
	w.number(w.classes)
	w.number(len(w.tags))
	for _, tag := range w.tags {
		w.word(tag)
	}
	w.row(features["bias"])
	w.byTag(features, "i-1 tag ")
	w.byTag(features, "i-2 tag ")
	w.pairs(features)
	for _, kind := range [...]string{"i pref1 ", "i suffix ", "i-1 suffix ", "i+1 suffix "} {
		w.table(features, kind)
	}
	w.words(features)
	w.fixed(fixed)
	return w.out, nil
}

// listTags puts the tags the perceptron can give first, in order of the
// alphabet, so that a tie goes to the first; then those that only rules give.
func listTags(bias map[string]float64, classes []string) []string {
	tags := slices.Sorted(maps.Keys(bias))
	slices.Sort(classes)
	for _, tag := range append(classes, "NN", "SYM", "-", "-NONE-", "-START-", "-START2-") {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

type writer struct {
	out     []byte
	classes int
	tags    []string // the names of the classes, and others
	scale   float64  // units in a weight of 1
}

func (w *writer) word(s string) {
	w.number(len(s))
	w.out = append(w.out, s...)
}

// row writes the weights of one feature, in whole units, by class.
func (w *writer) row(weights map[string]float64) {
	n := 0
	var row []byte
	for class, tag := range w.tags[:w.classes] {
		if x := w.scaled(weights[tag]); x != 0 {
			n++
			row = binary.AppendVarint(append(row, byte(class)), x)
		}
	}
	w.number(n)
	w.out = append(w.out, row...)
}

func (w *writer) byTag(features map[string]map[string]float64, kind string) {
	for _, tag := range w.tags {
		w.row(features[kind+tag])
	}
}

func (w *writer) pairs(features map[string]map[string]float64) {
	pairs := w.out
	w.out = nil
	n := 0
	for before, tag := range w.tags {
		for before2, tag2 := range w.tags {
			if weights := features["i tag+i-2 tag "+tag+" "+tag2]; weights != nil {
				n++
				w.out = append(w.out, byte(before), byte(before2))
				w.row(weights)
			}
		}
	}
	w.out = append(binary.AppendUvarint(pairs, uint64(n)), w.out...)
}

// table writes the features of one kind by what follows the kind's name.
func (w *writer) table(features map[string]map[string]float64, kind string) {
	values := valuesOf(features, kind)
	w.number(len(values))
	for _, value := range values {
		w.word(value)
		w.row(features[kind+value])
	}
}

func valuesOf(features map[string]map[string]float64, kind string) []string {
	var values []string
	for feature := range features {
		if value, ok := strings.CutPrefix(feature, kind); ok {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	return values
}

// words writes everything the training knows of whole words.
func (w *writer) words(features map[string]map[string]float64) {
	kinds := [...]string{"i word ", "i-1 word ", "i-2 word ", "i+1 word ", "i+2 word "}
	tagged := map[string][]int{} // word: tags before it
	for id, tag := range w.tags {
		for _, word := range valuesOf(features, "i-1 tag+i word "+tag+" ") {
			tagged[word] = append(tagged[word], id)
		}
	}
	words := slices.Collect(maps.Keys(tagged))
	for _, kind := range kinds {
		words = append(words, valuesOf(features, kind)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	w.number(len(words))
	for _, word := range words {
		w.word(word)
		for _, kind := range kinds {
			w.row(features[kind+word])
		}
		w.number(len(tagged[word]))
		for _, id := range tagged[word] {
			w.out = append(w.out, byte(id))
			w.row(features["i-1 tag+i word "+w.tags[id]+" "+word])
		}
	}
}

// fixed writes the words that training saw with one tag only.
func (w *writer) fixed(fixed map[string]string) {
	words := slices.Sorted(maps.Keys(fixed))
	w.number(len(words))
	for _, word := range words {
		w.word(word)
		w.out = append(w.out, byte(slices.Index(w.tags, fixed[word])))
	}
}
