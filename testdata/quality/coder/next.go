package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"text/tabwriter"

	"yearbook/analysis"
	"yearbook/analysis/language"
	"yearbook/analysis/theme/coder"
)

// How an analyst's work is played: so many comments are coded first, so many in
// each round, and what was learnt is measured on the first fold, which nobody
// codes.
const (
	first  = 100
	round  = 50
	rounds = 8
)

// compareNext shows what coding the picked messages is worth beside coding any.
func compareNext(ctx context.Context, w io.Writer, c *comments) error {
	m, err := language.Load()
	if err != nil {
		return err
	}
	hits, err := analysis.CodebookHits()
	if err != nil {
		return err
	}
	opt := coder.Options{Labels: c.Labels, Extra: hits}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "coded by hand\tmicro / macro F1, picked\tmicro / macro F1, by lot\t")
	var rows [2][]string
	for k, picked := range []bool{true, false} {
		var open, done []int
		for i, f := range c.Folds {
			if f != 0 {
				open = append(open, i)
			}
		}
		r := rand.New(rand.NewPCG(1, 2))
		r.Shuffle(len(open), func(a, b int) { open[a], open[b] = open[b], open[a] })
		done, open = slices.Clone(open[:first]), open[first:]
		for range rounds {
			model, err := coder.Train(ctx, m, c.examples(done), opt)
			if err != nil {
				return err
			}
			counts := c.check(model)
			rows[k] = append(rows[k], fmt.Sprintf("%.3f / %.3f", coder.Micro(counts).F1, coder.Macro(counts).F1))
			if !picked {
				done, open = append(done, open[:round]...), open[round:]
				continue
			}
			texts := make([]string, len(open))
			for q, i := range open {
				texts[q] = c.Texts[i]
			}
			picks, err := coder.Next(ctx, m, model, texts, round, opt)
			if err != nil {
				return err
			}
			taken := map[int]bool{}
			for _, p := range picks {
				taken[open[p.Index]] = true
				done = append(done, open[p.Index])
			}
			open = slices.DeleteFunc(open, func(i int) bool { return taken[i] })
		}
	}
	for k := range rounds {
		fmt.Fprintf(t, "%d\t%s\t%s\t\n", first+k*round, rows[0][k], rows[1][k])
	}
	return t.Flush()
}

func (c *comments) examples(rows []int) []coder.Example {
	var list []coder.Example
	for _, i := range rows {
		e := coder.Example{Text: c.Texts[i], Group: c.who[i]}
		for _, l := range c.Yes[i] {
			e.Codes = append(e.Codes, c.Labels[l])
		}
		list = append(list, e)
	}
	return list
}

// check codes the first fold.
func (c *comments) check(model *coder.Model) []coder.Count {
	counts := make([]coder.Count, len(c.Labels))
	codes := model.NewCoder()
	for i, text := range c.Texts {
		if c.Folds[i] != 0 {
			continue
		}
		given := map[string]bool{}
		for _, s := range codes.Suggest(text) {
			given[s.Code] = true
		}
		for l, name := range c.Labels {
			counts[l].Add(slices.Contains(c.Yes[i], l), given[name])
		}
	}
	return counts
}
