package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"yearbook/analysis/chart"
	"yearbook/analysis/finding"
)

//go:embed review.html.tmpl
var pageSource string

//go:embed review.css
var pageStyle string

// WriteHTML writes the review as one page: the summary first, then each
// finding with its chart, sentence, caveats, table and method.
func WriteHTML(w io.Writer, r *finding.Review) error {
	page, err := template.New("review").Funcs(template.FuncMap{
		"chart": inlineChart, "in": r.In, "anchor": fileName, "lower": strings.ToLower,
	}).Parse(pageSource)
	if err != nil {
		return fmt.Errorf("the page of the report is damaged (%w): install Yearbook again", err)
	}
	err = page.Execute(w, struct {
		*finding.Review
		Style    template.CSS
		Sections []finding.Section
	}{r, template.CSS(pageStyle), filled(r)})
	if err != nil {
		return fmt.Errorf("writing the review as a page: %w", err)
	}
	return nil
}

// filled lists the sections that have findings.
func filled(r *finding.Review) []finding.Section {
	var list []finding.Section
	for _, s := range finding.Order {
		if len(r.In(s)) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// inlineChart draws a figure as SVG for the page. The SVG is made by this
// program with every text escaped, so it is safe to put in as it is.
func inlineChart(fig *finding.Figure) (template.HTML, error) {
	d, err := chart.New(fig, chart.DefaultSize(fig))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := d.SVG(&b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}
