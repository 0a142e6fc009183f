package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"yearbook/analysis/finding"
)

var sizes = []Size{{400, 300}, {960, 540}, {1600, 900}, {640, 400}, {480, 900}}

// drawings calls f with every test figure at every size and at its own.
func drawings(t *testing.T, f func(t *testing.T, n named, d *Drawing)) {
	t.Helper()
	for _, n := range figures() {
		for _, size := range append(sizes, DefaultSize(n.fig)) {
			t.Run(fmt.Sprintf("%s/%.0fx%.0f", n.name, size.Width, size.Height), func(t *testing.T) {
				d, err := New(n.fig, size)
				if err != nil {
					t.Fatal(err)
				}
				f(t, n, d)
			})
		}
	}
}

func TestTextsDoNotOverlap(t *testing.T) {
	drawings(t, func(t *testing.T, n named, d *Drawing) {
		page := box{0, 0, d.size.Width, d.size.Height}
		for i, a := range d.texts {
			if !a.box.inside(page) {
				t.Errorf("%q leaves the drawing: %v", a.text, a.box)
			}
			for _, b := range d.texts[:i] {
				if a.box.overlaps(b.box) {
					t.Errorf("%q %v overlaps %q %v", a.text, a.box, b.text, b.box)
				}
			}
		}
	})
}

func TestTextsAreReadable(t *testing.T) {
	drawings(t, func(t *testing.T, n named, d *Drawing) {
		for _, x := range d.texts {
			if c := contrast(x.colour, white); c < 4.5 {
				t.Errorf("%q has a contrast of %.2f:1", x.text, c)
			}
			if x.size < 11 || x.size < 12 && x.colour != smallGrey {
				t.Errorf("%q is set in %g points", x.text, x.size)
			}
			if !covered(x.text) {
				t.Errorf("%q cannot be drawn", x.text)
			}
		}
	})
}

func TestTextsStartAtTheSameMargin(t *testing.T) {
	d, err := New(themeBars(5, false), Size{960, 540})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range d.texts {
		for _, start := range []string{"Patient", "Share of sessions in", "Base", "Source", "patient"} {
			if strings.HasPrefix(x.text, start) && x.box.x0 != 20 {
				t.Errorf("%q starts at %g", x.text, x.box.x0)
			}
		}
	}
}

// texts are all words drawn, one text a line.
func texts(d *Drawing) string {
	var words []string
	for _, x := range d.texts {
		words = append(words, x.text)
	}
	return strings.Join(words, "\n") + "\n"
}

func TestWordsAreDrawn(t *testing.T) {
	tests := []struct {
		name string
		fig  *finding.Figure
		size Size
		want []string
	}{
		{"line", weekly(140), Size{}, []string{"4 Jan 2011", "3 Dec 2013", "Jan 2012", "2011 mean: 35", "2012 mean: 44", "2013 mean: 50", "Messages per session"}},
		{"two sessions", weekly(2), Size{}, []string{"4 Jan 2011", "4 Aug 2011"}},
		{"two lines", twoLines(), Size{}, []string{"Questions", "Replies to questions of others"}},
		{"bars", themeBars(5, true), Size{}, []string{"patient feedback", "82%", "43%", "0%", "80%"}},
		{"all rows", themeBars(60, false), Size{}, []string{"media training 4", "less than 0.1%"}},
		{"too many rows", themeBars(60, false), Size{400, 300}, []string{"patient feedback", "53 more rows are not shown at this size"}},
		{"columns", monthBars(), Size{}, []string{"Jan", "Dec", "1,380"}},
		{"dumbbell", themePairs(4), Size{}, []string{"2012", "2013", "54%", "76%"}},
		{"lorenz", lorenz(2, 3), Size{}, []string{"2012", "2013", "Everyone writes the same", "100%"}},
		{"lorenz of four", lorenz(1.6, 2.2, 3.1, 5), Size{}, []string{"2012", "2013", "2014", "2015"}},
		{"empty", only(0, weekly(3)), Size{}, []string{"Messages per session rose in 2013", "No data to show"}},
		{"no series", &finding.Figure{Kind: finding.BarChart, Title: "Nothing"}, Size{}, []string{"Nothing", "No data to show"}},
		{"emoji", &finding.Figure{Kind: finding.BarChart, Title: "😀 \x00and 中文"}, Size{}, []string{"[grinning face] and [Chinese text]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := New(tt.fig, tt.size)
			if err != nil {
				t.Fatal(err)
			}
			got := texts(d)
			for _, w := range tt.want {
				if !strings.Contains("\n"+got, "\n"+w+"\n") {
					t.Errorf("%q is not among the texts\n%s", w, got)
				}
			}
		})
	}
}

func TestAllDataAreDrawnAtDefaultSize(t *testing.T) {
	for _, n := range figures() {
		want := 0
		for _, s := range n.fig.Series {
			want += len(s.Points)
		}
		d, err := New(n.fig, DefaultSize(n.fig))
		if err != nil {
			t.Fatal(n.name, err)
		}
		if got := len(d.Hits()); got != want {
			t.Errorf("%s: %d of %d points are drawn", n.name, got, want)
		}
	}
}

func TestDefaultSize(t *testing.T) {
	few, many := DefaultSize(themeBars(5, false)), DefaultSize(themeBars(60, false))
	if few.Width != many.Width || many.Height < few.Height+50*20 {
		t.Errorf("5 bars: %v, 60 bars: %v", few, many)
	}
	if got := DefaultSize(nil); got != (Size{960, 540}) {
		t.Error(got)
	}
}

func TestOddSizes(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, n := range golden() {
		for _, size := range []Size{
			{}, {-1, -5}, {0, 100}, {100, 0}, {nan, nan}, {inf, 10}, {1, 1}, {3, 500}, {500, 3},
			{20, 20}, {50, 40}, {100, 80}, {150, 150}, {200, 120}, {1e9, 30}, {250, 5000},
		} {
			d, err := New(n.fig, size)
			if err != nil {
				t.Fatal(n.name, size, err)
			}
			if s := d.Size(); !(s.Width >= 1 && s.Width <= mostHeight && s.Height >= 1 && s.Height <= mostHeight) {
				t.Error(n.name, size, s)
			}
			if d.size.Width*d.size.Height < 15000 {
				d.Image(1)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	bars := func(y float64) *finding.Figure {
		return &finding.Figure{Kind: finding.BarChart, Series: []finding.Series{{Name: "2013", Points: []finding.Point{{Label: "campaign toolkit", Y: y}}}}}
	}
	date := bars(1)
	date.X.Unit, date.Series[0].Points[0].X = finding.Time, 1e18
	unnamed := bars(math.NaN())
	unnamed.Series[0].Points[0].Label = ""
	interval := bars(1)
	interval.Series[0].Points[0].Interval = &finding.Interval{Low: math.Inf(-1)}
	mark := bars(1)
	mark.Marks = []finding.Mark{{Label: "mean", Y: math.NaN()}}
	three, uneven, crossed := themePairs(2), themePairs(2), themePairs(2)
	three.Series = append(three.Series, three.Series[0])
	uneven.Series[0].Points = uneven.Series[0].Points[:1]
	crossed.Series[1].Points[0].Label = "web"
	curve := lorenz(2)
	curve.Series[0].Points[3].Y = 1.2
	tests := []struct {
		fig  *finding.Figure
		want string
	}{
		{nil, "there is no figure to draw"},
		{&finding.Figure{Kind: "pie"}, `"pie" is not a kind of chart that can be drawn`},
		{bars(math.NaN()), `the value of "campaign toolkit" is not a number`},
		{bars(math.Inf(1)), `the value of "campaign toolkit" is infinite`},
		{bars(-1e200), `the value of "campaign toolkit" is too large to draw`},
		{unnamed, `the value of point 1 of "2013" is not a number`},
		{interval, `the interval of "campaign toolkit" is infinite`},
		{mark, `the mark "mean" is not a number`},
		{date, `the position of "campaign toolkit" is not a date between the years 1 and 9999`},
		{three, `a dumbbell chart compares 2 series, not 3`},
		{uneven, `the 2 series of a dumbbell chart have 1 and 2 points: they must have the same labels`},
		{crossed, `the 2 series of a dumbbell chart must have the same labels in the same order: row 1 has "patient feedback" and "web"`},
		{curve, `point 4 of "2012" is not a share between 0 and 1, which a Lorenz curve needs`},
	}
	for _, tt := range tests {
		d, err := New(tt.fig, Size{960, 540})
		if err == nil || err.Error() != tt.want || d != nil {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}

func TestDrawingKeepsNothingOfTheFigure(t *testing.T) {
	fig := themeBars(5, true)
	d, err := New(fig, Size{})
	if err != nil {
		t.Fatal(err)
	}
	before := svg(t, d)
	fig.Title = "changed"
	fig.Series[0].Points[0].Y = 99
	fig.Series[0].Points[1].Interval.High = 99
	if svg(t, d) != before {
		t.Error("a change of the figure changed the drawing")
	}
}
