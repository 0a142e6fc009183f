package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestWilson(t *testing.T) {
	// prop.test(x, n, correct = FALSE)$conf.int
	for _, c := range []struct {
		p         Proportion
		low, high float64
	}{
		{Proportion{56, 70}, 0.691833555037469, 0.87695260751637},
		{Proportion{48, 80}, 0.490454650051604, 0.700381724041291},
		{Proportion{0, 10}, 0, 0.277532799862889},
		{Proportion{10, 10}, 0.722467200137111, 1},
		{Proportion{81, 263}, 0.255288519878274, 0.3662095769828},
	} {
		nearInterval(t, "Wilson", must(Wilson(c.p)), c.low, c.high)
	}
	if e := must(Wilson(Proportion{0, 0})); e.HasValue || e.Note == "" {
		t.Errorf("none in all: %+v", e)
	}
}

func TestNewcombe(t *testing.T) {
	a, b := Proportion{48, 80}, Proportion{56, 70}
	e := must(Newcombe(a, b))
	nearInterval(t, "Newcombe 56/70 - 48/80", e, 0.0524314724023649, 0.333872654036906)
	// prop.test(c(56, 48), c(70, 80), correct = FALSE)
	nearP(t, "P", e.P, 0.00804508136819656)
	nearInterval(t, "Wald", must(WaldDifference(a, b)), 0.05750489914903717, 0.34249510085096296)
	test := must(PropTest([]Proportion{b, a}))
	near(t, "X²", test.X2, 7.02341137123745973)
}

func TestPropTest(t *testing.T) {
	// prop.test(c(83, 90, 129, 70), c(86, 93, 136, 82))
	test := must(PropTest([]Proportion{{83, 86}, {90, 93}, {129, 136}, {70, 82}}))
	near(t, "X²", test.X2, 12.60041129712763919)
	nearP(t, "P", test.P, 0.00558547666162702)
	if test.DF != 3 {
		t.Errorf("df = %d, want 3", test.DF)
	}
}

func TestChiSquare(t *testing.T) {
	// chisq.test(rbind(c(762, 327, 468), c(484, 239, 477))), Agresti 2007 p. 39
	test := must(ChiSquare([][]float64{{762, 327, 468}, {484, 239, 477}}))
	near(t, "X²", test.X2, 30.0701490957547)
	nearP(t, "P", test.P, 2.95358918321176e-07)
	near(t, "V", test.CramersV, 0.104435802356468)
	if test.DF != 2 || test.Note != "" {
		t.Errorf("df %d, note %q", test.DF, test.Note)
	}
	nearAll(t, "expected", test.Expected[0], []float64{703.671381936888, 319.645266594124, 533.683351468988})
	nearAll(t, "expected", test.Expected[1], []float64{542.328618063112, 246.354733405876, 411.316648531012})
	for i, sign := range []float64{1, -1} {
		nearAll(t, "residual", test.Residuals[i], []float64{sign * 4.50205352108671, sign * 0.69945173298443, sign * -5.31594554270493})
	}
}

// The real change of mix of NHS.md 6.4, pooled and by trust, to the digits
// given there.
func TestMixShiftByTrust(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b Proportion
		want string
	}{
		{"pooled", Proportion{287, 2029}, Proportion{817, 3713}, "X² 52.18, p 5e-13"},
		{"NEAS", Proportion{240, 841}, Proportion{757, 2811}, "X² 0.84, p 0.4"},
		{"NHFT", Proportion{47, 1188}, Proportion{60, 902}, "X² 7.67, p 0.006"},
	} {
		test := must(PropTest([]Proportion{c.a, c.b}))
		if got := fmt.Sprintf("X² %.2f, p %.1g", test.X2, test.P); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestChiSquareEdges(t *testing.T) {
	for _, c := range []struct {
		name  string
		table [][]float64
		test  bool
		note  string
	}{
		{"nothing", nil, false, "nothing to test"},
		{"all zero", [][]float64{{0, 0}, {0, 0}}, false, "nothing to test"},
		{"one row", [][]float64{{1, 2}}, false, "nothing to test"},
		{"empty column", [][]float64{{10, 0, 20}, {20, 0, 10}}, true, ""},
		{"small", [][]float64{{1, 2}, {3, 4}}, true, "below 5"},
	} {
		got := must(ChiSquare(c.table))
		if got.HasP != c.test || !strings.Contains(got.Note, c.note) {
			t.Errorf("%s: P %v, note %q", c.name, got.HasP, got.Note)
		}
		wantFinite(t, got)
	}
	if got := must(ChiSquare([][]float64{{10, 0, 20}, {20, 0, 10}})); got.DF != 1 {
		t.Errorf("an empty column adds to the degrees of freedom: %d", got.DF)
	}
	if _, err := ChiSquare([][]float64{{1, 2}, {3}}); err == nil {
		t.Error("ragged table: no error")
	}
}

func TestFisher(t *testing.T) {
	// fisher.test(rbind(c(3, 1), c(1, 3))), the lady tasting tea
	f := must(FisherExact(3, 1, 1, 3))
	near(t, "two-sided", f.P, 0.485714285714286)
	near(t, "greater", f.Greater, 0.242857142857143)
	near(t, "less", f.Less, 69.0/70)
	if f.OddsRatio != 9 {
		t.Errorf("odds ratio %v, want 9", f.OddsRatio)
	}
	if f := must(FisherExact(0, 0, 3, 4)); f.P != 1 || f.Note == "" {
		t.Errorf("an empty row: P %v, note %q", f.P, f.Note)
	}
}

// The P values of Benjamini and Hochberg (1995), table in section 3.2.
var bh1995 = []float64{
	0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
	0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
}

func TestAdjust(t *testing.T) {
	nearAll(t, "Bonferroni", must(Bonferroni(bh1995)), []float64{
		0.0015, 0.0060, 0.0285, 0.1425, 0.3015, 0.4170, 0.4470, 0.5160, 0.6885, 1, 1, 1, 1, 1, 1})
	nearAll(t, "Holm", must(Holm(bh1995)), []float64{
		0.0015, 0.0056, 0.0247, 0.1140, 0.2211, 0.2780, 0.2780, 0.2780, 0.3213, 1, 1, 1, 1, 1, 1})
	nearAll(t, "BH", must(BenjaminiHochberg(bh1995)), []float64{
		0.0015, 0.0030, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429,
		0.0645, 0.0765, 0.486, 0.5811818181818181, 0.7148749999999999, 0.7532307692307693, 0.8132142857142857, 1})
}

// Adjusted values follow their P values when those are shuffled, never fall
// below them, and keep their order.
func TestAdjustProperties(t *testing.T) {
	for name, adjust := range map[string]func([]float64) ([]float64, error){
		"Bonferroni": Bonferroni, "Holm": Holm, "BH": BenjaminiHochberg,
	} {
		if got := must(adjust(nil)); got == nil || len(got) != 0 {
			t.Errorf("%s of nothing is %v", name, got)
		}
		if _, err := adjust([]float64{0.5, math.NaN()}); err == nil {
			t.Errorf("%s: NaN: no error", name)
		}
		want := must(adjust(bh1995))
		order := []int{7, 14, 0, 3, 11, 1, 9, 13, 2, 4, 12, 6, 10, 5, 8}
		shuffled := make([]float64, len(order))
		for i, j := range order {
			shuffled[i] = bh1995[j]
		}
		got := must(adjust(shuffled))
		for i, j := range order {
			near(t, name+" shuffled", got[i], want[j])
			if got[i] < shuffled[i] {
				t.Errorf("%s: %v is below its P value %v", name, got[i], shuffled[i])
			}
			if j > 0 && want[j] < want[j-1] {
				t.Errorf("%s is not monotone at %d", name, j)
			}
		}
	}
}

func FuzzTable(f *testing.F) {
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		x := floats8(data, 60)
		cols := int(k)%5 + 1
		var table [][]float64
		for len(x) >= cols {
			table = append(table, x[:cols])
			x = x[cols:]
		}
		if got, err := ChiSquare(table); err == nil {
			wantFinite(t, got)
		}
		x = floats8(data, 60)
		for _, adjust := range []func([]float64) ([]float64, error){Bonferroni, Holm, BenjaminiHochberg} {
			if got, err := adjust(x); err == nil {
				wantFinite(t, got)
			}
		}
	})
}
