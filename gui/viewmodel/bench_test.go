package viewmodel_test

import (
	"fmt"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/gui/viewmodel"
)

// million is a chat of a million messages.
func million(b *testing.B) *corpus.Corpus {
	b.Helper()
	const size = 1_000_000
	start := time.Date(2013, time.January, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	list := make([]corpus.Record, size)
	for i := range list {
		list[i] = corpus.Record{Row: i + 1, Time: start + int64(i)*1000, Author: fmt.Sprintf("name %d", i%20000),
			Channel: corpus.Chat, Text: fmt.Sprintf("message %d about parking, waiting times and the campaign toolkit", i)}
	}
	var build corpus.Builder
	build.Add(corpus.Source{Path: "chat.txt"}, list)
	c, err := build.Build(corpus.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkMillion(b *testing.B) {
	c := million(b)
	m := viewmodel.NewMessages(viewmodel.Synchronous(), c, func(p corpus.PersonID) string { return fmt.Sprint("Person ", p+1) })
	all := c.All()
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			m.Open("all", "", all)
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			m.Search("message 77")
			m.Search("")
		}
	})
	b.Run("sort by person", func(b *testing.B) {
		for b.Loop() {
			m.Sort(viewmodel.ByPerson)
			m.Sort(viewmodel.OldestFirst)
		}
	})
}
