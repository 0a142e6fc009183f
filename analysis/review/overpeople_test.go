package review

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
)

// keen is so many people in 2022 whose answers, so many each, all have the label.
func keen(people, answers int) []answer {
	var rows []answer
	for k := range people {
		rows = append(rows, answer{year: 2022, n: answers, hits: answers, by: fmt.Sprintf("keen%d", k)})
	}
	return rows
}

// TestFewPeople: a claim that other people might not have borne is taken back, in
// words that say on how few it rests, and one of many people is not.
func TestFewPeople(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []answer
		few  bool
		says string
	}{
		{"two people", append(keen(2, 8), answer{year: 2022, n: 384, hits: 20}, answer{year: 2021, n: 400, hits: 20}), true,
			"half of the 36 messages that count here in 2022 were written by 4 people. Among other people like those who wrote it could be anything from a fall of"},
		{"forty people", append(keen(40, 1), answer{year: 2022, n: 360, hits: 20}, answer{year: 2021, n: 400, hits: 20}), false, ""},
	} {
		x, hits, change := waitingShare(t, tt.rows...)
		// As if every answer stood for itself: the usual interval allows for people
		// too, and would not make the claim.
		change.Pooled.P, change.Pooled.Low = 0.001, 0.001
		change.people = x.overPeople(hits)[0]
		d := x.drivers(hits, &change)
		told := ""
		for _, caveat := range d.told {
			if caveat.Kind == "few-people" {
				told = caveat.Text
			}
		}
		if d.few != tt.few || (told != "") != tt.few || !strings.Contains(told, tt.says) || strings.Contains(told, "keen") {
			t.Errorf("%s: few %v: %s %+v", tt.name, d.few, told, change.people)
		}
		v, headline, text := shareWords{scope: x.scope, change: &change, name: "waiting", doubts: doubts{few: d.few}}.say()
		if (v == finding.Rose) == tt.few || strings.Contains(headline, "too few people") != tt.few || strings.Contains(text, "too few people") != tt.few {
			t.Errorf("%s: %s, %s: %s", tt.name, v, headline, text)
		}
	}
}

// TestOverPeople: the interval over people stands in the answer to a question and
// in the method of a theme that changed, and agrees with the usual one.
func TestOverPeople(t *testing.T) {
	c := ask(t, table(t, answer{year: 2021, n: 400, hits: 40, each: 2}, answer{year: 2022, n: 400, hits: 100, each: 2}), Ask{Label: "waiting", Year: 2022, Against: 2021})
	p, o := c.Pooled, c.OverPeople
	if o == nil || *o.Estimate != *p.Estimate || *o.Low < 0.75**p.Low || *o.Low > 1.25**p.Low || *o.High < 0.75**p.High || *o.High > 1.25**p.High {
		t.Fatalf("%+v, usual %v to %v", o, *p.Low, *p.High)
	}
	if !strings.Contains(o.Method, "draws of whole people") {
		t.Error(o.Method)
	}
}

func TestHalfBy(t *testing.T) {
	c := table(t, append(keen(2, 5), answer{year: 2022, n: 12, hits: 12})...)
	s, err := newScope(Subject{Corpus: c, Names: privacy.Pseudonyms{}}, Question{})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.halfBy(c.All()); got != 3 { // 5 and 5 and 1 of 22
		t.Errorf("half by %d people, want 3", got)
	}
}

func TestSigned(t *testing.T) {
	for x, want := range map[float64]string{-1.24: "−1.2", -0.04: "0.0", 0: "0.0", 3.35: "3.4"} {
		if got := signed(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]string{-0.021: "a fall of 2 percentage points", 0.0001: "no change", 0.01: "a rise of 1 percentage point"} {
		if got := riseOrFall(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}

// TestOverPeopleSeldomDecides: over 200 invented tables in which some people answer
// more than others, and all for the label, the interval over people leaves out
// nought nearly wherever a claim is made: the design effect allows for people too.
func TestOverPeopleSeldomDecides(t *testing.T) {
	claimed, against := 0, 0
	for seed := range uint64(seeds) {
		r := rand.New(rand.NewPCG(seed, 1))
		var rows []answer
		for year := 2021; year <= 2022; year++ {
			for _, trust := range [...]string{"A", "B"} {
				rows = append(rows, answer{year: year, trust: trust, n: 50 + r.IntN(300), hits: 1 + r.IntN(10)})
			}
			for k := range r.IntN(6) + 8*(year-2021) {
				n := 1 + r.IntN(6)
				rows = append(rows, answer{year: year, n: n, hits: n, by: fmt.Sprint("keen", k), trust: string(rune('A' + k%2))})
			}
		}
		by := ""
		if seed%2 == 1 {
			by = "organisation"
		}
		c := ask(t, table(t, rows...), Ask{Label: "waiting", Year: 2022, Against: 2021, By: by})
		few := slices.ContainsFunc(c.Caveats, func(r Remark) bool { return r.Kind == "few-people" })
		if c.Verdict == finding.Rose || c.Verdict == finding.Fell || few {
			claimed++
		}
		if few {
			against++
			t.Log(seed, *c.OverPeople.Low, *c.OverPeople.High, c.Headline, c.Caveats)
		}
	}
	t.Logf("of %d claims the interval over people is against %d", claimed, against)
	if claimed < seeds/4 || 20*against > claimed {
		t.Errorf("of %d claims the interval over people is against %d", claimed, against)
	}
}
