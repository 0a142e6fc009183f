package coder

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"yearbook/analysis/language"
)

// Model is what was learnt. It is safe for concurrent use.
type Model struct {
	language   *language.Model
	extra      func(string) []string
	rows       int
	vocabulary [blocks]*vocabulary
	labels     []label
}

type label struct {
	name      string
	examples  int
	weights   [blocks][]float32 // the last is the intercept; nil where all examples agree
	curve     curve
	threshold float64
}

// Label says what was learnt of one code.
type Label struct {
	Name      string
	Examples  int     // that have the code
	Threshold float64 // probability above which the code is given
}

// Labels lists the codes learnt, in order.
func (m *Model) Labels() []Label {
	out := make([]Label, len(m.labels))
	for l, x := range m.labels {
		out[l] = Label{x.name, x.examples, x.threshold}
	}
	return out
}

// Examples is how many messages were learnt from.
func (m *Model) Examples() int { return m.rows }

// blunt reports whether nothing tells examples with the code from others,
// because all agree.
func (x *label) blunt() bool { return x.weights[words] == nil }

// scores are the raw scores of a text for each label.
func (m *Model) scores(features [blocks]counted) []float64 {
	out := make([]float64, len(m.labels))
	for b := range blocks {
		v := m.vocabulary[b].vector(features[b])
		share := wordWeight
		if b == letters {
			share = 1 - wordWeight
		}
		for l := range m.labels {
			if w := m.labels[l].weights[b]; w != nil {
				out[l] += share * (v.dot(w) + float64(w[len(w)-1]))
			}
		}
	}
	return out
}

// settle chooses the curve and the threshold of each label from scores of
// examples that were held back. The threshold lies half-way between one common
// to all labels, which serves the micro F1, and the label's own, which serves
// the macro F1; alone, either is bought with the other.
func (m *Model) settle(held [][]float64, yes [][]bool) {
	var probabilities [][]float64
	var truth [][]bool
	var settled []*label
	for l := range m.labels {
		x := &m.labels[l]
		if x.blunt() || held == nil {
			continue
		}
		x.curve = calibrate(held[l], yes[l])
		p := make([]float64, len(held[l]))
		for i, s := range held[l] {
			p[i] = x.curve.at(s)
		}
		x.threshold = bestExpected(p)
		probabilities, truth, settled = append(probabilities, p), append(truth, yes[l]), append(settled, x)
	}
	common := bestCommon(probabilities, truth)
	for _, x := range settled {
		x.threshold = (x.threshold + common) / 2
	}
}

// probability of a raw score. Where all examples agree it is the share that has
// the code, drawn in by half an example.
func (m *Model) probability(l int, score float64) float64 {
	x := &m.labels[l]
	if x.blunt() {
		return (float64(x.examples) + 0.5) / (float64(m.rows) + 1)
	}
	return x.curve.at(score)
}

// gives reports whether a probability is enough for the code.
func (m *Model) gives(l int, probability float64) bool {
	return m.labels[l].examples > 0 && probability > m.labels[l].threshold
}

// Coder codes messages with a model. It is not safe for concurrent use: make
// one for each goroutine.
type Coder struct {
	model     *Model
	extractor *extractor
}

// NewCoder makes a coder.
func (m *Model) NewCoder() *Coder { return &Coder{m, newExtractor(m.language, m.extra)} }

// Probabilities are those of all labels, in the order of [Model.Labels], that a
// person would give the text the code.
func (c *Coder) Probabilities(text string) []float64 {
	p := c.model.scores(c.extractor.count(text))
	for l, s := range p {
		p[l] = c.model.probability(l, s)
	}
	return p
}

// Suggestion is a code that the model gives a message.
type Suggestion struct {
	Code        string
	Probability float64
}

// Suggest lists the codes for a text, the most probable first.
func (c *Coder) Suggest(text string) []Suggestion { return c.model.suggest(c.Probabilities(text)) }

// SuggestAll lists the codes for each text. Of the options only Workers and
// Watch count.
func (m *Model) SuggestAll(ctx context.Context, texts []string, opt Options) ([][]Suggestion, error) {
	out := make([][]Suggestion, len(texts))
	const batch = 256
	var told sync.Mutex
	done := 0
	err := opt.share(ctx, (len(texts)+batch-1)/batch, func() func(int) {
		c := m.NewCoder()
		return func(k int) {
			end := min(len(texts), (k+1)*batch)
			for i := k * batch; i < end; i++ {
				out[i] = c.Suggest(texts[i])
			}
			if opt.Watch != nil {
				told.Lock()
				done += end - k*batch
				opt.Watch(done, len(texts))
				told.Unlock()
			}
		}
	})
	return out, err
}

func (m *Model) suggest(probabilities []float64) []Suggestion {
	var out []Suggestion
	for l, p := range probabilities {
		if m.gives(l, p) {
			out = append(out, Suggestion{m.labels[l].name, p})
		}
	}
	slices.SortStableFunc(out, func(a, b Suggestion) int { return cmp.Compare(b.Probability, a.Probability) })
	return out
}
