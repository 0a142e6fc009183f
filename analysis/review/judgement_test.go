package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// answer is some rows of an invented table: n answers of a trust in a year, of
// which hits have the label, by people who each give so many.
type answer struct {
	year, n, hits int
	trust         string
	each          int    // answers of one person; 0 is one
	text          string // the same for all with the label; "" gives each its own
	marks         corpus.Marks
	by            string // one person for all
}

func table(t *testing.T, rows ...answer) *corpus.Corpus {
	t.Helper()
	var records []corpus.Record
	people := 0
	for _, a := range rows {
		for k := range a.n {
			if a.each == 0 || k%a.each == 0 {
				people++
			}
			r := corpus.Record{
				Row: len(records) + 1, ID: fmt.Sprint(len(records)), Author: fmt.Sprintf("r%d", people), Channel: "comment",
				Time: time.Date(a.year, 1, 2+k%360, 12, 0, 0, 0, time.UTC).UnixMilli(), Organisation: a.trust, Marks: a.marks,
				Text: fmt.Sprintf("my own words number %d", len(records)), Extra: []string{""},
			}
			if a.by != "" {
				r.Author = a.by
			}
			if k < a.hits {
				r.Extra[0] = "1"
				if a.text != "" {
					r.Text = a.text + fmt.Sprintf(" in town%d", k)
				}
			}
			records = append(records, r)
		}
	}
	return corpusOf(t, "table.csv", records, "Waiting")
}

const letter = "please keep the walk-in clinic at the old hospital open for all of us"

// TestJudgement: what a share may be said to have done, and what readers are told
// beside it.
func TestJudgement(t *testing.T) {
	for _, tt := range []struct {
		name    string
		rows    []answer
		verdict finding.Verdict
		says    string   // in the headline
		fires   []string // kinds of caveat
		not     []string
	}{
		{
			"a plain rise", []answer{{year: 2021, n: 400, hits: 40}, {year: 2022, n: 400, hits: 90}},
			finding.Rose, "rose since 2021", nil,
			[]string{"mix-moved", "over-dispersion", "small-base", "one-person", "campaign", "strata-differ", "left-out", "not-in-both-years", "partial-year"},
		},
		{"a plain fall", []answer{{year: 2021, n: 400, hits: 90}, {year: 2022, n: 400, hits: 40}}, finding.Fell, "fell since 2021", nil, nil},
		{"much the same", []answer{{year: 2021, n: 400, hits: 80}, {year: 2022, n: 400, hits: 84}}, finding.NoClearChange, "No clear change", nil, nil},
		{"small", []answer{{year: 2021, n: 40, hits: 1}, {year: 2022, n: 40, hits: 7}}, finding.TooFew, "Too few", []string{"small-base"}, nil},
		{
			"only the mix moved", []answer{
				{year: 2021, n: 400, hits: 20, trust: "A"}, {year: 2021, n: 100, hits: 40, trust: "B"},
				{year: 2022, n: 100, hits: 5, trust: "A"}, {year: 2022, n: 400, hits: 160, trust: "B"},
			},
			finding.NoClearChange, "No overall change once the mix of organisations is taken into account", []string{"mix-moved"}, []string{"strata-differ"},
		},
		{
			"the mix stayed", []answer{
				{year: 2021, n: 300, hits: 15, trust: "A"}, {year: 2021, n: 300, hits: 120, trust: "B"},
				{year: 2022, n: 300, hits: 15, trust: "A"}, {year: 2022, n: 300, hits: 120, trust: "B"},
			},
			finding.NoClearChange, "No clear change", nil, []string{"mix-moved"},
		},
		{
			"the mix moved and all rose", []answer{
				{year: 2021, n: 600, hits: 60, trust: "A"}, {year: 2021, n: 200, hits: 60, trust: "B"},
				{year: 2022, n: 200, hits: 50, trust: "A"}, {year: 2022, n: 600, hits: 300, trust: "B"},
			},
			finding.Rose, "rose in every organisation", []string{"mix-moved"}, nil,
		},
		{
			"the mix hides a rise", []answer{
				{year: 2021, n: 100, hits: 5, trust: "A"}, {year: 2021, n: 700, hits: 280, trust: "B"},
				{year: 2022, n: 700, hits: 140, trust: "A"}, {year: 2022, n: 300, hits: 180, trust: "B"},
			},
			finding.Rose, "rose in every organisation", []string{"mix-moved"}, nil,
		},
		{
			"one up, one down", []answer{
				{year: 2021, n: 500, hits: 50, trust: "A"}, {year: 2021, n: 300, hits: 150, trust: "B"},
				{year: 2022, n: 300, hits: 90, trust: "A"}, {year: 2022, n: 500, hits: 125, trust: "B"},
			},
			finding.NoClearChange, "rose in some organisations and fell in others", []string{"strata-differ"}, nil,
		},
		{
			"one up, one down, the same mix", []answer{
				{year: 2021, n: 300, hits: 30, trust: "A"}, {year: 2021, n: 300, hits: 90, trust: "B"},
				{year: 2022, n: 300, hits: 90, trust: "A"}, {year: 2022, n: 300, hits: 30, trust: "B"},
			},
			finding.NoClearChange, "rose in some organisations and fell in others", []string{"strata-differ"}, []string{"mix-moved"},
		},
		{
			"one up, one as it was, the same mix", []answer{
				{year: 2021, n: 300, hits: 30, trust: "A"}, {year: 2021, n: 300, hits: 60, trust: "B"},
				{year: 2022, n: 300, hits: 110, trust: "A"}, {year: 2022, n: 300, hits: 60, trust: "B"},
			},
			finding.Rose, "rose since 2021", []string{"strata-differ"}, []string{"mix-moved", "one-person"},
		},
		{
			"nothing before, and the mix moved", []answer{
				{year: 2021, n: 600, trust: "A"}, {year: 2021, n: 200, trust: "B"},
				{year: 2022, n: 200, hits: 30, trust: "A"}, {year: 2022, n: 600, hits: 90, trust: "B"},
			},
			finding.Rose, "rose in every organisation", []string{"mix-moved"}, []string{"strata-differ"},
		},
		{
			"a trust that joins", []answer{
				{year: 2021, n: 300, hits: 30, trust: "A"}, {year: 2022, n: 300, hits: 30, trust: "A"}, {year: 2022, n: 200, hits: 120, trust: "B"},
			},
			finding.NoClearChange, "No overall change", []string{"mix-moved", "not-in-both-years"}, nil,
		},
		{"several answers each", []answer{{year: 2021, n: 400, hits: 40, each: 5}, {year: 2022, n: 400, hits: 60, each: 5}}, finding.NoClearChange, "No clear change", []string{"over-dispersion"}, nil},
		{
			"one person", []answer{{year: 2021, n: 300, hits: 20}, {year: 2022, n: 300, hits: 20}, {year: 2022, n: 60, hits: 60, by: "keen"}},
			finding.NoClearChange, "No clear change", []string{"one-person"}, nil, // the interval alone says so
		},
		{
			"a campaign", []answer{{year: 2021, n: 400, hits: 20}, {year: 2022, n: 340, hits: 20}, {year: 2022, n: 60, hits: 60, text: letter}},
			finding.NoClearChange, "repeated voices are taken out", []string{"campaign"}, []string{"one-person"},
		},
		{"answers that say nothing", []answer{{year: 2021, n: 400, hits: 40}, {year: 2022, n: 400, hits: 90}, {year: 2022, n: 50, marks: corpus.NonAnswer}}, finding.Rose, "rose", []string{"left-out"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := ask(t, table(t, tt.rows...), Ask{Label: "waiting", Year: 2022, Against: 2021})
			if c.Verdict != tt.verdict || !strings.Contains(c.Headline, tt.says) {
				t.Errorf("%q: %s\n%s", c.Verdict, c.Headline, c.Sentence)
			}
			var got []string
			for _, r := range c.Caveats {
				got = append(got, r.Kind)
			}
			for _, kind := range tt.fires {
				if !slices.Contains(got, kind) {
					t.Errorf("no caveat %q: %v", kind, got)
				}
			}
			for _, kind := range tt.not {
				if slices.Contains(got, kind) {
					t.Errorf("caveat %q: %v", kind, got)
				}
			}
		})
	}
}

// TestOnePerson: a claim that rests on one person among many is taken back, and
// one that does not is not.
func TestOnePerson(t *testing.T) {
	for _, tt := range []struct {
		keen, others int
		want         finding.Verdict
		told         bool
	}{{12, 25, finding.NoClearChange, true}, {2, 70, finding.Rose, false}} {
		rows := []answer{{year: 2021, n: 400, hits: 20}, {year: 2022, n: 380, hits: tt.others}, {year: 2022, n: tt.keen, hits: tt.keen, by: "keen"}}
		x, hits, change := waitingShare(t, rows...)
		// As if every answer stood for itself, so that one person can make a claim.
		change.Pooled.P, change.Pooled.Low = 0.001, 0.001
		told, found, holds := x.onePerson(hits, &change, 1)
		if found != tt.told || holds != (tt.want == finding.Rose) {
			t.Errorf("keen %d: found %v, holds %v: %s", tt.keen, found, holds, told.Text)
		}
	}
}

// TestRepeated: texts sent in by several accounts in nearly the same words are
// found, and others are not.
func TestRepeated(t *testing.T) {
	c := table(t,
		answer{year: 2021, n: 10, hits: 10, text: letter},
		answer{year: 2021, n: 5, hits: 5, text: "thanks"},                                          // too short to be a form letter
		answer{year: 2021, n: 8, hits: 8, text: "the same long words by one person only", by: "x"}, // one account
		answer{year: 2021, n: 30})
	s, err := newScope(Subject{Corpus: c, Names: privacy.Pseudonyms{}}, Question{})
	if err != nil {
		t.Fatal(err)
	}
	again, biggest := s.repeated(c.All())
	if len(again) != 9 || biggest.people != 10 || biggest.texts != 1 {
		t.Errorf("%d repeats, %+v", len(again), biggest)
	}
}

// TestLeadersInACrowd: where thousands of texts hold the same few words, as those of
// a theme do, one that repeats another is still found, and the others stay apart.
func TestLeadersInACrowd(t *testing.T) {
	var prints [][]uint64
	for k := range 3000 {
		w := func(j int) string {
			return strings.Repeat(string(rune('a'+j)), 1+k%17) + fmt.Sprintf("%c%c", 'a'+k/17%26, 'a'+k/442)
		}
		prints = append(prints, shingles(fmt.Sprintf("%s %s the waiting room is %s %s %s", w(0), w(1), w(2), w(3), w(4))))
	}
	again := len(prints)
	prints = append(prints, prints[2500])
	for k, l := range leaders(prints) {
		switch {
		case k == again && l != 2500:
			t.Errorf("the text that repeats 2500 is said to repeat %d", l)
		case k < again && l != k:
			t.Errorf("text %d is said to repeat %d", k, l)
		}
	}
}

// TestRateCaveats: each caveat of counts per session appears where it should and
// nowhere else.
func TestRateCaveats(t *testing.T) {
	plain := func(y int) chat { return chat{year: y, held: always, n: wobble(30)} }
	bursts := func(week int) int { return []int{6, 90, 30}[week*5%3] + week*7%11 }
	waves := func(week int) int {
		return 40 + []int{0, 10, 18, 22, 18, 10, 0, -10, -18, -22, -18, -10}[week/2%12] + week*7%11 - 5
	}
	away := func(week int) int {
		if week >= 30 && week <= 34 || week >= 50 || week == 0 {
			return 8
		}
		return wobble(40)(week)
	}
	for _, tt := range []struct {
		name  string
		chats []chat
		want  string
	}{
		{"alike", []chat{plain(2012), plain(2013)}, ""},
		{"bursts", []chat{{year: 2012, held: always, n: bursts}, {year: 2013, held: always, n: bursts}}, "over-dispersion"},
		{"waves", []chat{{year: 2012, held: always, n: waves}, {year: 2013, held: always, n: waves}}, "autocorrelation"},
		{"holidays", []chat{{year: 2012, held: always, n: away}, {year: 2013, held: always, n: away}}, "quiet-holidays"},
		{"reposts", []chat{{year: 2012, held: always, n: wobble(30), reposts: 4}, {year: 2013, held: always, n: wobble(30), reposts: 4}}, "reposts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := review(t, build(t, tt.chats...), Question{Year: 2013, Against: 2012}).Find("messages-per-session")
			if !ok {
				t.Fatal("no finding")
			}
			for _, kind := range [...]string{"over-dispersion", "autocorrelation", "quiet-holidays", "reposts"} {
				has := slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == kind })
				if kind == tt.want && !has || tt.want == "" && has {
					t.Errorf("caveat %q: %v; %+v", kind, has, f.Caveats)
				}
			}
		})
	}
}

// TestDateOrder: where nothing settles the order of day and month, months are not
// shown and it is said; where a row settles it they are.
func TestDateOrder(t *testing.T) {
	c := build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)})
	for _, tt := range []struct {
		receipt ingest.Receipt
		told    bool
	}{
		{ingest.Receipt{Path: "0.txt", Rows: 100, DateOrder: ingest.DateDecision{Order: "day first", Ambiguous: 100}}, true},
		{ingest.Receipt{Path: "0.txt", Rows: 100, DateOrder: ingest.DateDecision{Order: "day first", Ambiguous: 40}}, false},
		{ingest.Receipt{Path: "0.txt", Rows: 100, DateOrder: ingest.DateDecision{Order: "day first", Ambiguous: 40, Weak: true}}, true}, // the other rows are no messages
		{ingest.Receipt{Path: "0.txt", Rows: 100, DateOrder: ingest.DateDecision{Order: "day first", Ambiguous: 40, Groups: []ingest.DateGroup{{Ambiguous: 40}, {Proven: 60}}}}, true},
	} {
		r, err := Build(Subject{Corpus: c, Themes: &theme.Result{Read: c.All()}, Names: privacy.Pseudonyms{}, Receipts: []ingest.Receipt{tt.receipt}}, Question{})
		if err != nil {
			t.Fatal(err)
		}
		f, _ := r.Find("sources")
		told := slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == "date-order" })
		_, months := r.Find("months")
		if told != tt.told || months == tt.told {
			t.Errorf("%+v: told %v, months shown %v", tt.receipt.DateOrder, told, months)
		}
	}
}

// TestManyThemes: themes are compared with a word on their number.
func TestManyThemes(t *testing.T) {
	c := build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)})
	for n, want := range map[int]bool{0: false, 3: true} {
		themes := &theme.Result{Read: c.All()}
		for k := range n {
			themes.Themes = append(themes.Themes, theme.Theme{ID: fmt.Sprint(k), Label: fmt.Sprintf("subject %d", k), Messages: c.All().Filter(func(i int) bool { return i%(7+k) == 0 })})
		}
		r, err := Build(Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, Question{})
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for _, f := range r.Findings {
			told = told || slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == "many-themes" })
		}
		if told != want {
			t.Errorf("%d themes: told %v", n, told)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, day := range []string{"2012-04-08", "2013-03-31", "2021-04-04", "2022-04-17", "2038-04-25"} {
		want, err := time.Parse("2006-01-02", day)
		if err != nil {
			t.Fatal(err)
		}
		if got := easterSunday(want.Year(), time.UTC); !got.Equal(want) {
			t.Errorf("Easter of %d is %s, want %s", want.Year(), got.Format("2006-01-02"), day)
		}
	}
}
