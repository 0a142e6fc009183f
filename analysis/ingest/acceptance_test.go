package ingest

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// These tests hold the readers against facts about real data that other
// people wrote down. The data is not part of the project.

func readShared(t *testing.T, name string) *Result {
	t.Helper()
	res, err := File(context.Background(), filepath.Join(sharedData(t), filepath.FromSlash(name)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, res)
	return res
}

func TestSharedWhatsApp(t *testing.T) {
	android, ios := readShared(t, "whatsapp/android_24h.txt"), readShared(t, "whatsapp/ios_mdy.txt")
	if diff := cmp.Diff(android.Records, ios.Records); diff != "" {
		t.Errorf("the two layouts differ: %s", diff)
	}
	for _, res := range []*Result{android, ios} {
		r := res.Receipt
		if r.Messages != 6 || r.People != 5 || r.Skipped["system"] != 2 || r.Rows != 9 {
			t.Errorf("%+v", r)
		}
		if f, l := r.First.Format("2006-01-02T15:04"), r.Last.Format("2006-01-02T15:04"); f != "2019-01-01T11:25" || l != "2021-12-30T22:01" {
			t.Errorf("%s to %s", f, l)
		}
	}
	if a, i := android.Receipt.DateOrder.Order, ios.Receipt.DateOrder.Order; a != "day first" || i != "month first" {
		t.Errorf("%s, %s", a, i)
	}
}

func TestSharedTAGS(t *testing.T) {
	res := readShared(t, "tweets/tags_sheet.csv")
	if r := res.Receipt; r.Messages != 10 || r.People != 9 || r.Format != "TAGS sheet" {
		t.Errorf("%+v", r)
	}
	first := res.Records[0]
	if first.ID != "1251954312772812801" || time.UnixMilli(first.Time).UTC().Format(time.RFC3339) != "2020-04-19T19:22:23Z" || !first.Marks.Has(corpus.Repost) {
		t.Errorf("%+v", first)
	}
}

func TestSharedHealthTweets(t *testing.T) {
	tests := map[string]struct {
		messages    int
		first, last string
	}{
		"bbchealth":     {3929, "2013-09-30", "2015-04-09"},
		"gdnhealthcare": {2997, "2014-10-18", "2015-04-08"},
		"nprhealth":     {4837, "2012-09-13", "2014-12-24"},
		"cnnhealth":     {4061, "2012-08-25", "2015-03-14"},
	}
	for name, want := range tests {
		res := readShared(t, "health-tweets/"+name+".txt")
		r := res.Receipt
		if r.Messages != want.messages || r.Rows != want.messages || r.First.Format(time.DateOnly) != want.first || r.Last.Format(time.DateOnly) != want.last {
			t.Errorf("%s: %+v", name, r)
		}
		if res.Records[0].Author != name || r.People != 1 || r.Channels["tweet"] != want.messages {
			t.Errorf("%s: %+v", name, res.Records[0])
		}
		ids := map[string]bool{}
		for _, rec := range res.Records {
			ids[rec.ID] = true
		}
		if len(ids) != want.messages {
			t.Errorf("%s: %d different ids", name, len(ids))
		}
	}
}

func TestSharedIRC(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(sharedData(t), "irc", "*.raw.txt"))
	if err != nil || len(files) != 50 {
		t.Fatalf("%d logs, %v", len(files), err)
	}
	says := regexp.MustCompile(`^\[\d\d:\d\d\] (<[^>]+>|  ?\* |\([^)]*/#)`)
	years := map[int]bool{}
	for _, file := range files {
		res, err := File(context.Background(), file, Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkInvariants(t, res)
		r := res.Receipt
		if r.Format != "IRC log" || !res.Source.Sitting || r.Skipped["not a line of a log"] > 0 {
			t.Errorf("%s: %+v", file, r)
		}
		day := filepath.Base(file)[:10]
		if r.First.Format(time.DateOnly) != day || r.Last.Sub(r.First) > 24*time.Hour {
			t.Errorf("%s: %s to %s", file, r.First, r.Last)
		}
		for i := 1; i < len(res.Records); i++ {
			if res.Records[i].Time < res.Records[i-1].Time {
				t.Errorf("%s: time goes back at line %d", file, res.Records[i].Row)
				break
			}
		}
		years[r.First.Year()] = true
		if want := countLines(t, file, says) - r.Skipped["empty"]; r.Messages != want {
			t.Errorf("%s: %d messages, want %d", file, r.Messages, want)
		}
	}
	if !years[2005] || !years[2014] || len(years) != 10 {
		t.Errorf("years %v", years)
	}
}

func TestSharedTables(t *testing.T) {
	fft := readShared(t, "fft/fft_feedback.csv").Receipt
	if fft.Rows != 3979 || fft.DateOrder.Order != "day first" || fft.DateOrder.Ambiguous == 0 || fft.First.Year() != 2021 || fft.Last.Year() != 2022 || fft.NonAnswers == 0 {
		t.Errorf("%+v", fft)
	}
	if column(fft, "text") != "FFT answer" || column(fft, "time") != "Date" || column(fft, "name") != "Respondent ID" {
		t.Errorf("%+v", fft.Columns)
	}
	if all := strings.Join(fft.Warnings, " "); !strings.Contains(all, "mixes two orders") {
		t.Errorf("%q", all)
	}
	engagement := readShared(t, "engagement/dhcp_engagement_responses_labelled.csv")
	errors := 0
	for _, rec := range engagement.Records {
		if rec.Text == "#NAME?" && rec.Marks.Has(corpus.NonAnswer) {
			errors++
		}
	}
	if r := engagement.Receipt; r.Rows != 1678 || errors != 13 || column(r, "text") != "Response" {
		t.Errorf("%d, %+v", errors, r)
	}
	if r := readShared(t, "consultation/themefinder__responses_lgr_format.csv").Receipt; r.Responses != 5 || r.Messages != 10 || r.Rows != 10 {
		t.Errorf("%+v", r)
	}
}

func column(r Receipt, role string) string {
	for _, c := range r.Columns {
		if c.Role == role {
			return c.Name
		}
	}
	return ""
}
