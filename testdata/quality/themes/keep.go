package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"text/tabwriter"
	"time"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
	"yearbook/analysis/theme"
)

// keep tells how many themes stay when 5% more messages come, and how long
// finding them takes.
func keep(w io.Writer, data string) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\nmessages\tthemes\tkept with 5% more, by F1\tby Jaccard\twith the same id\tmessages with the same theme\tseconds\t")
	for _, name := range []string{"fft", "engagement", "health-tweets"} {
		reading, err := analysis.Read(context.Background(), []string{filepath.Join(data, name)}, analysis.Options{}, nil)
		if err != nil {
			return err
		}
		start := time.Now()
		r, err := reading.Themes(context.Background(), theme.Options{}, nil)
		if err != nil {
			return err
		}
		took := time.Since(start)
		k, err := stays(reading.Corpus, r)
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s, %d\t%d\t%.0f%%\t%.0f%%\t%.0f%%\t%.0f%%\t%.1f\t\n", name, len(r.Read), len(r.Themes),
			100*k.f1/k.themes, 100*k.jaccard/k.themes, 100*k.id/k.themes, 100*k.same/k.messages, took.Seconds())
	}
	return t.Flush()
}

// rounds is how often a twentieth of the messages, drawn by chance, is added.
const rounds = 10

// kept counts the themes found before some messages were added, and those found
// again after: by a best-match F1 or a Jaccard index of one half or more among
// the messages that were there before, and by their id. Of the messages with a
// theme before, it counts those whose first theme is the same after.
type kept struct {
	themes, f1, jaccard, id float64
	messages, same          float64
}

// stays finds themes without a twentieth of the messages and compares them with
// those of all.
func stays(c *corpus.Corpus, all *theme.Result) (kept, error) {
	var k kept
	m, err := language.Load()
	if err != nil {
		return k, err
	}
	for round := range rounds {
		draw := rand.New(rand.NewPCG(uint64(round), 5))
		sel := c.All().Filter(func(int) bool { return draw.Float64() >= 0.05 })
		part, err := theme.Find(context.Background(), c, sel, m, theme.Options{})
		if err != nil {
			return k, err
		}
		k.compare(part, all, sel)
	}
	return k, nil
}

func (k *kept) compare(before, after *theme.Result, sel corpus.Selection) {
	match := make([]int, len(before.Themes))
	for x, t := range before.Themes {
		f1, jaccard, named := 0.0, 0.0, false
		for y, u := range after.Themes {
			both := float64(len(t.Messages.And(u.Messages)))
			sum := float64(len(t.Messages) + len(u.Messages.And(sel)))
			if f := 2 * both / sum; f > f1 {
				f1, match[x] = f, y
			}
			jaccard = max(jaccard, both/(sum-both))
			named = named || t.ID == u.ID
		}
		k.themes++
		k.f1 += one(f1 >= 0.5)
		k.jaccard += one(jaccard >= 0.5)
		k.id += one(named)
	}
	for _, i := range before.Read {
		if a, b := before.Of(int(i)), after.Of(int(i)); len(a) > 0 {
			k.messages++
			k.same += one(len(b) > 0 && match[a[0]] == int(b[0]))
		}
	}
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
