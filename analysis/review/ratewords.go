package review

import (
	"fmt"
	"math"

	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// wide is the ratio that the interval of few sessions must leave out, up or down,
// for "no clear change" to say more than that nothing is known.
const wide = 1.5

// verdict is what may be claimed of a rate.
func (c *rateChange) verdict() finding.Verdict {
	e := c.estimate()
	if !e.HasInterval || !c.pooled.HasInterval {
		return finding.TooFew
	}
	direction := c.direction()
	open := e.Unbounded || e.High > wide || e.Low < 1/wide
	if direction == 0 && !c.torn() && !c.pooled.Enough && open {
		return finding.TooFew
	}
	return directionVerdict(direction)
}

// direction is the way of which a change may be claimed: the ratio and the
// difference must agree, and strata must not clearly move in opposite directions.
func (c *rateChange) direction() int {
	e, d := c.estimate(), c.difference()
	if c.adjusted >= claimBelow || c.torn() || d.HasInterval && d.Direction() != e.Direction() {
		return 0
	}
	return claims(e)
}

// wordRate words the comparison of one year's counts per session with
// another's, with its method and caveats.
func (s *scope) wordRate(f *finding.Finding, r rate, c *rateChange) {
	p := &c.pooled.Comparison
	f.Verdict = c.verdict()
	each := s.eachHad(r, p)
	if p.SessionsA == 0 || p.SessionsB == 0 {
		each = fmt.Sprintf("The files cover no common part of %s and %s.", s.now.Name, s.before.Name)
	}
	switch f.Verdict {
	case finding.TooFew:
		f.Headline = fmt.Sprintf("Too few %ss to compare %s", s.session(), r.noun)
		f.Sentence = each + s.likeMeans(r, c) + fmt.Sprintf(" There are too few %ss to say whether that is a change%s.", s.session(), anything(c.difference()))
	case finding.NoClearChange:
		f.Headline, f.Sentence = s.noClearRate(r, c)
		f.Sentence = each + f.Sentence
	default:
		word := "More"
		if f.Verdict == finding.Fell {
			word = "Fewer"
		}
		f.Headline = fmt.Sprintf("%s %s in each %s than in %s", word, r.noun, s.session(), s.before.Name)
		f.Sentence = s.differenceWords(r, c) + " " + each
		if c.split != nil {
			f.Headline = fmt.Sprintf("%s %s in each %s, with the same %s", word, r.noun, s.session(), c.split.many)
			f.Sentence = s.sameMixRate(r, c) + " " + s.differenceWords(r, c) + " All together: " + lowerFirst(each)
		}
	}
	f.Sentence += fmt.Sprintf(" This is based on %s in %s and %s in %s.",
		things(p.SessionsB, s.session(), s.session()+"s"), s.now.Name, count(p.SessionsA), s.before.Name)
	method, note, e := p.Method, p.Note, p.Estimate
	if c.split != nil {
		method, note, e = c.strata.Method, c.strata.Note, c.strata.Estimate
	}
	f.Method = fmt.Sprintf("Ratio of means per %s: %s.", s.session(), method)
	if note != "" {
		f.Method += " " + sentence(note) + "."
	}
	f.Method += pValue(e)
	f.Caveats = append(s.comparisonCaveats(), s.rateCaveats(r, c)...)
	f.Caveats = append(append(f.Caveats, s.joinedOrStopped()...), s.joinedMidPeriod()...)
	f.Caveats = append(f.Caveats, s.yearCaveats()...)
}

// noClearRate words a comparison of which no change is claimed.
func (s *scope) noClearRate(r rate, c *rateChange) (headline, text string) {
	text = s.likeMeans(r, c) + " " + maybeRate(c.estimate(), c.difference())
	switch {
	case c.split != nil && c.torn():
		headline = fmt.Sprintf("%s in each %s rose in some %s and fell in others", sentence(r.noun), s.session(), c.split.many)
		text = fmt.Sprintf(" But the %s do not agree.", c.split.many) + c.partedWords()
	case c.split != nil && claims(c.pooled.Estimate) != claims(c.strata.Estimate):
		headline = fmt.Sprintf("No overall change once the mix of %s is taken into account", c.split.many)
	default:
		headline = fmt.Sprintf("No clear change in %s for each %s", r.noun, s.session())
	}
	return headline, text
}

// likeMeans gives the means that the range is about, where like is compared with
// like and they are not those of all together.
func (s *scope) likeMeans(r rate, c *rateChange) string {
	if c.split == nil || c.strata.Strata == 0 ||
		average(c.strata.MeanA) == average(c.pooled.MeanA) && average(c.strata.MeanB) == average(c.pooled.MeanB) {
		return ""
	}
	return " " + s.sameMixRate(r, c)
}

// eachHad gives the means of both years.
func (s *scope) eachHad(r rate, c *stats.Comparison) string {
	return fmt.Sprintf("Each %s in %s had %s on average, compared with %s in %s.",
		s.session(), s.now.Name, r.of(c.MeanB), average(c.MeanA), s.before.Name)
}

// sameMixRate says what the parts that both years cover had.
func (s *scope) sameMixRate(r rate, c *rateChange) string {
	return fmt.Sprintf("In the %s that both years cover, each %s had %s in %s, compared with %s in %s.",
		things(c.strata.Strata, c.split.one, c.split.many), s.session(), r.of(c.strata.MeanB), s.now.Name, average(c.strata.MeanA), s.before.Name)
}

// differenceWords word a change that is claimed: "Around 9 more people took part in
// each session in 2013 than in 2012 (between 2 and 16 more)."
func (s *scope) differenceWords(r rate, c *rateChange) string {
	doing := "were written"
	if r.noun == "people" {
		doing = "took part"
	}
	e, d := c.estimate(), c.difference()
	return fmt.Sprintf("Around %s %s %s in each %s in %s than in %s (%s).",
		changeOf(e, d), r.noun, doing, s.session(), s.now.Name, s.before.Name, rangeOf(e, d))
}

// wholes are the ends of the interval of a difference as whole numbers of things,
// where they say enough.
func wholes(d stats.Estimate) (low, high int, ok bool) {
	if !d.HasInterval || max(-d.Low, d.High) > 1e9 {
		return 0, 0, false
	}
	low, high = int(math.Round(d.Low)), int(math.Round(d.High))
	return low, high, low != high && min(abs(low), abs(high)) >= 1
}

func abs(n int) int { return max(n, -n) }

// tellsInWholes reports whether whole numbers say enough of a difference.
func tellsInWholes(d stats.Estimate) bool {
	n := math.Abs(math.Round(d.Value))
	return d.HasValue && n >= 2 && n <= 1e9
}

// changeOf writes a difference, "9 more", or its ratio, "38% more", where whole
// numbers would say too little.
func changeOf(ratioNow, d stats.Estimate) string {
	n := int(math.Round(d.Value))
	switch {
	case !tellsInWholes(d):
		return ratio(ratioNow.Value)
	case n < 0:
		return count(-n) + " fewer"
	}
	return count(n) + " more"
}

// rangeOf writes the interval of a difference, "between 2 and 16 more", or that of
// its ratio.
func rangeOf(ratioNow, d stats.Estimate) string {
	low, high, ok := wholes(d)
	switch {
	case !ok || !tellsInWholes(d):
		return between(ratioNow)
	case low > 0:
		return fmt.Sprintf("between %s and %s more", count(low), count(high))
	case high < 0:
		return fmt.Sprintf("between %s and %s fewer", count(-high), count(-low))
	}
	return fmt.Sprintf("between %s fewer and %s more", count(-low), count(high))
}

// maybeRate words a change that may be chance.
func maybeRate(ratioNow, d stats.Estimate) string {
	if ratioNow.Direction() != 0 || d.Direction() != 0 {
		return "That is at the edge of what chance could do, so no change is claimed."
	}
	if told, ok := fromTo(d); ok {
		return fmt.Sprintf("The true difference could be %s, so this may be chance.", told)
	}
	return fmt.Sprintf("The true difference could be %s, so this may be chance.", between(ratioNow))
}

// anything adds to "too few to say" how far the difference could go.
func anything(d stats.Estimate) string {
	if told, ok := fromTo(d); ok {
		return ": the true difference could be " + told
	}
	return ""
}

// fromTo writes an interval that holds no change, "anything from 5 fewer to 9 more",
// where whole numbers say enough.
func fromTo(d stats.Estimate) (string, bool) {
	low, high, ok := wholes(d)
	switch {
	case ok && low < 0 && high > 0:
		return fmt.Sprintf("anything from %s fewer to %s more", count(-low), count(high)), true
	case low == 0 && high > 1:
		return fmt.Sprintf("anything from no change to %s more", count(high)), true
	case high == 0 && low < -1:
		return fmt.Sprintf("anything from %s fewer to no change", count(-low)), true
	}
	return "", false
}

// rateCaveats say which interval was used, and how the mix moved.
func (s *scope) rateCaveats(r rate, c *rateChange) []finding.Caveat {
	list := append(s.repostsCounted(r), s.quietHolidays()...)
	if c.pooled.Dispersion > 1.5 && c.pooled.HasInterval {
		list = append(list, finding.Caveat{Kind: "over-dispersion", Text: fmt.Sprintf(
			"Some %ss are much busier than others: they scatter %s times as much as chance alone would make them. The interval allows for it.",
			s.session(), average(c.pooled.Dispersion))})
	}
	if c.pooled.InTime > 1 {
		list = append(list, finding.Caveat{Kind: "autocorrelation", Text: fmt.Sprintf(
			"A busy %s tends to follow a busy one, so the %ss say less than their number. The interval is wider for it.", s.session(), s.session())})
	}
	if c.pooled.OfPeople > 1.5 {
		list = append(list, finding.Caveat{Kind: "same-people", Text: fmt.Sprintf(
			"The same people come again and again, so a few who join or leave change every %s. The interval is wider for it.", s.session())})
	}
	if c.split != nil && c.split.moved() {
		list = append(list, c.split.caveat(s))
	}
	return append(list, c.strataDiffer()...)
}
