package report

import (
	"encoding/json"
	"fmt"
	"io"

	"yearbook/analysis/finding"
)

// WriteJSON writes the review as one JSON object, indented. Numbers are exact;
// selections are given as numbers of messages.
func WriteJSON(w io.Writer, r *finding.Review) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(jsonReview(r)); err != nil {
		return fmt.Errorf("writing the review as JSON: %w", err)
	}
	return nil
}

type reviewJSON struct {
	Title    string        `json:"title"`
	Period   string        `json:"period"`
	Against  string        `json:"against,omitempty"`
	Summary  []lineJSON    `json:"summary"`
	Findings []findingJSON `json:"findings"`
}

type lineJSON struct {
	Text    string `json:"text"`
	Finding string `json:"finding"`
}

type findingJSON struct {
	ID       string       `json:"id"`
	Section  string       `json:"section"`
	Headline string       `json:"headline"`
	Sentence string       `json:"sentence"`
	Verdict  string       `json:"verdict,omitempty"`
	Messages int          `json:"messages"`
	Figure   *figureJSON  `json:"figure,omitempty"`
	Table    *tableJSON   `json:"table,omitempty"`
	Caveats  []caveatJSON `json:"caveats"`
	AltText  string       `json:"alt_text"`
	Method   string       `json:"method"`
}

type caveatJSON struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type figureJSON struct {
	Kind     string       `json:"kind"`
	Title    string       `json:"title"`
	Subtitle string       `json:"subtitle"`
	Source   string       `json:"source"`
	Base     string       `json:"base"`
	X        axisJSON     `json:"x"`
	Y        axisJSON     `json:"y"`
	Series   []seriesJSON `json:"series"`
	Marks    []markJSON   `json:"marks,omitempty"`
}

type axisJSON struct {
	Label string `json:"label"`
	Unit  string `json:"unit,omitempty"`
}

type seriesJSON struct {
	Name   string      `json:"name"`
	Points []pointJSON `json:"points"`
}

type pointJSON struct {
	Label    string       `json:"label"`
	X        *float64     `json:"x,omitempty"` // absent where labels are the axis
	Y        float64      `json:"y"`
	Low      *float64     `json:"low,omitempty"`
	High     *float64     `json:"high,omitempty"`
	Messages int          `json:"messages"`
	Note     string       `json:"note,omitempty"`
	Control  *controlJSON `json:"control,omitempty"`
}

// controlJSON is what chance alone would do at a point.
type controlJSON struct {
	Mean       float64  `json:"mean"`
	Lower      *float64 `json:"lower,omitempty"`
	Upper      *float64 `json:"upper,omitempty"`
	InnerLower *float64 `json:"inner_lower,omitempty"`
	InnerUpper *float64 `json:"inner_upper,omitempty"`
	Signal     string   `json:"signal,omitempty"`
	Group      int      `json:"group,omitempty"`
}

type markJSON struct {
	Label string  `json:"label"`
	X0    float64 `json:"x0"`
	X1    float64 `json:"x1"`
	Y     float64 `json:"y"`
}

type tableJSON struct {
	Columns []string  `json:"columns"`
	Rows    []rowJSON `json:"rows"`
}

type rowJSON struct {
	Cells    []any `json:"cells"` // numbers as numbers, the rest as text
	Messages *int  `json:"messages,omitempty"`
}

func jsonReview(r *finding.Review) reviewJSON {
	out := reviewJSON{Title: r.Title, Period: r.Period, Against: r.Against, Summary: []lineJSON{}, Findings: []findingJSON{}}
	for _, l := range r.Summary {
		out.Summary = append(out.Summary, lineJSON(l))
	}
	for i := range r.Findings {
		out.Findings = append(out.Findings, jsonFinding(&r.Findings[i]))
	}
	return out
}

func jsonFinding(f *finding.Finding) findingJSON {
	out := findingJSON{
		ID: f.ID, Section: string(f.Section), Headline: f.Headline, Sentence: f.Sentence, Verdict: string(f.Verdict),
		Messages: f.Selection.Len(), Figure: jsonFigure(f.Figure), Table: jsonTable(f.Table), Caveats: []caveatJSON{},
		AltText: f.AltText, Method: f.Method,
	}
	for _, c := range f.Caveats {
		out.Caveats = append(out.Caveats, caveatJSON(c))
	}
	return out
}

func jsonFigure(fig *finding.Figure) *figureJSON {
	if fig == nil {
		return nil
	}
	out := &figureJSON{
		Kind: string(fig.Kind), Title: fig.Title, Subtitle: fig.Subtitle, Source: fig.Source, Base: fig.Base,
		X: axisJSON{fig.X.Label, string(fig.X.Unit)}, Y: axisJSON{fig.Y.Label, string(fig.Y.Unit)}, Series: []seriesJSON{},
	}
	labelled := fig.Kind == finding.BarChart || fig.Kind == finding.DumbbellChart || fig.Kind == finding.ColumnChart
	for _, s := range fig.Series {
		js := seriesJSON{Name: s.Name, Points: []pointJSON{}}
		for _, p := range s.Points {
			jp := pointJSON{Label: p.Label, Y: p.Y, Messages: p.Selection.Len(), Note: p.Note}
			if !labelled {
				jp.X = &p.X
			}
			if p.Interval != nil {
				jp.Low, jp.High = &p.Interval.Low, &p.Interval.High
			}
			jp.Control = jsonControl(p.Control)
			js.Points = append(js.Points, jp)
		}
		out.Series = append(out.Series, js)
	}
	for _, m := range fig.Marks {
		out.Marks = append(out.Marks, markJSON{Label: m.Label, X0: m.X0, X1: m.X1, Y: m.Y})
	}
	return out
}

func jsonControl(c *finding.Control) *controlJSON {
	if c == nil {
		return nil
	}
	out := &controlJSON{Mean: c.Mean, Signal: string(c.Signal), Group: c.Group}
	if v := c.Limits; v != nil {
		out.Lower, out.Upper = &v.Low, &v.High
	}
	if v := c.Inner; v != nil {
		out.InnerLower, out.InnerUpper = &v.Low, &v.High
	}
	return out
}

func jsonTable(t *finding.Table) *tableJSON {
	if t == nil {
		return nil
	}
	out := &tableJSON{Columns: []string{}, Rows: []rowJSON{}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, c.Name)
	}
	for _, r := range t.Rows {
		row := rowJSON{Cells: []any{}}
		for _, c := range r.Cells {
			if c.Number {
				row.Cells = append(row.Cells, c.Value)
			} else {
				row.Cells = append(row.Cells, c.Text)
			}
		}
		if r.Selection != nil {
			n := r.Selection.Len()
			row.Messages = &n
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
