package chart

import (
	"encoding/binary"
	"io"
	"math"
	"testing"

	"yearbook/analysis/finding"
)

// reader takes values from fuzz bytes, and noughts after their end.
type reader struct{ b []byte }

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) text() string {
	n := min(int(r.byte()), len(r.b))
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

// number is small, large, or any 64 bits.
func (r *reader) number() float64 {
	switch k := r.byte(); {
	case k < 100:
		return float64(k)
	case k < 180:
		return float64(k-100) / 79
	case k < 200:
		return float64(int(k)-190) * 1e6
	case k < 210:
		return math.Pow10(10 * int(k-200))
	default:
		var v [8]byte
		copy(v[:], r.b)
		r.b = r.b[min(8, len(r.b)):]
		return math.Float64frombits(binary.LittleEndian.Uint64(v[:]))
	}
}

func (r *reader) figure() *finding.Figure {
	kinds := []finding.Kind{finding.LineChart, finding.BarChart, finding.DumbbellChart, finding.LorenzCurve}
	units := []finding.Unit{finding.Count, finding.Decimal, finding.Percent, finding.Time, "?"}
	fig := &finding.Figure{
		Kind:  kinds[int(r.byte())%len(kinds)],
		Title: r.text(), Subtitle: r.text(), Source: r.text(), Base: r.text(), Zone: r.text(),
		X: finding.Axis{Label: r.text(), Unit: units[int(r.byte())%len(units)]},
		Y: finding.Axis{Label: r.text(), Unit: units[int(r.byte())%len(units)]},
	}
	for range r.byte() % 8 {
		s := finding.Series{Name: r.text()}
		for range r.byte() % 80 {
			p := finding.Point{Label: r.text(), X: r.number(), Y: r.number()}
			if r.byte()%3 == 1 {
				p.Interval = &finding.Interval{Low: r.number(), High: r.number()}
			}
			s.Points = append(s.Points, p)
		}
		fig.Series = append(fig.Series, s)
	}
	for range r.byte() % 5 {
		fig.Marks = append(fig.Marks, finding.Mark{Label: r.text(), X0: r.number(), X1: r.number(), Y: r.number()})
	}
	return fig
}

// FuzzNew draws whatever figure the bytes give: it must not panic, must give
// XML that can be read, and must find each datum at its anchor.
func FuzzNew(f *testing.F) {
	f.Add([]byte{}, 960.0, 540.0)
	f.Add([]byte("\x00\x05Title\x03sub\x00\x00\x00\x00\x03\x00\x00\x01\x01s\x04\x00\x01\x01\x00\x00\x02\x07\x00"), 400.0, 300.0)
	f.Add([]byte("\x01\x05Title\x03sub\x00\x00\x00\x00\x00\x00\x02\x02\x01s\x04\x00\x01\xc9\x01\x01\x02"), 90.0, 40.0)
	f.Add([]byte("\x02\x01T\x00\x00\x00\x00\x00\x00\x00\x02\x02\x01a\x01\x01x\x00\x6f\x00\x01b\x01\x01x\x00\x90\x00"), 500.0, 200.0)
	f.Add([]byte("\x03\x01T\x00\x00\x00\x00\x00\x00\x00\x02\x02\x01a\x02\x00\x00\x00\x00\x00\x64\x64\x00"), 0.0, -1.0)
	f.Fuzz(func(t *testing.T, b []byte, width, height float64) {
		r := &reader{b}
		fig := r.figure()
		DefaultSize(fig)
		d, err := New(fig, Size{width, height})
		if err != nil {
			if len(err.Error()) < 10 {
				t.Error(err)
			}
			return
		}
		valid(t, svg(t, d))
		for _, h := range d.Hits() {
			if math.IsNaN(h.X) || math.IsNaN(h.Y) {
				t.Fatalf("no place: %+v", h)
			}
			if got, ok := d.At(h.X, h.Y); !ok || got != h && (got.X != h.X || got.Y != h.Y) {
				t.Fatalf("at the anchor of %+v is %+v", h, got)
			}
		}
		if d.size.Width*d.size.Height < 300*300 {
			if err := d.PNG(io.Discard, 1); err != nil {
				t.Error(err)
			}
		}
	})
}
