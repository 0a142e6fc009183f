package codebook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"yearbook/analysis/language"
)

// Matcher finds the codes of a book in texts. It is not changed once made and
// is safe for concurrent use.
type Matcher struct {
	codes int
	rules []compiledRule

	// What a word can be. A term is a pattern of a rule, numbered.
	exact map[string][]int32 // forms in British spelling, and exact words as they are
	wild  []wildTerm         // in order of term
	first map[byte][]int     // positions in wild by first letter; those that begin with a star under 0
	next  map[uint64]int32   // trie: node and term give the next node
	roots []int32            // the first node of each term, -1 where there is none
	atoms []int32            // the atom that ends at each node, -1 where none does
	needs [][]int32          // rules that are looked at once an atom was found
	every []int32            // rules that are always looked at
	count int                // atoms

	pool sync.Pool // of *reader
}

type compiledRule struct {
	code int32
	rule int32 // position in Code.Rules
	root *node
	lone bool
}

type wildTerm struct {
	term  int32
	parts []string // between the stars
	open  bool     // begins with a star
	loose bool     // ends with a star
}

// Problem is a rule of a book that cannot be used.
type Problem struct {
	Code string // name
	Rule string
	Err  *RuleError
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: the rule %q cannot be used, %s", p.Code, p.Rule, p.Err)
}

// BookError lists the rules of a book that cannot be used.
type BookError struct{ Problems []Problem }

func (e *BookError) Error() string {
	const shown = 5
	var list []string
	for _, p := range e.Problems[:min(shown, len(e.Problems))] {
		list = append(list, p.String())
	}
	if more := len(e.Problems) - shown; more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(list, "; ")
}

// Compile makes a matcher of a book. The error is a *BookError that lists every
// rule that cannot be used; the matcher then holds the rest.
func Compile(b *Book) (*Matcher, error) {
	m := &Matcher{codes: len(b.Codes), exact: map[string][]int32{}, first: map[byte][]int{}, next: map[uint64]int32{}}
	m.pool.New = func() any { return m.newReader() }
	var problems []Problem
	c := compiler{Matcher: m, terms: map[string]int32{}, atomOf: map[int32]int32{}}
	for k := range b.Codes {
		for r, text := range b.Codes[k].Rules {
			rule, err := ParseRule(text)
			if err != nil {
				problems = append(problems, Problem{b.Codes[k].Name, text, err.(*RuleError)})
				continue
			}
			c.add(compiledRule{code: int32(k), rule: int32(r), root: rule.root, lone: rule.lone})
		}
	}
	c.finish()
	if len(problems) > 0 {
		return m, &BookError{problems}
	}
	return m, nil
}

// compiler is a matcher in the making.
type compiler struct {
	*Matcher
	terms  map[string]int32 // by key of the pattern
	atomOf map[int32]int32  // by node
	cost   []int            // of each atom: how common it is likely to be
}

// add compiles a rule. Alternatives at its top are rules of their own, so that
// only those are looked at of which a word is in the text.
func (c *compiler) add(r compiledRule) {
	if r.root.op == opOr {
		for _, part := range r.root.parts {
			r.root = part
			c.add(r)
		}
		return
	}
	c.number(r.root)
	at := int32(len(c.rules))
	c.rules = append(c.rules, r)
	anchors, ok := c.anchors(r.root)
	c.gather(r.root)
	if !ok {
		c.every = append(c.every, at)
		return
	}
	slices.Sort(anchors)
	for _, a := range slices.Compact(anchors) {
		c.needs[a] = append(c.needs[a], at)
	}
}

// gather puts the words among alternatives into one list.
func (c *compiler) gather(n *node) {
	for _, p := range n.parts {
		c.gather(p)
	}
	if n.op != opOr {
		return
	}
	var rest []*node
	for _, p := range n.parts {
		if p.op == opWords {
			n.atoms = append(n.atoms, int32(p.atom))
		} else {
			rest = append(rest, p)
		}
	}
	n.parts = rest
}

// number gives every run of words in a rule its atom.
func (c *compiler) number(n *node) {
	for _, p := range n.parts {
		c.number(p)
	}
	if n.op != opWords {
		return
	}
	at := int32(-1)
	cost := 0
	for k, w := range n.words {
		term := c.term(w)
		to, ok := int32(-1), false
		if k == 0 {
			to = c.roots[term]
			ok = to >= 0
		} else {
			to, ok = c.next[edge(at, term)]
		}
		if !ok {
			to = int32(len(c.atoms))
			c.atoms = append(c.atoms, -1)
			if k == 0 {
				c.roots[term] = to
			} else {
				c.next[edge(at, term)] = to
			}
		}
		at = to
		cost = max(cost, rarity(w))
	}
	if c.atoms[at] < 0 {
		c.atoms[at] = int32(c.count)
		c.count++
		c.needs = append(c.needs, nil)
		c.cost = append(c.cost, max(1, 20-cost-4*len(n.words)))
	}
	n.atom = int(c.atoms[at])
}

// rarity is a guess at how rare a word is: long words are rarer.
func rarity(p pattern) int { return min(12, len(p.word)) }

func edge(node, term int32) uint64 { return uint64(node)<<32 | uint64(uint32(term)) }

// term numbers a pattern and notes which words it fits.
func (c *compiler) term(p pattern) int32 {
	if t, ok := c.terms[p.key()]; ok {
		return t
	}
	t := int32(len(c.roots))
	c.terms[p.key()] = t
	c.roots = append(c.roots, -1)
	switch {
	case p.wild:
		parts := strings.Split(p.word, "*")
		w := wildTerm{term: t, open: parts[0] == "", loose: parts[len(parts)-1] == ""}
		w.parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		letter := byte(0)
		if !w.open {
			letter = w.parts[0][0]
		}
		c.first[letter] = append(c.first[letter], len(c.wild))
		c.wild = append(c.wild, w)
	case p.exact:
		c.exact["="+p.word] = append(c.exact["="+p.word], t)
	default:
		for _, f := range forms(p.word) {
			c.exact[f] = append(c.exact[f], t)
		}
	}
	return t
}

// anchors lists atoms of which at least one is found wherever the rule holds:
// those that are likely to be rarest. It is false where there are none, because
// of a regular expression.
func (c *compiler) anchors(n *node) ([]int32, bool) {
	switch n.op {
	case opWords:
		return []int32{int32(n.atom)}, true
	case opRegexp:
		return nil, false
	case opOr:
		var all []int32
		for _, p := range n.parts {
			a, ok := c.anchors(p)
			if !ok {
				return nil, false
			}
			all = append(all, a...)
		}
		return all, true
	case opFar, opUnled:
		return c.anchors(n.parts[0])
	}
	if n.maybe {
		return c.anchors(n.parts[0])
	}
	var best []int32
	found := false
	for k, p := range n.parts {
		if n.op == opAnd && n.not[k] {
			continue
		}
		if a, ok := c.anchors(p); ok && (!found || c.price(a) < c.price(best)) {
			best, found = a, true
		}
	}
	return best, found
}

func (c *compiler) price(atoms []int32) int {
	sum := 0
	for _, a := range atoms {
		sum += c.cost[a]
	}
	return sum
}

// finish puts what was gathered in order.
func (c *compiler) finish() {
	for f, list := range c.exact {
		slices.Sort(list)
		c.exact[f] = slices.Compact(list)
	}
}

// fits reports whether a word has the parts of a pattern with stars.
func (w *wildTerm) fits(word string) bool {
	for k, p := range w.parts {
		last := k == len(w.parts)-1
		switch {
		case k == 0 && !w.open && last && !w.loose:
			return word == p
		case k == 0 && !w.open:
			if !strings.HasPrefix(word, p) {
				return false
			}
			word = word[len(p):]
		case last && !w.loose:
			return strings.HasSuffix(word, p)
		default:
			i := strings.Index(word, p)
			if i < 0 {
				return false
			}
			word = word[i+len(p):]
		}
	}
	return true
}

// termsOf lists the terms that a word in small letters fits, ascending.
func (m *Matcher) termsOf(word string) []int32 {
	british := language.British(word)
	list := slices.Clone(m.exact[british])
	list = append(list, m.exact["="+word]...)
	for _, letter := range []byte{0, word[0]} {
		for _, k := range m.first[letter] {
			if w := &m.wild[k]; w.fits(word) || british != word && w.fits(british) {
				list = append(list, w.term)
			}
		}
		if word[0] == 0 {
			break
		}
	}
	slices.SortFunc(list, cmp.Compare[int32])
	return slices.Compact(list)
}
