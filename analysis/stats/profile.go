package stats

import (
	"fmt"
	"math"
)

// Profile tells how counts spread over the cells of a cycle, such as the 24
// hours of a day or the 7 days of a week.
type Profile struct {
	// Cells has one entry per cell, in order.
	Cells []ProfileCell
	// Total is the sum of the counts.
	Total float64
	// X2 is the test that all cells have the same rate, on DF degrees of freedom,
	// after the design effect is divided out; P is 0 unless HasP.
	X2   float64
	DF   int
	P    float64
	HasP bool
	// Effect is how many times more the counts scatter than independent ones, as
	// given; never below 1.
	Effect float64
	// Direction is the middle of the counts around the cycle, in cells from the
	// beginning of the first: 20.5 is the middle of the 21st. Concentration is 0
	// when the counts lie evenly around the cycle and 1 when all are in one cell.
	// Both are 0 unless HasDirection.
	Direction, Concentration float64
	HasDirection             bool
	// RayleighP is the P value of Rayleigh's test that there is no direction; it
	// sees one peak better than X2 does, and two opposite peaks not at all.
	RayleighP float64
	Note      string
}

// ProfileCell is one cell of a [Profile].
type ProfileCell struct {
	// Count is as given, Expected the count if all cells had the same rate, and
	// Share the part of all counts.
	Count, Expected, Share float64
	// Rate is the ratio of Count to Expected: 2 is twice as busy as the average.
	Rate float64
	// Residual is the standardised residual, the design effect allowed for:
	// beyond 2 or -2 a cell is worth a look.
	Residual float64
}

// CycleProfile describes counts in the cells of a cycle and tests whether all
// cells have the same rate: Pearson's chi-square against the exposure of the
// cells, with standardised residuals, and Rayleigh's test of one direction
// (Fisher 1993, section 4.3, with the weight of the cells' middles). Exposure
// says how long each cell was open, such as the number of Mondays, Tuesdays and
// so on in the period; nil means all alike. Messages come in bursts and are not
// independent: effect, from [ProfileEffect], is how many times more they scatter,
// and divides the counts first (Rao and Scott 1981). Without counts, or with
// fewer than two cells open, nothing is tested and the note says so. The error is
// for entries that are not counts, for counts in a cell that was never open, and
// for slices of unequal length.
func CycleProfile(counts, exposure []float64, effect float64) (Profile, error) {
	if exposure == nil {
		exposure = repeated(1, len(counts))
	}
	if err := checkProfile(counts, exposure, effect); err != nil {
		return Profile{}, err
	}
	p := Profile{Cells: make([]ProfileCell, len(counts)), Total: sumOf(counts), Effect: max(1, effect)}
	open := sumOf(exposure)
	cells := countPositive(exposure)
	for i, c := range counts {
		p.Cells[i].Count = c
		if p.Total > 0 && open > 0 {
			p.Cells[i].Share, p.Cells[i].Expected = c/p.Total, p.Total*(exposure[i]/open)
		}
	}
	if p.Total == 0 || cells < 2 {
		p.Note = "no counts, or only one cell: nothing to test"
		return p, nil
	}
	least := math.Inf(1)
	for i := range p.Cells {
		c := &p.Cells[i]
		if !(c.Expected > 0) {
			continue
		}
		least = min(least, c.Expected)
		d := c.Count - c.Expected
		c.Rate = c.Count / c.Expected
		c.Residual = d / math.Sqrt(p.Effect*c.Expected*(1-exposure[i]/open))
		p.X2 += d * (d / c.Expected) / p.Effect
	}
	if !p.finite() {
		return Profile{Cells: make([]ProfileCell, len(counts)), Effect: p.Effect, Note: tooExtreme}, nil
	}
	p.DF = cells - 1
	p.P, p.HasP = chiSquareUpper(p.X2, float64(p.DF)), true
	if least < 5 {
		p.Note = fmt.Sprintf("the smallest expected count is %.2g: below 5 the P value is rough", least)
	}
	p.direction(exposure)
	return p, nil
}

func (p *Profile) finite() bool {
	for _, c := range p.Cells {
		if !finite(c.Residual) || !finite(c.Rate) || !finite(c.Share) || !finite(c.Expected) {
			return false
		}
	}
	return finite(p.X2)
}

// direction fills in Rayleigh's test. It is for cells that were all open for as
// long, as otherwise the exposure itself has a direction.
func (p *Profile) direction(exposure []float64) {
	for _, e := range exposure {
		if e != exposure[0] {
			p.Note = joinNotes(p.Note, "the cells were not open for as long: no direction")
			return
		}
	}
	n := float64(len(p.Cells))
	var x, y float64
	for i, c := range p.Cells {
		sin, cos := math.Sincos(2 * math.Pi * (float64(i) + 0.5) / n)
		x, y = x+c.Share*cos, y+c.Share*sin
	}
	r := min(1, math.Hypot(x, y))
	p.RayleighP = rayleigh(r, p.Total/p.Effect)
	if r < 1e-9 {
		p.Note = joinNotes(p.Note, "the counts lie evenly around the cycle: no direction")
		return
	}
	angle := math.Atan2(y, x)
	if angle < 0 {
		angle += 2 * math.Pi
	}
	p.Direction, p.Concentration, p.HasDirection = angle/(2*math.Pi)*n, r, true
}

// rayleigh is the P value of a mean resultant length r of n directions (Zar
// 1999, equation 27.4).
func rayleigh(r, n float64) float64 {
	if n > 1e6 {
		return clamp01(math.Exp(-n * r * r)) // the limit, without taking large numbers apart
	}
	length := r * n
	p := math.Exp(math.Sqrt(1+4*n+4*(n*n-length*length)) - (1 + 2*n))
	if math.IsNaN(p) {
		return 1
	}
	return clamp01(p)
}

// ProfileEffect tells how many times more the shares of the cells of a cycle
// scatter between days (or sessions, or people) than independent counts would:
// the mean design effect of the cells, weighted as in the first-order correction
// of Rao and Scott (1981), never below 1. Rows are days and columns cells. It is
// 1 with fewer than two rows that hold counts. The error is for rows of unequal
// length and for entries that are not counts.
func ProfileEffect(rows [][]float64) (float64, error) {
	if err := checkTable(rows); err != nil {
		return 0, err
	}
	m := marginsOf(rows)
	held := float64(countPositive(m.rows))
	if held < 2 || countPositive(m.cols) < 2 {
		return 1, nil
	}
	var sum, cells float64
	for j, col := range m.cols {
		if !(col > 0) {
			continue
		}
		share := col / m.total
		var squares float64
		for i, row := range rows {
			d := (row[j] - share*m.rows[i]) / m.total
			squares += d * d
		}
		clustered := held / (held - 1) * squares
		// (1-share) times the design effect, clustered over share(1-share)/total
		sum += clustered / share * m.total
		cells++
	}
	effect := sum / (cells - 1)
	if !finite(effect) {
		return 1, nil
	}
	return max(1, effect), nil
}

func checkProfile(counts, exposure []float64, effect float64) error {
	if len(counts) != len(exposure) {
		return fmt.Errorf("%d counts and %d exposures: give one exposure for every count", len(counts), len(exposure))
	}
	if err := checkCounts("counts", counts); err != nil {
		return err
	}
	if err := checkCounts("exposures", exposure); err != nil {
		return err
	}
	if !(effect <= maxSize) {
		return fmt.Errorf("a design effect of %v: give 1 for independent counts, or more", effect)
	}
	for i, e := range exposure {
		if e == 0 && counts[i] > 0 {
			return fmt.Errorf("cell %d was never open but has a count of %v: check the exposures", i+1, counts[i])
		}
	}
	return nil
}
