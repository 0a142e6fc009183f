package ingest

import (
	"math"
	"time"
)

// moment reads the time of a row.
func (r *tableReader) moment(cell, clock []byte) stamp {
	if u := r.plan.unit; u == sheetDays || u == unixSecs || u == unixMillis {
		v, ok := number(string(cell))
		if !ok {
			return stamp{}
		}
		return counted(v, u)
	}
	st, ok := r.stamps[string(cell)]
	if !ok {
		if st, ok = parseStamp(cell); !ok && r.plan.unit == monthsOnly {
			st, ok = parseMonth(cell)
		}
		if !ok {
			return stamp{}
		}
		if len(r.stamps) < maxStamps {
			r.stamps[string(cell)] = st
		}
	}
	if r.plan.mapping.UTC && !st.zoned {
		st.zoned = true
	}
	if !st.clock && len(clock) > 0 {
		if t, ok := parseClock(clock); ok {
			st.ms, st.clock = t.ms, true
		}
	}
	return st
}

// maxStamps is how many dates are remembered: those of ten years, each day once.
const maxStamps = 4096

// counted is the moment that a number stands for. Days of a spreadsheet are
// local time; seconds since 1970 are UTC.
func counted(v float64, unit timeUnit) stamp {
	ms := v
	switch unit {
	case sheetDays:
		ms = (v - 25569) * 86400_000
	case unixSecs:
		ms = v * 1000
	}
	if !(ms >= 0 && ms < 4.1e12) {
		return stamp{}
	}
	t := time.UnixMilli(int64(math.Round(ms))).UTC()
	if t.Year() > lastYear {
		return stamp{}
	}
	ofDay := int(t.UnixMilli() % 86400_000)
	return stamp{form: exact, x: t.Year(), y: int(t.Month()), z: t.Day(), ms: ofDay, clock: true, zoned: unit != sheetDays}
}
