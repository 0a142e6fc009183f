package analysis

import (
	"context"
	"strings"

	"yearbook/analysis/finding"
	"yearbook/analysis/review"
)

// Trend follows one measure from session to session; see [review.Trend]. Themes
// are looked for only where the measure is one.
func (r *Reading) Trend(ctx context.Context, ask review.TrendAsk, names bool, watch Watch) (*finding.Finding, error) {
	sub, err := r.subject(ctx, names, strings.HasPrefix(ask.Measure, "theme:"), watch)
	if err != nil {
		return nil, err
	}
	f, err := review.Trend(sub, ask)
	if err != nil {
		return nil, err
	}
	return f, ctx.Err()
}
