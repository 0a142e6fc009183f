package viewmodel_test

import (
	"testing"
	"time"

	"yearbook/gui/viewmodel"
)

func TestWords(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2013, time.August, 6, h, m, 0, 0, time.UTC) }
	for _, c := range []struct{ got, want string }{
		{viewmodel.Count(0), "0"},
		{viewmodel.Count(999), "999"},
		{viewmodel.Count(1000), "1,000"},
		{viewmodel.Count(1234567), "1,234,567"},
		{viewmodel.Count(-9120), "-9,120"},
		{viewmodel.Counted(1, "message", "messages"), "1 message"},
		{viewmodel.Counted(9120, "message", "messages"), "9,120 messages"},
		{viewmodel.Clock(at(0, 0)), "midnight"},
		{viewmodel.Clock(at(12, 0)), "midday"},
		{viewmodel.Clock(at(17, 0)), "5pm"},
		{viewmodel.Clock(at(17, 30)), "5:30pm"},
		{viewmodel.Clock(at(0, 5)), "12:05am"},
		{viewmodel.Day(at(9, 0)), "6 August 2013"},
		{viewmodel.Day(time.Time{}), "no date"},
		{viewmodel.Span(at(1, 0), at(2, 0)), "6 August 2013"},
		{viewmodel.Span(time.Time{}, at(2, 0)), "no dates"},
		{viewmodel.List(nil), ""},
		{viewmodel.List([]string{"a"}), "a"},
		{viewmodel.List([]string{"a", "b", "c"}), "a, b and c"},
		{viewmodel.Share(1), "certain"},
		{viewmodel.Share(0.8), "likely"},
		{viewmodel.Share(0.4), "a guess (40%)"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFraction(t *testing.T) {
	for _, c := range []struct {
		done, total int
		want        float64
		known       bool
	}{{0, 0, 0, false}, {1, 4, 0.25, true}, {5, 4, 1, true}} {
		got, known := viewmodel.Work{Done: c.done, Total: c.total}.Fraction()
		if got != c.want || known != c.known {
			t.Errorf("%d of %d: %v, %v", c.done, c.total, got, known)
		}
	}
}
