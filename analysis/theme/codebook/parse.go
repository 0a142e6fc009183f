package codebook

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RuleError says what is wrong with a rule.
type RuleError struct {
	At   int    // the character where it is wrong, counted from 1
	Text string // a plain sentence
}

func (e *RuleError) Error() string {
	return fmt.Sprintf("at character %d: %s", e.At, e.Text)
}

// ParseRule reads a rule:
//
//	wait                the word in any of its forms: waits, waited, waiting
//	waiting room        the words one after the other, each in any form
//	"in the end"        the words exactly so
//	wait*               every word that begins so; *care, hand*er
//	wait* near/3 long   at most 3 words apart, in any order
//	not then/2 listen   the second at most 2 words after the first
//	kind !near/2 some   the first, where the second is not near
//	told !after/3 not   the first, where the second is not shortly before it
//	staff | nurse       either; also OR
//	parking & cost      both, anywhere in the message; also AND
//	wait & !"no wait"   the first where the second is nowhere; also NOT
//	great & !OTHERS     only where no other code has a rule without OTHERS that holds
//	(long | slow) wait  brackets hold together
//	was (so)? long      what is in the brackets may be there or not
//	/\bL[0-9]{3}\b/     a regular expression (RE2), whatever the capitals
//
// Words side by side bind most, then near, then &, then |. The error is a
// *RuleError.
func ParseRule(s string) (*Rule, error) {
	if n := utf8.RuneCountInString(s); n > LongestRule {
		return nil, &RuleError{LongestRule, fmt.Sprintf("this rule has %d characters, but %d are the most: write it as several rules", n, LongestRule)}
	}
	tokens, err := scanRule(s)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens}
	if p.peek().kind == tokEnd {
		return nil, &RuleError{1, "the rule is empty: write the words to look for"}
	}
	root, err := p.either(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind == tokClose {
		return nil, &RuleError{t.at, "there is no opening bracket for this one: remove it"}
	} else if t.kind != tokEnd {
		return nil, &RuleError{t.at, fmt.Sprintf("%q does not fit here", t.text)}
	}
	return &Rule{Text: s, root: root, lone: p.lone}, nil
}

type tokKind uint8

const (
	tokEnd tokKind = iota
	tokOpen
	tokClose
	tokOr
	tokAnd
	tokNot
	tokNear // also then, !near and !after
	tokOthers
	tokMaybe
	tokWords // one or more words
	tokRegexp
)

type ruleToken struct {
	kind   tokKind
	at     int // character, from 1
	text   string
	op     op // of tokNear
	within int
	words  []pattern
	regexp *regexp.Regexp
}

var distance = regexp.MustCompile(`^(!?)(?i:(near|then|after))(?:/(.*))?$`)

// scanRule cuts a rule into tokens. The last is tokEnd.
func scanRule(s string) ([]ruleToken, error) {
	var tokens []ruleToken
	runes := []rune(s)
	for i := 0; i < len(runes); {
		r := runes[i]
		t := ruleToken{at: i + 1, text: string(r)}
		switch {
		case unicode.IsSpace(r):
			i++
			continue
		case r == '(':
			t.kind = tokOpen
		case r == ')':
			t.kind = tokClose
		case r == '|':
			t.kind = tokOr
		case r == '&':
			t.kind = tokAnd
		case r == '"' || r == '“' || r == '”':
			n := i + 1
			for n < len(runes) && runes[n] != '"' && runes[n] != '“' && runes[n] != '”' {
				n++
			}
			if n == len(runes) {
				return nil, &RuleError{i + 1, "this quotation mark is never closed: add another after the last word of the phrase"}
			}
			t.kind, t.text = tokWords, string(runes[i+1:n])
			if t.words = patterns(t.text, true); len(t.words) == 0 {
				return nil, &RuleError{i + 1, "there is no word between these quotation marks: write the phrase between them"}
			}
			i = n
		case r == '/':
			n := i + 1
			for n < len(runes) && runes[n] != '/' {
				if runes[n] == '\\' {
					n++
				}
				n++
			}
			if n >= len(runes) {
				return nil, &RuleError{i + 1, "this regular expression is never closed: add a slash after it"}
			}
			var err error
			t.kind, t.text = tokRegexp, string(runes[i+1:n])
			if t.regexp, err = compileRegexp(t.text); err != nil {
				return nil, &RuleError{i + 1, err.Error()}
			}
			i = n
		default:
			n := i
			for n < len(runes) && !unicode.IsSpace(runes[n]) && !strings.ContainsRune(`()|"“”`, runes[n]) &&
				(runes[n] != '&' || n > i && n+1 < len(runes) && isLetter(runes[n-1]) && isLetter(runes[n+1])) {
				n++
			}
			t.text = string(runes[i:n])
			length, err := t.word()
			if err != nil {
				return nil, err
			}
			i += length - 1
		}
		i++
		tokens = append(tokens, t)
	}
	return append(tokens, ruleToken{kind: tokEnd, at: len(runes) + 1, text: "the end"}), nil
}

// word reads a run of characters without white space: an operator in letters,
// an exclamation mark, or words. It returns how many characters it took.
func (t *ruleToken) word() (int, error) {
	all := utf8.RuneCountInString(t.text)
	if m := distance.FindStringSubmatch(t.text); m != nil && (m[3] != "" || strings.HasSuffix(t.text, "/") || m[1] != "") {
		name := strings.ToLower(m[1] + m[2])
		n, err := strconv.Atoi(m[3])
		if err != nil || n < 1 || n > MostNear {
			return 0, &RuleError{t.at, fmt.Sprintf("%s needs a number of words from 1 to %d: write %s/3", name, MostNear, name)}
		}
		t.kind, t.within = tokNear, n
		switch name {
		case "near":
			t.op = opNear
		case "then":
			t.op = opThen
		case "!near":
			t.op = opFar
		case "!after":
			t.op = opUnled
		default:
			return 0, &RuleError{t.at, fmt.Sprintf("there is no %s: choose near, then, !near or !after", name)}
		}
		return all, nil
	}
	switch t.text {
	case "AND":
		t.kind = tokAnd
		return all, nil
	case "OR":
		t.kind = tokOr
		return all, nil
	case "NOT":
		t.kind = tokNot
		return all, nil
	case "OTHERS":
		t.kind = tokOthers
		return all, nil
	}
	if t.text[0] == '!' {
		t.kind, t.text = tokNot, "!"
		return 1, nil
	}
	if t.text[0] == '?' {
		t.kind, t.text = tokMaybe, "?"
		return 1, nil
	}
	t.kind, t.words = tokWords, patterns(t.text, false)
	if len(t.words) == 0 {
		return 0, &RuleError{t.at, fmt.Sprintf("%q is no word: put punctuation into a regular expression between slashes", t.text)}
	}
	for _, w := range t.words {
		if w.wild && len(strings.Trim(w.word, "*")) < 2 {
			return 0, &RuleError{t.at, fmt.Sprintf("%q would match nearly every word: write at least two letters beside the star", t.text)}
		}
	}
	return all, nil
}

// patterns cuts the words of a rule as those of a text are cut. Stars count as
// letters where they are allowed.
func patterns(s string, exact bool) []pattern {
	const star = 'ⵣ' // a letter that nobody writes beside Latin ones
	if !exact {
		s = strings.ReplaceAll(s, "*", string(star))
	}
	var list []pattern
	pieces(s, func(start, end int) {
		p := s[start:end]
		if p[0] == '#' || p[0] == '@' {
			p = strings.ToLower(strings.ReplaceAll(p, string(star), "*"))
			list = append(list, pattern{word: squeeze(p), exact: true, wild: strings.Contains(p, "*")})
			return
		}
		for _, w := range split(p) {
			if strings.ContainsRune(w, star) {
				list = append(list, pattern{word: squeeze(strings.ReplaceAll(w, string(star), "*")), wild: true})
			} else if w != "" {
				list = append(list, pattern{word: w, exact: exact})
			}
		}
	}, func() {})
	return list
}

// squeeze makes one star of several in a row.
func squeeze(s string) string {
	for strings.Contains(s, "**") {
		s = strings.ReplaceAll(s, "**", "*")
	}
	return s
}

// longestRegexp bounds a regular expression, and so the memory and the time
// that it takes.
const longestRegexp = 1000

func compileRegexp(s string) (*regexp.Regexp, error) {
	if len(s) > longestRegexp {
		return nil, fmt.Errorf("this regular expression is longer than %d characters: cut it into several rules", longestRegexp)
	}
	re, err := regexp.Compile("(?i:" + strings.ReplaceAll(s, `\/`, `/`) + ")")
	if err != nil {
		reason := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		return nil, fmt.Errorf("this regular expression cannot be used (%s): correct it", strings.ReplaceAll(reason, "(?i:", ""))
	}
	if re.MatchString("") {
		return nil, fmt.Errorf("this regular expression fits every message, because it can be empty: ask for at least one character")
	}
	return re, nil
}

// parser reads tokens from left to right.
type parser struct {
	tokens []ruleToken
	next   int
	lone   bool // !OTHERS was read
	bars   int  // | at the top that were read
}

func (p *parser) peek() *ruleToken { return &p.tokens[p.next] }

func (p *parser) take() *ruleToken {
	t := p.peek()
	if t.kind != tokEnd {
		p.next++
	}
	return t
}

// deepestRule bounds brackets within brackets.
const deepestRule = 40

// either reads parts set apart by |.
func (p *parser) either(depth int) (*node, error) {
	if depth > deepestRule {
		return nil, &RuleError{p.peek().at, "there are too many brackets within brackets: write the rule as several rules"}
	}
	first, err := p.every(depth)
	if err != nil || p.peek().kind != tokOr {
		return first, err
	}
	n := &node{op: opOr, parts: []*node{first}}
	for p.peek().kind == tokOr {
		p.take()
		if depth == 0 {
			p.bars++
		}
		part, err := p.every(depth)
		if err != nil {
			return nil, err
		}
		n.parts = append(n.parts, part)
	}
	return n, nil
}

// every reads parts set apart by &, some of which may be left out.
func (p *parser) every(depth int) (*node, error) {
	n := &node{op: opAnd}
	at := p.peek().at
	for {
		not := false
		for p.peek().kind == tokNot {
			p.take()
			not = !not
		}
		if t := p.peek(); t.kind == tokOthers {
			if p.take(); !not || depth > 0 || len(n.parts) == 0 {
				return nil, &RuleError{t.at, "OTHERS stands at the end of a rule, outside brackets: write great & !OTHERS"}
			}
			if k := p.peek(); k.kind != tokEnd || p.bars > 0 {
				return nil, &RuleError{t.at, "OTHERS is about the whole rule: put what is before it in brackets, as in (great | good) & !OTHERS"}
			}
			p.lone = true
			break
		}
		part, err := p.near(depth)
		if err != nil {
			return nil, err
		}
		n.parts, n.not = append(n.parts, part), append(n.not, not)
		if k := p.peek().kind; k == tokNot { // "a !b" is "a & !b"
			continue
		} else if k != tokAnd {
			break
		}
		p.take()
	}
	if !slices.Contains(n.not, false) {
		return nil, &RuleError{at, "this only says what must not be there: add what to look for, as in parking & !free"}
	}
	if len(n.parts) == 1 {
		return n.parts[0], nil
	}
	return n, nil
}

// near reads parts with near/N and the like between them.
func (p *parser) near(depth int) (*node, error) {
	left, err := p.beside(depth)
	if err != nil {
		return nil, err
	}
	for p.peek().kind == tokNear {
		t := p.take()
		right, err := p.beside(depth)
		if err != nil {
			return nil, err
		}
		left = &node{op: t.op, within: t.within, parts: []*node{left, right}}
	}
	return left, nil
}

// beside reads parts that stand side by side: words one after the other.
func (p *parser) beside(depth int) (*node, error) {
	left, maybe, err := p.part(depth)
	if err != nil {
		return nil, err
	}
	for k := p.peek().kind; k == tokWords || k == tokOpen || k == tokRegexp; k = p.peek().kind {
		right, also, err := p.part(depth)
		switch {
		case err != nil:
			return nil, err
		case maybe: // what may come first says nothing
			left, maybe = right, also
		case left.op == opWords && right.op == opWords && !also:
			left = &node{op: opWords, words: append(slices.Clip(left.words), right.words...)}
		default:
			left = &node{op: opThen, within: 1, maybe: also, parts: []*node{left, right}}
		}
	}
	if maybe {
		return nil, &RuleError{p.peek().at, "nothing follows what may be there or not: take the question mark away"}
	}
	return left, nil
}

// part reads words, a regular expression, or what is in brackets; maybe is true
// where a question mark follows the brackets.
func (p *parser) part(depth int) (n *node, maybe bool, err error) {
	switch t := p.take(); t.kind {
	case tokWords:
		return &node{op: opWords, words: t.words}, false, nil
	case tokRegexp:
		return &node{op: opRegexp, regexp: t.regexp}, false, nil
	case tokOpen:
		n, err := p.either(depth + 1)
		if err != nil {
			return nil, false, err
		}
		if p.peek().kind != tokClose {
			return nil, false, &RuleError{t.at, "this bracket is never closed: add a closing bracket"}
		}
		p.take()
		if p.peek().kind == tokMaybe {
			p.take()
			return n, true, nil
		}
		return n, false, nil
	case tokEnd:
		return nil, false, &RuleError{t.at, "the rule ends too early: write what comes here"}
	case tokNot:
		return nil, false, &RuleError{t.at, "what is left out cannot stand here: write it last, as in wait & !\"no wait\", or use !near/3"}
	case tokMaybe:
		return nil, false, &RuleError{t.at, "a question mark goes after brackets: write was (so)? long"}
	default:
		return nil, false, &RuleError{t.at, fmt.Sprintf("%q needs something before it: write words on both sides", t.text)}
	}
}
