package language

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jdkato/prose/v2"
)

// Tag is a part of speech: a position in [Model.Tags].
type Tag uint8

// row is a run of weights: the positions [from, to) of Model.class and
// Model.weight. The zero row is empty.
type row struct{ from, to int32 }

// lexeme holds the rows of one word of the model, for each place in which the
// word can stand relative to the token being tagged.
type lexeme struct {
	here, before, before2, after, after2 row
	beforeSuffix, afterSuffix            row
	tagged                               []row // by the tag before; nil where there are none
}

// Model is prose's averaged perceptron, compiled: every feature that the
// training kept is a row of whole thousandths.
//
// Source: M. Honnibal's averaged perceptron as ported by
// github.com/jdkato/prose/v2, model/AveragedPerceptron.
type Model struct {
	tags    []string // in order of the alphabet; the last four are not classes
	classes int      // number of tags the perceptron can give
	class   []uint8
	weight  []int32

	bias                     []int32 // by class
	words                    map[string]*lexeme
	fixed                    map[string]Tag // words that training saw with one tag only
	suffix, prefix           map[string]row
	beforeSuffix, afterSufix map[string]row
	before, before2          []row // by tag
	pair                     []row // by tag before and tag before that

	noun, symbol, hyphen, none, start, start2 Tag
}

// Load compiles the model that is part of prose. It takes about half a second
// and the model about 8 MB.
func Load() (*Model, error) {
	var classes []string
	var fixed map[string]string
	var weights map[string]map[string]float64
	for name, into := range map[string]any{"classes": &classes, "tags": &fixed, "weights": &weights} {
		data, err := prose.Asset("model/AveragedPerceptron/" + name + ".gob")
		if err == nil {
			err = gob.NewDecoder(bytes.NewReader(data)).Decode(into)
		}
		if err != nil {
			return nil, fmt.Errorf("the language model in the program is damaged (%s: %w): install Yearbook again", name, err)
		}
	}
	m := &Model{
		words: map[string]*lexeme{}, fixed: map[string]Tag{},
		suffix: map[string]row{}, prefix: map[string]row{},
		beforeSuffix: map[string]row{}, afterSufix: map[string]row{},
	}
	m.listTags(classes, weights["bias"])
	for word, tag := range fixed {
		if id, ok := m.tagID(tag); ok {
			m.fixed[word] = id
		}
	}
	m.compile(weights)
	return m, nil
}

// Tags lists the names of the tags.
func (m *Model) Tags() []string { return m.tags }

// Name is the Penn Treebank name of a tag.
func (m *Model) Name(t Tag) string { return m.tags[t] }

// listTags puts the classes that have weights first, in order of the alphabet,
// so that a tie goes to the first; then those that only fixed words have.
func (m *Model) listTags(classes []string, bias map[string]float64) {
	for tag := range bias {
		m.tags = append(m.tags, tag)
	}
	slices.Sort(m.tags)
	m.classes = len(m.tags)
	m.bias = make([]int32, m.classes)
	for i, tag := range m.tags {
		m.bias[i] = thousandths(bias[tag])
	}
	slices.Sort(classes)
	for _, tag := range append(classes, "NN", "SYM", "-", "-NONE-", "-START-", "-START2-") {
		if !slices.Contains(m.tags, tag) {
			m.tags = append(m.tags, tag)
		}
	}
	for name, into := range map[string]*Tag{
		"NN": &m.noun, "SYM": &m.symbol, "-": &m.hyphen, "-NONE-": &m.none, "-START-": &m.start, "-START2-": &m.start2,
	} {
		*into, _ = m.tagID(name)
	}
}

func (m *Model) tagID(name string) (Tag, bool) {
	i := slices.Index(m.tags, name)
	return Tag(max(i, 0)), i >= 0
}

func thousandths(w float64) int32 { return int32(math.Round(w * 1000)) }

// compile sorts every feature of the training into its table. Features are
// strings such as "i-1 word the"; see featurize in prose's tag.go.
func (m *Model) compile(weights map[string]map[string]float64) {
	features := make([]string, 0, len(weights))
	for f := range weights {
		features = append(features, f)
	}
	slices.Sort(features)
	m.before, m.before2 = make([]row, len(m.tags)), make([]row, len(m.tags))
	m.pair = make([]row, len(m.tags)*len(m.tags))
	for _, f := range features {
		m.file(f, m.addRow(weights[f]))
	}
	for word, x := range m.words {
		x.beforeSuffix, x.afterSuffix = m.beforeSuffix[last3(word)], m.afterSufix[last3(word)]
	}
}

// addRow stores the weights of one feature in order of class.
func (m *Model) addRow(weights map[string]float64) row {
	r := row{from: int32(len(m.class))}
	for id, tag := range m.tags[:m.classes] {
		if w := thousandths(weights[tag]); w != 0 {
			m.class = append(m.class, uint8(id))
			m.weight = append(m.weight, w)
		}
	}
	r.to = int32(len(m.class))
	return r
}

// file puts the row of a feature where tagging looks for it.
func (m *Model) file(feature string, r row) {
	for _, f := range [...]struct {
		name string
		put  func(value string)
	}{
		{"i-1 tag+i word ", func(v string) { m.fileTagged(v, r) }},
		{"i tag+i-2 tag ", func(v string) { m.filePair(v, r) }},
		{"i-1 word ", func(v string) { m.lexeme(v).before = r }},
		{"i-2 word ", func(v string) { m.lexeme(v).before2 = r }},
		{"i+1 word ", func(v string) { m.lexeme(v).after = r }},
		{"i+2 word ", func(v string) { m.lexeme(v).after2 = r }},
		{"i word ", func(v string) { m.lexeme(v).here = r }},
		{"i-1 suffix ", func(v string) { m.beforeSuffix[v] = r }},
		{"i+1 suffix ", func(v string) { m.afterSufix[v] = r }},
		{"i suffix ", func(v string) { m.suffix[v] = r }},
		{"i pref1 ", func(v string) { m.prefix[v] = r }},
		{"i-1 tag ", func(v string) { m.fileTag(m.before, v, r) }},
		{"i-2 tag ", func(v string) { m.fileTag(m.before2, v, r) }},
	} {
		if value, ok := strings.CutPrefix(feature, f.name); ok {
			f.put(value)
			return
		}
	}
}

func (m *Model) lexeme(word string) *lexeme {
	x := m.words[word]
	if x == nil {
		x = &lexeme{}
		m.words[word] = x
	}
	return x
}

func (m *Model) fileTag(table []row, tag string, r row) {
	if id, ok := m.tagID(tag); ok {
		table[id] = r
	}
}

func (m *Model) filePair(value string, r row) {
	a, b, _ := strings.Cut(value, " ")
	before, ok1 := m.tagID(a)
	before2, ok2 := m.tagID(b)
	if ok1 && ok2 {
		m.pair[int(before)*len(m.tags)+int(before2)] = r
	}
}

func (m *Model) fileTagged(value string, r row) {
	tag, word, _ := strings.Cut(value, " ")
	id, ok := m.tagID(tag)
	if !ok {
		return
	}
	x := m.lexeme(word)
	if x.tagged == nil {
		x.tagged = make([]row, len(m.tags))
	}
	x.tagged[id] = r
}

// last3 is the last three bytes of a word, as in prose.
func last3(word string) string { return word[max(0, len(word)-3):] }
