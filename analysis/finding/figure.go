package finding

import "yearbook/analysis/corpus"

// Kind is the kind of figure: how its data want to be seen.
type Kind string

// The kinds of figure.
const (
	// LineChart: one value per session in order of time; X is time, Marks are
	// yearly means.
	LineChart Kind = "line"
	// BarChart: one value per label, from zero; X is not used.
	BarChart Kind = "bars"
	// DumbbellChart: two series with the same labels in the same order, drawn as
	// two dots joined by a line on one row per label; Series[0] is the
	// earlier period, Series[1] the later.
	DumbbellChart Kind = "dumbbell"
	// LorenzCurve: cumulative share of messages (Y, 0 to 1) over cumulative share
	// of people (X, 0 to 1), quietest people first, one series per period.
	LorenzCurve Kind = "lorenz"
	// ControlChart: one series of values in order of time, each point with its
	// Control: mean, limits and whether it calls for an explanation. X is time.
	ControlChart Kind = "control"
	// FunnelChart: the share Y of each unit over its size X, each point with its
	// Control for the size; Marks[0] is the share of all together.
	FunnelChart Kind = "funnel"
	// ColumnChart: one value per label, from zero, upright and in the order
	// given, such as the hours of a day; X is not used.
	ColumnChart Kind = "columns"
)

// Unit says how values of an axis are written.
type Unit string

// The units of an axis.
const (
	Count   Unit = ""        // whole numbers with commas: 1,410
	Decimal Unit = "decimal" // one decimal: 4.3
	Percent Unit = "percent" // the value is a share from 0 to 1: 12%
	Time    Unit = "time"    // the value is seconds since 1970 in UTC
)

// Axis describes one axis.
type Axis struct {
	Label string
	Unit  Unit
}

// Figure is the data of a chart, not a drawing.
type Figure struct {
	Kind     Kind
	Title    string // what is shown, where and when
	Subtitle string // unit and period
	Source   string // "Source: 3 files, 9,120 messages"
	Base     string // "Base: 1,410 messages in 48 sessions"
	X, Y     Axis
	Zone     string // name of the time zone of a time axis, such as "Europe/London"
	Series   []Series
	Marks    []Mark
}

// Series is a named run of points.
type Series struct {
	Name   string
	Points []Point
}

// Point is one datum and the messages it counts.
type Point struct {
	Label     string // "6 August 2013", "campaign toolkit", "Person 12"
	X, Y      float64
	Interval  *Interval        // of Y, nil where there is none
	Selection corpus.Selection // messages behind the value
	Note      string           // extra words for the pointer: "95% interval 3 to 9"
	Control   *Control         // on control charts and funnels, else nil
}

// Signal is what a point of a control chart or a funnel means.
type Signal string

// The signals. High and Low are said where neither direction is better.
const (
	Usual       Signal = ""
	High        Signal = "high"
	Low         Signal = "low"
	Improvement Signal = "improvement"
	Concern     Signal = "concern"
)

// Control is what chance alone would do at a point.
type Control struct {
	Mean   float64
	Limits *Interval // nil where there are too few points for limits
	Inner  *Interval // narrower limits of a funnel, else nil
	Signal Signal
	Group  int // stretches with limits of their own are numbered from 0
}

// Interval is an interval of uncertainty.
type Interval struct{ Low, High float64 }

// Mark is a reference line at height Y from X0 to X1, such as a year's mean.
type Mark struct {
	Label  string // "2013 mean: 52"
	X0, X1 float64
	Y      float64
}
