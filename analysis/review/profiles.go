package review

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// weekdays in the order of the week.
var weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// fewForProfile is the number of messages below which no profile is drawn.
const fewForProfile = 50

// profiles tell at what hours and on what days people write.
func profiles(s *scope) []finding.Finding {
	if n := len(s.now.sessions); !s.hasClock() || n > 0 && n < stats.FewSessions {
		return nil
	}
	hours, days := make([]corpus.Selection, 24), make([]corpus.Selection, len(weekdays))
	for _, i := range s.now.messages {
		at := s.Time(int(i))
		hours[at.Hour()] = append(hours[at.Hour()], i)
		d := weekday(at)
		days[d] = append(days[d], i)
	}
	hourNames := make([]string, 24)
	for h := range hourNames {
		hourNames[h] = clock(h)
	}
	out := []finding.Finding{s.profile(cycle{
		id: "hours", one: "hour", names: hourNames, sel: hours,
		peak: func(k int) string { return fmt.Sprintf("from %s to %s", clock(k), clock((k+1)%24)) },
	})}
	if len(s.dateCaveats()) == 0 { // else the days may be other days
		out = append(out, s.profile(cycle{
			id: "weekdays", one: "day of the week", names: weekdays[:], sel: days,
			peak: func(k int) string { return "on " + weekdays[k] + "s" },
		}))
	}
	return out
}

// hasClock reports whether the year has enough messages, with times of day:
// tables that give only days put all of them at one hour.
func (s *scope) hasClock() bool {
	if len(s.now.messages) < fewForProfile {
		return false
	}
	first := -1
	for _, i := range s.now.messages {
		at := s.Time(int(i))
		minute := at.Hour()*60 + at.Minute()
		if first < 0 {
			first = minute
		}
		if minute != first {
			return true
		}
	}
	return false
}

func weekday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// clock writes a full hour as the service manual does: "8pm", "midday".
func clock(h int) string {
	switch {
	case h == 0:
		return "midnight"
	case h == 12:
		return "midday"
	case h < 12:
		return fmt.Sprintf("%dam", h)
	}
	return fmt.Sprintf("%dpm", h-12)
}

// cycle is the messages of a year by hour of the day or day of the week.
type cycle struct {
	id, one string
	names   []string
	sel     []corpus.Selection
	peak    func(k int) string
}

func (s *scope) profile(c cycle) finding.Finding {
	f := finding.Finding{
		ID: c.id, Section: finding.Trends, Selection: s.now.messages,
		Method:  fmt.Sprintf("Messages by %s in %s time; shares are of all messages of the year.", c.one, zoneName(s.Location())),
		Caveats: s.totalCaveats(),
		Table:   &finding.Table{Columns: []finding.Column{{Name: sentence(c.one)}, {Name: "Messages in " + s.now.Name, Number: true}, {Name: "Share", Number: true}}},
	}
	fig := &finding.Figure{
		Kind: finding.ColumnChart, Title: "Messages by " + c.one, Subtitle: fmt.Sprintf("Share of messages by %s, %s", c.one, s.now.Name),
		Source: s.sourceLine(), Base: "Base: " + messagesOf(len(s.now.messages)), X: finding.Axis{Label: sentence(c.one)},
		Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: s.now.Name}},
	}
	earlierSel := make([]int, len(c.names))
	if s.compares() {
		f.Table.Columns = append(f.Table.Columns, finding.Column{Name: "Share in " + s.before.Name, Number: true})
		for _, i := range s.before.messages {
			k := s.Time(int(i)).Hour()
			if c.id == "weekdays" {
				k = weekday(s.Time(int(i)))
			}
			earlierSel[k]++
		}
	}
	best := 0
	for k, name := range c.names {
		share := float64(len(c.sel[k])) / float64(len(s.now.messages))
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: name, Y: share, Selection: c.sel[k], Note: messagesOf(len(c.sel[k]))})
		row := finding.Row{Selection: c.sel[k], Cells: []finding.Cell{finding.Label(name), number(len(c.sel[k])), finding.Number(share, percent(share))}}
		if s.compares() {
			was := float64(earlierSel[k]) / float64(max(1, len(s.before.messages)))
			row.Cells = append(row.Cells, finding.Number(was, percent(was)))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		if len(c.sel[k]) > len(c.sel[best]) {
			best = k
		}
	}
	share := float64(len(c.sel[best])) / float64(len(s.now.messages))
	f.Figure = fig
	f.Headline = "Most messages came " + c.peak(best)
	if share < 0.5 {
		f.Headline = "The busiest time was " + c.peak(best)
		if c.id == "weekdays" {
			f.Headline = "The busiest day was " + c.names[best]
		}
	}
	f.Sentence = fmt.Sprintf("In %s, %s of messages came %s.", s.now.Name, percent(share), c.peak(best))
	f.AltText = fmt.Sprintf("Column chart of the share of messages by %s in %s. %s.", c.one, s.now.Name, f.Headline)
	return f
}

func zoneName(loc *time.Location) string {
	if loc.String() == "Europe/London" {
		return "UK"
	}
	return loc.String()
}

// outsideHours tells how much was written outside the usual time of a chat that
// has one.
func outsideHours(s *scope) []finding.Finding {
	slot, ok := s.usualSlot()
	if !ok {
		return nil
	}
	recurring := func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return s.Session(i) != corpus.NoSession })
	}
	f := finding.Finding{
		ID: "outside-hours", Section: finding.Trends,
		Method: fmt.Sprintf("The usual time is the day and the 3 hours in which most messages of the files were written, if at least half were: %s. Reposts count.", slot.words()),
		Table:  &finding.Table{Columns: []finding.Column{{Name: "Year"}, {Name: "Outside the usual time", Number: true}, {Name: "Messages", Number: true}, {Name: "Share", Number: true}}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages outside the usual time", Subtitle: "Share of messages not written " + slot.words(), Source: s.sourceLine(),
		Base: "Base: messages of the chat", X: finding.Axis{Label: "Year"}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: "Outside"}},
	}
	var now stats.Proportion
	for _, y := range s.years {
		base := recurring(y.messages)
		if len(base) == 0 {
			continue
		}
		out := base.Filter(func(i int) bool { return !slot.holds(s.Time(i)) })
		p := stats.Proportion{Hits: len(out), Of: len(base)}
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: y.Name, Y: ratioOf(p), Selection: out, Note: fmt.Sprintf("%s of %s", count(p.Hits), messagesOf(p.Of))})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: out, Cells: []finding.Cell{finding.Label(y.Name), number(p.Hits), number(p.Of), finding.Number(ratioOf(p), percent(ratioOf(p)))}})
		if y.number == s.now.number {
			now, f.Selection = p, out
		}
	}
	if now.Of == 0 {
		return nil
	}
	f.Figure = fig
	f.Headline = fmt.Sprintf("%s of messages came outside the usual time", sentence(percent(ratioOf(now))))
	f.Sentence = fmt.Sprintf("The chat is usually held %s. In %s, %s of %s were written at other times.", slot.words(), s.now.Name, count(now.Hits), messagesOf(now.Of))
	f.AltText = "Bar chart of the share of messages outside the usual time in each year. " + f.Headline + "."
	f.Caveats = s.totalCaveats()
	return []finding.Finding{f}
}

// slot is the usual time of a chat: some hours on one day of the week.
type slot struct{ day, from int }

// slotHours is how long the usual time lasts.
const slotHours = 3

func (t slot) holds(at time.Time) bool {
	return weekday(at) == t.day && at.Hour() >= t.from && at.Hour() < t.from+slotHours
}

func (t slot) words() string {
	return fmt.Sprintf("on %ss from %s to %s", weekdays[t.day], clock(t.from), clock((t.from+slotHours)%24))
}

// usualSlot finds the day and hours in which at least half of the messages of the
// chat were written, over the years shown; ok is false where there are none, or
// where nothing is outside them.
func (s *scope) usualSlot() (slot, bool) {
	if s.Unit() != corpus.Sitting || len(s.dateCaveats()) > 0 || !s.hasClock() {
		return slot{}, false
	}
	var by [7][24]int
	n := 0
	for _, y := range s.years {
		for _, i := range y.messages {
			if s.Session(int(i)) == corpus.NoSession {
				continue
			}
			at := s.Time(int(i))
			by[weekday(at)][at.Hour()]++
			n++
		}
	}
	best, most := slot{}, 0
	for d := range by {
		for h := 0; h+slotHours <= 24; h++ {
			sum := 0
			for k := range slotHours {
				sum += by[d][h+k]
			}
			if sum > most {
				best, most = slot{d, h}, sum
			}
		}
	}
	return best, 2*most >= n && most < n && n >= fewForProfile
}
