package main

import (
	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
	"yearbook/gui/widgets"
)

// drawChart draws a figure for the window.
func drawChart(fig *finding.Figure, width, height float64) (widgets.Drawing, error) {
	d, err := chart.New(fig, chart.Size{Width: width, Height: height})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// keptCharts is how many charts are kept as pictures: those of a review, about
// two megabytes each on an ordinary screen.
const keptCharts = 24

// How high lines and Lorenz curves are at most, so that a chart and its words
// fit on an office laptop. Bars need room for all their rows.
const (
	mostLine   = 420
	mostLorenz = 540
)

// chartHeight is how high a figure is on the window.
func chartHeight(fig *finding.Figure) float32 {
	height := chart.DefaultSize(fig).Height
	switch fig.Kind {
	case finding.LineChart, finding.ControlChart, finding.FunnelChart, finding.ColumnChart:
		height = min(height, mostLine)
	case finding.LorenzCurve:
		height = min(height, mostLorenz)
	}
	return float32(height)
}
