package review

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/privacy"
)

// TestSeasons: a month is busy or quiet only where it is so in two years; a step, a
// growing chat or one odd session makes no season.
func TestSeasons(t *testing.T) {
	flat := func(year, week int) int { return 30 + (week*7+year*5)%11 - 5 }
	month := func(week int) time.Month { return time.Date(2012, 1, 5+7*week, 0, 0, 0, 0, time.UTC).Month() }
	for _, tt := range []struct {
		name    string
		n       func(year, week int) int
		years   int
		says    string
		verdict finding.Verdict
	}{
		{"flat", flat, 2, "No month stands out", finding.NoClearChange},
		{"a quiet August", func(y, w int) int {
			if month(w) == time.August {
				return flat(y, w) / 2
			}
			return flat(y, w)
		}, 2, "August is quieter than other months", finding.StandsOut},
		{"a busy May in a growing chat", func(y, w int) int {
			if month(w) == time.May {
				return 2 * flat(y, w) * (y - 2010)
			}
			return flat(y, w) * (y - 2010)
		}, 3, "May is busier than other months", finding.StandsOut},
		{"a busy May once", func(y, w int) int {
			if month(w) == time.May && y == 2012 {
				return 3 * flat(y, w)
			}
			return flat(y, w)
		}, 2, "No month stands out", finding.NoClearChange},
		{"one session", func(y, w int) int {
			if w == 19 && y == 2013 {
				return 278
			}
			return flat(y, w)
		}, 2, "No month stands out", finding.NoClearChange},
		{"a step", func(y, w int) int {
			if w >= 22 && y == 2013 {
				return 2 * flat(y, w)
			}
			return flat(y, w)
		}, 2, "No month stands out", finding.NoClearChange},
		{"one year", flat, 1, "One year cannot show", finding.TooFew},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var chats []chat
			for y := 2014 - tt.years; y <= 2013; y++ {
				chats = append(chats, chat{year: y, held: always, n: func(w int) int { return tt.n(y, w) }})
			}
			f, ok := review(t, build(t, chats...), Question{Year: 2013}).Find("months")
			if !ok || !strings.HasPrefix(f.Headline, tt.says) || f.Verdict != tt.verdict {
				t.Errorf("%q: %s. %s", f.Verdict, f.Headline, f.Sentence)
			}
			if tt.verdict == finding.StandsOut && !strings.Contains(f.Sentence, "messages than those in other months of the same year") {
				t.Error(f.Sentence)
			}
		})
	}
}

// daysOf is talk on every day from the first day on, n messages a day by people in
// turn.
func daysOf(from time.Time, days, n int) []corpus.Record {
	var out []corpus.Record
	for d := range days {
		for k := range n + d%3 {
			at := from.AddDate(0, 0, d).Add(time.Duration(9+k) * time.Hour)
			out = append(out, corpus.Record{Row: len(out) + 1, Time: at.UnixMilli(), Author: fmt.Sprintf("p%d", (d+k)%17), Text: fmt.Sprintf("message %d", len(out)), Channel: corpus.Chat})
		}
	}
	return out
}

// TestEndWeeks: a week in the middle of which the files begin or end is no quiet
// week; whole ones stay, and so do weeks without a weekend nobody writes on.
func TestEndWeeks(t *testing.T) {
	saturday, monday := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2011, 1, 3, 0, 0, 0, 0, time.UTC)
	office := daysOf(monday, 7*52-2, 6)
	kept := office[:0]
	for _, r := range office {
		if d := time.UnixMilli(r.Time).UTC().Weekday(); d != time.Saturday && d != time.Sunday {
			kept = append(kept, r)
		}
	}
	for _, tt := range []struct {
		name    string
		records []corpus.Record
		weeks   int
		told    bool
	}{
		{"cut off at both ends", daysOf(saturday, 2+7*51+1, 6), 51, true},
		{"whole weeks", daysOf(monday, 7*51, 6), 51, false},
		{"an office that ends on a Friday", kept, 52, false},
	} {
		r := review(t, corpusOf(t, "a.txt", tt.records), Question{Year: 2011})
		f, ok := r.Find("trend-messages")
		if !ok || len(f.Figure.Series[0].Points) != tt.weeks || hasCaveat(f, "part-week") != tt.told {
			t.Errorf("%s: %d weeks, %+v", tt.name, len(f.Figure.Series[0].Points), f.Caveats)
		}
		if strings.Contains(f.Sentence, "Unusually low") {
			t.Errorf("%s: %s", tt.name, f.Sentence)
		}
	}
}

func hasCaveat(f *finding.Finding, kind string) bool {
	for _, c := range f.Caveats {
		if c.Kind == kind {
			return true
		}
	}
	return false
}

// TestRunsByChance: of many sessions some lie in runs although nothing changed; one
// spike makes none; a step does.
func TestRunsByChance(t *testing.T) {
	uneven := func(week int) int { return 30 + (week*week*13+week*7)%17 - 8 }
	for _, tt := range []struct {
		name string
		n    func(year, week int) int
		runs bool
	}{
		{"stable", func(y, w int) int { return uneven(w + 52*(y-2012)) }, false},
		{"one run of 8", func(y, w int) int {
			if y == 2012 && w >= 20 && w < 28 {
				return 31 + w%3
			}
			return uneven(w + 52*(y-2012))
		}, false},
		{"one spike", func(y, w int) int {
			if y == 2012 && w == 20 {
				return 700
			}
			return uneven(w + 52*(y-2012))
		}, false},
		{"a step", func(y, w int) int { return uneven(w) + 12*(y-2012) }, true},
	} {
		f, ok := review(t, build(t, chat{year: 2012, held: always, n: func(w int) int { return tt.n(2012, w) }},
			chat{year: 2013, held: always, n: func(w int) int { return tt.n(2013, w) }}), Question{Year: 2013}).Find("trend-messages")
		if !ok || strings.Contains(f.Sentence, " in runs") != tt.runs || strings.Contains(f.Sentence, "seldom makes") {
			t.Errorf("%s: %s. %s", tt.name, f.Headline, f.Sentence)
		}
	}
}

// TestNewcomersOfAPool: regulars of a year who are seen first in its first sessions
// make no January; many who come in June do; few newcomers are not judged.
func TestNewcomersOfAPool(t *testing.T) {
	pool := func(of func(year, week, k int) string) *corpus.Corpus {
		var chats []corpus.Record
		for _, y := range []int{2012, 2013} {
			for week := range 50 {
				start := time.Date(y, 1, 5, 20, 0, 0, 0, time.UTC).AddDate(0, 0, 7*week)
				for k := range 12 {
					chats = append(chats, corpus.Record{Row: len(chats) + 1, Time: start.Add(time.Duration(k) * time.Minute).UnixMilli(),
						Author: of(y, week, k), Text: fmt.Sprintf("message %d", len(chats)), Channel: corpus.Chat})
				}
			}
		}
		return corpusOf(t, "a.txt", chats)
	}
	for _, tt := range []struct {
		name    string
		of      func(year, week, k int) string
		verdict finding.Verdict
		says    string
	}{
		{"a pool of regulars that is new each year", func(y, w, k int) string { return fmt.Sprintf("%d-%d", y, (w*12*7+k*5)%40) }, finding.NoClearChange,
			"joined in January, which is not clearly more than could be expected. Those who come often are seen first in the first sessions."},
		{"many come in June", func(y, w, k int) string {
			if y == 2013 && k < 8 && w >= 21 && w < 25 {
				return fmt.Sprintf("june-%d-%d", w, k)
			}
			return fmt.Sprintf("%d", (w*5+k)%40)
		}, finding.StandsOut, "joined in June, more than an even spread"},
		{"a handful", func(y, w, k int) string {
			if y == 2013 && k == 0 && w < 5 {
				return fmt.Sprintf("new-%d", w)
			}
			return fmt.Sprintf("%d", (w*5+k)%40)
		}, finding.TooFew, "too few to say"},
	} {
		f, ok := review(t, pool(tt.of), Question{Year: 2013}).Find("newcomers-by-month")
		if !ok || f.Verdict != tt.verdict || !strings.Contains(f.Sentence, tt.says) {
			t.Errorf("%s: %q %s. %s %+v", tt.name, f.Verdict, f.Headline, f.Sentence, f.Table)
		}
	}
	// Of the first year nothing is claimed, and not that it is as expected either.
	june := func(y, w, k int) string {
		if k < 8 && w >= 21 && w < 25 {
			return fmt.Sprintf("june-%d-%d", w, k)
		}
		return fmt.Sprintf("%d", k)
	}
	if f, _ := review(t, pool(june), Question{Year: 2012}).Find("newcomers-by-month"); f.Verdict != finding.NoClearChange || strings.Contains(f.Sentence, "expected") {
		t.Errorf("the first year: %q %s", f.Verdict, f.Sentence)
	}
}

// TestPartsOfYears: how the talking is shared is compared over the part of the year
// that both years cover, and nobody has lapsed from a year that is not over.
func TestPartsOfYears(t *testing.T) {
	whole := chat{year: 2012, held: always, n: wobble(30)}
	for _, tt := range []struct {
		name string
		held func(int) bool
		part bool
	}{{"to May", func(w int) bool { return w < 19 }, true}, {"whole", always, false}} {
		r := review(t, build(t, whole, chat{year: 2013, held: tt.held, n: wobble(30)}), Question{Year: 2013})
		c, _ := r.Find("concentration")
		n, _ := r.Find("newcomers")
		if strings.Contains(c.Sentence, "In the same part of 2012") != tt.part || hasCaveat(n, "not-over") != tt.part {
			t.Errorf("%s: %s %+v", tt.name, c.Sentence, n.Caveats)
		}
		if got := n.Table.Rows[1].Cells[4].Text == "[x]"; got != tt.part {
			t.Errorf("%s: lapsed %q", tt.name, n.Table.Rows[1].Cells[4].Text)
		}
	}
}

// TestMixedOrders: where a file mixes two orders of dates and some could be either,
// the review says so and shows no months.
func TestMixedOrders(t *testing.T) {
	c := build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)})
	for _, doubtful := range []int{0, 110} {
		rec := ingest.Receipt{Path: "0.txt", Rows: 1560, DateOrder: ingest.DateDecision{Order: "day first", Groups: []ingest.DateGroup{
			{Order: "day first", Rows: 1300, Proven: 900, Ambiguous: 400}, {Order: "month first", Rows: 244, Proven: 134, Ambiguous: doubtful},
		}}}
		r, err := Build(Subject{Corpus: c, Themes: noThemes(), Names: privacy.Pseudonyms{}, Receipts: []ingest.Receipt{rec}}, Question{})
		if err != nil {
			t.Fatal(err)
		}
		f, _ := r.Find("sources")
		if _, months := r.Find("months"); hasCaveat(f, "date-order") != (doubtful > 0) || months != (doubtful == 0) {
			t.Errorf("%d doubtful: %+v, months %v", doubtful, f.Caveats, months)
		}
		if got := f.Table.Rows[0].Cells[6].Text; got != "two orders, 244 of them month first" {
			t.Error(got)
		}
	}
}
