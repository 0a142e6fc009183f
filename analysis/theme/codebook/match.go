package codebook

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is one code that a text has.
type Hit struct {
	Code     int     // position in Book.Codes
	Strength float64 // weight of the evidence, above 0
	Evidence []Evidence
}

// Evidence is a place in the text that speaks for a code: text[Start:End].
type Evidence struct {
	Start, End int
	Rule       int // position in Code.Rules
}

// Match finds the codes that a text has, the strongest first; those of one
// strength in order of the book. Evidence is in order of place.
func (m *Matcher) Match(text string) []Hit {
	r := m.pool.Get().(*reader)
	defer m.pool.Put(r)
	return r.match(text)
}

// place is where a part of a rule was found: words [from, to).
type place struct{ from, to int32 }

// reader holds what is used again from text to text.
type reader struct {
	*Matcher
	text    string
	words   []word
	known   map[string]int32 // spelling to entry
	entries [][][]int32      // the words of an entry, each with its terms
	parts   []int32          // of each word: which word of its entry
	active  []state
	grown   []state
	places  [][]place // by atom
	hit     []int32   // atoms with places
	due     []bool    // by rule
	list    []int32   // rules that are due
}

type state struct{ node, from int32 }

// mostForms bounds a reader's memory of spellings.
const mostForms = 40_000

func (m *Matcher) newReader() *reader {
	return &reader{Matcher: m, known: map[string]int32{}, places: make([][]place, m.count), due: make([]bool, len(m.rules))}
}

func (r *reader) match(text string) []Hit {
	r.read(text)
	r.walk()
	slices.Sort(r.list)
	var hits []Hit
	lone := false
	for _, k := range r.list {
		r.due[k] = false
		if r.rules[k].lone {
			lone = true
		} else {
			hits = r.try(hits, k)
		}
	}
	if lone {
		hits = r.tryLone(hits)
	}
	for _, a := range r.hit {
		r.places[a] = r.places[a][:0]
	}
	for k := range hits {
		hits[k].weigh(text)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.Code, b.Code)) })
	return hits
}

// tryLone tries the rules that hold only where no other code does.
func (r *reader) tryLone(hits []Hit) []Hit {
	before := slices.Clone(hits)
	for _, k := range r.list {
		rule := &r.rules[k]
		if rule.lone && !slices.ContainsFunc(before, func(h Hit) bool { return h.Code != int(rule.code) }) {
			hits = r.try(hits, k)
		}
	}
	return hits
}

// try adds what rule k finds to the hits.
func (r *reader) try(hits []Hit, k int32) []Hit {
	rule := &r.rules[k]
	found := r.eval(rule.root)
	if len(found) == 0 {
		return hits
	}
	n := len(hits) - 1 // rules come by code, but for lone ones
	for n >= 0 && hits[n].Code != int(rule.code) {
		if !rule.lone {
			n = 0
		}
		n--
	}
	if n < 0 {
		n = len(hits)
		hits = append(hits, Hit{Code: int(rule.code)})
	}
	for _, p := range found {
		hits[n].Evidence = append(hits[n].Evidence, Evidence{Start: int(r.words[p.from].start), End: int(r.words[p.to-1].end), Rule: int(rule.rule)})
	}
	return hits
}

// weigh sorts the evidence and sums it up: every place counts one and a quarter
// more for each further word; places within others count no more.
func (h *Hit) weigh(text string) {
	slices.SortFunc(h.Evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.Rule, b.Rule))
	})
	h.Evidence = slices.Compact(h.Evidence)
	end := -1
	for _, e := range h.Evidence {
		if e.End <= end {
			continue
		}
		if e.Start >= end {
			h.Strength += 1
		}
		h.Strength += 0.25 * float64(strings.Count(text[max(e.Start, end):e.End], " "))
		end = e.End
	}
}

// read cuts the text into words.
func (r *reader) read(text string) {
	r.text, r.words, r.parts = text, r.words[:0], r.parts[:0]
	if len(r.known) >= mostForms {
		r.known, r.entries = map[string]int32{}, nil
	}
	pos := int32(0)
	pieces(text, func(start, end int) {
		e := r.entry(text[start:end])
		for k := range r.entries[e] {
			r.words = append(r.words, word{start: int32(start), end: int32(end), pos: pos, entry: e})
			r.parts = append(r.parts, int32(k))
			pos++
		}
	}, func() { pos += sentenceGap })
}

// entry looks a spelling up, or works it out and remembers it.
func (r *reader) entry(piece string) int32 {
	if e, ok := r.known[piece]; ok {
		return e
	}
	var parts [][]int32
	for _, w := range split(piece) {
		if w != "" {
			parts = append(parts, r.termsOf(w))
		}
	}
	if piece[0] == '#' && len(parts) > 0 { // the whole tag, with its mark and without
		tag := strings.ToLower(piece)
		parts[0] = slices.Concat(parts[0], r.termsOf(tag), r.termsOf(tag[1:]))
		slices.Sort(parts[0])
		parts[0] = slices.Compact(parts[0])
	}
	e := int32(len(r.entries))
	r.entries = append(r.entries, parts)
	r.known[strings.Clone(piece)] = e
	return e
}

// walk follows the trie from every word, notes where atoms are, and which rules
// are due.
func (r *reader) walk() {
	r.hit, r.list, r.active = r.hit[:0], r.list[:0], r.active[:0]
	for _, k := range r.every {
		r.mark(k)
	}
	for k := range r.words {
		w := &r.words[k]
		if k > 0 && w.pos != r.words[k-1].pos+1 {
			r.active = r.active[:0]
		}
		r.grown = r.grown[:0]
		for _, term := range r.entries[w.entry][r.parts[k]] {
			if root := r.roots[term]; root >= 0 {
				r.reach(state{root, int32(k)}, int32(k))
			}
			for _, s := range r.active {
				if to, ok := r.next[edge(s.node, term)]; ok {
					r.reach(state{to, s.from}, int32(k))
				}
			}
		}
		r.active, r.grown = r.grown, r.active
	}
}

// reach notes that a node of the trie was come to with word k.
func (r *reader) reach(s state, k int32) {
	r.grown = append(r.grown, s)
	atom := r.atoms[s.node]
	if atom < 0 {
		return
	}
	if len(r.places[atom]) == 0 {
		r.hit = append(r.hit, atom)
		for _, rule := range r.needs[atom] {
			r.mark(rule)
		}
	}
	r.places[atom] = append(r.places[atom], place{s.from, k + 1})
}

func (r *reader) mark(rule int32) {
	if !r.due[rule] {
		r.due[rule] = true
		r.list = append(r.list, rule)
	}
}

// eval gives the places where a part of a rule holds, in order.
func (r *reader) eval(n *node) []place {
	switch n.op {
	case opWords:
		return r.places[n.atom]
	case opRegexp:
		return r.find(n)
	case opOr:
		return r.any(n)
	case opAnd:
		var all []place
		for k, p := range n.parts {
			found := r.eval(p)
			if (len(found) > 0) == n.not[k] {
				return nil
			}
			all = append(all, found...)
		}
		return thin(all)
	}
	left := r.eval(n.parts[0])
	if len(left) == 0 {
		return nil
	}
	right := r.eval(n.parts[1])
	if n.maybe {
		return thin(append(r.follow(left, right, 1), left...))
	}
	switch n.op {
	case opNear:
		return thin(append(r.follow(left, right, n.within), r.follow(right, left, n.within)...))
	case opThen:
		return thin(r.follow(left, right, n.within))
	}
	var out []place
	for _, p := range left {
		if r.before(right, p, n.within) || n.op == opFar && r.after(right, p, n.within) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// any gives the places of all alternatives.
func (r *reader) any(n *node) []place {
	var all []place
	for _, a := range n.atoms {
		if found := r.places[a]; len(found) > 0 {
			all = append(all, found...)
		}
	}
	for _, p := range n.parts {
		all = append(all, r.eval(p)...)
	}
	return thin(all)
}

// mostRegexp bounds the places that one regular expression gives in one text.
const mostRegexp = 200

// find gives the words that a regular expression covers; the word after it, or
// the last, where it covers none. A text without words has no places.
func (r *reader) find(n *node) []place {
	if len(r.words) == 0 {
		return nil
	}
	var out []place
	for _, m := range n.regexp.FindAllStringIndex(r.text, mostRegexp) {
		from, _ := slices.BinarySearchFunc(r.words, m[0], func(w word, at int) int { return cmp.Compare(int(w.end), at+1) })
		to, _ := slices.BinarySearchFunc(r.words, m[1], func(w word, at int) int { return cmp.Compare(int(w.start), at) })
		from = min(from, len(r.words)-1)
		out = append(out, place{int32(from), int32(max(to, from+1))})
	}
	return thin(out)
}

// follow joins each place of a with the nearest of b that begins at most within
// words after its end.
func (r *reader) follow(a, b []place, within int) []place {
	var out []place
	for _, p := range a {
		k, _ := slices.BinarySearchFunc(b, p.to, func(q place, at int32) int { return cmp.Compare(q.from, at) })
		// All that begin at the same word, because they may end differently.
		for first := k; k < len(b) && b[k].from == b[first].from; k++ {
			if r.apart(p, b[k]) <= within {
				out = append(out, place{p.from, b[k].to})
			}
		}
	}
	return out
}

// apart is the number of words from the end of p to the beginning of q, 1 where
// q is next.
func (r *reader) apart(p, q place) int {
	return int(r.words[q.from].pos - r.words[p.to-1].pos)
}

// after reports whether one of list begins at most within words after p.
func (r *reader) after(list []place, p place, within int) bool {
	k, _ := slices.BinarySearchFunc(list, p.to, func(q place, at int32) int { return cmp.Compare(q.from, at) })
	return k < len(list) && r.apart(p, list[k]) <= within
}

// before reports whether one of list ends at most within words before p.
func (r *reader) before(list []place, p place, within int) bool {
	k, _ := slices.BinarySearchFunc(list, p.from, func(q place, at int32) int { return cmp.Compare(q.from, at) })
	for k--; k >= 0; k-- {
		if list[k].to <= p.from && r.apart(list[k], p) <= within {
			return true
		}
		if int(r.words[p.from].pos-r.words[list[k].from].pos) > within+deepestPhrase {
			return false
		}
	}
	return false
}

// deepestPhrase is how long a place may be to be looked for behind another.
const deepestPhrase = 60

// mostEnds bounds how many places may begin at one word, so that the work of a
// rule grows with the text and no faster.
const mostEnds = 4

// thin sorts places, drops those that are there twice, and keeps the shortest
// few that begin at each word.
func thin(list []place) []place {
	if len(list) < 2 {
		return list
	}
	slices.SortFunc(list, func(a, b place) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	out := list[:1]
	same := 1
	for _, p := range list[1:] {
		last := out[len(out)-1]
		if p == last {
			continue
		}
		if same++; p.from != last.from {
			same = 1
		}
		if same <= mostEnds {
			out = append(out, p)
		}
	}
	return out
}
