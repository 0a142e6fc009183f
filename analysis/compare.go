package analysis

import (
	"context"

	"yearbook/analysis/privacy"
	"yearbook/analysis/review"
	"yearbook/analysis/theme"
)

// Ask says what to compare between two years; see [review.Ask].
type Ask struct {
	review.Ask
	Names bool // show people's names instead of pseudonyms
}

// Compare answers one question about two years. Themes are looked for only
// where the question is about one.
func (r *Reading) Compare(ctx context.Context, ask Ask, watch Watch) (*review.Comparison, error) {
	sub, err := r.subject(ctx, ask.Names, ask.Theme != "", watch)
	if err != nil {
		return nil, err
	}
	watch.tell("Comparing years", 0, 0)
	c, err := review.Compare(sub, ask.Ask)
	if err != nil {
		return nil, err
	}
	return c, ctx.Err()
}

// subject is what a question is asked of.
func (r *Reading) subject(ctx context.Context, names, themes bool, watch Watch) (review.Subject, error) {
	sub := review.Subject{Corpus: r.Corpus, Themes: &theme.Result{}, Names: privacy.Pseudonyms{}, Receipts: r.Receipts}
	if r.Corpus.Len() == 0 {
		return sub, ErrNoMessages
	}
	if names {
		sub.Names = privacy.Names{Corpus: r.Corpus}
	}
	if !themes {
		return sub, nil
	}
	var err error
	sub.Themes, err = r.FindThemes(ctx, watch)
	return sub, err
}
