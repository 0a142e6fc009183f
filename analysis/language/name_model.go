package language

import (
	_ "embed"
	"strconv"
	"strings"
)

// nameLabels is the number of labels that the model of names gives.
const nameLabels = 13

// nameScores holds one number for each label, in whole millionths.
type nameScores [nameLabels]int32

func (s *nameScores) add(t *nameScores) {
	for i := range s {
		s[i] += t[i]
	}
}

// shaped is what a word looks like.
type shaped uint8

const (
	noShape shaped = iota // there is no word
	number
	punct
	downcase
	upcase
	mixedcase
	otherShape
	shapes
)

var shapeNames = [shapes]string{"None", "number", "punct", "downcase", "upcase", "mixedcase", "other"}

// histories are what the model can be told of the word before: that there is
// none, its label, or only the label's first letter.
const (
	noHistory  = 0
	labelFirst = 1 // 1 to 13 are the labels
	onlyB      = labelFirst + nameLabels
	onlyI      = onlyB + 1
	histories  = onlyI + 1
)

// nameModel is prose's maximum-entropy model of names, compiled: what the
// features of a word say is summed as far as it can be beforehand.
//
// Source: NLTK's binary maximum-entropy chunker as ported by
// github.com/jdkato/prose/v2, model/Maxent.
type nameModel struct {
	labels []string // in order of the alphabet, so that a tie goes to the first
	kinds  [nameLabels]NameKind
	begins [nameLabels]bool // B-PERSON and the like

	basic          map[string]bool // 850 common words
	basicRows      [2]nameScores   // by whether the word is one
	shape          [shapes]nameScores
	length         map[int]*nameScores
	prefix, suffix map[string]*nameScores
	words          map[string]*nameScores // as they are spelled
	contexts       map[string]*nameWord   // in small letters
	edge           *nameWord              // what stands where there is no word

	after              []nameScores // by tag; the last entry stands for no word
	asTrained, asProse reading
}

// reading is one way of telling the model what stands before a word. The
// training gave it the whole label of the word before and one tag for all
// verbs; prose gives the label's first letter only, and verbs by their tags, so
// that half of the rows are never asked. Names are read as the training did;
// tests read them as prose does.
type reading struct {
	before      []nameScores            // by tag; the last entry stands for no word
	here        [][histories]nameScores // with what the label before says, and the bias
	shapeBefore [shapes][histories]nameScores
	history     [nameLabels]uint8 // what is told of each label
}

// nameWord says how a word in small letters pulls: where it stands, on the word
// before and on the word after it.
type nameWord struct {
	self, onAfter, onBefore nameScores
	tagged                  []taggedRow
}

// taggedRow is how a word pulls where the word after it has a given tag; the
// number of tags stands for no word.
type taggedRow struct {
	after int
	row   nameScores
}

// namesData is the model as analysis/language/generate writes it:
//
//	the line "yearbook names 1"
//	list of labels, list of common words
//	row of the bias
//	lists of text and row: whether the word is common, shape, length, first
//	   letters, last letters, tag, tag before, tag after in small letters,
//	   label before, tag + label before, shape before + label before, word
//	list of words in small letters: text, row of the word itself, row for the
//	   word after it, row for the word before it, list of tag after and row
//
// Numbers, texts, lists and rows are as in the tagger's file.
//
//go:embed names.bin
var namesData string

// parseNames reads a model for the given tags; ok is false where the text is
// none.
func parseNames(text string, tags []string) (n *nameModel, ok bool) {
	body, ok := strings.CutPrefix(text, "yearbook names 1\n")
	if !ok {
		return nil, false
	}
	r := &reader{text: body}
	n = &nameModel{basic: map[string]bool{}}
	for range r.number() {
		n.labels = append(n.labels, r.word())
	}
	if len(n.labels) != nameLabels {
		return nil, false
	}
	for i, label := range n.labels {
		n.kinds[i], n.begins[i] = labelMeans(label), label[:min(1, len(label))] == "B"
	}
	for range r.number() {
		n.basic[r.word()] = true
	}
	bias := r.nameRow()
	n.readLooks(r)
	n.readTags(r, tags, bias)
	n.words = r.nameTable()
	n.readContexts(r, tags)
	return n, !r.bad && r.text == ""
}

// labelMeans is what a label such as "B-GPE" stands for.
func labelMeans(label string) NameKind {
	switch label[min(2, len(label)):] {
	case "PERSON":
		return Person
	case "ORGANIZATION":
		return Organisation
	case "GPE", "GSP", "LOCATION", "FACILITY":
		return Place
	}
	return noName
}

// readLooks reads what the letters of a word say.
func (n *nameModel) readLooks(r *reader) {
	basic := r.nameTable()
	n.basicRows = [2]nameScores{*orNone(basic["False"]), *orNone(basic["True"])}
	shape := r.nameTable()
	for i, name := range shapeNames {
		n.shape[i] = *orNone(shape[name])
	}
	n.length = map[int]*nameScores{}
	for length, row := range r.nameTable() {
		if k, err := strconv.Atoi(length); err == nil {
			n.length[k] = row
		}
	}
	n.prefix, n.suffix = r.nameTable(), r.nameTable()
}

// readTags reads what tags and the label before say.
func (n *nameModel) readTags(r *reader, tags []string, bias nameScores) {
	t := tagTables{pos: r.nameTable(), before: r.nameTable(), after: r.nameTable()}
	t.label, t.posLabel, t.shapeLabel = r.nameTable(), r.nameTable(), r.nameTable()
	for _, tag := range tags {
		n.after = append(n.after, *orNone(t.after[strings.ToLower(tag)]))
	}
	n.after = append(n.after, *orNone(t.after["None"]))
	told := append([]string{"None"}, n.labels...)
	told = append(told, "B", "I")
	n.asProse = t.reading(tags, told, bias, func(tag string) string { return tag }, func(shape string) string { return shape })
	n.asTrained = t.reading(tags, told, bias, oneVerb, func(string) string { return trainedShape })
	for i, label := range n.labels {
		n.asTrained.history[i], n.asProse.history[i] = uint8(labelFirst+i), uint8(labelFirst+i)
		switch label[:min(2, len(label))] {
		case "B-":
			n.asProse.history[i] = onlyB
		case "I-":
			n.asProse.history[i] = onlyI
		}
	}
}

// trainedShape is what the training, by a slip, took for the shape of every
// word before.
const trainedShape = "<function shape at 0x8bde0d4>"

// oneVerb is the tag as the training gave it.
func oneVerb(tag string) string {
	if strings.HasPrefix(tag, "V") {
		return "V"
	}
	return tag
}

// tagTables are rows by tag, by label and by both.
type tagTables struct {
	pos, before, after, label, posLabel, shapeLabel map[string]*nameScores
}

// reading sums the rows for one way of naming tags and shapes; told are the
// names of the histories.
func (t *tagTables) reading(tags, told []string, bias nameScores, tagName, shapeName func(string) string) reading {
	rd := reading{before: make([]nameScores, len(tags)+1), here: make([][histories]nameScores, len(tags))}
	for i, tag := range tags {
		tag = tagName(tag)
		rd.before[i] = *orNone(t.before[tag])
		for h, name := range told {
			row := &rd.here[i][h]
			*row = bias
			row.add(orNone(t.pos[tag]))
			row.add(orNone(t.label[name]))
			row.add(orNone(t.posLabel[tag+"+"+name]))
		}
	}
	rd.before[len(tags)] = *orNone(t.before["None"])
	for s, shape := range shapeNames {
		for h, name := range told {
			rd.shapeBefore[s][h] = *orNone(t.shapeLabel[shapeName(shape)+"+"+name])
		}
	}
	return rd
}

func (n *nameModel) readContexts(r *reader, tags []string) {
	ids := map[string]int{"None": len(tags)}
	for t, tag := range tags {
		ids[strings.ToLower(tag)] = t
	}
	k := r.number()
	n.contexts = make(map[string]*nameWord, k)
	for range k {
		w := &nameWord{}
		n.contexts[r.word()] = w
		w.self, w.onAfter, w.onBefore = r.nameRow(), r.nameRow(), r.nameRow()
		for range r.number() {
			tag, row := r.word(), r.nameRow()
			if id, ok := ids[tag]; ok {
				w.tagged = append(w.tagged, taggedRow{id, row})
			}
		}
	}
	n.edge = n.contexts["None"]
	if n.edge == nil {
		n.edge = &noWord
	}
}

// noneOfNames is what stands for features the training did not keep.
var noneOfNames nameScores

func orNone(s *nameScores) *nameScores {
	if s == nil {
		return &noneOfNames
	}
	return s
}

func (r *reader) nameRow() (s nameScores) {
	for range r.number() {
		label := r.tag(nameLabels)
		s[label] += r.weight()
	}
	return s
}

func (r *reader) nameTable() map[string]*nameScores {
	k := r.number()
	rows := make(map[string]*nameScores, k)
	for range k {
		word, row := r.word(), r.nameRow()
		rows[word] = &row
	}
	return rows
}
