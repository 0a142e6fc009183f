package ingest

import (
	"fmt"
	"strings"
)

// mixed tells of dates that cannot be read in the order of their file, and of
// those that could be read in two.
func (d *dates) mixed() (warnings []string) {
	for f := yearFirst; f < forms; f++ {
		t, v := &d.tallies[f], d.verdicts[f]
		switch {
		case t.n == 0:
		case v.mixed > 0:
			warnings = append(warnings, fmt.Sprintf("The file mixes two orders of dates: %d of %d dates cannot be %s%s and were read the only way they can be. %d could be either and were read %s. Years are safe, months may be wrong.",
				v.mixed, t.n, t.name(v.order), t.against(v.order), t.either, t.name(v.order)))
		case v.weak && t.either > 0:
			warnings = append(warnings, fmt.Sprintf("%d of %d dates could be day first or month first, and nothing in the file decides: they were read day first, as in the UK. Check the months, and choose the order of dates yourself where they are wrong.", t.either, t.n))
		}
	}
	return warnings
}

// against names the first date that an order cannot read.
func (t *tally) against(order int) string {
	for o := range orders(t.form) {
		if r := &t.reading[o]; o != order && r.proofs > 0 {
			return fmt.Sprintf(" (such as %s)", r.example())
		}
	}
	return ""
}

// splitWarning tells that the order of dates was decided group by group.
func splitWarning(groups []DateGroup) string {
	const most = 4
	rows, doubtful, odd := 0, 0, 0
	var where []string
	for _, g := range groups {
		odd += g.Odd
		if g.Order != "month first" {
			continue
		}
		rows += g.Rows
		doubtful += g.Ambiguous
		if len(where) < most {
			place := fmt.Sprintf("rows %d to %d", g.First, g.Last)
			if g.Name != "" {
				place = fmt.Sprintf("%q, %s", g.Name, place)
			}
			where = append(where, place)
		} else if len(where) == most {
			where = append(where, "and others")
		}
	}
	s := fmt.Sprintf("The file mixes two orders of dates, so the order was decided group by group: %d dates were read month first (%s), of which %d could be either; all others day first.",
		rows, strings.Join(where, "; "), doubtful)
	if odd > 0 {
		s += fmt.Sprintf(" Dates that fit no order of their group, and were read the only way they can be: %d.", odd)
	}
	return s + " Years are safe; check the months of those rows."
}
