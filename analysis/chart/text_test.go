package chart

import (
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"yearbook/analysis/finding"
)

func TestDrawable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Cyfathrebu ŵ ŷ – “£5”…", "Cyfathrebu ŵ ŷ – “£5”…"},
		{"w\u0302", "ŵ"},
		{"a\x00b\x1b\u200Dc\u202E\uFEFF", "abc"},
		{" a\r\n\tb  ", "a b"},
		{"a\u00A0b", "a\u00A0b"},
		{"😀", "[grinning face]"},
		{"well done👍🏽thanks", "well done [thumbs up sign] thanks"},
		{"👍👍", "[thumbs up sign] [thumbs up sign]"},
		{"🥰!", "U+1F970!"},
		{"love ❤️", "love [heavy black heart]"},
		{"🇬🇧", "[flag GB]"},
		{"𝗕𝗼𝗹𝗱 ﬁne", "Bold ﬁne"},
		{"مرحبا بالعالم x", "[Arabic text] x"},
		{"中文", "[Chinese text]"},
		{"\xff", "\uFFFD"},
		{"\U0010FFFD", "[U+10FFFD]"},
	}
	for _, tt := range tests {
		got := drawable(tt.in)
		want := tt.want
		if strings.HasPrefix(want, "U+1F970") {
			want = "[" + strings.TrimSuffix(want, "!") + "]!"
		}
		if want == "\uFFFD" && !hasGlyph(0xFFFD) {
			want = "[replacement character]"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", tt.in, got, want)
		}
		if !covered(got) {
			t.Errorf("%q: %q cannot be drawn", tt.in, got)
		}
	}
	long := drawable(strings.Repeat("é", 5000))
	if !strings.HasSuffix(long, "é…") || len(long) > longest+3 {
		t.Error(len(long))
	}
}

func TestWrap(t *testing.T) {
	st := newStyle(12, false, black)
	for _, s := range []string{
		"the quick brown fox jumps over the lazy dog", strings.Repeat("x", 200), "a", "", "ŵŷ " + strings.Repeat("ŵ", 60) + " end",
	} {
		for _, width := range []float64{1, 5, 20, 60, 120, 1000} {
			for limit := range 5 {
				lines := st.wrap(s, width, limit)
				if len(lines) > limit {
					t.Errorf("%q in %g by %d: %q", s, width, limit, lines)
				}
				for _, l := range lines {
					if width >= 20 && st.width(l) > width {
						t.Errorf("%q is wider than %g", l, width)
					}
				}
				if width == 1000 && limit > 2 && strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(s, " ", "") {
					t.Errorf("%q lost something: %q", s, lines)
				}
			}
		}
	}
	got := st.wrap("patient feedback and complaints", 100, 2)
	if diff := cmp.Diff([]string{"patient feedback", "and complaints"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestValue(t *testing.T) {
	zone := zoneOf("Europe/London")
	tests := []struct {
		v    float64
		u    finding.Unit
		want string
	}{
		{1410, finding.Count, "1,410"}, {999, finding.Count, "999"}, {1234567, finding.Count, "1,234,567"},
		{-1410, finding.Count, "−1,410"}, {-0.2, finding.Count, "0"}, {0, finding.Count, "0"}, {1e20, finding.Count, "1e20"},
		{4.25, finding.Decimal, "4.2"}, {4.26, finding.Decimal, "4.3"}, {12345.6, finding.Decimal, "12,345.6"}, {-0.01, finding.Decimal, "0.0"},
		{0.12, finding.Percent, "12%"}, {0, finding.Percent, "0%"}, {1, finding.Percent, "100%"}, {0.004, finding.Percent, "0.4%"},
		{0.0001, finding.Percent, "less than 0.1%"}, {0.998, finding.Percent, "99.8%"}, {0.99999, finding.Percent, "over 99.9%"},
		{-0.25, finding.Percent, "−25%"}, {12.5, finding.Percent, "1,250%"}, {0.3 - 0.1, finding.Percent, "20%"},
		{float64(time.Date(2013, 8, 5, 23, 30, 0, 0, time.UTC).Unix()), finding.Time, "6 August 2013"},
	}
	for _, tt := range tests {
		if got := value(tt.v, tt.u, zone); got != tt.want {
			t.Errorf("%v %q: got %q, want %q", tt.v, tt.u, got, tt.want)
		}
	}
	for _, name := range []string{"", "Local", "../etc/passwd", "No/Where"} {
		if zoneOf(name) != time.UTC {
			t.Error(name)
		}
	}
}

func TestValueTicks(t *testing.T) {
	tests := []struct {
		low, high float64
		u         finding.Unit
		want      int
		outside   bool
		labels    string
	}{
		{0, 77, finding.Count, 6, true, "0 20 40 60 80"},
		{0, 0, finding.Count, 6, true, "0 1"},
		{0, 2, finding.Count, 8, true, "0 1 2"},
		{0, 0.7, finding.Decimal, 8, true, "0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7"},
		{0, 0.03, finding.Decimal, 8, true, "0.0 0.1"},
		{0, 0.3, finding.Percent, 3, false, "0% 10% 20% 30%"},
		{0, 0.003, finding.Percent, 3, true, "0% 1%"},
		{-30, 50, finding.Count, 4, true, "−40 −20 0 20 40 60"},
		{0, 12345678, finding.Count, 3, false, "0 5,000,000 10,000,000"},
		{0, 3e99, finding.Count, 3, false, "0 1e99 2e99 3e99"},
	}
	for _, tt := range tests {
		got := strings.Join(labels(valueTicks(tt.low, tt.high, tt.u, tt.want, tt.outside)), " ")
		if got != tt.labels {
			t.Errorf("%v to %v: got %s, want %s", tt.low, tt.high, got, tt.labels)
		}
	}
}

// TestTicksAreShort looks for labels such as 0.30000000000000004.
func TestTicksAreShort(t *testing.T) {
	for _, u := range []finding.Unit{finding.Count, finding.Decimal, finding.Percent} {
		for high := 1e-9; high < 1e12; high *= 1.37 {
			for want := 1; want <= 8; want++ {
				for _, low := range []float64{0, -high / 3} {
					ticks := valueTicks(low, high, u, want, true)
					if len(ticks) < 2 || len(ticks) > want+4 {
						t.Fatalf("%v to %v, %d wanted: %v", low, high, want, labels(ticks))
					}
					if ticks[0].Value > low+1e-8 || ticks[len(ticks)-1].Value < high*(1-1e-9) {
						t.Fatalf("%v to %v is not within %v", low, high, labels(ticks))
					}
					seen := map[string]bool{}
					for _, tick := range ticks {
						if _, part, _ := strings.Cut(tick.Label, "."); len(part) > 1 || seen[tick.Label] {
							t.Fatalf("%v to %v in %q: %v", low, high, u, labels(ticks))
						}
						seen[tick.Label] = true
					}
				}
			}
		}
	}
}

func TestDateTicks(t *testing.T) {
	st := newStyle(12, false, black)
	zone := zoneOf("Europe/London")
	tests := []struct {
		from, to float64
		width    float64
		want     string
	}{
		{unix(2011, 1, 4), unix(2013, 12, 17), 880, "Apr Jul Oct Jan 2012 Apr Jul Oct Jan 2013 Apr Jul Oct"},
		{unix(2011, 1, 4), unix(2013, 12, 17), 340, "Jul Jan 2012 Jul Jan 2013 Jul"},
		{unix(2011, 1, 4), unix(2013, 12, 17), 150, "2012 2013"},
		{unix(2013, 3, 28), unix(2013, 4, 3), 500, "29 Mar 30 Mar 31 Mar 1 Apr 2 Apr 3 Apr"},
		{unix(2013, 8, 1), unix(2013, 9, 1), 400, "5 Aug 12 Aug 19 Aug 26 Aug"},
		{unix(1500, 1, 4), unix(2013, 12, 17), 500, "1600 1700 1800 1900 2000"},
		{unix(2013, 8, 1), unix(2013, 8, 1), 400, ""},
		{earliest, latest, 500, "1000 2000 3000 4000 5000 6000 7000 8000 9000"},
		{unix(2013, 1, 1), unix(2013, 8, 1), 3, "Jul"},
	}
	for _, tt := range tests {
		got := strings.Join(labels(dateTicks(tt.from, tt.to, zone, tt.width, st)), " ")
		if got != tt.want {
			t.Errorf("%s to %s: got %s, want %s", shortDate(tt.from, zone), shortDate(tt.to, zone), got, tt.want)
		}
	}
}

func TestUpright(t *testing.T) {
	for label, want := range map[string]bool{
		"2013": true, "2012/13": true, "2012 to 2013": true, "Jan": true, "January 2013": true, "Q1": true, "Monday": true,
		"May": true, "Sept": true, "press release": false, "3013": false, "": false, "mayor": false, "2013 policy": false,
	} {
		d := &data{series: []series{{points: []point{{label: label}, {label: label}}}}}
		if got := d.upright(); got != want {
			t.Errorf("%q: %v", label, got)
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.NRGBA) float64 {
	luminance := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for _, c := range append(seriesColours[:], midGrey) {
		if r := contrast(c, white); r < 3 {
			t.Errorf("%v has %.2f:1 for graphics", c, r)
		}
	}
	for _, c := range []color.NRGBA{black, darkGrey, smallGrey} {
		if r := contrast(c, white); r < 4.5 {
			t.Errorf("%v has %.2f:1 for text", c, r)
		}
	}
	for i := range seriesColours[1:] {
		if r := contrast(seriesColours[i], seriesColours[i+1]); r < 3 {
			t.Errorf("%d and %d have %.2f:1 between them", i, i+1, r)
		}
	}
	if r := contrast(seriesColour(0, 2), seriesColour(1, 2)); r < 3 {
		t.Errorf("the duo has %.2f:1", r)
	}
}

func TestSpread(t *testing.T) {
	got := spread([]spot{{0, 50, 10}, {1, 50, 10}, {2, 100, 10}, {3, 2, 10}}, 0, 100)
	edge := 0.0
	for _, sp := range got {
		if sp.y-sp.h/2 < edge-1e-9 || sp.y+sp.h/2 > 100 {
			t.Error(got)
		}
		edge = sp.y + sp.h/2
	}
	if len(got) != 4 {
		t.Error(got)
	}
	if got := spread([]spot{{0, 5, 10}, {1, 5, 10}}, 0, 15); len(got) != 1 || got[0].index != 0 {
		t.Error(got)
	}
}
