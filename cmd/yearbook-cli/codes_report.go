package main

import (
	"context"
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"yearbook/analysis/stats"
	"yearbook/analysis/theme/coder"
)

func codesReport(stdout, stderr io.Writer) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "report PROJECT",
		Short: "Say how far the codes learnt from hand coding can be trusted",
		Long: `Say how far the codes learnt from hand coding can be trusted. The messages coded
by hand are cut in five; each fifth is coded by what was learnt from the other
four, and compared with the codes that you gave. The messages of one person stay
together.`,
		Example: "  yearbook-cli codes report survey.yearbook",
		Args:    exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return reportCodes(cmd.Context(), args[0], asJSON, stdout, stderr)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of sentences")
	return cmd
}

func reportCodes(ctx context.Context, path string, asJSON bool, stdout, stderr io.Writer) error {
	h, err := openHandCoded(ctx, path)
	if err != nil {
		return err
	}
	p := newProgress(stderr)
	r, err := h.Check(ctx, p.watch)
	p.clear()
	if err != nil {
		return err
	}
	out, err := trustOf(r)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(stdout, out)
	}
	return out.print(stdout)
}

// trustJSON says how far each code can be trusted.
type trustJSON struct {
	Messages int             `json:"messages"` // coded by hand
	Micro    figuresJSON     `json:"micro"`
	Macro    figuresJSON     `json:"macro"`
	Codes    []codeTrustJSON `json:"codes"`
}

type codeTrustJSON struct {
	Code      string    `json:"code"`
	Examples  int       `json:"examples"`
	Given     int       `json:"given"`
	Right     int       `json:"right"` // of those given
	Precision rangeJSON `json:"precision"`
	Recall    rangeJSON `json:"recall"`
	F1        float64   `json:"f1"`
	Trust     bool      `json:"trust"`
	Why       string    `json:"why"`
}

// rangeJSON is a share with its 95% interval.
type rangeJSON struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

func trustOf(r coder.Report) (trustJSON, error) {
	out := trustJSON{Messages: r.Messages, Micro: figures(coder.Micro(r.Counts)), Macro: figures(coder.Macro(r.Counts)), Codes: []codeTrustJSON{}}
	for k, c := range r.Counts {
		precision, err := wilson(c.Both, c.Given())
		if err != nil {
			return out, err
		}
		recall, err := wilson(c.Both, c.Support())
		if err != nil {
			return out, err
		}
		x := codeTrustJSON{Code: r.Labels[k], Examples: c.Support(), Given: c.Given(), Right: c.Both, Precision: precision, Recall: recall, F1: round(c.F1())}
		x.Trust, x.Why = x.verdict()
		out.Codes = append(out.Codes, x)
	}
	return out, nil
}

// wilson is a share with its interval; from nothing, anything is possible.
func wilson(part, whole int) (rangeJSON, error) {
	if whole == 0 {
		return rangeJSON{0, 0, 1}, nil
	}
	e, err := stats.Wilson(stats.Proportion{Hits: part, Of: whole})
	return rangeJSON{round(e.Value), round(e.Low), round(e.High)}, err
}

// A code is not to be trusted with fewer examples than fewExamples, where more
// than half may be wrong or missed, or where an interval is wider than this.
const widest = 0.4

// verdict says whether the code can be trusted and, where not, why.
func (x *codeTrustJSON) verdict() (bool, string) {
	switch {
	case x.Examples < fewExamples:
		return false, fmt.Sprintf("only %d messages have it", x.Examples)
	case x.Given == 0:
		return false, "the program never gives it"
	case x.F1 < 0.5:
		return false, "it is wrong or missed more often than right"
	case x.Precision.High-x.Precision.Low > widest || x.Recall.High-x.Recall.Low > widest:
		return false, "too few messages to say how often it is right"
	}
	return true, ""
}

func (t trustJSON) print(w io.Writer) error {
	fmt.Fprintf(w, "Checked on %d messages coded by hand, each coded by what was learnt from others.\n", t.Messages)
	fmt.Fprintf(w, "Over all codes together: precision %.2f, recall %.2f, F1 %.2f; mean F1 of a code %.2f.\n\n", t.Micro.Precision, t.Micro.Recall, t.Micro.F1, t.Macro.F1)
	for _, x := range t.Codes {
		fmt.Fprintf(w, "%s\n  %s\n", x.Code, x.sentence())
		if !x.Trust {
			fmt.Fprintf(w, "  Do not trust it yet: %s. Code more messages that have it.\n", x.Why)
		}
	}
	_, err := fmt.Fprintln(w, "\nRanges are 95% intervals (Wilson).")
	return err
}

// sentence says precision and recall as an analyst would: of ten, or of all
// where there are fewer.
func (x *codeTrustJSON) sentence() string {
	missing := fmt.Sprintf("it finds %s of 10 that should have it", tenths(x.Recall.Value))
	if x.Examples < 10 {
		missing = fmt.Sprintf("it finds %d of the %d that should have it", x.Right, x.Examples)
	}
	given := fmt.Sprintf("Of 10 messages it gives ‘%s’, %s right", x.Code, areOf(x.Precision.Value))
	switch {
	case x.Given == 0:
		return fmt.Sprintf("It gives ‘%s’ to none of these messages; %d should have it.", x.Code, x.Examples)
	case x.Given < 10:
		given = fmt.Sprintf("It gives ‘%s’ to %d of these messages, to %d of them rightly", x.Code, x.Given, x.Right)
	}
	return fmt.Sprintf("%s (%s); %s (%s). F1 %.2f, %d examples.", given, between(x.Precision), missing, between(x.Recall), x.F1, x.Examples)
}

// tenths says a share as so many of ten; only all is ten and only none is
// nought.
func tenths(share float64) string {
	n := int(math.Round(10 * share))
	switch {
	case n == 10 && share < 1:
		return "nearly all"
	case n == 0 && share > 0:
		return "hardly any"
	case n == 0:
		return "none"
	case n == 10:
		return "all"
	}
	return fmt.Sprint("about ", n)
}

func areOf(share float64) string {
	s := tenths(share)
	if s == "about 1" {
		return s + " is"
	}
	return s + " are"
}

func between(r rangeJSON) string { return fmt.Sprintf("%.0f%% to %.0f%%", 100*r.Low, 100*r.High) }
