package review

import (
	"cmp"
	"slices"

	"yearbook/analysis/finding"
)

// sortBars ranks the bars of a figure with one series, the longest first, and
// the rows of its table with them.
func sortBars(fig *finding.Figure, t *finding.Table) {
	pts := fig.Series[0].Points
	order := make([]int, len(pts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(pts[j].Y, pts[i].Y) })
	sorted, rows := make([]finding.Point, len(pts)), make([]finding.Row, len(pts))
	for k, i := range order {
		sorted[k], rows[k] = pts[i], t.Rows[i]
	}
	fig.Series[0].Points, t.Rows = sorted, rows
}
