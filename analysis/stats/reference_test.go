package stats

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// refSection is one section of shared/reference/r_reference_values.txt: the
// numbers under a heading, in order.
type refSection struct {
	t       *testing.T
	heading string
	numbers []string
	used    []bool
}

var refNumber = regexp.MustCompile(`(^|[^\w.,\[])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)`)

// refSections reads the file.
func refSections(t *testing.T) []*refSection {
	t.Helper()
	var all []*refSection
	for line := range strings.Lines(string(reference(t, "r_reference_values.txt"))) {
		line = strings.TrimRight(line, "\r\n")
		if h, ok := strings.CutPrefix(line, "## "); ok {
			all = append(all, &refSection{t: t, heading: h})
			continue
		}
		if len(all) == 0 {
			continue
		}
		s := all[len(all)-1]
		for _, m := range refNumber.FindAllStringSubmatch(line, -1) {
			s.numbers = append(s.numbers, m[2])
		}
	}
	for _, s := range all {
		s.used = make([]bool, len(s.numbers))
	}
	return all
}

// is holds got against number i of the section: to 1e-6, or to the digits
// given where there are fewer, and exactly for a whole number.
func (s *refSection) is(i int, what string, got float64) {
	s.t.Helper()
	if i >= len(s.numbers) {
		s.t.Fatalf("%s: the section has %d numbers, not %d", what, len(s.numbers), i+1)
	}
	s.used[i] = true
	text := s.numbers[i]
	want, err := strconv.ParseFloat(text, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	slack := 1e-6 * math.Abs(want)
	if want == 0 {
		slack = 1e-300
	}
	if want == math.Trunc(want) && !strings.ContainsAny(text, ".e") {
		slack = 0
	}
	if !(math.Abs(got-want) <= slack) {
		s.t.Errorf("%s (number %d) = %.15g, want %s", what, i, got, text)
	}
}

// are holds several numbers from i on.
func (s *refSection) are(i int, what string, got ...float64) {
	s.t.Helper()
	for k, g := range got {
		s.is(i+k, what, g)
	}
}

// label marks numbers that are names or input, not results.
func (s *refSection) label(at ...int) {
	for _, i := range at {
		s.used[i] = true
	}
}

func interval(e Estimate) []float64 { return []float64{e.Low, e.High} }

// TestReferenceValues reproduces every number of the reference file: each
// section must have a check, and each check must use every number.
func TestReferenceValues(t *testing.T) {
	checks := map[string]func(*refSection){
		"poisson.test two-sample": func(s *refSection) {
			e := must(RateRatioExact(Count{21, 3011}, Count{11, 800}))
			s.are(0, "two counts", e.P, e.Value, e.Low, e.High)
		},
		"poisson.test one-sample x=10": func(s *refSection) {
			s.are(0, "ten", interval(must(PoissonExact(Count{10, 1})))...)
		},
		"poisson.test x=0": func(s *refSection) {
			s.are(0, "nought", interval(must(PoissonExact(Count{0, 1})))...)
		},
		"poisson.test(137": func(s *refSection) {
			e := must(PoissonTest(Count{137, 24.19893}, 1))
			s.are(0, "137", e.P, e.Value, e.Low, e.High)
		},
		"year-on-year tweets": func(s *refSection) {
			a, b := Count{1410, 23}, Count{3050, 48}
			e, w := must(RateRatioExact(a, b)), must(RateRatioWald(a, b))
			s.are(0, "exact", e.P, e.Value, e.Low, e.High)
			s.are(4, "Wald", w.Value, w.Low, w.High)
		},
		"weekly tweets per chat": checkWeekly,
		"MASS quine":             checkQuine,
		"chisq.test Agresti":     checkAgresti,
		"prop.test smokers":      checkSmokers,
		"2-sample proportions":   checkProportionsFile,
		"Fisher exact":           checkTea,
		"p.adjust":               checkAdjustFile,
		"Kendall / Mann-Kendall": checkKendallFile,
		"Nile":                   checkNile,
		"Gini":                   checkGiniFile,
		"Cohen kappa":            func(s *refSection) { s.is(0, "kappa", must(CohenKappa([][]float64{{20, 5}, {10, 15}})).Value) },
		"anscombe lm":            checkAnscombe,
		"tidylo":                 checkTidylo,
		"Monroe et al":           checkMonroe,
	}
	for _, s := range refSections(t) {
		found := false
		for prefix, check := range checks {
			if !strings.HasPrefix(s.heading, prefix) {
				continue
			}
			found = true
			t.Run(prefix, func(t *testing.T) {
				s.t = t
				check(s)
				for i, used := range s.used {
					if !used {
						t.Errorf("number %d, %s, is not reproduced", i, s.numbers[i])
					}
				}
			})
		}
		if !found {
			t.Errorf("section %q has no check", s.heading)
		}
	}
}

func checkWeekly(s *refSection) {
	y := append(append([]float64{}, y2012...), y2013...)
	x := make([][]float64, len(y))
	for i := range x {
		x[i] = []float64{float64(i / len(y2012))}
	}
	table := func(from int, m CountModel) {
		for j, c := range m.Coefficients {
			s.are(from+4*j, m.Method, c.Value, c.SE, c.Statistic, c.P)
		}
	}
	q, nb := must(RateRatioQuasiPoisson(y2012, y2013)), must(RateRatioNegBin(y2012, y2013))
	s.are(0, "means", q.MeanA, q.MeanB)
	p := must(CountRegression(y, x, nil, PoissonCounts))
	table(2, p)
	s.are(10, "misfit", p.Deviance, float64(p.DF), p.PearsonX2, q.Dispersion)
	qp := must(CountRegression(y, x, nil, QuasiPoissonCounts))
	table(14, qp)
	s.is(13, "dispersion of the model", qp.Dispersion)
	s.are(18, "quasi-Poisson ratio", math.Log(q.Value), q.SE, q.T, q.P)
	m := must(CountRegression(y, x, nil, NegativeBinomialCounts))
	table(22, m)
	s.are(26, "negative binomial ratio", math.Log(nb.Value), nb.SE, nb.Z, nb.P)
	s.are(30, "theta", nb.Theta, nb.ThetaSE)
	s.are(30, "theta of the model", m.Theta, m.ThetaSE)
	s.label(32) // the 2 of 2logLik
	s.is(33, "2 log L", nb.LogLikelihood2)
	s.is(33, "2 log L of the model", m.LogLikelihood2)
	w := must(RateRatioWald(Count{777, 12}, Count{1069, 12}))
	s.are(34, "Poisson Wald", w.Value, w.Low, w.High)
	s.are(37, "quasi-Poisson normal", q.Normal.Low, q.Normal.High)
	s.are(39, "quasi-Poisson t", q.Low, q.High)
	s.are(41, "negative binomial", nb.Low, nb.High)
	r, d := must(Wilcoxon(y2012, y2013)), must(Welch(y2012, y2013))
	s.are(43, "Wilcoxon", r.W, r.P, r.Value, r.Low, r.High)
	s.are(48, "Welch", d.T, d.DF, d.P, d.Low, d.High)
}

// quine reads the children's days of absence: Eth N, Sex M, Age F1 to F3 and
// Lrn SL as columns of noughts and ones.
func quine(t testing.TB) (days []float64, x [][]float64) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "quine.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if i == 0 {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), ",")
		d, err := strconv.ParseFloat(f[4], 64)
		if err != nil {
			t.Fatal(err)
		}
		is := func(b bool) float64 {
			if b {
				return 1
			}
			return 0
		}
		days = append(days, d)
		x = append(x, []float64{is(f[0] == "N"), is(f[1] == "M"), is(f[2] == "F1"), is(f[2] == "F2"), is(f[2] == "F3"), is(f[3] == "SL")})
	}
	return days, x
}

func checkQuine(s *refSection) {
	days, x := quine(s.t)
	m := must(CountRegression(days, x, nil, NegativeBinomialCounts))
	for j, c := range m.Coefficients {
		s.is(j, "coefficient", c.Value)
	}
	s.is(7, "theta", m.Theta)
	s.label(8) // the 2 of 2logLik
	s.is(9, "2 log L", m.LogLikelihood2)
}

func checkAgresti(s *refSection) {
	c := must(ChiSquare([][]float64{{762, 327, 468}, {484, 239, 477}}))
	s.are(0, "test", c.X2, float64(c.DF), c.P)
	for i := range 2 {
		s.are(3+3*i, "expected", c.Expected[i]...)
		s.are(9+3*i, "residuals", c.Residuals[i]...)
	}
	s.is(15, "Cramér's V", c.CramersV)
}

func checkSmokers(s *refSection) {
	c := must(PropTest([]Proportion{{83, 86}, {90, 93}, {129, 136}, {70, 82}}))
	s.are(0, "test", c.X2, float64(c.DF), c.P)
}

func checkProportionsFile(s *refSection) {
	a, b := Proportion{48, 80}, Proportion{56, 70}
	plain, corrected := must(WaldDifference(a, b)), must(CorrectedDifference(a, b))
	x2 := must(PropTest([]Proportion{a, b})).X2
	s.are(0, "plain", x2, plain.P, plain.Low, plain.High)
	s.is(4, "corrected X²", math.Pow(normalQuantileOf(corrected.P), 2))
	s.are(5, "corrected", corrected.P, corrected.Low, corrected.High)
	s.are(10, "56 of 70", interval(must(Wilson(b)))...)
	s.are(14, "48 of 80", interval(must(Wilson(a)))...)
	s.are(16, "Newcombe", interval(must(Newcombe(a, b)))...)
	s.are(20, "0 of 10", interval(must(Wilson(Proportion{0, 10})))...)
	s.are(24, "10 of 10", interval(must(Wilson(Proportion{10, 10})))...)
	s.are(28, "81 of 263", interval(must(Wilson(Proportion{81, 263})))...)
	s.label(8, 9, 12, 13, 18, 19, 22, 23, 26, 27)
}

// normalQuantileOf is the size of z whose two-sided P value is p.
func normalQuantileOf(p float64) float64 {
	return bisect(func(z float64) float64 { return normalTwoSided(z) - p }, 0, 40)
}

func checkTea(s *refSection) {
	f := must(FisherExact(3, 1, 1, 3))
	s.are(0, "tea", f.Greater, f.P)
}

func checkAdjustFile(s *refSection) {
	s.label(0, 1)
	for k, adjust := range []func([]float64) ([]float64, error){Bonferroni, Holm, Hochberg, BenjaminiHochberg, BenjaminiYekutieli} {
		s.are(2+15*k, "adjusted", must(adjust(bh1995))...)
	}
}

func checkKendallFile(s *refSection) {
	at := make([]float64, len(noisyTen))
	for i := range at {
		at[i] = float64(i + 1)
	}
	k, m, ties := must(Kendall(at, noisyTen)), must(MannKendall(noisyTen)), must(MannKendall(tiedEight))
	s.are(0, "Kendall", k.Value, k.P)
	s.are(2, "ten", float64(m.S), m.Variance, m.Z, m.P, m.Slope.Value)
	s.are(7, "ties", float64(ties.S), ties.Variance, ties.Z, ties.P)
	s.is(0, "tau of Mann-Kendall", m.Tau)
}

func checkNile(s *refSection) {
	c, p := must(LeastSquaresChange(nile)), must(Pettitt(nile))
	s.are(0, "least squares", float64(c.After), float64(1870+c.After), c.MeanBefore, c.MeanAfter, c.Statistic, c.Total)
	s.are(6, "CUSUM", float64(c.CusumAfter), c.Cusum)
	s.are(8, "Pettitt", p.Statistic, float64(p.After), float64(1870+p.After), p.P)
}

func checkGiniFile(s *refSection) {
	for i, x := range [][]float64{{1, 1, 1, 1}, {0, 0, 0, 1}, {1, 2, 3, 4}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 91}} {
		s.is(i, "Gini", must(Gini(x)).Gini)
	}
	s.label(4, 5) // of n/(n-1)
	s.is(len(s.numbers)-2, "corrected", must(Gini([]float64{0, 0, 0, 1})).GiniCorrected)
	s.is(len(s.numbers)-1, "AirPassengers", must(Gini(referenceColumn(s.t, "AirPassengers.csv"))).Gini)
}

var anscombeX, anscombeY = []float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
	[]float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}

func checkAnscombe(s *refSection) {
	l := must(LeastSquares(anscombeX, anscombeY))
	s.are(0, "intercept", l.Intercept.Value, l.InterceptSE, l.Intercept.Value/l.InterceptSE, l.Intercept.P)
	s.are(4, "slope", l.Slope.Value, l.SlopeSE, l.Slope.Value/l.SlopeSE, l.Slope.P)
}

func checkTidylo(s *refSection) {
	row := func(at int, k KeyTerm) { // number of the row, set, word, count, two results
		s.label(at, at+1, at+2, at+3)
		s.are(at+4, "tidylo", k.LogOdds, k.Z)
	}
	counts := [][]float64{{12, 2, 4}, {3, 10, 1}}
	for k, uninformative := range []bool{false, true} {
		terms := must(SetLogOdds(counts, uninformative))
		for i := range 6 {
			row(36*k+6*i, terms[i/3][i%3])
		}
	}
	// the quick brown fox jumped over lazy dog
	words := must(SetLogOdds([][]float64{{1, 1, 1, 1, 2, 0, 0, 0}, {1, 0, 1, 0, 0, 1, 1, 2}}, false))
	order := [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 5}, {1, 0}, {1, 6}, {1, 2}, {1, 7}}
	for i, at := range order { // number of the row, document, count, two results
		k := 72 + 5*i
		s.label(k, k+1, k+2)
		term := words[at[0]][at[1]]
		if math.Abs(term.LogOdds) < 1e-15 && math.Abs(term.Z) < 1e-15 {
			term.LogOdds, term.Z = 0, 0 // rounding
		}
		s.are(k+3, "document", term.LogOdds, term.Z)
	}
}

func checkMonroe(s *refSection) {
	first, second := []float64{50, 30, 5, 15}, []float64{60, 10, 25, 5}
	prior := must(PooledPrior(second, first, 10))
	s.are(0, "prior", prior...)
	for i, k := range must(LogOdds(second, first, prior)) {
		s.is(4+i, "difference", k.LogOdds)
		s.is(8+i, "variance", k.Variance)
		s.is(12+i, "z", k.Z)
	}
}

// series reads a file of testdata: numbers with white space between, NA where
// one is missing.
func series(t testing.TB, name string) []float64 {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var x []float64
	for _, f := range strings.Fields(string(data)) {
		if f == "NA" {
			x = append(x, math.NaN())
			continue
		}
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			t.Fatal(err)
		}
		x = append(x, v)
	}
	return x
}

// TestNISTUnivariate holds means, deviations and autocorrelations against the
// certified values of the Statistical Reference Datasets.
func TestNISTUnivariate(t *testing.T) {
	for _, c := range []struct {
		file          string
		n             int
		mean, sd, lag float64
	}{
		{"lottery.txt", 218, 518.958715596330, 291.699727470969, -0.120948622967393},
		{"mavro.txt", 50, 2.00185600000000, 0.000429123454003053, 0.937989183438248},
		{"michelso.txt", 100, 299.852400000000, 0.0790105478190518, 0.535199668621283},
	} {
		x := series(t, c.file)
		s := must(Summarise(x))
		if s.N != c.n {
			t.Errorf("%s: %d values, want %d", c.file, s.N, c.n)
		}
		nearTo(t, c.file+" mean", s.Mean, c.mean, 1e-14)
		nearTo(t, c.file+" sd", s.SD, c.sd, 1e-9)
		r, _ := Autocorrelation(x, 1)
		nearTo(t, c.file+" lag 1", r, c.lag, 1e-9)
	}
}

// TestRainfall holds the trend tests against pymannkendall on its series of 360
// months, some missing: NHS reference numbers for arbitrary_1d.
func TestRainfall(t *testing.T) {
	y := series(t, "rainfall.txt")
	m := must(MannKendall(y))
	checkTrendNumbers(t, "rain", m, -1959, 4889800.333333333, -0.8854562842589916, 0.37591058740506833)
	near(t, "tau", m.Tau, -0.03153167653875869)
	near(t, "slope", m.Slope.Value, -0.006369426751592357)
	near(t, "intercept", m.Intercept, 96.15286624203821)
	// pymannkendall's own tests give these for its other variants.
	h := must(HamedRao(y, 0))
	checkTrendNumbers(t, "Hamed-Rao", h, -1959, 257403.38678462413, -3.859273515045842, 0.00011372459883540742)
	h = must(HamedRao(y, 3))
	checkTrendNumbers(t, "Hamed-Rao, 3 lags", h, -1959, 14226812.425138814, -0.5191093899188985, 0.603684460662274)
	seasonal := must(SeasonalMannKendall(y, 12))
	checkTrendNumbers(t, "seasonal", seasonal, -399, 34702.333333333336, -2.136504114534638, 0.03263834596177739)
	near(t, "seasonal tau", seasonal.Tau, -0.0794979079497908)
	near(t, "seasonal slope", seasonal.Slope.Value, -0.08695652173913043)
	near(t, "seasonal intercept", seasonal.Intercept, 96.31159420289855)
}
