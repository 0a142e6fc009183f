package coder

import (
	"context"

	"yearbook/analysis/language"
)

// Report says how well a model learnt from the examples would code messages
// that it has not seen.
type Report struct {
	Messages int      // examples
	Labels   []string // in order
	Counts   []Count  // by label, over all examples, each coded while held back
}

// CrossValidate learns five times from four fifths of the examples, thresholds
// and all, and codes the last fifth. With fewer than ten examples there is
// nothing to hold back, and the error says so.
func CrossValidate(ctx context.Context, m *language.Model, examples []Example, opt Options) (Report, error) {
	s, err := newStudy(ctx, m, examples, opt)
	if err != nil {
		return Report{}, err
	}
	if len(examples) < fewest {
		return Report{}, ErrFew
	}
	r := Report{Messages: len(examples), Labels: s.labels, Counts: make([]Count, len(s.labels))}
	rows := all(len(examples))
	fold := s.deal(rows, folds)
	done := 0
	step := func() {
		if done++; opt.Watch != nil {
			opt.Watch(min(done, folds*(folds+1)), folds*(folds+1))
		}
	}
	for f := range folds {
		var learn, check []int32
		for k, i := range rows {
			if fold[k] == f {
				check = append(check, i)
			} else {
				learn = append(learn, i)
			}
		}
		if len(check) == 0 || len(learn) == 0 {
			continue
		}
		model, err := s.learn(ctx, learn, step)
		if err != nil {
			return Report{}, err
		}
		for _, i := range check {
			for l, score := range model.scores(s.features[i]) {
				r.Counts[l].Add(s.yes[l][i], model.gives(l, model.probability(l, score)))
			}
		}
	}
	return r, nil
}
