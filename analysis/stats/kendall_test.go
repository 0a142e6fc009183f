package stats

import "testing"

func TestKendallTies(t *testing.T) {
	// cor.test(x, y, method = "kendall")
	k := must(Kendall([]float64{1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9}, []float64{2, 3, 3, 5, 4, 6, 6, 7, 9, 8, 9, 12}))
	near(t, "z", k.Z, 4.03319801201448)
	nearP(t, "P", k.P, 5.50228774338658e-05)
	near(t, "tau", k.Value, 0.920634920634921)
	if k.Exact {
		t.Error("ties leave no exact distribution")
	}
}

// By hand: of the 6 orders of three, one has all three pairs in order.
func TestKendallSmallExact(t *testing.T) {
	k := must(Kendall([]float64{1, 2, 3}, []float64{4, 5, 6}))
	near(t, "P", k.P, 2.0/6)
	if !k.Exact || k.Value != 1 || k.S != 3 {
		t.Errorf("%+v", k)
	}
	down := must(Kendall([]float64{1, 2, 3}, []float64{6, 5, 4}))
	if down.Value != -1 || down.P != k.P {
		t.Errorf("%+v", down)
	}
}
