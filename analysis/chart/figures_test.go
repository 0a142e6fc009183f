package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"yearbook/analysis/finding"
)

const (
	source = "Source: 3 files, 9,120 messages, from the weekly chat of nurses"
	base   = "Base: 7,214 messages by 412 people in 140 weekly sessions, 4 January 2011 to 17 December 2013"
)

func unix(year int, month time.Month, day int) float64 {
	return float64(time.Date(year, month, day, 20, 0, 0, 0, time.UTC).Unix())
}

// weekly is a chat that grows over the years, with a quiet Christmas.
func weekly(n int) *finding.Figure {
	rng := rand.New(rand.NewPCG(1, 2))
	fig := &finding.Figure{
		Kind:     finding.LineChart,
		Title:    "Messages per session rose in 2013",
		Subtitle: "Messages in each weekly session, 2011 to 2013, with the mean of each year",
		Source:   source, Base: base,
		X:      finding.Axis{Unit: finding.Time},
		Y:      finding.Axis{Label: "Messages per session"},
		Zone:   "Europe/London",
		Series: []finding.Series{{Name: "Messages"}},
	}
	start := time.Date(2011, 1, 4, 20, 0, 0, 0, time.UTC)
	sums, counts := map[int]float64{}, map[int]float64{}
	var firsts, lasts = map[int]float64{}, map[int]float64{}
	for i := range n {
		at := start.AddDate(0, 0, 7*i*154/max(n, 154)+7*min(i, i*14/140))
		if n <= 3 {
			at = start.AddDate(0, i*7, 0)
		}
		level := 34 + 9*float64(at.Year()-2011)
		y := math.Round(level * math.Exp(0.22*rng.NormFloat64()))
		x := float64(at.Unix())
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: at.Format("2 January 2006"), X: x, Y: y,
		})
		year := at.Year()
		sums[year] += y
		counts[year]++
		if counts[year] == 1 {
			firsts[year] = x
		}
		lasts[year] = x
	}
	for year := 2011; year < 2020; year++ {
		if counts[year] > 0 {
			mean := sums[year] / counts[year]
			fig.Marks = append(fig.Marks, finding.Mark{
				Label: fmt.Sprintf("%d mean: %.0f", year, mean), X0: firsts[year], X1: lasts[year], Y: mean,
			})
		}
	}
	return fig
}

var themes = []string{
	"patient feedback", "social media policy", "campaign toolkit", "press release",
	"staff engagement", "internal newsletter", "crisis communications", "board papers",
	"freedom of information", "winter pressures", "flu vaccination", "web analytics",
	"digital inclusion", "stakeholder mapping", "media training",
}

func themeBars(n int, intervals bool) *finding.Figure {
	fig := &finding.Figure{
		Kind:     finding.BarChart,
		Title:    "Patient feedback was talked about most in 2013",
		Subtitle: "Share of sessions in which each theme came up, 2013",
		Source:   source, Base: "Base: 48 weekly sessions in 2013",
		Y:      finding.Axis{Label: "Share of sessions", Unit: finding.Percent},
		Series: []finding.Series{{Name: "2013"}},
	}
	for i := range n {
		v := 0.82 * math.Exp(-0.16*float64(i))
		p := finding.Point{Label: themes[i%len(themes)], Y: v}
		if i >= len(themes) {
			p.Label = fmt.Sprintf("%s %d", p.Label, i/len(themes)+1)
		}
		if intervals {
			p.Interval = &finding.Interval{Low: v * 0.82, High: min(1, v*1.14)}
		}
		fig.Series[0].Points = append(fig.Series[0].Points, p)
	}
	return fig
}

func monthBars() *finding.Figure {
	fig := &finding.Figure{
		Kind:     finding.BarChart,
		Title:    "Most messages were written in spring",
		Subtitle: "Messages by month, 2013", Source: source, Base: "Base: 3,410 messages in 48 sessions",
		Y:      finding.Axis{Label: "Messages"},
		Series: []finding.Series{{Name: ""}},
	}
	for m := time.January; m <= time.December; m++ {
		v := math.Round(280 + 1100*math.Exp(-math.Pow(float64(m)-4, 2)/8))
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: m.String()[:3], Y: v,
			Interval: &finding.Interval{Low: v - 60, High: v + 60}})
	}
	return fig
}

func themePairs(n int) *finding.Figure {
	fig := &finding.Figure{
		Kind:     finding.DumbbellChart,
		Title:    "Talk about the social media policy doubled, campaign toolkits halved",
		Subtitle: "Share of sessions in which each theme came up, 2012 compared with 2013",
		Source:   source, Base: "Base: 46 sessions in 2012, 48 sessions in 2013",
		Y:      finding.Axis{Label: "Share of sessions", Unit: finding.Percent},
		Series: []finding.Series{{Name: "2012"}, {Name: "2013"}},
	}
	change := []float64{-0.05, 0.22, -0.24, 0, 0.01, 0.12, -0.08, 0.004, -0.02, 0.09}
	for i := range n {
		v := 0.6 * math.Exp(-0.11*float64(i))
		label := themes[i%len(themes)]
		if i >= len(themes) {
			label = fmt.Sprintf("%s %d", label, i/len(themes)+1)
		}
		a := finding.Point{Label: label, Y: v, Interval: &finding.Interval{Low: v * 0.8, High: min(1, v*1.2)}}
		b := finding.Point{Label: label, Y: max(0, v+change[i%len(change)])}
		fig.Series[0].Points = append(fig.Series[0].Points, a)
		fig.Series[1].Points = append(fig.Series[1].Points, b)
	}
	return fig
}

func lorenz(powers ...float64) *finding.Figure {
	fig := &finding.Figure{
		Kind:     finding.LorenzCurve,
		Title:    "A few people write most of the messages",
		Subtitle: "Cumulative share of messages by cumulative share of people, quietest first",
		Source:   source, Base: "Base: 298 people in 2012, 412 people in 2013",
		X: finding.Axis{Label: "Share of people, quietest first", Unit: finding.Percent},
		Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent},
	}
	for k, power := range powers {
		s := finding.Series{Name: fmt.Sprint(2012 + k)}
		for i := 0; i <= 60; i++ {
			x := float64(i) / 60
			s.Points = append(s.Points, finding.Point{X: x, Y: math.Pow(x, power)})
		}
		fig.Series = append(fig.Series, s)
	}
	return fig
}

// twoLines are two series that end close to each other.
func twoLines() *finding.Figure {
	fig := weekly(24)
	fig.Title, fig.Marks = "Replies keep pace with questions", nil
	fig.Subtitle = "Messages of each kind in each session"
	fig.Series[0].Name = "Questions"
	other := finding.Series{Name: "Replies to questions of others"}
	for i, p := range fig.Series[0].Points {
		p.Y = max(0, p.Y+float64(i%5)-2)
		p.Interval = &finding.Interval{Low: p.Y - 6, High: p.Y + 6}
		other.Points = append(other.Points, p)
	}
	fig.Series = append(fig.Series, other)
	return fig
}

// sixLines are as many series as the palette has colours.
func sixLines() *finding.Figure {
	fig := weekly(12)
	points := fig.Series[0].Points
	fig.Series = nil
	for k := range 6 {
		s := finding.Series{Name: "Source number " + fmt.Sprint(k+1) + " of six with a long name"}
		for i, p := range points {
			p.Y = p.Y/4 + float64(k*3) + float64((i*k)%4)
			s.Points = append(s.Points, p)
		}
		fig.Series = append(fig.Series, s)
	}
	return fig
}

const longLabel = "the co-ordination of communications between commissioning groups, acute trusts & <community> providers in the north-west 🥰"

// extreme makes the words of a figure as awkward as they get.
func extreme(fig *finding.Figure) *finding.Figure {
	fig.Title = strings.Repeat("Cyfathrebu’n gymunedol ŵ ŷ & <b>“bold”</b> claims 👩🏽‍⚕️ ", 6)
	fig.Subtitle = strings.Repeat("W"+strings.Repeat("w", 40)+" ", 9)
	fig.Source = "Source: \x00\x07 مرحبا بالعالم, 中文, 𝗕𝗼𝗹𝗱, 🇬🇧 " + strings.Repeat("very long file name.csv, ", 30)
	fig.Base = strings.Repeat("Base: 1,410 messages ", 20)
	fig.X.Label = strings.Repeat("a long name of the axis ", 12)
	fig.Y.Label = strings.Repeat("a long name of the values ", 12)
	for i := range fig.Series {
		fig.Series[i].Name = strings.Repeat("Series with a long name ", 4) + fmt.Sprint(i)
		for j := range fig.Series[i].Points {
			fig.Series[i].Points[j].Label = fmt.Sprint(j, " ", longLabel)
			if j%3 == 1 {
				fig.Series[i].Points[j].Label = fmt.Sprint(j) + strings.Repeat("unbreakable", 20)
			}
		}
	}
	for i := range fig.Marks {
		fig.Marks[i].Label = "The arithmetic mean of all sessions of " + fig.Marks[i].Label
	}
	return fig
}

// only keeps the first n points of each series.
func only(n int, fig *finding.Figure) *finding.Figure {
	for i := range fig.Series {
		fig.Series[i].Points = fig.Series[i].Points[:n]
	}
	if n == 0 {
		fig.Marks = nil
	} else if len(fig.Marks) > 0 {
		fig.Marks = fig.Marks[:1]
	}
	return fig
}

// valued replaces the values of a figure.
func valued(fig *finding.Figure, f func(i int, y float64) float64) *finding.Figure {
	for i := range fig.Series {
		for j := range fig.Series[i].Points {
			p := &fig.Series[i].Points[j]
			p.Y = f(j, p.Y)
			p.Interval = nil
		}
	}
	for i := range fig.Marks {
		fig.Marks[i].Y = f(i, fig.Marks[i].Y)
	}
	return fig
}

func inUnit(u finding.Unit, fig *finding.Figure) *finding.Figure {
	fig.Y.Unit = u
	return fig
}

func blocks() *finding.Figure {
	fig := themeBars(5, true)
	fig.Series = append(fig.Series, themeBars(4, false).Series...)
	fig.Series[0].Name, fig.Series[1].Name = "Weekly chat", "Consultation responses"
	return fig
}

// controlled is a weekly chat with a mean and limits, of which some points call for
// an explanation, and new limits from the middle on.
func controlled(n int) *finding.Figure {
	fig := weekly(n)
	fig.Kind, fig.Marks = finding.ControlChart, nil
	fig.Title = "Messages in each session, with usual variation"
	signals := []finding.Signal{finding.Usual, finding.Usual, finding.High, finding.Usual, finding.Low, finding.Usual, finding.Usual, finding.Improvement, finding.Usual, finding.Concern}
	for i := range fig.Series[0].Points {
		group := 2 * i / max(n, 1)
		fig.Series[0].Points[i].Control = &finding.Control{
			Mean: 40 + 12*float64(group), Group: group, Signal: signals[i*7%len(signals)],
			Limits: &finding.Interval{Low: 18 + 12*float64(group), High: 62 + 12*float64(group)},
		}
	}
	return fig
}

// varying has limits that differ from point to point.
func varying(n int) *finding.Figure {
	fig := inUnit(finding.Percent, controlled(n))
	for i := range fig.Series[0].Points {
		p := &fig.Series[0].Points[i]
		p.Y /= 100
		width := 0.1 + 0.02*float64(i%5)
		p.Control = &finding.Control{Mean: 0.4, Limits: &finding.Interval{Low: 0.4 - width, High: 0.4 + width}}
		if p.Y > p.Control.Limits.High {
			p.Control.Signal = finding.High
		}
	}
	return fig
}

func funnel(n int) *finding.Figure {
	fig := &finding.Figure{
		Kind: finding.FunnelChart, Title: "2 organisations stand out", Subtitle: "Share of answers about waiting, 2022", Source: source, Base: base,
		X: finding.Axis{Label: "Answers"}, Y: finding.Axis{Label: "Share of answers", Unit: finding.Percent},
		Series: []finding.Series{{Name: "Organisations"}}, Marks: []finding.Mark{{Label: "All: 21%", Y: 0.21}},
	}
	rng := rand.New(rand.NewPCG(4, 2))
	for i := range n {
		size := math.Round(40 * math.Exp(1.1*rng.NormFloat64()+1))
		half := 3 * math.Sqrt(0.21*0.79/size)
		p := finding.Point{Label: fmt.Sprintf("Trust %d", i+1), X: size, Y: clamp(0.21+0.7*half*rng.NormFloat64()/1.5, 0, 1)}
		p.Control = &finding.Control{Mean: 0.21, Limits: &finding.Interval{Low: max(0, 0.21-half), High: 0.21 + half}, Inner: &finding.Interval{Low: max(0, 0.21-half*0.65), High: 0.21 + half*0.65}}
		if p.Y > p.Control.Limits.High {
			p.Control.Signal = finding.High
		}
		if p.Y < p.Control.Limits.Low {
			p.Control.Signal = finding.Low
		}
		fig.Series[0].Points = append(fig.Series[0].Points, p)
	}
	return fig
}

func hours() *finding.Figure {
	fig := &finding.Figure{
		Kind: finding.ColumnChart, Title: "Most messages came from 8pm to 9pm", Subtitle: "Share of messages by hour, 2013", Source: source, Base: base,
		X: finding.Axis{Label: "Hour"}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: "2013"}},
	}
	for h := range 24 {
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: fmt.Sprint(h), Y: 0.3 * math.Exp(-float64((h-20)*(h-20))/6), Interval: &finding.Interval{Low: 0.25 * math.Exp(-float64((h-20)*(h-20))/6), High: 0.34 * math.Exp(-float64((h-20)*(h-20))/6)}})
	}
	return fig
}

type named struct {
	name string
	fig  *finding.Figure
}

// golden are the figures whose drawings are kept in testdata.
func golden() []named {
	var list []named
	kinds := []struct {
		name string
		make func() *finding.Figure
	}{
		{"line", func() *finding.Figure { return weekly(140) }},
		{"bars", func() *finding.Figure { return themeBars(12, true) }},
		{"columns", monthBars},
		{"dumbbell", func() *finding.Figure { return themePairs(10) }},
		{"lorenz", func() *finding.Figure { return lorenz(2.6, 4.2) }},
		{"control", func() *finding.Figure { return controlled(60) }},
		{"funnel", func() *finding.Figure { return funnel(18) }},
		{"hours", hours},
	}
	for _, k := range kinds {
		list = append(list,
			named{k.name + "-normal", k.make()},
			named{k.name + "-empty", only(0, k.make())},
			named{k.name + "-one", only(1, k.make())},
			named{k.name + "-extreme", extreme(k.make())})
	}
	return list
}

// figures are all that the tests try.
func figures() []named {
	zero := func(int, float64) float64 { return 0 }
	return append(golden(),
		named{"line-2", weekly(2)},
		named{"line-3", weekly(3)},
		named{"line-24", weekly(24)},
		named{"line-300", weekly(300)},
		named{"line-two", twoLines()},
		named{"line-six", sixLines()},
		named{"line-zero", valued(weekly(20), zero)},
		named{"line-negative", valued(weekly(20), func(i int, y float64) float64 { return float64(i-10) * 0.731 })},
		named{"line-decimal", inUnit(finding.Decimal, valued(weekly(20), func(i int, y float64) float64 { return float64(i) * 0.03 }))},
		named{"line-huge", valued(weekly(20), func(i int, y float64) float64 { return y * 1e97 })},
		named{"line-band", func() *finding.Figure {
			fig := weekly(80)
			for i := range fig.Series[0].Points {
				p := &fig.Series[0].Points[i]
				p.Interval = &finding.Interval{Low: p.Y * 0.8, High: p.Y * 1.3}
			}
			return fig
		}()},
		named{"line-number", func() *finding.Figure {
			fig := weekly(30)
			fig.X, fig.Marks = finding.Axis{Label: "Week of the year"}, nil
			for i := range fig.Series[0].Points {
				fig.Series[0].Points[i].X = float64(i + 1)
			}
			return fig
		}()},
		named{"bars-3", themeBars(3, false)},
		named{"bars-60", themeBars(60, false)},
		named{"bars-zero", valued(themeBars(8, false), zero)},
		named{"bars-negative", valued(themeBars(8, true), func(i int, y float64) float64 { return y - 0.4 })},
		named{"bars-allnegative", valued(themeBars(8, false), func(i int, y float64) float64 { return -y })},
		named{"bars-huge", inUnit(finding.Count, valued(themeBars(8, false), func(i int, y float64) float64 { return y * math.Pow10(2*i) }))},
		named{"bars-blocks", blocks()},
		named{"columns-negative", valued(monthBars(), func(i int, y float64) float64 { return y - 700 })},
		named{"columns-zero", valued(monthBars(), zero)},
		named{"dumbbell-60", themePairs(60)},
		named{"dumbbell-zero", valued(themePairs(5), zero)},
		named{"dumbbell-negative", valued(themePairs(5), func(i int, y float64) float64 { return y - 0.3 })},
		named{"dumbbell-single", func() *finding.Figure {
			fig := themePairs(5)
			fig.Series = fig.Series[:1]
			return fig
		}()},
		named{"control-varying", varying(30)},
		named{"control-300", controlled(300)},
		named{"control-8", controlled(8)},
		named{"control-plain", func() *finding.Figure {
			fig := controlled(20)
			for i := range fig.Series[0].Points {
				fig.Series[0].Points[i].Control = nil
			}
			return fig
		}()},
		named{"control-zero", valued(controlled(20), zero)},
		named{"funnel-60", funnel(60)},
		named{"lorenz-1", lorenz(3)},
		named{"lorenz-4", lorenz(1.6, 2.2, 3.1, 5)},
		named{"lorenz-equal", lorenz(1)},
		named{"lorenz-close", lorenz(3, 3.1)},
	)
}
