package analysis

import (
	"context"
	"errors"
	"sync"

	"yearbook/analysis/corpus"
	"yearbook/analysis/project"
	"yearbook/analysis/theme/codebook"
	"yearbook/analysis/theme/coder"
)

// codebookHits is what the learned coder is told of a text beside its words:
// the codes that the shipped codebooks give it.
var codebookHits = sync.OnceValues(func() (func(text string) []string, error) {
	var matchers []*codebook.Matcher
	var names [][]string
	for _, name := range []string{"nhs-communications", "nhs-patient-feedback"} {
		b, err := codebook.Load(name)
		if err != nil {
			return nil, err
		}
		m, err := codebook.Compile(b)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(b.Codes))
		for k := range b.Codes {
			ids[k] = name + " " + b.Codes[k].ID
		}
		matchers, names = append(matchers, m), append(names, ids)
	}
	return func(text string) []string {
		var hits []string
		for k, m := range matchers {
			for _, h := range m.Match(text) {
				hits = append(hits, names[k][h.Code])
			}
		}
		return hits
	}, nil
})

// CodebookHits lists the codes that the shipped codebooks give a text, for the
// learned coder. The function may be used by several goroutines.
func CodebookHits() (func(text string) []string, error) { return codebookHits() }

// HandCoded is what a project holds, with the codes that people gave.
type HandCoded struct {
	Corpus *corpus.Corpus
	Keys   []string   // by message: see [project.MessageKeys]
	Codes  [][]string // by message: nil where nobody looked at it, empty where no code fits
	Lost   int        // messages coded by hand that the project no longer holds
}

// HandCodes reads a project and the codes given by hand in it.
func HandCodes(ctx context.Context, p *project.Project, opt Options) (*HandCoded, error) {
	r, err := FromProject(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	codes, err := p.HandCodes(ctx)
	if err != nil {
		return nil, err
	}
	h := &HandCoded{Corpus: r.Corpus, Keys: project.MessageKeys(r.Corpus), Codes: make([][]string, r.Corpus.Len()), Lost: len(codes)}
	for i, key := range h.Keys {
		if list, ok := codes[key]; ok {
			h.Codes[i] = append([]string{}, list...)
			h.Lost--
		}
	}
	return h, nil
}

// Examples are the messages coded by hand. Those of one person are not split
// when what was learnt is checked.
func (h *HandCoded) Examples() []coder.Example {
	var list []coder.Example
	for i, codes := range h.Codes {
		if codes == nil {
			continue
		}
		e := coder.Example{Text: h.Corpus.Text(i), Codes: codes}
		if p := h.Corpus.Person(i); p != corpus.NoPerson {
			e.Group = h.Corpus.People()[p].Key
		}
		list = append(list, e)
	}
	return list
}

// Rest are the messages that nobody has coded and that are somebody's own
// words.
func (h *HandCoded) Rest() corpus.Selection {
	return h.Corpus.All().Filter(func(i int) bool {
		return h.Codes[i] == nil && h.Corpus.Marks(i)&(corpus.Repost|corpus.Placeholder|corpus.NonAnswer) == 0
	})
}

// Train learns from the messages coded by hand. Nothing of it is kept in the
// project: the same codes give the same model, so it is learnt when it is
// needed and is never out of date.
func (h *HandCoded) Train(ctx context.Context, watch Watch) (*coder.Model, error) {
	return learnFrom(ctx, h.Examples(), nil, watch)
}

// Check says how far what was learnt can be trusted.
func (h *HandCoded) Check(ctx context.Context, watch Watch) (coder.Report, error) {
	m, opt, err := learning(nil, "Checking", watch)
	if err != nil {
		return coder.Report{}, err
	}
	return coder.CrossValidate(ctx, m, h.Examples(), opt)
}

// Suggested are the codes suggested for the messages of [HandCoded.Rest].
type Suggested struct {
	Model *coder.Model // nil where nothing is coded by hand yet
	Rest  corpus.Selection
	Codes [][]coder.Suggestion // by message of Rest
	Next  []coder.Pick         // the Index is a position in Rest
}

// Suggest codes the rest, and picks the messages that would teach most if they
// were coded by hand next.
func (h *HandCoded) Suggest(ctx context.Context, next int, watch Watch) (*Suggested, error) {
	s := &Suggested{Rest: h.Rest()}
	m, opt, err := learning(nil, "Coding", watch)
	if err != nil {
		return nil, err
	}
	s.Model, err = h.Train(ctx, watch)
	if err != nil && !errors.Is(err, coder.ErrNothing) {
		return nil, err
	}
	texts := make([]string, len(s.Rest))
	for k, i := range s.Rest {
		texts[k] = h.Corpus.Text(int(i))
	}
	if s.Model != nil {
		if s.Codes, err = s.Model.SuggestAll(ctx, texts, opt); err != nil {
			return nil, err
		}
	}
	opt.Watch = nil
	watch.tell("Choosing the messages to code next", 0, 0)
	s.Next, err = coder.Next(ctx, m, s.Model, texts, next, opt)
	return s, err
}
