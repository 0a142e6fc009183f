package theme

import (
	"context"
	"runtime"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// Options say how themes are found. The zero value is sensible.
type Options struct {
	Themes  int // most themes to keep; 0 means 20
	Workers int // goroutines that read messages; 0 means one per processor
	// Watch is told how many messages were read; nil is allowed. It is called
	// from several goroutines, one call at a time.
	Watch func(done, total int)
}

// Phrase is one noun phrase of a theme.
type Phrase struct {
	Lemma    string // folded: "campaign toolkit"
	Display  string // the spelling used most: "campaign toolkits"
	Messages int
	People   int
	CValue   float64 // termhood, see the package comment
}

// Theme is a named set of phrases and the messages that hold one of them.
type Theme struct {
	ID       string // made from the label; unique in a result
	Label    string
	Phrases  []Phrase // by termhood, the highest first
	Messages corpus.Selection
	People   int
}

// Result is what was found.
type Result struct {
	Themes []Theme // by the termhood of their phrases, the highest first
	// Read are the messages that were looked at: those selected, without
	// reposts, placeholders and non-answers.
	Read corpus.Selection
	// Unassigned counts messages read that carry no theme.
	Unassigned int
}

// Find finds the themes of the selected messages.
func Find(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, m *language.Model, opt Options) (*Result, error) {
	if opt.Themes <= 0 {
		opt.Themes = 20
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	own := sel.Filter(func(i int) bool {
		return c.Marks(i)&(corpus.Repost|corpus.Placeholder|corpus.NonAnswer) == 0
	})
	notes, err := annotate(ctx, c, own, m, opt)
	if err != nil {
		return nil, err
	}
	terms := rank(c, own, notes, m.Knows)
	groups := group(terms)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(groups) > opt.Themes {
		groups = groups[:opt.Themes]
	}
	r := &Result{Read: own, Themes: make([]Theme, len(groups))}
	var carried corpus.Selection
	ids := map[string]bool{}
	for k, g := range groups {
		r.Themes[k] = g.theme(c, own, notes, ids)
		carried = carried.Or(r.Themes[k].Messages)
	}
	r.Unassigned = len(own) - len(carried)
	return r, nil
}

// slug makes an id of a label: lower-case letters and digits, hyphens between.
func slug(label string) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(words) == 0 {
		return "theme"
	}
	return strings.Join(words, "-")
}
