package sentiment

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// lexicon holds weights of words and phrases.
type lexicon struct {
	weight  map[string]float64 // by word, or by words with one space between
	prefix  map[string]float64 // of words that may have any ending
	longest map[string]int     // words of the longest phrase that begins with a word
	marks   []mark             // emoji and emoticons, the longest first
}

type mark struct {
	text   string
	weight float64
}

// longestPhrase is the most words that a phrase may have.
const longestPhrase = 8

var words = sync.OnceValue(func() *lexicon { return parseLexicon(lexiconText) })

func parseLexicon(text string) *lexicon {
	lex := &lexicon{weight: map[string]float64{}, prefix: map[string]float64{}, longest: map[string]int{}}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		weight, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			continue
		}
		for _, entry := range fields[1:] {
			lex.add(entry, weight)
		}
	}
	return lex
}

func (lex *lexicon) add(entry string, weight float64) {
	if isMark(entry) {
		lex.marks = append(lex.marks, mark{entry, weight})
		return
	}
	key, open := strings.CutSuffix(strings.ReplaceAll(entry, "_", " "), "*")
	table := lex.weight
	if open {
		table = lex.prefix
	}
	if _, known := table[key]; !known {
		table[key] = weight
	}
	first, _, _ := strings.Cut(key, " ")
	lex.longest[first] = max(lex.longest[first], strings.Count(key, " ")+1)
}

// isMark reports whether an entry is an emoji or an emoticon.
func isMark(entry string) bool {
	for _, r := range entry {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return strings.ContainsAny(entry, ":;=<>()|\\") // such as :d and <3
		}
	}
	return true
}

// find looks a word or phrase up, by itself or without its ending.
func (lex *lexicon) find(key string) (weight float64, ok bool) {
	if w, ok := lex.weight[key]; ok {
		return w, true
	}
	from := strings.LastIndexByte(key, ' ') + 1
	for end := len(key); end >= from+3; end-- {
		if w, ok := lex.prefix[key[:end]]; ok {
			return w, true
		}
	}
	return 0, false
}
