package chart

import (
	"time"

	"gonum.org/v1/plot"
)

// dateStep is a distance between the ticks of an axis of dates.
type dateStep struct {
	days, months int
	layout       string
}

var dateSteps = [...]dateStep{
	{days: 1, layout: "2 Jan"}, {days: 7, layout: "2 Jan"}, {days: 14, layout: "2 Jan"},
	{months: 1}, {months: 3}, {months: 6},
	{months: 12}, {months: 24}, {months: 60}, {months: 120}, {months: 240},
	{months: 600}, {months: 1200}, {months: 6000}, {months: 12000},
}

// dateTicks are the first days of weeks, months or years between low and high,
// as many as have room to be read on an axis of the width with gaps between
// them. January is written with its year, the other months without.
func dateTicks(low, high float64, zone *time.Location, width float64, st style) []plot.Tick {
	const gap = 22
	if !(high > low) || !(width > 0) {
		return nil
	}
	for _, step := range dateSteps {
		days := float64(step.days) + 30.4*float64(step.months)
		if n := (high - low) / (days * 86400); n*30 > width+60 {
			continue // sure to be too many
		}
		ticks := step.ticks(low, high, zone)
		fits := true
		for i := 1; i < len(ticks) && fits; i++ {
			room := (ticks[i].Value - ticks[i-1].Value) / (high - low) * width
			fits = room >= (st.width(ticks[i].Label)+st.width(ticks[i-1].Label))/2+gap
		}
		if fits {
			return ticks
		}
	}
	return nil
}

func (d dateStep) ticks(low, high float64, zone *time.Location) []plot.Tick {
	start := moment(low, zone)
	year, month, day := start.Date()
	next := func(i int) time.Time {
		if d.days > 0 {
			return time.Date(year, month, day+i*d.days, 0, 0, 0, 0, zone)
		}
		return time.Date(year, month+time.Month(i*d.months), 1, 0, 0, 0, 0, zone)
	}
	switch {
	case d.days >= 7: // from a Monday
		day -= (int(start.Weekday()) + 6) % 7
	case d.months >= 12: // from a round year
		year, month = year-year%(d.months/12), time.January
	case d.months > 0: // from the start of a quarter or half-year
		month -= (month - 1) % time.Month(d.months)
	}
	var ticks []plot.Tick
	for i := 0; len(ticks) < 400; i++ {
		t := next(i)
		v := float64(t.Unix())
		if v > high {
			break
		}
		if v < low {
			continue
		}
		layout := d.layout
		switch {
		case d.months >= 12:
			layout = "2006"
		case d.months > 0 && t.Month() == time.January:
			layout = "Jan 2006"
		case d.months > 0:
			layout = "Jan"
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: t.Format(layout)})
	}
	return ticks
}
