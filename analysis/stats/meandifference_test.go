package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestDifferenceCovers: the interval of the difference holds the true one in 95 of
// 100 draws, of counts that scatter with their mean (quasi-Poisson) and with its
// square (busy and quiet evenings), and agrees with the interval of the ratio. That
// of the ratio times the earlier mean does not: it holds 63 for 75 to 15.
func TestDifferenceCovers(t *testing.T) {
	src := rand.NewPCG(7, 9)
	r := rand.New(src)
	gamma := func(mean, phi float64) float64 {
		return distuv.Poisson{Lambda: distuv.Gamma{Alpha: mean / (phi - 1), Beta: 1 / (phi - 1), Src: src}.Rand(), Src: src}.Rand()
	}
	busy := func(mean, spread float64) float64 {
		return distuv.Poisson{Lambda: mean * math.Exp(spread*r.NormFloat64()-spread*spread/2), Src: src}.Rand()
	}
	const runs, sessions = 400, 30
	for _, x := range []struct {
		name   string
		a, b   float64
		spread float64
		draw   func(mean, spread float64) float64
	}{
		{"gamma 75 to 60", 75, 60, 4, gamma}, {"gamma 75 to 15", 75, 15, 4, gamma}, {"gamma 20 to 80", 20, 80, 4, gamma},
		{"busy 75 to 15", 75, 15, 0.4, busy}, {"busy 35 to 70", 35, 70, 0.4, busy}, {"busy 50 to 50", 50, 50, 0.4, busy},
	} {
		covered, agree := 0, 0
		for range runs {
			a, b := make([]float64, sessions), make([]float64, sessions)
			for i := range a {
				a[i], b[i] = x.draw(x.a, x.spread), x.draw(x.b, x.spread)
			}
			d := must(CompareDependentRates(a, b, nil))
			near(t, x.name, d.Difference.Value, d.MeanB-d.MeanA)
			covered += b2i(d.Difference.Low <= x.b-x.a && x.b-x.a <= d.Difference.High)
			agree += b2i(d.Difference.Direction() == d.Direction())
		}
		t.Logf("%s: covered %d of %d, agree %d", x.name, covered, runs, agree)
		// With 95 in 100, fewer than 366 of 400 or more than 394 have a chance below 1 in 1,000.
		if covered < 366 || covered > 394 || agree < runs-3 {
			t.Errorf("%s: covered %d of %d, agree %d", x.name, covered, runs, agree)
		}
	}
}

// TestDifferenceOfMeans: with one mean known, the interval is the other's own; with
// both alike it is symmetric.
func TestDifferenceOfMeans(t *testing.T) {
	e := differenceOfMeans(10, 20, 0, 0.01, 2)
	nearInterval(t, "earlier mean known", e, 20*math.Exp(-0.2)-10, 20*math.Exp(0.2)-10)
	e = differenceOfMeans(20, 20, 0.01, 0.01, 2)
	near(t, "symmetric", e.Low, -e.High)
}
