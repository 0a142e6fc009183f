package chart_test

import (
	"fmt"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

func ExampleNew() {
	fig := &finding.Figure{
		Kind:  finding.BarChart,
		Title: "Patient feedback was talked about most",
		Y:     finding.Axis{Label: "Share of sessions", Unit: finding.Percent},
		Series: []finding.Series{{Name: "2013", Points: []finding.Point{
			{Label: "patient feedback", Y: 0.82},
			{Label: "press release", Y: 0.12, Interval: &finding.Interval{Low: 0.10, High: 0.14}},
		}}},
	}
	d, err := chart.New(fig, chart.DefaultSize(fig))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range d.Hits() {
		fmt.Printf("%s, %s\n", h.Label, h.Value)
	}
	// Output:
	// patient feedback, 2013: 82%
	// press release, 2013: 12% (95% interval 10% to 14%)
}
