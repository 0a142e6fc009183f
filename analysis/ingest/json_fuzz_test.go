package ingest

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fuzzJSON feeds one reader of JSON with anything; the files of its folder in
// testdata are the seeds. checkInvariants holds the account of rows.
func fuzzJSON(f *testing.F, format, name string) {
	files, err := filepath.Glob(filepath.Join("testdata", "json", format, "*"))
	if err != nil || len(files) == 0 {
		f.Fatal(err, "no seeds")
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".want.json") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, b := readJSONAs(t, format, name, text), readJSONAs(t, format, name, text)
		if !reflect.DeepEqual(a, b) {
			t.Error(cmp.Diff(a, b))
		}
	})
}

func FuzzTweetArchive(f *testing.F) { fuzzJSON(f, "tweetarchive", "tweets.js") }
func FuzzTweets(f *testing.F)       { fuzzJSON(f, "tweets", "a.jsonl") }
func FuzzSlack(f *testing.F)        { fuzzJSON(f, "slack", "general/2020-01-01.json") }
func FuzzDiscord(f *testing.F)      { fuzzJSON(f, "discord", "a.json") }
func FuzzTelegram(f *testing.F)     { fuzzJSON(f, "telegram", "result.json") }
func FuzzMeta(f *testing.F)         { fuzzJSON(f, "meta", "message_1.json") }
func FuzzRocketChat(f *testing.F)   { fuzzJSON(f, "rocketchat", "a.json") }
func FuzzTeamsGraph(f *testing.F)   { fuzzJSON(f, "teamsgraph", "a.json") }
func FuzzMattermost(f *testing.F)   { fuzzJSON(f, "mattermost", "a.json") }
func FuzzMastodon(f *testing.F)     { fuzzJSON(f, "mastodon", "outbox.json") }
func FuzzBluesky(f *testing.F)      { fuzzJSON(f, "bluesky", "a.json") }
func FuzzReddit(f *testing.F)       { fuzzJSON(f, "reddit", "a.json") }
func FuzzYouTube(f *testing.F)      { fuzzJSON(f, "youtube", "a.json") }
func FuzzYTDLP(f *testing.F)        { fuzzJSON(f, "ytdlp", "a.info.json") }
func FuzzJSONRecords(f *testing.F)  { fuzzJSON(f, "jsonrecords", "a.json") }
