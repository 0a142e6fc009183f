package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestPipe(t *testing.T) {
	res := mustRead(t, "in/wardnews.txt", "585978391360220001|Thu Apr 09 01:31:50 +0000 2015|RT @who: wash | your &amp; hands http://x.y/?a=1&copy=2\r\n"+
		"585978391360220002|Thu Apr 09 01:32:50 +0000 2015|caf\xe9\r\nsecond line\r\n"+
		"\r\n"+
		"585978391360220003|no date here|undated\r\n"+
		"585978391360220004|broken\r\n"+
		"585978391360220005|Thu Apr 09 01:33:50 +0000 2015|  ")
	want := []corpus.Record{
		{Row: 1, ID: "585978391360220001", Author: "wardnews", Text: "RT @who: wash | your & hands http://x.y/?a=1&copy=2", Channel: "tweet", Marks: corpus.Repost, Time: london(t, "2015-04-09 02:31:50")},
		{Row: 2, ID: "585978391360220002", Author: "wardnews", Text: "café\nsecond line", Channel: "tweet", Time: london(t, "2015-04-09 02:32:50")},
		{Row: 5, ID: "585978391360220003", Author: "wardnews", Text: "undated", Channel: "tweet", Time: corpus.NoTime},
	}
	if diff := cmp.Diff(want, res.Records); diff != "" {
		t.Error(diff)
	}
	skipped := map[string]int{"blank line": 1, "not in the form id|date|text": 1, "empty": 1}
	if diff := cmp.Diff(skipped, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
	if r := res.Receipt; r.Encoding != "Windows-1252" || r.Reposts != 1 || r.People != 1 || r.Channels["tweet"] != 3 {
		t.Errorf("%+v", r)
	}
}
