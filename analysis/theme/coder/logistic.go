package coder

import (
	"math"
	"math/rand/v2"
)

// The solver stops when no slope exceeds this, or after so many passes.
const (
	tolerance  = 0.05
	mostPasses = 200
)

// problem is one logistic regression: rows, of each whether it has the code,
// and what a mistake costs.
type problem struct {
	rows  []vector
	yes   []bool
	cost  []float64
	width int // number of columns
}

// solve finds the weights of L2-regularised logistic regression,
//
//	min ½|w|² + Σ cost_i log(1 + exp(-y_i w·x_i)),
//
// in its dual, one row at a time. The last weight is the intercept, regularised
// as that of a feature which is always one. The order of rows is drawn from the
// seed. Source: Yu, Huang and Lin (2011), algorithm 5.
func (p *problem) solve(seed uint64, tolerance float64) []float64 {
	w := make([]float64, p.width+1)
	alpha := make([]float64, len(p.rows))
	rest := make([]float64, len(p.rows)) // cost - alpha, kept for precision near both ends
	square := make([]float64, len(p.rows))
	order := make([]int, len(p.rows))
	for k, row := range p.rows {
		alpha[k] = min(1e-3*p.cost[k], 1e-8)
		rest[k] = p.cost[k] - alpha[k]
		square[k] = 1
		for _, v := range row.value {
			square[k] += float64(v) * float64(v)
		}
		row.addTo(w, sign(p.yes[k])*alpha[k])
		order[k] = k
	}
	shuffle := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	inner := 1e-2
	for range mostPasses {
		shuffle.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		steps, worst := 0, 0.0
		for _, k := range order {
			y := sign(p.yes[k])
			slope := y * p.rows[k].product(w)
			near, far, s := &alpha[k], &rest[k], 1.0
			if 0.5*square[k]*(rest[k]-alpha[k])+slope < 0 {
				near, far, s = far, near, -1
			}
			z, first, n := newton(*near, p.cost[k], square[k], s*slope, inner)
			worst = max(worst, math.Abs(first))
			if n > 0 {
				p.rows[k].addTo(w, s*(z-*near)*y)
				*near, *far = z, p.cost[k]-z
			}
			steps += n
		}
		if worst < tolerance {
			break
		}
		if steps <= len(p.rows)/10 {
			inner = max(1e-8, 0.1*inner)
		}
	}
	return w
}

// newton minimises z log z + (c-z) log(c-z) + ½a(z-old)² + b(z-old) over
// 0 < z < c. It returns where it came to, the slope where it began, and the
// number of steps.
func newton(old, c, a, b, small float64) (z, first float64, steps int) {
	z = old
	if c-z < 0.5*c {
		z *= 0.1
	}
	slope := a*(z-old) + b + math.Log(z/(c-z))
	first = slope
	for steps < 100 && math.Abs(slope) >= small {
		if next := z - slope/(a+c/(c-z)/z); next <= 0 {
			z *= 0.1
		} else {
			z = next
		}
		slope = a*(z-old) + b + math.Log(z/(c-z))
		steps++
	}
	return z, first, steps
}

// product is the scalar product with weights of which the last is the
// intercept.
func (v vector) product(w []float64) float64 {
	sum := w[len(w)-1]
	for k, c := range v.column {
		sum += w[c] * float64(v.value[k])
	}
	return sum
}

// addTo adds a multiple of the row, and of the feature that is always one.
func (v vector) addTo(w []float64, by float64) {
	for k, c := range v.column {
		w[c] += by * float64(v.value[k])
	}
	w[len(w)-1] += by
}

func sign(yes bool) float64 {
	if yes {
		return 1
	}
	return -1
}
