package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
)

// TestOverTime: what is said of messages over time, and what is told beside it.
func TestOverTime(t *testing.T) {
	years := func(n func(year, week int) int, held func(int) bool, author func(year, k int) string) []chat {
		var list []chat
		for year := 2011; year <= 2013; year++ {
			c := chat{year: year, held: held, n: func(week int) int { return n(year, week) }}
			if author != nil {
				c.author = func(k int) string { return author(year, k) }
			}
			list = append(list, c)
		}
		return list
	}
	flat := func(year, week int) int { return 30 + (week*7+year)%11 - 5 }
	for _, tt := range []struct {
		name    string
		chats   []chat
		verdict finding.Verdict
		says    string
		caveat  string
		signals bool
	}{
		{"flat", years(flat, always, nil), finding.NoClearChange, "kept within usual variation", "chance-signals", false},
		{"growing", years(func(y, w int) int { return flat(y, w) + (y-2011)*14 + w/4 }, always, nil), finding.Rose, "rose over time", "", true},
		{"falling", years(func(y, w int) int { return flat(y, w) + 50 - (y-2011)*14 - w/4 }, always, nil), finding.Fell, "fell over time", "", true},
		{"one busy evening", years(func(y, w int) int {
			if y == 2012 && w == 20 {
				return 120
			}
			return flat(y, w)
		}, always, nil), finding.NoClearChange, "1 session had unusually many or few messages", "", true},
		{
			"an account that starts", years(func(y, w int) int { return flat(y, w) * (2 + min(1, y/2012)*2) / 2 }, always, func(y, k int) string {
				if y >= 2012 && k%2 == 0 {
					return "newcomer"
				}
				return fmt.Sprintf("p%d", k%12)
			}),
			finding.NoClearChange, "No trend", "joined-or-stopped", false,
		},
		{"few", years(flat, func(w int) bool { return w%15 == 0 }, nil), finding.NoClearChange, "kept within usual variation", "trial-limits", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := review(t, build(t, tt.chats...), Question{Year: 2013, Against: 2012}).Find("trend-messages")
			if !ok {
				t.Fatal("no finding")
			}
			if f.Verdict != tt.verdict || !strings.Contains(f.Headline, tt.says) {
				t.Errorf("%q: %s\n%s", f.Verdict, f.Headline, f.Sentence)
			}
			if tt.caveat != "" && !slices.ContainsFunc(f.Caveats, func(c finding.Caveat) bool { return c.Kind == tt.caveat }) {
				t.Errorf("no caveat %q: %+v", tt.caveat, f.Caveats)
			}
			if got := len(outstanding(f.Figure)) > 0; got != tt.signals {
				t.Errorf("signals: %v; %s", got, f.Sentence)
			}
		})
	}
	if _, ok := review(t, build(t, chat{year: 2012, held: func(w int) bool { return w < 5 }, n: wobble(30)}), Question{}).Find("trend-messages"); ok {
		t.Error("5 sessions were charted")
	}
}

// TestTrendAsked: the charts of one measure, and questions without an answer.
func TestTrendAsked(t *testing.T) {
	c := build(t, chat{year: 2012, held: always, n: wobble(30)}, chat{year: 2013, held: always, n: wobble(30)})
	sub := Subject{Corpus: c, Names: privacy.Pseudonyms{}}
	for _, tt := range []struct {
		measure, chart string
		kind           finding.Kind
	}{
		{"messages", "xmr", finding.ControlChart}, {"messages", "p", finding.ControlChart}, {"messages", "line", finding.LineChart},
		{"people", "xmr", finding.ControlChart}, {"people", "p", ""}, {"theme:none", "p", ""}, {"other", "xmr", ""},
	} {
		sub.Themes = nil
		if strings.HasPrefix(tt.measure, "theme:") {
			sub.Themes = noThemes()
		}
		f, err := Trend(sub, TrendAsk{Measure: tt.measure, Chart: tt.chart})
		if tt.kind == "" {
			if err == nil {
				t.Errorf("%s %s was answered", tt.measure, tt.chart)
			}
			continue
		}
		if err != nil || f.Figure.Kind != tt.kind || len(f.Figure.Series[0].Points) != 104 || len(f.Table.Rows) != 104 {
			t.Errorf("%s %s: %v", tt.measure, tt.chart, err)
		}
	}
}
