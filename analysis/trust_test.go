package analysis

import (
	"context"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/internal/shared"
	"yearbook/analysis/privacy"
	"yearbook/analysis/review"
	"yearbook/analysis/theme"
)

// built reviews real data without looking for themes.
func built(t *testing.T, path string, q review.Question) *finding.Review {
	t.Helper()
	r, err := Read(context.Background(), []string{path}, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rev, err := review.Build(review.Subject{Corpus: r.Corpus, Themes: &theme.Result{}, Names: privacy.Pseudonyms{}, Receipts: r.Receipts}, q)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

// TestAccountsThatStartOrStop: four accounts whose files begin and end at different
// times write more in one year than in the other, and over time; none of it is
// called a change or a trend.
func TestAccountsThatStartOrStop(t *testing.T) {
	dir := shared.Dir(t, "health-tweets")
	for _, year := range []int{2013, 2014, 2015} {
		r := built(t, dir, review.Question{Year: year})
		for _, id := range []string{"messages-per-session", "people-per-session", "trend-messages", "trend-people"} {
			f, ok := r.Find(id)
			if !ok {
				t.Fatalf("%d: no finding %s", year, id)
			}
			if f.Verdict == finding.Rose || f.Verdict == finding.Fell || strings.Contains(f.Sentence, " rose ") || strings.Contains(f.Sentence, " fell ") {
				t.Errorf("%d, %s: %s", year, id, f.Sentence)
			}
			if f.Figure.Kind == finding.ControlChart && slices.ContainsFunc(f.Figure.Series[0].Points, func(p finding.Point) bool { return p.Control.Signal != finding.Usual }) {
				t.Errorf("%d, %s: a step of an account is marked as unusual", year, id)
			}
		}
	}
}

// TestYearsOfAChatPerSession: years with unequal numbers of logged sessions are
// compared session by session.
func TestYearsOfAChatPerSession(t *testing.T) {
	r := built(t, shared.Dir(t, "irc"), review.Question{Year: 2006, Against: 2005})
	f, ok := r.Find("messages-per-session")
	if !ok || !strings.Contains(f.Sentence, "session") || !strings.Contains(f.Method, "per session") {
		t.Errorf("%v: %s", ok, f.Sentence)
	}
	if !slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == "unequal-sessions" }) {
		t.Errorf("caveats: %+v", f.Caveats)
	}
}

// TestMixOfTrusts: waiting seems to rise by half in real feedback, because one of
// two trusts sent in more of it.
func TestMixOfTrusts(t *testing.T) {
	opt := Options{Ingest: ingest.Options{Keep: append([]string{"Timeliness of care"}, review.NotLabelled[:]...)}}
	r, err := Read(context.Background(), []string{shared.Dir(t, "fft") + "/fft_feedback.csv"}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	ask := Ask{Ask: review.Ask{Year: 2022, Against: 2021, Label: "Timeliness of care"}}
	for _, by := range []string{"organisation", "Trust", ""} {
		ask.By = by
		c, err := r.Compare(context.Background(), ask, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Verdict != finding.NoClearChange || c.Headline != "No overall change once the mix of trusts is taken into account" {
			t.Errorf("by %q: %s, %s", by, c.Verdict, c.Headline)
		}
		if *c.Pooled.Low <= 0 || *c.Stratified.Low >= 1 || *c.Stratified.High <= 1 || len(c.Stratified.Strata) != 2 {
			t.Errorf("by %q: %+v", by, c)
		}
	}
}
