package review

import (
	"context"
	"fmt"
	"slices"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// peopleSeed picks the draws of people: the same in every review.
const peopleSeed = 2013

// overPeople says how far the share of each of several sets of messages may have
// changed, had other people like those who wrote been there: whole people are
// drawn again and again, with all of their messages of both years.
func (x *sample) overPeople(sets ...corpus.Selection) []stats.BootstrapResult {
	hits := make([][]int, len(sets))
	for k, sel := range sets {
		hits[k] = x.at(sel)
	}
	r, err := x.BootstrapChange(context.Background(), hits, byPerson, stats.BootstrapOptions{Seed: peopleSeed})
	if err != nil {
		return make([]stats.BootstrapResult, len(sets))
	}
	return r
}

// fewPeople reports whether a change that would be claimed may be none among
// other people like those who wrote, and says on how few it rests.
func (x *sample) fewPeople(hits corpus.Selection, c *shareChange, direction int) (finding.Caveat, bool) {
	r, ok := c.overPeople()
	if !ok || direction > 0 && r.Low > 0 || direction < 0 && r.High < 0 {
		return finding.Caveat{}, false
	}
	y, sel := x.scope.now, x.now.And(hits)
	if direction < 0 {
		y, sel = x.scope.before, x.before.And(hits)
	}
	return finding.Caveat{Kind: "few-people", Text: fmt.Sprintf(
		"The change rests on too few people: half of the %s that count here in %s were written by %s. Among other people like those who wrote it could be anything from %s to %s.",
		messagesOf(len(sel)), y.Name, peopleOf(x.scope.halfBy(sel)), riseOrFall(r.Low), riseOrFall(r.High))}, true
}

// halfBy is the smallest number of people who together wrote half of the
// messages; a message of which the writer is not known counts as one person's.
func (s *scope) halfBy(sel corpus.Selection) int {
	wrote := s.ByPerson(sel)
	known := 0
	for _, n := range wrote {
		known += n
	}
	for range len(sel) - known {
		wrote = append(wrote, 1)
	}
	slices.SortFunc(wrote, func(a, b int) int { return b - a })
	n := 0
	for k, w := range wrote {
		if n += w; 2*n >= len(sel) {
			return k + 1
		}
	}
	return len(wrote)
}

// riseOrFall words a difference of shares: "a fall of 2 percentage points".
func riseOrFall(x float64) string {
	switch {
	case wholePoints(x) == "0":
		return "no change"
	case x < 0:
		return "a fall of " + pointsOf(x)
	}
	return "a rise of " + pointsOf(x)
}

// bootstrapKind names the interval that is shown.
func bootstrapKind(r stats.BootstrapResult) string {
	if r.HasBCa {
		return "BCa"
	}
	return "percentile"
}

// overPeopleMethod tells the analyst of the interval over people.
func overPeopleMethod(c *shareChange) string {
	r, ok := c.overPeople()
	if !ok {
		return ""
	}
	return fmt.Sprintf(" Drawing whole people %s times: %s to %s percentage points (%s).",
		count(c.people.Resamples), signed(100*r.Low), signed(100*r.High), bootstrapKind(c.people))
}

// overPeopleContrast is the same for the answer to a question.
func overPeopleContrast(c *shareChange) *Contrast {
	r, ok := c.overPeople()
	if !ok {
		return nil
	}
	of := "pooled"
	if c.split != nil {
		of = "directly standardised"
	}
	value, low, high := tidy(100*c.people.Value), tidy(100*r.Low), tidy(100*r.High)
	return &Contrast{
		Unit: pointsUnit, Estimate: &value, Low: &low, High: &high,
		Method: fmt.Sprintf("%s difference, %s interval of %s draws of whole people", of, bootstrapKind(c.people), count(c.people.Resamples)),
	}
}

// signed writes a number with its sign and one decimal: "−1.2".
func signed(x float64) string {
	if n := decimals(-x, 1); x < 0 && n != "0.0" {
		return "−" + n
	}
	return decimals(max(x, 0), 1)
}
