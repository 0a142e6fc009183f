package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// fileFacts is what truth.json says about one file.
type fileFacts struct {
	Messages     int            `json:"messages"`
	People       int            `json:"people"`
	First        string         `json:"first"`
	Last         string         `json:"last"`
	Retweets     int            `json:"retweets"`
	Placeholders int            `json:"placeholders"`
	Skipped      map[string]int `json:"skipped"`
}

const whatsappLayout = "02/01/2006, 15:04"

// whatsappText is the group's chat as Android exports it in the UK.
func whatsappText(s *sample) ([]byte, fileFacts) {
	type line struct {
		when time.Time
		text string
	}
	var lines []line
	facts := fileFacts{Skipped: map[string]int{}}
	system := func(when time.Time, format string, args ...any) {
		lines = append(lines, line{when, fmt.Sprintf(format, args...)})
		facts.Skipped["system lines"]++
	}
	owner := s.people[slices.IndexFunc(s.people, func(a *account) bool { return a.on == onWhatsApp })].name
	start := s.cal[0].start.Add(-25 * time.Hour)
	system(start, "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.")
	system(start, "%s created group \"wellcomms evenings\"", owner)
	for i, a := range s.people {
		if a.on != onWhatsApp || a.name == owner {
			continue
		}
		came := s.cal[a.from].start.Add(-time.Duration(20+i%30) * time.Minute)
		if strings.HasPrefix(a.name, "+") || i%3 == 0 {
			system(came, "%s joined using this group's invite link", a.name)
		} else {
			system(came, "%s added %s", owner, a.name)
		}
		if a.to < len(s.cal)-1 && i%2 == 0 {
			system(s.cal[a.to].start.Add(12*time.Hour), "%s left", a.name)
		}
	}
	for _, y := range years[1:] {
		first := where(s.cal, func(e *evening) bool { return e.year() == y })[0]
		system(first.start.Add(-time.Hour), "%s changed the subject from \"wellcomms evenings\" to \"wellcomms evenings %d\"", owner, y)
		system(first.start.Add(-time.Hour), "%s changed this group's icon", owner)
	}
	people := map[string]bool{}
	for _, m := range s.messages(onWhatsApp) {
		lines = append(lines, line{m.when, m.by.name + ": " + m.text})
		facts.Messages++
		people[m.by.name] = true
		if m.placeholder() {
			facts.Placeholders++
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.when.Compare(b.when) })
	facts.People = len(people)
	ms := s.messages(onWhatsApp)
	facts.First, facts.Last = ms[0].when.Format(minute), ms[len(ms)-1].when.Format(minute)

	var out bytes.Buffer
	for _, l := range lines {
		fmt.Fprintf(&out, "%s - %s\n", l.when.Format(whatsappLayout), l.text)
	}
	return out.Bytes(), facts
}

// minute is how truth.json gives a time, in London.
const minute = "2006-01-02T15:04"
