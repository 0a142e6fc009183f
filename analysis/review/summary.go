package review

import (
	"strings"

	"yearbook/analysis/finding"
)

// mostLines is the length of the summary.
const mostLines = 7

// mostChanged is how many changed themes the summary names one by one.
const mostChanged = 3

// summaryRule tells readers how the summary is chosen.
const summaryRule = "at most 7 sentences: messages and people in each session; then what rose, fell or stands out, of themes at most 3; then messages of the year, themes, who came, and how the talking was shared."

// plain are the findings that belong in every summary where nothing changed
// more loudly, in order.
var plain = [...]string{"messages-per-session", "people-per-session", "years", "themes", "theme-changes", "newcomers", "concentration"}

// summarise chooses what to say first: how much was said and by how many; then
// clear changes; then the themes, who came and how the talking was shared.
func summarise(findings []finding.Finding) []finding.Line {
	byID := map[string]*finding.Finding{}
	for i := range findings {
		byID[findings[i].ID] = &findings[i]
	}
	var lines []finding.Line
	said := map[string]bool{}
	say := func(f *finding.Finding) {
		if f != nil && !said[f.ID] && len(lines) < mostLines {
			said[f.ID] = true
			lines = append(lines, finding.Line{Text: f.Sentence, Finding: f.ID})
		}
	}
	say(byID["messages-per-session"])
	say(byID["people-per-session"])
	changed := 0
	for i := range findings {
		f := &findings[i]
		clear := f.Verdict == finding.Rose || f.Verdict == finding.Fell || f.Verdict == finding.StandsOut
		if !clear || strings.HasPrefix(f.ID, "theme-") && changed == mostChanged {
			continue
		}
		if strings.HasPrefix(f.ID, "theme-") {
			changed++
		}
		say(f)
	}
	for _, id := range plain {
		say(byID[id])
	}
	return lines
}

// shortEnough reports whether a headline keeps to ten words.
func shortEnough(s string) bool { return len(strings.Fields(s)) <= 10 }
