package corpus

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// told lists the sessions as "name: number of messages".
func told(c *Corpus) []string {
	var list []string
	for _, s := range c.Sessions() {
		list = append(list, fmt.Sprintf("%s: %d", s.Name, s.Messages.Len()))
	}
	return list
}

func TestSessions(t *testing.T) {
	daily := func(days, each int) []Record {
		var times []string
		start := time.Date(2013, 8, 5, 8, 0, 0, 0, London())
		for d := range days {
			for k := range each {
				times = append(times, start.AddDate(0, 0, d).Add(time.Duration(k)*7*time.Hour).Format(time.DateTime))
			}
		}
		return chat(t, times...)
	}
	tests := []struct {
		name  string
		files []file
		rule  SessionRule
		unit  Unit
		want  []string
	}{
		{"nothing", nil, SessionRule{}, Sitting, nil},
		{"a gap of exactly the limit does not cut", []file{{Source{Path: "a"}, chat(t, "2013-08-06 20:00:00", "2013-08-07 02:00:00", "2013-08-07 08:00:01")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 2", "7 August 2013: 1"}},
		{"two sittings of one day", []file{{Source{Path: "a"}, chat(t, "2013-08-06 09:00:00", "2013-08-06 20:00:00", "2013-08-13 20:00:00")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 1", "6 August 2013 (2): 1", "13 August 2013: 1"}},
		{"the gap of the caller", []file{{Source{Path: "a"}, chat(t, "2013-08-06 20:00:00", "2013-08-06 20:31:00", "2013-08-06 21:00:00")}},
			SessionRule{Gap: 30 * time.Minute}, Sitting, []string{"6 August 2013: 1", "6 August 2013 (2): 2"}},
		{"past midnight", []file{{Source{Path: "a"}, chat(t, "2013-08-06 23:50:00", "2013-08-07 00:10:00")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 2"}},
		{"the night the clocks go back", []file{{Source{Path: "a"}, chat(t, "2013-10-26 23:00:00", "2013-10-27 04:30:00")}},
			SessionRule{}, Sitting, []string{"26 October 2013: 1", "27 October 2013: 1"}},
		{"the night the clocks go forward", []file{{Source{Path: "a"}, chat(t, "2013-03-30 23:00:00", "2013-03-31 06:00:00")}},
			SessionRule{}, Sitting, []string{"30 March 2013: 2"}},
		{"every file a sitting, however long the silence", []file{
			{Source{Path: "b", Sitting: true}, chat(t, "2013-08-06 08:00:00", "2013-08-06 23:00:00")},
			{Source{Path: "a", Sitting: true}, chat(t, "2013-08-06 09:00:00")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 2", "6 August 2013 (2): 1"}},
		{"a file that is a sitting beside a chat", []file{
			{Source{Path: "a", Sitting: true}, chat(t, "2013-08-06 20:00:00", "2013-08-07 20:00:00")},
			{Source{Path: "b"}, chat(t, "2013-08-06 20:10:00", "2013-08-13 20:00:00")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 2", "6 August 2013 (2): 1", "13 August 2013: 1"}},
		{"talk all week", []file{{Source{Path: "a"}, daily(14, 2)}},
			SessionRule{}, Week, []string{"week of 5 August 2013: 14", "week of 12 August 2013: 14"}},
		{"talk all week, sittings wanted", []file{{Source{Path: "a"}, daily(2, 2)}},
			SessionRule{Unit: Sitting}, Sitting, []string{"5 August 2013: 1", "5 August 2013 (2): 1", "6 August 2013: 1", "6 August 2013 (2): 1"}},
		{"weeks wanted, of files that are sittings", []file{
			{Source{Path: "a", Sitting: true}, chat(t, "2013-08-11 23:59:59", "2013-08-12 00:00:00")},
			{Source{Path: "b", Sitting: true}, chat(t, "2013-08-05 00:00:00")},
			{Source{Path: "c"}, chat(t, "2013-08-06 00:00:00")}},
			SessionRule{Unit: Week}, Week, []string{"week of 5 August 2013: 3", "week of 12 August 2013: 1"}},
		{"a week across the year", []file{{Source{Path: "a"}, chat(t, "2013-12-30 12:00:00", "2014-01-05 12:00:00")}},
			SessionRule{Unit: Week}, Week, []string{"week of 30 December 2013: 2"}},
		{"one sitting exported twice, the longer file last", []file{
			{Source{Path: "a", Sitting: true}, chat(t, "2013-08-06 20:00:00", "2013-08-06 20:01:00")},
			{Source{Path: "b", Sitting: true}, chat(t, "2013-08-06 20:00:00", "2013-08-06 20:01:00", "2013-08-06 20:02:00")}},
			SessionRule{}, Sitting, []string{"6 August 2013: 3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := build(t, Options{Sessions: tt.rule}, tt.files...)
			if c.Unit() != tt.unit {
				t.Errorf("unit %s, want %s", c.Unit(), tt.unit)
			}
			if d := cmp.Diff(tt.want, told(c)); d != "" {
				t.Error(d)
			}
		})
	}
}

// Comments come in sittings where the analyst says so, unless there is a chat
// beside them.
func TestSessionsOfComments(t *testing.T) {
	comments := chat(t, "2013-08-06 20:00:00", "2013-08-06 20:05:00", "2013-08-13 20:00:00")
	for i := range comments {
		comments[i].Channel = "comment"
	}
	talk := chat(t, "2013-08-07 12:00:00")
	for _, tt := range []struct {
		name    string
		records []Record
		rule    SessionRule
		want    int
	}{
		{"nobody asked", comments, SessionRule{}, 0},
		{"sittings", comments, SessionRule{Unit: Sitting}, 2},
		{"weeks", comments, SessionRule{Unit: Week}, 2},
		{"sittings beside a chat", append(slices.Clone(comments), talk...), SessionRule{Unit: Sitting}, 1},
	} {
		if c := one(t, tt.records, Options{Sessions: tt.rule}); len(c.Sessions()) != tt.want {
			t.Errorf("%s: %d sessions, want %d", tt.name, len(c.Sessions()), tt.want)
		}
	}
}

// Blog pages and messages without a time are in no session.
func TestNoSession(t *testing.T) {
	c := one(t, []Record{
		{Row: 1, Time: at(t, "2013-08-06 20:00:00"), Channel: BlogComment},
		{Row: 2, Time: NoTime, Channel: Chat},
		{Row: 3, Time: at(t, "2013-08-06 20:00:00"), Channel: Tweet},
	}, Options{})
	if len(c.Sessions()) != 1 || c.Session(0) != NoSession || c.Session(1) != NoSession || c.Session(2) != 0 {
		t.Errorf("%d sessions; sessions of the messages: %v", len(c.Sessions()), c.session)
	}
}

func TestSelectingSessions(t *testing.T) {
	c := one(t, chat(t, "2012-12-31 20:00:00", "2012-12-31 20:05:00", "2013-01-01 00:30:00", "2013-01-08 20:00:00", "2014-03-04 20:00:00"), Options{})
	year := CalendarYear.Year(2013, London())
	// The New Year's sitting began in 2012, though one of its messages did not.
	if got := c.SessionsIn(year); !slices.Equal(got, []SessionID{1}) {
		t.Errorf("sessions in 2013: %v", got)
	}
	if got := c.In(year); !slices.Equal(got, Selection{2, 3}) {
		t.Errorf("messages in 2013: %v", got)
	}
	want := map[SessionID]Selection{0: {2}, 1: {3}}
	if d := cmp.Diff(want, c.Split(c.In(year))); d != "" {
		t.Errorf("split of 2013: %s", d)
	}
	if got := c.Years(CalendarYear); !slices.Equal(got, []int{2012, 2013, 2014}) {
		t.Errorf("calendar years %v", got)
	}
	if got := c.Years(FinancialYear); !slices.Equal(got, []int{2012, 2013}) {
		t.Errorf("financial years %v", got)
	}
	first, last, ok := c.Span(c.In(year))
	if !ok || first.Format(time.DateTime) != "2013-01-01 00:30:00" || last.Format(time.DateTime) != "2013-01-08 20:00:00" {
		t.Errorf("span of 2013: %v to %v, %v", first, last, ok)
	}
	if _, _, ok := c.Span(nil); ok {
		t.Error("an empty selection has a span")
	}
}
