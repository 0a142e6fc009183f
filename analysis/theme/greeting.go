package theme

import (
	"strings"

	"yearbook/analysis/language"
)

// greetings are first words of a greeting or a wish, and what follows them.
// "Morning" and the like say nothing by themselves, see silent.
var greetings = map[string]map[string]bool{
	"good":  setOf("night day morning afternoon evening luck weekend"),
	"happy": setOf("birthday christmas easter eid diwali anniversary holidays friday"),
	"merry": setOf("christmas"),
	"best":  setOf("wishes regards"),
	"kind":  setOf("wishes regards"),
	"warm":  setOf("wishes regards"),
	"many":  setOf("thanks congratulations"),
}

// addressed are words that a greeting is for.
var addressed = setOf("all everyone everybody folks guys team both people friends")

// greeted finds what the greetings of a message wish: "night" of a "good night" that
// begins a sentence or is for somebody. "I had a good night on the ward" is none. No
// phrase with it names a theme.
func greeted(spans [][2]int32, text string, toks []language.Token) [][2]int32 {
	for i := 0; i+1 < len(toks); i++ {
		if toks[i].Kind != language.Word || toks[i+1].Kind != language.Word || toks[i].End-toks[i].Start > 5 {
			continue
		}
		second := greetings[strings.ToLower(toks[i].Text(text))]
		if second == nil || !second[strings.ToLower(toks[i+1].Text(text))] {
			continue
		}
		begins := i == 0 || toks[i-1].Kind != language.Word
		somebody := i+2 < len(toks) && (toks[i+2].Kind == language.Mention || addressed[strings.ToLower(toks[i+2].Text(text))])
		if begins || somebody {
			spans = append(spans, [2]int32{toks[i+1].Start, toks[i+1].End})
		}
	}
	return spans
}

// within reports whether some text from start to end lies in one of the spans, at
// least in part.
func within(spans [][2]int32, start, end int32) bool {
	for _, s := range spans {
		if start < s[1] && end > s[0] {
			return true
		}
	}
	return false
}
