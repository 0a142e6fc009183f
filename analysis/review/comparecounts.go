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
		return nil, fmt.Errorf("there are no sessions in %s or %s, so messages per session cannot be compared: compare a theme with --theme or a label with --label; %s", s.before.Name, s.now.Name, noSessions)
	}
	var list [2]*Comparison
	for k, r := range s.rates() {
		var err error
		if list[k], err = s.compareCount(ask, r); err != nil {
			return nil, err
		}
	}
	list[0].Also = []*Comparison{list[1]}
	return list[0], nil
}

func (s *scope) compareCount(ask Ask, r rate) (*Comparison, error) {
	a, b := s.likeForLike()
	split, err := s.splitBy(ask.By, a.messages, b.messages)
	if err != nil {
		return nil, err
	}
	c := s.changeOfRate(r, a, b, split)
	var f finding.Finding
	s.wordRate(&f, r, &c)
	s.checkMovers(&f, r, a, b, &c.pooled.Comparison)
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
	pooled   stats.Dependent
	adjusted float64 // P value, corrected for the two rates that a review compares
	split    *mix    // nil where years are compared as they are
	strata   stats.StratifiedRate
	within   []stats.Dependent
	sizes    []stratumSize
}

// stratumSize is what was counted of a stratum and in how many sessions that
// both years cover.
type stratumSize struct {
	before, now                 int
	sessionsBefore, sessionsNow int
}

// changeOfRate compares one of the two rates, messages and people, with a P value
// corrected for both by Holm's method.
func (s *scope) changeOfRate(r rate, a, b year, split *mix) rateChange {
	var changes [2]rateChange
	var p [2]float64
	at := 0
	for k, x := range s.rates() {
		changes[k] = s.rateChange(x, a, b, split)
		p[k] = 1
		if e := changes[k].estimate(); e.HasP {
			p[k] = e.P
		}
		if x.id == r.id {
			at = k
		}
	}
	adjusted, err := stats.Holm(p[:])
	if err != nil {
		adjusted = p[:]
	}
	c := changes[at]
	c.adjusted = adjusted[at]
	return c
}

func (s *scope) rateChange(r rate, a, b year, split *mix) rateChange {
	c := rateChange{split: split}
	var err error
	c.pooled, err = stats.CompareDependentRates(s.perSession(a.sessions, r.count), s.perSession(b.sessions, r.count), s.turnout(r, a.sessions, b.sessions, whole))
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
		w, err := stats.CompareDependentRates(x, y, s.turnout(r, s.heldIn(a, from, to), s.heldIn(b, from, to), in))
		if err != nil {
			w = stats.Dependent{}
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
		out[k] = stats.NotHeld
		if s.isHeld(y, id, from, to) {
			out[k] = float64(count(in(s.Sessions()[id].Messages)))
		}
	}
	return out
}

func (s *scope) isHeld(y year, id corpus.SessionID, from, to time.Duration) bool {
	at := s.Sessions()[id].Start.Sub(y.Start)
	return at >= from && at < to
}

// heldIn are the sessions of a year in a part of it.
func (s *scope) heldIn(y year, from, to time.Duration) []corpus.SessionID {
	var list []corpus.SessionID
	for _, id := range y.sessions {
		if s.isHeld(y, id, from, to) {
			list = append(list, id)
		}
	}
	return list
}

func whole(sel corpus.Selection) corpus.Selection { return sel }

// turnout is what each person did in the sessions of two years, among the messages
// that in keeps: how many they came to, or how many messages they wrote there.
func (s *scope) turnout(r rate, before, now []corpus.SessionID, in func(corpus.Selection) corpus.Selection) []stats.Turnout {
	who := make([]stats.Turnout, len(s.People()))
	for g, sessions := range [...][]corpus.SessionID{before, now} {
		for _, id := range sessions {
			for p, n := range s.wrote(in(s.Sessions()[id].Messages)) {
				x := float64(n)
				if r.id == peopleRate {
					x = 1
				}
				if g == 0 {
					who[p].A, who[p].SquaresA = who[p].A+x, who[p].SquaresA+x*x
				} else {
					who[p].B, who[p].SquaresB = who[p].B+x, who[p].SquaresB+x*x
				}
			}
		}
	}
	return who
}

// inSession counts the messages of each person in a session.
func (s *scope) inSession(id corpus.SessionID) map[corpus.PersonID]int {
	return s.wrote(s.Sessions()[id].Messages)
}

// wrote counts the messages of each person.
func (s *scope) wrote(sel corpus.Selection) map[corpus.PersonID]int {
	counts := map[corpus.PersonID]int{}
	for _, i := range sel {
		if p := s.Person(int(i)); p != corpus.NoPerson {
			counts[p]++
		}
	}
	return counts
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

// difference is that of the means on which a claim rests.
func (c *rateChange) difference() stats.Estimate {
	if c.split != nil {
		return c.strata.Difference
	}
	return c.pooled.Difference
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
