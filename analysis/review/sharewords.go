package review

import (
	"fmt"
	"math"

	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// shareWords says in words what became of a share.
type shareWords struct {
	scope  *scope
	change *shareChange
	name   string // of the theme or label
	doubts doubts // whether it stands
}

// say gives the verdict, the headline and the sentence.
func (w shareWords) say() (v finding.Verdict, headline, text string) {
	s, c := w.scope, w.change
	v = c.verdict()
	name := "‘" + w.name + "’"
	both := fmt.Sprintf("%s made up %s of messages in %s, compared with %s in %s.",
		"‘"+sentence(w.name)+"’", percent(ratioOf(c.B)), s.now.Name, percent(ratioOf(c.A)), s.before.Name)
	base := fmt.Sprintf(" This is based on %s in %s and %s in %s.", messagesOf(c.B.Of), s.now.Name, count(c.A.Of), s.before.Name)
	switch {
	case v == finding.TooFew:
		return v, "Too few messages to say", fmt.Sprintf("%s was found in %s of %s in %s and %s of %s in %s. That is too few to say whether the share changed.",
			"‘"+sentence(w.name)+"’", count(c.B.Hits), messagesOf(c.B.Of), s.now.Name, count(c.A.Hits), count(c.A.Of), s.before.Name)
	case v != finding.NoClearChange && w.doubts.repeated:
		return finding.NoClearChange, "No clear change once repeated voices are taken out",
			both + " But the change is not clear without the person or the repeated text that did most for it, so none can be claimed." + base
	case v != finding.NoClearChange && w.doubts.few:
		return finding.NoClearChange, "No clear change: it rests on too few people",
			both + " But the change rests on too few people: others like them might not have made it, so none can be claimed." + base
	case c.split != nil:
		headline, text = w.sayStrata(v, name)
		return v, headline, text + base
	}
	headline, text = w.sayPooled(v, name)
	return v, headline, both + text + base
}

// sayPooled words a comparison of years as they are.
func (w shareWords) sayPooled(v finding.Verdict, name string) (headline, text string) {
	e := w.change.Pooled
	if v == finding.NoClearChange {
		return "No clear change in " + name, " " + maybe(e)
	}
	return fmt.Sprintf("%s %s since %s", sentence(name), v, w.scope.before.Name), " " + moved(e)
}

// sayStrata words a comparison of like with like.
func (w shareWords) sayStrata(v finding.Verdict, name string) (headline, text string) {
	s, c := w.scope, w.change
	mix := "the mix of " + c.split.many
	pooled := claims(c.Pooled)
	text = fmt.Sprintf("%s went from %s of messages in %s to %s in %s", "‘"+sentence(w.name)+"’", percent(ratioOf(c.A)), s.before.Name, percent(ratioOf(c.B)), s.now.Name)
	same := fmt.Sprintf("With the same mix in both years it would be %s in %s and %s in %s",
		percent(c.Standard.A), s.before.Name, percent(c.Standard.B), s.now.Name)
	parts := w.strata()
	switch {
	case c.torn():
		return fmt.Sprintf("%s rose in some %s and fell in others", sentence(name), c.split.many),
			text + fmt.Sprintf(", but the %s do not agree.", c.split.many) + parts
	case v == finding.NoClearChange && pooled != 0:
		return "No overall change once " + mix + " is taken into account",
			text + ", but there is no overall change once " + mix + " is taken into account. " + same + ". " + maybe(c.Standard.Estimate) + parts
	case v == finding.NoClearChange:
		return "No clear change in " + name, text + ". " + same + ". " + maybe(c.Standard.Estimate) + parts
	case c.everywhere(c.direction()) && len(c.split.names) > 1:
		return fmt.Sprintf("%s %s in every %s since %s", sentence(name), v, c.split.one, s.before.Name),
			text + fmt.Sprintf(", and it %s in every %s. ", v, c.split.one) + same + ". " + moved(c.Standard.Estimate)
	case verdictAgrees(v, pooled):
		return fmt.Sprintf("%s %s, allowing for %s", sentence(name), v, mix), text + ". " + same + ". " + moved(c.Standard.Estimate) + parts
	}
	return fmt.Sprintf("%s %s once %s is taken into account", sentence(name), v, mix),
		text + ". But " + lowerFirst(same) + ". " + moved(c.Standard.Estimate) + parts
}

func verdictAgrees(v finding.Verdict, direction int) bool {
	return v == finding.Rose && direction > 0 || v == finding.Fell && direction < 0
}

// strata names the strata in which the share clearly rose or fell.
func (w shareWords) strata() string {
	c := w.change
	rose, fell := c.within()
	told := ""
	for _, x := range [...]struct {
		verb string
		in   []int
	}{{"rose", rose}, {"fell", fell}} {
		if len(x.in) == 0 {
			continue
		}
		var names []string
		for _, k := range x.in[:min(3, len(x.in))] {
			st := c.Strata[k]
			names = append(names, fmt.Sprintf("%s (from %s to %s)", c.split.names[k], percent(ratioOf(st.A)), percent(ratioOf(st.B))))
		}
		if more := len(x.in) - len(names); more > 0 {
			names = append(names, fmt.Sprintf("%d more", more))
		}
		told += fmt.Sprintf(" It %s in %s.", x.verb, list(names))
	}
	return told
}

// moved words a difference that is claimed, with its interval.
func moved(e stats.Estimate) string {
	word := "rise"
	if e.Value < 0 {
		word = "fall"
	}
	return fmt.Sprintf("That is a %s of about %s (between %s).", word, pointsOf(e.Value), pointRange(e))
}

// maybe words a difference that may be chance.
func maybe(e stats.Estimate) string {
	if !e.HasInterval {
		return "How far that could be chance cannot be told."
	}
	switch {
	case e.Low < 0 && e.High > 0:
		return fmt.Sprintf("The true change could be anything from a fall of %s to a rise of %s, so it may be chance.", pointsOf(e.Low), pointsOf(e.High))
	default:
		return "The difference is too small to be sure that it is not chance."
	}
}

// pointsOf writes a difference of shares: "8 percentage points".
func pointsOf(x float64) string {
	n := wholePoints(x)
	if n == "1" {
		return "1 percentage point"
	}
	return n + " percentage points"
}

// wholePoints is a difference in whole percentage points, or with a decimal
// where it is below 1.
func wholePoints(x float64) string {
	p := math.Abs(100 * x)
	switch {
	case p < 0.05:
		return "0"
	case p < 0.95:
		return decimals(p, 1)
	}
	return decimals(p, 0)
}

// pointRange writes the interval of a difference: "6 and 10 percentage points".
func pointRange(e stats.Estimate) string {
	low, high := math.Abs(e.Low), math.Abs(e.High)
	if low > high {
		low, high = high, low
	}
	return wholePoints(low) + " and " + pointsOf(high)
}
