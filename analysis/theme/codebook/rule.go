package codebook

import "regexp"

// Rule is a rule that was read: what to look for in a message.
type Rule struct {
	Text string
	root *node
	lone bool // holds only where no other code does
}

// op is what a node of a rule does with the places that its parts found.
type op uint8

const (
	opWords  op = iota // a word, or words one after the other
	opRegexp           // a regular expression
	opOr               // any part
	opAnd              // every part, none of those that are left out
	opNear             // both parts at most so many words apart, in any order
	opThen             // the second part after the first, at most so many words on
	opFar              // the first part where the second is not near
	opUnled            // the first part where the second is not shortly before it
)

// node is one part of a rule.
type node struct {
	op     op
	words  []pattern      // of opWords
	regexp *regexp.Regexp // of opRegexp
	parts  []*node
	not    []bool // of opAnd: parts that must not be there
	within int    // of opNear, opThen, opFar and opUnled
	maybe  bool   // of opThen: the second part may be missing

	atom  int     // of opWords, once compiled
	atoms []int32 // of opOr, once compiled: its parts that are words, which parts then lacks
}

// pattern is what one word must be.
type pattern struct {
	word  string // in small letters; with stars where wild is set
	exact bool   // no other form of it
	wild  bool
}

// key tells patterns apart.
func (p pattern) key() string {
	switch {
	case p.wild:
		return "*" + p.word
	case p.exact:
		return "=" + p.word
	}
	return "~" + p.word
}
