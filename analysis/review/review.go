package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/ingest"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// Question says what a review is about.
type Question struct {
	Calendar corpus.Calendar
	Year     int // the year under review; 0 means the last that has messages
	Against  int // the year to compare with; 0 means the last before Year that has messages
}

// mostYears bounds the years a figure looks back.
const mostYears = 6

// Subject is what a review is made from.
type Subject struct {
	Corpus   *corpus.Corpus
	Themes   *theme.Result
	Method   string // how the themes were found, in a sentence; "" for phrases that group themselves
	Changed  string // what the analyst changed about the themes, in a sentence; "" for nothing
	Names    privacy.Namer
	Receipts []ingest.Receipt // may be missing for some or all sources
}

// Build makes the review. The error is a plain sentence: there is nothing to
// review in the year asked for.
func Build(sub Subject, q Question) (*finding.Review, error) {
	s, err := newScope(sub, q)
	if err != nil {
		return nil, err
	}
	r := &finding.Review{Title: "Review of " + s.now.Name, Period: s.now.Name}
	if s.compares() {
		r.Title += " compared with " + s.before.Name
		r.Against = s.before.Name
	}
	for _, build := range [...]func(*scope) []finding.Finding{
		messagesPerSession, peoplePerSession, years, channels,
		newcomers, newcomersByMonth, retention, concentration, heavyPosters, replyShare, questions, network,
		topThemes, themeChanges, mood,
		overTime, quietMonths, profiles, outsideHours, sessions,
		organisations, sources,
	} {
		r.Findings = append(r.Findings, build(s)...)
	}
	slices.SortStableFunc(r.Findings, func(a, b finding.Finding) int {
		return slices.Index(finding.Order[:], a.Section) - slices.Index(finding.Order[:], b.Section)
	})
	r.Summary, r.Rule = summarise(r.Findings), summaryRule
	return r, nil
}

// year is one year of the corpus.
type year struct {
	corpus.Period
	number   int
	messages corpus.Selection
	sessions []corpus.SessionID
}

// scope is what every finding of one review looks at.
type scope struct {
	*corpus.Corpus
	themes   *theme.Result
	method   string // how the themes were found
	names    privacy.Namer
	calendar corpus.Calendar
	years    []year // those shown, ascending; the last is the year under review
	now      year
	before   year                      // zero where nothing is compared
	receipts map[string]ingest.Receipt // by path
	broken   []corpus.SessionID        // weeks in the middle of which the files begin or end
}

// compares reports whether the review sets the year against another.
func (s *scope) compares() bool { return s.before.Name != "" }

func newScope(sub Subject, q Question) (*scope, error) {
	c := sub.Corpus
	s := &scope{Corpus: c, themes: sub.Themes, method: strings.TrimSpace(cmp.Or(sub.Method, foundThemes) + " " + sub.Changed), names: sub.Names, calendar: q.Calendar, receipts: map[string]ingest.Receipt{}}
	for _, r := range sub.Receipts {
		s.receipts[r.Path] = r
	}
	s.broken = s.brokenWeeks()
	all := c.Years(q.Calendar)
	if len(all) == 0 {
		return nil, fmt.Errorf("no message has a date, so there is no year to review: add files that say when messages were written")
	}
	if q.Year == 0 {
		q.Year = lastFull(c, q.Calendar, all)
	}
	if !slices.Contains(all, q.Year) {
		return nil, fmt.Errorf("there are no messages in %s: choose a year from %s to %s",
			q.Calendar.Year(q.Year, c.Location()).Name, s.year(all[0]).Name, s.year(all[len(all)-1]).Name)
	}
	if q.Against == 0 {
		q.Against = lastBefore(all, q.Year)
	} else if !slices.Contains(all, q.Against) {
		return nil, fmt.Errorf("there are no messages in %s to compare with: choose a year from %s to %s",
			q.Calendar.Year(q.Against, c.Location()).Name, s.year(all[0]).Name, s.year(all[len(all)-1]).Name)
	}
	if q.Against == q.Year {
		return nil, fmt.Errorf("%s cannot be compared with itself: choose another year to compare with", s.year(q.Year).Name)
	}
	s.now = s.year(q.Year)
	if q.Against != 0 {
		s.before = s.year(q.Against)
	}
	for _, y := range all {
		if y <= max(q.Year, q.Against) && y > max(q.Year, q.Against)-mostYears || y == q.Year || y == q.Against {
			s.years = append(s.years, s.year(y))
		}
	}
	return s, nil
}

func (s *scope) year(y int) year {
	p := s.calendar.Year(y, s.Location())
	return year{Period: p, number: y, messages: s.In(p), sessions: s.wholeSessions(p)}
}

// lastFull is the last year that holds at least a quarter of the messages of
// the year before it: a few days of January do not make a year to review.
func lastFull(c *corpus.Corpus, k corpus.Calendar, all []int) int {
	last := all[len(all)-1]
	if len(all) < 2 {
		return last
	}
	n := len(c.In(k.Year(last, c.Location())))
	m := len(c.In(k.Year(all[len(all)-2], c.Location())))
	if 4*n < m {
		return all[len(all)-2]
	}
	return last
}

// lastBefore is the last year with messages before the given one, or 0.
func lastBefore(all []int, y int) int {
	best := 0
	for _, x := range all {
		if x < y {
			best = x
		}
	}
	return best
}

// perSession is a measure of each of the sessions: the numbers for statistics.
func (s *scope) perSession(ids []corpus.SessionID, measure func(corpus.Selection) int) []float64 {
	values := make([]float64, len(ids))
	for i, id := range ids {
		values[i] = float64(measure(s.Sessions()[id].Messages))
	}
	return values
}

func countMessages(sel corpus.Selection) int { return len(sel) }

func (s *scope) countPeople(sel corpus.Selection) int { return len(s.Who(sel)) }

// session is the word for one session of this corpus.
func (s *scope) session() string { return string(s.Unit()) }
