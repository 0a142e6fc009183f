package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"yearbook/analysis/stats"
)

func seasonTests() []statTest {
	return []statTest{
		{
			name: "hours", answers: "At which hours are people busy, and is that more than chance?",
			columns: "hour,count,day: the hour (20, 20:15) and how many messages (1 when left out); with a third column, the day, bursts are allowed for",
			example: "hour,count,day\n12,3,2013-02-13\n20,14,2013-02-13\n20,9,2013-02-20\n21,6,2013-02-20\n",
			run:     cycle(24, "hour", hourOf, func(k int) string { return fmt.Sprintf("%02d:00", k) }),
		},
		{
			name: "weekdays", answers: "On which days of the week are people busy, and is that more than chance?",
			columns: "weekday,count,week: the day (Monday, Mon, or 1 for Monday to 7) and how many messages (1 when left out); with a third column, the week, bursts are allowed for",
			example: "weekday,count,week\nMonday,3,1\nWednesday,14,1\nWednesday,9,2\nFriday,6,2\n",
			run:     cycle(7, "weekday", weekdayOf, func(k int) string { return time.Weekday((k + 1) % 7).String() }),
		},
	}
}

// cycle runs a test of a cycle of so many cells.
func cycle(cells int, what string, read func(string) (int, error), name func(int) string) func(table) (result, error) {
	return func(t table) (result, error) {
		counts := make([]float64, cells)
		var clusters []string
		rows := map[string][]float64{}
		for i := range t.rows {
			k, err := read(t.cell(i, 0))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.place(i, 0), err)
			}
			n := 1.0
			if c := t.cell(i, 1); t.width() > 1 {
				if n, err = parseNumber(c); err != nil {
					return nil, fmt.Errorf("%s: %w", t.place(i, 1), err)
				}
			}
			counts[k] += n
			if cluster := t.cell(i, 2); t.width() > 2 {
				if rows[cluster] == nil {
					rows[cluster] = make([]float64, cells)
					clusters = append(clusters, cluster)
				}
				rows[cluster][k] += n
			}
		}
		slices.Sort(clusters)
		var table [][]float64
		for _, c := range clusters {
			table = append(table, rows[c])
		}
		effect, err := stats.ProfileEffect(table)
		if err != nil {
			return nil, err
		}
		p, err := stats.CycleProfile(counts, nil, effect)
		return profileResult(p, what, name), err
	}
}

func profileResult(p stats.Profile, what string, name func(int) string) result {
	cells := []result{}
	for i, c := range p.Cells {
		cells = append(cells, result{
			{what, name(i)}, {"count", c.Count}, {"share", c.Share}, {"expected", c.Expected}, {"rate", c.Rate}, {"residual", c.Residual},
		})
	}
	return tested(when(p.HasP, p.P), when(p.HasP, p.X2), when(p.HasP, p.DF), "chi-square test of an even "+what+" profile", p.Note,
		field{"effect", p.Effect}, field{"direction", when(p.HasDirection, p.Direction)},
		field{"concentration", when(p.HasDirection, p.Concentration)}, field{"rayleigh_p", when(p.HasP, p.RayleighP)},
		field{"cells", cells})
}

// hourOf reads 20, 20:15 or a time of day with a date before it.
func hourOf(cell string) (int, error) {
	if _, clock, ok := strings.Cut(strings.ReplaceAll(cell, "T", " "), " "); ok {
		cell = clock
	}
	head, _, _ := strings.Cut(cell, ":")
	h, err := strconv.Atoi(strings.TrimSpace(head))
	if err != nil || h < 0 || h > 23 {
		return 0, fmt.Errorf("%q is not an hour: write 0 to 23, or 20:15", cell)
	}
	return h, nil
}

// weekdayOf reads Monday, Mon or 1 as 0.
func weekdayOf(cell string) (int, error) {
	if n, err := strconv.Atoi(cell); err == nil && n >= 1 && n <= 7 {
		return n - 1, nil
	}
	for k := range 7 {
		day := time.Weekday((k + 1) % 7).String()
		if len(cell) >= 3 && strings.HasPrefix(strings.ToLower(day), strings.ToLower(strings.TrimSuffix(cell, "."))) {
			return k, nil
		}
	}
	return 0, fmt.Errorf("%q is not a day of the week: write Monday, Mon, or 1 to 7", cell)
}
