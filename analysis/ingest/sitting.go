package ingest

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Chats and transcripts of meetings give a clock or the time since the start,
// but no day. The day comes from the file's name, for Zoom from the folder's
// name too, or from [Options.Date]. Without one, messages have no time.

// meetingDay is the day of a meeting.
type meetingDay struct {
	date     time.Time // midnight, in UTC
	start    int       // milliseconds of the day at which the recording began
	utc      bool      // date and start are in UTC, as in GMT20201231-105600
	order    string    // for the receipt
	evidence string
}

// dayOfMeeting finds the day of the file at path.
func dayOfMeeting(path string, opt Options) (meetingDay, bool) {
	name := filepath.Base(path)
	if d, ok := recordingName(name); ok {
		return d, true
	}
	if day, written, ok := dayInName(name, opt.DayFirst); ok {
		return meetingDay{date: day, order: "in the file name", evidence: "the file's name says " + written}, true
	}
	if d, ok := zoomFolder(filepath.Base(filepath.Dir(path))); ok {
		return d, true
	}
	if !opt.Date.IsZero() && validDate(opt.Date.Year(), int(opt.Date.Month()), opt.Date.Day()) {
		y, m, d := opt.Date.Date()
		day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		return meetingDay{date: day, order: "given", evidence: "you gave the day " + day.Format(time.DateOnly)}, true
	}
	return meetingDay{}, false
}

// recordingName reads GMT20201231-105600, as Zoom names recordings: the day
// and the start in UTC.
func recordingName(name string) (meetingDay, bool) {
	const layout = "20060102-150405"
	i := strings.Index(name, "GMT")
	if i < 0 || len(name) < i+3+len(layout) {
		return meetingDay{}, false
	}
	written := name[i : i+3+len(layout)]
	t, err := time.Parse(layout, written[3:])
	if err != nil || !validDate(t.Year(), int(t.Month()), t.Day()) {
		return meetingDay{}, false
	}
	start := ((t.Hour()*60+t.Minute())*60 + t.Second()) * 1000
	return meetingDay{date: t.Truncate(24 * time.Hour), start: start, utc: true, order: "in the file name", evidence: "the file's name says " + written}, true
}

// zoomFolder reads "2020-12-31 10.56.00 Title", as Zoom names the folder of a
// meeting.
func zoomFolder(name string) (meetingDay, bool) {
	const layout = "2006-01-02 15.04.05"
	if len(name) < len(layout) {
		return meetingDay{}, false
	}
	t, err := time.Parse(layout, name[:len(layout)])
	if err != nil || !validDate(t.Year(), int(t.Month()), t.Day()) {
		return meetingDay{}, false
	}
	return meetingDay{date: t.Truncate(24 * time.Hour), order: "in the file name", evidence: "the folder's name says " + name[:len(layout)]}, true
}

// dayInName finds 2020-12-31 and its kin, or 31-12-2020 with -, _ or . between
// its parts. Where the latter can be read both ways the day comes first, unless
// the user says otherwise.
func dayInName(name string, dayFirst *bool) (day time.Time, written string, ok bool) {
	if day, written, ok = dateInName(name); ok {
		return day, written, true
	}
	const width = len("31-12-2020")
	for i := 0; i+width <= len(name); i++ {
		s := name[i : i+width]
		if i > 0 && isDigit(name[i-1]) || i+width < len(name) && isDigit(name[i+width]) {
			continue
		}
		if s[2] != s[5] || strings.IndexByte("-_.", s[2]) < 0 {
			continue
		}
		d, errD := strconv.Atoi(s[:2])
		m, errM := strconv.Atoi(s[3:5])
		y, errY := strconv.Atoi(s[6:])
		if errD != nil || errM != nil || errY != nil {
			continue
		}
		if dayFirst != nil && !*dayFirst && validDate(y, d, m) || !validDate(y, m, d) {
			d, m = m, d
		}
		if validDate(y, m, d) {
			return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), s, true
		}
	}
	return time.Time{}, "", false
}

// sitting gives the lines of one meeting their times.
type sitting struct {
	book  *book
	day   meetingDay
	known bool
	last  int // milliseconds of the day, of the line above
	held  int // lines timed before the line above
	first string
	end   string
}

// newSitting prepares the book for a file that is one meeting.
func newSitting(b *book, opt Options) *sitting {
	s := &sitting{book: b}
	if day, ok := dayOfMeeting(b.res.Source.Path, opt); ok {
		s.settle(day)
	}
	return s
}

// settle makes the day known.
func (s *sitting) settle(day meetingDay) {
	s.day, s.known = day, true
	s.book.res.Source.Sitting = true
	s.book.dates.steady = !day.utc
	s.book.dates.base = DateDecision{Order: day.order, Evidence: day.evidence}
}

// clock is the full time of a line that gives the clock on the wall. Where it
// falls back by hours the next day has begun; where it falls back by less the
// order of the lines stands.
func (s *sitting) clock(ms int) stamp {
	s.note(ms)
	switch fall := s.last - ms; {
	case fall >= int(midnight.Milliseconds()):
		s.day.date = s.day.date.AddDate(0, 0, 1)
	case fall > 0:
		ms = s.last
		s.held++
	}
	s.last = ms
	return s.stamp(0, ms, false)
}

// offset is the full time of a line that gives the time since the start.
func (s *sitting) offset(ms int) stamp {
	s.note(ms)
	ms += s.day.start
	return s.stamp(ms/86400_000, ms%86400_000, s.day.utc)
}

// note remembers the first and the last time as written.
func (s *sitting) note(ms int) {
	t := time.UnixMilli(int64(ms)).UTC().Format(time.TimeOnly)
	if s.first == "" {
		s.first = t
	}
	s.end = t
}

func (s *sitting) stamp(days, ms int, utc bool) stamp {
	if !s.known {
		return stamp{}
	}
	d := s.day.date.AddDate(0, 0, days)
	if !validDate(d.Year(), int(d.Month()), d.Day()) {
		return stamp{}
	}
	return stamp{form: exact, x: d.Year(), y: int(d.Month()), z: d.Day(), ms: ms, clock: true, zoned: utc}
}

// dated takes note that messages have dates of their own, so that the file need
// not be a single sitting, and the day of its name is not theirs. Where all
// have one, it is nobody's.
func (s *sitting) dated(all bool) {
	s.book.res.Source.Sitting, s.book.dates.steady = false, false
	if all {
		s.book.dates.base = DateDecision{}
	}
}

// close says what is not known about the times.
func (s *sitting) close(offsets bool) {
	switch {
	case s.first == "":
	case !s.known:
		s.book.warn("The file gives times from %s to %s but no day: put the day into the file's name, as in 2020-12-31.txt, or give it when you import the file.", s.first, s.end)
	case offsets && !s.day.utc && s.day.start == 0:
		s.book.warn("The times count from the start of the recording, which is not known: the day is right, the hours are not times of the day.")
	}
	if s.held > 0 {
		s.book.warn("%d lines are timed before the line above them, as when a clock is set back: they were given the time of the line above.", s.held)
	}
}
