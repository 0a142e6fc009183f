package project

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// TestLabels: what a table says of a message beside who, when and what is kept.
func TestLabels(t *testing.T) {
	rows := []corpus.Record{chat(1, 0, "Ann", "kind"), chat(2, 1, "", "cold"), chat(3, 2, "Ben", "late")}
	rows[0].Question, rows[0].Organisation, rows[0].Score, rows[0].Consent = "What was good?", "NEAS", "1", "yes"
	rows[1].Extra = []string{"", "Ward 2"}
	rows[2].Question = "What was\x1fbad?"
	path := filepath.Join(t.TempDir(), "survey.yearbook")
	p, err := Create(path, byKate)
	must(t, err)
	survey := result("survey.csv", rows...)
	survey.Receipt.Kept = []string{"label", "service"}
	add(t, p, survey)
	must(t, p.Close())
	p, err = Open(path, byKate)
	must(t, err)
	defer p.Close()
	sources, err := p.Sources(ctx)
	must(t, err)
	got, err := p.Records(ctx, sources[0].ID)
	must(t, err)
	rows[2].Question = "What was bad?" // the mark between labels cannot be part of one
	if d := cmp.Diff(rows, got); d != "" {
		t.Error(d)
	}
	c, err := p.Corpus(ctx, corpus.Options{})
	must(t, err)
	if c.Attribute("service", 1) != "Ward 2" || c.Attribute("label", 1) != "" || c.Attribute("service", 0) != "" {
		t.Errorf("kept columns: %v", c.Attributes())
	}
}
