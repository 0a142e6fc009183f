package chart

import (
	"errors"
	"fmt"
	"math"

	"yearbook/analysis/finding"
)

// Beyond these a chart has no sensible axis.
const (
	largest  = 1e100
	earliest = -62135596800 // 1 January of the year 1
	latest   = 253402300799 // the last second of 9999
)

// check says in a plain sentence why a figure cannot be drawn.
func check(fig *finding.Figure) error {
	if fig == nil {
		return errors.New("there is no figure to draw")
	}
	switch fig.Kind {
	case finding.LineChart, finding.BarChart, finding.DumbbellChart, finding.LorenzCurve,
		finding.ControlChart, finding.FunnelChart, finding.ColumnChart:
	default:
		return fmt.Errorf("%q is not a kind of chart that can be drawn", fig.Kind)
	}
	for _, s := range fig.Series {
		for i, p := range s.Points {
			name := fmt.Sprintf("%q", p.Label)
			if p.Label == "" {
				name = fmt.Sprintf("point %d of %q", i+1, s.Name)
			}
			if err := checkNumber("the value of "+name, p.Y, fig.Y.Unit); err != nil {
				return err
			}
			if err := checkNumber("the position of "+name, p.X, fig.X.Unit); err != nil {
				return err
			}
			if err := checkControl(name, p.Control, fig.Y.Unit); err != nil {
				return err
			}
			if p.Interval == nil {
				continue
			}
			for _, v := range [...]float64{p.Interval.Low, p.Interval.High} {
				if err := checkNumber("the interval of "+name, v, fig.Y.Unit); err != nil {
					return err
				}
			}
		}
	}
	for _, m := range fig.Marks {
		name := fmt.Sprintf("the mark %q", m.Label)
		if err := checkNumber(name, m.Y, fig.Y.Unit); err != nil {
			return err
		}
		for _, v := range [...]float64{m.X0, m.X1} {
			if err := checkNumber(name, v, fig.X.Unit); err != nil {
				return err
			}
		}
	}
	switch fig.Kind {
	case finding.DumbbellChart:
		return checkPairs(fig)
	case finding.LorenzCurve:
		return checkShares(fig)
	}
	return nil
}

// checkControl looks at the mean and the limits of a point.
func checkControl(name string, c *finding.Control, u finding.Unit) error {
	if c == nil {
		return nil
	}
	if err := checkNumber("the mean at "+name, c.Mean, u); err != nil {
		return err
	}
	for _, limits := range [...]*finding.Interval{c.Limits, c.Inner} {
		if limits == nil {
			continue
		}
		for _, v := range [...]float64{limits.Low, limits.High} {
			if err := checkNumber("a limit at "+name, v, u); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkNumber(what string, v float64, u finding.Unit) error {
	switch {
	case math.IsNaN(v):
		return fmt.Errorf("%s is not a number", what)
	case math.IsInf(v, 0):
		return fmt.Errorf("%s is infinite", what)
	case u == finding.Time && (v < earliest || v > latest):
		return fmt.Errorf("%s is not a date between the years 1 and 9999", what)
	case math.Abs(v) > largest:
		return fmt.Errorf("%s is too large to draw", what)
	}
	return nil
}

// checkPairs holds a dumbbell chart to two series with the same labels.
func checkPairs(fig *finding.Figure) error {
	if len(fig.Series) > 2 {
		return fmt.Errorf("a dumbbell chart compares 2 series, not %d", len(fig.Series))
	}
	if len(fig.Series) < 2 || len(fig.Series[0].Points) == 0 || len(fig.Series[1].Points) == 0 {
		return nil
	}
	a, b := fig.Series[0].Points, fig.Series[1].Points
	if len(a) != len(b) {
		return fmt.Errorf("the 2 series of a dumbbell chart have %d and %d points: they must have the same labels", len(a), len(b))
	}
	for i := range a {
		if a[i].Label != b[i].Label {
			return fmt.Errorf("the 2 series of a dumbbell chart must have the same labels in the same order: row %d has %q and %q", i+1, a[i].Label, b[i].Label)
		}
	}
	return nil
}

// checkShares holds a Lorenz curve to shares, with some room for rounding.
func checkShares(fig *finding.Figure) error {
	const slack = 1e-9
	for _, s := range fig.Series {
		for i, p := range s.Points {
			if p.X < -slack || p.X > 1+slack || p.Y < -slack || p.Y > 1+slack {
				return fmt.Errorf("point %d of %q is not a share between 0 and 1, which a Lorenz curve needs", i+1, s.Name)
			}
		}
	}
	return nil
}
