package viewmodel

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Count writes a whole number with commas: 9,120.
func Count(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Counted writes a number and its noun: "1 message", "52 messages".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Day writes a date as the NHS does: "6 August 2013". The zero time is "no date".
func Day(t time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	return t.Format("2 January 2006")
}

// Clock writes a time of day as the NHS does: 5pm, 5:30pm, midday, midnight.
func Clock(t time.Time) string {
	switch {
	case t.Minute() != 0:
		return t.Format("3:04pm")
	case t.Hour() == 0:
		return "midnight"
	case t.Hour() == 12:
		return "midday"
	}
	return t.Format("3pm")
}

// Span writes two dates: "5 January 2012 to 18 December 2013".
func Span(first, last time.Time) string {
	if first.IsZero() || last.IsZero() {
		return "no dates"
	}
	if Day(first) == Day(last) {
		return Day(first)
	}
	return Day(first) + " to " + Day(last)
}

// List joins words: "a", "a and b", "a, b and c".
func List(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// Share writes a confidence from 0 to 1 in words, without false precision.
func Share(f float64) string {
	switch {
	case f >= 0.95:
		return "certain"
	case f >= 0.7:
		return "likely"
	}
	return fmt.Sprintf("a guess (%.0f%%)", f*100)
}
