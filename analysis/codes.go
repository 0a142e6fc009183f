package analysis

import (
	"context"

	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// themesFor are the themes that a question is about, and how they were found:
// the codes of its codebook, or those that the messages themselves give ("").
func (r *Reading) themesFor(ctx context.Context, q Question, watch Watch) (*theme.Result, string, error) {
	if q.Codebook == nil {
		found, err := r.FindThemes(ctx, watch)
		return found, "", err
	}
	found, err := codebook.Apply(ctx, r.Corpus, r.Corpus.All(), q.Codebook, codebook.Options{
		Watch: func(done, total int) { watch.tell("Coding messages", done, total) },
	})
	return found, "Codes of the codebook ‘" + q.Codebook.Name + "’; a message carries a code if one of its rules holds, and may carry several. Reposts and non-answers are left out.", err
}
