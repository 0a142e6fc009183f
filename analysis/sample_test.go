package analysis_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"yearbook/analysis"
	"yearbook/analysis/finding"
	"yearbook/analysis/internal/shared"
	"yearbook/testdata/sample"
)

// truth is what the generator of the sample says it planted.
type truth struct {
	Years map[string]struct {
		Sessions         int
		Messages         int
		Placeholders     int
		PerSession       float64 `json:"messages_per_session"`
		PeoplePerSession float64 `json:"people_per_session"`
	}
	Growth struct {
		Messages float64 `json:"messages_per_session_ratio"`
		People   float64 `json:"people_per_session_ratio"`
	}
	Themes []struct {
		Name, Kind string
		Phrases    []string
		Share      map[string]float64
	}
	HeavyPosters []struct{ Name string } `json:"heavy_posters"`
	Newcomers    map[string]int          `json:"newcomers_by_month"`
	QuietMonths  []int                   `json:"quiet_months"`
}

func readTruth(t *testing.T) truth {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared.Root(t), "testdata", "sample", "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tr truth
	if err := json.Unmarshal(data, &tr); err != nil {
		t.Fatal(err)
	}
	return tr
}

// sampleReading reads the sample once for all tests.
var sampleReading = sync.OnceValues(func() (*analysis.Reading, error) {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	paths, err := sample.Write(dir)
	if err != nil {
		return nil, err
	}
	return analysis.Read(context.Background(), paths, analysis.Options{}, nil)
})

func reviewSample(t *testing.T, q analysis.Question) *finding.Review {
	t.Helper()
	r, err := sampleReading()
	if err != nil {
		t.Fatal(err)
	}
	rev, err := r.Review(context.Background(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

func find(t *testing.T, r *finding.Review, id string) *finding.Finding {
	t.Helper()
	f, ok := r.Find(id)
	if !ok {
		t.Fatalf("%s has no finding %q", r.Title, id)
	}
	return f
}

// row finds the row of a table that begins with the label.
func row(t *testing.T, f *finding.Finding, label string) finding.Row {
	t.Helper()
	for _, r := range f.Table.Rows {
		if strings.EqualFold(r.Cells[0].Text, label) {
			return r
		}
	}
	t.Fatalf("finding %q has no row %q", f.ID, label)
	return finding.Row{}
}

// TestSampleCounts: the review counts what the generator wrote. Placeholders
// for pictures are no messages; the blog's 26 are outside the truth's years.
func TestSampleCounts(t *testing.T) {
	tr := readTruth(t)
	f := find(t, reviewSample(t, analysis.Question{Year: 2013}), "years")
	for name, want := range tr.Years {
		r := row(t, f, name)
		if got := int(r.Cells[1].Value); got != want.Sessions {
			t.Errorf("%s: %d sessions, the truth is %d", name, got, want.Sessions)
		}
		messages := want.Messages - want.Placeholders
		if name == "2013" {
			messages += 26
		}
		if got := int(r.Cells[2].Value); got != messages {
			t.Errorf("%s: %d messages, the truth is %d", name, got, messages)
		}
	}
}

func TestPlantedGrowthIsFound(t *testing.T) {
	tr := readTruth(t)
	r := reviewSample(t, analysis.Question{Year: 2013, Against: 2012})
	for id, want := range map[string]struct{ ratio, before, now float64 }{
		"messages-per-session": {tr.Growth.Messages, tr.Years["2012"].PerSession, tr.Years["2013"].PerSession},
		"people-per-session":   {tr.Growth.People, tr.Years["2012"].PeoplePerSession, tr.Years["2013"].PeoplePerSession},
	} {
		f := find(t, r, id)
		if f.Verdict != finding.Rose {
			t.Errorf("%s: verdict %q, growth was planted", id, f.Verdict)
		}
		before, now := row(t, f, "2012").Cells[2].Value, row(t, f, "2013").Cells[2].Value
		if math.Abs(before-want.before) > 0.6 || math.Abs(now-want.now) > 0.6 {
			t.Errorf("%s: means %.2f and %.2f, the truth is %.2f and %.2f", id, before, now, want.before, want.now)
		}
		if math.Abs(now/before-want.ratio) > 0.02 {
			t.Errorf("%s: ratio %.3f, the truth is %.3f", id, now/before, want.ratio)
		}
	}
}

func TestPlantedThemesAreFound(t *testing.T) {
	tr := readTruth(t)
	r := reviewSample(t, analysis.Question{Year: 2013, Against: 2012})
	changes := find(t, r, "theme-changes")
	verdicts := map[string]string{}
	for _, row := range changes.Table.Rows {
		verdicts[strings.ToLower(row.Cells[0].Text)] = row.Cells[len(row.Cells)-1].Text
	}
	want := map[string]finding.Verdict{"rising": finding.Rose, "falling": finding.Fell, "steady": finding.NoClearChange}
	for _, th := range tr.Themes {
		got, ok := verdicts[th.Name]
		switch {
		case ok && got != string(want[th.Kind]):
			t.Errorf("theme %q is %s, the review says %q", th.Name, th.Kind, got)
		case !ok && (th.Kind != "steady" || th.Name == "patient feedback"):
			t.Errorf("theme %q, which is %s, was not found among %v", th.Name, th.Kind, verdicts)
		}
	}
	for label, v := range verdicts { // nothing else was planted
		planted := slices.ContainsFunc(tr.Themes, func(th struct {
			Name, Kind string
			Phrases    []string
			Share      map[string]float64
		}) bool {
			return th.Kind != "steady" && (th.Name == label || slices.Contains(th.Phrases, label))
		})
		if !planted && v != string(finding.NoClearChange) && v != string(finding.TooFew) {
			t.Errorf("the review claims that %q %s, which was not planted", label, v)
		}
	}
}

func TestNothingIsClaimedWhereNothingWasPlanted(t *testing.T) {
	r := reviewSample(t, analysis.Question{Year: 2012, Against: 2011})
	for _, id := range []string{"messages-per-session", "people-per-session", "theme-changes"} {
		if f := find(t, r, id); f.Verdict != finding.NoClearChange {
			t.Errorf("%s: verdict %q between 2011 and 2012: %s", id, f.Verdict, f.Sentence)
		}
	}
	for _, f := range r.Findings {
		for _, c := range f.Caveats {
			if c.Kind == "mix-moved" || c.Kind == "partial-year" {
				t.Errorf("%s: caveat %q although neither was planted", f.ID, c.Text)
			}
		}
	}
}

func TestPlantedPeopleAreFound(t *testing.T) {
	tr := readTruth(t)
	r := reviewSample(t, analysis.Question{Year: 2013, Against: 2012, Names: true})
	posters := find(t, r, "heavy-posters")
	var top []string
	for _, row := range posters.Table.Rows[:len(tr.HeavyPosters)] {
		top = append(top, row.Cells[0].Text)
	}
	for _, p := range tr.HeavyPosters {
		if !slices.Contains(top, p.Name) {
			t.Errorf("heavy poster %q is not among the first five: %q", p.Name, top)
		}
	}
	for _, year := range []int{2012, 2013} {
		f := find(t, reviewSample(t, analysis.Question{Year: year}), "newcomers-by-month")
		for _, row := range f.Table.Rows[1:] {
			if row.Cells[1].Value >= f.Table.Rows[0].Cells[1].Value {
				t.Errorf("most newcomers of %d were planted in January, the review counts %v there and %v in %s", year, f.Table.Rows[0].Cells[1].Value, row.Cells[1].Value, row.Cells[0].Text)
			}
		}
		// They come often, and whoever comes often is first seen in January anyway.
		if f.Verdict == finding.StandsOut {
			t.Errorf("January %d is said to stand out", year)
		}
	}
	f := find(t, reviewSample(t, analysis.Question{Year: 2011}), "newcomers-by-month")
	if f.Verdict == finding.StandsOut || len(f.Caveats) == 0 {
		t.Errorf("in the first year everyone is new, but the review says %q without a caveat", f.Headline)
	}
}

func TestPlantedSummerIsFound(t *testing.T) {
	tr := readTruth(t)
	f := find(t, reviewSample(t, analysis.Question{Year: 2013}), "months")
	for k, row := range f.Table.Rows {
		got, quiet := row.Cells[len(row.Cells)-1].Text, slices.Contains(tr.QuietMonths, k+1)
		if quiet != (got == string(finding.Fell)) {
			t.Errorf("%s: %q, quiet in truth: %v", row.Cells[0].Text, got, quiet)
		}
		if got == string(finding.Rose) {
			t.Errorf("%s is called busy, which was not planted", row.Cells[0].Text)
		}
	}
}

// TestNoNamesUnlessAsked: a review for export holds no name of any participant.
func TestNoNamesUnlessAsked(t *testing.T) {
	reading, err := sampleReading()
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	r := reviewSample(t, analysis.Question{Year: 2013})
	for _, f := range r.Findings {
		words.WriteString(f.Headline + "\n" + f.Sentence + "\n" + f.AltText + "\n" + f.Method + "\n")
		for _, row := range f.Table.Rows {
			for _, c := range row.Cells {
				words.WriteString(c.Text + "\n")
			}
		}
		if f.Figure != nil {
			for _, s := range f.Figure.Series {
				for _, p := range s.Points {
					words.WriteString(p.Label + "\n" + p.Note + "\n")
				}
			}
		}
	}
	text := strings.ToLower(words.String())
	for _, p := range reading.Corpus.People() {
		if strings.Contains(text, p.Key) {
			t.Errorf("the review names %q", p.Name)
		}
	}
}

// TestFindingsAreWhole: every finding has what every view relies on.
func TestFindingsAreWhole(t *testing.T) {
	for _, q := range []analysis.Question{{Year: 2013}, {Year: 2012}, {Year: 2011}, {Calendar: 1, Year: 2012}} {
		r := reviewSample(t, q)
		ids := map[string]bool{}
		for _, f := range r.Findings {
			if ids[f.ID] {
				t.Errorf("%s: two findings are called %q", r.Title, f.ID)
			}
			ids[f.ID] = true
			checkFinding(t, r.Title, f)
		}
		if len(r.Summary) < 5 {
			t.Errorf("%s: the summary has only %d lines", r.Title, len(r.Summary))
		}
		for _, l := range r.Summary {
			if !ids[l.Finding] {
				t.Errorf("%s: the summary points to %q, which is not there", r.Title, l.Finding)
			}
		}
	}
}

func checkFinding(t *testing.T, title string, f finding.Finding) {
	t.Helper()
	if n := len(strings.Fields(f.Headline)); n == 0 || n > 10 {
		t.Errorf("%s: headline of %q has %d words: %s", title, f.ID, n, f.Headline)
	}
	for name, s := range map[string]string{"sentence": f.Sentence, "method": f.Method, "alt text": f.AltText} {
		if !strings.HasSuffix(s, ".") || strings.Contains(s, "  ") || strings.Contains(s, "..") || strings.Contains(s, "%!") {
			t.Errorf("%s: %s of %q is no sentence: %q", title, name, f.ID, s)
		}
	}
	if strings.Contains(f.Sentence, " P ") || strings.Contains(f.Sentence, "NaN") {
		t.Errorf("%s: sentence of %q: %q", title, f.ID, f.Sentence)
	}
	if f.Selection.Len() == 0 {
		t.Errorf("%s: %q has no messages behind it", title, f.ID)
	}
	for _, row := range f.Table.Rows {
		if len(row.Cells) != len(f.Table.Columns) {
			t.Errorf("%s: a row of %q has %d cells for %d columns", title, f.ID, len(row.Cells), len(f.Table.Columns))
		}
	}
	if f.Figure == nil {
		return
	}
	for _, s := range f.Figure.Series {
		for _, p := range s.Points {
			if math.IsNaN(p.Y) || math.IsInf(p.Y, 0) || math.IsNaN(p.X) {
				t.Errorf("%s: point %q of %q is not a number", title, p.Label, f.ID)
			}
			if !slices.IsSorted(p.Selection) {
				t.Errorf("%s: the messages of %q in %q are out of order", title, p.Label, f.ID)
			}
			if f.Figure.Kind == finding.BarChart && f.Figure.Y.Unit == finding.Count && f.ID == "years" && int(p.Y) != p.Selection.Len() {
				t.Errorf("%s: bar %q says %v, but %d messages are behind it", title, p.Label, p.Y, p.Selection.Len())
			}
		}
	}
}

// TestReviewIsCancelled: a cancelled review ends with the context's error.
func TestReviewIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	paths, err := sample.Write(dir)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := analysis.Read(ctx, paths, analysis.Options{}, func(analysis.Progress) { cancel() }); err == nil {
		if _, err := r.Review(ctx, analysis.Question{}, nil); err != context.Canceled {
			t.Errorf("review after cancel: %v", err)
		}
	} else if err != context.Canceled {
		t.Errorf("reading after cancel: %v", err)
	}
}
