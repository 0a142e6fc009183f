package coder

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/language"
)

// Pick is a message that is worth coding by hand.
type Pick struct {
	Index int    // position in the texts given
	Code  string // the code in doubt; "" where the message was picked for being unlike others
	// Probability of that code, and how many examples it has so far.
	Probability float64
	Examples    int
}

// pool is how many times as many candidates as picks are compared with each
// other, and mostUnseen how many texts are where there is no model.
const (
	pool       = 20
	mostUnseen = 3000
)

// Next picks up to n texts that would teach the model most: those about which
// it is in doubt, above all where the code is rare, and which are unlike each
// other. Without a model it picks texts that are unlike each other and not too
// short. Empty texts are never picked; of equal ones only one.
func Next(ctx context.Context, lm *language.Model, m *Model, texts []string, n int, opt Options) ([]Pick, error) {
	var cand []candidate
	var err error
	if m == nil {
		cand = unseen(texts)
	} else if cand, err = m.doubts(ctx, texts, opt); err != nil {
		return nil, err
	}
	slices.SortStableFunc(cand, func(a, b candidate) int { return cmp.Compare(b.worth, a.worth) })
	if m != nil {
		cand = cand[:min(len(cand), pool*max(n, 1))]
	}
	if err := vectors(ctx, lm, cand, texts, opt); err != nil {
		return nil, err
	}
	return diverse(cand, n), nil
}

// candidate is a text that may be picked.
type candidate struct {
	Pick
	worth  float64
	vector vector
	alike  float64 // the highest cosine with one picked so far
}

// unseen are texts spread over all, longer ones before shorter up to twenty
// words.
func unseen(texts []string) []candidate {
	var cand []candidate
	step := max(1, len(texts)/mostUnseen)
	for i := 0; i < len(texts); i += step {
		if w := len(strings.Fields(texts[i])); w > 0 {
			cand = append(cand, candidate{Pick: Pick{Index: i}, worth: 0.5 + 0.5*float64(min(w, 20))/20})
		}
	}
	return cand
}

// doubts finds for each text the code that its answer would teach most about.
func (m *Model) doubts(ctx context.Context, texts []string, opt Options) ([]candidate, error) {
	best := make([]candidate, len(texts))
	err := opt.share(ctx, len(texts), func() func(int) {
		c := m.NewCoder()
		return func(i int) {
			best[i].Index = i
			if strings.TrimSpace(texts[i]) == "" {
				return
			}
			for l, p := range c.Probabilities(texts[i]) {
				if w := m.doubt(l, p); w > best[i].worth {
					x := &m.labels[l]
					best[i] = candidate{Pick: Pick{i, x.name, p, x.examples}, worth: w}
				}
			}
		}
	})
	return slices.DeleteFunc(best, func(c candidate) bool { return c.worth == 0 }), err
}

// doubt is between 0 and 1: 1 where a probability lies at the threshold of a
// code with hardly any examples, at most half as much for a code with many.
func (m *Model) doubt(l int, p float64) float64 {
	x := &m.labels[l]
	if x.blunt() {
		return 0
	}
	near := p / x.threshold
	if p > x.threshold {
		near = (1 - p) / (1 - x.threshold)
	}
	return math.Max(0, near) * near * (0.5 + 0.5/math.Sqrt(1+float64(x.examples)/5))
}

// vectors gives each candidate the tf-idf of its words among all candidates.
func vectors(ctx context.Context, lm *language.Model, cand []candidate, texts []string, opt Options) error {
	list := make([]string, len(cand))
	for k, c := range cand {
		list[k] = texts[c.Index]
	}
	features, err := countAll(ctx, lm, list, opt)
	if err != nil {
		return err
	}
	v := newVocabulary(features, words, all(len(list)), 1)
	for k := range cand {
		cand[k].vector = v.vector(features[k][words])
	}
	return nil
}

// diverse takes n candidates one by one: each time the one of most worth that
// is unlike those taken.
func diverse(cand []candidate, n int) []Pick {
	var picks []Pick
	for len(picks) < n {
		best, at := 0.0, -1
		for k, c := range cand {
			if w := c.worth * (1 - c.alike); w > best {
				best, at = w, k
			}
		}
		if at < 0 {
			break
		}
		picks = append(picks, cand[at].Pick)
		taken := cand[at].vector
		cand = slices.Delete(cand, at, at+1)
		for k := range cand {
			if a := cand[k].vector.cosine(taken); a > cand[k].alike {
				cand[k].alike = math.Min(a, 1)
			}
		}
		cand = slices.DeleteFunc(cand, func(c candidate) bool { return c.alike > 0.999 })
	}
	return picks
}
