package language

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameKind says what a name is of.
type NameKind uint8

// The kinds of name.
const (
	noName       NameKind = iota
	Person                // somebody
	Place                 // a country, a town, a region, a building
	Organisation          // a trust, a company, a department
)

// String is the kind in a word.
func (k NameKind) String() string {
	return [...]string{"", "person", "place", "organisation"}[min(k, Organisation)]
}

// Name is the name of a person, a place or an organisation: text[Start:End].
type Name struct {
	Start, End int32
	Kind       NameKind
}

// nameForm is what finding names needs to know of one spelling.
type nameForm struct {
	self  nameScores // what its letters and the word itself say
	word  *nameWord
	shape shaped
}

// Names finds the names of people, places and organisations in a text, in
// order; none overlaps another. Labels come from prose's maximum-entropy model,
// read as its training was; rules add what British health talk needs: a title
// makes a person ("Dr Patel"), an ending an organisation or a place ("Leeds City
// Council", "Oak Ward"), well-known acronyms are what they are. Every word of a
// name begins with a capital and is tagged as a proper noun; a single word at the
// beginning of a sentence, which has a capital anyway, is a name only where the
// training knew it as one or a verb follows a word that it did not know.
//
// The first call of any analyser reads the model, which takes some 30
// milliseconds and 20 MB. The model knows newspapers: what is a place and what
// an organisation is often confused, and small letters are never a name.
// The result is valid until the next call.
func (a *Analyser) Names(text string) []Name {
	a.names = a.names[:0]
	n := a.model.names()
	if n == nil {
		return nil
	}
	a.sentences = appendSentences(a.sentences[:0], text, a.Tokens(text))
	labels := a.label(text, n, &n.asTrained)
	for _, s := range a.sentences {
		for i := int(s.From); i < int(s.To); {
			j := a.capitals(text, i, int(s.To))
			if j == i {
				i++
				continue
			}
			a.nameRun(text, n, labels, i, j, i == int(s.From))
			i = j
		}
	}
	return a.names
}

// capitals is the end of the run of proper nouns that begins at token i, all
// with capitals and one space between; "of" and the like may join them.
func (a *Analyser) capitals(text string, i, end int) int {
	j := i
	for j < end && a.proper(text, j) && (j == i || near(text, a.tokens[j-1], a.tokens[j])) {
		j++
		if j > i && j+1 < end && linking[a.tokens[j].Text(text)] && heads[a.context[j-1].lower] == Organisation &&
			near(text, a.tokens[j-1], a.tokens[j]) && near(text, a.tokens[j], a.tokens[j+1]) && a.proper(text, j+1) {
			j++ // University of Leeds
		}
	}
	return j
}

// linking are words that join the parts of an organisation's name.
var linking = map[string]bool{"of": true, "for": true}

func near(text string, t, next Token) bool {
	gap := text[t.End:next.Start]
	return gap == " " || gap == "\u00a0"
}

// proper reports whether token i can be part of a name.
func (a *Analyser) proper(text string, i int) bool {
	t := a.tokens[i]
	if t.Kind != Word || !a.phrases.properNoun[t.Tag] || a.context[i].lower == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Text(text))
	return unicode.IsUpper(r) && !notNames[a.context[i].lower]
}

// nameRun cuts the run of proper nouns [i, j) into names; first says that it
// begins a sentence.
func (a *Analyser) nameRun(text string, n *nameModel, labels []uint8, i, j int, first bool) {
	if titles[strings.TrimSuffix(a.context[i].lower, ".")] {
		if i+1 < j {
			a.name(i+1, j, Person)
		}
		return
	}
	if kind := heads[a.context[j-1].lower]; kind != noName && j-i > 1 {
		a.name(i, j, kind)
		return
	}
	for k := i; k < j; k++ {
		if linking[a.tokens[k].Text(text)] {
			a.name(i, j, Organisation)
			return
		}
	}
	for i < j {
		kind, k := a.kindAt(text, n, labels, i), i+1
		for k < j && kind != noName && a.kindAt(text, n, labels, k) == kind {
			k++
		}
		if kind != noName && (!first || k-i > 1 || a.opensAsName(text, i)) {
			a.name(i, k, kind)
		}
		i, first = k, false
	}
}

// kindAt is the kind of name that token i is or is part of, as far as it can be
// told from itself and its label.
func (a *Analyser) kindAt(text string, n *nameModel, labels []uint8, i int) NameKind {
	f := a.context[i]
	if kind, ok := acronyms[f.lower]; ok && f.acronym {
		return kind
	}
	kind := n.kinds[labels[i]]
	if f.acronym && len(f.lower) > 1 && kind != Organisation {
		return noName // VIDEO, GP
	}
	return kind
}

// opensAsName reports whether token i, which has a capital because it begins a
// sentence, is a name all the same.
func (a *Analyser) opensAsName(text string, i int) bool {
	if _, ok := acronyms[a.context[i].lower]; ok && a.context[i].acronym {
		return true
	}
	m := a.model
	if m.Knows(a.context[i].lower) {
		return a.phrases.properNoun[m.alone(a.context[i].lower)]
	}
	return i+1 < len(a.tokens) && strings.HasPrefix(m.Name(a.tokens[i+1].Tag), "V") && a.tokens[i+1].Kind == Word
}

// alone is the tag of a word by itself.
func (m *Model) alone(word string) Tag {
	if t, ok := m.fixed[word]; ok {
		return t
	}
	f := m.form(word)
	return f.self.best()
}

// name records the tokens [i, j).
func (a *Analyser) name(i, j int, kind NameKind) {
	a.names = append(a.names, Name{a.tokens[i].Start, a.tokens[j-1].End, kind})
}

// noWord is what a word that the training did not keep says of its neighbours.
var noWord nameWord

// nameForm works out what finding names needs of a spelling.
func (n *nameModel) form(word string) *nameForm {
	lower := strings.ToLower(word)
	f := &nameForm{word: n.contexts[lower], shape: shapeOf(word)}
	if f.word == nil {
		f.word = &noWord
	}
	basic := 0
	if n.basic[word] {
		basic = 1
	}
	f.self = f.word.self
	f.self.add(&n.basicRows[basic])
	f.self.add(&n.shape[f.shape])
	f.self.add(orNone(n.length[len(word)]))
	f.self.add(orNone(n.prefix[strings.ToLower(word[:min(3, len(word))])]))
	f.self.add(orNone(n.suffix[strings.ToLower(last3(word))]))
	f.self.add(orNone(n.words[word]))
	return f
}

// shapeOf looks at a word as the model's training did: by its last byte, then
// by its capitals.
func shapeOf(word string) shaped {
	if _, err := strconv.ParseFloat(word, 64); err == nil {
		return number
	}
	last := word[len(word)-1]
	switch {
	case !isASCIIWord[last] && last != '_':
		return punct
	case strings.ToLower(word) == word:
		return downcase
	case titled(word):
		return upcase
	}
	return mixedcase
}

// titled reports whether every letter that begins a part of the word is a
// capital, and none but those could be made one: what strings.Title leaves as
// it is.
func titled(word string) bool {
	before := ' '
	for _, r := range word {
		if unicode.ToTitle(r) != r && !(unicode.IsLetter(before) || unicode.IsDigit(before) || before == '_' || before >= utf8.RuneSelf && !unicode.IsSpace(before)) {
			return false
		}
		before = r
	}
	return true
}

// label gives every token of a.tokens its label, from left to right.
func (a *Analyser) label(text string, n *nameModel, rd *reading) []uint8 {
	a.labels = a.labels[:0]
	toks, end := a.tokens, len(a.model.tags)
	for i, f := range a.context {
		if f.name == nil {
			f.name = n.form(strings.ReplaceAll(toks[i].Text(text), "\u2019", "'"))
		}
	}
	for i, f := range a.context {
		before, after := end, end
		wordBefore, wordAfter := n.edge, n.edge
		last, shape := uint8(noHistory), noShape
		if i > 0 {
			before, last = int(toks[i-1].Tag), rd.history[a.labels[i-1]]
			wordBefore = a.context[i-1].name.word
		}
		if i > 1 {
			shape = a.context[i-1].name.shape
		}
		if i+1 < len(toks) {
			after, wordAfter = int(toks[i+1].Tag), a.context[i+1].name.word
		}
		sum, here := f.name.self, &rd.here[toks[i].Tag][last]
		for k := range sum {
			sum[k] += here[k] + rd.before[before][k] + n.after[after][k] + rd.shapeBefore[shape][last][k] +
				wordBefore.onAfter[k] + wordAfter.onBefore[k]
		}
		for k := range f.name.word.tagged {
			if row := &f.name.word.tagged[k]; row.after == after {
				sum.add(&row.row)
			}
		}
		best := 0
		for label, s := range sum {
			if s > sum[best] {
				best = label
			}
		}
		a.labels = append(a.labels, uint8(best))
	}
	return a.labels
}

// notNames are words with capitals that are no part of a name: days, months,
// answers and greetings.
var notNames = setOf(`i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december christmas easter hi hello hey dear thanks thank yes no ok okay please sorry lol omg rt mt dm fyi icymi pm am
mum dad nan`)

// titles stand before a person's name.
var titles = setOf(`mr mrs ms miss mx dr prof professor sir dame lord lady nurse sister matron reverend rev cllr councillor`)

// setOf makes a set of the words of a list.
func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// heads are the last words of names, with what they make of them.
var heads = kindsOf(map[NameKind]string{
	Organisation: `trust hospital infirmary university college council school academy department ltd limited plc inc foundation
		charity association society institute agency commission authority board committee federation union alliance network
		partnership ccg icb ics ministry parliament surgery practice clinic hospice pharmacy group`,
	Place: `street road avenue lane ward unit house park county bridge square airport station north south east west`,
})

// acronyms are known by themselves.
var acronyms = kindsOf(map[NameKind]string{
	Organisation: `nhs cqc nice bma rcn rcgp rcm phe dh dhsc nhse nhsx ukhsa mhra hee nhsi who cdc fda bbc itv cnn nhsbt gmc nmc hsj hse ico
		cipr prca unison`,
	Place: `uk usa us eu`,
})

func kindsOf(lists map[NameKind]string) map[string]NameKind {
	m := map[string]NameKind{}
	for kind, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = kind
		}
	}
	return m
}
