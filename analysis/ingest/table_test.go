package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestTables(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             []string
		skipped          map[string]int
		channel          corpus.Channel
	}{
		{"comma", "a.csv", "Date,Name,Comment\n13/05/2021,Ann,The staff were kind\n14/05/2021,Ben,\"Parking, again\nand again\"\n",
			[]string{"2021-05-13 00:00 Ann: The staff were kind", "2021-05-14 00:00 Ben: Parking, again\nand again"}, nil, "comment"},
		{"semicolon and BOM", "a.csv", "\ufeffDate;Name;Comment\r\n13/05/2021;Ann;The staff were kind\r\n14/05/2021;Ben;Parking, again\r\n",
			[]string{"2021-05-13 00:00 Ann: The staff were kind", "2021-05-14 00:00 Ben: Parking, again"}, nil, "comment"},
		{"tab", "a.tsv", "Name\tText\tPosted at\nAnn\tThe staff were kind\t2021-05-13 10:30\n",
			[]string{"2021-05-13 10:30 Ann: The staff were kind"}, nil, "comment"},
		{"pipe", "a.txt", "Name|Text|Posted at\nAnn|The staff were kind|2021-05-13 10:30\nBen|Parking is bad|2021-05-13 10:31\n",
			[]string{"2021-05-13 10:30 Ann: The staff were kind", "2021-05-13 10:31 Ben: Parking is bad"}, nil, "comment"},
		{"Excel's sep line", "a.csv", "sep=;\nDate;Name;Comment\n13/05/2021;Ann;The staff were kind\n",
			[]string{"2021-05-13 00:00 Ann: The staff were kind"}, nil, "comment"},
		{"no header", "a.csv", "13/05/2021,Ann,The staff were very kind to me\n14/05/2021,Ben,Parking was a trouble once more\n15/05/2021,Ann,The food was cold but the tea hot\n",
			[]string{"2021-05-13 00:00 Ann: The staff were very kind to me", "2021-05-14 00:00 Ben: Parking was a trouble once more", "2021-05-15 00:00 Ann: The food was cold but the tea hot"}, nil, "comment"},
		{"no date", "a.csv", "Name,Comment\nAnn,The staff were kind\n", []string{"no time Ann: The staff were kind"}, nil, "comment"},
		{"date and clock apart", "a.csv", "Date,Time,Name,Comment\n13/05/2021,10:30,Ann,The staff were kind\n14/05/2021,9:15,Ben,Parking is bad\n",
			[]string{"2021-05-13 10:30 Ann: The staff were kind", "2021-05-14 09:15 Ben: Parking is bad"}, nil, "comment"},
		{"spreadsheet days", "a.csv", "Date,Comment\n44329.4375,The staff were kind\n44330,Parking is bad\n",
			[]string{"2021-05-13 10:30 : The staff were kind", "2021-05-14 00:00 : Parking is bad"}, nil, "comment"},
		{"seconds since 1970", "a.csv", "timestamp,Comment\n1620898200,The staff were kind\n1620898260,Parking is bad\n",
			[]string{"2021-05-13 10:30 : The staff were kind", "2021-05-13 10:31 : Parking is bad"}, nil, "comment"},
		{"a chat", "a.csv", "timestamp,sender,message\n2021-05-13 10:30:00,Ann,hello\n2021-05-13 10:31:00,Ben,hello\n",
			[]string{"2021-05-13 10:30 Ann: hello", "2021-05-13 10:31 Ben: hello"}, nil, "chat"},
		{"a channel column", "a.csv", "Date,Channel,Comment\n13/05/2021,Workshop,The staff were kind\n14/05/2021,Workshop,Parking is bad\n",
			[]string{"2021-05-13 00:00 : The staff were kind", "2021-05-14 00:00 : Parking is bad"}, nil, "workshop"},
		{"blanks and repeated header", "a.csv", "Date,Name,Comment\n,,\n13/05/2021,Ann,The staff were kind\n14/05/2021,Ben,\n\nDate,Name,Comment\n15/05/2021\n16/05/2021,Cat,  \n",
			[]string{"2021-05-13 00:00 Ann: The staff were kind"},
			map[string]int{"blank line": 2, "empty": 2, "header row repeated": 1, "too few columns": 1}, "comment"},
		{"addresses are not kept", "a.csv", "Date,Email,IP,Name,Comment\n13/05/2021,ann@x.org,192.0.2.1,Ann <ann@x.org>,The staff were kind\n14/05/2021,ben@x.org,192.0.2.2,ben@x.org,Parking is bad\n14/05/2021,c@x.org,192.0.2.2,Cat,Parking is good\n14/05/2021,c@x.org,192.0.2.2,Cat,Food is good\n",
			[]string{"2021-05-13 00:00 Ann: The staff were kind", "2021-05-14 00:00 : Parking is bad", "2021-05-14 00:00 Cat: Parking is good", "2021-05-14 00:00 Cat: Food is good"}, nil, "comment"},
		{"stray marks", "a.csv", "Name,Comment\nAnn,\"She said \"well done\" to me\"\nBen,a 5\" needle\n",
			[]string{"no time Ann: She said \"well done\" to me", "no time Ben: a 5\" needle"}, nil, "comment"},
		{"a cell never closed", "a.csv", "Name,Comment\nAnn,\"The staff were kind\nBen,Parking is bad\nCat,\"Food, too\"\n",
			[]string{"no time Ann: The staff were kind", "no time Ben: Parking is bad", "no time Cat: Food, too"}, nil, "comment"},
		{"text with the delimiter", "a.csv", "Name,Comment\nAnn,The staff were kind, and quick\nBen,Parking is bad\nBen,Food is bad\n",
			[]string{"no time Ann: The staff were kind, and quick", "no time Ben: Parking is bad", "no time Ben: Food is bad"}, nil, "comment"},
		{"one column", "a.csv", "Comment\nThe staff were kind\n\"Parking, bad\"\n",
			[]string{"no time : The staff were kind", "no time : Parking, bad"}, nil, "comment"},
		{"labels beside names", "a.csv", "Trust name,Service name,Response\nNorth,Ward,The staff were kind\nNorth,Ward,Parking is bad\n",
			[]string{"no time : The staff were kind", "no time : Parking is bad"}, nil, "comment"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res := mustRead(t, test.file, test.text)
			if diff := cmp.Diff(test.want, messages(res)); diff != "" {
				t.Error(diff)
			}
			if test.skipped == nil {
				test.skipped = map[string]int{}
			}
			if diff := cmp.Diff(test.skipped, res.Receipt.Skipped); diff != "" {
				t.Error(diff)
			}
			if res.Records[0].Channel != test.channel {
				t.Errorf("channel %q, want %q", res.Records[0].Channel, test.channel)
			}
			if len(res.Receipt.Columns) == 0 {
				t.Error("the receipt names no columns")
			}
		})
	}
}

func TestTableErrors(t *testing.T) {
	tests := map[string]string{
		"Date,Score\n13/05/2021,4\n14/05/2021,5\n": "no column of this table holds what people wrote",
		"Ward,Beds\nA,4\nB,5\n":                    "no column of this table holds what people wrote",
		"Date,Name,Comment\n":                      "a header but no rows",
	}
	for text, want := range tests {
		_, err := readString(t, "a.csv", text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestUnreadableDates(t *testing.T) {
	res := mustRead(t, "a.csv", "Date,Comment\nWhitsun,The staff were kind\nLent,Parking is bad\n")
	all := strings.Join(res.Receipt.Warnings, " ")
	if res.Records[0].Time != corpus.NoTime || !strings.Contains(all, `Column "Date" looks like the date`) {
		t.Errorf("%q", all)
	}
}

func TestNonAnswers(t *testing.T) {
	res := mustRead(t, "a.csv", "Comment,Score\nThe staff were kind,1\nn/a,2\nNothing.,3\nDid not answer,4\n#NAME?,5\n????,6\n👍,7\nNothing was wrong,8\nNONE,9\n")
	var marked []string
	for _, rec := range res.Records {
		if rec.Marks.Has(corpus.NonAnswer) {
			marked = append(marked, rec.Text)
		}
	}
	want := []string{"n/a", "Nothing.", "Did not answer", "#NAME?", "????", "NONE"}
	if diff := cmp.Diff(want, marked); diff != "" {
		t.Error(diff)
	}
	if res.Receipt.NonAnswers != 6 {
		t.Error(res.Receipt.NonAnswers)
	}
}

func TestTableIDs(t *testing.T) {
	unique := mustRead(t, "a.csv", "id,text\n1251954312772812801,one thing\n1251954312772812802,another thing\n")
	if unique.Records[0].ID != "1251954312772812801" {
		t.Errorf("%+v", unique.Records)
	}
	short := mustRead(t, "a.csv", "id,text\n1,one thing\n2,another thing\n")
	if short.Records[0].ID != "" {
		t.Error("a row number is no id")
	}
	rounded := mustRead(t, "a.csv", "tweet id,text\n1.25195431277281E+18,one thing\n1.25195431277299E+18,another thing\n")
	if rounded.Records[0].ID != "" || len(rounded.Receipt.Warnings) < 2 {
		t.Errorf("%+v", rounded)
	}
	var b strings.Builder
	b.WriteString("comment id,text\n")
	for i := range sampleRows + 10 {
		fmt.Fprintf(&b, "respondent-%d,this is what number %d says\n", i, i)
	}
	b.WriteString("respondent-3,and this is what he says too\n")
	again := mustRead(t, "a.csv", b.String())
	if again.Records[3].ID != "" || again.Receipt.Messages != sampleRows+11 {
		t.Error("ids that come again were used")
	}
}

func TestTAGS(t *testing.T) {
	res := mustRead(t, "archive.csv", `id_str,from_user,text,created_at,time,in_reply_to_status_id_str
1251954312772812801,ann,"RT @ben: hello, &amp; all",Sun Apr 19 19:22:23 +0000 2020,2020-04-19T20:22:23Z,NA
1251954312772812802,ben,so it is,Sun Apr 19 19:22:24 +0000 2020,2020-04-19T20:22:24Z,1251954312772812801
1251954312772812803,cat,NA,Sun Apr 19 19:22:25 +0000 2020,2020-04-19T20:22:25Z,NA
id_str,from_user,text,created_at,time,in_reply_to_status_id_str
1.25195E+18,cat,late,NA,2020-04-19T20:22:25Z,NA
`)
	want := []corpus.Record{
		{Row: 2, ID: "1251954312772812801", Author: "ann", Text: "RT @ben: hello, & all", Channel: "tweet", Marks: corpus.Repost, Time: london(t, "2020-04-19 20:22:23")},
		{Row: 3, ID: "1251954312772812802", ReplyTo: "1251954312772812801", Author: "ben", Text: "so it is", Channel: "tweet", Time: london(t, "2020-04-19 20:22:24")},
		{Row: 6, Author: "cat", Text: "late", Channel: "tweet", Time: london(t, "2020-04-19 21:22:25")},
	}
	if diff := cmp.Diff(want, res.Records); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"empty": 1, "header row repeated": 1}, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
}
