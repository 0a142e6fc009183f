package coder

import (
	"context"
	"errors"
	"math"
	"slices"

	"yearbook/analysis/language"
)

// Example is a message that was coded by hand.
type Example struct {
	Text  string
	Codes []string // none where no code fits; codes that are not learnt are passed over
	// Group holds together what must not be split between learning and
	// checking, such as the answers of one person; "" stands alone.
	Group string
}

// ErrNothing says that there is nothing to learn from.
var ErrNothing = errors.New("there is nothing to learn from: code some messages by hand first")

// ErrFew says that there are too few examples to check what was learnt.
var ErrFew = errors.New("fewer than 10 messages are coded by hand, too few to check what was learnt: code more")

// What the solver is told. A mistake costs the same in every example, but for
// those with a rare code, which cost more by the root of how rare it is.
// wordWeight is the part that words have in a score, characters have the rest.
const (
	mistake    = 10
	wordWeight = 0.65
	folds      = 5
	fewest     = 10 // examples below which nothing can be held back for thresholds
)

// least is how many examples must hold a feature of each block.
var least = [blocks]int{words: 1, letters: 2}

// study is what is known of the examples: their features, and for each label
// whether an example has it.
type study struct {
	language *language.Model
	opt      Options
	labels   []string
	features [][blocks]counted
	yes      [][]bool
	group    []string
}

func newStudy(ctx context.Context, m *language.Model, examples []Example, opt Options) (*study, error) {
	if len(examples) == 0 {
		return nil, ErrNothing
	}
	s := &study{language: m, opt: opt, labels: opt.Labels}
	if len(s.labels) == 0 {
		for _, e := range examples {
			s.labels = append(s.labels, e.Codes...)
		}
		slices.Sort(s.labels)
		s.labels = slices.Compact(s.labels)
	}
	place := map[string]int{}
	for l, name := range s.labels {
		place[name] = l
		s.yes = append(s.yes, make([]bool, len(examples)))
	}
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = e.Text
		s.group = append(s.group, e.Group)
		for _, c := range e.Codes {
			if l, ok := place[c]; ok {
				s.yes[l][i] = true
			}
		}
	}
	var err error
	s.features, err = countAll(ctx, m, texts, opt)
	return s, err
}

// Train learns from the examples.
func Train(ctx context.Context, m *language.Model, examples []Example, opt Options) (*Model, error) {
	s, err := newStudy(ctx, m, examples, opt)
	if err != nil {
		return nil, err
	}
	total := 1
	if len(examples) >= fewest {
		total += folds
	}
	done := 0
	return s.learn(ctx, all(len(examples)), func() {
		if done++; opt.Watch != nil {
			opt.Watch(done, total)
		}
	})
}

func all(n int) []int32 {
	rows := make([]int32, n)
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// learn makes a model from some of the examples: weights from all of them,
// probabilities and thresholds from scores that each got while it was held
// back.
func (s *study) learn(ctx context.Context, rows []int32, step func()) (*Model, error) {
	held, err := s.holdBack(ctx, rows, step)
	if err != nil {
		return nil, err
	}
	m, err := s.fit(ctx, rows)
	if err != nil {
		return nil, err
	}
	step()
	m.settle(held, s.of(rows))
	return m, nil
}

// of is for each label whether each of the rows has it.
func (s *study) of(rows []int32) [][]bool {
	out := make([][]bool, len(s.yes))
	for l, yes := range s.yes {
		out[l] = make([]bool, len(rows))
		for k, i := range rows {
			out[l][k] = yes[i]
		}
	}
	return out
}

// holdBack is the score of each row for each label by models that have not seen
// the row, nor any of its group; nil where there are too few rows.
func (s *study) holdBack(ctx context.Context, rows []int32, step func()) ([][]float64, error) {
	if len(rows) < fewest {
		return nil, nil
	}
	held := make([][]float64, len(s.labels))
	for l := range held {
		held[l] = make([]float64, len(rows))
	}
	fold := s.deal(rows, folds)
	for f := range folds {
		var learn, check []int32
		var place []int
		for k, i := range rows {
			if fold[k] == f {
				check, place = append(check, i), append(place, k)
			} else {
				learn = append(learn, i)
			}
		}
		if len(check) == 0 || len(learn) == 0 {
			continue
		}
		m, err := s.fit(ctx, learn)
		if err != nil {
			return nil, err
		}
		for k, i := range check {
			for l, score := range m.scores(s.features[i]) {
				held[l][place[k]] = score
			}
		}
		step()
	}
	return held, nil
}

// fit solves every label on the rows. What it returns has no probabilities and
// thresholds yet.
func (s *study) fit(ctx context.Context, rows []int32) (*Model, error) {
	m := &Model{language: s.language, extra: s.opt.Extra, rows: len(rows), labels: make([]label, len(s.labels))}
	var x [blocks][]vector
	for b := range blocks {
		m.vocabulary[b] = newVocabulary(s.features, b, rows, least[b])
		for _, i := range rows {
			x[b] = append(x[b], m.vocabulary[b].vector(s.features[i][b]))
		}
	}
	yes := s.of(rows)
	for l, name := range s.labels {
		m.labels[l] = label{name: name, curve: curve{slope: 1}, threshold: 0.5}
		for _, y := range yes[l] {
			if y {
				m.labels[l].examples++
			}
		}
	}
	err := s.opt.share(ctx, len(s.labels)*int(blocks), func() func(int) {
		return func(task int) {
			l, b := task/int(blocks), task%int(blocks)
			with := m.labels[l].examples
			if with == 0 || with == len(rows) {
				return
			}
			p := problem{rows: x[b], yes: yes[l], cost: make([]float64, len(rows)), width: len(m.vocabulary[b].idf)}
			more := math.Max(1, math.Sqrt(float64(len(rows)-with)/float64(with)))
			for k := range p.cost {
				p.cost[k] = mistake
				if p.yes[k] {
					p.cost[k] *= more
				}
			}
			w := p.solve(uint64(task), tolerance)
			m.labels[l].weights[b] = narrow(w)
		}
	})
	return m, err
}

// narrow halves the memory that weights take.
func narrow(w []float64) []float32 {
	out := make([]float32, len(w))
	for i, x := range w {
		out[i] = float32(x)
	}
	return out
}
