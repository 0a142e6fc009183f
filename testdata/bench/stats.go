//go:build unix

package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"text/tabwriter"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
	"yearbook/analysis/privacy"
	"yearbook/analysis/review"
	"yearbook/analysis/stats"
	"yearbook/analysis/theme"
)

// bootstrapPeople compares drawing people, by their sums, with drawing every
// message one by one: 2,000 resamples of 200,000 messages.
func bootstrapPeople(t *tabwriter.Writer, _ []string) error {
	const messages, people = 200_000, 20_000
	rng := rand.New(rand.NewPCG(1, 2))
	clusters := make([]stats.Proportion, people)
	hit := make([]float64, messages)
	for i := range hit {
		p := int(people * math.Pow(rng.Float64(), 3)) // a few write most
		clusters[p].Of++
		if rng.IntN(10) == 0 {
			clusters[p].Hits++
			hit[i] = 1
		}
	}
	ctx := context.Background()
	start := time.Now()
	if _, err := stats.BootstrapShare(ctx, clusters, stats.BootstrapOptions{}); err != nil {
		return err
	}
	ours := time.Since(start)
	start = time.Now()
	if _, err := stats.Bootstrap(ctx, []int{messages}, func(s [][]int) float64 {
		var sum float64
		for _, i := range s[0] {
			sum += hit[i]
		}
		return sum / messages
	}, stats.BootstrapOptions{}); err != nil {
		return err
	}
	theirs := time.Since(start)
	row(t, "2,000 bootstrap resamples of 200,000 messages", fmt.Sprintf("%.2f s", ours.Seconds()), fmt.Sprintf("%.2f s", theirs.Seconds()),
		fmt.Sprintf("%.2f times the time", ours.Seconds()/theirs.Seconds()), "drawing every message instead of the 20,000 people")
	return nil
}

// reviewStatistics times the making of the findings, statistics and all, of
// 221,000 messages whose themes are known, beside finding the themes; and the
// time of it that goes by in statistics, in the median of several such reviews.
func reviewStatistics(t *tabwriter.Writer, _ []string) error {
	c, err := largeChat(221_000)
	if err != nil {
		return err
	}
	model, err := language.Load()
	if err != nil {
		return err
	}
	start := time.Now()
	themes, err := theme.Find(context.Background(), c, c.All(), model, theme.Options{})
	if err != nil {
		return err
	}
	theirs := time.Since(start)
	start = time.Now()
	r, err := review.Build(review.Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, review.Question{})
	if err != nil {
		return err
	}
	ours := time.Since(start)
	row(t, "the findings of 221,000 messages, with all statistics", fmt.Sprintf("%.2f s", ours.Seconds()), fmt.Sprintf("%.2f s", theirs.Seconds()),
		fmt.Sprintf("%.2f times the time", ours.Seconds()/theirs.Seconds()), fmt.Sprintf("finding the %d themes (%d findings)", len(themes.Themes), len(r.Findings)))
	var wholes, parts [rounds]time.Duration
	for k := range rounds {
		wholes[k], parts[k], err = sampled("yearbook/analysis/stats", func() error {
			_, err := review.Build(review.Subject{Corpus: c, Themes: themes, Names: privacy.Pseudonyms{}}, review.Question{})
			return err
		})
		if err != nil {
			return err
		}
	}
	slices.Sort(wholes[:])
	slices.Sort(parts[:])
	part, of := parts[rounds/2].Seconds(), wholes[rounds/2].Seconds()
	row(t, "of that, by the clock, with analysis/stats on a stack", fmt.Sprintf("%.2f s", part), fmt.Sprintf("%.2f s", of),
		fmt.Sprintf("%.2f of the time", part/of), fmt.Sprintf("all of such a review, median of %d with stacks looked at every millisecond", rounds))
	return nil
}

// largeChat is two years of two chats a week, by 17,777 people of whom a few
// write most, in words of their own. Half of the subjects are spoken of more in
// the second year, and the others less, so that there is something to judge.
func largeChat(messages int) (*corpus.Corpus, error) {
	rng := rand.New(rand.NewPCG(3, 4))
	subjects := []string{"waiting room", "parking charge", "ward food", "staff training", "discharge letter", "flu clinic", "patient story",
		"media enquiry", "night shift", "hand hygiene", "stroke unit", "appointment line", "board paper", "open evening", "press release",
		"intranet page", "blood test", "car park", "kind nurse", "quiet ward"}
	const evenings = 208
	records := make([]corpus.Record, messages)
	for i := range records {
		evening := i * evenings / messages
		at := time.Date(2012, 1, 4, 20, 0, 0, 0, time.UTC).AddDate(0, 0, evening/2*7+evening%2*3).Add(time.Duration(i%(messages/evenings)) * 5 * time.Second)
		topic := subjects[rng.IntN(len(subjects))]
		if evening >= evenings/2 && rng.IntN(3) == 0 {
			topic = subjects[rng.IntN(len(subjects)/2)]
		}
		records[i] = corpus.Record{
			Row: i + 1, Time: at.UnixMilli(), Channel: corpus.Chat, Author: fmt.Sprintf("person%d", int(17_777*math.Pow(rng.Float64(), 4))),
			Text: fmt.Sprintf("The %s toolkit %s saved %s the %s and %s week %s of %s work %s for us",
				name(rng), name(rng), name(rng), topic, name(rng), name(rng), name(rng), name(rng)),
		}
	}
	var b corpus.Builder
	b.Add(corpus.Source{Path: "large.txt"}, records)
	return b.Build(corpus.Options{})
}

// name is one of 8,000 invented words.
func name(rng *rand.Rand) string {
	const first, second = "bdfghjklmnprstvwyzcx", "aeiou"
	b := make([]byte, 0, 6)
	for range 3 {
		b = append(b, first[rng.IntN(len(first))], second[rng.IntN(len(second)-1)])
	}
	return string(b)
}
