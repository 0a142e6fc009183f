package theme_test

import (
	"math/rand/v2"
	"testing"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/internal/shared"
	"yearbook/analysis/language"
	"yearbook/analysis/theme"
)

// draws is how often a twentieth of the messages, drawn by chance, is added.
const draws = 3

// A twentieth more messages leaves at least nine in ten themes where they were:
// among the messages that were there before, one of the new themes has an F1 of
// one half or more with each of them.
func TestThemesStay(t *testing.T) {
	for _, name := range []string{"fft", "engagement", "health-tweets"} {
		t.Run(name, func(t *testing.T) {
			reading, err := analysis.Read(t.Context(), []string{shared.Dir(t, name)}, analysis.Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			c := reading.Corpus
			after := found(t, c, c.All())
			kept, all := 0, 0
			for k := range draws {
				draw := rand.New(rand.NewPCG(uint64(k), 5))
				sel := c.All().Filter(func(int) bool { return draw.Float64() >= 0.05 })
				before := found(t, c, sel)
				all += len(before.Themes)
				for _, b := range before.Themes {
					if f1 := closest(b, after, sel); f1 >= 0.5 {
						kept++
					} else {
						t.Logf("%s is lost: F1 %.2f", b.Label, f1)
					}
				}
			}
			if all < 10*draws || 10*kept < 9*all {
				t.Errorf("%d of %d themes are kept, want nine in ten of %d or more", kept, all, 10*draws)
			}
		})
	}
}

// closest is the F1 of the theme found after that is most like one found before,
// among the messages that were there before.
func closest(before theme.Theme, after *theme.Result, sel corpus.Selection) float64 {
	best := 0.0
	for _, a := range after.Themes {
		both, all := len(before.Messages.And(a.Messages)), len(before.Messages)+len(a.Messages.And(sel))
		best = max(best, 2*float64(both)/float64(all))
	}
	return best
}

// A year of messages has twenty themes or more without a number given, and no two
// that are called alike.
func TestThemesOfAYear(t *testing.T) {
	for _, name := range []string{"fft", "health-tweets"} {
		t.Run(name, func(t *testing.T) {
			reading, err := analysis.Read(t.Context(), []string{shared.Dir(t, name)}, analysis.Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			r := found(t, reading.Corpus, reading.Corpus.All())
			if n := len(r.Themes); n < 20 || n > 30 {
				t.Errorf("%d themes, want 20 to 30", n)
			}
			seen := map[string]bool{}
			for _, th := range r.Themes {
				if seen[th.Label] {
					t.Errorf("two themes are called %s", th.Label)
				}
				seen[th.Label] = true
			}
			if seen["good service"] && seen["excellent service"] {
				t.Error("good service and excellent service are two themes")
			}
		})
	}
}

// found are the themes of some messages, as many as they carry.
func found(t *testing.T, c *corpus.Corpus, sel corpus.Selection) *theme.Result {
	m, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := theme.Find(t.Context(), c, sel, m, theme.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
