package stats

import (
	"fmt"
	"math"
)

// ChiSquareTest is Pearson's test of a table of counts.
type ChiSquareTest struct {
	// X2 is the statistic and DF its degrees of freedom.
	X2 float64
	DF int
	// P is the P value; it is 0 unless HasP.
	P    float64
	HasP bool
	// Expected holds the counts expected if rows and columns were independent,
	// in the shape of the table.
	Expected [][]float64
	// Residuals holds the standardised residuals, which are about standard
	// normal if rows and columns are independent: beyond 2 or -2 a cell is
	// worth a look. In the shape of the table.
	Residuals [][]float64
	// CramersV is the strength of association, from 0 to 1.
	CramersV float64
	// Note says what could not be computed or what to be careful about.
	Note string
}

// ChiSquare tests whether the rows and columns of a table of counts are
// independent, by Pearson's chi-square without continuity correction
// (chisq.test(x, correct = FALSE) in R), with the expected counts, the
// standardised residuals (Agresti 2007, section 2.4.5; $stdres in R) and
// Cramér's V. The table has one slice per row, all of one length. Rows and
// columns of zeros are left out of the degrees of freedom, and their residuals
// are 0. The note warns where an expected count is below 5 (Cochran 1954). The
// error is for rows of unequal length and for entries that are not counts.
func ChiSquare(table [][]float64) (ChiSquareTest, error) {
	if err := checkTable(table); err != nil {
		return ChiSquareTest{}, err
	}
	m := marginsOf(table)
	t := ChiSquareTest{Expected: shapeOf(table), Residuals: shapeOf(table)}
	rows, cols := countPositive(m.rows), countPositive(m.cols)
	if rows < 2 || cols < 2 {
		t.Note = "fewer than two rows or columns with counts: nothing to test"
		return t, nil
	}
	least := math.Inf(1)
	for i, row := range table {
		for j, observed := range row {
			e := m.rows[i] * (m.cols[j] / m.total)
			if !(e > 0) {
				continue
			}
			t.Expected[i][j] = e
			least = min(least, e)
			d := observed - e
			t.X2 += d * (d / e)
			t.Residuals[i][j] = d / math.Sqrt(e*(1-m.rows[i]/m.total)*(1-m.cols[j]/m.total))
		}
	}
	if !finite(t.X2) || !t.residualsFinite() {
		return ChiSquareTest{Expected: shapeOf(table), Residuals: shapeOf(table), Note: tooExtreme}, nil
	}
	t.DF = (rows - 1) * (cols - 1)
	t.P, t.HasP = chiSquareUpper(t.X2, float64(t.DF)), true
	t.CramersV = clamp01(math.Sqrt(t.X2 / m.total / float64(min(rows, cols)-1)))
	if least < 5 {
		t.Note = fmt.Sprintf("the smallest expected count is %.2g: below 5 the P value is rough", least)
	}
	return t, nil
}

func (t *ChiSquareTest) residualsFinite() bool {
	for _, row := range t.Residuals {
		for _, v := range row {
			if !finite(v) {
				return false
			}
		}
	}
	return true
}

// margins are the sums of a table.
type margins struct {
	rows, cols []float64
	total      float64
}

func marginsOf(table [][]float64) margins {
	m := margins{rows: make([]float64, len(table))}
	if len(table) > 0 {
		m.cols = make([]float64, len(table[0]))
	}
	for i, row := range table {
		for j, v := range row {
			m.rows[i] += v
			m.cols[j] += v
			m.total += v
		}
	}
	return m
}

func checkTable(table [][]float64) error {
	for i, row := range table {
		if len(row) != len(table[0]) {
			return fmt.Errorf("row %d has %d columns but row 1 has %d: give every row the same columns", i+1, len(row), len(table[0]))
		}
		if err := checkCounts(fmt.Sprintf("row %d", i+1), row); err != nil {
			return err
		}
	}
	return nil
}

// shapeOf returns a table of zeros in the shape of the given one.
func shapeOf(table [][]float64) [][]float64 {
	z := make([][]float64, len(table))
	for i, row := range table {
		z[i] = make([]float64, len(row))
	}
	return z
}

func countPositive(x []float64) int {
	n := 0
	for _, v := range x {
		if v > 0 {
			n++
		}
	}
	return n
}
