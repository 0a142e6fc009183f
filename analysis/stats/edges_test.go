package stats

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// outcome is what one call gave.
type outcome struct {
	value any
	err   error
}

func one[T any](v T, err error) []outcome { return []outcome{{v, err}} }

func counts(x []float64) []int {
	n := make([]int, len(x))
	for i, v := range x {
		if math.Abs(v) <= 1e9 {
			n[i] = int(v)
		}
	}
	return n
}

func count(x []float64, i int) int {
	if c := counts(x); i < len(c) {
		return c[i]
	}
	return 0
}

func at(x []float64, i int) float64 {
	if i < len(x) {
		return x[i]
	}
	return 0
}

func proportionsOf(a, b []float64) []Proportion {
	var p []Proportion
	for i := range min(len(a), len(b)) {
		p = append(p, Proportion{count(a, i), count(b, i)})
	}
	return p
}

func strataOf(a, b []float64) []Stratum {
	var s []Stratum
	for i := range min(len(a), len(b)) {
		s = append(s, Stratum{Proportion{count(a, i), count(b, i)}, Proportion{count(b, i), count(a, i)}},
			Stratum{Proportion{0, count(a, i)}, Proportion{count(a, i), count(a, i)}})
	}
	return s
}

func subgroupsOf(a, b []float64) []Subgroup {
	var s []Subgroup
	for i := range min(len(a), len(b)) {
		s = append(s, Subgroup{a[i], b[i]})
	}
	return s
}

func columnOf(x []float64) [][]float64 {
	rows := make([][]float64, len(x))
	for i, v := range x {
		rows[i] = []float64{v}
	}
	return rows
}

// everyFunction calls each exported function of the package with two groups of
// numbers put to its use. TestEveryFunctionIsHere keeps it complete.
var everyFunction = map[string]func(a, b []float64) []outcome{
	"AnalyseNetwork": func(a, b []float64) []outcome {
		var ties []Tie
		for i := range min(len(a), len(b)) {
			ties = append(ties, Tie{i, count(a, i), b[i]})
		}
		return one(AnalyseNetwork(context.Background(), len(a), ties))
	},
	"Autocorrelation": func(a, b []float64) []outcome {
		v, _ := Autocorrelation(a, 1+len(b)/3)
		return one(v, nil)
	},
	"BenjaminiHochberg":  func(a, _ []float64) []outcome { return one(BenjaminiHochberg(a)) },
	"BenjaminiYekutieli": func(a, _ []float64) []outcome { return one(BenjaminiYekutieli(a)) },
	"Bonferroni":         func(a, _ []float64) []outcome { return one(Bonferroni(a)) },
	"Hochberg":           func(a, _ []float64) []outcome { return one(Hochberg(a)) },
	"Holm":               func(a, _ []float64) []outcome { return one(Holm(a)) },
	"Bootstrap": func(a, b []float64) []outcome {
		return one(Bootstrap(context.Background(), []int{len(a), len(b)}, func(s [][]int) float64 {
			return a[s[0][0]] / b[s[1][0]]
		}, BootstrapOptions{Resamples: 100}))
	},
	"BootstrapSums": func(a, b []float64) []outcome {
		return one(BootstrapSums(context.Background(), []ClusterSums{{1, a}, {1, b}}, func(t [][]float64) float64 {
			return t[0][0] / t[1][0]
		}, BootstrapOptions{Resamples: 100}))
	},
	"BootstrapMean":      func(a, _ []float64) []outcome { return one(BootstrapMean(context.Background(), a, quick)) },
	"BootstrapRateRatio": func(a, b []float64) []outcome { return one(BootstrapRateRatio(context.Background(), a, b, quick)) },
	"BootstrapShare": func(a, b []float64) []outcome {
		return one(BootstrapShare(context.Background(), proportionsOf(a, b), quick))
	},
	"BootstrapShareChange": func(a, b []float64) []outcome {
		return one(BootstrapShareChange(context.Background(), strataOf(a, b), quick))
	},
	"ChiSquare": func(a, b []float64) []outcome {
		return append(one(ChiSquare([][]float64{a, b})), one(ChiSquare(columnOf(a)))...)
	},
	"CochranMantelHaenszel": func(a, b []float64) []outcome {
		return append(one(CochranMantelHaenszel(strataOf(a, b), true)), one(CochranMantelHaenszel(strataOf(b, a), false))...)
	},
	"CohenKappa":   func(a, b []float64) []outcome { return one(CohenKappa([][]float64{a, b})) },
	"CompareRates": func(a, b []float64) []outcome { return one(CompareRates(a, b)) },
	"CompareDependentRates": func(a, b []float64) []outcome {
		var who []Turnout
		for i := range min(len(a), len(b)) {
			who = append(who, Turnout{a[i], b[i], a[i] * a[i], b[i] * b[i]})
		}
		return append(one(CompareDependentRates(a, b, nil)), one(CompareDependentRates(a, b, who))...)
	},
	"CorrectedDifference": func(a, b []float64) []outcome { return one(CorrectedDifference(pairOf(a), pairOf(b))) },
	"CountRegression": func(a, b []float64) []outcome {
		var out []outcome
		for family := PoissonCounts; family <= NegativeBinomialCounts; family++ {
			out = append(out, one(CountRegression(a, columnOf(b), nil, family))...)
			out = append(out, one(CountRegression(a, columnOf(a), b, family))...)
			out = append(out, one(CountRegression(a, make([][]float64, len(a)), nil, family))...)
		}
		return out
	},
	"CycleProfile": func(a, b []float64) []outcome {
		return append(one(CycleProfile(a, nil, at(b, 0))), one(CycleProfile(a, b, 1))...)
	},
	"DesignEffect":          func(a, b []float64) []outcome { return one(DesignEffect(proportionsOf(a, b))) },
	"DirectStandardisation": func(a, b []float64) []outcome { return one(DirectStandardisation(strataOf(a, b))) },
	"ExpectedPeople":        func(a, b []float64) []outcome { return one(ExpectedPeople(counts(a), count(b, 0), count(b, 1))) },
	"FisherExact": func(a, b []float64) []outcome {
		return one(FisherExact(count(a, 0), count(a, 1), count(b, 0), count(b, 1)))
	},
	"ChanceRunSignals": func(a, b []float64) []outcome { return []outcome{{ChanceRunSignals(count(a, 0)), nil}} },
	"FunnelPlot":       func(a, b []float64) []outcome { return one(FunnelPlot(proportionsOf(a, b))) },
	"FunnelRates": func(a, b []float64) []outcome {
		var units []Count
		for i := range min(len(a), len(b)) {
			units = append(units, Count{count(a, i), b[i]})
		}
		return one(FunnelRates(units))
	},
	"Gini":               func(a, _ []float64) []outcome { return one(Gini(a)) },
	"HamedRao":           func(a, b []float64) []outcome { return one(HamedRao(a, len(b)%4)) },
	"Kendall":            func(a, b []float64) []outcome { return one(Kendall(a, b)) },
	"LeastSquares":       func(a, b []float64) []outcome { return one(LeastSquares(a, b)) },
	"LeastSquaresChange": func(a, _ []float64) []outcome { return one(LeastSquaresChange(a)) },
	"LogLikelihood":      func(a, b []float64) []outcome { return one(LogLikelihood(a, b, at(a, 0), at(b, 0))) },
	"LogOdds":            func(a, b []float64) []outcome { return one(LogOdds(a, b, a)) },
	"Lorenz":             func(a, _ []float64) []outcome { return one(Lorenz(a)) },
	"MannKendall":        func(a, _ []float64) []outcome { return one(MannKendall(a)) },
	"Mean":               func(a, _ []float64) []outcome { v, _ := Mean(a); return one(v, nil) },
	"Median":             func(a, _ []float64) []outcome { v, _ := Median(a); return one(v, nil) },
	"Quantile":           func(a, b []float64) []outcome { v, _ := Quantile(a, at(b, 0)); return one(v, nil) },
	"Newcombe":           func(a, b []float64) []outcome { return one(Newcombe(pairOf(a), pairOf(b))) },
	"NewcombeDesign": func(a, b []float64) []outcome {
		return one(NewcombeDesign(pairOf(a), pairOf(b), at(a, 2), at(b, 2)))
	},
	"PPrime": func(a, b []float64) []outcome { return one(PPrime(subgroupsOf(a, b), awkwardChart(a, b))) },
	"UPrime": func(a, b []float64) []outcome { return one(UPrime(subgroupsOf(a, b), awkwardChart(a, b))) },
	"XmR": func(a, b []float64) []outcome {
		return append(one(XmR(a, awkwardChart(a, b))), one(XmR(a, XmROptions{}))...)
	},
	"Pettitt":      func(a, _ []float64) []outcome { return one(Pettitt(a)) },
	"PoissonExact": func(a, _ []float64) []outcome { return one(PoissonExact(Count{count(a, 0), at(a, 1)})) },
	"PoissonTest":  func(a, b []float64) []outcome { return one(PoissonTest(Count{count(a, 0), at(a, 1)}, at(b, 0))) },
	"PooledPrior":  func(a, b []float64) []outcome { return one(PooledPrior(a, b, 10)) },
	"PrecisionRecall": func(a, b []float64) []outcome {
		return one(PrecisionRecall([]Confusion{{count(a, 0), count(a, 1), count(a, 2)}, {count(b, 0), count(b, 1), count(b, 2)}}))
	},
	"ProfileEffect":         func(a, b []float64) []outcome { return one(ProfileEffect([][]float64{a, b})) },
	"PropTest":              func(a, b []float64) []outcome { return one(PropTest(proportionsOf(a, b))) },
	"RarefactionCurve":      func(a, b []float64) []outcome { return one(RarefactionCurve(counts(a), count(b, 0)%1000)) },
	"RateRatioExact":        func(a, b []float64) []outcome { return one(RateRatioExact(countOf(a), countOf(b))) },
	"RateRatioWald":         func(a, b []float64) []outcome { return one(RateRatioWald(countOf(a), countOf(b))) },
	"RateRatioNegBin":       func(a, b []float64) []outcome { return one(RateRatioNegBin(a, b)) },
	"RateRatioQuasiPoisson": func(a, b []float64) []outcome { return one(RateRatioQuasiPoisson(a, b)) },
	"SeasonalMannKendall":   func(a, b []float64) []outcome { return one(SeasonalMannKendall(a, 2+len(b)%5)) },
	"SetLogOdds": func(a, b []float64) []outcome {
		return append(one(SetLogOdds([][]float64{a, b}, true)), one(SetLogOdds([][]float64{a, b}, false))...)
	},
	"NewShareSample": func(a, b []float64) []outcome {
		var obs []Observation
		var hits []int
		for i := range min(len(a), len(b)) {
			obs = append(obs, Observation{i%2 == 0, i % 3, [Ways]int{count(a, i), count(b, i)}})
			if a[i] > b[i] {
				hits = append(hits, i)
			}
		}
		s, err := NewShareSample(obs, 3)
		if err != nil {
			return []outcome{{nil, err}}
		}
		out := one(s.Compare(hits))
		for i := range min(2, len(obs)) {
			out = append(out, one(s.Without(hits, i%Ways, i))...)
		}
		return out
	},
	"StratifiedRates": func(a, b []float64) []outcome {
		return append(one(StratifiedRates([][]float64{a, b}, [][]float64{b, a})), one(StratifiedRates([][]float64{a}, [][]float64{b}))...)
	},
	"Summarise": func(a, _ []float64) []outcome { return one(Summarise(a)) },
	"TheilSen": func(a, _ []float64) []outcome {
		slope, intercept, err := TheilSen(a)
		return []outcome{{slope, err}, {intercept, err}}
	},
	"TheilSenLine":   func(a, b []float64) []outcome { return one(TheilSenLine(a, b)) },
	"TopShare":       func(a, b []float64) []outcome { return one(TopShare(a, at(b, 0))) },
	"WaldDifference": func(a, b []float64) []outcome { return one(WaldDifference(pairOf(a), pairOf(b))) },
	"Welch":          func(a, b []float64) []outcome { return one(Welch(a, b)) },
	"Wilcoxon":       func(a, b []float64) []outcome { return one(Wilcoxon(a, b)) },
	"Wilson":         func(a, _ []float64) []outcome { return one(Wilson(pairOf(a))) },
}

var quick = BootstrapOptions{Resamples: 100}

func pairOf(x []float64) Proportion { return Proportion{count(x, 0), count(x, 1)} }
func countOf(x []float64) Count     { return Count{count(x, 0), at(x, 1)} }

// awkwardChart makes options of a chart that fit the data or do not.
func awkwardChart(a, b []float64) XmROptions {
	o := XmROptions{Improvement: len(a)%3 - 1, Target: at(b, 0), HasTarget: len(b) > 0, NoScreening: len(b)%2 == 0, TwoOfThree: TwoOfThree(len(a) % 2)}
	if len(a) > 4 {
		o.Rebase, o.Reasons = []int{len(a) / 2, 1}, []string{"moved to Wednesdays"}
	}
	if len(a) > 12 {
		o.FixAfter = 12
	}
	return o
}

// TestEveryFunctionIsHere finds exported functions that everyFunction does not
// call.
func TestEveryFunctionIsHere(t *testing.T) {
	packages, err := parser.ParseDir(token.NewFileSet(), ".", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for name, file := range packages["stats"].Files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() {
				continue
			}
			found++
			if everyFunction[f.Name.Name] == nil {
				t.Errorf("%s is not tried with awkward input: add it to everyFunction", f.Name.Name)
			}
		}
	}
	if found < 50 || found != len(everyFunction) {
		t.Errorf("%d functions found, %d in everyFunction", found, len(everyFunction))
	}
}

// awkward are the series that break statistics: nothing, one point, constant,
// all zero, ties, missing, endless, huge, tiny, negative.
var awkward = [][]float64{
	nil, {0}, {1}, {5}, {0, 0}, {0, 0, 0, 0, 0}, {7, 7, 7, 7, 7}, {1, 2}, {2, 1}, {0, 1}, {1, 1, 2, 2, 3, 3}, {0, 0, 0, 9},
	{3, math.NaN(), 4, 5, 6}, {math.NaN()}, {math.NaN(), math.NaN(), math.NaN()}, {1, math.Inf(1), 2}, {math.Inf(-1)},
	{1e50, 1e50, 1e50}, {1e49, 1, 1e49}, {1e-300, 2e-300, 5e-324}, {-1, -2, 3}, {math.Copysign(0, -1), 0}, {1e51},
	{1e9, 1e9, 1}, {0.5, 0.25, 0.75}, {0, 1, 0, 1, 1, 0, 1, 0, 0, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14},
	{12, 15, 11, 18, 17, 21, 19, 25, 24, 30, 12, 15, 11, 18}, {10, 20}, {2, 40, 3, 50}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100},
}

// TestNoFunctionGivesNaN calls every function with every pair of awkward
// series: no number in any result is NaN or infinite, a result without figures
// has a note, and an error is lower case and says what to do.
func TestNoFunctionGivesNaN(t *testing.T) {
	for name, f := range everyFunction {
		t.Run(name, func(t *testing.T) {
			for _, a := range awkward {
				for _, b := range awkward {
					for _, o := range f(a, b) {
						checkOutcome(t, o, a, b)
					}
				}
				if t.Failed() {
					return
				}
			}
		})
	}
}

func checkOutcome(t *testing.T, o outcome, a, b []float64) {
	t.Helper()
	if o.err != nil {
		if s := o.err.Error(); s == "" || unicode.IsUpper(rune(s[0])) && !strings.HasPrefix(s, "P value") {
			t.Errorf("%v, %v: error %q", a, b, s)
		}
		return
	}
	wantFinite(t, o.value)
	if bad := silent(reflect.ValueOf(o.value), reflect.TypeOf(o.value).String()); bad != "" {
		t.Errorf("%v, %v: %s has no figures and no note: %+v", a, b, bad, o.value)
	}
}

// silent returns the path of a struct that has a Note and Has… fields, all of
// them false, and says nothing.
func silent(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.Struct:
		flags, set, note := 0, 0, "?"
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch {
			case f.Name == "Note":
				note = v.Field(i).String()
			case strings.HasPrefix(f.Name, "Has") && f.Type.Kind() == reflect.Bool:
				flags++
				if v.Field(i).Bool() {
					set++
				}
			}
		}
		if flags > 0 && set == 0 && note == "" {
			return path
		}
		for i := range v.NumField() {
			if bad := silent(v.Field(i), path+"."+v.Type().Field(i).Name); bad != "" {
				return bad
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if bad := silent(v.Index(i), path); bad != "" {
				return bad
			}
		}
	}
	return ""
}

// FuzzEveryFunction feeds numbers of every kind to one function after another.
func FuzzEveryFunction(f *testing.F) {
	var names []string
	for name := range everyFunction {
		names = append(names, name)
	}
	slices.Sort(names)
	seedNumbers(f)
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		a, b := split(floats8(data, 30), k)
		for _, name := range names {
			for _, o := range everyFunction[name](a, b) {
				if o.err == nil {
					wantFinite(t, o.value)
				}
			}
			if t.Failed() {
				t.Fatalf("in %s", name)
			}
		}
	})
}
