package review

import (
	"fmt"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// compareCounts compares messages per session, and people per session beside
// them.
func (s *scope) compareCounts(ask Ask) (*Comparison, error) {
	if len(s.now.sessions) == 0 || len(s.before.sessions) == 0 {
		return nil, fmt.Errorf("there are no sessions in %s or %s, so messages per session cannot be compared: compare a theme with --theme or a label with --label", s.before.Name, s.now.Name)
	}
	r, err := s.compareCount(ask, rate{"messages-per-session", "messages", countMessages})
	if err != nil {
		return nil, err
	}
	people, err := s.compareCount(ask, rate{"people-per-session", "people", s.countPeople})
	if err != nil {
		return nil, err
	}
	r.Also = []*Comparison{people}
	return r, nil
}

func (s *scope) compareCount(ask Ask, r rate) (*Comparison, error) {
	a, b := s.likeForLike()
	split, err := s.splitBy(ask.By, a.messages, b.messages)
	if err != nil {
		return nil, err
	}
	c := s.rateChange(r, a, b, split)
	var f finding.Finding
	s.wordRate(&f, r, &c)
	before, now := s.perSession(a.sessions, r.count), s.perSession(b.sessions, r.count)
	out := &Comparison{
		Measure: r.noun + " per " + s.session(),
		Year:    Part{s.now.Name, int(total(now)), len(now)}, Against: Part{s.before.Name, int(total(before)), len(before)},
		Pooled: contrast(c.pooled.Estimate, ratioUnit, 1), Stratified: s.stratifiedRate(&c),
		Verdict: f.Verdict, Headline: f.Headline, Sentence: f.Sentence,
	}
	out.Caveats = remarks(append(f.Caveats, s.dateCaveats()...))
	return out, nil
}

func total(x []float64) float64 {
	t := 0.0
	for _, v := range x {
		t += v
	}
	return t
}

// rateChange is something counted per session in two years.
type rateChange struct {
	pooled     stats.Comparison
	dependence float64 // how many times wider for sessions that follow each other alike
	split      *mix    // nil where years are compared as they are
	strata     stats.StratifiedRate
	within     []stats.Comparison
	sizes      []stratumSize
}

// stratumSize is what was counted of a stratum and in how many sessions that
// both years cover.
type stratumSize struct {
	before, now                 int
	sessionsBefore, sessionsNow int
}

func (s *scope) rateChange(r rate, a, b year, split *mix) rateChange {
	c := rateChange{split: split}
	var err error
	c.pooled, c.dependence, err = stats.CompareRatesOverTime(s.perSession(a.sessions, r.count), s.perSession(b.sessions, r.count))
	if err != nil { // counts cannot be negative; were they, nothing is claimed
		c.pooled.Note = err.Error()
	}
	if split == nil {
		return c
	}
	before, now := make([][]float64, len(split.names)), make([][]float64, len(split.names))
	c.sizes = make([]stratumSize, len(split.names))
	for k := range split.names {
		in := func(sel corpus.Selection) corpus.Selection {
			return sel.Filter(func(i int) bool { return split.of(i) == k })
		}
		from, to := s.commonPart(in(a.messages), in(b.messages), a, b)
		before[k], now[k] = s.heldCounts(a, from, to, in, r.count), s.heldCounts(b, from, to, in, r.count)
		x, y := held(before[k]), held(now[k])
		c.sizes[k] = stratumSize{int(total(x)), int(total(y)), len(x), len(y)}
		w, err := stats.CompareRates(x, y)
		if err != nil {
			w = stats.Comparison{}
		}
		c.within = append(c.within, w)
	}
	if c.strata, err = stats.StratifiedRates(before, now); err != nil {
		c.strata.Note = err.Error()
	}
	return c
}

// commonPart is the part of the year, as distances from its start, in which both
// years have messages of one stratum; it is empty where one of them has too few.
func (s *scope) commonPart(before, now corpus.Selection, a, b year) (from, to time.Duration) {
	if min(len(before), len(now)) < fewBase {
		return 0, 0
	}
	return s.common(year{Period: a.Period, messages: before}, year{Period: b.Period, messages: now})
}

// heldCounts counts in every session of a year, stats.NotHeld outside the part.
func (s *scope) heldCounts(y year, from, to time.Duration, in func(corpus.Selection) corpus.Selection, count func(corpus.Selection) int) []float64 {
	out := make([]float64, len(y.sessions))
	for k, id := range y.sessions {
		session := s.Sessions()[id]
		out[k] = stats.NotHeld
		if at := session.Start.Sub(y.Start); at >= from && at < to {
			out[k] = float64(count(in(session.Messages)))
		}
	}
	return out
}

func held(counts []float64) []float64 {
	var out []float64
	for _, x := range counts {
		if x != stats.NotHeld {
			out = append(out, x)
		}
	}
	return out
}

// estimate is the ratio on which a claim rests.
func (c *rateChange) estimate() stats.Estimate {
	if c.split != nil {
		return c.strata.Estimate
	}
	return c.pooled.Estimate
}

func (s *scope) stratifiedRate(c *rateChange) Stratified {
	if c.split == nil {
		return Stratified{Contrast: Contrast{Unit: ratioUnit, Method: "none: the mix of organisations, sources and channels did not move, or cannot be compared"}, Strata: []StratumResult{}}
	}
	r := Stratified{Contrast: contrast(c.strata.Estimate, ratioUnit, 1), By: c.split.one, Strata: []StratumResult{}}
	for k, w := range c.within {
		z := c.sizes[k]
		v := finding.TooFew
		if w.HasInterval {
			v = directionVerdict(claims(w.Estimate))
		}
		r.Strata = append(r.Strata, StratumResult{
			Name: c.split.names[k], Year: Part{N: z.now, Of: z.sessionsNow}, Against: Part{N: z.before, Of: z.sessionsBefore},
			Change: contrast(w.Estimate, ratioUnit, 1), Verdict: v,
		})
	}
	return r
}

// directionVerdict puts a direction into words.
func directionVerdict(d int) finding.Verdict {
	switch {
	case d > 0:
		return finding.Rose
	case d < 0:
		return finding.Fell
	}
	return finding.NoClearChange
}
