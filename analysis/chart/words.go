package chart

import (
	"strings"

	"yearbook/analysis/finding"
)

// words are those of the pointer: what a point is, and its value with the
// series and the interval.
func (d *data) words(i, j int) (label, text string) {
	sr := &d.series[i]
	p := &sr.points[j]
	write := func(v float64) string { return value(v, d.y.Unit, d.zone) }

	label = p.plain
	if label == "" {
		switch d.kind {
		case finding.LineChart, finding.ControlChart, finding.LorenzCurve:
			unit := d.x.Unit
			if d.kind == finding.LorenzCurve {
				unit = finding.Percent
			}
			label = value(p.x, unit, d.zone)
			if d.x.Label != "" && unit != finding.Time {
				label = d.x.Label + ": " + label
			}
		default:
			label = labelOf(*p, j)
		}
	}
	if d.kind == finding.LorenzCurve {
		text = value(p.y, finding.Percent, d.zone)
	} else {
		text = write(p.y)
	}
	if sr.plain != "" {
		text = sr.plain + ": " + text
	}
	switch {
	case p.note != "":
		text += " (" + p.note + ")"
	case p.interval:
		text += " (95% interval " + write(p.low) + " to " + write(p.high) + ")"
	}
	return label, text
}

func kindName(k finding.Kind) string {
	switch k {
	case finding.LineChart:
		return "Line chart"
	case finding.BarChart:
		return "Bar chart"
	case finding.DumbbellChart:
		return "Dumbbell chart"
	case finding.ControlChart:
		return "Control chart"
	case finding.FunnelChart:
		return "Funnel plot"
	case finding.ColumnChart:
		return "Column chart"
	}
	return "Lorenz curve"
}

// describe says what a drawing shows to those who do not see it: its kind,
// subtitle, how many values, the lowest and the highest, base and source.
func describe(d *data) string {
	parts := []string{kindName(d.kind)}
	parts = append(parts, plain(d.figure.Subtitle))
	if n := d.count(); n == 0 {
		parts = append(parts, "No data to show")
	} else {
		count := number(float64(n), 0) + " values"
		if n == 1 {
			count = "1 value"
		}
		if len(d.series) > 1 {
			count += " in " + number(float64(len(d.series)), 0) + " series"
		}
		parts = append(parts, count)
		if d.kind != finding.LorenzCurve && n > 1 {
			parts = append(parts, d.extremes())
		}
	}
	parts = append(parts, plain(d.figure.Base), plain(d.figure.Source))
	var b strings.Builder
	for _, p := range parts {
		if p = strings.TrimRight(p, ". "); p != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p + ".")
		}
	}
	return b.String()
}

// extremes names the lowest and the highest point.
func (d *data) extremes() string {
	var lowest, highest [2]int
	low, high := 0.0, 0.0
	first := true
	for i, sr := range d.series {
		for j, p := range sr.points {
			if first || p.y < low {
				low, lowest = p.y, [2]int{i, j}
			}
			if first || p.y > high {
				high, highest = p.y, [2]int{i, j}
			}
			first = false
		}
	}
	tell := func(at [2]int) string {
		label, _ := d.words(at[0], at[1])
		p := d.series[at[0]].points[at[1]]
		text := value(p.y, d.y.Unit, d.zone) + " (" + label
		if name := d.series[at[0]].plain; name != "" && len(d.series) > 1 {
			text += ", " + name
		}
		return text + ")"
	}
	return "Lowest " + tell(lowest) + ", highest " + tell(highest)
}
