package corpus

import (
	"slices"
	"testing"
	"time"
)

func TestYear(t *testing.T) {
	tests := []struct {
		calendar         Calendar
		year             int
		name, start, end string // in UTC
	}{
		{CalendarYear, 2013, "2013", "2013-01-01T00:00:00Z", "2014-01-01T00:00:00Z"},
		{FinancialYear, 2012, "2012/13", "2012-03-31T23:00:00Z", "2013-03-31T23:00:00Z"},
		{FinancialYear, 2018, "2018/19", "2018-03-31T23:00:00Z", "2019-03-31T23:00:00Z"},
		{FinancialYear, 1999, "1999/00", "1999-03-31T23:00:00Z", "2000-03-31T23:00:00Z"},
		{FinancialYear, 2008, "2008/09", "2008-03-31T23:00:00Z", "2009-03-31T23:00:00Z"},
	}
	for _, tt := range tests {
		p := tt.calendar.Year(tt.year, London())
		if got := p.Start.UTC().Format(time.RFC3339); p.Name != tt.name || got != tt.start {
			t.Errorf("%s starts %s, want %s %s", p.Name, got, tt.name, tt.start)
		}
		if got := p.End.UTC().Format(time.RFC3339); got != tt.end {
			t.Errorf("%s ends %s, want %s", p.Name, got, tt.end)
		}
		if next := tt.calendar.Year(tt.year+1, London()); !next.Start.Equal(p.End) {
			t.Errorf("%s and %s do not meet", p.Name, next.Name)
		}
	}
}

// A year begins at midnight on the clocks of London, which in April is not
// midnight in UTC.
func TestYearEdges(t *testing.T) {
	tests := []struct {
		utc       string
		financial int
		calendar  int
	}{
		{"2013-03-31T22:59:59.999Z", 2012, 2013}, // 23:59:59 on 31 March, the day the clocks went forward
		{"2013-03-31T23:00:00Z", 2013, 2013},
		{"2013-12-31T23:59:59.999Z", 2013, 2013},
		{"2014-01-01T00:00:00Z", 2013, 2014},
		{"2014-03-31T23:00:00Z", 2014, 2014},
		{"2013-10-27T00:30:00Z", 2013, 2013}, // 01:30 twice that night
		{"2013-10-27T01:30:00Z", 2013, 2013},
	}
	for _, tt := range tests {
		when, err := time.Parse(time.RFC3339, tt.utc)
		if err != nil {
			t.Fatal(err)
		}
		c := one(t, []Record{{Row: 1, Time: Millis(when), Channel: Chat}}, Options{})
		for k, want := range map[Calendar]int{FinancialYear: tt.financial, CalendarYear: tt.calendar} {
			if got := k.Of(c.Time(0)); got != want {
				t.Errorf("%s is in %d of calendar %d, want %d", tt.utc, got, k, want)
			}
			if got := c.Years(k); !slices.Equal(got, []int{want}) {
				t.Errorf("%s: years %v of calendar %d, want %d", tt.utc, got, k, want)
			}
			for year := want - 1; year <= want+1; year++ {
				p := k.Year(year, London())
				if in := c.In(p).Has(0); in != (year == want) || p.Contains(c.Time(0)) != in {
					t.Errorf("%s in %s: selected %v, contained %v", tt.utc, p.Name, in, p.Contains(c.Time(0)))
				}
			}
		}
	}
}
