package main

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/pflag"

	"yearbook/analysis/stats"
)

const (
	twoGroupColumns = "before,after: one number for each session of the earlier and of the later period, in columns of any length; or group,value with one number in each row, the earlier group first"
	twoGroupExample = "before,after\n61,75\n45,92\n88,66\n52,110\n,84\n"
	countColumns    = "events,exposure: a count and the sessions, days or people it comes from (1 when left out)"
)

func rateTests() []statTest {
	return []statTest{poissonTest(), rateRatioTest(),
		perSessionTest(), stratifiedRatesTest(),
		twoGroupTest("quasi-poisson", "How many times as many, for counts that scatter?", quasiPoisson),
		twoGroupTest("negative-binomial", "How many times as many, under the negative binomial distribution?", negativeBinomial),
		countModelTest(),
		twoGroupTest("welch", "How much larger is the mean, for unequal variances?", welch),
		twoGroupTest("wilcoxon", "How far are the values shifted, by ranks? (Hodges-Lehmann)", wilcoxon),
		{
			name: "summary", answers: "What are the mean, the median and the spread of these numbers?",
			columns: "value: one number in each row; missing ones are left out", example: "value\n3\n5\n8\n",
			run: summarise,
		},
	}
}

// twoGroupTest is a test that compares two columns.
func twoGroupTest(name, answers string, run func(a, b []float64) (result, error)) statTest {
	return statTest{name: name, answers: answers, columns: twoGroupColumns, example: twoGroupExample, run: func(t table) (result, error) {
		a, b, err := t.twoGroups()
		if err != nil {
			return nil, err
		}
		return run(a, b)
	}}
}

// countRows reads counts with their exposures.
func countRows(t table, rows int) ([]stats.Count, error) {
	if len(t.rows) != rows {
		return nil, fmt.Errorf("the table has %d rows of numbers but needs %d", len(t.rows), rows)
	}
	wanted := []string{"events", "exposure"}
	if t.width() == 1 {
		wanted = wanted[:1]
	}
	events, err := t.whole(wanted[:1]...)
	if err != nil {
		return nil, err
	}
	exposure := [][]float64{nil, slices.Repeat([]float64{1}, rows)}
	if len(wanted) == 2 {
		if exposure, err = t.full(wanted...); err != nil {
			return nil, err
		}
	}
	out := make([]stats.Count, rows)
	for i := range out {
		out[i] = stats.Count{Events: events[0][i], Exposure: exposure[1][i]}
	}
	return out, nil
}

func poissonTest() statTest {
	var rate float64
	return statTest{
		name: "poisson", answers: "How far may the true rate lie from a count? (exact)",
		columns: countColumns + "; one row", example: "events,exposure\n137,24.19893\n",
		options: func(set *pflag.FlagSet) {
			set.Float64Var(&rate, "rate", 0, "also test whether the true rate is this")
		},
		run: func(t table) (result, error) {
			c, err := countRows(t, 1)
			if err != nil {
				return nil, err
			}
			e, err := stats.PoissonExact(c[0])
			if rate != 0 && err == nil {
				e, err = stats.PoissonTest(c[0], rate)
			}
			return estimate(e, nil, nil), err
		},
	}
}

func rateRatioTest() statTest {
	var wald bool
	return statTest{
		name: "rate-ratio", answers: "How many times as many, for independent events? (exact)",
		columns: countColumns + "; two rows, the earlier period first", example: "events,exposure\n1410,23\n3050,48\n",
		options: func(set *pflag.FlagSet) { set.BoolVar(&wald, "wald", false, "use the large-sample interval instead") },
		run: func(t table) (result, error) {
			c, err := countRows(t, 2)
			if err != nil {
				return nil, err
			}
			compare := stats.RateRatioExact
			if wald {
				compare = stats.RateRatioWald
			}
			e, err := compare(c[0], c[1])
			return estimate(e, nil, nil), err
		},
	}
}

func perSessionTest() statTest {
	var overTime bool
	t := twoGroupTest("per-session", "How many times as many, and how many more, in each session? (Reviews show it with --over-time, and allow besides for the same people coming again.)", func(a, b []float64) (result, error) {
		c, err := stats.CompareRates(a, b)
		inTime := 1.0
		if overTime {
			var d stats.Dependent
			d, err = stats.CompareDependentRates(a, b, nil)
			c, inTime = d.Comparison, d.InTime
		}
		return estimate(c.Estimate, nil, when(c.DF > 0, c.DF),
			field{"mean_before", c.MeanA}, field{"mean_after", c.MeanB},
			field{"sessions_before", c.SessionsA}, field{"sessions_after", c.SessionsB}, field{"dispersion", c.Dispersion}, field{"in_time", inTime},
			field{"difference", when(c.Difference.HasValue, c.Difference.Value)},
			field{"difference_low", when(c.Difference.HasInterval, c.Difference.Low)}, field{"difference_high", when(c.Difference.HasInterval, c.Difference.High)}), err
	})
	t.options = func(set *pflag.FlagSet) {
		set.BoolVar(&overTime, "over-time", false, "the numbers are in order of time: each period has its own scatter, and sessions that follow each other may be alike")
	}
	return t
}

func stratifiedRatesTest() statTest {
	return statTest{
		name: "stratified-rates", answers: "How many times as many in each session, given the same mix of strata?",
		columns: "period,session,stratum,count: period is before or after; a session that does not cover a stratum has no row for it",
		example: "period,session,stratum,count\nbefore,1,web,12\nbefore,1,app,3\nbefore,2,web,9\nbefore,2,app,4\nbefore,3,web,11\nbefore,3,app,2\nafter,4,web,13\nafter,4,app,6\nafter,5,web,15\nafter,5,app,9\nafter,6,web,12\nafter,6,app,8\n",
		run:     stratifiedRates,
	}
}

func stratifiedRates(t table) (result, error) {
	wanted := []string{"period", "session", "stratum", "count"}
	if err := t.wide(len(wanted)); err != nil {
		return nil, err
	}
	periods, err := t.periods(t.find(wanted, 0))
	if err != nil {
		return nil, err
	}
	counts, err := t.full1(t.find(wanted, 3))
	if err != nil {
		return nil, err
	}
	sessions, held := numbered(t.text(t.find(wanted, 1)))
	strata, kinds := numbered(t.text(t.find(wanted, 2)))
	var sides [2][][]float64
	for g := range sides {
		for range kinds {
			sides[g] = append(sides[g], slices.Repeat([]float64{stats.NotHeld}, held))
		}
	}
	for i, c := range counts {
		if c < 0 {
			return nil, fmt.Errorf("%s: a count of %v", t.place(i, t.find(wanted, 3)), c)
		}
		cell := &sides[periods[i]][strata[i]][sessions[i]]
		*cell = max(*cell, 0) + c
	}
	r, err := stats.StratifiedRates(sides[0], sides[1])
	return estimate(r.Estimate, nil, when(r.DF > 0, r.DF), field{"mean_before", r.MeanA}, field{"mean_after", r.MeanB}, field{"strata_used", r.Strata},
		field{"difference", when(r.Difference.HasValue, r.Difference.Value)},
		field{"difference_low", when(r.Difference.HasInterval, r.Difference.Low)}, field{"difference_high", when(r.Difference.HasInterval, r.Difference.High)}), err
}

func quasiPoisson(a, b []float64) (result, error) {
	q, err := stats.RateRatioQuasiPoisson(a, b)
	return estimate(q.Estimate, when(q.HasP, q.T), when(q.HasP, q.DF),
		field{"mean_before", q.MeanA}, field{"mean_after", q.MeanB}, field{"dispersion", q.Dispersion},
		field{"pearson_x2", q.PearsonX2}, field{"se", q.SE},
		field{"normal_low", when(q.HasInterval, q.Normal.Low)}, field{"normal_high", when(q.HasInterval, q.Normal.High)}), err
}

func negativeBinomial(a, b []float64) (result, error) {
	n, err := stats.RateRatioNegBin(a, b)
	return estimate(n.Estimate, when(n.HasP, n.Z), nil,
		field{"mean_before", n.MeanA}, field{"mean_after", n.MeanB},
		field{"theta", when(n.Theta > 0, n.Theta)}, field{"theta_se", when(n.ThetaSE > 0, n.ThetaSE)},
		field{"log_likelihood_2", when(n.HasP, n.LogLikelihood2)}, field{"se", n.SE}), err
}

func welch(a, b []float64) (result, error) {
	w, err := stats.Welch(a, b)
	return estimate(w.Estimate, when(w.HasP, w.T), when(w.HasP, w.DF),
		field{"mean_before", w.MeanA}, field{"mean_after", w.MeanB}, field{"se", w.SE}), err
}

func wilcoxon(a, b []float64) (result, error) {
	w, err := stats.Wilcoxon(a, b)
	return estimate(w.Estimate, when(w.HasValue, w.W), nil, field{"exact", w.Exact}), err
}

func summarise(t table) (result, error) {
	x, err := t.values()
	if err != nil {
		return nil, err
	}
	s, err := stats.Summarise(slices.DeleteFunc(x, math.IsNaN))
	some := s.N > 0
	return result{
		{"n", s.N}, {"sum", s.Sum}, {"mean", when(some, s.Mean)}, {"median", when(some, s.Median)},
		{"quartile_1", when(some, s.Quartile1)}, {"quartile_3", when(some, s.Quartile3)},
		{"smallest", when(some, s.Smallest)}, {"largest", when(some, s.Largest)},
		{"sd", when(s.N > 1, s.SD)}, {"method", "quartiles of type 7"}, {"notes", notes(s.Note)},
	}, err
}

func countModelTest() statTest {
	var family, count, exposure string
	return statTest{
		name: "count-regression", answers: "Which of several things go with higher counts?",
		columns: "the counts, then one column for each thing: numbers, or words that are compared with the first of them in the alphabet; with a first row of names the counts may stand in any column, see --count",
		example: "messages,year,guest\n61,2012,yes\n45,2012,no\n75,2013,yes\n92,2013,no\n",
		options: func(set *pflag.FlagSet) {
			set.StringVar(&family, "family", "quasi-poisson", "how counts scatter: poisson, quasi-poisson or negative-binomial")
			set.StringVar(&count, "count", "", "name of the column with the counts (by default the first column)")
			set.StringVar(&exposure, "exposure", "", "name of the column with the exposure of each count")
		},
		run: func(t table) (result, error) {
			families := map[string]stats.CountFamily{
				"poisson": stats.PoissonCounts, "quasi-poisson": stats.QuasiPoissonCounts, "negative-binomial": stats.NegativeBinomialCounts,
			}
			f, ok := families[family]
			if !ok {
				return nil, fmt.Errorf("%q is not a family: choose poisson, quasi-poisson or negative-binomial", family)
			}
			d, err := designOf(t, count, exposure)
			if err != nil {
				return nil, err
			}
			m, err := stats.CountRegression(d.counts, d.rows, d.exposure, f)
			return modelResult(m, d.names), err
		},
	}
}

// design is what a regression of counts reads from a table.
type design struct {
	counts, exposure []float64
	names            []string
	rows             [][]float64
}

// designOf makes the columns of a regression: words become columns of noughts
// and ones, as treatment contrasts do in R.
func designOf(t table, count, exposure string) (design, error) {
	var d design
	if err := t.wide(1); err != nil {
		return d, err
	}
	at, err := t.named(count, 0)
	if err != nil {
		return d, err
	}
	if d.counts, err = t.full1(at); err != nil {
		return d, err
	}
	open, err := t.named(exposure, -1)
	if err != nil {
		return d, err
	}
	d.rows = make([][]float64, len(t.rows))
	for k := range t.width() {
		switch k {
		case at:
		case open:
			if d.exposure, err = t.full1(k); err != nil {
				return d, err
			}
		default:
			name := fmt.Sprintf("column %d", k+1)
			if k < len(t.names) {
				name = t.names[k]
			}
			d.addColumn(name, t.text(k))
		}
	}
	return d, nil
}

func (d *design) addColumn(name string, cells []string) {
	values := make([]float64, len(cells))
	var words []string
	numeric := true
	for i, c := range cells {
		v, err := parseNumber(c)
		values[i], numeric = v, numeric && err == nil
		if !slices.Contains(words, c) {
			words = append(words, c)
		}
	}
	if numeric {
		d.names = append(d.names, name)
		for i, v := range values {
			d.rows[i] = append(d.rows[i], v)
		}
		return
	}
	slices.Sort(words)
	for _, w := range words[1:] {
		d.names = append(d.names, name+" "+w)
		for i, c := range cells {
			v := 0.0
			if c == w {
				v = 1
			}
			d.rows[i] = append(d.rows[i], v)
		}
	}
}

func modelResult(m stats.CountModel, names []string) result {
	rows := []result{}
	for i, c := range m.Coefficients {
		name := "intercept"
		if i > 0 {
			name = names[i-1]
		}
		rows = append(rows, result{
			{"name", name}, {"estimate", c.Value}, {"low", c.Low}, {"high", c.High}, {"p", c.P},
			{"statistic", c.Statistic}, {"se", c.SE}, {"ratio", when(math.Abs(c.Value) < 700, math.Exp(c.Value))},
		})
	}
	fitted := len(rows) > 0
	return result{
		{"coefficients", rows}, {"df", m.DF}, {"dispersion", m.Dispersion},
		{"theta", when(m.Theta > 0, m.Theta)}, {"theta_se", when(m.ThetaSE > 0, m.ThetaSE)},
		{"log_likelihood_2", when(m.LogLikelihood2 != 0, m.LogLikelihood2)},
		{"deviance", when(fitted, m.Deviance)}, {"pearson_x2", when(fitted, m.PearsonX2)},
		{"method", m.Method}, {"notes", notes(m.Note)},
	}
}

// full1 is a column of numbers, by place, in which nothing may be missing.
func (t table) full1(column int) ([]float64, error) {
	x, err := t.series(column)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(x, math.IsNaN); i >= 0 {
		return nil, errors.New(t.place(i, column) + " is empty")
	}
	return x, nil
}
