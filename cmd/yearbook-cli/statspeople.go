package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/pflag"

	"yearbook/analysis/stats"
)

const peopleColumns = "count: what each person did, one person in each row"

const peopleExample = "count\n1\n1\n2\n4\n12\n"

func peopleTests() []statTest {
	return []statTest{
		{
			name: "gini", answers: "How unevenly is the talking shared?", columns: peopleColumns, example: peopleExample,
			run: func(t table) (result, error) {
				x, err := t.values()
				if err != nil {
					return nil, err
				}
				g, err := stats.Gini(slices.DeleteFunc(x, math.IsNaN))
				return result{
					{"estimate", when(g.HasGini, g.Gini)}, {"corrected", when(g.HasGini && g.People > 1, g.GiniCorrected)},
					{"people", g.People}, {"total", g.Total}, {"method", "Gini coefficient; corrected by n/(n-1)"}, {"notes", notes(g.Note)},
				}, err
			},
		},
		{
			name: "lorenz", answers: "What share has the quieter part of the people?", columns: peopleColumns, example: peopleExample,
			run: func(t table) (result, error) {
				x, err := t.values()
				if err != nil {
					return nil, err
				}
				curve, err := stats.Lorenz(slices.DeleteFunc(x, math.IsNaN))
				points := []result{}
				for _, p := range curve {
					points = append(points, result{{"people", p.People}, {"total", p.Total}})
				}
				return result{{"points", points}, {"method", "Lorenz curve, from the person with the least"}, {"notes", notes()}}, err
			},
		},
		topShareTest(),
		rarefactionTest(),
		bootstrapTest(),
		{
			name: "kappa", answers: "How far do two coders agree beyond chance?",
			columns: "a square table of counts, rows for the first coder and columns for the second; or two columns of codes, one case in each row",
			example: "20,5\n10,15\n",
			run:     kappa,
		},
		{
			name: "agreement", answers: "How well does a coding match a human's? (precision, recall, F1)",
			columns: "theme,found,wrong,missed: for each theme the messages found and right, found but wrong, and missed",
			example: "theme,found,wrong,missed\nparking,8,2,4\nfood,1,3,1\n",
			run:     agreement,
		},
	}
}

func topShareTest() statTest {
	var fraction float64
	return statTest{
		name: "top-share", answers: "What share have the busiest people?", columns: peopleColumns, example: peopleExample,
		options: func(set *pflag.FlagSet) {
			set.Float64Var(&fraction, "fraction", 0.1, "which part of the people, such as 0.1 for a tenth")
		},
		run: func(t table) (result, error) {
			x, err := t.values()
			if err != nil {
				return nil, err
			}
			s, err := stats.TopShare(slices.DeleteFunc(x, math.IsNaN), fraction)
			return result{
				{"estimate", when(s.HasShare, s.Share)}, {"top", s.Top}, {"people", s.People},
				{"method", "share of the busiest, rounded up to whole people"}, {"notes", notes(s.Note)},
			}, err
		},
	}
}

func rarefactionTest() statTest {
	var sessions, at int
	return statTest{
		name: "rarefaction", answers: "How many people would fewer sessions have had?",
		columns: "sessions: in how many sessions each person took part, one person in each row", example: "sessions\n1\n2\n4\n1\n",
		options: func(set *pflag.FlagSet) {
			set.IntVar(&sessions, "sessions", 0, "how many sessions were held (by default the most of any person)")
			set.IntVar(&at, "at", -1, "give the people to expect in so many sessions, instead of the whole curve")
		},
		run: func(t table) (result, error) {
			x, err := t.whole("sessions")
			if err != nil {
				return nil, err
			}
			held := sessions
			if held == 0 && len(x[0]) > 0 {
				held = slices.Max(x[0])
			}
			const method = "sample-based rarefaction (Hurlbert)"
			if at >= 0 {
				e, err := stats.ExpectedPeople(x[0], held, at)
				return result{{"estimate", e}, {"sessions", held}, {"at", at}, {"method", method}, {"notes", notes()}}, err
			}
			curve, err := stats.RarefactionCurve(x[0], held)
			points := []result{}
			for m, e := range curve {
				points = append(points, result{{"sessions", m}, {"people", e}})
			}
			return result{{"points", points}, {"sessions", held}, {"method", method}, {"notes", notes()}}, err
		},
	}
}

// bootstrapFlags are the options of the bootstrap.
type bootstrapFlags struct {
	statistic, by string
	o             stats.BootstrapOptions
}

// bootStatistics lists what can be bootstrapped, and the columns each needs.
const bootStatistics = "mean, median, gini (value); share (hits,of); rate-ratio (before,after); share-change (before_hits,before_of,after_hits,after_of)"

func bootstrapTest() statTest {
	var f bootstrapFlags
	return statTest{
		name: "bootstrap", answers: "How far may any figure lie from its true value? (percentile and BCa)",
		columns: "one row for each person or session, as the statistic needs: " + bootStatistics,
		example: "hits,of\n3,4\n0,7\n1,9\n2,2\n",
		options: func(set *pflag.FlagSet) {
			set.StringVar(&f.statistic, "statistic", "mean", "mean, median, gini, share, rate-ratio or share-change")
			set.StringVar(&f.by, "by", "", "name of a column: rows that agree in it are drawn together, such as person or session")
			set.IntVar(&f.o.Resamples, "resamples", 2000, "how often to draw")
			set.Uint64Var(&f.o.Seed, "seed", 0, "which draws; the same seed gives the same result")
			set.IntVar(&f.o.Workers, "workers", 0, "processors to use; the result does not depend on it (0 means all)")
			set.Float64Var(&f.o.Level, "level", 0.95, "coverage of the intervals")
		},
		run: f.run,
	}
}

func (f *bootstrapFlags) run(t table) (result, error) {
	ctx := context.Background()
	var r stats.BootstrapResult
	t, err := t.addedUp(f.by)
	if err != nil {
		return nil, err
	}
	switch f.statistic {
	case "mean", "median", "gini":
		var x []float64
		if x, err = t.values(); err != nil {
			return nil, err
		}
		r, err = f.ofValues(ctx, slices.DeleteFunc(x, math.IsNaN))
	case "share":
		var p []stats.Proportion
		if p, err = proportionRows(t); err != nil {
			return nil, err
		}
		r, err = stats.BootstrapShare(ctx, p, f.o)
	case "rate-ratio":
		var a, b []float64
		if a, b, err = t.twoGroups(); err != nil {
			return nil, err
		}
		r, err = stats.BootstrapRateRatio(ctx, a, b, f.o)
	case "share-change":
		var people []stats.Stratum
		if people, _, err = strataRows(t); err != nil {
			return nil, err
		}
		r, err = stats.BootstrapShareChange(ctx, people, f.o)
	default:
		return nil, fmt.Errorf("%q cannot be bootstrapped here: choose from %s", f.statistic, bootStatistics)
	}
	best, method := r.BCa, "BCa bootstrap interval"
	if !r.HasBCa {
		best, method = r.Percentile, "percentile bootstrap interval"
	}
	return result{
		{"estimate", when(r.HasValue, r.Value)}, {"low", when(r.HasPercentile, best.Low)}, {"high", when(r.HasPercentile, best.High)},
		{"p", nil}, {"statistic", nil}, {"df", nil}, {"method", method}, {"notes", notes(r.Note)},
		{"percentile_low", when(r.HasPercentile, r.Percentile.Low)}, {"percentile_high", when(r.HasPercentile, r.Percentile.High)},
		{"bca_low", when(r.HasBCa, r.BCa.Low)}, {"bca_high", when(r.HasBCa, r.BCa.High)},
		{"se", when(r.HasPercentile, r.SE)}, {"bias", when(r.HasPercentile, r.Bias)},
		{"z0", when(r.HasBCa, r.Z0)}, {"acceleration", when(r.HasBCa, r.Acceleration)}, {"resamples", r.Resamples},
	}, err
}

// ofValues bootstraps a statistic of one value for each person.
func (f *bootstrapFlags) ofValues(ctx context.Context, x []float64) (stats.BootstrapResult, error) {
	if f.statistic == "mean" {
		return stats.BootstrapMean(ctx, x, f.o)
	}
	return stats.Bootstrap(ctx, []int{len(x)}, func(sample [][]int) float64 {
		drawn := make([]float64, len(sample[0]))
		for i, at := range sample[0] {
			drawn[i] = x[at]
		}
		if f.statistic == "median" {
			if m, ok := stats.Median(drawn); ok {
				return m
			}
			return math.NaN()
		}
		if g, err := stats.Gini(drawn); err == nil && g.HasGini {
			return g.Gini
		}
		return math.NaN()
	}, f.o)
}

func kappa(t table) (result, error) {
	rows, err := countTable(t)
	if t.width() == 2 && (err != nil || len(t.rows) != 2) {
		rows, err = crossed(t), nil // one case in each row
	}
	if err != nil {
		return nil, err
	}
	k, err := stats.CohenKappa(rows)
	return estimate(k.Estimate, nil, nil, field{"observed", when(k.HasValue, k.Observed)}, field{"expected", when(k.HasValue, k.Expected)},
		field{"se", when(k.HasInterval, k.SE)}, field{"n", k.N}), err
}

// crossed counts how often each pair of codes comes together.
func crossed(t table) [][]float64 {
	var codes []string
	for i := range t.rows {
		codes = append(codes, t.cell(i, 0), t.cell(i, 1))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	rows := make([][]float64, len(codes))
	for i := range rows {
		rows[i] = make([]float64, len(codes))
	}
	for i := range t.rows {
		a, _ := slices.BinarySearch(codes, t.cell(i, 0))
		b, _ := slices.BinarySearch(codes, t.cell(i, 1))
		rows[a][b]++
	}
	return rows
}

func agreement(t table) (result, error) {
	if err := t.wide(4); err != nil {
		return nil, err
	}
	wanted := []string{"theme", "found", "wrong", "missed"}
	themes := make([]stats.Confusion, len(t.rows))
	for k := 1; k < 4; k++ {
		x, err := t.full1(t.find(wanted, k))
		if err != nil {
			return nil, err
		}
		for i, v := range x {
			if v < 0 || v != math.Trunc(v) || v > 1e12 {
				return nil, errors.New(t.place(i, t.find(wanted, k)) + " is not a count")
			}
			*[]*int{&themes[i].TruePositive, &themes[i].FalsePositive, &themes[i].FalseNegative}[k-1] = int(v)
		}
	}
	s, err := stats.PrecisionRecall(themes)
	rows := []result{}
	for i, score := range s.PerTheme {
		rows = append(rows, append(result{{"theme", t.cell(i, t.find(wanted, 0))}}, scoreResult(score)...))
	}
	return result{
		{"micro", []result{scoreResult(s.Micro)}}, {"macro", []result{scoreResult(s.Macro)}}, {"themes", rows},
		{"method", "precision, recall and F1"}, {"notes", notes(s.Note)},
	}, err
}

func scoreResult(s stats.Score) result {
	return result{{"precision", when(s.HasPrecision, s.Precision)}, {"recall", when(s.HasRecall, s.Recall)}, {"f1", when(s.HasF1, s.F1)}}
}
