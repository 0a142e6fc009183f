package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// fewTies is the number of messages to somebody below which no network is shown.
const fewTies = 20

// mostInNetwork bounds the people of a network: beyond, those who wrote least
// are left out.
const mostInNetwork = 5000

// network tells who answers and names whom in the year.
func network(s *scope) []finding.Finding {
	ties, addressed := s.ties()
	if len(addressed) < fewTies {
		return nil
	}
	people := s.inNetwork(ties)
	index := map[corpus.PersonID]int{}
	for k, p := range people {
		index[p] = k
	}
	var list []stats.Tie
	for _, t := range ties {
		from, ok1 := index[t.from]
		to, ok2 := index[t.to]
		if ok1 && ok2 {
			list = append(list, stats.Tie{From: from, To: to, Weight: float64(t.n)})
		}
	}
	n, err := stats.AnalyseNetwork(context.Background(), len(people), list)
	if err != nil || n.Ties == 0 {
		return nil
	}
	return []finding.Finding{s.networkFinding(n, people, addressed)}
}

// tie is how often one person addressed another.
type tie struct {
	from, to corpus.PersonID
	n        int
}

// ties are those of the year's messages: to the writer of the message answered,
// and to people named with an @ or at the start of a line as chats do. Reposts,
// which name their author, are left out.
func (s *scope) ties() (list []tie, addressed corpus.Selection) {
	writer := map[string]corpus.PersonID{}
	for _, i := range s.now.messages {
		if m := s.Message(int(i)); m.ID != "" {
			writer[m.ID] = m.Person
		}
	}
	known := map[string]corpus.PersonID{}
	for p, person := range s.People() {
		known[person.Key] = corpus.PersonID(p)
	}
	counts := map[[2]corpus.PersonID]int{}
	for _, i := range s.now.messages {
		m := s.Message(int(i))
		if m.Person == corpus.NoPerson || m.Marks.Has(corpus.Repost) {
			continue
		}
		to := map[corpus.PersonID]bool{}
		if p, ok := writer[m.ReplyTo]; ok && m.ReplyTo != "" {
			to[p] = true
		}
		for _, name := range named(m.Text) {
			if p, ok := known[corpus.FoldName(name)]; ok {
				to[p] = true
			}
		}
		found := false
		for p := range to {
			if p != m.Person && p != corpus.NoPerson {
				counts[[2]corpus.PersonID{m.Person, p}]++
				found = true
			}
		}
		if found {
			addressed = append(addressed, i)
		}
	}
	for k, n := range counts {
		list = append(list, tie{k[0], k[1], n})
	}
	slices.SortFunc(list, func(a, b tie) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return list, addressed
}

// named are the names that a text addresses: after an @, and the word before the
// first colon or comma, as in "kate: thanks".
func named(text string) []string {
	var names []string
	rest := text
	for {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			break
		}
		address := at > 0 && inName(rune(rest[at-1])) // an e-mail address, not a name
		rest = rest[at+1:]
		if address {
			continue
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return !inName(r) })
		if end < 0 {
			end = len(rest)
		}
		if end > 0 {
			names = append(names, strings.TrimRight(rest[:end], "._-"))
		}
	}
	if end := strings.IndexAny(text, ":,"); end > 1 && end < 40 && !strings.ContainsAny(text[:end], " \n\t/@(") {
		names = append(names, text[:end])
	}
	return names
}

func inName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' || r == '.'
}

// inNetwork lists the people with a tie, in their order; of very many those with
// most messages to or from somebody.
func (s *scope) inNetwork(ties []tie) []corpus.PersonID {
	weight := map[corpus.PersonID]int{}
	for _, t := range ties {
		weight[t.from] += t.n
		weight[t.to] += t.n
	}
	var people []corpus.PersonID
	for p := range weight {
		people = append(people, p)
	}
	slices.SortFunc(people, func(a, b corpus.PersonID) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b)) })
	people = people[:min(len(people), mostInNetwork)]
	slices.Sort(people)
	return people
}

func (s *scope) networkFinding(n stats.Network, people []corpus.PersonID, addressed corpus.Selection) finding.Finding {
	order := make([]int, len(people))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(n.People[b].PageRank, n.People[a].PageRank) })
	order = order[:min(mostPosters, len(order))]
	f := finding.Finding{
		ID: "network", Section: finding.People, Selection: addressed,
		Method: "Ties run from the writer of a message to the person whom it answers or names. Attention is PageRank; reciprocity is the share of ties that go both ways; groups are found by Louvain's method.",
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Person"}, {Name: "Addressed by (people)", Number: true}, {Name: "Addresses (people)", Number: true},
			{Name: "Messages to them", Number: true}, {Name: "Messages to others", Number: true}, {Name: "Share of attention", Number: true}, {Name: "Group", Number: true},
		}},
	}
	if n.Note != "" {
		f.Method += " " + sentence(n.Note) + "."
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "People who get most attention", Subtitle: "Messages that answer or name them, " + s.now.Name, Source: s.sourceLine(),
		Base: "Base: " + messagesOf(len(addressed)) + " that answer or name somebody", Y: finding.Axis{Label: "Messages to them"}, Series: []finding.Series{{Name: "Messages to them"}},
	}
	for _, k := range order {
		p := n.People[k]
		name := s.names.Name(people[k])
		wrote := addressed.Filter(func(i int) bool { return s.Person(i) == people[k] })
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: name, Y: p.InWeight, Selection: wrote, Note: "from " + peopleOf(p.InDegree) + "; opens what they wrote to others"})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: wrote, Cells: []finding.Cell{
			finding.Label(name), number(p.InDegree), number(p.OutDegree), number(int(p.InWeight)), number(int(p.OutWeight)),
			finding.Number(p.PageRank, percent(p.PageRank)), number(p.Community + 1),
		}})
	}
	sortBars(fig, f.Table)
	f.Figure = fig
	f.Headline = fmt.Sprintf("%s of ties between people went both ways", sentence(percent(n.Reciprocity)))
	f.Sentence = fmt.Sprintf("In %s, %s answered or named somebody and tied %s together. %s of the ties went both ways.",
		s.now.Name, messagesOf(len(addressed)), peopleOf(len(people)), sentence(percent(n.Reciprocity)))
	if n.Modularity > 0.3 && len(n.Communities) > 1 {
		f.Sentence += fmt.Sprintf(" They fall into %s who mostly talk among themselves.", things(len(n.Communities), "group", "groups"))
	}
	f.AltText = fmt.Sprintf("Bar chart of the people whom most messages answer or name in %s. %s.", s.now.Name, f.Headline)
	f.Caveats = append(s.yearCaveats(), finding.Caveat{Kind: "ties-seen", Text: "Only answers and names that the files show count; in a chat people also answer without naming anybody."})
	return f
}
