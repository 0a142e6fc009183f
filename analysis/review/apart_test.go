package review

import (
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// waiting reviews a table in which the label is a theme.
func waiting(t *testing.T, c *corpus.Corpus) *finding.Review {
	t.Helper()
	hits := c.All().Filter(func(i int) bool { return c.Attribute("Waiting", i) != "" })
	themes := &theme.Result{Read: c.All(), Themes: []theme.Theme{{ID: "w", Label: "waiting", Messages: hits}}}
	r, err := Build(Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, Question{Year: 2022, Against: 2021})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestThemesApart: a review says of a theme that it rose in some organisations and
// fell in others, and what a new one brought; of years alike it says neither.
func TestThemesApart(t *testing.T) {
	old := []answer{{year: 2021, n: 400, hits: 40, trust: "A"}, {year: 2021, n: 400, hits: 120, trust: "B"}}
	with := func(more ...answer) []answer { return append(slices.Clone(old), more...) }
	const torn, new = "‘Waiting’ rose in some organisations and fell in others. It rose in A (from 10% to 30%). It fell in B (from 30% to 10%).",
		"C, which is new in 2022 with 100 messages, brought ‘waiting’ (60% of its messages and 20% of the others')."
	for _, tt := range []struct {
		name string
		rows []answer
		says string
	}{
		{"alike", with(answer{year: 2022, n: 400, hits: 42, trust: "A"}, answer{year: 2022, n: 400, hits: 118, trust: "B"}), ""},
		{"opposite", with(answer{year: 2022, n: 400, hits: 120, trust: "A"}, answer{year: 2022, n: 400, hits: 40, trust: "B"}), torn},
		{"a new one that speaks of it", with(answer{year: 2022, n: 400, hits: 40, trust: "A"}, answer{year: 2022, n: 400, hits: 120, trust: "B"}, answer{year: 2022, n: 100, hits: 60, trust: "C"}), new},
		{"a new one that is as others", with(answer{year: 2022, n: 400, hits: 40, trust: "A"}, answer{year: 2022, n: 400, hits: 120, trust: "B"}, answer{year: 2022, n: 100, hits: 20, trust: "C"}), ""},
		{"a new one of which one person speaks of it", with(answer{year: 2022, n: 400, hits: 40, trust: "A"}, answer{year: 2022, n: 400, hits: 120, trust: "B"}, answer{year: 2022, n: 100, hits: 60, trust: "C", by: "keen"}), ""},
		{"none is in both years", []answer{{year: 2021, n: 400, hits: 40, trust: "A"}, {year: 2022, n: 400, hits: 80, trust: "B"}, {year: 2022, n: 100, hits: 60, trust: "C"}}, ""},
	} {
		f, ok := waiting(t, table(t, tt.rows...)).Find("theme-changes")
		if !ok {
			t.Fatal("no finding")
		}
		for _, s := range [...]string{torn, new} {
			if strings.Contains(f.Sentence, s) != (s == tt.says) {
				t.Errorf("%s: %s", tt.name, f.Sentence)
			}
		}
		if tt.says == torn && f.Headline != "1 theme rose in some organisations and fell in others" {
			t.Errorf("%s: %s", tt.name, f.Headline)
		}
	}
}

// TestMixNamesItsBase: two figures of how the mix moved say what they are shares of.
func TestMixNamesItsBase(t *testing.T) {
	r := waiting(t, table(t,
		answer{year: 2021, n: 600, hits: 60, trust: "A"}, answer{year: 2021, n: 200, hits: 20, trust: "B"},
		answer{year: 2022, n: 200, hits: 20, trust: "A"}, answer{year: 2022, n: 600, hits: 60, trust: "B"}))
	for id, want := range map[string]string{"organisations": "of all messages, A gave 75% in 2021", "theme-changes": "of messages in people's own words, A gave 75% in 2021"} {
		f, _ := r.Find(id)
		if !slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return strings.Contains(c.Text, want) }) {
			t.Errorf("%s: %+v", id, f.Caveats)
		}
	}
}

// TestOnlyOneInBothYears: a sentence says on which organisations its figures rest.
func TestOnlyOneInBothYears(t *testing.T) {
	rows := []answer{{year: 2021, n: 300, hits: 30, trust: "A"}, {year: 2022, n: 310, hits: 31, trust: "A"}, {year: 2022, n: 200, hits: 120, trust: "B"}}
	const rests, brought = "based on 310 messages in 2022 and 300 in 2021 from A, the only one of the organisations", "B has 200 messages, only in 2022; 60% of them count here."
	for _, both := range []bool{false, true} {
		if both {
			rows = append(rows, answer{year: 2021, n: 60, hits: 36, trust: "B"})
		}
		c := ask(t, table(t, rows...), Ask{Label: "waiting", Year: 2022, Against: 2021})
		told := slices.ContainsFunc(c.Caveats, func(r Remark) bool { return strings.Contains(r.Text, brought) })
		if strings.Contains(c.Sentence, rests) == both || told == both {
			t.Errorf("both %v: %s %+v", both, c.Sentence, c.Caveats)
		}
	}
}

// TestOneVoice: a review tells of a theme without a clear change that one person
// wrote most of, and not of one that many wrote.
func TestOneVoice(t *testing.T) {
	for by, want := range map[string]bool{"keen": true, "": false} {
		f, _ := waiting(t, table(t, answer{year: 2021, n: 400, hits: 8}, answer{year: 2022, n: 400, hits: 8}, answer{year: 2022, n: 15, hits: 15, by: by})).Find("theme-changes")
		told := slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool {
			return c.Kind == "one-person" && strings.Contains(c.Text, "wrote 15 of the 23 messages that count here in 2022. Without them the share is 2% in 2021 and 2% in 2022.")
		})
		if told != want {
			t.Errorf("by %q: %+v", by, f.Caveats)
		}
	}
}

func TestPossible(t *testing.T) {
	for _, tt := range []struct{ from, low, high, wantLow, wantHigh float64 }{
		{0.02, -0.49, 0.63, -0.02, 0.63}, {0.9, -0.1, 0.3, -0.1, 0.1}, {0, -0.2, 0.2, 0, 0.2}, {0.5, -0.1, 0.1, -0.1, 0.1},
	} {
		e := stats.Estimate{Low: tt.low, High: tt.high, HasInterval: true}
		possible(&e, tt.from)
		if got := [2]float64{e.Low, e.High}; !near(got[0], tt.wantLow) || !near(got[1], tt.wantHigh) {
			t.Errorf("from %v: %v", tt.from, got)
		}
	}
	e := stats.Estimate{Value: 0.1, Low: 0, High: 0.2, HasInterval: true}
	if got := maybe(e); got != "The true change could be anything from no change to a rise of 20 percentage points, so it may be chance." {
		t.Error(got)
	}
}

func near(a, b float64) bool { return a-b < 1e-12 && b-a < 1e-12 }
