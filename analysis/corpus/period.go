package corpus

import (
	"fmt"
	"time"
)

// Calendar says how time is cut into years.
type Calendar int

const (
	// CalendarYear runs from 1 January to 31 December.
	CalendarYear Calendar = iota
	// FinancialYear runs from 1 April to 31 March, as the NHS's does.
	FinancialYear
)

// Period is a span of time, from Start up to but not including End.
type Period struct {
	Name       string
	Start, End time.Time
}

// Year is the year that begins in the given calendar year: 2012 is 1 January
// to 31 December 2012, or 1 April 2012 to 31 March 2013.
func (k Calendar) Year(year int, loc *time.Location) Period {
	if k == FinancialYear {
		return Period{
			Name:  fmt.Sprintf("%d/%02d", year, (year+1)%100),
			Start: time.Date(year, time.April, 1, 0, 0, 0, 0, loc),
			End:   time.Date(year+1, time.April, 1, 0, 0, 0, 0, loc),
		}
	}
	return Period{
		Name:  fmt.Sprint(year),
		Start: time.Date(year, time.January, 1, 0, 0, 0, 0, loc),
		End:   time.Date(year+1, time.January, 1, 0, 0, 0, 0, loc),
	}
}

// Of is the year of the calendar in which t falls.
func (k Calendar) Of(t time.Time) int {
	if k == FinancialYear && t.Month() < time.April {
		return t.Year() - 1
	}
	return t.Year()
}

// Contains reports whether t lies in the period.
func (p Period) Contains(t time.Time) bool {
	return !t.Before(p.Start) && t.Before(p.End)
}
