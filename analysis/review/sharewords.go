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
	base := w.base()
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

// base says on how many messages the figures rest, and on which strata where not
// all are in both years.
func (w shareWords) base() string {
	s, c := w.scope, w.change
	a, b := c.A, c.B
	in := ""
	if c.split != nil && c.Standard.LeftOut > 0 {
		var names []string
		a, b = stats.Proportion{}, stats.Proportion{}
		for k, st := range c.Strata {
			if min(st.A.Of, st.B.Of) > 0 {
				names = append(names, c.split.names[k])
				a.Of, b.Of = a.Of+st.A.Of, b.Of+st.B.Of
			}
		}
		switch len(names) {
		case 0:
		case 1:
			in = fmt.Sprintf(" from %s, the only one of the %s with messages in both years", names[0], c.split.many)
		default:
			in = fmt.Sprintf(" from the %d %s with messages in both years: %s", len(names), c.split.many, some(names))
		}
		if in != "" {
			return fmt.Sprintf(" With the same mix this is based on %s in %s and %s in %s%s.", messagesOf(b.Of), s.now.Name, count(a.Of), s.before.Name, in)
		}
		a, b = c.A, c.B
	}
	return fmt.Sprintf(" This is based on %s in %s and %s in %s.", messagesOf(b.Of), s.now.Name, count(a.Of), s.before.Name)
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
	parts := c.moves()
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
		every := c.split.one
		if c.Standard.LeftOut > 0 {
			every += " with messages in both years"
		}
		return fmt.Sprintf("%s %s in every %s since %s", sentence(name), v, every, s.before.Name),
			text + fmt.Sprintf(", and it %s in every %s. ", v, every) + same + ". " + moved(c.Standard.Estimate)
	case verdictAgrees(v, pooled):
		return fmt.Sprintf("%s %s, allowing for %s", sentence(name), v, mix), text + ". " + same + ". " + moved(c.Standard.Estimate) + parts
	}
	return fmt.Sprintf("%s %s once %s is taken into account", sentence(name), v, mix),
		text + ". But " + lowerFirst(same) + ". " + moved(c.Standard.Estimate) + parts
}

func verdictAgrees(v finding.Verdict, direction int) bool {
	return v == finding.Rose && direction > 0 || v == finding.Fell && direction < 0
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
	if e.Low <= 0 && e.High >= 0 {
		return fmt.Sprintf("The true change could be anything from %s to %s, so it may be chance.", riseOrFall(e.Low), riseOrFall(e.High))
	}
	return "The difference is too small to be sure that it is not chance."
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
