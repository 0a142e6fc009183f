package ingest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func slackText() string {
	return "[" + strings.TrimSuffix(benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, `{"type":"message","user":"U%d","text":"%s %d","ts":"15754%05d.%06d","team":"T1","blocks":[{"type":"rich_text","block_id":"x","elements":[{"type":"text","text":"%s"}]}]},`, i%50, saying, i, i, i, saying)
	}), ",") + "]"
}

func tweetLines() string {
	return benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, `{"id":"58597839136%05d","text":"%s %d","author_id":"%d","created_at":"2021-04-08T19:34:16.000Z","conversation_id":"1","author":{"id":"%d","username":"person%d"},"public_metrics":{"retweet_count":1,"reply_count":2}}`+"\n", i, saying, i, i%50, i%50, i%50)
	})
}

func recordLines() string {
	return benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, `{"created":"2021-04-08 19:34:16","comment":"%s %d","user":{"name":"Person %d"}}`+"\n", saying, i, i%50)
	})
}

func BenchmarkSlack(b *testing.B)       { benchRead(b, "general/2020-01-01.json", slackText()) }
func BenchmarkTweets(b *testing.B)      { benchRead(b, "a.jsonl", tweetLines()) }
func BenchmarkJSONRecords(b *testing.B) { benchRead(b, "a.jsonl", recordLines()) }

// BenchmarkEncodingJSON is what the standard library takes for the same tweets.
func BenchmarkEncodingJSON(b *testing.B) {
	text := tweetLines()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d := json.NewDecoder(strings.NewReader(text))
		for d.More() {
			var v any
			if err := d.Decode(&v); err != nil {
				b.Fatal(err)
			}
		}
	}
}
