package main

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"yearbook/analysis/stats"
)

const wordColumns = "word,before,after: how often each period uses each word"

const wordExample = "word,before,after\nthe,60,50\nstaff,10,30\nwait,25,5\nkind,5,15\n"

func wordTests() []statTest {
	return []statTest{logOddsTest(), setLogOddsTest(), keynessTest()}
}

// wordRows reads words with two counts.
func wordRows(t table) (words []string, before, after []float64, err error) {
	if err := t.wide(3); err != nil {
		return nil, nil, nil, err
	}
	wanted := []string{"word", "before", "after"}
	if before, err = t.full1(t.find(wanted, 1)); err != nil {
		return nil, nil, nil, err
	}
	after, err = t.full1(t.find(wanted, 2))
	return t.text(t.find(wanted, 0)), before, after, err
}

func keyTerm(name []field, k stats.KeyTerm) result {
	return append(slices.Clone(result(name)), result{
		{"log_odds", when(k.Has, k.LogOdds)}, {"variance", when(k.Has, k.Variance)}, {"z", when(k.Has, k.Z)},
	}...)
}

func logOddsTest() statTest {
	var weight float64
	return statTest{
		name: "log-odds", answers: "Which words does the later period favour? (Monroe's z)",
		columns: wordColumns, example: wordExample,
		options: func(set *pflag.FlagSet) {
			set.Float64Var(&weight, "prior", 500, "weight of the prior, in words; more pulls harder towards no difference")
		},
		run: func(t table) (result, error) {
			words, a, b, err := wordRows(t)
			if err != nil {
				return nil, err
			}
			prior, err := stats.PooledPrior(a, b, weight)
			if err != nil {
				return nil, err
			}
			terms, err := stats.LogOdds(a, b, prior)
			rows := []result{}
			for i, k := range terms {
				rows = append(rows, append(keyTerm([]field{{"word", words[i]}}, k), field{"prior", prior[i]}))
			}
			return result{{"words", rows}, {"method", "log odds with an informative Dirichlet prior (Monroe)"}, {"notes", notes()}}, err
		},
	}
}

func setLogOddsTest() statTest {
	var uninformative bool
	return statTest{
		name: "set-log-odds", answers: "Which words does each of several years favour? (tidylo's z)",
		columns: "word, then one column of counts for each set; a first row of names names the sets",
		example: "word,first,second,third\nstaff,12,2,4\nwait,3,10,1\n",
		options: func(set *pflag.FlagSet) {
			set.BoolVar(&uninformative, "uninformative", false, "use a prior of 1 for every word instead of its count in all sets")
		},
		run: func(t table) (result, error) {
			if err := t.wide(2); err != nil {
				return nil, err
			}
			var counts [][]float64
			for k := 1; k < t.width(); k++ {
				x, err := t.full1(k)
				if err != nil {
					return nil, err
				}
				counts = append(counts, x)
			}
			terms, err := stats.SetLogOdds(counts, uninformative)
			rows := []result{}
			for i, set := range terms {
				name := fmt.Sprintf("set %d", i+1)
				if i+1 < len(t.names) {
					name = t.names[i+1]
				}
				for j, k := range set {
					rows = append(rows, keyTerm([]field{{"set", name}, {"word", t.cell(j, 0)}}, k))
				}
			}
			return result{{"words", rows}, {"method", "log odds of each set against all (tidylo)"}, {"notes", notes()}}, err
		},
	}
}

func keynessTest() statTest {
	var totals []float64
	return statTest{
		name: "keyness", answers: "Which words do two periods use unequally? (log-likelihood)",
		columns: wordColumns, example: wordExample,
		options: func(set *pflag.FlagSet) {
			set.Float64SliceVar(&totals, "totals", nil, "number of all words of the two periods, such as 1000,1200 (by default the sums of the columns)")
		},
		run: func(t table) (result, error) {
			words, a, b, err := wordRows(t)
			if err != nil {
				return nil, err
			}
			if len(totals) == 0 {
				totals = []float64{0, 0}
				for i := range a {
					totals[0], totals[1] = totals[0]+a[i], totals[1]+b[i]
				}
			}
			if len(totals) != 2 {
				return nil, fmt.Errorf("%d totals: give one for each period, such as --totals 1000,1200", len(totals))
			}
			tests, err := stats.LogLikelihood(a, b, totals[0], totals[1])
			rows := []result{}
			for i, k := range tests {
				rows = append(rows, result{{"word", words[i]}, {"statistic", when(k.Has, k.G2)}, {"p", when(k.Has, k.P)}, {"direction", k.Direction}})
			}
			return result{{"words", rows}, {"method", "log-likelihood keyness (Dunning; Rayson and Garside)"}, {"notes", notes()}}, err
		},
	}
}
