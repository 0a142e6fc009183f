package main

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// phrases are the noun phrases of a corpus in at least leastHeld messages.
type phrases struct {
	list []string         // in order of the alphabet
	held []map[int32]bool // messages with each phrase
	of   [][]int          // phrases of each message
}

const leastHeld = 3

func findPhrases(c *corpus.Corpus, m *language.Model) *phrases {
	held := map[string]map[int32]bool{}
	a := m.NewAnalyser()
	for i := range c.Len() {
		if c.Marks(i)&(corpus.Repost|corpus.Placeholder|corpus.NonAnswer) != 0 {
			continue
		}
		for _, p := range a.Phrases(c.Text(i)) {
			if held[p.Lemma] == nil {
				held[p.Lemma] = map[int32]bool{}
			}
			held[p.Lemma][int32(i)] = true
		}
	}
	p := &phrases{of: make([][]int, c.Len())}
	for _, lemma := range slices.Sorted(maps.Keys(held)) {
		if len(held[lemma]) < leastHeld {
			continue
		}
		for i := range held[lemma] {
			p.of[i] = append(p.of[i], len(p.list))
		}
		p.list, p.held = append(p.list, lemma), append(p.held, held[lemma])
	}
	return p
}

// communities cuts the graph of phrases, tied by the positive pointwise mutual
// information of standing in one message, by the Louvain method; the resolution
// is the one of some that gives about as many communities of two phrases or more
// as there are to be topics. A message has the community to which its phrases
// are tied most, phrases by themselves counting a little.
func communities(p *phrases, messages, topics int) [][]string {
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for x := range p.list {
		g.AddNode(simple.Node(x))
	}
	together := map[[2]int]int{}
	for _, list := range p.of {
		for k, x := range list {
			for _, y := range list[k+1:] {
				together[[2]int{min(x, y), max(x, y)}]++
			}
		}
	}
	degree := make([]float64, len(p.list))
	for pair, n := range together {
		x, y := pair[0], pair[1]
		if pmi := math.Log(float64(n) * float64(messages) / float64(len(p.held[x])*len(p.held[y]))); pmi > 0 {
			g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(x), simple.Node(y), pmi))
		}
	}
	for x := range degree {
		neighbours := g.From(int64(x))
		var ids []int64
		for neighbours.Next() {
			ids = append(ids, neighbours.Node().ID())
		}
		slices.Sort(ids)
		for _, y := range ids {
			w, _ := g.Weight(int64(x), y)
			degree[x] += w
		}
	}
	member, best := make([]int, len(p.list)), math.MaxInt
	for _, resolution := range []float64{0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8} {
		found := community.Modularize(g, resolution, rand.NewPCG(1, 2)).Communities()
		several := 0
		for _, nodes := range found {
			if len(nodes) > 1 {
				several++
			}
		}
		if off := max(several-topics, topics-several); off < best {
			best = off
			for k, nodes := range found {
				for _, n := range nodes {
					member[n.ID()] = k
				}
			}
		}
	}
	called := map[int]string{} // each community by the phrase in most messages
	most := map[int]int{}
	for x, k := range member {
		if n := len(p.held[x]); n > most[k] {
			called[k], most[k] = p.list[x], n
		}
	}
	return byWeight(p, func(x int) (string, float64) { return called[member[x]], 1 + degree[x]/100 })
}

// byWeight gives each message the group with most weight, the first in the
// alphabet where several have.
func byWeight(p *phrases, group func(x int) (string, float64)) [][]string {
	out := make([][]string, len(p.of))
	for i, list := range p.of {
		weights := map[string]float64{}
		slices.Sort(list)
		for _, x := range list {
			g, w := group(x)
			weights[g] += w
		}
		best := ""
		for _, g := range slices.Sorted(maps.Keys(weights)) {
			if best == "" || weights[g] > weights[best] {
				best = g
			}
		}
		if best != "" {
			out[i] = []string{best}
		}
	}
	return out
}

// alikeHeads is the cosine of their messages above which heads are one group.
const alikeHeads = 0.35

// heads groups phrases by their last noun, joins nouns whose messages are alike,
// and keeps the groups with most messages. A message has the group of the phrase
// with the highest C-value (K. Frantzi, S. Ananiadou and H. Mima 2000).
func heads(p *phrases, topics int) [][]string {
	byHead := map[string]map[int32]bool{}
	head := make([]string, len(p.list))
	for x, lemma := range p.list {
		head[x] = lemma[strings.LastIndexByte(lemma, ' ')+1:]
		if byHead[head[x]] == nil {
			byHead[head[x]] = map[int32]bool{}
		}
		maps.Copy(byHead[head[x]], p.held[x])
	}
	names := slices.Sorted(maps.Keys(byHead))
	into := map[string]string{}
	for _, h := range names {
		into[h] = h
	}
	for k, a := range names {
		for _, b := range names[k+1:] {
			if from, to := into[b], into[a]; from != to && alike(byHead[a], byHead[b]) > alikeHeads {
				for _, h := range names {
					if into[h] == from {
						into[h] = to
					}
				}
			}
		}
	}
	size := map[string]int{}
	for h, to := range into {
		size[to] += len(byHead[h])
	}
	order := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), strings.Compare(a, b))
	})
	kept := order[:min(len(order), topics)]
	value := cValues(p)
	out := make([][]string, len(p.of))
	for i, list := range p.of {
		best := -1
		for _, x := range list {
			if slices.Contains(kept, into[head[x]]) && (best < 0 || value[x] > value[best] || value[x] == value[best] && x < best) {
				best = x
			}
		}
		if best >= 0 {
			out[i] = []string{into[head[best]]}
		}
	}
	return out
}

func alike(a, b map[int32]bool) float64 {
	both := 0
	for i := range a {
		if b[i] {
			both++
		}
	}
	return float64(both) / math.Sqrt(float64(len(a))*float64(len(b)))
}

// cValues are the C-values of phrases, with one more for the length, so that
// single words have one.
func cValues(p *phrases) []float64 {
	sum, longer := make([]float64, len(p.list)), make([]float64, len(p.list))
	at := map[string]int{}
	for x, lemma := range p.list {
		at[lemma] = x
	}
	for x, lemma := range p.list {
		words := strings.Fields(lemma)
		seen := map[int]bool{}
		for i := range words {
			for j := i + 1; j <= len(words); j++ {
				if y, ok := at[strings.Join(words[i:j], " ")]; ok && y != x && !seen[y] {
					seen[y] = true
					sum[y] += float64(len(p.held[x]))
					longer[y]++
				}
			}
		}
	}
	value := make([]float64, len(p.list))
	for x, lemma := range p.list {
		n := float64(len(p.held[x]))
		if longer[x] > 0 {
			n -= sum[x] / longer[x]
		}
		value[x] = math.Log2(float64(2+strings.Count(lemma, " "))) * n
	}
	return value
}

// largest are the names of the themes with most messages, the most first.
func largest(messages int, of func(i int) []string) []string {
	size := map[string]int{}
	for i := range messages {
		for _, name := range of(i) {
			size[name]++
		}
	}
	order := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), strings.Compare(a, b))
	})
	return order[:min(len(order), mostShown)]
}

// mostShown is the number of names shown.
const mostShown = 12
