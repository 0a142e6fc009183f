package theme

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
)

// cluster is a set of terms on its way to a theme.
type cluster struct {
	terms    []*term
	messages corpus.Selection // positions in the selection that was annotated
}

func newCluster(terms ...*term) *cluster {
	g := &cluster{terms: terms}
	for _, t := range terms {
		g.messages = g.messages.Or(t.messages)
	}
	return g
}

// score orders clusters: the highest termhood of a term, weighted by its length,
// and the messages of all, which favours groups that are both frequent and
// specific.
func (g *cluster) score() float64 {
	best := 0.0
	for _, t := range g.terms {
		best = max(best, t.cvalue*math.Log2(float64(t.words)+1))
	}
	return best + float64(len(g.messages))
}

// group gathers terms by head noun, then joins groups that stand in the same
// messages, and returns them by score.
func group(terms []*term) []*cluster {
	groups := joinRelated(byHead(terms))
	slices.SortStableFunc(groups, func(a, b *cluster) int {
		return cmp.Or(cmp.Compare(b.score(), a.score()), strings.Compare(a.label().lemma, b.label().lemma))
	})
	return groups
}

// strongShare is the part of a head noun's messages that a longer phrase must
// hold to stand for itself where there are several such phrases.
const strongShare = 0.15

// byHead gathers the terms that describe one noun. Where several of its
// phrases are frequent, the noun is too general to be one theme ("staff
// survey", "patient survey"), so each of them stands for itself.
func byHead(terms []*term) []*cluster {
	heads := map[string][]*term{}
	var order []string
	for _, t := range terms {
		h := t.head()
		if heads[h] == nil {
			order = append(order, h)
		}
		heads[h] = append(heads[h], t)
	}
	var groups []*cluster
	for _, h := range order {
		groups = append(groups, splitHead(heads[h])...)
	}
	return groups
}

// splitHead makes one cluster of the terms with one head, or one for each of
// its strong phrases and one for the rest.
func splitHead(terms []*term) []*cluster {
	all := newCluster(terms...)
	var strong []*cluster
	for _, t := range terms {
		if t.words > 1 && float64(len(t.messages)) >= strongShare*float64(len(all.messages)) && !extends(t, strong) {
			strong = append(strong, newCluster(t))
		}
	}
	if len(strong) < 2 {
		return []*cluster{all}
	}
	var rest []*term
	for _, t := range terms {
		if i := slices.IndexFunc(strong, func(g *cluster) bool { return strings.HasSuffix(" "+t.lemma, " "+g.terms[0].lemma) }); i < 0 {
			rest = append(rest, t)
		} else if t != strong[i].terms[0] {
			strong[i] = newCluster(append(strong[i].terms, t)...)
		}
	}
	if len(rest) > 0 {
		strong = append(strong, newCluster(rest...))
	}
	return strong
}

// extends reports whether the term is a longer form of a strong one.
func extends(t *term, strong []*cluster) bool {
	return slices.ContainsFunc(strong, func(g *cluster) bool {
		return strings.HasSuffix(" "+t.lemma, " "+g.terms[0].lemma) || strings.HasSuffix(" "+g.terms[0].lemma, " "+t.lemma)
	})
}

// relatedAt is the cosine of two groups' messages above which they are one
// theme, and mostPhrases the size beyond which a theme takes no more in.
const (
	relatedAt   = 0.35
	mostPhrases = 16
)

// joinRelated joins the two most alike groups again and again, until no two
// are alike.
func joinRelated(groups []*cluster) []*cluster {
	shared := sharedMessages(groups)
	for {
		a, b := closest(groups, shared)
		if a < 0 {
			return slices.DeleteFunc(groups, func(g *cluster) bool { return g == nil })
		}
		groups[a] = newCluster(append(slices.Clip(groups[a].terms), groups[b].terms...)...)
		groups[b] = nil
		for c, g := range groups {
			if g == nil || c == a || shared[a][c] == 0 && shared[b][c] == 0 {
				continue
			}
			n := len(groups[a].messages.And(g.messages))
			shared[a][c], shared[c][a] = n, n
		}
	}
}

// sharedMessages counts the messages that each two groups have in common.
func sharedMessages(groups []*cluster) [][]int {
	shared := make([][]int, len(groups))
	last := 0
	for g, x := range groups {
		shared[g] = make([]int, len(groups))
		if n := len(x.messages); n > 0 {
			last = max(last, int(x.messages[n-1]))
		}
	}
	holders := make([][]int, last+1)
	for g, x := range groups {
		for _, k := range x.messages {
			for _, other := range holders[k] {
				shared[g][other]++
				shared[other][g]++
			}
			holders[k] = append(holders[k], g)
		}
	}
	return shared
}

// closest finds the pair of groups most alike, the first in order where
// several are; -1 where no pair is alike enough.
func closest(groups []*cluster, shared [][]int) (int, int) {
	first, second, at := -1, -1, relatedAt
	for a, x := range groups {
		for b := a + 1; b < len(groups); b++ {
			y := groups[b]
			if x == nil || y == nil || shared[a][b] == 0 || len(x.terms)+len(y.terms) > mostPhrases {
				continue
			}
			cosine := float64(shared[a][b]) / math.Sqrt(float64(len(x.messages))*float64(len(y.messages)))
			if cosine > at {
				first, second, at = a, b, cosine
			}
		}
	}
	return first, second
}

// label is the term that names the group: the one with the highest termhood
// among those that stand in at least a quarter of its messages, several words
// before one.
func (g *cluster) label() *term {
	best := g.terms[0]
	for _, t := range g.terms[1:] {
		if g.names(t, best) {
			best = t
		}
	}
	return best
}

// names reports whether t is a better name for the group than u.
func (g *cluster) names(t, u *term) bool {
	enough := func(x *term) bool { return 4*len(x.messages) >= len(g.messages) }
	if enough(t) != enough(u) {
		return enough(t)
	}
	if enough(t) && (t.words > 1) != (u.words > 1) {
		return t.words > 1
	}
	return cmp.Or(cmp.Compare(t.cvalue, u.cvalue), strings.Compare(u.lemma, t.lemma)) > 0
}

// theme turns the group into a theme of the corpus.
func (g *cluster) theme(c *corpus.Corpus, sel corpus.Selection, n *notes, ids map[string]bool) Theme {
	t := Theme{Messages: make(corpus.Selection, len(g.messages))}
	for k, at := range g.messages {
		t.Messages[k] = sel[at]
	}
	t.People = len(c.Who(t.Messages))
	slices.SortFunc(g.terms, func(a, b *term) int {
		return cmp.Or(cmp.Compare(b.cvalue, a.cvalue), strings.Compare(a.lemma, b.lemma))
	})
	for _, x := range g.terms {
		t.Phrases = append(t.Phrases, Phrase{
			Lemma: x.lemma, Display: display(c, sel, n, x), Messages: len(x.messages), People: x.people, CValue: x.cvalue,
		})
	}
	label := g.label()
	t.Label = display(c, sel, n, label)
	t.ID = slug(label.lemma)
	for k := 2; ids[t.ID]; k++ {
		t.ID = fmt.Sprintf("%s-%d", slug(label.lemma), k)
	}
	ids[t.ID] = true
	return t
}

// smallShare is the part of a phrase's uses that must be in small letters for
// it to be shown so: capitals at the head of a sentence or of a headline are
// no part of a phrase, those of "NHS" are.
const smallShare = 0.2

// display is the spelling of the term used most, by itself or at the end of a
// longer phrase; the shortest and then the first in the alphabet where several
// are.
func display(c *corpus.Corpus, sel corpus.Selection, n *notes, t *term) string {
	counts, small := map[string]int{}, map[string]int{}
	total, inSmall := 0, 0
	for _, k := range t.messages {
		text := c.Text(int(sel[k]))
		for _, note := range n.of(int(k)) {
			if !strings.HasSuffix(" "+n.lemmas[note.lemma], " "+t.lemma) {
				continue
			}
			words := strings.Fields(text[note.start:note.end])
			written := strings.Join(words[max(0, len(words)-t.words):], " ")
			counts[written]++
			total++
			if written == strings.ToLower(written) {
				small[written]++
				inSmall++
			}
		}
	}
	if float64(inSmall) >= smallShare*float64(total) {
		counts = small
	}
	best, most := t.lemma, 0
	for s, m := range counts {
		if m > most || m == most && (len(s) < len(best) || len(s) == len(best) && s < best) {
			best, most = s, m
		}
	}
	return best
}
