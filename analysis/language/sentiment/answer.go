package sentiment

import "strings"

// Answer says whether the answer to a question praises or complains. Where
// nothing in the answer decides, the question may: who names a thing that was
// good praises it, who names a thing to do better complains, and "nothing" is
// the other way round. The words are then the whole answer. A question that is
// "" or asks for neither changes nothing.
func Answer(question, text string) Result {
	r := Score(text)
	wish := wants(question)
	if wish == 0 {
		return r
	}
	bare := strings.ToLower(strings.Trim(strings.TrimSpace(text), ".!?,;:-\u2013\u2014 "))
	switch {
	case nothing[strings.Join(strings.Fields(bare), " ")], opens(bare) && r.Score*wish <= 0.4:
		return result([]Span{{0, len(text), -1.5 * wish}})
	case len(r.Words) == 0 && len(strings.Fields(bare)) > 0 && !unsure[bare]:
		return result([]Span{{0, len(text), 0.8 * wish}})
	}
	return r
}

// opens reports whether an answer begins by naming nothing.
func opens(bare string) bool {
	for _, s := range [...]string{"nothing", "can't think of", "cannot think of", "cant think of", "not a thing", "none", "no complaints", "not a great deal", "not very much"} {
		rest, ok := strings.CutPrefix(bare, s)
		if !ok {
			continue
		}
		next := strings.Fields(rest)
		if len(next) == 0 || strings.ContainsAny(rest[:1], ",.-!;") || goesOn[strings.Trim(next[0], ",.-!;")] {
			return true
		}
	}
	return false
}

var goesOn = set("to else really that comes i at more springs whatsoever specific particular obvious all any anything - much")

var nothing = setOf(`nothing, nothing at all, absolutely nothing, nothing really, nothing else, nothing to add, none, none at all,
	no, nope, nil, not a thing, nothing comes to mind, nothing to improve, nothing i can think of, can't think of anything,
	cannot think of anything, i can't think of anything, not really, no improvements, nothing whatsoever, nothing to say, not much`)

var unsure = setOf("don't know, dont know, not sure, unsure, i don't know, do not know, no comment, no comments, n/a, na, not applicable, did not answer, no idea, blank, no answer")

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Split(list, ",") {
		m[strings.Join(strings.Fields(s), " ")] = true
	}
	return m
}

// wants is 1 for a question that asks for praise, -1 for one that asks what to
// do better, 0 for any other.
func wants(question string) float64 {
	q := strings.ToLower(question)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(q, w) {
				return true
			}
		}
		return false
	}
	faults := has("improve", "better", "differently", "change", "wrong", "bad", "worst", "concern", "dislike", "not like", "didn't like", "not so good", "not good", "problem")
	praise := !has("not so good", "not good") && has("good", "best", "well", "like most", "liked", "enjoy", "positive", "praise")
	switch {
	case faults && !praise:
		return -1
	case praise && !faults:
		return 1
	}
	return 0
}
