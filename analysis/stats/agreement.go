package stats

import (
	"fmt"
	"math"
)

// Agreement is Cohen's kappa with what it is made of.
type Agreement struct {
	// Estimate is kappa: 1 for full agreement, 0 for what chance would give.
	Estimate
	// Observed is the share of cases on which the two agree, and Expected the
	// share on which chance alone would make them.
	Observed, Expected float64
	// SE is the standard error of kappa.
	SE float64
	// N is the number of cases.
	N float64
}

// CohenKappa measures how far two coders agree beyond chance (Cohen 1960), with
// the large-sample interval of Fleiss, Cohen and Everitt (1969) and the P value
// of their test that kappa is 0. The table is square: rows are the codes of the
// first coder, columns those of the second, in the same order. Without cases,
// or where both coders give one and the same code to all, there is no value.
// The error is for a table that is not square and for entries that are not
// counts.
func CohenKappa(table [][]float64) (Agreement, error) {
	k := Agreement{Estimate: Estimate{Method: "Cohen's kappa, Fleiss-Cohen-Everitt interval"}}
	if err := checkTable(table); err != nil {
		return Agreement{}, err
	}
	if len(table) > 0 && len(table[0]) != len(table) {
		return Agreement{}, fmt.Errorf("a table of %d by %d: give both coders the same codes", len(table), len(table[0]))
	}
	m := marginsOf(table)
	k.N = m.total
	if m.total == 0 {
		k.addNote("no cases: no agreement to speak of")
		return k, nil
	}
	for i := range table {
		k.Observed += table[i][i] / m.total
		k.Expected += m.rows[i] / m.total * (m.cols[i] / m.total)
	}
	if 1-k.Expected < 1e-12 {
		k.addNote("both coders gave one code to every case: kappa has no value")
		return k, nil
	}
	k.setValue((k.Observed - k.Expected) / (1 - k.Expected))
	if k.SE = k.standardError(table, m); !finite(k.SE) {
		k.SE = 0
		k.addNote(tooExtreme)
		return k, nil
	}
	k.setInterval(max(-1, k.Value-z975*k.SE), min(1, k.Value+z975*k.SE))
	if null := k.nullError(m); null > 0 && finite(k.Value/null) {
		k.setP(normalTwoSided(k.Value / null))
	}
	return k, nil
}

// standardError is that of kappa for the interval.
func (k Agreement) standardError(table [][]float64, m margins) float64 {
	var onDiagonal, off float64
	for i, row := range table {
		for j, v := range row {
			share := v / m.total
			sides := m.rows[j]/m.total + m.cols[i]/m.total
			if i == j {
				d := 1 - sides*(1-k.Value)
				onDiagonal += share * d * d
			} else {
				off += share * sides * sides
			}
		}
	}
	c := k.Value - k.Expected*(1-k.Value)
	u := 1 - k.Value
	v := onDiagonal + u*u*off - c*c
	return math.Sqrt(max(0, v)/m.total) / (1 - k.Expected)
}

// nullError is the standard error of kappa when its true value is 0.
func (k Agreement) nullError(m margins) float64 {
	v := k.Expected + k.Expected*k.Expected
	for i := range m.rows {
		r, c := m.rows[i]/m.total, m.cols[i]/m.total
		v -= r * c * (r + c)
	}
	return math.Sqrt(max(0, v)/m.total) / (1 - k.Expected)
}

// Confusion counts how the coding of one theme came out against a human's:
// found and right, found but wrong, and missed.
type Confusion struct {
	TruePositive, FalsePositive, FalseNegative int
}

// Score is the precision, recall and F1 of one theme or of all. A share without
// cases to be a share of is 0 and not Has….
type Score struct {
	Precision, Recall, F1          float64
	HasPrecision, HasRecall, HasF1 bool
}

// Scores are the scores of several themes.
type Scores struct {
	// PerTheme has one score per theme, in the order given.
	PerTheme []Score
	// Micro is the score of all decisions together; frequent themes weigh most.
	Micro Score
	// Macro is the plain mean over the themes that have a value; Macro.F1 is
	// the mean of the themes' F1.
	Macro Score
	Note  string
}

// PrecisionRecall scores the coding of several themes against a human's: the
// precision, recall and F1 of each theme, and their micro and macro averages
// (Manning, Raghavan and Schütze 2008, chapters 8 and 13). F1 is 2TP / (2TP +
// FP + FN). Themes that neither found anything for have no score and stay out
// of the macro averages. The error is for negative counts.
func PrecisionRecall(themes []Confusion) (Scores, error) {
	s := Scores{PerTheme: make([]Score, len(themes))}
	var all Confusion
	for i, c := range themes {
		if min(c.TruePositive, c.FalsePositive, c.FalseNegative) < 0 || max(c.TruePositive, c.FalsePositive, c.FalseNegative) > maxEvents {
			return Scores{}, fmt.Errorf("theme %d: counts %d, %d and %d: counts must be zero or more", i+1, c.TruePositive, c.FalsePositive, c.FalseNegative)
		}
		s.PerTheme[i] = c.score()
		all.TruePositive += c.TruePositive
		all.FalsePositive += c.FalsePositive
		all.FalseNegative += c.FalseNegative
	}
	s.Micro = all.score()
	s.Macro = macroScore(s.PerTheme)
	if !s.Micro.HasF1 {
		s.Note = "no theme was found by either: nothing to score"
	}
	return s, nil
}

func (c Confusion) score() Score {
	tp := float64(c.TruePositive)
	var s Score
	s.Precision, s.HasPrecision = ratio(tp, tp+float64(c.FalsePositive))
	s.Recall, s.HasRecall = ratio(tp, tp+float64(c.FalseNegative))
	s.F1, s.HasF1 = ratio(2*tp, 2*tp+float64(c.FalsePositive)+float64(c.FalseNegative))
	return s
}

// macroScore is the mean of each figure over the themes that have it.
func macroScore(themes []Score) Score {
	var p, r, f []float64
	for _, s := range themes {
		if s.HasPrecision {
			p = append(p, s.Precision)
		}
		if s.HasRecall {
			r = append(r, s.Recall)
		}
		if s.HasF1 {
			f = append(f, s.F1)
		}
	}
	var m Score
	m.Precision, m.HasPrecision = Mean(p)
	m.Recall, m.HasRecall = Mean(r)
	m.F1, m.HasF1 = Mean(f)
	return m
}

// ratio is a/b, and whether b is above zero.
func ratio(a, b float64) (float64, bool) {
	if b <= 0 {
		return 0, false
	}
	return a / b, true
}
