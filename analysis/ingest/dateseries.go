package ingest

import (
	"fmt"
	"slices"
)

// A board's paper, a monthly meeting and a quarterly survey carry the same day
// in each date: 01/04/2021, 01/05/2021 and so on to 01/03/2022. There the part
// that changes is the month, although in other files it is the day that changes
// from row to row.

// series is the months of dates in which one part, of day and month, is the
// same in all rows, if that part is the day.
type series struct {
	months []int // 12 * year + month, each once, as they come
	broken bool  // the part changed, or the other is no month
}

// mostMonths is how many months a series can have.
const mostMonths = 12 * (lastYear - firstYear)

// follow goes on with both series.
func (t *tally) follow(st stamp) {
	if t.series[0].broken && t.series[1].broken {
		return
	}
	parts, before, year := [2]int{st.y, st.z}, [2]int{t.last.y, t.last.z}, st.x
	switch st.form {
	case yearFirst:
		t.series[0].broken, t.series[1].broken = true, true
		return
	case short:
		parts, before, year = [2]int{st.x, st.y}, [2]int{t.last.x, t.last.y}, fullYear(st.z)
	}
	for i := range t.series {
		s, month := &t.series[i], parts[1-i]
		s.broken = s.broken || month > 12 || t.n > 1 && parts[i] != before[i] || len(s.months) == mostMonths
		if at := 12*year + month - 1; !s.broken && !slices.Contains(s.months, at) {
			s.months = append(s.months, at)
		}
	}
}

// bySeries decides where one part is always the same while the other goes
// through the months in even steps. Over the end of a year, where November,
// December and January would else be the 11th, the 12th and the 1st of one
// month, that settles the order; within a year it bears out day first where
// the steps cover the year or leave months out.
func (t *tally) bySeries() (verdict, bool) {
	for o, s := range t.series {
		step, over := s.steps()
		if step == 0 || !over && (o == 1 || step == 1 && len(s.months) < 10) {
			continue
		}
		part, every := [...]string{"first", "second"}[o], "every month"
		switch {
		case step == 3:
			every = "every quarter"
		case step > 1:
			every = fmt.Sprintf("every %d months", step)
		}
		return verdict{order: o, evidence: fmt.Sprintf("the %s of the two never changes while the other goes on %s, as in a series, so it is the day", part, every)}, true
	}
	return verdict{}, false
}

// steps is by how many months a series of three or more goes on, 0 where that
// is uneven: one step in four may leave some out. Over says that it goes over
// the end of a year.
func (s series) steps() (step int, over bool) {
	if s.broken || len(s.months) < 3 {
		return 0, false
	}
	months := slices.Sorted(slices.Values(s.months))
	step = months[1] - months[0]
	for i := range months[1:] {
		step = min(step, months[i+1]-months[i])
	}
	even := 0
	for i := range months[1:] {
		by := months[i+1] - months[i]
		if by%step != 0 {
			return 0, false
		}
		if by == step {
			even++
		}
		over = over || by == step && months[i+1]/12 != months[i]/12
	}
	if 4*even < 3*(len(months)-1) || step > 6 {
		return 0, false
	}
	return step, over
}
