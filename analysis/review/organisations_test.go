package review

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// feedback is a year of comments on so many organisations; the third of them has
// so many times the share of the second theme.
func feedback(t *testing.T, seed uint64, organisations int, times float64) Subject {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 8))
	rates := []float64{0.1, 0.15, 0.25, 0.05}
	var records []corpus.Record
	var has [][]int
	for o := range organisations {
		for range 30 + r.IntN(300) {
			k := len(records)
			records = append(records, corpus.Record{
				Row: k + 1, ID: fmt.Sprint(k), Author: fmt.Sprintf("r%d", k), Channel: "comment", Text: fmt.Sprintf("comment %d", k), Organisation: fmt.Sprintf("Trust %c", 'A'+o),
				Time: time.Date(2022, 1, 1+k%360, 9, 0, 0, 0, time.UTC).UnixMilli(),
			})
			var list []int
			for j, rate := range rates {
				if o == 2 && j == 1 {
					rate *= times
				}
				if r.Float64() < rate {
					list = append(list, j)
				}
			}
			has = append(has, list)
		}
	}
	c := corpusOf(t, "a.csv", records)
	themes := &theme.Result{Read: c.All(), Themes: make([]theme.Theme, len(rates))}
	for j := range themes.Themes {
		themes.Themes[j] = theme.Theme{ID: fmt.Sprint(j), Label: fmt.Sprintf("subject %d", j), Messages: c.All().Filter(func(i int) bool { return slices.Contains(has[c.Message(i).Row-1], j) })}
	}
	return Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}
}

// TestOrganisations: an organisation that differs is named, and by chance alone
// one is in few of 60 years.
func TestOrganisations(t *testing.T) {
	r, err := Build(feedback(t, 1, 8, 3), Question{})
	if err != nil {
		t.Fatal(err)
	}
	f, ok := r.Find("organisations-themes")
	if !ok || f.Verdict != finding.StandsOut || !strings.Contains(f.Sentence, "Trust C") || !strings.Contains(f.Headline, "subject 1") {
		t.Errorf("%v %q: %s", ok, f.Verdict, f.Sentence)
	}
	if f, ok := r.Find("organisations"); !ok || len(f.Table.Rows) != 8 {
		t.Errorf("organisations: %v", ok)
	}
	wrong := 0
	for seed := range uint64(60) {
		s, err := newScope(feedback(t, 100+seed, 8, 1), Question{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range organisations(s) {
			if f.Verdict == finding.StandsOut {
				wrong++
			}
		}
	}
	if wrong > 6 { // with 1 in 20, more have a chance below 4 in 100
		t.Errorf("one stood out by chance in %d of 60 years", wrong)
	}
	t.Logf("by chance in %d of 60", wrong)
	r, err = Build(feedback(t, 1, 3, 3), Question{})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.Find("organisations-themes"); ok {
		t.Error("a funnel of 3 organisations")
	}
}
