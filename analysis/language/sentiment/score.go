package sentiment

import (
	"math"
	"strings"
)

// Label is a score in a word.
type Label string

// The labels.
const (
	Positive Label = "positive"
	Neutral  Label = "neutral"
	Negative Label = "negative"
)

// Scores above or below these are not neutral.
const (
	positiveFrom = 0.1
	negativeTo   = -0.1
)

// Span is a word or phrase that decided: its place in bytes, and its weight
// after the rules, above nought for praise.
type Span struct {
	Start, End int
	Weight     float64
}

// Result is what a text says.
type Result struct {
	Score float64 // between -1 and 1
	Label Label
	Words []Span // in order; none where nothing in the lexicon was found
}

// Score says whether a text praises or complains.
func Score(text string) Result { return result(spans(text)) }

func result(found []Span) Result {
	sum := 0.0
	for _, s := range found {
		sum += s.Weight
	}
	r := Result{Score: sum / math.Sqrt(sum*sum+8), Label: Neutral, Words: found}
	switch {
	case r.Score > positiveFrom:
		r.Label = Positive
	case r.Score < negativeTo:
		r.Label = Negative
	}
	return r
}

// clause is where the reading of a text is.
type clause struct {
	lex   *lexicon
	toks  []token
	found []Span
	turns bool // "but" was seen
	asked bool // it asks for something
}

// spans finds the words that decide, and applies the rules to their weights.
func spans(text string) []Span {
	lex := words()
	c := clause{lex: lex, toks: lex.tokens(text)}
	for i := 0; i < len(c.toks); {
		i += c.read(i)
	}
	return c.found
}

// read takes what stands at a token, and returns the number of tokens taken.
func (c *clause) read(i int) int {
	t := c.toks[i]
	switch {
	case t.pause:
		c.asked = c.asked && (t.word == "," || t.word == "(" || t.word == ")")
		return 1
	case !c.turns && (t.word == "but" || t.word == "however"):
		weigh(c.found, 0.6)
		c.turns, c.asked = true, false
	}
	weight, n, own := c.lex.match(c.toks, i)
	switch {
	case n < 2 && asking(c.toks, i):
		c.asked = true
		c.keep(t.start, t.end, -1)
		return 1
	case n == 0:
		return 1
	case n == 1 && comparative[t.word]:
		weight, own = compares(c.toks, i, c.asked), true
		c.asked = c.asked || weight < 0
	case c.asked && weight > 0:
		weight, own = -0.3*weight, true // more of what is good is asked for
	case t.word == "could" && weight < 0 && !own && denied(c.toks, i):
		weight, own = 1.5, true
	}
	if weight == 0 {
		return n
	}
	if !own {
		weight = turned(c.toks, i, weight)
	}
	weight *= degree(c.toks, i) * shout(c.toks, i, n)
	if c.turns {
		weight *= 1.3
	}
	c.keep(t.start, c.toks[i+n-1].end, weight)
	return n
}

// keep notes a span. One that begins inside the last, as the halves of "don't"
// do, is added to it.
func (c *clause) keep(start, end int, weight float64) {
	if k := len(c.found) - 1; k >= 0 && start < c.found[k].End {
		c.found[k].End = max(end, c.found[k].End)
		c.found[k].Weight += weight
		return
	}
	c.found = append(c.found, Span{start, end, weight})
}

// weigh changes the weight of all that was found.
func weigh(found []Span, by float64) {
	for k := range found {
		found[k].Weight *= by
	}
}

// match finds the longest word or phrase of the lexicon at a token; n is its
// number of tokens, 0 where there is none. Own says that it holds its own
// negation.
func (lex *lexicon) match(toks []token, i int) (weight float64, n int, own bool) {
	most := min(max(1, lex.longest[toks[i].word]), longestPhrase)
	var keys [longestPhrase]string
	k := 0
	for key := ""; k < most && i+k < len(toks) && !toks[i+k].pause; k++ {
		if k > 0 {
			key += " "
		}
		key += toks[i+k].word
		keys[k] = key
	}
	for ; k > 0; k-- {
		if w, ok := lex.find(keys[k-1]); ok {
			for _, t := range toks[i : i+k] {
				own = own || k > 1 && negator[t.word]
			}
			return w, k, own
		}
		if k == 1 && comparative[toks[i].word] {
			return 0, 1, false
		}
	}
	return markWeight(lex, toks[i].word)
}

func markWeight(lex *lexicon, word string) (weight float64, n int, own bool) {
	for _, m := range lex.marks {
		if m.text == word {
			return m.weight, 1, true // nothing turns a face round
		}
	}
	return 0, 0, false
}

var negator = set("not no never without hardly barely scarcely neither nor lacked lacking lack none nobody nothing cannot")

// turned is the weight after a negation among the three words before, which a
// pause ends. What is not good is nearly as much of a complaint as good is of
// praise; what is not bad is fainter praise.
func turned(toks []token, i int, weight float64) float64 {
	for k := i - 1; k >= max(0, i-3) && !toks[k].pause; k-- {
		w := toks[k].word
		if !negator[w] || w == "nothing" && (k == 0 || k+1 == i && toks[k-1].word == "absolutely") || w == "no" && i-k > 2 {
			continue
		}
		if k+1 < i && (toks[k+1].word == "only" || toks[k+1].word == "just") {
			continue
		}
		if weight > 0 {
			return -0.7 * weight
		}
		return -0.5 * weight
	}
	return weight
}

var stronger = set(`very really so extremely absolutely totally completely incredibly exceptionally truly highly most
	always thoroughly utterly particularly especially hugely dead proper well ever extra exceedingly enormously immensely
	genuinely deeply bloody far much too`)

var weaker = set("bit little slightly somewhat fairly quite rather sometimes occasionally mostly partly almost nearly reasonably relatively kinda")

// degree is what the words before make of a weight.
func degree(toks []token, i int) float64 {
	by := 1.0
	for k, reach := i-1, 0; k >= 0 && reach < 2 && !toks[k].pause; k, reach = k-1, reach+1 {
		switch {
		case stronger[toks[k].word]:
			by *= 1.3
		case weaker[toks[k].word]:
			by *= 0.7
		}
	}
	return by
}

// shout is what capitals and an exclamation mark behind make of a weight.
func shout(toks []token, i, n int) float64 {
	by := 1.0
	if toks[i].loud {
		by *= 1.2
	}
	if j := i + n; j < len(toks) && toks[j].word == "!" {
		by *= 1.2
	}
	return by
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
