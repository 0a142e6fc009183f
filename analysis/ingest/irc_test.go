package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const ward9 = `[22:58] <ann> anyone about?
=== ben [~ben@192.0.2.7] has joined #ward9
[22:59]  * ben waves
[23:59] <@ben> \o/
[00:01] <ann> late now
=== ann is now known as ann_away
[00:00] <ben> clock set back
[00:02] <ben>
[00:03] (cat/#ward9) ann: sleep well
nonsense

`

func TestIRCDatedLog(t *testing.T) {
	res := mustRead(t, "logs/2013-08-06.ward9.txt", ward9)
	want := []string{
		"2013-08-06 22:58 ann: anyone about?",
		"2013-08-06 22:59 ben: waves",
		`2013-08-06 23:59 ben: \o/`,
		"2013-08-07 00:01 ann: late now",
		"2013-08-07 00:01 ben: clock set back",
		"2013-08-07 00:03 cat: ann: sleep well",
	}
	if diff := cmp.Diff(want, messages(res)); diff != "" {
		t.Error(diff)
	}
	skipped := map[string]int{"event": 2, "empty": 1, "blank line": 1, "not a line of a log": 1}
	if diff := cmp.Diff(skipped, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
	if !res.Source.Sitting || res.Receipt.DateOrder.Order != "in the file name" || len(res.Receipt.Warnings) != 1 {
		t.Errorf("%+v", res.Receipt)
	}
}

func TestIRCWithoutDate(t *testing.T) {
	_, err := readString(t, "ward9.txt", ward9)
	if err == nil || !strings.Contains(err.Error(), "put the date into the file's name") {
		t.Error(err)
	}
}

func TestIRCFullTimes(t *testing.T) {
	res := mustRead(t, "ward9.log", `2012-10-17T09:16:21+0000  <ann> hello: all
2012-10-17T09:16:22+0000  *** ben joins
2012-10-17T09:16:23+0000  * ben waves
2012-10-17T09:16:24+0000  <ann>
`)
	want := []string{"2012-10-17 10:16 ann: hello: all", "2012-10-17 10:16 ben: waves"}
	if diff := cmp.Diff(want, messages(res)); diff != "" {
		t.Error(diff)
	}
	if res.Source.Sitting || res.Receipt.Zone != "given in the file" {
		t.Errorf("%+v", res.Receipt)
	}
}

func TestIRCCodes(t *testing.T) {
	res := mustRead(t, "2013-08-06.txt", "[22:58] <ann> \x02bold\x0f and \x0304,12red\x03 é\n[22:59] <ben> x\n")
	if got := res.Records[0].Text; got != "bold and red é" {
		t.Errorf("%q", got)
	}
}

func TestDateInName(t *testing.T) {
	tests := map[string]string{
		"2013-08-06": "2013-08-06", "#chat.2013-08-06.log": "2013-08-06", "20130806": "2013-08-06", "x_2013_08_06": "2013_08_06",
		"120130806": "", "2013-13-06": "", "2013-8-6": "", "": "", "1812-01-01": "",
	}
	for name, want := range tests {
		if _, got, _ := dateInName(name); want != got && strings.ReplaceAll(want, "-", "") != got {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
