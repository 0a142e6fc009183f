package coder

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed thesaurus.txt
var thesaurusText string

// thesaurus lists for each stem, and each pair of stems, the groups it is in.
var thesaurus = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(thesaurusText) {
		group, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(group, "#") {
			continue
		}
		for _, entry := range strings.Split(list, ",") {
			parts := strings.Fields(entry)
			for i, p := range parts {
				parts[i] = stem(p)
			}
			key := strings.Join(parts, " ")
			if key != "" {
				m[key] = append(m[key], group)
			}
		}
	}
	return m
})
