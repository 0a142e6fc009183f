package coder

import (
	"math"
	"slices"
)

// curve turns a score into a probability: 1/(1+exp(-(slope·score + shift))).
type curve struct{ slope, shift float64 }

func (c curve) at(score float64) float64 { return 1 / (1 + math.Exp(-c.slope*score-c.shift)) }

// calibrate fits the curve to scores of examples that the model has not seen.
// The targets are drawn in a little, as Platt does, and the slope is held near
// one with the weight of one example, so that a few scores that part cleanly do
// not make it infinite. Newton's method with halved steps.
func calibrate(scores []float64, yes []bool) curve {
	with := 0.0
	for _, y := range yes {
		if y {
			with++
		}
	}
	high, low := (with+1)/(with+2), 1/(float64(len(yes))-with+2)
	loss := func(c curve) float64 {
		sum := 0.5 * (c.slope - 1) * (c.slope - 1)
		for i, s := range scores {
			z := c.slope*s + c.shift
			t := low
			if yes[i] {
				t = high
			}
			sum += math.Max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) - t*z
		}
		return sum
	}
	c := curve{slope: 1}
	now := loss(c)
	for range 100 {
		ga, gb, aa, ab, bb := c.slope-1, 0.0, 1.0, 0.0, 1e-9
		for i, s := range scores {
			p := c.at(s)
			t := low
			if yes[i] {
				t = high
			}
			w := p * (1 - p)
			ga, gb = ga+(p-t)*s, gb+(p-t)
			aa, ab, bb = aa+w*s*s, ab+w*s, bb+w
		}
		det := aa*bb - ab*ab
		if math.Abs(ga)+math.Abs(gb) < 1e-9 || det <= 0 {
			break
		}
		da, db := (bb*ga-ab*gb)/det, (aa*gb-ab*ga)/det
		moved := false
		for step := 1.0; step > 1e-6; step /= 2 {
			next := curve{c.slope - step*da, c.shift - step*db}
			if l := loss(next); l < now {
				c, now, moved = next, l, true
				break
			}
		}
		if !moved {
			break
		}
	}
	return c
}

// bestExpected is the probability above which giving the code makes the F1 to
// be expected greatest, if the probabilities are right.
func bestExpected(probabilities []float64) float64 {
	p := slices.Clone(probabilities)
	slices.Sort(p)
	slices.Reverse(p)
	total := 0.0
	for _, x := range p {
		total += x
	}
	best, at, hits := 0.0, 1.0, 0.0
	for k, x := range p {
		hits += x
		f := 2 * hits / (float64(k+1) + total)
		if f <= best {
			continue
		}
		best, at = f, x/2
		if k+1 < len(p) {
			at = (x + p[k+1]) / 2
		}
	}
	return at
}

// bestCommon is the threshold common to all codes with the highest micro F1.
// Its arguments are by code and example.
func bestCommon(probabilities [][]float64, yes [][]bool) float64 {
	best, at := -1.0, 0.5
	for k := 10; k <= 60; k += 2 {
		t := float64(k) / 100
		var c Count
		for l, p := range probabilities {
			for i, x := range p {
				c.Add(yes[l][i], x > t)
			}
		}
		if f := c.F1(); f > best {
			best, at = f, t
		}
	}
	return at
}
