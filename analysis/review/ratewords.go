package review

import (
	"fmt"
	"math"

	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// verdict is what may be claimed of a rate.
func (c *rateChange) verdict() finding.Verdict {
	e := c.estimate()
	if !e.HasInterval || !c.pooled.HasInterval {
		return finding.TooFew
	}
	if c.adjusted >= claimBelow {
		return finding.NoClearChange
	}
	return directionVerdict(claims(e))
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
	pooled, differ := claims(p.Estimate), false
	if c.split != nil {
		differ = pooled != claims(c.strata.Estimate)
	}
	switch f.Verdict {
	case finding.TooFew:
		f.Headline = fmt.Sprintf("Too few %ss to compare %s", s.session(), r.noun)
		f.Sentence = each + fmt.Sprintf(" There are too few %ss to say whether that is a change.", s.session())
	case finding.NoClearChange:
		f.Headline = fmt.Sprintf("No clear change in %s for each %s", r.noun, s.session())
		f.Sentence = each + " " + maybeRate(c.estimate(), c.meanA())
		if differ {
			f.Headline = fmt.Sprintf("No overall change once the mix of %s is taken into account", c.split.many)
			f.Sentence = each + " " + s.sameMixRate(r, c) + " " + maybeRate(c.estimate(), c.meanA())
		}
	default:
		word := "More"
		if f.Verdict == finding.Fell {
			word = "Fewer"
		}
		f.Headline = fmt.Sprintf("%s %s in each %s than in %s", word, r.noun, s.session(), s.before.Name)
		f.Sentence = s.difference(r, c.estimate(), c.meanA()) + " " + each
		if c.split != nil {
			f.Headline = fmt.Sprintf("%s %s in each %s, with the same %s", word, r.noun, s.session(), c.split.many)
			f.Sentence = s.sameMixRate(r, c) + " " + s.difference(r, c.estimate(), c.meanA()) + " All together: " + lowerFirst(each)
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
	f.Caveats = append(append(f.Caveats, s.joinedOrStopped()...), s.yearCaveats()...)
}

// eachHad gives the means of both years.
func (s *scope) eachHad(r rate, c *stats.Comparison) string {
	return fmt.Sprintf("Each %s in %s had %s %s on average, compared with %s in %s.",
		s.session(), s.now.Name, average(c.MeanB), r.noun, average(c.MeanA), s.before.Name)
}

// meanA is the mean of the earlier year from which a change is reckoned.
func (c *rateChange) meanA() float64 {
	if c.split != nil {
		return c.strata.MeanA
	}
	return c.pooled.MeanA
}

// sameMixRate says what the parts that both years cover had.
func (s *scope) sameMixRate(r rate, c *rateChange) string {
	return fmt.Sprintf("In the %s that both years cover, each %s had %s %s in %s, compared with %s in %s.",
		things(c.strata.Strata, c.split.one, c.split.many), s.session(), average(c.strata.MeanB), r.noun, s.now.Name, average(c.strata.MeanA), s.before.Name)
}

// difference words a change that is claimed: "Around 9 more people took part in
// each session in 2013 than in 2012 (between 2 and 16 more)."
func (s *scope) difference(r rate, e stats.Estimate, mean float64) string {
	doing := "were written"
	if r.noun == "people" {
		doing = "took part"
	}
	return fmt.Sprintf("Around %s %s %s in each %s in %s than in %s (%s).",
		changeOf(e.Value, mean), r.noun, doing, s.session(), s.now.Name, s.before.Name, rangeOf(e, mean))
}

// wholes are the ends of an interval of a ratio as whole numbers of things, where
// they say enough.
func wholes(e stats.Estimate, mean float64) (low, high int, ok bool) {
	if e.Unbounded || mean*math.Abs(e.High) > 1e9 {
		return 0, 0, false
	}
	low, high = int(math.Round(mean*(e.Low-1))), int(math.Round(mean*(e.High-1)))
	return low, high, low != high && min(abs(low), abs(high)) >= 1
}

func abs(n int) int { return max(n, -n) }

// changeOf writes how many more or fewer a ratio means: "9 more", or "38% more"
// where whole numbers would say too little.
func changeOf(ratioNow, mean float64) string {
	n := math.Round(mean * (ratioNow - 1))
	switch {
	case math.Abs(n) < 2 || math.Abs(n) > 1e9:
		return ratio(ratioNow)
	case n < 0:
		return count(int(-n)) + " fewer"
	}
	return count(int(n)) + " more"
}

// rangeOf writes the interval: "between 2 and 16 more".
func rangeOf(e stats.Estimate, mean float64) string {
	low, high, ok := wholes(e, mean)
	if n := math.Round(mean * (e.Value - 1)); !ok || math.Abs(n) < 2 {
		return between(e)
	}
	switch {
	case low > 0:
		return fmt.Sprintf("between %s and %s more", count(low), count(high))
	case high < 0:
		return fmt.Sprintf("between %s and %s fewer", count(-high), count(-low))
	}
	return fmt.Sprintf("between %s fewer and %s more", count(-low), count(high))
}

// maybeRate words a ratio that may be chance.
func maybeRate(e stats.Estimate, mean float64) string {
	low, high, ok := wholes(e, mean)
	if ok && low < 0 && high > 0 {
		return fmt.Sprintf("The true difference could be anything from %s fewer to %s more, so this may be chance.", count(-low), count(high))
	}
	if e.Direction() != 0 {
		return "That is at the edge of what chance could do, so no change is claimed."
	}
	return fmt.Sprintf("The true difference could be %s, so this may be chance.", between(e))
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
	return list
}
