package project

import (
	"strings"

	"yearbook/analysis/corpus"
)

// between parts the labels of a message where they are kept as one text.
const between = "\x1f"

// joinLabels is what a table says of a message beside who, when and what, and
// what it holds in columns that were kept on request, as one text; "" where it
// says nothing.
func joinLabels(r *corpus.Record) string {
	if r.Question == "" && r.Organisation == "" && r.Score == "" && r.Consent == "" && r.Extra == nil {
		return ""
	}
	clean := func(s string) string { return strings.ReplaceAll(s, between, " ") }
	text := clean(r.Question) + between + clean(r.Organisation) + between + clean(r.Score) + between + clean(r.Consent)
	for _, s := range r.Extra {
		text += between + clean(s)
	}
	return text
}

// splitLabels is the reverse of joinLabels; it reports false for a text that
// joinLabels does not make.
func splitLabels(r *corpus.Record, text string) bool {
	parts := strings.Split(text, between)
	if len(parts) < 4 {
		return false
	}
	if len(parts) > 4 {
		r.Extra = parts[4:]
	}
	r.Question, r.Organisation, r.Score, r.Consent = parts[0], parts[1], parts[2], parts[3]
	return true
}
