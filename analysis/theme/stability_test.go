package theme_test

import (
	"math/rand/v2"
	"testing"

	"yearbook/analysis"
	"yearbook/analysis/internal/shared"
	"yearbook/analysis/language"
	"yearbook/analysis/theme"
)

// A twentieth more messages leaves at least nine in ten themes of the patient
// feedback where they were: among the messages that were there before, one of
// the new themes has an F1 of one half or more with each of them.
func TestThemesStay(t *testing.T) {
	reading, err := analysis.Read(t.Context(), []string{shared.Dir(t, "fft")}, analysis.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := language.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := reading.Corpus
	draw := rand.New(rand.NewPCG(1, 5))
	sel := c.All().Filter(func(int) bool { return draw.Float64() >= 0.05 })
	before, err := theme.Find(t.Context(), c, sel, m, theme.Options{})
	if err != nil {
		t.Fatal(err)
	}
	after, err := theme.Find(t.Context(), c, c.All(), m, theme.Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, b := range before.Themes {
		best := 0.0
		for _, a := range after.Themes {
			both, all := len(b.Messages.And(a.Messages)), len(b.Messages)+len(a.Messages.And(sel))
			best = max(best, 2*float64(both)/float64(all))
		}
		if best >= 0.5 {
			kept++
		} else {
			t.Logf("%s is lost: F1 %.2f", b.Label, best)
		}
	}
	if n := len(before.Themes); n < 10 || 10*kept < 9*n {
		t.Errorf("%d of %d themes are kept, want nine in ten of ten or more", kept, n)
	}
}
