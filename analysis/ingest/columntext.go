package ingest

import (
	"slices"
	"strings"
)

// mostTexts is how many columns of text are taken without being told.
const mostTexts = 500

// openText is the uniqueness from which a column counts as open text.
const openText = 0.2

func (p *plan) pickText(cols []profile) bool {
	best, bestScore := -1, 0.0
	for i, c := range cols {
		if score := p.textScore(i, c); score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return false
	}
	survey := p.isSurvey(cols, best)
	for i, c := range cols {
		open := p.textScore(i, c) > 0 && (c.isOpen() || i == best)
		switch {
		case !survey && i == best:
		case survey && len(p.texts) < mostTexts && open && c.isAnswer(), survey && c.open && p.textScore(i, c) > 0 && !c.describes():
		case open && i != p.undated:
			p.unread = append(p.unread, i)
			continue
		default:
			continue
		}
		p.texts = append(p.texts, answer{column: i})
		p.use(RoleText, i, "%d of %d cells looked at are different, with %.0f characters on average", c.distinct, c.filled, c.length)
	}
	return true
}

// isOpen reports whether the cells are answers in free words: most differ, and
// they are more than a word or two.
func (c profile) isOpen() bool { return c.uniqueness() >= openText && c.spaces >= 2 }

// isSurvey reports whether several columns can each hold an answer: one with
// open answers has a question for its header, or the best one has a survey's
// word, not that of a post. What the columns beside a question are called does
// not matter: which of two holds more text is chance.
func (p *plan) isSurvey(cols []profile, best int) bool {
	for i, c := range cols {
		if p.textScore(i, c) > 0 && !c.describes() && (c.open || c.isOpen() && c.invites()) {
			return true
		}
	}
	c := cols[best]
	return c.isAnswer() && (c.invites() || c.hints("comment", "comments", "feedback", "response", "answer", "improve", "better", "good") > 0 &&
		c.hints("tweet", "message", "post", "id") == 0)
}

// isAnswer reports whether a column of open text can be an answer to a survey,
// by its header.
func (c profile) isAnswer() bool {
	return !c.describes() && (c.invites() || c.open || c.hints(textHints...) > 0)
}

// describes reports whether a column describes something and does not say what
// people think, by a word of its header; in a question such a word may be about
// anything, but for where people live.
func (c profile) describes() bool {
	if c.hints(notText...) == 0 {
		return false
	}
	question := strings.Contains(c.name, "?") || len(c.words) > 6
	return !question || c.hints("address", "postcode") > 0
}

// invites reports whether a header asks for an answer in free words: it reads
// like a question, or like "Please give reasons", "Tell us more", "Suggestions"
// or "Q7 Open text".
func (c profile) invites() bool {
	if asks(c.name) {
		return true
	}
	words := c.words
	for len(words) > 1 && isNumbering(words[0]) {
		words = words[1:]
	}
	if len(words) == 0 {
		return false
	}
	if isNumbering(words[0]) {
		return true // Q8 and nothing else
	}
	whole := strings.Join(words, " ")
	return slices.Contains(invitations, words[0]) || strings.Contains(whole, "open text") || strings.Contains(whole, "free text")
}

// invitations are words with which a survey begins to ask for free words.
var invitations = []string{"please", "tell", "describe", "explain", "say", "share", "why", "how", "what", "any", "anything", "other", "further",
	"additional", "suggestion", "suggestions", "reason", "reasons", "views", "thoughts", "ideas", "concerns", "improvements", "improvement", "impact",
	"experience", "elaborate", "details"}

// isNumbering reports whether a word of a header numbers the question: 7, q7, 7a.
func isNumbering(word string) bool {
	word = strings.TrimRight(strings.TrimPrefix(word, "q"), "abcdefgh")
	return word != "" && strings.Trim(word, "0123456789") == ""
}

// asksForWords reports whether a header asks for a few words, such as "Describe
// us in one word": short answers that come again are open ones there.
func (c profile) asksForWords() bool {
	whole := " " + strings.Join(c.words, " ") + " "
	for _, n := range []string{"a", "one", "1", "two", "2", "three", "3", "five", "5", "few"} {
		if strings.Contains(whole, " "+n+" word ") || strings.Contains(whole, " "+n+" words ") {
			return c.distinct > 1
		}
	}
	return false
}

// textScore says how much a column looks like what people wrote; 0 rules it out.
func (p *plan) textScore(i int, c profile) float64 {
	if i == p.time || i == p.clock || i == p.name || p.taken(i) || c.filled == 0 || c.personal() ||
		c.numbers > 0.5 || c.dates > 0.5 || c.links > 0.5 || c.nons == 1 && c.hints(textHints...) == 0 {
		return 0
	}
	hint := c.hints(textHints...)
	if c.hints("id", "url", "type", "sentiment", "count", "label", "code", "lang", "source", "entities", "options") > 0 {
		hint = 0
	}
	open := c.uniqueness() >= openText || c.nons > 0.3 && c.distinct > 5
	if hint == 0 && !c.open && (!open || c.length < 20 || c.spaces < 2) {
		return 0
	}
	return (1 + min(c.length, 300)) * (0.1 + c.uniqueness()) * [...]float64{1, 3, 6}[hint]
}
