package chart

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"yearbook/analysis/finding"
)

func TestAnchorsHitThemselves(t *testing.T) {
	drawings(t, func(t *testing.T, n named, d *Drawing) {
		hits := d.Hits()
		for _, h := range hits {
			got, ok := d.At(h.X, h.Y)
			if !ok {
				t.Errorf("nothing at the anchor of %+v", h)
			} else if got != h && (got.X != h.X || got.Y != h.Y) {
				t.Errorf("at the anchor of %+v is %+v", h, got)
			}
			if h.X < 0 || h.X > d.size.Width || h.Y < 0 || h.Y > d.size.Height {
				t.Errorf("outside the drawing: %+v", h)
			}
			if h.Label == "" || h.Value == "" {
				t.Errorf("no words: %+v", h)
			}
			if h.Point >= len(n.fig.Series[h.Series].Points) {
				t.Errorf("no such point: %+v", h)
			}
		}
		for _, far := range [][2]float64{{-1000, 0}, {0, -1000}, {1e6, 1e6}, {2, 2}, {d.size.Width / 2, d.size.Height - 3}, {math.NaN(), 1}, {math.Inf(1), 1}} {
			if h, ok := d.At(far[0], far[1]); ok {
				t.Errorf("at %v is %+v", far, h)
			}
		}
	})
}

func TestReach(t *testing.T) {
	d, err := New(weekly(8), Size{960, 540})
	if err != nil {
		t.Fatal(err)
	}
	h := d.Hits()[3]
	if got, ok := d.At(h.X+reach-1, h.Y); !ok || got != h {
		t.Error("a little beside a point:", got, ok)
	}
	if got, ok := d.At(h.X, h.Y+reach+1); ok {
		t.Error("too far below a point:", got)
	}
}

func TestRowsAreHitAlongTheirLength(t *testing.T) {
	d, err := New(themeBars(6, false), Size{960, 540})
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range d.Hits() {
		if got, ok := d.At(30, h.Y); !ok || got.Point != i {
			t.Errorf("on the label of bar %d: %+v", i, got)
		}
		if got, ok := d.At(h.X/2, h.Y); !ok || got.Point != i {
			t.Errorf("on bar %d: %+v", i, got)
		}
		if got, ok := d.At(h.X+100, h.Y); ok {
			t.Errorf("beyond bar %d: %+v", i, got)
		}
	}
}

func TestWordsOfHits(t *testing.T) {
	fig := weekly(3)
	fig.Series[0].Name = "2011"
	fig.Series[0].Points[0].Interval = &finding.Interval{Low: 30.2, High: 1234}
	fig.Series[0].Points[1].Label = ""
	fig.Series[0].Points[2].Label = "👍🏽 \x01day"
	fig.Series[0].Points[2].Note = "95% interval 3 to 9"
	bars := themeBars(1, false)
	bars.Series[0].Points[0] = finding.Point{Label: "press release", Y: 0.12, Interval: &finding.Interval{Low: 0.1, High: 0.14}}
	curve := lorenz(2)
	tests := []struct {
		fig          *finding.Figure
		point        int
		label, value string
	}{
		{fig, 0, "4 January 2011", "2011: 37 (95% interval 30 to 1,234)"},
		{fig, 1, "4 August 2011", "2011: 35"},
		{fig, 2, "👍🏽 day", "2011: 45 (95% interval 3 to 9)"},
		{bars, 0, "press release", "2013: 12% (95% interval 10% to 14%)"},
		{curve, 30, "Share of people, quietest first: 50%", "2012: 25%"},
	}
	for _, tt := range tests {
		d, err := New(tt.fig, Size{})
		if err != nil {
			t.Fatal(err)
		}
		h := d.Hits()[tt.point]
		if h.Label != tt.label || h.Value != tt.value {
			t.Errorf("got %q, %q, want %q, %q", h.Label, h.Value, tt.label, tt.value)
		}
	}
}

func TestDumbbellStepsDownTheRows(t *testing.T) {
	d, err := New(themePairs(3), Size{})
	if err != nil {
		t.Fatal(err)
	}
	var order strings.Builder
	for _, h := range d.Hits() {
		order.WriteString(string(rune('a'+h.Point)) + string(rune('0'+h.Series)))
	}
	if order.String() != "a0a1b0b1c0c1" {
		t.Error(order.String())
	}
}

// TestAnchorsLieOnInk holds the hits against the image: under each anchor, at
// several scales, is the colour of the datum.
func TestAnchorsLieOnInk(t *testing.T) {
	for _, fig := range []*finding.Figure{weekly(140), twoLines(), lorenz(2.6, 4.2), themePairs(10)} {
		d, err := New(fig, Size{701.5, 433.3})
		if err != nil {
			t.Fatal(err)
		}
		for _, scale := range []float64{1, 1.1, 2} {
			img := d.Image(scale)
			for _, h := range d.Hits() {
				if fig.Kind == finding.DumbbellChart && h.Series == 0 {
					continue // the ring is hollow
				}
				if fig.Kind == finding.LorenzCurve && (h.Series == 1 || h.Point == 0) {
					continue // dashed; hidden by the axis
				}
				found := false
				for dx := -1; dx <= 1; dx++ {
					for dy := -1; dy <= 1; dy++ {
						r, g, b, _ := img.At(int(h.X*scale)+dx, int(h.Y*scale)+dy).RGBA()
						c := color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xFF}
						found = found || contrast(c, white) > 2.5
					}
				}
				if !found {
					t.Errorf("%s, scale %g: no ink at %+v", fig.Kind, scale, h)
				}
			}
		}
	}
}
