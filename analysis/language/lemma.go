package language

import (
	"strings"
	"unicode"
)

// Singular is the lower-cased singular of an English noun: "toolkits" gives
// "toolkit", "policies" "policy", "GPs" "gp". Words that only look like
// plurals, and words in capitals such as NHS, stay as they are. It is meant
// for words tagged as plural nouns.
func Singular(word string) string {
	if strings.HasSuffix(word, "s") && len(word) > 2 && isUpper(word[:len(word)-1]) {
		return strings.ToLower(word[:len(word)-1]) // GPs, CCGs
	}
	lower := strings.ToLower(word)
	if isUpper(word) {
		return lower
	}
	if s, ok := irregular[lower]; ok {
		return s
	}
	for _, rule := range plurals {
		if stem, ok := strings.CutSuffix(lower, rule.ending); ok && len(stem) >= rule.atLeast {
			return stem + rule.instead
		}
	}
	return lower
}

func isUpper(s string) bool {
	return strings.IndexFunc(s, unicode.IsUpper) >= 0 && strings.IndexFunc(s, unicode.IsLower) < 0
}

// plurals are tried in order; the first that fits is used.
var plurals = [...]struct {
	ending, instead string
	atLeast         int // letters before the ending
}{
	{"ss", "ss", 0}, {"us", "us", 0}, {"is", "is", 0}, {"'s", "", 1},
	{"sses", "ss", 1}, {"shes", "sh", 1}, {"ches", "ch", 1}, {"xes", "x", 1}, {"zzes", "zz", 1},
	{"ies", "y", 2}, {"oes", "o", 2}, {"s", "", 3},
}

// irregular are plurals with a form of their own, and words in -s that are not
// plurals.
var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
	"people": "people", "lives": "life", "knives": "knife", "leaves": "leaf", "halves": "half", "shelves": "shelf",
	"wives": "wife", "ourselves": "ourselves", "themselves": "themselves",
	"midwives": "midwife", "mice": "mouse", "crises": "crisis", "analyses": "analysis", "diagnoses": "diagnosis",
	"prognoses": "prognosis", "hypotheses": "hypothesis", "bases": "base", "criteria": "criterion",
	"phenomena": "phenomenon", "media": "media", "data": "data", "news": "news", "series": "series",
	"species": "species", "comms": "comms", "ethics": "ethics", "politics": "politics", "paediatrics": "paediatrics",
	"obstetrics": "obstetrics", "statistics": "statistics", "analytics": "analytics", "diabetes": "diabetes",
	"measles": "measles", "mumps": "mumps", "rabies": "rabies", "herpes": "herpes", "shoes": "shoe", "movies": "movie",
	"cookies": "cookie", "calories": "calorie", "ties": "tie", "pies": "pie", "buses": "bus", "viruses": "virus",
	"nurses": "nurse", "responses": "response", "cases": "case", "uses": "use", "courses": "course",
	"houses": "house", "causes": "cause", "purposes": "purpose", "nhs": "nhs", "sms": "sms", "ics": "ics", "rss": "rss",
	"gps": "gp", "yes": "yes", "this": "this", "has": "has", "was": "was", "always": "always", "plus": "plus",
	"windows": "windows", "premises": "premises", "headquarters": "headquarters", "sales": "sales", "thanks": "thanks",
	"goods": "goods", "means": "means", "surroundings": "surroundings",
}
