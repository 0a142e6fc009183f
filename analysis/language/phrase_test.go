package language

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSingularRules(t *testing.T) {
	for want, words := range map[string]string{
		"policy": "policies Policy policy", "party": "parties", "tie": "ties tie", "pie": "pies", "movie": "movies",
		"toolkit": "toolkits Toolkits toolkit", "bus": "bus buses", "virus": "virus viruses", "crisis": "crisis crises",
		"box": "boxes box", "church": "churches", "dish": "dishes", "class": "class classes", "quiz": "quiz", "buzz": "buzzes",
		"hero": "heroes", "shoe": "shoes", "nurse": "nurses nurse", "case": "cases", "house": "houses", "response": "responses",
		"gp": "GPs GP gps", "ccg": "CCGs CCG", "nhs": "NHS nhs", "ics": "ICS", "aids": "AIDS",
		"woman": "women", "child": "children", "midwife": "midwives", "people": "people People", "man": "men",
		"diabetes": "diabetes", "news": "news", "premises": "premises", "data": "data", "media": "media", "criterion": "criteria",
		"patient": "patient's patients", "gas": "gas", "yes": "yes", "as": "as", "s": "s",
	} {
		for word := range strings.FieldsSeq(words) {
			if got := Singular(word); got != want {
				t.Errorf("Singular(%q) = %q, want %q", word, got, want)
			}
		}
	}
	if Singular("") != "" || Singular("’") != "’" {
		t.Error("no word, yet a singular")
	}
}

// phrases lists the lemmas of a text.
func phrases(a *Analyser, text string) []string {
	list := []string{}
	for _, p := range a.Phrases(text) {
		list = append(list, p.Lemma)
	}
	return list
}

func TestHealthPhrases(t *testing.T) {
	tests := []struct {
		text string
		want string
	}{
		{"The communications team at our acute trust wrote a winter campaign.", "communications team, acute trust, winter campaign"},
		{"We asked GPs about the flu jabs.", "gp, flu jab"},
		{"The press office answered the local newspaper", "press office, local newspaper"},
		{"Our patient experience surveys went to three trusts.", "patient experience survey, trust"},
		{"Patient feedback last year was better than this year", "patient feedback"},
		{"I read the board papers last week", "board paper"},
		{"A first aid course for minor injuries and long COVID", "first aid course, minor injury, long covid"},
		{"The first hospital with a long corridor", "hospital, corridor"},
		{"A good staff newsletter is better than a big budget", "staff newsletter, budget"},
		{"See https://example.org/toolkit and @amara_comms on #nhssm 👍", ""},
		{"[name redacted] came late to the outpatient clinic", "outpatient clinic"},
		{"Hello everyone, good morning, thanks for the chat!", ""},
		{"Q1: what is the role of social media in a crisis?", "role, social media, crisis"},
		{"the one two three four five best NHS hospital trust board meeting", "hospital trust board meeting"},
		{"Leeds has a new website; the A&E department has none", "leeds, website, a&e department"},
		{"the toolkit, campaign", "toolkit, campaign"},
		{"the press\noffice", "press, office"},
		{"the press\u00a0office", "press office"},
		{"It's the hospital's website", "hospital, website"},
		{"", ""},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, strings.Join(phrases(a, tt.text), ", ")); d != "" {
			t.Errorf("phrases of %q: %s", tt.text, d)
		}
	}
}

// One model serves many analysers at a time.
func TestConcurrentAnalysers(t *testing.T) {
	texts := make([]string, 300)
	for i := range texts {
		texts[i] = fmt.Sprintf("The ward%d newsletter and the campaign toolkits of trust %d don't reach https://x.org/%d :-)", i%7, i, i)
	}
	var want [][]string
	a := model().NewAnalyser()
	for _, text := range texts {
		want = append(want, phrases(a, text))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			a := model().NewAnalyser()
			for i, text := range texts {
				if d := cmp.Diff(want[i], phrases(a, text)); d != "" {
					t.Errorf("%q: %s", text, d)
					return
				}
			}
		})
	}
	wg.Wait()
}

// A warm analyser makes no garbage.
func TestAllocations(t *testing.T) {
	text := "The campaign toolkits don't reach every GP surgery in Leeds :-) https://example.org/x 👍🏽 said @kate in 2012"
	a := model().NewAnalyser()
	a.Phrases(text)
	if n := testing.AllocsPerRun(100, func() { a.Tokens(text) }); n != 0 {
		t.Errorf("%v allocations for the tokens of a text seen before", n)
	}
	if n := testing.AllocsPerRun(100, func() { a.Phrases(text) }); n != 0 {
		t.Errorf("%v allocations for the phrases of a text seen before", n)
	}
}

// Forgetting spellings changes no answer.
func TestManySpellings(t *testing.T) {
	a := model().NewAnalyser()
	text := "The campaign toolkits of the hospital trust"
	want := phrases(a, text)
	for i := range 3*mostForms + 10 {
		a.Tokens(fmt.Sprintf("w%dx", i))
		if i%(mostForms/2) == 0 {
			if d := cmp.Diff(want, phrases(a, text)); d != "" {
				t.Fatalf("after %d spellings: %s", i, d)
			}
		}
	}
	if len(a.forms) > mostForms || len(a.earlier) > mostForms {
		t.Errorf("%d and %d spellings kept", len(a.forms), len(a.earlier))
	}
}

// A damaged model is refused, and nothing panics over it.
func TestDamagedModel(t *testing.T) {
	if _, ok := parse(tagger); !ok {
		t.Fatal("the model itself is refused")
	}
	for _, text := range []string{"", "x", tagger[:1000], tagger[:len(tagger)/2], tagger[:len(tagger)-1], tagger + "x", "yearbook tagger 1\n\xff\xff\xff\xff\xff"} {
		if _, ok := parse(text); ok {
			t.Errorf("a damaged model of %d bytes is taken", len(text))
		}
	}
}

func TestCanStand(t *testing.T) {
	for phrase, want := range map[string]bool{
		"toolkit": true, "time": false, "waiting time": true, "other toolkit": false, "good": false, "hello": false, "the toolkit": false,
	} {
		if got := CanStand(strings.Fields(phrase)); got != want {
			t.Errorf("%q can stand: %v", phrase, got)
		}
	}
}
