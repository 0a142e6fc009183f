package theme

import (
	"fmt"
	"os"
)

var debugNames = os.Getenv("YB_NAMES") != ""

func (f *finder) debug(t *terms, r []ranked, a *tally, m int, d described) {
	fmt.Fprintf(os.Stderr, "## %s | %s (size %d)\n", d.label, d.second, a.size[m])
	for _, w := range d.words {
		fmt.Fprintf(os.Stderr, " %s", f.vocab.words[w])
	}
	fmt.Fprintln(os.Stderr)
	whole := make([]int, len(t.list))
	of := make([][]int32, len(t.ofLemma))
	for l := range of {
		if len(t.ofLemma[l]) > 0 && t.list[t.ofLemma[l][0]].lemma == singular(f.notes.lemmas[l]) {
			of[l] = t.ofLemma[l][:1]
		}
	}
	f.eachTerm(of, len(t.list), func(i int, x int32) { whole[x]++ })
	for _, x := range r[:min(len(r), 10)] {
		tm := t.list[x.term]
		fmt.Fprintf(os.Stderr, "   %-30s w %.1f held %d (%.3f) spread %.3f noun %.2f msgs %d tog %d whole %.2f\n", tm.lemma, x.weight, x.held, float64(x.held)/float64(a.size[m]), x.spread, nounOf(f, tm), tm.messages, int(x.cover*1000), float64(whole[x.term])/float64(tm.messages))
	}
}

func nounOf(f *finder, t term) float64 {
	if id, ok := f.vocab.id(t.lemma); ok {
		return f.vocab.noun[id]
	}
	return -1
}
