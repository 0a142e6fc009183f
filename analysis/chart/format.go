package chart

import (
	"math"
	"strconv"
	"strings"
	"time"

	"yearbook/analysis/finding"
)

// minus is the sign that is as wide as a plus, and that screen readers read.
const minus = "\u2212"

// number writes v with the decimals, with commas in thousands.
func number(v float64, decimals int) string {
	if math.Abs(v) >= 1e15 {
		s := strconv.FormatFloat(v, 'g', 3, 64)
		return strings.NewReplacer("e+", "e", "-", minus).Replace(s)
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, part, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString(minus)
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if part != "" {
		b.WriteString("." + part)
	}
	return b.String()
}

// value writes a value of the unit as people read it: 1,410, 4.3, 12%, or a
// date. A share that is not nought is never written as 0%, nor one that is not
// whole as 100%: it gets a decimal.
func value(v float64, u finding.Unit, zone *time.Location) string {
	switch u {
	case finding.Decimal:
		return number(v, 1)
	case finding.Percent:
		p := v * 100
		whole := math.Round(math.Abs(p))
		if a := math.Abs(p); a > 0 && whole == 0 || a < 100 && whole == 100 {
			if a < 0.05 {
				if v < 0 {
					return "more than " + minus + "0.1%"
				}
				return "less than 0.1%"
			}
			if a >= 99.95 && a < 100 {
				return "over " + number(math.Copysign(99.9, p), 1) + "%"
			}
			return number(p, 1) + "%"
		}
		return number(p, 0) + "%"
	case finding.Time:
		return longDate(v, zone)
	}
	return number(v, 0)
}

func moment(v float64, zone *time.Location) time.Time {
	return time.Unix(int64(v), 0).In(zone)
}

func shortDate(v float64, zone *time.Location) string {
	return moment(v, zone).Format("2 Jan 2006")
}

func longDate(v float64, zone *time.Location) string {
	return moment(v, zone).Format("2 January 2006")
}

// zoneOf is the named zone, or UTC where there is none of that name. "Local"
// is refused: a chart must not depend on the machine.
func zoneOf(name string) *time.Location {
	if name == "" || name == "Local" {
		return time.UTC
	}
	if zone, err := time.LoadLocation(name); err == nil {
		return zone
	}
	return time.UTC
}
