package chart

import (
	"time"

	"yearbook/analysis/finding"
)

// data is a figure made ready to draw: a copy, with every text in characters
// that can be drawn, so that a Drawing keeps nothing of the figure.
type data struct {
	kind                          finding.Kind
	title, subtitle, source, base string
	x, y                          finding.Axis
	zone                          *time.Location
	series                        []series
	marks                         []finding.Mark
	figure                        *finding.Figure // read by New only
}

type series struct {
	name   string
	plain  string // the name as it is, for the pointer
	points []point
}

type point struct {
	label     string
	plain     string // the label as it is, for the pointer
	x, y      float64
	low, high float64 // the interval of y; both y where there is none
	interval  bool
	note      string
	control   *finding.Control // a copy; nil where there is none
}

func newData(fig *finding.Figure) *data {
	d := &data{
		kind:  fig.Kind,
		title: drawable(fig.Title), subtitle: drawable(fig.Subtitle),
		source: drawable(fig.Source), base: drawable(fig.Base),
		x:      finding.Axis{Label: drawable(fig.X.Label), Unit: fig.X.Unit},
		y:      finding.Axis{Label: drawable(fig.Y.Label), Unit: fig.Y.Unit},
		zone:   zoneOf(fig.Zone),
		series: make([]series, len(fig.Series)),
		marks:  make([]finding.Mark, len(fig.Marks)),
		figure: fig,
	}
	for i, s := range fig.Series {
		points := make([]point, len(s.Points))
		for j, p := range s.Points {
			q := point{
				label: drawable(p.Label), plain: plain(p.Label),
				x: p.X, y: p.Y, low: p.Y, high: p.Y, note: plain(p.Note),
			}
			if v := p.Interval; v != nil {
				q.low, q.high, q.interval = min(v.Low, v.High), max(v.Low, v.High), true
			}
			q.control = copied(p.Control)
			points[j] = q
		}
		d.series[i] = series{name: drawable(s.Name), plain: plain(s.Name), points: points}
	}
	for i, m := range fig.Marks {
		m.Label = drawable(m.Label)
		if m.X1 < m.X0 {
			m.X0, m.X1 = m.X1, m.X0
		}
		d.marks[i] = m
	}
	return d
}

// copied is a control of its own, so that a Drawing keeps nothing of the figure.
func copied(c *finding.Control) *finding.Control {
	if c == nil {
		return nil
	}
	own := *c
	for _, limits := range [...]**finding.Interval{&own.Limits, &own.Inner} {
		if v := *limits; v != nil {
			*limits = &finding.Interval{Low: min(v.Low, v.High), High: max(v.Low, v.High)}
		}
	}
	return &own
}

// count is the number of points.
func (d *data) count() int {
	n := 0
	for _, s := range d.series {
		n += len(s.points)
	}
	return n
}

// span is the range of values to show, always with nought.
func (d *data) span() (low, high float64) {
	for _, s := range d.series {
		for _, p := range s.points {
			low, high = min(low, p.y, p.low), max(high, p.y, p.high)
		}
	}
	return low, high
}
