package analysis

import (
	"sync"

	"yearbook/analysis/theme/codebook"
)

// codebookHits is what the learned coder is told of a text beside its words:
// the codes that the shipped codebooks give it.
var codebookHits = sync.OnceValues(func() (func(text string) []string, error) {
	var matchers []*codebook.Matcher
	var names [][]string
	for _, name := range []string{"nhs-communications", "nhs-patient-feedback"} {
		b, err := codebook.Load(name)
		if err != nil {
			return nil, err
		}
		m, err := codebook.Compile(b)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(b.Codes))
		for k := range b.Codes {
			ids[k] = name + " " + b.Codes[k].ID
		}
		matchers, names = append(matchers, m), append(names, ids)
	}
	return func(text string) []string {
		var hits []string
		for k, m := range matchers {
			for _, h := range m.Match(text) {
				hits = append(hits, names[k][h.Code])
			}
		}
		return hits
	}, nil
})

// CodebookHits lists the codes that the shipped codebooks give a text, for the
// learned coder. The function may be used by several goroutines.
func CodebookHits() (func(text string) []string, error) { return codebookHits() }
