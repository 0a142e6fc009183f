package review

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"yearbook/analysis/stats"
)

// Numbers are written as the NHS service manual asks: numerals, commas over
// 999, whole numbers where they will do, "to" for ranges.

// count writes a whole number with commas: 1,410.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// average writes a mean: whole from 10 up, else with one decimal.
func average(x float64) string {
	if math.Abs(x) >= 9.95 || x == math.Trunc(x) {
		return count(int(math.Round(x)))
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

// percent writes a share as a whole percentage; a small one is not made nought.
func percent(x float64) string {
	switch p := math.Round(100 * x); {
	case p == 0 && x > 0:
		return "less than 1%"
	case p == 100 && x < 1:
		return "more than 99%"
	default:
		return fmt.Sprintf("%.0f%%", p)
	}
}

// decimals writes a number with n decimals.
func decimals(x float64, n int) string { return strconv.FormatFloat(x, 'f', n, 64) }

// things writes a number and its noun: "1 message", "3 people".
func things(n int, one, many string) string {
	if n == 1 {
		return count(n) + " " + one
	}
	return count(n) + " " + many
}

func messagesOf(n int) string { return things(n, "message", "messages") }

func peopleOf(n int) string { return things(n, "person", "people") }

// ratio writes how much more or fewer a ratio means: "38% more".
func ratio(r float64) string {
	switch {
	case r >= 2:
		return decimals(r, 1) + " times as many"
	case math.Round(100*r) == 100:
		return "about the same number"
	case r > 1:
		return percent(r-1) + " more"
	default:
		return percent(1-r) + " fewer"
	}
}

// between writes an interval of a ratio: "between 4% and 83% more". Both ends are
// in the same words where that is easy to read.
func between(e stats.Estimate) string {
	end := func(r float64) string {
		switch {
		case math.Round(100*r) == 100:
			return "no change"
		case r >= 2 && r < 3 && e.Low < 2 && !e.Unbounded:
			return fmt.Sprintf("%.0f%% more", 100*(r-1))
		}
		return ratio(r)
	}
	low, high := end(e.Low), end(e.High)
	if e.Unbounded {
		return "at least " + low
	}
	for _, word := range [...]string{" more", " fewer"} {
		if strings.HasSuffix(low, word) && strings.HasSuffix(high, word) {
			if word == " fewer" {
				low, high = high, low
			}
			return fmt.Sprintf("between %s and %s", strings.TrimSuffix(low, word), high)
		}
	}
	return fmt.Sprintf("between %s and %s", low, high)
}

// points writes an interval of a difference of shares in percentage points.
func points(e stats.Estimate) string {
	low, high := math.Abs(e.Low), math.Abs(e.High)
	if e.High <= 0 || low > high {
		low, high = high, low
	}
	return fmt.Sprintf("%s to %s percentage points", pointNumber(low), pointNumber(high))
}

func pointNumber(x float64) string {
	if x < 0.0995 {
		return decimals(100*x, 1)
	}
	return decimals(100*x, 0)
}

// list joins words: "a, b and c".
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// sentence makes the first letter a capital.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// date writes a day: "6 August 2018".
func date(t time.Time) string { return t.Format("2 January 2006") }

// lowerFirst makes the first letter small.
func lowerFirst(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// tidy rounds to twelve significant digits, so that the last digits, which can
// differ from one kind of processor to another, are not written.
func tidy(x float64) float64 {
	if x == 0 {
		return 0
	}
	scale := math.Pow(10, 11-math.Floor(math.Log10(math.Abs(x))))
	if math.IsInf(scale, 0) || scale == 0 {
		return x
	}
	return math.Round(x*scale) / scale
}
