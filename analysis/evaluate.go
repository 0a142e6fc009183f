package analysis

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"yearbook/analysis/ingest"
	"yearbook/analysis/language"
	"yearbook/analysis/theme/coder"
)

// Evaluation compares the codes that were learnt from one table with those that
// people gave in another.
type Evaluation struct {
	Learnt, Checked int           // rows
	Labels          []string      // in order
	Examples        []int         // rows of the first table with each label
	Counts          []coder.Count // by label, over the rows of the second
}

// ErrNoColumn says that a table lacks a column that was asked for.
var ErrNoColumn = errors.New("no such column")

// Evaluate learns from one table and codes the other. Only the column text is
// read of what people wrote; each label is a column too, and a cell of it with
// anything in it means yes.
func Evaluate(ctx context.Context, train, test *ingest.Table, text string, labels []string, watch Watch) (*Evaluation, error) {
	learn, err := Labelled(train, text, labels)
	if err != nil {
		return nil, fmt.Errorf("the table to learn from: %w", err)
	}
	check, err := Labelled(test, text, labels)
	if err != nil {
		return nil, fmt.Errorf("the table to check with: %w", err)
	}
	model, err := learnFrom(ctx, learn, labels, watch)
	if err != nil {
		return nil, err
	}
	e := &Evaluation{Learnt: len(learn), Checked: len(check), Labels: labels, Counts: make([]coder.Count, len(labels))}
	for _, l := range model.Labels() {
		e.Examples = append(e.Examples, l.Examples)
	}
	watch.tell("Coding the other table", 0, 0)
	c := model.NewCoder()
	for _, x := range check {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		truth, given := map[string]bool{}, map[string]bool{}
		for _, code := range x.Codes {
			truth[code] = true
		}
		for _, s := range c.Suggest(x.Text) {
			given[s.Code] = true
		}
		for k, l := range labels {
			e.Counts[k].Add(truth[l], given[l])
		}
	}
	return e, nil
}

// Labelled are the rows of a table as examples.
func Labelled(t *ingest.Table, text string, labels []string) ([]coder.Example, error) {
	at := t.Column(text)
	if at < 0 {
		return nil, missing(t, text)
	}
	columns := make([]int, len(labels))
	for k, l := range labels {
		if columns[k] = t.Column(l); columns[k] < 0 {
			return nil, missing(t, l)
		}
	}
	if len(t.Rows) == 0 {
		return nil, errors.New("it has headers but no rows: export it again")
	}
	examples := make([]coder.Example, len(t.Rows))
	for i, row := range t.Rows {
		examples[i].Text = row[at]
		for k, c := range columns {
			if strings.TrimSpace(row[c]) != "" {
				examples[i].Codes = append(examples[i].Codes, labels[k])
			}
		}
	}
	return examples, nil
}

// missing says which columns there are instead.
func missing(t *ingest.Table, name string) error {
	const most = 8
	names := t.Headers
	more := ""
	if len(names) > most {
		names, more = names[:most], ", …"
	}
	return fmt.Errorf("%w: %q: check the spelling; it has %s%s", ErrNoColumn, name, strings.Join(names, ", "), more)
}

// learnFrom trains the coder, telling it what the shipped codebooks find.
func learnFrom(ctx context.Context, examples []coder.Example, labels []string, watch Watch) (*coder.Model, error) {
	m, opt, err := learning(labels, "Learning", watch)
	if err != nil {
		return nil, err
	}
	return coder.Train(ctx, m, examples, opt)
}

// learning is what the coder needs to learn.
func learning(labels []string, stage string, watch Watch) (*language.Model, coder.Options, error) {
	watch.tell("Loading the language model", 0, 0)
	m, err := language.Load()
	if err != nil {
		return nil, coder.Options{}, err
	}
	hits, err := CodebookHits()
	return m, coder.Options{
		Labels: labels, Extra: hits,
		Watch: func(done, total int) { watch.tell(stage, done, total) },
	}, err
}
