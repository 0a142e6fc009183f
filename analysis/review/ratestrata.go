package review

import (
	"fmt"

	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// parted are the strata in which the count per session clearly rose, and clearly
// fell, corrected for their number by Holm's method.
func (c *rateChange) parted() (rose, fell []int) {
	p := make([]float64, len(c.within))
	for k, w := range c.within {
		p[k] = 1
		if w.HasP {
			p[k] = w.P
		}
	}
	adjusted, err := stats.Holm(p)
	if err != nil {
		return nil, nil
	}
	for k, w := range c.within {
		switch {
		case adjusted[k] >= claimBelow:
		case w.Direction() > 0:
			rose = append(rose, k)
		case w.Direction() < 0:
			fell = append(fell, k)
		}
	}
	return rose, fell
}

// torn reports whether the count clearly rose in some strata and fell in others,
// so that nothing can be claimed of all together.
func (c *rateChange) torn() bool {
	rose, fell := c.parted()
	return len(rose) > 0 && len(fell) > 0
}

// partedWords name the strata in which the count clearly rose and fell, at most
// three of each.
func (c *rateChange) partedWords() string {
	rose, fell := c.parted()
	told := ""
	for _, x := range [...]struct {
		verb string
		in   []int
	}{{"rose", rose}, {"fell", fell}} {
		var names []string
		for _, k := range x.in[:min(3, len(x.in))] {
			w := c.within[k]
			names = append(names, fmt.Sprintf("%s (from %s to %s)", c.split.names[k], average(w.MeanA), average(w.MeanB)))
		}
		if more := len(x.in) - len(names); more > 0 {
			names = append(names, fmt.Sprintf("%d more", more))
		}
		if len(names) > 0 {
			told += fmt.Sprintf(" The average %s in %s.", x.verb, list(names))
		}
	}
	return told
}

// strataDiffer says that the strata moved in opposite directions.
func (c *rateChange) strataDiffer() []finding.Caveat {
	if !c.torn() {
		return nil
	}
	return []finding.Caveat{{Kind: "strata-differ", Text: fmt.Sprintf(
		"The change is not the same in all %s, so read them one by one.", c.split.many)}}
}
