package ingest

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestSharedSlack(t *testing.T) {
	res := readShared(t, "slack/export.zip")
	r := res.Receipt
	if r.Messages != 49 || r.Rows != 158 || r.People != 4 || r.Format != "Slack export" {
		t.Errorf("%+v", r)
	}
	want := map[string]int{"bot_message": 94, "channel_join": 8, "bot_add": 3, "file_share": 3, "file_comment": 1}
	if diff := cmp.Diff(want, r.Skipped); diff != "" {
		t.Error(diff)
	}
	names := map[string]bool{}
	for _, rec := range res.Records {
		names[rec.Author] = true
		if rec.Time == corpus.NoTime || rec.ID == "" || strings.Contains(rec.Text, "<@") || strings.Contains(rec.Text, "&lt;") {
			t.Errorf("%+v", rec)
		}
	}
	if !names["doubledeez"] || !names["heroeshannibal"] { // a display name, and a real name where there is none
		t.Errorf("%v", names)
	}
}

// An unpacked export gives the same as its archive. Its days by themselves hold the
// same messages, by people without names.
func TestSharedSlackDays(t *testing.T) {
	z, err := zip.OpenReader(filepath.Join(sharedData(t), "slack", "export.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := t.TempDir()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	whole := readShared(t, "slack/export.zip").Records
	for _, rec := range whole {
		ids[rec.ID] = true
	}
	if paths, _ := Expand([]string{dir}); len(paths) != 1 {
		t.Fatalf("%v", paths)
	}
	unpacked, err := File(context.Background(), dir, Options{})
	if diff := cmp.Diff(whole, unpacked.Records); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	var paths []string
	for _, pattern := range []string{"*.json", "*/*.json"} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		paths = append(paths, found...)
	}
	rows, refused := 0, 0
	for _, path := range paths {
		res, err := File(context.Background(), path, Options{})
		if err != nil {
			refused++
			if !strings.Contains(err.Error(), "holds no message") {
				t.Error(err)
			}
		}
		rows += res.Receipt.Rows
		for _, rec := range res.Records {
			if !ids[rec.ID] {
				t.Errorf("%s: %+v", path, rec)
			}
			delete(ids, rec.ID)
		}
	}
	if rows != 158 || refused != 3 || len(ids) != 0 {
		t.Errorf("%d rows, %d refused, %d missing", rows, refused, len(ids))
	}
}

func TestSharedTwarc(t *testing.T) {
	pages, flat := readShared(t, "tweets/twarc2_pages.jsonl"), readShared(t, "tweets/twarc2_flat.jsonl")
	for _, res := range []*Result{pages, flat} {
		if r := res.Receipt; r.Messages != 100 || r.People != 96 || r.Channels["tweet"] != 100 || r.Format != "Tweets (JSON)" {
			t.Errorf("%+v", r)
		}
	}
	if diff := cmp.Diff(pages.Records, flat.Records); diff != "" {
		t.Errorf("pages and flattened tweets differ: %s", diff)
	}
	if pages.Receipt.Reposts == 0 || !slices.ContainsFunc(pages.Records, func(r corpus.Record) bool { return r.ReplyTo != "" }) {
		t.Errorf("%+v", pages.Receipt)
	}
	first := pages.Records[0]
	if first.ID != "1380242611781386245" || time.UnixMilli(first.Time).UTC().Format(time.RFC3339) != "2021-04-08T19:34:16Z" ||
		first.Author != "Alexandravm12" || !first.Marks.Has(corpus.Repost) || !strings.HasSuffix(first.Text, "hace sentir su regreso.") {
		t.Errorf("%+v", first)
	}
}

func TestSharedTwarcUsers(t *testing.T) {
	res, err := File(context.Background(), filepath.Join(sharedData(t), "tweets", "twarc2_users_no_tweets.jsonl"), Options{})
	if err != nil || len(res.Records) != 0 || res.Receipt.Rows == 0 || !strings.Contains(strings.Join(res.Receipt.Warnings, " "), "not tweets") {
		t.Errorf("%v %+v", err, res.Receipt)
	}
	checkInvariants(t, res)
}

func TestSharedTelegram(t *testing.T) {
	res := readShared(t, "telegram/result.json")
	if r := res.Receipt; r.Messages != 2 || r.People != 2 || r.Format != "Telegram chat" {
		t.Errorf("%+v", r)
	}
	want := []string{"2018-12-05 10:39 Author 1: Minimal Message", "2018-12-05 10:49 Author 2: Link:https://telegram.org/"}
	if diff := cmp.Diff(want, messages(res)); diff != "" {
		t.Error(diff)
	}
}
