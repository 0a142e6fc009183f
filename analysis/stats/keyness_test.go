package stats

import (
	"math"
	"testing"
)

func TestLogOddsMonroe(t *testing.T) {
	// Counts of the, staff, wait and kind; the reference takes the first group
	// less the second, this package the later b less the earlier a.
	first, second := []float64{50, 30, 5, 15}, []float64{60, 10, 25, 5}
	prior := must(PooledPrior(second, first, 10))
	nearAll(t, "prior", prior, []float64{5.5, 2, 1.5, 1})
	terms := must(LogOdds(second, first, prior))
	for i, want := range []struct{ delta, variance, z float64 }{
		{-0.368378634385821, 0.0332851935905371, -2.01915142581150},
		{1.209087904992706, 0.1145833333333333, 3.57188239081512},
		{-1.620067536939199, 0.1915820029027576, -3.70131259467737},
		{1.081925369883095, 0.2291666666666667, 2.26006838769901},
	} {
		near(t, "delta", terms[i].LogOdds, want.delta)
		near(t, "variance", terms[i].Variance, want.variance)
		near(t, "z", terms[i].Z, want.z)
	}
}

func TestSetLogOddsMtcars(t *testing.T) {
	// tidylo::bind_log_odds(count(mtcars, vs, gear), vs, gear, n)
	counts := [][]float64{{12, 2, 4}, {3, 10, 1}}
	checkSetLogOdds(t, "informative", must(SetLogOdds(counts, false)),
		[]float64{0.285505793029186, -0.433635985074861, 0.170051464202140, -0.316669609325033, 0.423814246776361, -0.210721031315652},
		[]float64{1.172834723553646, -1.376751571243918, 0.403312459744014, -1.135477730316075, 1.566116790522773, -0.436233979020100})
	checkSetLogOdds(t, "uninformative", must(SetLogOdds(counts, true)),
		[]float64{0.696816909448908, -1.252762968495368, 0.324926245624152, -0.967345902674439, 1.145132304303002, -0.526825965112432},
		[]float64{1.891272860359374, -1.969105982864539, 0.554917206913130, -1.740710726339070, 2.842143635576350, -0.657067421302414})
}

func TestSetLogOddsDocuments(t *testing.T) {
	// The test data of tidylo: the quick brown fox jumped over lazy dog.
	terms := must(SetLogOdds([][]float64{{1, 1, 1, 1, 2, 0, 0, 0}, {1, 0, 1, 0, 0, 1, 1, 2}}, false))
	for i, row := range [][]float64{
		{0, 0.773189888233482, 0, 0.773189888233482, 1.238099761799534},
		{0, -1, 0, -1, -1, 0.773189888233482, 0.773189888233482, 1.238099761799534},
	} {
		for j, z := range row {
			if z >= 0 {
				nearTo(t, "z", terms[i][j].Z, z, 1e-9)
			}
		}
	}
	if terms[0][5].Has {
		t.Error("a word that a set does not have got a value")
	}
}

func checkSetLogOdds(t *testing.T, name string, terms [][]KeyTerm, logOdds, z []float64) {
	t.Helper()
	for i := range logOdds {
		k := terms[i/3][i%3]
		near(t, name+" log odds", k.LogOdds, logOdds[i])
		near(t, name+" z", k.Z, z[i])
	}
}

func TestLogLikelihood(t *testing.T) {
	// By hand: 10 of 1000 against 30 of 1000, expected 20 and 20.
	got := must(LogLikelihood([]float64{10, 5, 0}, []float64{30, 5, 0}, 1000, 1000))
	near(t, "G²", got[0].G2, 2*(10*math.Log(0.5)+30*math.Log(1.5)))
	if got[0].Direction != 1 || got[1].G2 != 0 || got[1].Direction != 0 || got[2].Has {
		t.Errorf("%+v", got)
	}
	if _, err := LogLikelihood([]float64{10}, []float64{1}, 5, 5); err == nil {
		t.Error("a total below its counts: no error")
	}
}

func TestLogOddsSwaps(t *testing.T) {
	a, b := []float64{50, 30, 5, 15}, []float64{60, 10, 25, 5}
	prior := must(PooledPrior(a, b, 500))
	ab, ba := must(LogOdds(a, b, prior)), must(LogOdds(b, a, prior))
	for i := range ab {
		near(t, "z", ba[i].Z, -ab[i].Z)
	}
}

func FuzzKeyness(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		x := floats8(data, 60)
		n := len(x) / 3
		a, b, prior := x[:n], x[n:2*n], x[2*n:3*n]
		if got, err := LogOdds(a, b, prior); err == nil {
			wantFinite(t, got)
		}
		if p, err := PooledPrior(a, b, float64(k)); err == nil {
			wantFinite(t, p)
			if got, err := LogOdds(a, b, p); err == nil {
				wantFinite(t, got)
			}
		}
		if got, err := SetLogOdds([][]float64{a, b, prior}, k&1 == 1); err == nil {
			wantFinite(t, got)
		}
		if got, err := LogLikelihood(a, b, 1e50, 1e50); err == nil {
			wantFinite(t, got)
		}
		if got, err := CohenKappa([][]float64{a, b, prior}); err == nil {
			wantFinite(t, got)
		}
		if got, err := LeastSquares(a, b); err == nil {
			wantFinite(t, got)
		}
		var groups []Subgroup
		for i := range a {
			groups = append(groups, Subgroup{a[i], b[i]})
		}
		if got, err := PPrime(groups, XmROptions{Improvement: 1}); err == nil {
			wantFinite(t, got)
		}
		if got, err := UPrime(groups, XmROptions{}); err == nil {
			wantFinite(t, got)
		}
	})
}
