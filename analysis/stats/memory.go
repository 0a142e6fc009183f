package stats

import "math"

const (
	// mostDependence bounds the correlation of sessions that follow each other that
	// is reckoned with: near 1 nothing could be said at all.
	mostDependence = 0.9
	// leastLevel is the number of sessions that a level within a period has at
	// least.
	leastLevel = 5
	// clearStep is how many standard errors, widened for what memory is left, two
	// levels within a period differ by where they are taken for a step. In series
	// of 50 with memory and no step it comes about in 1 of 100.
	clearStep = 6
)

// memory is the correlation of a value with the one before it in the same series
// where it is above chance at 5 per cent, one-sided, and 0 otherwise. A step in the
// level of a series makes neighbours alike without any memory, so it is taken out
// first where it is clear.
func memory(series ...[]float64) float64 {
	r, n, chance := serial(series...)
	if n < 2*MinSessions || r <= chance {
		return 0
	}
	var levels [][]float64
	stepped := false
	for _, y := range series {
		if at := step(y); at > 0 {
			levels, stepped = append(levels, y[:at], y[at:]), true
			continue
		}
		levels = append(levels, y)
	}
	if stepped {
		if r, _, chance = serial(levels...); r <= chance {
			return 0
		}
	}
	return min(r, mostDependence)
}

// step is the number of values before the level of a series clearly changed, or
// 0. It is where two levels fit best by least squares, and clear where they
// differ by more than clearStep standard errors.
func step(y []float64) int {
	n, total := len(y), sumOf(y)
	at, most, sum := 0, 0.0, 0.0
	for k := 1; k <= n-leastLevel; k++ {
		sum += y[k-1]
		if k < leastLevel {
			continue
		}
		first, second := float64(k), float64(n-k)
		d := sum/first - (total-sum)/second
		if between := d * d * first * second / float64(n); between > most {
			at, most = k, between
		}
	}
	if at == 0 {
		return 0
	}
	within := sumOfSquares(y[:at]) + sumOfSquares(y[at:])
	r, _, _ := serial(y[:at], y[at:])
	r = min(max(r, 0), mostDependence)
	if most*float64(n-2)*(1-r) > clearStep*clearStep*within*(1+r) {
		return at
	}
	return 0
}

// serial is the correlation of each value with the one before it in the same
// series, around each series' own mean, with the bias of that mean put right
// (Kendall 1954). The number of values is n, and what chance exceeds in 1 of 20
// series without memory is chance.
func serial(series ...[]float64) (r, n, chance float64) {
	var product, square float64
	for _, y := range series {
		mean, ok := Mean(y)
		if !ok {
			continue
		}
		for i, v := range y {
			square += (v - mean) * (v - mean)
			if i > 0 {
				product += (v - mean) * (y[i-1] - mean)
			}
		}
		n += float64(len(y))
	}
	if n == 0 {
		return 0, 0, 1
	}
	chance = 1.645 / math.Sqrt(n)
	if square == 0 {
		return 0, n, chance
	}
	return product/square + float64(len(series))/n, n, chance
}
