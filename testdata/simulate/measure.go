package simulate

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/review"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// Claims is what reviews of many chats claimed.
type Claims struct {
	Chats    int
	Messages int // in which messages per session were said to have changed
	People   int // in which people per session were
	Themes   int // in which a theme was said to have changed that had not
	Return   int // in which the share of people who come back was
	Any      int // in which any of the above was
	Trends   int // in which a trend over sessions was claimed

	ThemesClaimed, ThemesFalse, ThemesTrue int     // themes said to have changed, wrongly and rightly
	Changed                                int     // themes that had changed
	FalseShare                             float64 // mean over chats of the share of wrong claims among those about themes

	// NaiveMessages and NaivePeople are the same by a Poisson test of totals;
	// NaiveThemes, NaiveThemesFalse and NaiveFalseShare by chi-square tests of
	// messages with Benjamini and Hochberg's correction.
	NaiveMessages, NaivePeople, NaiveThemes, NaiveAny, NaiveThemesFalse int
	NaiveFalseShare                                                     float64
}

// Measure reviews chats that draw makes of seeds, on all processors.
func Measure(chats int, draw func(seed uint64) Chat) (Claims, error) {
	all, errs := make([]Claims, chats), make([]error, chats)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for k := int(next.Add(1)) - 1; k < chats; k = int(next.Add(1)) - 1 {
				all[k], errs[k] = one(draw(uint64(k)))
			}
		})
	}
	wg.Wait()
	var sum Claims
	for k, c := range all {
		if errs[k] != nil {
			return sum, errs[k]
		}
		sum.add(c)
	}
	sum.FalseShare /= float64(max(1, chats))
	sum.NaiveFalseShare /= float64(max(1, chats))
	return sum, nil
}

func (c *Claims) add(d Claims) {
	c.Chats += d.Chats
	c.Messages += d.Messages
	c.People += d.People
	c.Themes += d.Themes
	c.Return += d.Return
	c.Any += d.Any
	c.Trends += d.Trends
	c.ThemesClaimed += d.ThemesClaimed
	c.ThemesFalse += d.ThemesFalse
	c.ThemesTrue += d.ThemesTrue
	c.Changed += d.Changed
	c.FalseShare += d.FalseShare
	c.NaiveMessages += d.NaiveMessages
	c.NaivePeople += d.NaivePeople
	c.NaiveThemes += d.NaiveThemes
	c.NaiveAny += d.NaiveAny
	c.NaiveThemesFalse += d.NaiveThemesFalse
	c.NaiveFalseShare += d.NaiveFalseShare
}

// one reviews one chat.
func one(chat Chat) (Claims, error) {
	c, themes, err := chat.Draw()
	if err != nil {
		return Claims{}, err
	}
	r, err := review.Build(review.Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, review.Question{Year: Years[1], Against: Years[0]})
	if err != nil {
		return Claims{}, fmt.Errorf("reviewing the chat: %w", err)
	}
	out := Claims{Chats: 1}
	for _, f := range r.Findings {
		if f.Verdict != finding.Rose && f.Verdict != finding.Fell {
			continue
		}
		switch {
		case f.ID == "messages-per-session":
			out.Messages++
		case f.ID == "people-per-session":
			out.People++
		case f.ID == "retention":
			out.Return++
		case strings.HasPrefix(f.ID, "trend-"):
			out.Trends++
		case strings.HasPrefix(f.ID, "theme-subject-"):
			out.ThemesClaimed++
			var k int
			if _, err := fmt.Sscanf(f.ID, "theme-subject-%d", &k); err == nil && chat.Rise[k] == 0 {
				out.ThemesFalse++
			} else {
				out.ThemesTrue++
			}
		}
	}
	for _, rise := range chat.Rise {
		if rise != 0 {
			out.Changed++
		}
	}
	out.FalseShare = share(out.ThemesFalse, out.ThemesClaimed)
	out.Themes, out.Any = yes(out.ThemesFalse > 0), yes(out.Messages+out.People+out.Return+out.Trends+out.ThemesFalse > 0)
	return out, out.naive(chat, c, themes)
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// naive counts what would be claimed if every message stood for itself.
func (out *Claims) naive(chat Chat, c *corpus.Corpus, themes *theme.Result) error {
	var years [2]corpus.Selection
	var sessions, messages, visits [2]float64
	for y, year := range Years {
		p := corpus.CalendarYear.Year(year, c.Location())
		years[y] = c.In(p)
		ids := c.SessionsIn(p)
		sessions[y], messages[y] = float64(len(ids)), float64(len(years[y]))
		for _, id := range ids {
			visits[y] += float64(len(c.Who(c.Sessions()[id].Messages)))
		}
	}
	out.NaiveMessages = yes(poissonClaims(messages, sessions))
	out.NaivePeople = yes(poissonClaims(visits, sessions))
	p := make([]float64, Themes)
	for k := range p {
		p[k] = 1
		a := stats.Proportion{Hits: len(years[0].And(themes.Themes[k].Messages)), Of: len(years[0])}
		b := stats.Proportion{Hits: len(years[1].And(themes.Themes[k].Messages)), Of: len(years[1])}
		e, err := stats.Newcombe(a, b)
		if err != nil {
			return fmt.Errorf("comparing theme %d: %w", k, err)
		}
		if e.HasP {
			p[k] = e.P
		}
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		return fmt.Errorf("correcting for many themes: %w", err)
	}
	claimed := 0
	for k, q := range adjusted {
		if q < 0.05 {
			claimed++
			if chat.Rise[k] == 0 {
				out.NaiveThemesFalse++
			}
		}
	}
	out.NaiveFalseShare = share(out.NaiveThemesFalse, claimed)
	out.NaiveThemes = yes(out.NaiveThemesFalse > 0)
	out.NaiveAny = yes(out.NaiveMessages+out.NaivePeople+out.NaiveThemes > 0)
	return nil
}

// poissonClaims is the plain Poisson test of two rates per session.
func poissonClaims(n, sessions [2]float64) bool {
	z := math.Log(n[1]/sessions[1]*sessions[0]/n[0]) / math.Sqrt(1/n[0]+1/n[1])
	return math.Abs(z) > 1.96
}
