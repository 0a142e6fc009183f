package review

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/privacy"
	"yearbook/analysis/theme"
)

// survey is an invented table of feedback: trusts that get different shares of a
// label, whose part of all answers moves from one year to the next, and people
// who give several answers and have their favourite subjects.
type survey struct {
	seed    uint64
	rows    int       // in each year
	rates   []float64 // of the label, of each trust in the first year
	mix     [2][]float64
	rise    []float64 // added to the log odds of each trust in the second year
	answers float64   // of a person, on average above 1
	habit   float64   // standard deviation of people's log odds
	stay    float64   // share of people of the first year who answer in the second too
}

func (v survey) corpus(t testing.TB) *corpus.Corpus {
	t.Helper()
	r := rand.New(rand.NewPCG(v.seed, 5))
	var records []corpus.Record
	type person struct {
		name  string
		habit float64
	}
	known := make([][]person, len(v.rates))
	n := 0
	for year := range 2 {
		for made := 0; made < v.rows; {
			k := pick(r, v.mix[year])
			p := person{fmt.Sprintf("R%d", n), v.habit * r.NormFloat64()}
			if year == 1 && len(known[k]) > 0 && r.Float64() < v.stay {
				at := r.IntN(len(known[k]))
				p = known[k][at]
				known[k] = append(known[k][:at:at], known[k][at+1:]...)
			} else {
				n++
			}
			if year == 0 {
				known[k] = append(known[k], p)
			}
			odds := math.Log(v.rates[k]/(1-v.rates[k])) + p.habit
			if year == 1 {
				odds += v.rise[k]
			}
			chance := 1 / (1 + math.Exp(-odds))
			for range 1 + poisson(r, v.answers) {
				label := ""
				if r.Float64() < chance {
					label = "1"
				}
				at := time.Date(2021+year, 1, 1+r.IntN(364), 12, 0, 0, 0, time.UTC)
				records = append(records, corpus.Record{
					Row: len(records) + 1, ID: fmt.Sprint(len(records)), Time: at.UnixMilli(), Author: p.name, Channel: "comment",
					Text: fmt.Sprintf("answer %d", len(records)), Organisation: fmt.Sprintf("Trust %c", 'A'+k), Extra: []string{label},
				})
				made++
			}
		}
	}
	return corpusOf(t, "survey.csv", records, "Waiting")
}

func pick(r *rand.Rand, weights []float64) int {
	var sum float64
	for _, w := range weights {
		sum += w
	}
	x := r.Float64() * sum
	for k, w := range weights {
		if x -= w; x < 0 {
			return k
		}
	}
	return len(weights) - 1
}

func poisson(r *rand.Rand, mean float64) int {
	limit, p, k := math.Exp(-mean), r.Float64(), 0
	for p > limit {
		p *= r.Float64()
		k++
	}
	return k
}

func ask(t testing.TB, c *corpus.Corpus, q Ask) *Comparison {
	t.Helper()
	out, err := Compare(Subject{Corpus: c, Themes: &theme.Result{Read: c.All()}, Names: privacy.Pseudonyms{}}, q)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// draw makes one of many different surveys.
func draw(seed uint64) survey {
	r := rand.New(rand.NewPCG(seed, 77))
	trusts := 2 + r.IntN(4)
	v := survey{seed: seed, rows: 300 + r.IntN(1200), answers: 0.3 + 1.7*r.Float64(), habit: 0.3 + 1.2*r.Float64(), stay: 0.6 * r.Float64()}
	for range trusts {
		v.rates = append(v.rates, 0.03+0.3*r.Float64())
		v.rise = append(v.rise, 0)
		v.mix[0] = append(v.mix[0], 0.2+r.Float64())
		v.mix[1] = append(v.mix[1], 0.2+r.Float64())
	}
	v.rates[0], v.rates[1] = 0.05, 0.28
	v.mix[0][0], v.mix[1][1] = 2*float64(trusts), 2*float64(trusts)
	return v
}

// seeds is the number of surveys that are drawn.
const seeds = 200

// TestMixMovedNull: over 200 surveys in which nothing changed but the mix of
// trusts, a change is claimed in at most 1 in 20, and where the years as they
// are would have shown one it is said why it is none.
func TestMixMovedNull(t *testing.T) {
	wrong, naive, explained := 0, 0, 0
	for seed := range uint64(seeds) {
		c := ask(t, draw(seed).corpus(t), Ask{Label: "Waiting", Year: 2022, Against: 2021, By: "organisation"})
		if c.Verdict == finding.Rose || c.Verdict == finding.Fell {
			wrong++
		}
		if *c.Pooled.P < claimBelow {
			naive++
			if c.Headline == "No overall change once the mix of organisations is taken into account" {
				explained++
			}
		}
	}
	t.Logf("of %d surveys without a change: claimed in %d; pooled it would be claimed in %d, of which %d are explained by the mix", seeds, wrong, naive, explained)
	if 20*wrong > seeds {
		t.Errorf("a change was claimed in %d of %d surveys without one", wrong, seeds)
	}
	if naive < seeds/2 || explained < naive-wrong-seeds/20 {
		t.Errorf("pooled %d, explained %d", naive, explained)
	}
}

// TestMixMovedRise: where the label rises in every trust it is said to have
// risen, as often as the numbers allow.
func TestMixMovedRise(t *testing.T) {
	for _, tt := range []struct {
		odds  float64
		least int
	}{{1.5, 40}, {2.5, 140}} {
		rose, fell := 0, 0
		for seed := range uint64(seeds) {
			v := draw(seed)
			for k := range v.rise {
				v.rise[k] = math.Log(tt.odds)
			}
			switch ask(t, v.corpus(t), Ask{Label: "Waiting", Year: 2022, Against: 2021, By: "organisation"}).Verdict {
			case finding.Rose:
				rose++
			case finding.Fell:
				fell++
			}
		}
		t.Logf("odds %.1f times as high in every trust: said to have risen in %d of %d surveys, to have fallen in %d", tt.odds, rose, seeds, fell)
		if rose < tt.least || fell > 0 {
			t.Errorf("odds %.1f: rose %d, fell %d", tt.odds, rose, fell)
		}
	}
}
