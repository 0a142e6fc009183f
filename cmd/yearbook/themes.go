package main

import (
	"context"
	"fmt"

	"yearbook/analysis"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// Themes are those that the last review of the reading found.
func (engine) Themes(r *analysis.Reading) *theme.Result { return r.ThemesNow() }

// Codebook reads a codebook whose rules can be used.
func (engine) Codebook(ctx context.Context, name string) (*codebook.Book, error) {
	b, err := codebook.Open(name)
	if err != nil {
		return nil, err
	}
	if _, err := codebook.Compile(b); err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name, err)
	}
	for k := range b.Codes {
		if len(b.Codes[k].Rules) > 0 {
			return b, ctx.Err()
		}
	}
	return nil, fmt.Errorf("no code of %s has a rule, so no message can have a code: write rules beside the names", b.Name)
}

// Code makes a code of a theme.
func (engine) Code(t *theme.Theme) (codebook.Code, error) { return codebook.FromTheme(t) }
