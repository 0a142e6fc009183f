package language

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Tag is a part of speech: a position in [Model.Tags].
type Tag uint8

// classes is the number of tags the perceptron can give.
const classes = 38

// scores holds one number for each class, in whole thousandths. Two share one
// word, the second times 2³², so that one addition adds both; sums stay far
// below 2³¹.
type scores [(classes + 1) / 2]int64

// pull is the weight that a feature gives to one class.
type pull struct {
	class  uint8
	weight int32
}

// lexeme says how one word pulls, for each place in which it can stand relative
// to the word being tagged: there, one or two before it, one or two after it.
// What its last letters add is in before and after.
type lexeme struct {
	here, before, before2, after, after2 *scores
	tagged                               []taggedPull
}

// taggedPull is how a word pulls where the word before it has a given tag.
type taggedPull struct {
	before Tag
	pulls  []pull
}

// Model is prose's averaged perceptron, compiled: what the features of a word
// and its neighbours say is summed as far as it can be beforehand.
//
// Source: M. Honnibal's averaged perceptron as ported by
// github.com/jdkato/prose/v2, model/AveragedPerceptron.
type Model struct {
	tags []string // the classes in order of the alphabet, then what only rules give

	words map[string]*lexeme
	fixed map[string]Tag // words that training saw with one tag only

	bias                      *scores
	suffix                    map[string]*scores // with the bias
	beforeSuffix, afterSuffix map[string]*scores
	prefix                    [256]*scores // by first byte
	context                   []scores     // by tag before and tag before that

	noun, symbol, hyphen, none, start, start2 Tag

	names func() *nameModel // reads the model of names when first called
}

//go:generate go run ./generate tagger.bin names.bin

// tagger is the model as analysis/language/generate writes it:
//
//	the line "yearbook tagger 1"
//	number of classes, list of tags
//	row of the bias
//	a row for each tag before, a row for each tag before that
//	list of pairs: tag before, tag before that, row
//	four lists of text and row: first letters, last letters, last letters
//	   of the word before, last letters of the word after
//	list of words: text, five rows as in lexeme, list of tag before and row
//	list of fixed words: text, tag
//
// Numbers are variable-length as in encoding/binary, tags and classes one
// byte. A text is its length and its bytes, a list its length and its items, a
// row a list of class and signed weight.
//
//go:embed tagger.bin
var tagger string

// Load reads the model that is part of the program. It takes about 30
// milliseconds, the model about 12 MB.
func Load() (*Model, error) {
	m, ok := parse(tagger)
	if !ok {
		return nil, errors.New("the language model in the program is damaged: install Yearbook again")
	}
	return m, nil
}

// parse reads a model; ok is false where the text is none.
func parse(text string) (m *Model, ok bool) {
	const title = "yearbook tagger 1\n"
	if len(text) < len(title) || text[:len(title)] != title {
		return nil, false
	}
	r := &reader{text: text[len(title):]}
	if r.number() != classes {
		return nil, false
	}
	m = &Model{}
	for range r.number() {
		m.tags = append(m.tags, r.word())
	}
	if len(m.tags) < classes || !m.nameTags() {
		return nil, false
	}
	m.bias = r.row(new(scores))
	m.readContext(r)
	for range r.number() {
		letter, row := r.word(), r.row(new(scores))
		if b, _ := utf8.DecodeRuneInString(letter); b < 256 { // prose takes the first byte for a letter
			m.prefix[b] = row
		}
	}
	for b, row := range m.prefix {
		if row == nil {
			m.prefix[b] = &nothing
		}
	}
	m.suffix, m.beforeSuffix, m.afterSuffix = r.table(m.bias), r.table(&nothing), r.table(&nothing)
	m.readWords(r)
	m.fixed = make(map[string]Tag, 2048)
	for range r.number() {
		word := r.word()
		m.fixed[word] = r.tag(len(m.tags))
	}
	m.names = sync.OnceValue(func() *nameModel {
		n, _ := parseNames(namesData, m.tags)
		return n
	})
	return m, !r.bad && r.text == ""
}

// nameTags finds the tags that rules give.
func (m *Model) nameTags() bool {
	for name, into := range map[string]*Tag{
		"NN": &m.noun, "SYM": &m.symbol, "-": &m.hyphen, "-NONE-": &m.none, "-START-": &m.start, "-START2-": &m.start2,
	} {
		id, ok := m.tagID(name)
		if !ok {
			return false
		}
		*into = id
	}
	return true
}

// readContext sums what the two tags before a word say.
func (m *Model) readContext(r *reader) {
	n := len(m.tags)
	m.context = make([]scores, n*n)
	for before := range n {
		row := r.row(new(scores))
		for before2 := range n {
			m.context[before*n+before2].add(row)
		}
	}
	for before2 := range n {
		row := r.row(new(scores))
		for before := range n {
			m.context[before*n+before2].add(row)
		}
	}
	for range r.number() {
		before, before2 := r.tag(n), r.tag(n)
		r.row(&m.context[int(before)*n+int(before2)])
	}
}

func (m *Model) readWords(r *reader) {
	n := r.number()
	m.words = make(map[string]*lexeme, n)
	for range n {
		word := r.word()
		x := m.unknown(word)
		x.here = r.onto(&nothing)
		x.before = r.onto(x.before)
		x.before2 = r.onto(&nothing)
		x.after = r.onto(x.after)
		x.after2 = r.onto(&nothing)
		if k := r.number(); k > 0 {
			x.tagged = make([]taggedPull, k)
			for i := range x.tagged {
				x.tagged[i] = taggedPull{r.tag(len(m.tags)), r.pulls()}
			}
		}
		m.words[word] = x
	}
}

// find is the lexeme of a normalised word.
func (m *Model) find(word string) *lexeme {
	if x, ok := m.words[word]; ok {
		return x
	}
	return m.unknown(word)
}

// unknown is the lexeme of a word that the training did not keep: its last
// letters still say something.
func (m *Model) unknown(word string) *lexeme {
	return &lexeme{
		here: &nothing, before2: &nothing, after2: &nothing,
		before: or(m.beforeSuffix[last3(word)], &nothing), after: or(m.afterSuffix[last3(word)], &nothing),
	}
}

// nothing is what stands for features the training did not keep.
var nothing scores

func or(s, instead *scores) *scores {
	if s == nil {
		return instead
	}
	return s
}

func (s *scores) add(t *scores) {
	for c := range s {
		s[c] += t[c]
	}
}

// pull adds a weight to a class.
func (s *scores) pull(p pull) { s[p.class>>1] += int64(p.weight) << (p.class & 1 * 32) }

// of is the score of a class.
func (s *scores) of(c Tag) int32 {
	first, second := apart(s[c>>1])
	if c&1 == 0 {
		return first
	}
	return second
}

// apart takes the two scores in one word apart.
func apart(x int64) (first, second int32) {
	first = int32(x)
	return first, int32((x - int64(first)) >> 32)
}

// best is the class with the highest score, the first of several.
func (s *scores) best() Tag {
	best := int64(-1 << 62) // score and, below it, how early the class comes: greatest of all without a branch
	for k, x := range s {
		first, second := apart(x)
		best = max(best, int64(first)<<8|int64(classes-2*k), int64(second)<<8|int64(classes-2*k-1))
	}
	return Tag(classes - best&0xff)
}

// Tags lists the names of the tags.
func (m *Model) Tags() []string { return m.tags }

// Name is the Penn Treebank name of a tag.
func (m *Model) Name(t Tag) string { return m.tags[t] }

func (m *Model) tagID(name string) (Tag, bool) {
	i := slices.Index(m.tags, name)
	return Tag(max(i, 0)), i >= 0
}

// last3 is the last three bytes of a word, as in prose.
func last3(word string) string { return word[max(0, len(word)-3):] }

// reader takes the model file apart. What is damaged reads as nothing.
type reader struct {
	text string
	bad  bool
}

func (r *reader) byte() byte {
	if r.text == "" {
		r.bad = true
		return 0
	}
	b := r.text[0]
	r.text = r.text[1:]
	return b
}

func (r *reader) unsigned() int {
	n := 0
	for shift := 0; shift < 28; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	return n
}

// number reads the length of what follows.
func (r *reader) number() int {
	n := r.unsigned()
	if n > len(r.text) {
		r.text, r.bad = "", true
		return 0
	}
	return n
}

func (r *reader) weight() int32 {
	n := r.unsigned()
	return int32(n>>1) ^ -int32(n&1)
}

func (r *reader) word() string {
	n := r.number()
	s := r.text[:n]
	r.text = r.text[n:]
	return s
}

// tag reads a tag, one of n.
func (r *reader) tag(n int) Tag {
	b := r.byte()
	if int(b) >= n {
		r.bad = true
		return 0
	}
	return Tag(b)
}

func (r *reader) pull() pull { return pull{uint8(r.tag(classes)), r.weight()} }

func (r *reader) pulls() []pull {
	list := make([]pull, r.number())
	for i := range list {
		list[i] = r.pull()
	}
	return list
}

// row adds a row to s and returns it.
func (r *reader) row(s *scores) *scores {
	for range r.number() {
		s.pull(r.pull())
	}
	return s
}

// onto returns a row on top of another: the other itself where the row is empty.
func (r *reader) onto(base *scores) *scores {
	if r.text == "" || r.text[0] == 0 {
		r.byte()
		return base
	}
	s := *base
	return r.row(&s)
}

// table reads rows by text, each on top of base.
func (r *reader) table(base *scores) map[string]*scores {
	n := r.number()
	rows := make(map[string]*scores, n)
	for range n {
		word := r.word()
		rows[word] = r.onto(base)
	}
	return rows
}

// Knows reports whether the training text held a word, given in small letters.
// A word with a digit or an underscore in it is never known.
func (m *Model) Knows(word string) bool {
	if strings.ContainsAny(word, "0123456789_") {
		return false
	}
	_, listed := m.fixed[word]
	_, seen := m.words[word]
	return listed || seen
}
