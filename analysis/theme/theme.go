package theme

import (
	"context"
	"runtime"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// Options say how themes are found. The zero value is sensible.
type Options struct {
	Themes  int      // number of themes; 0 lets the messages decide
	Stop    []string // the analyst's own words and phrases that never make a theme
	Workers int      // goroutines that read messages; 0 means one per processor
	// Watch is told how many messages were read; nil is allowed. It is called
	// from several goroutines, one call at a time.
	Watch func(done, total int)
}

// Phrase is one noun phrase of a theme, or an adjective with the noun it was
// said of.
type Phrase struct {
	Lemma    string  // folded: "campaign toolkit"
	Display  string  // the spelling used most: "campaign toolkits"
	Messages int     // of the theme
	People   int     // who wrote them
	Weight   float64 // how telling it is of the theme
}

// Theme is a named set of phrases and the messages that are about it.
type Theme struct {
	ID        string // made from the label; unique in a result
	Label     string
	Phrases   []Phrase // the most telling first
	Messages  corpus.Selection
	People    int
	Share     float64          // of the messages read
	Examples  corpus.Selection // messages that stand for it, in order of position
	Coherence float64          // how much its words go together, from -1 to 1
}

// Result is what was found.
type Result struct {
	Themes []Theme // by the number of their messages, the largest first
	// Read are the messages that were looked at: those selected, without
	// reposts, placeholders and non-answers.
	Read corpus.Selection
	// Unassigned counts messages read that carry no theme.
	Unassigned int
	// NotEnglish counts messages read that are in another language; they are
	// among the unassigned.
	NotEnglish int
	// NonAnswers counts messages selected that say nothing, such as "n/a".
	NonAnswers int

	carried lists // themes of each message read, the best first
}

// Of lists the themes of the message at a position of the corpus, as positions
// in Themes, the best first.
func (r *Result) Of(i int) []int32 {
	k, ok := position(r.Read, i)
	if !ok {
		return nil
	}
	return r.carried.of(k)
}

// Find finds the themes of the selected messages.
func Find(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, m *language.Model, opt Options) (*Result, error) {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	r := &Result{}
	for _, i := range sel {
		switch marks := c.Marks(int(i)); {
		case marks.Has(corpus.NonAnswer):
			r.NonAnswers++
		case marks&(corpus.Repost|corpus.Placeholder) == 0:
			r.Read = append(r.Read, i)
		}
	}
	n, err := annotate(ctx, c, r.Read, m, opt)
	if err != nil {
		return nil, err
	}
	f := newFinder(c, r.Read, n, m, opt)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := f.find(ctx, r); err != nil {
		return nil, err
	}
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

// position is where a message stands in a selection.
func position(s corpus.Selection, i int) (int, bool) { return slices.BinarySearch(s, int32(i)) }

// IDs lists the ids of the themes of the message at a position of the corpus,
// the best first.
func (r *Result) IDs(i int) []string {
	var ids []string
	for _, x := range r.Of(i) {
		ids = append(ids, r.Themes[x].ID)
	}
	return ids
}
