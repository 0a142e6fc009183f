package main

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"yearbook/analysis/stats"
)

const strataColumns = "stratum,before_hits,before_of,after_hits,after_of: one row for each stratum, such as each trust"

const strataExample = "stratum,before_hits,before_of,after_hits,after_of\nNEAS,240,841,757,2811\nNHFT,47,1188,60,902\n"

func shareTests() []statTest {
	return []statTest{
		{
			name: "wilson", answers: "How far may a share lie from its true value?",
			columns: "hits,of: one row", example: "hits,of\n56,70\n",
			run: func(t table) (result, error) {
				p, err := proportionRows(t)
				if err != nil {
					return nil, err
				}
				if len(p) != 1 {
					return nil, fmt.Errorf("the table has %d rows of numbers but needs 1", len(p))
				}
				e, err := stats.Wilson(p[0])
				return estimate(e, nil, nil), err
			},
		},
		newcombeTest(),
		{
			name: "proportions", answers: "Do several groups have the same share?",
			columns: "hits,of: one row for each group", example: "hits,of\n83,86\n90,93\n129,136\n70,82\n",
			run: func(t table) (result, error) {
				p, err := proportionRows(t)
				if err != nil {
					return nil, err
				}
				c, err := stats.PropTest(p)
				return tested(when(c.HasP, c.P), when(c.HasP, c.X2), when(c.HasP, c.DF), "chi-square test of equal shares", c.Note), err
			},
		},
		{
			name: "chi-square", answers: "Do the rows and columns of a table go together?",
			columns: "a table of counts; the first row and the first column may hold names", example: "party,democrat,independent,republican\nwomen,762,327,468\nmen,484,239,477\n",
			run: chiSquare,
		},
		{
			name: "fisher", answers: "Do two yes-or-no questions go together? (exact)",
			columns: "two rows of two counts", example: "3,1\n1,3\n",
			run: fisher,
		},
		cmhTest(),
		{
			name: "standardise", answers: "Did a share change, given both periods the same mix?",
			columns: strataColumns, example: strataExample,
			run: standardise,
		},
		{
			name: "design-effect", answers: "How many times more does a share scatter, as people repeat themselves?",
			columns: "hits,of: one row for each person or session", example: "hits,of\n3,4\n0,7\n1,9\n",
			run: func(t table) (result, error) {
				p, err := proportionRows(t)
				if err != nil {
					return nil, err
				}
				d, err := stats.DesignEffect(p)
				return result{{"estimate", d}, {"method", "design effect of a share (Rao and Scott)"}, {"notes", notes()}}, err
			},
		},
		{
			name: "share-difference", answers: "Did a share change, allowing for the same people and sessions?",
			columns: "person,session,period,hits,of,stratum: what one person said in one session; period is before or after, and the stratum, such as the trust or the channel, may be left out",
			example: "person,session,period,hits,of,stratum\nAnn,1,before,1,4,web\nBen,1,before,0,2,app\nAnn,2,before,2,5,web\nCat,3,after,1,3,app\nAnn,4,after,2,6,web\nBen,4,after,1,3,app\n",
			run:     shareDifference,
		},
	}
}

func proportionRows(t table) ([]stats.Proportion, error) {
	x, err := t.whole("hits", "of")
	if err != nil {
		return nil, err
	}
	p := make([]stats.Proportion, len(x[0]))
	for i := range p {
		p[i] = stats.Proportion{Hits: x[0][i], Of: x[1][i]}
	}
	return p, nil
}

func newcombeTest() statTest {
	var wald, yates bool
	var effects []float64
	return statTest{
		name: "newcombe", answers: "How much did a share change, in percentage points?",
		columns: "hits,of: two rows, the earlier period first", example: "hits,of\n48,80\n56,70\n",
		options: func(set *pflag.FlagSet) {
			set.BoolVar(&wald, "wald", false, "use the large-sample interval instead")
			set.BoolVar(&yates, "yates", false, "use the large-sample interval with Yates's correction instead")
			set.Float64SliceVar(&effects, "effects", nil, "design effects of the two periods, such as 1.8,2.1")
		},
		run: func(t table) (result, error) {
			p, err := proportionRows(t)
			if err != nil {
				return nil, err
			}
			if len(p) != 2 {
				return nil, fmt.Errorf("the table has %d rows of numbers but needs 2", len(p))
			}
			var e stats.Estimate
			switch {
			case len(effects) != 0 && len(effects) != 2:
				return nil, fmt.Errorf("%d design effects: give one for each period, such as --effects 1.8,2.1", len(effects))
			case len(effects) == 2:
				e, err = stats.NewcombeDesign(p[0], p[1], effects[0], effects[1])
			case yates:
				e, err = stats.CorrectedDifference(p[0], p[1])
			case wald:
				e, err = stats.WaldDifference(p[0], p[1])
			default:
				e, err = stats.Newcombe(p[0], p[1])
			}
			return estimate(e, nil, nil), err
		},
	}
}

// countTable reads a table of counts whose first column may hold names.
func countTable(t table) (rows [][]float64, err error) {
	from := 0
	if len(t.rows) > 0 && isHeader(t.text(0)) {
		from = 1
	}
	rows = make([][]float64, len(t.rows))
	for k := from; k < t.width(); k++ {
		x, err := t.full1(k)
		if err != nil {
			return nil, err
		}
		for i, v := range x {
			rows[i] = append(rows[i], v)
		}
	}
	return rows, nil
}

func chiSquare(t table) (result, error) {
	rows, err := countTable(t)
	if err != nil {
		return nil, err
	}
	c, err := stats.ChiSquare(rows)
	return tested(when(c.HasP, c.P), when(c.HasP, c.X2), when(c.HasP, c.DF), "Pearson's chi-square test", c.Note,
		field{"cramers_v", when(c.HasP, c.CramersV)}, field{"expected", c.Expected}, field{"residuals", c.Residuals}), err
}

func fisher(t table) (result, error) {
	rows, err := countTable(t)
	if err != nil {
		return nil, err
	}
	if len(rows) != 2 || len(rows[0]) != 2 || len(rows[1]) != 2 {
		return nil, fmt.Errorf("the table is not two rows of two counts")
	}
	var n [4]int
	for i, v := range slices.Concat(rows...) {
		if n[i] = int(v); float64(n[i]) != v {
			return nil, fmt.Errorf("%v is not a whole number", v)
		}
	}
	f, err := stats.FisherExact(n[0], n[1], n[2], n[3])
	return result{
		{"estimate", when(f.HasOddsRatio, f.OddsRatio)}, {"low", nil}, {"high", nil}, {"p", f.P}, {"statistic", nil}, {"df", nil},
		{"method", "Fisher's exact test, sample odds ratio"}, {"notes", notes(f.Note)}, {"p_less", f.Less}, {"p_greater", f.Greater},
	}, err
}

func strataRows(t table) ([]stats.Stratum, []string, error) {
	wanted := []string{"stratum", "before_hits", "before_of", "after_hits", "after_of"}
	if t.width() == 4 {
		wanted = wanted[1:]
	}
	if err := t.wide(len(wanted)); err != nil {
		return nil, nil, err
	}
	var n [4][]int
	for k := range n {
		column := t.find(wanted, k+len(wanted)-4)
		x, err := t.full1(column)
		if err != nil {
			return nil, nil, err
		}
		for i, v := range x {
			if v != float64(int(v)) {
				return nil, nil, fmt.Errorf("%s: %v is not a whole number", t.place(i, column), v)
			}
			n[k] = append(n[k], int(v))
		}
	}
	strata, names := make([]stats.Stratum, len(t.rows)), make([]string, len(t.rows))
	for i := range strata {
		strata[i] = stats.Stratum{A: stats.Proportion{Hits: n[0][i], Of: n[1][i]}, B: stats.Proportion{Hits: n[2][i], Of: n[3][i]}}
		names[i] = fmt.Sprintf("stratum %d", i+1)
		if len(wanted) == 5 {
			names[i] = t.cell(i, t.find(wanted, 0))
		}
	}
	return strata, names, nil
}

func cmhTest() statTest {
	var correct bool
	return statTest{
		name: "cmh", answers: "Did a share change once the mix of strata is taken into account?",
		columns: strataColumns, example: strataExample,
		options: func(set *pflag.FlagSet) {
			set.BoolVar(&correct, "continuity", false, "use the correction for continuity, as R does by default")
		},
		run: func(t table) (result, error) {
			strata, names, err := strataRows(t)
			if err != nil {
				return nil, err
			}
			m, err := stats.CochranMantelHaenszel(strata, correct)
			if err != nil {
				return nil, err
			}
			rows := []result{}
			for i, s := range strata {
				e, err := stats.Newcombe(s.A, s.B)
				if err != nil {
					return nil, err
				}
				rows = append(rows, append(result{{"stratum", names[i]}}, estimate(e, nil, nil)...))
			}
			return estimate(m.Estimate, when(m.HasP, m.X2), when(m.HasP, 1),
				field{"strata_used", m.Strata}, field{"homogeneity_statistic", when(m.HasHomogeneity, m.HomogeneityX2)},
				field{"homogeneity_p", when(m.HasHomogeneity, m.HomogeneityP)}, field{"strata", rows}), nil
		},
	}
}

func standardise(t table) (result, error) {
	strata, _, err := strataRows(t)
	if err != nil {
		return nil, err
	}
	s, err := stats.DirectStandardisation(strata)
	return estimate(s.Estimate, nil, nil, field{"before", when(s.HasValue, s.A)}, field{"after", when(s.HasValue, s.B)},
		field{"crude_before", when(s.HasValue, s.CrudeA)}, field{"crude_after", when(s.HasValue, s.CrudeB)}, field{"left_out", s.LeftOut}), err
}

// spoken is what people said in sessions, one row for each person and session.
type spoken struct {
	people, sessions, periods []int
	hits, of                  []int
}

func readSpoken(t table, wanted []string) (spoken, error) {
	var s spoken
	if err := t.wide(len(wanted)); err != nil {
		return s, err
	}
	var err error
	if s.periods, err = t.periods(t.find(wanted, 2)); err != nil {
		return s, err
	}
	s.people, _ = numbered(t.text(t.find(wanted, 0)))
	s.sessions, _ = numbered(t.text(t.find(wanted, 1)))
	for k, into := range []*[]int{&s.hits, &s.of} {
		column := t.find(wanted, 3+k)
		x, err := t.full1(column)
		if err != nil {
			return s, err
		}
		for i, v := range x {
			if v != float64(int(v)) {
				return s, fmt.Errorf("%s: %v is not a whole number", t.place(i, column), v)
			}
			*into = append(*into, int(v))
		}
	}
	return s, nil
}

// shareDifference compares shares pooled and within strata, for people and
// sessions that repeat themselves.
func shareDifference(t table) (result, error) {
	wanted := []string{"person", "session", "period", "hits", "of", "stratum"}
	if t.width() < len(wanted) {
		wanted = wanted[:5]
	}
	s, err := readSpoken(t, wanted)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(t.rows))
	if len(wanted) == 6 {
		names = t.text(t.find(wanted, 5))
	}
	strata, kinds := numbered(names)
	var obs []stats.Observation
	var hits []int
	for i := range t.rows {
		if s.of[i] < s.hits[i] || s.hits[i] < 0 || s.of[i] > 1_000_000 {
			return nil, fmt.Errorf("%s: %d of %d: the part must be between zero and the whole", t.place(i, t.find(wanted, 3)), s.hits[i], s.of[i])
		}
		for k := range s.of[i] {
			if k < s.hits[i] {
				hits = append(hits, len(obs))
			}
			obs = append(obs, stats.Observation{Later: s.periods[i] == 1, Stratum: strata[i], Clusters: [stats.Ways]int{s.people[i], s.sessions[i]}})
		}
	}
	sample, err := stats.NewShareSample(obs, max(1, kinds))
	if err != nil {
		return nil, err
	}
	c, err := sample.Compare(hits)
	rows := []result{}
	for k, e := range c.Within {
		name := ""
		if at := slices.Index(strata, k); at >= 0 {
			name = names[at]
		}
		rows = append(rows, append(result{{"stratum", name}}, estimate(e, nil, nil)...))
	}
	return estimate(c.Pooled, nil, nil,
		field{"effect", c.Effect},
		field{"odds_ratio", []result{estimate(c.Common.Estimate, when(c.Common.HasP, c.Common.X2), nil)}},
		field{"standardised", []result{estimate(c.Standard.Estimate, nil, nil)}}, field{"strata", rows}), err
}

func adjustTests() []statTest {
	var out []statTest
	for _, a := range []struct {
		name, answers string
		adjust        func([]float64) ([]float64, error)
	}{
		{"holm", "Which of many tests stand, with no false claim wanted?", stats.Holm},
		{"bh", "Which of many tests stand, with few false claims among them? (Benjamini-Hochberg)", stats.BenjaminiHochberg},
		{"bonferroni", "The same as holm, more cautious than need be", stats.Bonferroni},
		{"hochberg", "The same as holm, for independent tests", stats.Hochberg},
		{"by", "The same as bh, for tests that depend on each other (Benjamini-Yekutieli)", stats.BenjaminiYekutieli},
	} {
		out = append(out, statTest{
			name: a.name, answers: a.answers, columns: "p: one P value in each row", example: "p\n0.0001\n0.0004\n0.0019\n0.0095\n",
			run: func(t table) (result, error) {
				if len(t.rows) == 0 {
					return result{{"adjusted", []float64{}}, {"method", a.name}, {"notes", []string{"no P values: nothing to adjust"}}}, nil
				}
				p, err := t.full1(t.width() - 1)
				if err != nil {
					return nil, err
				}
				adjusted, err := a.adjust(p)
				if err != nil {
					return nil, err
				}
				return result{{"adjusted", adjusted}, {"method", a.name}, {"notes", notes()}}, nil
			},
		})
	}
	return out
}
