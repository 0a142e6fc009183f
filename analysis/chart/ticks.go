package chart

import (
	"math"

	"gonum.org/v1/plot"
	"yearbook/analysis/finding"
)

// valueTicks are round values from low to high, about as many as wanted.
// Steps are 1, 2 or 5 times a power of ten, and never finer than the unit
// writes: whole numbers, tenths, whole percents. Each label is written from a
// whole multiple of the step, so that no tick reads 0.30000000000000004.
// With outside set the ticks reach beyond low and high, else they stay within.
func valueTicks(low, high float64, u finding.Unit, want int, outside bool) []plot.Tick {
	scale, finest := 1.0, 0
	switch u {
	case finding.Percent:
		scale = 100
	case finding.Decimal:
		finest = -1
	}
	low, high = low*scale, high*scale
	mantissa, exponent := niceStep((high-low)/float64(max(want, 1)), finest)
	at := func(k float64) float64 {
		if exponent < 0 {
			return k * mantissa / math.Pow10(-exponent)
		}
		return k * mantissa * math.Pow10(exponent)
	}
	step := at(1)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	if outside {
		first, last = math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
		if last == first {
			last++
		}
	}
	var ticks []plot.Tick
	for k := first; k <= last && len(ticks) < 100; k++ {
		v := at(k)
		label := number(v, max(0, -exponent))
		if u == finding.Percent {
			label += "%"
		}
		ticks = append(ticks, plot.Tick{Value: v / scale, Label: label})
	}
	return ticks
}

// valueAxis is an axis that holds low and high: it ends at round values, or, so
// as not to leave much of the chart empty, a little beyond the data.
func valueAxis(low, high float64, u finding.Unit, want int) (ticks []plot.Tick, from, to float64) {
	ticks = valueTicks(low, high, u, want, true)
	from, to = ticks[0].Value, ticks[len(ticks)-1].Value
	spare := 0.15 * (high - low)
	if spare > 0 && to-high > spare && len(ticks) > 2 {
		to = high + spare/3
		ticks = ticks[:len(ticks)-1]
	}
	if spare > 0 && low-from > spare && len(ticks) > 2 {
		from = low - spare/3
		ticks = ticks[1:]
	}
	return ticks, from, to
}

// niceStep is the smallest 1, 2 or 5 times a power of ten that is at least
// the rough step and at least ten to the finest.
func niceStep(rough float64, finest int) (mantissa float64, exponent int) {
	if !(rough > math.Pow10(finest)) {
		return 1, finest
	}
	exponent = int(math.Floor(math.Log10(rough)))
	for ; ; exponent++ {
		for _, m := range [...]float64{1, 2, 5} {
			if m*math.Pow10(exponent) >= rough*(1-1e-9) {
				return m, exponent
			}
		}
	}
}

// labels are the words of the ticks.
func labels(ticks []plot.Tick) []string {
	words := make([]string, len(ticks))
	for i, t := range ticks {
		words[i] = t.Label
	}
	return words
}
