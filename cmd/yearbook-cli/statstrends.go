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
	seriesColumns = "value: one number in each row, in time order; an empty row is a missing value. A table with several columns is read by its last, or the one called value"
	seriesExample = "value\n12\n15\n11\n18\n\n21\n19\n25\n"
)

func trendTests() []statTest {
	return []statTest{
		mannKendallTest(),
		{
			name: "sen", answers: "How steep is a trend? (median slope of a series)",
			columns: seriesColumns, example: seriesExample,
			run: func(t table) (result, error) {
				y, err := t.values()
				if err != nil {
					return nil, err
				}
				slope, intercept, err := stats.TheilSen(y)
				return estimate(slope, nil, nil, field{"intercept", when(slope.HasValue, intercept)}), err
			},
		},
		theilSenTest(),
		{
			name: "regression", answers: "What straight line fits best? (least squares)",
			columns: "x,y: one point in each row", example: "x,y\n10,8.04\n8,6.95\n13,7.58\n9,8.81\n",
			run: func(t table) (result, error) {
				c, err := t.full("x", "y")
				if err != nil {
					return nil, err
				}
				l, err := stats.LeastSquares(c[0], c[1])
				return estimate(l.Slope, when(l.Slope.HasP, ratio(l.Slope.Value, l.SlopeSE)), l.DF, field{"se", l.SlopeSE},
					field{"intercept", when(l.Intercept.HasValue, l.Intercept.Value)},
					field{"intercept_low", when(l.Intercept.HasInterval, l.Intercept.Low)}, field{"intercept_high", when(l.Intercept.HasInterval, l.Intercept.High)},
					field{"intercept_p", when(l.Intercept.HasP, l.Intercept.P)}, field{"intercept_se", l.InterceptSE},
					field{"r2", l.R2}, field{"residual_sd", l.ResidualSD}), err
			},
		},
		{
			name: "kendall", answers: "Do two columns rise and fall together, by ranks?",
			columns: "x,y: one pair in each row", example: "x,y\n1,12\n2,15\n3,11\n4,18\n5,17\n",
			run: func(t table) (result, error) {
				c, err := t.full("x", "y")
				if err != nil {
					return nil, err
				}
				k, err := stats.Kendall(c[0], c[1])
				return estimate(k.Estimate, when(k.HasP && !k.Exact, k.Z), nil, field{"s", k.S}, field{"exact", k.Exact}, field{"n", k.N}), err
			},
		},
		{
			name: "pettitt", answers: "Where does the level of a series most look as if it changed, by ranks?",
			columns: seriesColumns + "; missing values are left out", example: seriesExample,
			run: changePoint(stats.Pettitt, "Pettitt's test"),
		},
		{
			name: "change-point", answers: "Which one place splits a series best? (least squares)",
			columns: seriesColumns + "; missing values are left out", example: seriesExample,
			run: changePoint(stats.LeastSquaresChange, "least squares change point"),
		},
		autocorrelationTest(),
	}
}

// ratio is a/b, or 0 where b is.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func mannKendallTest() statTest {
	var hamedRao bool
	var seasonal, maxLag int
	return statTest{
		name: "mann-kendall", answers: "Does a series rise or fall steadily?",
		columns: seriesColumns, example: seriesExample,
		options: func(set *pflag.FlagSet) {
			set.BoolVar(&hamedRao, "hamed-rao", false, "allow for values that follow their neighbours")
			set.IntVar(&maxLag, "max-lag", 0, "longest lag for --hamed-rao (0 means all)")
			set.IntVar(&seasonal, "seasonal", 0, "compare only within the seasons of a cycle of so many steps, such as 12")
		},
		run: func(t table) (result, error) {
			y, err := t.values()
			if err != nil {
				return nil, err
			}
			var m stats.Trend
			switch {
			case hamedRao && seasonal != 0:
				return nil, errors.New("--hamed-rao and --seasonal exclude each other: give one of them")
			case hamedRao:
				m, err = stats.HamedRao(y, maxLag)
			case seasonal != 0:
				m, err = stats.SeasonalMannKendall(y, seasonal)
			default:
				m, err = stats.MannKendall(y)
			}
			return result{
				{"estimate", when(m.Slope.HasValue, m.Slope.Value)}, {"low", when(m.Slope.HasInterval, m.Slope.Low)},
				{"high", when(m.Slope.HasInterval, m.Slope.High)}, {"p", when(m.HasP, m.P)}, {"statistic", when(m.HasP, m.Z)}, {"df", nil},
				{"method", m.Method}, {"notes", notes(m.Note)},
				{"s", m.S}, {"variance", m.Variance}, {"tau", m.Tau}, {"intercept", when(m.Slope.HasValue, m.Intercept)}, {"n", m.N},
			}, err
		},
	}
}

func theilSenTest() statTest {
	var at float64
	var set *pflag.FlagSet
	return statTest{
		name: "theil-sen", answers: "What straight line fits, whatever single odd points do?",
		columns: "x,y: one point in each row", example: "x,y\n10,8.04\n8,6.95\n13,7.58\n9,8.81\n",
		options: func(s *pflag.FlagSet) {
			set = s
			s.Float64Var(&at, "at", 0, "also give the height of the line at this x")
		},
		run: func(t table) (result, error) {
			c, err := t.full("x", "y")
			if err != nil {
				return nil, err
			}
			l, err := stats.TheilSenLine(c[0], c[1])
			r := estimate(l.Slope, nil, nil, field{"intercept", when(l.Slope.HasValue, l.Intercept)}, field{"n", l.N}, field{"pairs", l.Pairs})
			if set.Changed("at") {
				h, reach, ok := l.At(at)
				r = append(r, field{"at", at}, field{"height", when(ok, h)}, field{"height_low", when(ok, reach.Low)}, field{"height_high", when(ok, reach.High)})
			}
			return r, err
		},
	}
}

func changePoint(find func([]float64) (stats.ChangePoint, error), method string) func(table) (result, error) {
	return func(t table) (result, error) {
		y, err := t.values()
		if err != nil {
			return nil, err
		}
		c, err := find(slices.DeleteFunc(y, math.IsNaN))
		found := c.After > 0
		return tested(when(c.HasP, c.P), when(found, c.Statistic), nil, method, c.Note,
			field{"after", when(found, c.After)}, field{"mean_before", when(found, c.MeanBefore)}, field{"mean_after", when(found, c.MeanAfter)},
			field{"total_squares", c.Total}, field{"cusum", when(c.CusumAfter > 0, c.Cusum)}, field{"cusum_after", when(c.CusumAfter > 0, c.CusumAfter)}), err
	}
}

func autocorrelationTest() statTest {
	var lag int
	return statTest{
		name: "autocorrelation", answers: "Does a high value tend to follow a high one?",
		columns: seriesColumns + "; missing values are left out", example: seriesExample,
		options: func(set *pflag.FlagSet) { set.IntVar(&lag, "lag", 1, "how many steps later") },
		run: func(t table) (result, error) {
			y, err := t.values()
			if err != nil {
				return nil, err
			}
			r, ok := stats.Autocorrelation(slices.DeleteFunc(y, math.IsNaN), lag)
			note := ""
			if !ok {
				note = "too few values, or all are equal: no autocorrelation"
			}
			return result{{"estimate", when(ok, r)}, {"lag", lag}, {"method", "autocorrelation with the divisor n"}, {"notes", notes(note)}}, nil
		},
	}
}

// chartFlags are the options of control charts.
type chartFlags struct {
	noScreen          bool
	rule, improvement string
	rebase            []int
	reasons           []string
	target            float64
	run, fixAfter     int
	set               *pflag.FlagSet
}

func (f *chartFlags) add(set *pflag.FlagSet, screening bool) {
	f.set = set
	if screening {
		set.BoolVar(&f.noScreen, "no-screen", false, "keep outlying moving ranges, as the Excel tools do")
	}
	set.StringVar(&f.rule, "rule", "2023", "two of three near a limit: 2023 counts all points beyond two sigma, 2018 only those within the limit")
	set.StringVar(&f.improvement, "improvement", "none", "which way is better: up, down or none")
	set.IntSliceVar(&f.rebase, "rebase", nil, "points, counted from 1, at which new limits begin, such as 13,25")
	set.StringArrayVar(&f.reasons, "reason", nil, "reason for each rebase, in the same order (may be repeated)")
	set.Float64Var(&f.target, "target", 0, "target to compare the limits with")
	set.IntVar(&f.run, "run", 7, "points in a trend or shift, 6 to 9")
	set.IntVar(&f.fixAfter, "fix-after", 0, "rest the limits on so many points at the beginning, at least 12")
}

func (f *chartFlags) options() (stats.XmROptions, error) {
	o := stats.XmROptions{NoScreening: f.noScreen, Run: f.run, FixAfter: f.fixAfter, Reasons: f.reasons,
		Target: f.target, HasTarget: f.set.Changed("target")}
	switch f.rule {
	case "2023":
	case "2018":
		o.TwoOfThree = stats.BetweenTwoAndThreeSigma
	default:
		return o, fmt.Errorf("%q is not a rule: choose 2018 or 2023", f.rule)
	}
	switch f.improvement {
	case "up":
		o.Improvement = 1
	case "down":
		o.Improvement = -1
	case "none":
	default:
		return o, fmt.Errorf("%q is not a direction: choose up, down or none", f.improvement)
	}
	for _, at := range f.rebase {
		o.Rebase = append(o.Rebase, at-1)
	}
	return o, nil
}

func chartTests() []statTest {
	return []statTest{xmrTest(),
		primeTest("p-chart", "Is a share under control, for sessions of unequal size? (P')", stats.PPrime,
			"count,size: the part and the whole of each session, in time order", "count,size\n30,100\n42,120\n35,95\n"),
		primeTest("u-chart", "Is a rate under control, for sessions of unequal size? (U')", stats.UPrime,
			"count,size: events and exposure of each session, in time order", "count,size\n20,10\n60,20\n20,10\n"),
		funnelTest(),
	}
}

func xmrTest() statTest {
	var f chartFlags
	return statTest{
		name: "xmr", answers: "Is a series under control, and which points call for a reason?",
		columns: seriesColumns, example: seriesExample,
		options: func(set *pflag.FlagSet) { f.add(set, true) },
		run: func(t table) (result, error) {
			y, err := t.values()
			if err != nil {
				return nil, err
			}
			o, err := f.options()
			if err != nil {
				return nil, err
			}
			c, err := stats.XmR(y, o)
			return chartResult(c, f.run, len(c.Groups) > 1), err
		},
	}
}

func primeTest(name, answers string, draw func([]stats.Subgroup, stats.XmROptions) (stats.ControlChart, error), columns, example string) statTest {
	var f chartFlags
	return statTest{
		name: name, answers: answers, columns: columns, example: example,
		options: func(set *pflag.FlagSet) { f.add(set, false) },
		run: func(t table) (result, error) {
			x, err := t.full("count", "size")
			if err != nil {
				return nil, err
			}
			o, err := f.options()
			if err != nil {
				return nil, err
			}
			groups := make([]stats.Subgroup, len(x[0]))
			for i := range groups {
				groups[i] = stats.Subgroup{Count: x[0][i], Size: x[1][i]}
			}
			c, err := draw(groups, o)
			return chartResult(c, f.run, true), err
		},
	}
}

// chartResult is a control chart: mean and limits as single numbers, or as one
// number for each point where they change along the chart.
func chartResult(c stats.ControlChart, run int, lists bool) result {
	var mean, lower, upper any
	if lists {
		m, l, u := []any{}, []any{}, []any{}
		for _, p := range c.Points {
			m, l, u = append(m, when(p.HasMean, p.Mean)), append(l, when(p.HasLimits, p.Lower)), append(u, when(p.HasLimits, p.Upper))
		}
		mean, lower, upper = m, l, u
	} else if len(c.Groups) == 1 {
		g := c.Groups[0]
		mean, lower, upper = when(g.HasMean, g.Mean), when(g.HasLimits, g.Lower), when(g.HasLimits, g.Upper)
	}
	points := []result{}
	for _, p := range c.Points {
		judged := p.HasValue && p.HasLimits
		points = append(points, result{
			{"value", when(p.HasValue, p.Value)}, {"outside", when(judged, p.Outside)}, {"near", when(judged, p.Near)},
			{"label", p.Cause.Label(run)}, {"type", p.Kind.String()},
		})
	}
	groups := []result{}
	trial := false
	for _, g := range c.Groups {
		groups = append(groups, result{
			{"from", g.From + 1}, {"to", g.To}, {"points", g.Points}, {"mean", when(g.HasMean, g.Mean)}, {"trial", g.Trial}, {"reason", g.Reason},
		})
		trial = trial || g.Trial
	}
	assurance := c.Assurance.String()
	return result{
		{"mean", mean}, {"lower", lower}, {"upper", upper}, {"points", points},
		{"assurance", when(assurance != "", assurance)}, {"notes", notes(c.Note)},
		{"in_runs", c.RunSignals()}, {"in_runs_by_chance", stats.ChanceRunSignals(len(c.Points))},
		{"variation", c.Variation.String()}, {"trial", trial}, {"groups", groups}, {"method", c.Method},
	}
}

func funnelTest() statTest {
	var rates bool
	return statTest{
		name: "funnel", answers: "Which organisations differ by more than their size explains?",
		columns: "unit,hits,of: one row for each organisation; with --rates unit,events,exposure",
		example: "unit,hits,of\nNorth,50,100\nSouth,55,100\nEast,45,120\nWest,20,90\n",
		options: func(set *pflag.FlagSet) {
			set.BoolVar(&rates, "rates", false, "compare rates, such as messages per session, instead of shares")
		},
		run: func(t table) (result, error) { return funnelPlot(t, rates) },
	}
}

func funnelPlot(t table, rates bool) (result, error) {
	wanted := []string{"unit", "hits", "of"}
	if rates {
		wanted = []string{"unit", "events", "exposure"}
	}
	if err := t.wide(3); err != nil {
		return nil, err
	}
	parts, err := t.full1(t.find(wanted, 1))
	if err != nil {
		return nil, err
	}
	sizes, err := t.full1(t.find(wanted, 2))
	if err != nil {
		return nil, err
	}
	shares, counts := make([]stats.Proportion, len(parts)), make([]stats.Count, len(parts))
	for i, n := range parts {
		if n != math.Trunc(n) || !rates && sizes[i] != math.Trunc(sizes[i]) || max(n, sizes[i]) > 1e15 {
			return nil, fmt.Errorf("%s: %v of %v is not in whole numbers", t.place(i, t.find(wanted, 1)), n, sizes[i])
		}
		counts[i] = stats.Count{Events: int(n), Exposure: sizes[i]}
		shares[i] = stats.Proportion{Hits: int(n), Of: int(sizes[i])}
	}
	f, err := stats.FunnelPlot(shares)
	if rates {
		f, err = stats.FunnelRates(counts)
	}
	rows := []result{}
	for i, u := range f.Units {
		rows = append(rows, result{
			{"unit", t.cell(i, t.find(wanted, 0))}, {"share", when(u.HasShare, u.Share)}, {"z", when(u.Has, u.Z)},
			{"low_95", when(u.Has, u.Limits95.Low)}, {"high_95", when(u.Has, u.Limits95.High)},
			{"low_998", when(u.Has, u.Limits998.Low)}, {"high_998", when(u.Has, u.Limits998.High)},
		})
	}
	return result{
		{"centre", f.Centre}, {"dispersion", f.Dispersion}, {"units", rows},
		{"method", "funnel plot with over-dispersion (Spiegelhalter)"}, {"notes", notes(f.Note)},
	}, err
}
