package codebook

import (
	"cmp"
	"slices"

	"yearbook/analysis/corpus"
)

// Report says what may be wrong with a book, as far as these messages show it.
type Report struct {
	Dead     []DeadRule // in order of the book
	Unused   []int      // codes that have rules and no message
	Ruleless []int      // codes without rules, which only people can give
	Overlaps []Overlap  // the greatest first
}

// DeadRule is a rule that holds in none of the messages.
type DeadRule struct{ Code, Rule int }

// Overlap is a code that hardly ever comes without another.
type Overlap struct {
	Code, With  int // positions in Book.Codes
	Messages    int // that have Code
	Both        int // that have both
	MessagesAll int // that have With
}

// A code overlaps with another where so large a part of its messages have the
// other too, and it has enough messages to tell.
const (
	overlapShare    = 0.8
	overlapMessages = 5
)

// Check looks for rules that never hold and codes that nearly always come
// together.
func (g *Coding) Check() Report {
	var r Report
	all := g.byCode()
	for k := range g.Book.Codes {
		c := &g.Book.Codes[k]
		switch {
		case c.Folder:
			continue
		case len(c.Rules) == 0:
			r.Ruleless = append(r.Ruleless, k)
			continue
		case len(all[k]) == 0:
			r.Unused = append(r.Unused, k)
		}
		for n, messages := range g.Rules[k] {
			if messages == 0 {
				r.Dead = append(r.Dead, DeadRule{k, n})
			}
		}
	}
	r.Overlaps = g.overlaps(all)
	return r
}

func (g *Coding) overlaps(all []corpus.Selection) []Overlap {
	both := map[[2]int32]int{}
	for n := range g.Read {
		list := g.given[g.from[n]:g.from[n+1]]
		for _, a := range list {
			for _, b := range list {
				if a.code != b.code {
					both[[2]int32{a.code, b.code}]++
				}
			}
		}
	}
	var list []Overlap
	for pair, n := range both {
		a, b := int(pair[0]), int(pair[1])
		if of := len(all[a]); of >= overlapMessages && float64(n) >= overlapShare*float64(of) {
			list = append(list, Overlap{Code: a, With: b, Messages: of, Both: n, MessagesAll: len(all[b])})
		}
	}
	slices.SortFunc(list, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(b.Both*a.Messages, a.Both*b.Messages), cmp.Compare(b.Both, a.Both), cmp.Compare(a.Code, b.Code), cmp.Compare(a.With, b.With))
	})
	return list
}
