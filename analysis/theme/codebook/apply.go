package codebook

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

// Options say how codes are applied. The zero value is sensible.
type Options struct {
	Workers int // goroutines that read messages; 0 means one per processor
	// Watch is told how many messages were read; nil is allowed. It is called
	// from several goroutines, one call at a time.
	Watch func(done, total int)
}

// Coding says which messages have which codes.
type Coding struct {
	Book *Book
	// Read are the messages that were looked at: those selected, without
	// reposts, placeholders and non-answers.
	Read corpus.Selection
	// Unassigned counts messages read that have no code.
	Unassigned int
	// NonAnswers counts messages selected that say nothing, such as "n/a".
	NonAnswers int
	// Rules counts, for each code and each of its rules, the messages in which
	// the rule holds.
	Rules [][]int

	corpus *corpus.Corpus
	from   []int32 // of each message read: its codes are given[from[k]:from[k+1]]
	given  []given
	spoken [][]phrase // of each code: what was found, in order of message
}

type given struct {
	code     int32
	strength float32
}

// phrase is the evidence of one message: where it is in the message's text.
type phrase struct{ message, start, end int32 }

// Apply gives the codes of a book to the selected messages, and shows them as
// themes: those with messages, the most frequent first. The phrases of a theme
// are what was found, by the number of messages.
// The error is a *[BookError] where rules cannot be used, or the context's.
func Apply(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, b *Book, opt Options) (*theme.Result, error) {
	m, err := Compile(b)
	if err != nil {
		return nil, err
	}
	coding, err := m.Code(ctx, c, sel, b, opt)
	if err != nil {
		return nil, err
	}
	return coding.Themes(), nil
}

// batch is the number of messages a worker takes at a time. Results do not
// depend on it, because batches are put together in order.
const batch = 512

// Code finds the codes of the selected messages. The book must be the one that
// the matcher was made of. The error is the context's.
func (m *Matcher) Code(ctx context.Context, c *corpus.Corpus, sel corpus.Selection, b *Book, opt Options) (*Coding, error) {
	own := sel.Filter(func(i int) bool {
		return c.Marks(i)&(corpus.Repost|corpus.Placeholder|corpus.NonAnswer) == 0
	})
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	work := corpus.Batches{Size: batch, Workers: opt.Workers, Watch: opt.Watch}
	parts := make([]part, work.Count(own))
	err := work.Run(ctx, own, func() func(int, corpus.Selection) {
		r := m.newReader()
		return func(k int, some corpus.Selection) { parts[k] = r.part(ctx, c, some) }
	})
	if err != nil {
		return nil, err
	}
	coding := join(c, b, own, parts)
	coding.NonAnswers = len(sel.Filter(func(i int) bool { return c.Marks(i).Has(corpus.NonAnswer) }))
	return coding, nil
}

// part is what was found in a batch of messages.
type part struct{ hits [][]Hit }

// part stops early where the context has ended; its answer is then of no use.
func (r *reader) part(ctx context.Context, c *corpus.Corpus, sel corpus.Selection) part {
	p := part{hits: make([][]Hit, len(sel))}
	for k, i := range sel {
		if ctx.Err() != nil {
			break
		}
		p.hits[k] = r.match(c.Text(int(i)))
	}
	return p
}

// join puts batches together in order.
func join(c *corpus.Corpus, b *Book, own corpus.Selection, parts []part) *Coding {
	coding := &Coding{Book: b, Read: own, corpus: c, from: make([]int32, 1, len(own)+1), Rules: make([][]int, len(b.Codes)), spoken: make([][]phrase, len(b.Codes))}
	for k := range b.Codes {
		coding.Rules[k] = make([]int, len(b.Codes[k].Rules))
	}
	at := 0
	for _, p := range parts {
		for _, hits := range p.hits {
			for _, h := range hits {
				coding.add(own[at], h)
			}
			coding.from = append(coding.from, int32(len(coding.given)))
			if len(hits) == 0 {
				coding.Unassigned++
			}
			at++
		}
	}
	return coding
}

func (g *Coding) add(message int32, h Hit) {
	g.given = append(g.given, given{int32(h.Code), float32(h.Strength)})
	counted := map[int]bool{}
	for _, e := range h.Evidence {
		if !counted[e.Rule] {
			counted[e.Rule] = true
			g.Rules[h.Code][e.Rule]++
		}
		g.spoken[h.Code] = append(g.spoken[h.Code], phrase{message, int32(e.Start), int32(e.End)})
	}
}

// Of lists the codes of message i as positions in Book.Codes, the strongest
// first; nil where it has none or was not read.
func (g *Coding) Of(i int) []int {
	k, ok := slices.BinarySearch(g.Read, int32(i))
	if !ok {
		return nil
	}
	var codes []int
	for _, x := range g.given[g.from[k]:g.from[k+1]] {
		codes = append(codes, int(x.code))
	}
	return codes
}

// IDs lists the IDs of the codes of message i, the strongest first.
func (g *Coding) IDs(i int) []string {
	var ids []string
	for _, k := range g.Of(i) {
		ids = append(ids, g.Book.Codes[k].ID)
	}
	return ids
}

// Messages are the messages that have code k.
func (g *Coding) Messages(k int) corpus.Selection {
	var sel corpus.Selection
	for n, i := range g.Read {
		for _, x := range g.given[g.from[n]:g.from[n+1]] {
			if int(x.code) == k {
				sel = append(sel, i)
			}
		}
	}
	return sel
}

// byCode lists the messages of every code.
func (g *Coding) byCode() []corpus.Selection {
	all := make([]corpus.Selection, len(g.Book.Codes))
	for n, i := range g.Read {
		for _, x := range g.given[g.from[n]:g.from[n+1]] {
			all[x.code] = append(all[x.code], i)
		}
	}
	return all
}

// shownExamples is how many examples a theme has.
const shownExamples = 3

// Themes shows the codes that have messages as themes, the most frequent first.
func (g *Coding) Themes() *theme.Result {
	r := &theme.Result{Read: g.Read, Unassigned: g.Unassigned, NonAnswers: g.NonAnswers}
	all := g.byCode()
	var order []int
	for k, sel := range all {
		if len(sel) > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(all[b]), len(all[a])) })
	at := make([]int32, len(all))
	for n, k := range order {
		at[k] = int32(n)
		c := &g.Book.Codes[k]
		r.Themes = append(r.Themes, theme.Theme{
			ID: c.ID, Label: c.Name, Messages: all[k], People: len(g.corpus.Who(all[k])), Phrases: g.phrases(k, len(all[k])),
			Share: float64(len(all[k])) / float64(len(g.Read)), Examples: g.Examples(k, shownExamples),
		})
	}
	r.Carry(func(i int) []int32 {
		var list []int32
		for _, k := range g.Of(i) {
			list = append(list, at[k])
		}
		return list
	})
	return r
}

// Bounds of the phrases that a theme shows.
const (
	mostPhrases = 16
	mostWords   = 5
)

// phrases lists what was found of code k, which has n messages, the most
// frequent first; their weight is the part of the messages that hold them.
// Places of many words are left out where there are shorter ones.
func (g *Coding) phrases(k, n int) []theme.Phrase {
	type said struct {
		messages  corpus.Selection
		spellings map[string]int
	}
	found := map[string]*said{}
	long := map[string]*said{}
	for _, p := range g.spoken[k] {
		written := strings.Join(strings.Fields(g.corpus.Text(int(p.message))[p.start:p.end]), " ")
		lower := strings.ToLower(written)
		in := found
		if strings.Count(lower, " ") >= mostWords {
			in = long
		}
		s := in[lower]
		if s == nil {
			s = &said{spellings: map[string]int{}}
			in[lower] = s
		}
		s.spellings[written]++
		if n := len(s.messages); n == 0 || s.messages[n-1] != p.message {
			s.messages = append(s.messages, p.message)
		}
	}
	if len(found) == 0 {
		found = long
	}
	var list []theme.Phrase
	for lemma, s := range found {
		list = append(list, theme.Phrase{
			Lemma: lemma, Display: commonest(s.spellings), Messages: len(s.messages), People: len(g.corpus.Who(s.messages)),
			Weight: float64(len(s.messages)) / float64(n),
		})
	}
	slices.SortFunc(list, func(a, b theme.Phrase) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), strings.Compare(a.Lemma, b.Lemma))
	})
	return list[:min(mostPhrases, len(list))]
}

// commonest is the spelling used most; the one in small letters, and then the
// first in the alphabet, where several are.
func commonest(spellings map[string]int) string {
	best, most := "", 0
	for s, n := range spellings {
		small, bestSmall := s == strings.ToLower(s), best == strings.ToLower(best)
		if n > most || n == most && (small && !bestSmall || small == bestSmall && s < best) {
			best, most = s, n
		}
	}
	return best
}

// Examples are up to n messages that show code k well, in order of position:
// those with strong evidence, neither very short nor long, each from another
// person.
func (g *Coding) Examples(k, n int) corpus.Selection {
	const short, long = 30, 240 // letters
	type candidate struct {
		message  int32
		strength float32
		fits     bool
	}
	var list []candidate
	for at, i := range g.Read {
		for _, x := range g.given[g.from[at]:g.from[at+1]] {
			if size := len(g.corpus.Text(int(i))); int(x.code) == k {
				list = append(list, candidate{i, x.strength, size >= short && size <= long})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		if a.fits != b.fits {
			if a.fits {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.strength, a.strength)
	})
	var out corpus.Selection
	seen := map[corpus.PersonID]bool{}
	for _, c := range list {
		who := g.corpus.Person(int(c.message))
		if who != corpus.NoPerson && seen[who] {
			continue
		}
		seen[who] = true
		if out = append(out, c.message); len(out) == n {
			break
		}
	}
	slices.Sort(out)
	return out
}
