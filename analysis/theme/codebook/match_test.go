package codebook

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// one makes a book of one code with the rules.
func one(rules ...string) *Book {
	return &Book{Codes: []Code{{ID: "a", Name: "A", Rules: rules}}}
}

// marked shows what a rule finds in a text, in brackets.
func marked(t testing.TB, rule, text string) string {
	t.Helper()
	m, err := Compile(one(rule))
	if err != nil {
		t.Fatal(err)
	}
	hits := m.Match(text)
	if len(hits) == 0 {
		return ""
	}
	var b strings.Builder
	at := 0
	for _, e := range hits[0].Evidence {
		if e.Start < at {
			continue
		}
		b.WriteString(text[at:e.Start] + "[" + text[e.Start:e.End] + "]")
		at = e.End
	}
	return b.String() + text[at:]
}

func TestRules(t *testing.T) {
	tests := []struct{ rule, text, want string }{
		// Words match their other forms.
		{"wait", "We waited, they wait, waiting waits", "We [waited], they [wait], [waiting] [waits]"},
		{"wait", "The waiter", ""},
		{"Toilet", "The TOILETS were dirty", "The [TOILETS] were dirty"},
		{"nurse", "The nurse's hands", "The [nurse's] hands"},
		{"nurse", "The nurses' hands", "The [nurses]' hands"},
		{"ring", "She rang twice", "She [rang] twice"},
		{"stop", "stopped stopping stoped", "[stopped] [stopping] stoped"},
		{"care", "caring for a car", "[caring] for a car"},
		{"try", "they tried", "they [tried]"},
		{"child", "for children", "for [children]"},
		{"hours", "for an hour", "for an [hour]"},
		{"organise", "well organized", "well [organized]"},
		{"centre", "the call center", "the call [center]"},
		{"café", "the CAFÉ", "the [CAFÉ]"},
		// Phrases.
		{"waiting time", "Long waiting times", "Long [waiting times]"},
		{"waiting time", "waiting. Time", ""},
		{"waiting time", "waiting\ntime", ""},
		{"waiting time", "waiting-time", "[waiting-time]"},
		{"follow-up", "follow up", "[follow up]"},
		{`"in the end"`, "In the end, in the ends", "[In the end], in the ends"},
		{`"care"`, "cares care", "cares [care]"},
		{"“care plan”", "my care plan", "my [care plan]"},
		{"(long | slow) wait", "a slow wait and a long one", "a [slow wait] and a long one"},
		{"wait (for ages | hours)", "waited hours; waited for ages", "[waited hours]; [waited for ages]"},
		{"not listen", "didn't listen, didnt listen, cannot listen", "[didn't listen], [didnt listen], [cannot listen]"},
		{"not listen", "didn’t listen", "[didn’t listen]"},
		{"A&E", "in A&E today", "in [A&E] today"},
		{"A&E", "in a & e", ""},
		// Stars.
		{"wait*", "waiter waiting await", "[waiter] [waiting] await"},
		{"*care", "childcare careful", "[childcare] careful"},
		{"hand*er", "a handler handed", "a [handler] handed"},
		{"*wait*", "awaiting", "[awaiting]"},
		{"was (so | very)? long", "was long, was so long, was so very long", "[was long], [was so long], was so very long"},
		{"was (so | very)? (very)? long", "was so very long", "[was so very long]"},
		{"(so)? long", "so long", "so [long]"},
		{"wait (ages)?", "wait ages", "[wait ages]"},
		// Near, then.
		{"wait* near/3 (hour* | long)", "We waited for two hours", "We [waited for two hours]"},
		{"wait* near/2 hour", "We waited for two hours", ""},
		{"wait near/3 long", "a long old wait", "a [long old wait]"},
		{"wait near/3 long", "wait. Long", ""},
		{"not then/2 listen", "did not really listen", "did [not really listen]"},
		{"not then/2 listen", "listened not", ""},
		{"kind !near/1 some", "some kind of kind people", "some kind of [kind] people"},
		{"kind !near/1 of", "a kind of kind people", ""},
		{"told !after/2 not", "was not told", ""},
		{"told !after/2 not", "told me, not him", "[told] me, not him"},
		// And, or, not.
		{"parking & cost", "The cost of parking", "The [cost] of [parking]"},
		{"parking & cost", "parking", ""},
		{"parking AND cost", "parking costs", "[parking] [costs]"},
		{`wait & !"no wait"`, "there was no wait", ""},
		{`wait & !"no wait"`, "the wait", "the [wait]"},
		{"wait !long", "the wait", "the [wait]"},
		{"wait NOT long", "long wait", ""},
		// "or" and "and" are words too.
		{"salt and pepper", "salt and pepper", "[salt and pepper]"},
		{"near", "near me", "[near] me"},
		// Regular expressions.
		{`/\bL[0-9]{3}\b/`, "form l123 today", "form [l123] today"},
		{`/\bL[0-9]{3}\b/ near/2 form`, "form l123 today", "[form l123] today"},
		{`/ok|fine/ & !bad`, "fine but bad", ""},
		// Hashtags, mentions, pictures.
		{"#NHSsm", "see #nhssm and nhssm", "see [#nhssm] and nhssm"},
		{"nhssm", "see #nhssm #NHSsm", "see [#nhssm] [#NHSsm]"},
		{"mental health", "#MentalHealth", "[#MentalHealth]"},
		{"#nhs*", "see #nhssm", "see [#nhssm]"},
		{"guardian | org", "https://theguardian.com/guardian www.x.org/org me@x.org org guardian", "https://theguardian.com/guardian www.x.org/org me@x.org [org] [guardian]"},
		{"@kate", "thanks @Kate", "thanks [@Kate]"},
		{"👍", "great 👍🏽👍", "great [👍🏽][👍]"},
		{"thank* | 😀", "😀", "[😀]"},
		{"ambulance", "", ""},
	}
	for _, tt := range tests {
		if got := marked(t, tt.rule, tt.text); got != tt.want {
			t.Errorf("%s in %q: %q, want %q", tt.rule, tt.text, got, tt.want)
		}
	}
}

// Precedence: side by side, near, &, |.
func TestPrecedence(t *testing.T) {
	rule := `"waiting time" | wait* near/3 (hour* | long) & !"no wait"`
	for text, want := range map[string]bool{
		"the waiting time, no wait": true,
		"waited for hours":          true,
		"waited for hours, no wait": false,
		"waited":                    false,
	} {
		if got := marked(t, rule, text) != ""; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestRuleErrors(t *testing.T) {
	tests := []struct {
		rule string
		at   int
		says string
	}{
		{"", 1, "empty"},
		{"  ", 1, "empty"},
		{`wait "no wait`, 6, "never closed"},
		{`wait ""`, 6, "no word"},
		{"(wait | long", 1, "never closed"},
		{"wait)", 5, "no opening bracket"},
		{"wait near/ long", 6, "near/3"},
		{"wait near/x long", 6, "near/3"},
		{"wait near/99 long", 6, "from 1 to 50"},
		{"wait !then/3 long", 6, "there is no !then"},
		{"wait near/3", 12, "ends too early"},
		{"near/3 wait", 1, "needs something before it"},
		{"| wait", 1, "needs something before it"},
		{"wait |", 7, "ends too early"},
		{"!wait", 1, "only says what must not be there"},
		{"wait near/3 !long", 13, "cannot stand here"},
		{"a*", 1, "nearly every word"},
		{"*", 1, "nearly every word"},
		{"wait /(/", 6, "cannot be used"},
		{"/a*/", 1, "can be empty"},
		{"/abc", 1, "never closed"},
		{"wait ...", 6, "is no word"},
		{"wait? long ? x", 12, "does not fit here"},
		{"(wait)?", 8, "nothing follows"},
		{"(wait)? & x", 9, "nothing follows"},
		{"?", 1, "goes after brackets"},
		{"OTHERS", 1, "at the end"},
		{"great & OTHERS", 9, "at the end"},
		{"great & (bad & !OTHERS)", 17, "at the end"},
		{"great & !OTHERS & bad", 10, "whole rule"},
		{"great | bad & !OTHERS", 16, "whole rule"},
		{strings.Repeat("(", 60) + "a", 42, "too many brackets"},
		{strings.Repeat("long ", 900), LongestRule, "4500 characters"},
	}
	for _, tt := range tests {
		_, err := ParseRule(tt.rule)
		e, ok := err.(*RuleError)
		if !ok || e.At != tt.at || !strings.Contains(e.Text, tt.says) {
			t.Errorf("%q: %v, want %q at %d", tt.rule, err, tt.says, tt.at)
		}
	}
}

// A code is stronger the more places speak for it.
func TestStrength(t *testing.T) {
	b := &Book{Codes: []Code{
		{ID: "f", Name: "F", Folder: true},
		{ID: "staff", Name: "Staff", Rules: []string{"kind", "kind staff"}},
		{ID: "wait", Name: "Wait", Rules: []string{"wait", "long wait"}},
	}}
	m, err := Compile(b)
	if err != nil {
		t.Fatal(err)
	}
	codes := func(text string) (list []int) {
		for _, h := range m.Match(text) {
			list = append(list, h.Code)
		}
		return list
	}
	for text, want := range map[string][]int{
		"kind, but a long wait": {2, 1},
		"kind staff, a wait":    {1, 2},
		"kind, wait":            {1, 2},
		"parking":               nil,
	} {
		if d := cmp.Diff(want, codes(text)); d != "" {
			t.Errorf("%s: %s", text, d)
		}
	}
	want := []Evidence{{0, 10, 1}, {0, 4, 0}}
	if d := cmp.Diff(want, m.Match("kind staff")[0].Evidence); d != "" {
		t.Error(d)
	}
}

// What is left over goes where OTHERS says.
func TestOthers(t *testing.T) {
	m, err := Compile(&Book{Codes: []Code{
		{ID: "praise", Name: "Praise", Rules: []string{"(great | good) & !OTHERS", "thank"}},
		{ID: "staff", Name: "Staff", Rules: []string{"nurse"}},
		{ID: "rest", Name: "Rest", Rules: []string{"good & !OTHERS"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]int{"great": {0}, "great nurse": {1}, "good, thanks": {0}, "good": {0, 2}, "nurse, thanks": {0, 1}} {
		var got []int
		for _, h := range m.Match(text) {
			got = append(got, h.Code)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", text, d)
		}
	}
}

// Compiled rules find what a rule by itself finds.
func TestManyRules(t *testing.T) {
	rules := []string{
		"wait", "long wait", "wait for hours", "wait near/3 hour", "kind | friendly", "kind & !rude", `/\d+ (mins|minutes)/`, "nurse then/4 listen",
		"not listen", "listen !after/2 not", "park*", "car park", "(car | bus) (park | stop)",
	}
	all, err := Compile(one(rules...))
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"A long wait for hours in the car park", "kind but rude", "friendly nurses who listened", "did not listen. 20 mins at the bus stop", "waited hours", "nothing",
	}
	for _, text := range texts {
		found := map[int]bool{}
		for _, h := range all.Match(text) {
			for _, e := range h.Evidence {
				found[e.Rule] = true
			}
		}
		for k, rule := range rules {
			if alone := marked(t, rule, text) != ""; alone != found[k] {
				t.Errorf("%q in %q: %v alone, %v among others", rule, text, alone, found[k])
			}
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	m, err := Compile(one("wait near/3 long", "kind"))
	if err != nil {
		t.Fatal(err)
	}
	want := m.Match("a long old wait, kind")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 200 {
				m.Match("something else, kind of")
				if d := cmp.Diff(want, m.Match("a long old wait, kind")); d != "" {
					t.Error(d)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestCompileSaysWhichRule(t *testing.T) {
	m, err := Compile(&Book{Codes: []Code{{ID: "a", Name: "Waiting", Rules: []string{"wait", "(wait"}}}})
	if err == nil || !strings.Contains(err.Error(), `Waiting: the rule "(wait" cannot be used, at character 1: this bracket is never closed`) {
		t.Error(err)
	}
	if len(m.Match("waited")) != 1 {
		t.Error("the rule that can be used is lost")
	}
}

func FuzzRule(f *testing.F) {
	for _, s := range []string{`"a b" | wait* near/3 (x | y) & !"no"`, "a !near/2 b", `/x\/y/`, "“a”", "((a) b) then/1 c", "#tag @me 👍🏽 A&E", "a OR NOT b"} {
		f.Add(s, "a b wait x no #tag")
	}
	f.Fuzz(func(t *testing.T, rule, text string) {
		m, err := Compile(one(rule))
		if err != nil {
			return
		}
		for _, h := range m.Match(text) {
			if h.Strength <= 0 || len(h.Evidence) == 0 {
				t.Errorf("%+v", h)
			}
			for _, e := range h.Evidence {
				if e.Start < 0 || e.Start >= e.End || e.End > len(text) {
					t.Errorf("evidence %+v in a text of %d bytes", e, len(text))
				}
			}
		}
	})
}
