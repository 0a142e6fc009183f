package corpus

import (
	"fmt"
	"slices"
	"time"
)

// Unit says what one session of a corpus is.
type Unit string

const (
	// Sitting: one meeting of a recurring chat, cut by file or by silence.
	Sitting Unit = "session"
	// Week: a week from Monday to Sunday, for talk that never stops.
	Week Unit = "week"
)

// SessionRule says how messages are cut into sessions.
type SessionRule struct {
	// Gap is the silence after which a new sitting begins. Zero means
	// DefaultGap.
	Gap time.Duration
	// Unit forces sittings or weeks, also of comments and answers where a corpus
	// has no chat and no tweets: a table of a weekly chat need not say that it is
	// one. Empty lets the data decide: weeks where talk goes on all week, else
	// sittings, of chats and tweets only.
	Unit Unit
}

// DefaultGap is the silence that ends a sitting: a weekly chat of an hour or
// two is far apart from the next, and late answers the same night still count.
const DefaultGap = 6 * time.Hour

// weeklyLimit is the average number of sittings in an active week above which
// talk is taken to go on all week rather than to come in sittings.
const weeklyLimit = 2.5

// Session is one sitting of a recurring chat, or one week of steady talk.
type Session struct {
	Name       string // "6 August 2013", "6 August 2013 (2)", "week of 5 August 2013"
	Start, End time.Time
	Messages   Selection
}

// cut assigns every dated message of a recurring channel to a session, or of all
// channels where the rule asks for sessions and none recurs. Sources that
// are sittings of their own keep together; the rest is cut by silence.
func (c *Corpus) cut(rule SessionRule) {
	c.session = make([]SessionID, c.Len())
	recurring := func(i int) bool { return c.Dated(i) && c.Channel(i).Recurring() }
	sat := recurring
	if rule.Unit != "" && len(c.All().Filter(recurring)) == 0 {
		sat = c.Dated
	}
	groups, loose := c.sittings(sat)
	gap := rule.Gap
	if gap <= 0 {
		gap = DefaultGap
	}
	byGap := c.splitAtGaps(loose, gap)
	c.unit = rule.Unit
	if c.unit == "" {
		c.unit = Sitting
		if len(groups) == 0 && c.steady(byGap) {
			c.unit = Week
		}
	}
	if c.unit == Week {
		groups = c.splitAtWeeks(c.All().Filter(sat))
	} else {
		groups = append(groups, byGap...)
	}
	c.number(groups)
}

// sittings collects the messages of each source that is a sitting of its own,
// and, apart, all others that were written where people meet.
func (c *Corpus) sittings(sat func(i int) bool) (groups []Selection, loose Selection) {
	own := make([]Selection, len(c.sources))
	for i := range c.time {
		c.session[i] = NoSession
		if !sat(i) {
			continue
		}
		if s := c.source[i]; c.sources[s].Sitting {
			own[s] = append(own[s], int32(i))
		} else {
			loose = append(loose, int32(i))
		}
	}
	for _, g := range own {
		if len(g) > 0 {
			groups = append(groups, g)
		}
	}
	return groups, loose
}

func (c *Corpus) splitAtGaps(s Selection, gap time.Duration) []Selection {
	return split(s, func(a, b int32) bool { return uint64(c.time[b])-uint64(c.time[a]) > uint64(gap.Milliseconds()) })
}

func (c *Corpus) splitAtWeeks(s Selection) []Selection {
	return split(s, func(a, b int32) bool {
		return monday(c.Time(int(a))) != monday(c.Time(int(b)))
	})
}

// split cuts a selection between neighbours for which cut is true.
func split(s Selection, cut func(a, b int32) bool) []Selection {
	var groups []Selection
	from := 0
	for k := 1; k <= len(s); k++ {
		if k == len(s) || cut(s[k-1], s[k]) {
			groups = append(groups, s[from:k:k])
			from = k
		}
	}
	return groups
}

// longest is the time that a sitting lasts at most: talk that goes on for longer
// without a pause is no sitting.
const longest = 24 * time.Hour

// steady reports whether talk goes on all week: in the weeks that have any,
// more sittings than a recurring chat would hold.
func (c *Corpus) steady(groups []Selection) bool {
	long := 0
	for _, g := range groups {
		if c.time[g[len(g)-1]]-c.time[g[0]] > longest.Milliseconds() {
			long++
		}
	}
	if 4*long > len(groups) {
		return true
	}
	weeks := map[time.Time]int{}
	for _, g := range groups {
		weeks[monday(c.Time(int(g[0])))]++
	}
	return len(weeks) > 0 && float64(len(groups))/float64(len(weeks)) > weeklyLimit
}

// number orders the groups by their first message and names them by date.
func (c *Corpus) number(groups []Selection) {
	slices.SortFunc(groups, func(a, b Selection) int { return int(a[0]) - int(b[0]) })
	seen := map[string]int{}
	c.sessions = make([]Session, len(groups))
	for id, g := range groups {
		s := Session{Start: c.Time(int(g[0])), End: c.Time(int(g[len(g)-1])), Messages: g}
		if c.unit == Week {
			s.Name = "week of " + monday(s.Start).Format("2 January 2006")
		} else {
			s.Name = s.Start.Format("2 January 2006")
			if seen[s.Name]++; seen[s.Name] > 1 {
				s.Name = fmt.Sprintf("%s (%d)", s.Name, seen[s.Name])
			}
		}
		c.sessions[id] = s
		for _, i := range g {
			c.session[i] = SessionID(id)
		}
	}
}

// monday is the day on which the week of t begins.
func monday(t time.Time) time.Time {
	back := (int(t.Weekday()) + 6) % 7
	return time.Date(t.Year(), t.Month(), t.Day()-back, 0, 0, 0, 0, t.Location())
}
