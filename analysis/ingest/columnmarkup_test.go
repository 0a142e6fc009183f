package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestMarkup(t *testing.T) {
	tests := []struct {
		name        string
		cells, want []string
		is          markup
	}{
		{"YouTube", []string{"Don&#39;t worry<br>it is <a href=\"https://x.org/?v=1&amp;t=62\">1:02</a> &amp; good", "fine"},
			[]string{"Don't worry\nit is 1:02 & good", "fine"}, tags},
		{"paragraphs", []string{"<p>Good &amp; kind</p><br>two", "It&#39;s ok &lt;3"}, []string{"Good & kind\ntwo", "It's ok <3"}, tags},
		{"Teams", []string{`<div><p><at id="0">Bob</at> it was &amp; is good</p><attachment id="1"></attachment></div>`}, []string{"Bob it was & is good"}, tags},
		{"lines stay", []string{"one &amp; two\nthree", "<b>four</b>\nfive"}, []string{"one & two\nthree", "four\nfive"}, tags},
		{"entities", []string{"tea &amp; cake", "see https://x.org/?a=1&amp;copy=2"}, []string{"tea & cake", "see https://x.org/?a=1&copy=2"}, entities},
		{"people's own signs", []string{"if a<b and c>d then R&D", "I <3 it & more", "use &amp; for an ampersand"}, nil, plainText},
		{"mostly people's own", []string{"tea & cake", "x & y", "z &amp; w", "<3"}, nil, plainText},
		{"no signs", []string{"tea", "cake"}, nil, plainText},
		{"tags of no page", []string{"<name redacted> was kind", "<COMMENT TRUNCATED>"}, nil, plainText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := markupOf(test.cells)
			if m != test.is {
				t.Fatalf("got %d, want %d", m, test.is)
			}
			got := slices.Clone(test.cells)
			for i := range got {
				got[i] = m.words(got[i])
			}
			if test.want == nil {
				test.want = test.cells
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTableOfHTML(t *testing.T) {
	res := mustRead(t, "a.csv", "Date,Name,Comment\n03/02/2021,Ann,<p>Good &amp; kind</p>\n14/02/2021,Ben O&#39;Neil,It&#39;s ok &lt;3\n15/02/2021,Cat,<br>\n")
	if diff := cmp.Diff([]string{"2021-02-03 00:00 Ann: Good & kind", "2021-02-14 00:00 Ben O'Neil: It's ok <3"}, messages(res)); diff != "" {
		t.Error(diff)
	}
	if res.Receipt.Skipped["empty"] != 1 || !strings.Contains(strings.Join(res.Receipt.Warnings, " "), "written as HTML") {
		t.Errorf("%+v", res.Receipt)
	}
	res = mustRead(t, "a.csv", "Date,Comment\n03/02/2021,R&D and <b> is what I type\n14/02/2021,tea & cake\n")
	if res.Records[0].Text != "R&D and <b> is what I type" || strings.Contains(strings.Join(res.Receipt.Warnings, " "), "HTML") {
		t.Errorf("%+v", res)
	}
}

func TestOldTwitterArchive(t *testing.T) {
	res := mustRead(t, "tweets.csv", `"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id","retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"
"500000000000000001","499999999999999990","7","2014-08-14 19:07:25 +0000","<a href=""x"">web</a>","Own words &amp; more","","","",""
"500000000000000002","","","2014-08-14 19:08:25 +0000","<a>","RT @x: theirs","499999999999999999","5","2014-08-14 18:08:25 +0000",""
`)
	own, passed := res.Records[0], res.Records[1]
	if res.Receipt.Layout != "Twitter archive" || own.Text != "Own words & more" || own.Channel != corpus.Tweet || own.ReplyTo != "499999999999999990" || own.Marks.Has(corpus.Repost) || !passed.Marks.Has(corpus.Repost) {
		t.Errorf("%+v", res)
	}
}
